"""What a client asks for: the body or the query string, read and checked for its shape, no further."""

import asyncio
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

import msgspec
from starlette.requests import ClientDisconnect, Request

from app.schema.numbers import ExactNumber
from app.web.statuses import Refusal

THROWN_AWAY = 16 * 1024 * 1024
"""Bytes of a refused body that are read all the same, so that the client comes to see the answer."""

SECONDS_TO_THROW_AWAY = 5.0

_json: msgspec.json.Decoder[object] = msgspec.json.Decoder(float_hook=ExactNumber)
_date = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Asked:
    """A GraphQL request, by the names of GraphQL over HTTP."""

    query: str
    variables: Mapping[str, object]
    operation_name: str | None


def check_version(request: Request) -> None:
    """Takes any calendar date as `Braintree-Version`, and its absence; Refusal otherwise (BRAINTREE.md 1).

    There is one version of the service, so the date changes nothing.
    """
    if not all(_is_date(version) for version in request.headers.getlist("braintree-version")):
        raise Refusal("BAD_REQUEST", "Braintree-Version must be a date such as 2018-09-10.")


async def read(request: Request, body_bytes: int) -> Asked:
    """The GraphQL request in a POST's JSON body, or in a GET's query string. Raises Refusal.

    `body_bytes` is the most that either may be long.
    """
    if request.method == "POST":
        return _shaped(await read_json(request, body_bytes))
    if len(request.scope["query_string"]) > body_bytes:
        raise _too_large(body_bytes)
    given: dict[str, object] = dict(request.query_params)
    for name in ("variables", "extensions"):
        text = given.get(name)
        if isinstance(text, str):
            given[name] = _decode(text.encode(), f"The parameter {name}") if text else None
    return _shaped(given)


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    # Python reads 20180910 and 2018-W37-1 as dates too.
    return _date.fullmatch(text) is not None


async def read_json(request: Request, body_bytes: int) -> object:
    """What a body of at most `body_bytes` says, sent as application/json. Raises Refusal."""
    _check_content_type(request)
    return _decode(await _body(request, body_bytes), "The body")


async def throw_away(request: Request) -> None:
    """Reads what is left of a refused body, up to a bound in bytes and in seconds."""
    with suppress(ClientDisconnect, TimeoutError, RuntimeError):
        async with asyncio.timeout(SECONDS_TO_THROW_AWAY):
            left = THROWN_AWAY
            async for chunk in request.stream():
                left -= len(chunk)
                if left < 0:
                    return


def _check_content_type(request: Request) -> None:
    name, *parameters = (part.strip().lower() for part in request.headers.get("content-type", "").split(";"))
    charsets = [part.removeprefix("charset=").strip('"') for part in parameters if part.startswith("charset=")]
    encoding = request.headers.get("content-encoding", "identity").lower()
    if name != "application/json" or any(charset not in ("utf-8", "utf8") for charset in charsets):
        raise Refusal("UNSUPPORTED_MEDIA_TYPE", "Send the body as application/json, in UTF-8.")
    if encoding != "identity":
        raise Refusal("UNSUPPORTED_MEDIA_TYPE", "Send the body as it is, without a Content-Encoding.")


async def _body(request: Request, most: int) -> bytes:
    length = request.headers.get("content-length", "")
    if length.isdecimal() and len(length) < 20 and int(length) > most:
        raise _too_large(most)
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > most:
                raise _too_large(most)
    except ClientDisconnect:
        raise Refusal("BAD_REQUEST", "The body ended before it was complete.") from None
    return bytes(body)


def _too_large(most: int) -> Refusal:
    return Refusal("CONTENT_TOO_LARGE", f"The request is too large. It may have up to {most} bytes.")


def _decode(text: bytes, what: str) -> object:
    try:
        return _json.decode(text)
    except RecursionError:
        raise Refusal("BAD_REQUEST", f"{what} is nested too deeply.") from None
    except (msgspec.MsgspecError, ValueError) as error:
        raise Refusal("BAD_REQUEST", f"{what} is not valid JSON in UTF-8: {_reason(error)}.") from None


def _reason(error: Exception) -> str:
    """msgspec's own words where it has some; Python's would say how the bytes looked."""
    return str(error) if isinstance(error, msgspec.MsgspecError) else "it has bytes that are not UTF-8"


def _shaped(given: object) -> Asked:
    if not isinstance(given, dict):
        raise Refusal("BAD_REQUEST", "The body must be one JSON object, with the key query.")
    query, variables, name = given.get("query"), given.get("variables"), given.get("operationName")
    if not isinstance(query, str):
        raise Refusal("BAD_REQUEST", "query is required, and must be a string.")
    if not isinstance(variables, dict | None):
        raise Refusal("BAD_REQUEST", "variables must be an object, or null.")
    if not isinstance(name, str | None):
        raise Refusal("BAD_REQUEST", "operationName must be a string, or null.")
    if not isinstance(given.get("extensions"), dict | None):
        raise Refusal("BAD_REQUEST", "extensions must be an object, or null.")
    return Asked(query, variables or {}, name)
