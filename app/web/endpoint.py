"""GraphQL over HTTP: one request from its headers to its response, from top to bottom."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from time import perf_counter
from typing import Any

import structlog
from graphql import GraphQLError, OperationDefinitionNode, OperationType
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from strawberry import Schema
from structlog.typing import FilteringBoundLogger

from app.domain.people.people import Actor, Right
from app.domain.problems import TooMuch, Unavailable
from app.engine.documents import Documents, Rejected
from app.engine.limits import Limits
from app.engine.operation import Execution, choose, ready, rejected
from app.engine.shares import QueueFull, Shares, WaitedTooLong
from app.engine.turns import LoopTurns
from app.schema.errors.problems import Stage, error_entry, errors_of
from app.telemetry import metrics, tracing
from app.web import responses
from app.web.authentication import Authenticate, Sessions, identify
from app.web.documents_by_hash import TrustedDocuments
from app.web.http.body import body_of
from app.web.http.client import ClientConnection, ClientLeft
from app.web.http.negotiation import LONGEST_ACCEPT, Events, events_for, media_type_for, prefers_html, too_long
from app.web.http.statuses import HttpRefusal, MediaType
from app.web.live.events import OneResult
from app.web.live.runs import Live, Runs
from app.web.live.subscription import Subscription
from app.web.middleware import request_id_of
from app.web.query_work import QueryWork
from app.web.request import RequestParameters, check_version, read
from app.web.running import Running

log: FilteringBoundLogger = structlog.get_logger()

MakeContext = Callable[[Actor, str, OperationType, ClientConnection, QueryWork], object]
"""Takes the actor, the request's id, the type of operation and the client; returns the resolvers' `info.context`."""

Page = Callable[[Request], Awaitable[Response]]
"""Answers a browser that comes without a query."""

RETRY_AFTER = {"Retry-After": "60"}
SOON = {"Retry-After": "2"}
"""Seconds in which another query of the merchant probably ends."""

METHODS = {"Allow": "GET, POST"}
WAITING = 100
"""Queries of one merchant that wait for its other queries, at most."""

LONGEST_NAME = 64
"""Characters of an operation's name that are logged, at most."""


