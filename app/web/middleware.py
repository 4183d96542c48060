"""The outermost of the web process: gives each request its id, turns strangers away, and lets no error out bare."""

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
"""Answered by any name: an orchestrator asks by address."""

LONGEST_HOST = 100
"""Characters of a stranger's host name that are logged."""

_safe_id = re.compile(r"[A-Za-z0-9._-]{8,64}", re.ASCII)


def request_id_of(scope: Scope) -> str:
    """The request's id: the client's own X-Request-ID if it has a safe form, else one made here; always the same."""
    state = scope.setdefault("state", {})
    if "request_id" not in state:
        sent = Headers(scope=scope).getlist("x-request-id")
        safe = len(sent) == 1 and _safe_id.fullmatch(sent[0])
        state["request_id"] = sent[0] if safe else token_hex(16)
    found: str = state["request_id"]
    return found


class OuterMiddleware:
    """ASGI middleware around everything. `hosts` are the names that the service answers to; "*" is any name."""

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
                # With the name: most often it is one that was forgotten in the settings.
                log.info(
                    "request refused",
                    request_id=request_id,
                    status=response.status_code,
                    code=stranger.complaint.code,
                    host=host[:LONGEST_HOST],
                )
                await response(scope, receive, send_with_id)
                return
            await self._app(scope, receive, send_with_id)
        except asyncio.CancelledError:
            # The process ends, and has waited for this request as long as it may.
            if not started:
                ending = HttpRefusal("SERVICE_UNAVAILABLE", "The service is shutting down. Try again shortly.")
                await error_response(ending.complaint, request_id, headers)(scope, receive, send_with_id)
            raise
        except Exception:
            log.exception("unexpected error", request_id=request_id)
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
    """Starlette's own refusals (no such path, no such method there) in the form that all errors have."""
    assert isinstance(error, HTTPException)
    codes = {404: "NOT_FOUND", 405: "METHOD_NOT_ALLOWED"}
    texts = {404: "There is nothing at this path. GraphQL is at /graphql."}
    code = codes.get(error.status_code, "BAD_REQUEST")
    refused = HttpRefusal(code, texts.get(error.status_code, f"{error.detail}."), error.headers)
    return error_response(refused.complaint, request_id_of(request.scope), request.headers, refused.headers)
