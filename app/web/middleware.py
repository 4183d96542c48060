"""The middleware around the application: request ids, host names, and the answer to unexpected errors."""

import asyncio
import re
from collections.abc import Collection
from secrets import token_hex

import structlog
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.typing import FilteringBoundLogger

from app.schema.errors.problems import internal_error
from app.web.http.error_pages import error_response
from app.web.http.statuses import HttpRefusal

log: FilteringBoundLogger = structlog.get_logger()

PROBES = frozenset({"/healthz", "/readyz"})
"""Paths that are answered for any host name: orchestrators call them by address."""

LONGEST_HOST = 100
"""Characters of an unknown host name that are logged, at most."""

_safe_id = re.compile(r"[A-Za-z0-9._-]{8,64}", re.ASCII)


def request_id_of(scope: Scope) -> str:
    """The request's id: the client's X-Request-ID if its form is safe, else a new one. The same for each call."""
    state = scope.setdefault("state", {})
    if "request_id" not in state:
        sent = Headers(scope=scope).getlist("x-request-id")
        safe = len(sent) == 1 and _safe_id.fullmatch(sent[0])
        state["request_id"] = sent[0] if safe else token_hex(16)
    found: str = state["request_id"]
    return found


class OuterMiddleware:
    """ASGI middleware. `hosts` are the host names that the service answers to; "*" is any name.

    Each response has the request's id. An unexpected exception is logged, and answered with INTERNAL.
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        self._app = app
        self._hosts = frozenset(host.lower() for host in hosts)
        self._any_host = "*" in self._hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        # A dictionary of its own: the server's is shared by all requests.
        scope["state"] = dict(scope.get("state", {}))
        request_id = request_id_of(scope)
        started = False

        async def send_with_id(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                message["headers"] = [*message["headers"], (b"x-request-id", request_id.encode())]
            await send(message)

        headers = Headers(scope=scope)
        try:
            host = headers.get("host", "")
            if not (self._any_host or scope["path"] in PROBES or self._is_ours(host)):
                stranger = HttpRefusal("BAD_REQUEST", "The service does not answer to this host name.")
                response = error_response(stranger.complaint, request_id, headers)
                # The name is logged because most often the settings lack it.
                log.info(
                    "request.refused",
                    request_id=request_id,
                    status=response.status_code,
                    code=stranger.complaint.code,
                    host=host[:LONGEST_HOST],
                )
                await response(scope, receive, send_with_id)
                return
            await self._app(scope, receive, send_with_id)
        except asyncio.CancelledError:
            # The process ends: the grace period of this request is over.
            if not started:
                ending = HttpRefusal("SERVICE_UNAVAILABLE", "The service is shutting down. Try again shortly.")
                await error_response(ending.complaint, request_id, headers)(scope, receive, send_with_id)
            raise
        except Exception:
            log.exception("error.unexpected", request_id=request_id)
            if started:
                raise
            await error_response(internal_error(request_id), request_id, headers)(scope, receive, send_with_id)

    def _is_ours(self, host: str) -> bool:
        name = host.lower().strip()
        if name.startswith("["):
            name = name.partition("]")[0].removeprefix("[")
        elif name.count(":") == 1:
            name = name.partition(":")[0]
        return name.rstrip(".") in self._hosts


async def refuse(request: Request, error: Exception) -> Response:
    """Answers Starlette's HTTPException (unknown path or method) in the form of all our errors."""
    assert isinstance(error, HTTPException)
    codes = {404: "NOT_FOUND", 405: "METHOD_NOT_ALLOWED"}
    texts = {404: "There is nothing at this path. GraphQL is at /graphql."}
    code = codes.get(error.status_code, "BAD_REQUEST")
    refused = HttpRefusal(code, texts.get(error.status_code, f"{error.detail}."), error.headers)
    return error_response(refused.complaint, request_id_of(request.scope), request.headers, refused.headers)
