"""The classic calls over HTTP: /merchants/MERCHANT/…, from a request's headers to its response."""

import asyncio
from dataclasses import replace
from time import perf_counter

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send
from structlog.typing import FilteringBoundLogger

from app.domain.people.people import Actor
from app.domain.problems import NotAllowed, NotSupported, Refused, TookTooLong, TooMuch, Unavailable
from app.domain.reversals.rules import REFUND, TRANSACTION
from app.engine.limits import Limits
from app.engine.shares import QueueFull, Shares, WaitedTooLong
from app.flows.service import Service
from app.schema.errors.problems import ErrorClass, error_entry
from app.telemetry import metrics
from app.web import responses
from app.web.authentication import CHALLENGE, Authenticate, identify
from app.web.classic.addresses import Asked, Look, asked_by
from app.web.classic.bodies import read_body
from app.web.classic.calls import Call
from app.web.classic.found import Reader
from app.web.classic.looks import look_at
from app.web.classic.shown import DECLINED, message_of_decline, shown
from app.web.classic.wrong import WrongFields, error_form, is_of, wrong_of
from app.web.classic.xml import Value, document
from app.web.http.body import body_of
from app.web.http.client import ClientConnection, ClientLeft
from app.web.http.statuses import HttpRefusal, MediaType, status_of
from app.web.middleware import request_id_of
from app.web.running import Running

log: FilteringBoundLogger = structlog.get_logger()

PATH = "/merchants/{merchant}/{rest:path}"

HEADERS = {
    "Content-Type": "application/xml; charset=utf-8",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
}
SOON = {"Retry-After": "2"}
RETRY_AFTER = {"Retry-After": "60"}

NOT_MIRRORED = HttpRefusal(
    "NOT_IMPLEMENTED",
    "This service does not have this call of Braintree's. It has those about transactions: find, sale, refund, void, "
    "reverse, submit for settlement and search. Nothing was done.",
)
"""Never NOT_FOUND, which an SDK's caller takes for a payment that isn't there."""

SETTLING = frozenset({"settle", "settlement_decline", "settlement_pending"})
"""Calls for which a declined settlement is what was asked for."""