class GraphQLEndpoint:
    """An ASGI application that answers GraphQL requests, at any path.

    Queries run as `shares` allow, and end after `limits.query_seconds`, or when their client leaves. Mutations do not
    wait, and once started they run to their end even if the client leaves; one that moves no money may check for that.
    With `sessions`, people who signed in are authenticated too. `page` answers a browser that comes without a query.
    `stock` runs operations by graphql-core's executor instead of our own. With `live`, subscriptions are offered.
    `trusted` documents are run by their hash; the pages of our own origin, which send a cookie, may send any.
    """

    def __init__(
        self,
        schema: Schema,
        *,
        authenticate: Authenticate,
        make_context: MakeContext,
        sessions: Sessions | None = None,
        limits: Limits | None = None,
        shares: Shares | None = None,
        running: Running | None = None,
        page: Page | None = None,
        stock: bool = False,
        live: Live | None = None,
        trusted: TrustedDocuments | None = None,
    ) -> None:
        self.page = page
        self._trusted = trusted or TrustedDocuments()
        self._stock = stock
        self._schema = schema
        self._authenticate = authenticate
        self._sessions = sessions
        self._make_context = make_context
        self._limits = limits or Limits()
        self._shares = shares or Shares(each=4, of_all=16, waiting=WAITING)
        self._running = running or Running()
        self._documents = Documents(schema._schema, self._limits, payments=self._running.lately)
        self._turns = LoopTurns(payments=self._running.lately)
        shared = schema, self._documents, self._running, self._turns, self._limits
        self._subscriptions = None if live is None else Runs(*shared, live, stock=stock)
        self._closing = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        response = await self._respond(request)
        await response(scope, receive, send)

    async def close(self) -> None:
        """Refuses further requests, and returns when every running mutation has ended."""
        self._closing = True
        await self._running.finished()

    async def _respond(self, request: Request) -> Response | Subscription:
        begun = perf_counter()
        request_id = request_id_of(request.scope)
        accept = ",".join(request.headers.getlist("accept")) or None
        events = events_for(accept)
        media_type = MediaType.GRAPHQL if events.preferred else media_type_for(accept)
        actor: Actor | None = None
        try:
            self._check(request)
            if self.page and request.method == "GET" and "query" not in request.query_params and prefers_html(accept):
                return await self.page(request)
            acceptable = _acceptable(media_type or (MediaType.GRAPHQL if events.taken else None), accept)
            at_once = request.method != "POST" or await body_of(request).came_at_once()
            actor = await self._identify(request)
            check_version(request)
            by_cookie = "authorization" not in request.headers
            parameters = await read(request, self._limits.body_bytes, self._trusted, any_text=by_cookie)
            if not at_once:
                # The key or session may have been revoked while the rest of the request was on its way (SPEC 8.1).
                actor = await self._identify(request)
            responder = _Responder(actor, acceptable, request_id, begun, events, request.headers.get("traceparent"))
        except HttpRefusal as refused:
            response = responses.refusal(refused, request_id, media_type or MediaType.JSON)
            log.info(
                "request.refused",
                request_id=request_id,
                actor=actor.id if actor else None,
                status=response.status_code,
                milliseconds=_milliseconds_since(begun),
                code=refused.complaint.code,
            )
            metrics.answered(None, refused.complaint.code, perf_counter() - begun)
            await body_of(request).throw_away()
            return response
        client = ClientConnection(request.receive)
        answered: Response | Subscription | None = None
        try:
            answered = await self._answer(request, parameters, responder, client)
            return answered
        finally:
            if not isinstance(answered, Subscription):
                client.close()

    def _check(self, request: Request) -> None:
        if self._closing:
            raise HttpRefusal("SERVICE_UNAVAILABLE", "The service is shutting down. Try again shortly.", RETRY_AFTER)
        if request.method not in ("GET", "POST"):
            raise HttpRefusal("METHOD_NOT_ALLOWED", "Send a POST, or a GET for a query.", METHODS)

    async def _identify(self, request: Request) -> Actor:
        try:
            return await identify(request, self._authenticate, self._sessions)
        except TooMuch:
            raise HttpRefusal("TOO_MANY_REQUESTS", "Too many attempts. Try again later.", RETRY_AFTER) from None
        except Unavailable:
            message = "The service cannot tell who you are at the moment. Try again shortly."
            raise HttpRefusal("SERVICE_UNAVAILABLE", message, RETRY_AFTER) from None

    async def _answer(
        self, request: Request, parameters: RequestParameters, responder: "_Responder", client: ClientConnection
    ) -> Response | Subscription:
        node: OperationDefinitionNode | None = None
        until = asyncio.get_running_loop().time() + self._limits.query_seconds
        try:
            async with asyncio.timeout_at(until):
                document = await self._documents.prepare(
                    *(parameters.query, parameters.variables, responder.sender),
                    first=_may_be_a_payment(parameters.query, responder.actor),
                )
            node = choose(document, parameters.operation_name)
            self._check_mutation(request, node)
            if node.operation is OperationType.SUBSCRIPTION:
                return responder.begun(await self._subscribe(parameters, responder, client), node)
            work = QueryWork(document.work, self._running)
            context = self._make_context(responder.actor, responder.request_id, node.operation, client, work)
            execution = ready(
                *(self._schema, document, node, parameters.variables, context, self._turns, self._limits),
                stock=self._stock,
            )
        except Rejected as error:
            return responder.rejected(error, node)
        except HttpRefusal as refused:
            return responder.refused(refused, node)
        except (QueueFull, WaitedTooLong) as error:
            return responder.refused(_not_now(error), node)
        except TimeoutError:
            return responder.refused(self._too_late(), node)
        if node.operation is OperationType.MUTATION:
            return await self._running.to_the_end(_carry_out(execution, node, responder))
        return await self._carry_out_in_turn(execution, work, node, responder, client, until)

    async def _subscribe(
        self, parameters: RequestParameters, responder: "_Responder", client: ClientConnection
    ) -> Subscription:
        """Raises Rejected where none are offered or the client takes no events, and HttpRefusal."""
        if self._subscriptions is None:
            raise rejected("Subscriptions are not offered; queries and mutations are.")
        if not responder.events.taken:
            raise rejected("A subscription is answered by server-sent events: send `Accept: text/event-stream`.")
        return await self._subscriptions.begin(responder.actor, parameters, responder.request_id, client)

    async def _carry_out_in_turn(
        self,
        execution: Execution,
        work: QueryWork,
        node: OperationDefinitionNode,
        responder: "_Responder",
        client: ClientConnection,
        until: float,
    ) -> Response:
        """Answers a query, which waits for its merchant's other queries for half of its time at most."""
        seconds = self._limits.query_seconds
        try:
            async with (
                asyncio.timeout_at(until),
                client.while_it_waits(),
                self._shares.share(responder.actor.merchant_id, seconds / 2, brief=work.brief),
            ):
                with work.measured():
                    return await _carry_out(execution, node, responder)
        except ClientLeft:
            return responder.refused(HttpRefusal("CLIENT_LEFT", "The client has left."), node)
        except (QueueFull, WaitedTooLong) as error:
            return responder.refused(_not_now(error), node)
        except TimeoutError:
            return responder.refused(self._too_late(), node)

    def _too_late(self) -> HttpRefusal:
        seconds = self._limits.query_seconds
        return HttpRefusal(
            "DEADLINE_EXCEEDED", f"The query took longer than {seconds:g} seconds. Ask for less at once."
        )

    def _check_mutation(self, request: Request, node: OperationDefinitionNode) -> None:
        if node.operation is not OperationType.MUTATION:
            return
        if request.method == "GET":
            message = "A GET is for queries only: send mutations by POST."
            raise HttpRefusal("METHOD_NOT_ALLOWED", message, {"Allow": "POST"})
        # Checked again: `close` may have been called while the body came in, and waits for mutations that run.
        self._check(request)


