"""CORS: which other origins' pages may call the service from browsers and read its responses."""

from collections.abc import Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.schema.errors.problems import error_entry
from app.web import responses
from app.web.http.statuses import HttpRefusal, MediaType, status_of
from app.web.middleware import request_id_of

PATHS = frozenset({"/graphql", "/sign-in", "/sign-in/renew", "/sign-out"})
"""The paths that other origins may call."""

METHODS = "GET, POST"
REQUEST_HEADERS = ", ".join(
    (
        *("Accept", "Authorization", "Braintree-Version", "Content-Type", "X-Request-ID"),
        # Of tracing (W3C Trace Context, Baggage, Sentry).
        *("traceparent", "tracestate", "baggage", "sentry-trace"),
        # Of Apollo's clients, which name themselves.
        *("apollographql-client-name", "apollographql-client-version", "apollo-require-preflight"),
        *("x-apollo-operation-name", "x-apollo-operation-id"),
    )
)
"""Headers that pages of other origins may send. Those of tracing and of clients' names change nothing here."""
READABLE_HEADERS = "Retry-After, X-Request-ID"

REMEMBERED = 3600
"""Seconds that a browser keeps the result of a preflight request."""


class CrossOrigin:
    """ASGI middleware that adds CORS headers for pages of `origins`; other requests pass unchanged.

    It never allows credentials, so browsers send no session cookie: such a page signs in for a bearer token.
    """

    def __init__(self, app: ASGIApp, origins: Collection[str]) -> None:
        self._app = app
        self._origins = frozenset(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] not in PATHS:
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origins = headers.getlist("origin")
        allowed = origins[0] if len(origins) == 1 and origins[0] in self._origins else None

        async def send_allowed(message: Message) -> None:
            if message["type"] == "http.response.start":
                answered = MutableHeaders(scope=message)
                # Sent to all origins: a cache must not return one origin's response to another.
                answered.add_vary_header("Origin")
                if allowed is not None:
                    answered["Access-Control-Allow-Origin"] = allowed
                    answered["Access-Control-Expose-Headers"] = READABLE_HEADERS
            await send(message)

        if scope["method"] == "OPTIONS" and origins and "access-control-request-method" in headers:
            answer = _may_ask() if allowed is not None else _may_not_ask(request_id_of(scope))
            await answer(scope, receive, send_allowed)
        else:
            await self._app(scope, receive, send_allowed)


def _may_ask() -> Response:
    return Response(
        status_code=204,
        headers={
            "Access-Control-Allow-Methods": METHODS,
            "Access-Control-Allow-Headers": REQUEST_HEADERS,
            "Access-Control-Max-Age": str(REMEMBERED),
        },
    )


def _may_not_ask(request_id: str) -> Response:
    message = "Pages of this origin cannot ask here. Whoever runs the service can add it to REFUNDRY_CORS_ORIGINS."
    refused = HttpRefusal("FORBIDDEN", message)
    # Browsers take a preflight as allowed or not by its status.
    status = status_of(refused.complaint.code, MediaType.GRAPHQL)
    headers = {"X-Request-ID": request_id}
    errors = [error_entry(refused.complaint)]
    return responses.answer(MediaType.JSON, request_id, status=status, headers=headers, errors=errors)
