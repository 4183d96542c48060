"""Gateways' webhooks: POST and GET /gateways/{adapter}/{token}. They have no session, and no GraphQL (SPEC 14.7)."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

import structlog
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from structlog.typing import FilteringBoundLogger

from app.domain.gateways.webhooks import NoSuchWebhook, WebhookRefused
from app.domain.problems import Unavailable
from app.schema.errors.problems import error_entry
from app.web import responses
from app.web.http.body import body_of
from app.web.http.statuses import HttpRefusal, MediaType, status_of
from app.web.middleware import request_id_of

log: FilteringBoundLogger = structlog.get_logger()

PATH = "/gateways/{adapter}/{token}"

BODY_BYTES = 256 * 1024
BODY_SECONDS = 10.0
"""How long a body may take to come."""
MOST_AT_ONCE = 64
"""Webhooks whose bodies a process reads and keeps at a time."""

RETRY_AFTER = {"Retry-After": "30"}

TAKEN = "[accepted]"
"""What Adyen's older settings expect as the body. Other gateways look at the status alone."""

_CODES = {400: "BAD_REQUEST", 401: "UNAUTHENTICATED", 403: "FORBIDDEN"}
_ADAPTER = re.compile(r"[0-9a-z_-]{1,64}")
_TOKEN = re.compile(r"[0-9A-Za-z_-]{32,200}")


class WebhookFlows(Protocol):
    """The flows behind the routes. Each takes the adapter's name and the address's token, and raises NoSuchWebhook for
    an address that no account has, and Unavailable.

    `receive` stores what the body says, and raises WebhookRefused for one that the gateway has not made.
    """

    async def check(self, adapter: str, token: str) -> None: ...

    async def receive(self, adapter: str, token: str, headers: Mapping[str, str], body: bytes) -> None: ...

    async def challenge(self, adapter: str, token: str, query: Mapping[str, str]) -> str | None: ...


@dataclass(slots=True)
class _Room:
    """How many bodies are read at the moment."""

    taken: int = 0


def webhook_routes(flows: WebhookFlows) -> list[Route]:
    """The two routes. What is refused has the form of all errors; what was stored is answered before any work."""
    room = _Room()

    async def receive(request: Request) -> Response:
        adapter, token = _address(request)
        await flows.check(adapter, token)
        if room.taken >= MOST_AT_ONCE:
            raise HttpRefusal("SERVICE_UNAVAILABLE", "Too many webhooks come at once. Send it again.", RETRY_AFTER)
        room.taken += 1
        try:
            body = await _read(request)
            headers = {name.lower(): value for name, value in request.headers.items()}
            await flows.receive(adapter, token, headers, body)
        finally:
            room.taken -= 1
        return PlainTextResponse(TAKEN)

    async def challenge(request: Request) -> Response:
        adapter, token = _address(request)
        answer = await flows.challenge(adapter, token, dict(request.query_params))
        if answer is None:
            raise HttpRefusal("METHOD_NOT_ALLOWED", "Send a webhook by POST.", {"Allow": "POST"})
        return PlainTextResponse(answer)

    return [
        Route(PATH, _refusing(receive), methods=["POST"]),
        Route(PATH, _refusing(challenge), methods=["GET"]),
    ]


def _address(request: Request) -> tuple[str, str]:
    """The adapter's name and the token in the path. Raises NoSuchWebhook where no account can have them."""
    adapter, token = request.path_params["adapter"], request.path_params["token"]
    if not _ADAPTER.fullmatch(adapter) or not _TOKEN.fullmatch(token):
        raise NoSuchWebhook
    return adapter, token


async def _read(request: Request) -> bytes:
    try:
        async with asyncio.timeout(BODY_SECONDS):
            return await body_of(request).read(BODY_BYTES)
    except TimeoutError:
        raise HttpRefusal("REQUEST_TIMEOUT", f"The body took longer than {BODY_SECONDS:g} seconds.") from None


def _refusing(handle: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
    """Answers what is refused with an HTTP status."""

    async def handled(request: Request) -> Response:
        request_id = request_id_of(request.scope)
        try:
            return await handle(request)
        except NoSuchWebhook:
            refused = HttpRefusal("NOT_FOUND", "No gateway account has this address.")
        except WebhookRefused as error:
            refused = HttpRefusal(_CODES.get(error.status, "BAD_REQUEST"), str(error))
        except Unavailable:
            message = "The webhook cannot be taken at the moment. Send it again."
            refused = HttpRefusal("SERVICE_UNAVAILABLE", message, RETRY_AFTER)
        except HttpRefusal as error:
            refused = error
        await body_of(request).throw_away()
        code = refused.complaint.code
        # A webhook is no GraphQL: its errors have statuses of their own.
        status = status_of(code, MediaType.GRAPHQL)
        log.debug("webhook.refused", request_id=request_id, status=status, code=code)
        entry = error_entry(refused.complaint)
        return responses.answer(MediaType.JSON, request_id, status=status, headers=refused.headers, errors=[entry])

    return handled
