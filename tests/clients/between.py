"""What can stand between a client and the service: a server that passes requests on, loses answers, alters them."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.web.live import served

Alter = Callable[[dict[str, Any]], None]


@dataclass
class Between:
    """It passes requests on to the service at `target`, and notes the bodies."""

    target: str
    url: str = ""
    losing: int = 0
    """How many answers it still loses, once the service has given them."""
    alter: Alter | None = None
    """What it does to each answer's JSON."""
    passed: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def bodies(self, path: str = "/graphql") -> list[dict[str, Any]]:
        """What was asked at that path, in order."""
        return [body for asked, body in self.passed if asked == path]

    async def answer(self, request: Request) -> Response:
        headers = {name: value for name, value in request.headers.items() if name in PASSED_ON}
        body = await request.body()
        self.passed.append((request.url.path, await request.json()))
        async with httpx.AsyncClient(timeout=30) as http:
            given = await http.post(self.target + request.url.path, content=body, headers=headers)
        if self.losing:
            self.losing -= 1
            return Response("<h1>Bad gateway</h1>", 502, media_type="text/html")
        if self.alter is None:
            return Response(given.content, given.status_code, media_type="application/json")
        content = given.json()
        self.alter(content)
        return Response(httpx.Response(200, json=content).content, given.status_code, media_type="application/json")


PASSED_ON = {"accept", "authorization", "content-type"}


@asynccontextmanager
async def standing_between(graphql_url: str) -> AsyncIterator[Between]:
    """Serves it on a port of its own, before the service whose GraphQL is at that address."""
    between = Between(graphql_url.removesuffix("/graphql"))
    app = Starlette(routes=[Route("/{path:path}", between.answer, methods=["POST"])])
    async with served(app) as port:
        between.url = f"http://127.0.0.1:{port}"
        yield between
