"""Requests and answers of HTTP/1.1 as the simulators of gateways read and write them, one at a time on a connection."""

import asyncio
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True)
class Request:
    """A request as it came. Header names are lower case."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def fields(self) -> dict[str, str]:
        """What a form or the query says."""
        text = self.body.decode() if self.body else urlsplit(self.target).query
        return dict(parse_qsl(text, keep_blank_values=True))


@dataclass(frozen=True)
class Answer:
    """An answer as it goes out. `length` is what it says of its body's length, if not the truth."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None

    def wire(self) -> bytes:
        length = len(self.body) if self.length is None else self.length
        headers = {"content-type": "application/json", **self.headers, "content-length": str(length)}
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        return f"HTTP/1.1 {self.status} Status\r\n{lines}\r\n".encode() + self.body


async def read_request(reader: asyncio.StreamReader) -> Request | None:
    """The next whole request of a connection; None at its end."""
    head = await _head(reader)
    if head is None:
        return None
    method, target, _ = head[0].split(" ", 2)
    headers = _headers(head[1:])
    try:
        body = await reader.readexactly(int(headers.get("content-length", "0")))
    except (asyncio.IncompleteReadError, ConnectionError):
        return None
    return Request(method, target, headers, body)


async def read_answer(reader: asyncio.StreamReader) -> Answer:
    """The whole answer to a request that asked for the connection to be closed."""
    head = await _head(reader)
    assert head is not None
    headers = _headers(head[1:])
    length = headers.pop("content-length", None)
    body = await (reader.readexactly(int(length)) if length is not None else _chunks(reader))
    return Answer(int(head[0].split(" ")[1]), body, {"content-type": headers.get("content-type", "")} | _kept(headers))


def _kept(headers: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name not in {"connection", "transfer-encoding"}}


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    body = b""
    while length := int((await reader.readline()).split(b";")[0], 16):
        body += (await reader.readexactly(length + 2))[:-2]
    return body


async def _head(reader: asyncio.StreamReader) -> list[str] | None:
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except (asyncio.IncompleteReadError, ConnectionError):
        return None
    return head.decode("latin-1").split("\r\n")[:-2]


def _headers(lines: list[str]) -> dict[str, str]:
    parts = (line.partition(":") for line in lines)
    return {name.strip().lower(): value.strip() for name, _, value in parts}
