"""Runs a subscription's operation: once to begin with, and once for each change."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from strawberry import Schema

from app.domain.people.people import Actor
from app.domain.problems import TooMuch
from app.engine.documents import LONGEST_REMEMBERED, Documents, Rejected
from app.engine.limits import Limits
from app.engine.operation import choose, ready
from app.engine.shares import QueueFull, Shares, WaitedTooLong
from app.engine.turns import LoopTurns
from app.schema.errors.problems import ErrorClass, Stage
from app.web.http.client import ClientConnection
from app.web.http.statuses import HttpRefusal
from app.web.live.subscription import HEARTBEAT_EVERY, Event, Subscription, Watch, event_of
from app.web.query_work import QueryWork
from app.web.request import RequestParameters
from app.web.running import Running

SOON = {"Retry-After": "10"}

OF_EACH = 2
"""Subscriptions of one merchant whose operations run at the same time."""

WAITING = 100_000
"""More than a process has subscriptions."""


@dataclass(frozen=True, slots=True)
class Live:
    """What subscriptions need: `open` begins one of an actor's, and raises TooMuch where there are too many;
    `make_context` makes the `info.context` of one run. A heartbeat is sent after `heartbeat` seconds without an event.
    """

    open: Callable[[Actor], Watch]
    make_context: Callable[[Watch, str, ClientConnection, QueryWork], object]
    heartbeat: float = HEARTBEAT_EVERY


class Runs:
    """Runs the operations of subscriptions, beside the queries of a process and with the same limits."""

    def __init__(
        self,
        schema: Schema,
        documents: Documents,
        running: Running,
        turns: LoopTurns,
        limits: Limits,
        live: Live,
        *,
        stock: bool,
    ) -> None:
        self._schema = schema
        self._documents = documents
        self._running = running
        self._turns = turns
        self._limits = limits
        self._live = live
        self._stock = stock
        self._shares = Shares(OF_EACH, 2 * OF_EACH, WAITING, payments=running.lately)

    async def begin(
        self, actor: Actor, parameters: RequestParameters, request_id: str, client: ClientConnection
    ) -> Subscription:
        """The response to a subscription. Raises HttpRefusal where there can be none now."""
        size = len(parameters.query)
        if size > LONGEST_REMEMBERED:
            message = f"The document of a subscription can have {LONGEST_REMEMBERED:,} characters; this has {size:,}."
            raise HttpRefusal("CONTENT_TOO_LARGE", message)
        try:
            watch = self._live.open(actor)
        except TooMuch as error:
            raise HttpRefusal("TOO_MANY_REQUESTS", f"Too many subscriptions: {error}.", SOON) from None

        async def run() -> Event:
            return await self._run(watch, parameters, request_id, client)

        try:
            first = await run()
            if first.passes:
                message = "The service cannot begin a subscription at the moment. Try again shortly."
                raise HttpRefusal("SERVICE_UNAVAILABLE", message, SOON)
        except BaseException:
            watch.close()
            raise
        return Subscription(watch, first, run, client, request_id, self._live.heartbeat)

    async def _run(
        self, watch: Watch, parameters: RequestParameters, request_id: str, client: ClientConnection
    ) -> Event:
        """One result, as things are now; one that passes where the process has no time for it."""
        actor, seconds = watch.actor, self._limits.query_seconds
        try:
            async with asyncio.timeout(seconds):
                document = await self._documents.prepare(
                    parameters.query, parameters.variables, (actor.merchant_id, actor.id)
                )
                node = choose(document, parameters.operation_name)
                work = QueryWork(document.work, self._running)
                context = self._live.make_context(watch, request_id, client, work)
                execution = ready(
                    *(self._schema, document, node, parameters.variables, context, self._turns, self._limits),
                    stock=self._stock,
                )
                async with self._shares.share(actor.merchant_id, seconds, brief=work.brief):
                    with work.measured():
                        result = await execution.run()
        except (QueueFull, WaitedTooLong, TimeoutError):
            return _NO_TIME
        except Rejected as rejected:
            return event_of(None, rejected.errors, rejected.stage, request_id)
        return event_of(result.data, result.errors or [], Stage.EXECUTION, request_id)


_NO_TIME = Event(b"", [{"extensions": {"errorClass": ErrorClass.SERVICE_AVAILABILITY}}], has_data=False)
"""What was not made, since the process had no time for it."""