def _acceptable(media_type: MediaType | None, accept: str | None) -> MediaType:
    if too_long(accept):
        raise HttpRefusal("NOT_ACCEPTABLE", f"The Accept header can have {LONGEST_ACCEPT:,} characters.")
    if media_type is None:
        raise HttpRefusal("NOT_ACCEPTABLE", f"The answer can be {' or '.join(MediaType)}.")
    return media_type


def _may_be_a_payment(query: str, actor: Actor) -> bool:
    """Whether a document may move money, as far as is known before it is parsed."""
    return "mutation" in query and bool(actor.rights - {Right.VIEW})


def _not_now(error: QueueFull | WaitedTooLong) -> HttpRefusal:
    if isinstance(error, QueueFull):
        message = "Too many requests of this merchant wait for others of its own. Try again shortly."
        return HttpRefusal("TOO_MANY_REQUESTS", message, SOON)
    message = "Other queries of this merchant took all the time that this one may wait. Try again shortly."
    return HttpRefusal("SERVICE_UNAVAILABLE", message, SOON)


def _milliseconds_since(begun: float) -> float:
    return round((perf_counter() - begun) * 1000, 1)


def _name_of(node: OperationDefinitionNode | None) -> str | None:
    return node.name.value[:LONGEST_NAME] if node and node.name else None


async def _carry_out(execution: Execution, node: OperationDefinitionNode, responder: "_Responder") -> Response:
    with responder.traced(node):
        result = await execution.run()
        return responder.done(result.data, result.errors or [], node)


class _Responder:
    """Makes and logs the response of one authenticated request."""

    def __init__(
        self,
        actor: Actor,
        media_type: MediaType,
        request_id: str,
        begun: float,
        events: Events,
        traceparent: str | None,
    ) -> None:
        self.actor = actor
        self.events = events
        self.request_id = request_id
        self.sender = actor.merchant_id, actor.id
        self._media_type = media_type
        self._begun = begun
        self._traceparent = traceparent

    def traced(self, node: OperationDefinitionNode) -> AbstractContextManager[None]:
        """The span of the operation, in the client's trace if it has named one."""
        return tracing.operation(node.operation.value, _name_of(node), self.request_id, self._traceparent)

    def done(self, data: object, errors: list[GraphQLError], node: OperationDefinitionNode) -> Response:
        """The response of an operation that ran. Its status is 200, even if `data` is null."""
        content: dict[str, Any] = {"data": data}
        entries = self._entries(errors, Stage.EXECUTION)
        if entries:
            content = {"errors": entries, **content}
        response = responses.answer(self._media_type, self.request_id, status=200, **content)
        return self._logged(self._as_wished(response), entries, node)

    def rejected(self, rejected: Rejected, node: OperationDefinitionNode | None) -> Response:
        """The response of a request with a wrong document, operation or variable."""
        entries = self._entries(rejected.errors, rejected.stage)
        response = responses.rejection(self._media_type, self.request_id, entries)
        return self._logged(self._as_wished(response), entries, node)

    def begun(self, subscription: Subscription, node: OperationDefinitionNode) -> Subscription:
        """The same subscription, logged as begun."""
        self._log(200, subscription.first.errors, node)
        return subscription

    def refused(self, refused: HttpRefusal, node: OperationDefinitionNode | None) -> Response:
        """The response of an operation that the method, the load or the deadline forbids."""
        response = responses.refusal(refused, self.request_id, self._media_type)
        return self._logged(response, [error_entry(refused.complaint)], node)

    def _as_wished(self, response: Response) -> Response:
        """A GraphQL response as events, where the client prefers them."""
        return OneResult(bytes(response.body)) if self.events.preferred else response

    def _entries(self, errors: Any, stage: Stage) -> list[dict[str, Any]]:
        return [entry for error in errors for entry in errors_of(error, stage, self.request_id)]

    def _logged(
        self, response: Response, entries: list[dict[str, Any]], node: OperationDefinitionNode | None
    ) -> Response:
        self._log(response.status_code, entries, node)
        return response

    def _log(self, status: int, entries: list[dict[str, Any]], node: OperationDefinitionNode | None) -> None:
        """Logs one line for the operation. Variables and the document may hold customers' data."""
        log.info(
            "request.answered",
            request_id=self.request_id,
            actor=self.actor.id,
            operation=_name_of(node),
            type=node.operation.value if node else None,
            status=status,
            milliseconds=_milliseconds_since(self._begun),
            errors=sorted({entry["extensions"]["errorClass"] for entry in entries}),
        )
        outcome = entries[0]["extensions"]["errorClass"] if entries else "OK"
        metrics.answered(node.operation.value if node else None, outcome, perf_counter() - self._begun)
        tracing.note("refundry.outcome", outcome)
