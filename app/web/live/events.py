"""Server-sent events, as "GraphQL over Server-Sent Events" has them: one connection for each operation."""

from collections.abc import Mapping

from starlette.responses import Response

COMPLETE = b"event: complete\ndata:\n\n"
"""The last event: nothing more comes. A browser's EventSource passes over an event without data."""

HEARTBEAT = b":\n\n"
"""A comment, which clients pass over; proxies see that the connection is in use."""

HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"vary", b"Accept"),
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
    # nginx passes on each event as it comes.
    (b"x-accel-buffering", b"no"),
)


def next_event(result: bytes) -> bytes:
    """The event of one result in JSON, which has no line breaks."""
    return b"event: next\ndata: " + result + b"\n\n"


class OneResult(Response):
    """The response to an operation with one result, as events: the result, and the end."""

    def __init__(self, result: bytes, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(next_event(result) + COMPLETE, 200, headers)

    def init_headers(self, headers: Mapping[str, str] | None = None) -> None:
        self.raw_headers = [
            (b"content-length", b"%d" % len(self.body)),
            *HEADERS,
            *((name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in (headers or {}).items()),
        ]
