"""Builds responses: one form of JSON and of headers for data and errors."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from starlette.responses import Response

from app.schema.base.numbers import ExactNumber
from app.schema.errors.problems import Complaint, error_entry
from app.web.http.statuses import HttpRefusal, MediaType, status_of


def _plain(value: Any) -> Any:
    if isinstance(value, ExactNumber):
        return float(value)
    raise NotImplementedError(f"{type(value).__name__} is not for JSON")


def _read_again(value: Any) -> Any:
    """What was written as JSON before."""
    if isinstance(value, msgspec.Raw):
        return json.loads(bytes(value))
    return _plain(value)


class _Answer(Response):
    """A response in one of the two media types, with prepared headers."""

    def init_headers(self, headers: Mapping[str, str] | None = None) -> None:
        self.raw_headers = [
            (b"content-length", b"%d" % len(self.body)),
            *_ALWAYS[str(self.media_type)],
            *((name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in (headers or {}).items()),
        ]


_ALWAYS = {
    media_type.value: (
        (b"content-type", f"{media_type.value}; charset=utf-8".encode()),
        (b"vary", b"Accept"),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
    )
    for media_type in MediaType
}

_encoder = msgspec.json.Encoder(enc_hook=_plain)


def answer(
    media_type: MediaType, request_id: str, *, status: int, headers: Mapping[str, str] | None = None, **content: object
) -> Response:
    """A response with `content` (errors, data) and the request's id in its extensions."""
    body = {**content, "extensions": {"requestId": request_id}}
    try:
        encoded = _encoder.encode(body)
    except UnicodeEncodeError:
        # A lone surrogate has no UTF-8, but JSON can escape it.
        encoded = json.dumps(body, ensure_ascii=True, allow_nan=False, default=_read_again).encode("ascii")
    return _Answer(encoded, status, headers, media_type.value)


def rejection(media_type: MediaType, request_id: str, errors: Sequence[Mapping[str, Any]]) -> Response:
    """The response to a request whose operation did not run: errors without `data`."""
    status = status_of(errors[0]["extensions"]["code"], media_type)
    return answer(media_type, request_id, status=status, errors=errors)


def refusal(refused: HttpRefusal, request_id: str, media_type: MediaType = MediaType.JSON) -> Response:
    """The response to a request that was refused before GraphQL."""
    return complaint(refused.complaint, request_id, media_type, refused.headers)


def complaint(
    made: Complaint,
    request_id: str,
    media_type: MediaType = MediaType.JSON,
    headers: Mapping[str, str] | None = None,
    **content: object,
) -> Response:
    """A response with one error, which has neither a location nor a path."""
    status = status_of(made.code, media_type)
    # RFC 9110, 11.6.1: a challenge belongs to 401.
    kept = {name: value for name, value in (headers or {}).items() if status == 401 or name != "WWW-Authenticate"}
    return answer(media_type, request_id, status=status, headers=kept, errors=[error_entry(made)], **content)
