"""A gateway that answers what a test says, over a real socket, and keeps what it was sent."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.gateways.fakes.exchange import Answer, Request, read_request

Script = Callable[[Request], Answer | None]


def answer(body: Mapping[str, Any] | str, status: int = 200, **headers: str) -> Answer:
    """JSON, or a text as it is. Underscores in header names stand for hyphens."""
    text = body if isinstance(body, str) else json.dumps(body)
    return Answer(status, text.encode(), {name.replace("_", "-"): value for name, value in headers.items()})


@dataclass
class Scripted:
    """Answers each request by `script`, and with 404 what that has nothing for."""

    address: str
    script: Script = lambda request: None
    requests: list[Request] = field(default_factory=list)
    connections: int = 0

    def says(self, given: Answer) -> None:
        """The same answer to every request."""
        self.script = lambda request: given

    def has(self, objects: Mapping[str, Mapping[str, Any]]) -> None:
        """Objects and lists by their paths."""
        self.script = lambda request: answer(objects[request.path]) if request.path in objects else None


MISSING = answer({"error": {"type": "invalid_request_error", "code": "resource_missing", "message": "No such"}}, 404)


@asynccontextmanager
async def scripted() -> AsyncIterator[Scripted]:
    tasks: set[asyncio.Task[None]] = set()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        gateway.connections += 1
        try:
            while (request := await read_request(reader)) is not None:
                gateway.requests.append(request)
                writer.write((gateway.script(request) or MISSING).wire())
                await writer.drain()
        except (ConnectionError, asyncio.CancelledError):
            pass
        finally:
            tasks.discard(task)
            writer.close()

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    gateway = Scripted(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")
    try:
        yield gateway
    finally:
        server.close()
        for task in tasks:
            task.cancel()
