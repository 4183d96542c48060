"""The service behind a real server and a real socket, and the audit that Node runs against it."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette

from app.web.http.http_protocol import HttpProtocol
from tests.support.node import run

AUDIT = Path(__file__).parent / "audit" / "audit.mjs"


@asynccontextmanager
async def served(
    app: Starlette, http: type[HttpProtocol] = HttpProtocol, *, address: str = "127.0.0.1"
) -> AsyncIterator[int]:
    """Serves `app` on 127.0.0.1, or as IPv6 calls it, as the service does, with httptools; gives the port."""
    server = uvicorn.Server(uvicorn.Config(app, http=http, lifespan="auto", log_config=None))
    # It listens from here on: who connects before the server is up waits for it. Only where the protocol is named does
    # asyncio send answers at once; otherwise each would wait 40 ms for the client's acknowledgement.
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if family is socket.AF_INET6:
        listening.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
    listening.bind((address, 0))
    listening.listen()
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        yield listening.getsockname()[1]
    finally:
        server.should_exit = True
        await serving


async def audit(url: str, authorization: str) -> list[dict[str, Any]]:
    """What npm's graphql-http says of the service at `url`: each audit with its `status` (ok, notice, warn, error)."""
    variables = {"AUDIT_URL": url, "AUDIT_AUTHORIZATION": authorization}
    found: list[dict[str, Any]] = json.loads(await asyncio.to_thread(run, AUDIT, **variables))
    return found