class ClassicEndpoint:
    """An ASGI application that answers Braintree's classic calls, in XML.

    Queries run as `shares` allow, and end with their time of `limits`, or when their client leaves; what moves money is
    `running` to its end. A body is as long as `limits` allow.
    """

    def __init__(
        self,
        service: Service,
        *,
        authenticate: Authenticate,
        shares: Shares,
        running: Running,
        limits: Limits,
    ) -> None:
        self._service = service
        self._authenticate = authenticate
        self._shares = shares
        self._running = running
        self._limits = limits
        self._closing = False

    @property
    def routes(self) -> list[Route]:
        return [Route(PATH, self), Route("/merchants/{merchant}", self), Route("/merchants", self)]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        response = await self._respond(request)
        await response(scope, receive, send)

    async def close(self) -> None:
        """Refuses further requests, and returns when everything that moves money has ended."""
        self._closing = True
        await self._running.finished()

    async def _respond(self, request: Request) -> Response:
        begun = perf_counter()
        asked = asked_by(request.method, request.path_params.get("rest", ""))
        actor: Actor | None = None
        client = ClientConnection(request.receive)
        try:
            if asked is None:
                raise NOT_MIRRORED
            self._check_open()
            at_once = request.method == "GET" or await body_of(request).came_at_once()
            actor = await self._identify(request)
            body = {} if request.method == "GET" else await read_body(request, self._limits.body_bytes)
            if not at_once:
                # The key may have been revoked while the rest of the request was on its way (SPEC 8.1).
                actor = await self._identify(request)
            self._check_open()
            call = Call(self._service, actor, asked.legacy_id, dict(body))
            response = await self._answer(asked, call, client)
            outcome = "OK" if response.status_code < 400 else ErrorClass.VALIDATION.value
        except HttpRefusal as refused:
            response = _refusal(request, refused)
            outcome = refused.complaint.code
            await body_of(request).throw_away()
        finally:
            client.close()
        _log(request, asked, actor, response.status_code, perf_counter() - begun)
        kind = None if asked is None else "query" if asked.look is not None else "mutation"
        metrics.answered(kind, outcome, perf_counter() - begun)
        return response

    def _check_open(self) -> None:
        if self._closing:
            raise HttpRefusal("SERVICE_UNAVAILABLE", "The service is shutting down. Try again shortly.", RETRY_AFTER)

    async def _identify(self, request: Request) -> Actor:
        """The key's actor, on behalf of the merchant that the address names. Raises HttpRefusal."""
        try:
            actor = await identify(request, self._authenticate)
        except TooMuch:
            raise HttpRefusal("TOO_MANY_REQUESTS", "Too many attempts. Try again later.", RETRY_AFTER) from None
        except Unavailable:
            message = "The service cannot tell who you are at the moment. Try again shortly."
            raise HttpRefusal("SERVICE_UNAVAILABLE", message, RETRY_AFTER) from None
        if request.path_params.get("merchant") != actor.merchant:
            # As for keys that nobody has: whether there is such a merchant is not told.
            message = "Authentication credentials are invalid. The merchant's id in the address is not that of the key."
            raise HttpRefusal("UNAUTHENTICATED", message, CHALLENGE)
        return actor

    async def _answer(self, asked: Asked, call: Call, client: ClientConnection) -> Response:
        try:
            if asked.look is not None:
                return await self._look(asked.look, call, client)
            return await self._running.to_the_end(_change(asked, call))
        except Refused as refused:
            if any(is_of(problem, TRANSACTION, REFUND) for problem in refused.problems):
                raise HttpRefusal("NOT_FOUND", "No transaction has this id.") from None
            return _xml(422, "api_error_response", error_form(map(wrong_of, refused.problems), call.body))
        except WrongFields as refused:
            return _xml(422, "api_error_response", error_form(refused.wrong, call.body))
        except NotAllowed as refused:
            needed = " or ".join(refused.needed)
            message = f"This needs the right {needed}, which these credentials do not have."
            raise HttpRefusal("FORBIDDEN", message) from None
        except NotSupported as refused:
            message = f"This service does not support {'.'.join(refused.path)}. {refused.instead}".rstrip()
            raise HttpRefusal("NOT_IMPLEMENTED", message) from None
        except TooMuch as refused:
            message = f"Too much at once: {refused.what} {refused.asked}, at most {refused.allowed} is allowed."
            raise HttpRefusal("CONTENT_TOO_LARGE", message) from None
        except TookTooLong:
            raise _too_late(self._limits.query_seconds) from None
        except Unavailable:
            message = "The service is not available at the moment. Send the request again, with the same apiRequestKey."
            raise HttpRefusal("SERVICE_UNAVAILABLE", message, RETRY_AFTER) from None

    async def _look(self, look: Look, call: Call, client: ClientConnection) -> Response:
        """Answers a query, which waits for its merchant's other queries for half of its time at most."""
        until = asyncio.get_running_loop().time() + self._limits.query_seconds
        reading = replace(self._service, store=self._service.store.for_a_query(self._give_way))
        patience = self._limits.query_seconds / 2
        try:
            async with (
                asyncio.timeout_at(until),
                client.while_it_waits(),
                self._shares.share(call.actor.merchant_id, patience, brief=look is Look.FIND),
            ):
                name, value = await look_at(look, replace(call, service=reading))
        except ClientLeft:
            raise HttpRefusal("CLIENT_LEFT", "The client has left.") from None
        except QueueFull:
            message = "Too many requests of this merchant wait for others of its own. Try again shortly."
            raise HttpRefusal("TOO_MANY_REQUESTS", message, SOON) from None
        except WaitedTooLong:
            message = "Other queries of this merchant took all the time that this one may wait. Try again shortly."
            raise HttpRefusal("SERVICE_UNAVAILABLE", message, SOON) from None
        except TimeoutError:
            raise _too_late(self._limits.query_seconds) from None
        return _xml(201 if look is Look.FOR_CLIENT else 200, name, value)

    async def _give_way(self) -> None:
        await self._running.clear(GIVEN_WAY)


GIVEN_WAY = 0.02
"""Seconds that a query waits for payments before each of its statements, at most."""


async def _change(asked: Asked, call: Call) -> Response:
    assert asked.change is not None
    payment = await asked.change(call)
    seen = await Reader(call.service, call.actor).seen(payment)
    form = shown(seen)
    if payment.status in DECLINED and asked.name not in SETTLING:
        error = error_form((), call.body, form, message_of_decline(seen))
        return _xml(422, "api_error_response", error)
    return _xml(201 if asked.creates else 200, "transaction", form)


def _xml(status: int, name: str, value: Value) -> Response:
    return Response(document(name, value), status, HEADERS)


def _too_late(seconds: float) -> HttpRefusal:
    return HttpRefusal("DEADLINE_EXCEEDED", f"The query took longer than {seconds:g} seconds. Ask for less at once.")


def _refusal(request: Request, refused: HttpRefusal) -> Response:
    """What has no form of the classic API's: the SDKs look at its status alone."""
    status = status_of(refused.complaint.code, MediaType.GRAPHQL)
    entry = error_entry(refused.complaint)
    request_id = request_id_of(request.scope)
    return responses.answer(MediaType.JSON, request_id, status=status, headers=refused.headers, errors=[entry])


def _log(request: Request, asked: Asked | None, actor: Actor | None, status: int, seconds: float) -> None:
    """Logs one line for the call. The address and the body may hold customers' data."""
    log.info(
        "classic.answered",
        request_id=request_id_of(request.scope),
        actor=actor.id if actor else None,
        call=asked.name if asked else None,
        status=status,
        milliseconds=round(seconds * 1000, 1),
    )
