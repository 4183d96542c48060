"""Reads the parameters of a GraphQL request from its body or query string, and checks their types."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import msgspec
from starlette.requests import Request

from app.domain.json_names import NamedTwice, each_name_once
from app.schema.base.numbers import ExactNumber
from app.web.documents_by_hash import DOCUMENT_ID, TrustedDocuments
from app.web.http.body import body_of, too_large
from app.web.http.statuses import HttpRefusal

PARAMETERS = ("query", "variables", "operationName", "extensions", DOCUMENT_ID)

_json: msgspec.json.Decoder[object] = msgspec.json.Decoder(float_hook=ExactNumber)
_json_again = msgspec.json.Encoder(enc_hook=lambda _: None)
_date = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class RequestParameters:
    """The parameters of a GraphQL request (GraphQL over HTTP, "Request Parameters")."""

    query: str
    variables: Mapping[str, object]
    operation_name: str | None


def check_version(request: Request) -> None:
    """Raises HttpRefusal unless `Braintree-Version` is a calendar date or absent (BRAINTREE.md 1).

    The service has one version, so the date changes nothing.
    """
    if not all(_is_date(version) for version in request.headers.getlist("braintree-version")):
        raise HttpRefusal("BAD_REQUEST", "Braintree-Version must be a date such as 2018-09-10.")


async def read(
    request: Request, body_bytes: int, trusted: TrustedDocuments, *, any_text: bool = True
) -> RequestParameters:
    """The parameters in a POST's JSON body, or in a GET's query string, of `body_bytes` at most. Raises HttpRefusal.

    `any_text` is as `TrustedDocuments.text_of` has it.
    """
    if request.method == "POST":
        return _shaped(await read_json(request, body_bytes), trusted, any_text)
    if len(request.scope["query_string"]) > body_bytes:
        raise too_large(body_bytes)
    given: dict[str, object] = dict(request.query_params)
    for name in PARAMETERS:
        if len(request.query_params.getlist(name)) > 1:
            raise HttpRefusal("BAD_REQUEST", f"The query string has the parameter {name} twice. Send it once.")
    for name in ("variables", "extensions"):
        text = given.get(name)
        if isinstance(text, str):
            given[name] = _decode(text.encode(), f"The parameter {name}") if text else None
    return _shaped(given, trusted, any_text)


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    # Python reads 20180910 and 2018-W37-1 as dates too.
    return _date.fullmatch(text) is not None


async def read_json(request: Request, body_bytes: int) -> object:
    """The decoded application/json body, of `body_bytes` at most. Raises HttpRefusal."""
    _check_content_type(request)
    return _decode(await body_of(request).read(body_bytes), "The body")


def decode_json(content: bytes) -> object:
    """The value of a body in JSON, each of whose objects has a name once. Raises HttpRefusal."""
    return _decode(content, "The body")


def _check_content_type(request: Request) -> None:
    name, *parameters = (part.strip().lower() for part in request.headers.get("content-type", "").split(";"))
    charsets = [part.removeprefix("charset=").strip('"') for part in parameters if part.startswith("charset=")]
    encoding = request.headers.get("content-encoding", "identity").lower()
    if name != "application/json" or any(charset not in ("utf-8", "utf8") for charset in charsets):
        raise HttpRefusal("UNSUPPORTED_MEDIA_TYPE", "Send the body as application/json, in UTF-8.")
    if encoding != "identity":
        raise HttpRefusal("UNSUPPORTED_MEDIA_TYPE", "Send the body as it is, without a Content-Encoding.")


def _decode(text: bytes, what: str) -> object:
    try:
        decoded = _json.decode(text)
        if not _has_each_name_once(text, decoded):
            # Numbers stay text, since long ones take long to convert.
            json.loads(text, object_pairs_hook=each_name_once, parse_int=str, parse_float=str)
    except RecursionError:
        raise HttpRefusal("BAD_REQUEST", f"{what} is nested too deeply.") from None
    except NamedTwice as error:
        raise HttpRefusal("BAD_REQUEST", f"{what} has {error.name} twice in one object. Send it once.") from None
    except (msgspec.MsgspecError, ValueError) as error:
        raise HttpRefusal("BAD_REQUEST", f"{what} is not valid JSON in UTF-8: {_reason(error)}.") from None
    return decoded


def _has_each_name_once(text: bytes, decoded: object) -> bool:
    """Whether no object in `text` has a name twice; False also if that is uncertain.

    A name that occurs twice is decoded once, so one colon is missing when the value is encoded again. All other colons
    are encoded again, and only those that were escaped as \\u003a are new.
    """
    if b"\\u003" in text:
        return False
    try:
        again = _json_again.encode(decoded)
    except OverflowError:
        return False
    return again.count(b":") == text.count(b":")


def _reason(error: Exception) -> str:
    """msgspec's message if there is one. Python's would repeat bytes of the body."""
    return str(error) if isinstance(error, msgspec.MsgspecError) else "it has bytes that are not UTF-8"


def _shaped(given: object, trusted: TrustedDocuments, any_text: bool) -> RequestParameters:
    if not isinstance(given, dict):
        raise HttpRefusal("BAD_REQUEST", "The body must be one JSON object, with the key query.")
    variables, name = given.get("variables"), given.get("operationName")
    # PHP writes an empty map as an empty list.
    if variables != [] and not isinstance(variables, dict | None):
        raise HttpRefusal("BAD_REQUEST", "variables must be an object, or null.")
    if not isinstance(name, str | None):
        raise HttpRefusal("BAD_REQUEST", "operationName must be a string, or null.")
    if not isinstance(given.get("extensions"), dict | None):
        raise HttpRefusal("BAD_REQUEST", "extensions must be an object, or null.")
    query = trusted.text_of(given, any_text=any_text)
    return RequestParameters(query, variables or {}, name or None)
