"""`refundry serve` as a process of its own, and requests to it as they are put on the wire."""

import asyncio
import json
import subprocess
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.assembly import assembled
from app.demo import processes
from app.settings import Settings, as_environment
from tests.support import forkserver
from tests.support.merchant_client import Live

SECONDS = 30.0
"""How long an answer is waited for."""


@dataclass(frozen=True, slots=True)
class Served:
    """A process that serves on 127.0.0.1, at `port`; `number` is the process's own, `log` the file that it logs to."""

    live: Live
    port: int
    number: int
    log: Path

    def memory(self) -> int:
        """The bytes of memory that the process holds."""
        status = Path(f"/proc/{self.number}/status").read_text(encoding="utf-8")
        (kilobytes,) = (line.split()[1] for line in status.splitlines() if line.startswith("VmRSS:"))
        return int(kilobytes) * 1024


@dataclass(frozen=True, slots=True)
class Answered:
    """One response: its status, its headers by their names in lower case, and its body."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.body)
        return found


@asynccontextmanager
async def served(settings: Settings, log: Path) -> AsyncIterator[Served]:
    """The service in a process of its own, with these settings, until the end of the block."""
    with processes.listen("127.0.0.1", 0) as listener, log.open("wb") as output:
        port = listener.getsockname()[1]
        process = forkserver.Started(
            *("serve", "--descriptor", str(listener.fileno())),
            pass_fds=[listener.fileno()],
            env=as_environment(settings),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            async with assembled(settings) as service:
                live = Live(f"http://127.0.0.1:{port}/graphql", settings, service)
                assert (await ask(port, "GET /readyz HTTP/1.1")).status == 200
                yield Served(live, port, process.number, log)
        finally:
            process.kill()
            process.wait()
            _show(log)


async def until(true: Callable[[], bool], what: str) -> None:
    """Returns once `true`; fails, saying for `what` it waited, when that takes too long."""
    deadline = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < deadline, f"waited in vain: {what}"
        await asyncio.sleep(0.01)


def head(start: str, *headers: str, length: int | None = None) -> bytes:
    """A request's head. `length` is that of its body."""
    lines = [start, "Host: localhost", *headers]
    if length is not None:
        lines.append(f"Content-Length: {length}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def post(path: str, body: object, *headers: str) -> bytes:
    """A whole request: JSON, or a body as it stands."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return head(f"POST {path} HTTP/1.1", "Content-Type: application/json", *headers, length=len(content)) + content


async def ask(port: int, start: str, *headers: str) -> Answered:
    """The answer to a request without a body, on a connection of its own."""
    (answered,) = await exchange(port, [head(start, *headers, "Connection: close")])
    return answered


async def exchange(port: int, parts: Sequence[bytes]) -> list[Answered]:
    """All answers to what is sent at once, on a connection of its own, until the server ends it."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        for part in parts:
            writer.write(part)
            await writer.drain()
        async with asyncio.timeout(SECONDS):
            return answers_in(await reader.read())
    finally:
        writer.close()


async def next_answer(reader: asyncio.StreamReader) -> Answered:
    """The next answer on a connection that goes on."""
    async with asyncio.timeout(SECONDS):
        start = await reader.readuntil(b"\r\n\r\n")
        status, headers = _head_of(start)
        return Answered(status, headers, await reader.readexactly(int(headers["content-length"])))


def answers_in(text: bytes) -> list[Answered]:
    """The answers that follow each other in `text`, each with its length."""
    found = []
    while text:
        start, _, rest = text.partition(b"\r\n\r\n")
        status, headers = _head_of(start)
        length = int(headers["content-length"])
        assert len(rest) >= length, "the last answer is not whole"
        found.append(Answered(status, headers, rest[:length]))
        text = rest[length:]
    return found


def _show(log: Path) -> None:
    """Prints the end of what was logged, for whoever reads of a failure."""
    print(log.read_text(encoding="utf-8", errors="replace")[-5000:])


def _head_of(start: bytes) -> tuple[int, dict[str, str]]:
    first, *lines = start.decode("latin-1").strip().split("\r\n")
    version, status = first.split(" ")[:2]
    assert version == "HTTP/1.1"
    headers = dict(line.split(": ", 1) for line in lines)
    return int(status), {name.lower(): value for name, value in headers.items()}
