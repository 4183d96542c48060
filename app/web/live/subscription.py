"""One subscription as a response: an event for each change, until the client leaves or the service ends it."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import structlog
from graphql import GraphQLError
from starlette.types import Receive, Scope, Send
from structlog.typing import FilteringBoundLogger

from app.domain.people.endings import Ending
from app.domain.people.people import Actor
from app.schema.errors.problems import ErrorClass, Stage, errors_of
from app.web import responses
from app.web.http.client import CALL_WHEN_STOPPING, ClientConnection
from app.web.http.statuses import HttpRefusal, MediaType
from app.web.live.events import COMPLETE, HEADERS, HEARTBEAT, next_event

log: FilteringBoundLogger = structlog.get_logger()

HEARTBEAT_EVERY = 15.0
"""Seconds without an event after which a heartbeat is sent."""

AGAIN = 1.0
"""Seconds after which an event is made again that could not be made."""

LONGEST = 12 * 60 * 60.0
"""Seconds after which a subscription ends; its client comes back."""


_REFUSALS = {
    Ending.REVOKED: HttpRefusal("UNAUTHENTICATED", "The key was revoked, or the session is over."),
    Ending.BEHIND: HttpRefusal("TOO_MANY_REQUESTS", "More has changed than could be sent. Subscribe again."),
}
"""What is said of an ending that a client does not expect."""


class Watch(Protocol):
    """What is told of one subject to one follower: see app/flows/live/watch.py."""

    actor: Actor
    ending: Ending | None

    @property
    def begins_with_the_present(self) -> bool: ...

    async def wait(self, seconds: float) -> bool: ...

    def take(self) -> bool: ...

    def end(self, ending: Ending) -> None: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Event:
    """One result: its JSON, its errors as they are sent, and whether there is an object in it."""

    result: bytes
    errors: list[dict[str, Any]]
    has_data: bool

    @property
    def passes(self) -> bool:
        """Whether the same would probably succeed soon."""
        return not self.has_data and any(_class_of(each) == ErrorClass.SERVICE_AVAILABILITY for each in self.errors)

    @property
    def ends(self) -> bool:
        """Whether nothing is to be expected after it: the subject is not there, or may not be looked at."""
        return not self.has_data and bool(self.errors)


_SENT = Event(b"", [], has_data=False)
"""In place of an event that was sent, whose bytes are not kept."""


def event_of(data: object, errors: Sequence[GraphQLError], stage: Stage, request_id: str) -> Event:
    """The event of a result of one run."""
    entries = [entry for error in errors for entry in errors_of(error, stage, request_id)]
    content: dict[str, Any] = {"errors": entries} if entries else {}
    if data is not None or stage is Stage.EXECUTION:
        content["data"] = data
    body = bytes(responses.answer(MediaType.JSON, request_id, status=200, **content).body)
    has_data = isinstance(data, dict) and any(value is not None for value in data.values())
    return Event(body, entries, has_data)


def _class_of(entry: dict[str, Any]) -> str:
    found: str = entry["extensions"]["errorClass"]
    return found


class Subscription:
    """An ASGI response. `first` is the event that was made before it; `run` makes another one, as things are then."""

    def __init__(
        self,
        watch: Watch,
        first: Event,
        run: Callable[[], Awaitable[Event]],
        client: ClientConnection,
        request_id: str,
        heartbeat: float = HEARTBEAT_EVERY,
    ) -> None:
        self.first = first
        self._watch = watch
        self._run = run
        self._client = client
        self._request_id = request_id
        self._heartbeat = heartbeat
        self._sent = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        watch = self._watch
        self._client.when_it_leaves(lambda: watch.end(Ending.LEFT))
        call_when_stopping = scope.get("state", {}).get(CALL_WHEN_STOPPING)
        if call_when_stopping is not None:
            call_when_stopping(lambda: watch.end(Ending.STOPPED))
        try:
            await send({"type": "http.response.start", "status": 200, "headers": list(HEADERS)})
            first, self.first = self.first, _SENT
            if watch.begins_with_the_present or first.errors:
                await self._send(send, first)
            if not first.ends:
                await self._tell(send)
            await send({"type": "http.response.body", "body": COMPLETE, "more_body": False})
        finally:
            watch.close()
            self._client.close()
            log.info(
                "subscription.ended",
                request_id=self._request_id,
                actor=watch.actor.id,
                ending=str(watch.ending),
                events=self._sent,
            )

    async def _tell(self, send: Send) -> None:
        """Sends an event for each change, until nothing more is to be told."""
        loop = asyncio.get_running_loop()
        until = loop.time() + LONGEST
        while self._watch.ending is None and loop.time() < until:
            if not await self._watch.wait(self._heartbeat):
                await self._write(send, HEARTBEAT)
                continue
            while self._watch.ending is None and self._watch.take():
                event = await self._made()
                if event is None:
                    break
                if event.has_data or event.errors:
                    await self._send(send, event)
                if event.ends:
                    return
        why = self._why()
        if why is not None:
            await self._write(send, next_event(why))

    async def _made(self) -> Event | None:
        """The next event, made again where that may help; None where the subscription ends meanwhile."""
        while self._watch.ending is None:
            event = await self._run()
            if not event.passes:
                return event
            await asyncio.sleep(AGAIN)
        return None

    def _why(self) -> bytes | None:
        """The result that says why nothing more comes; None where the client knows, or just comes back."""
        refused = _REFUSALS.get(self._watch.ending or Ending.LEFT)
        return None if refused is None else bytes(responses.refusal(refused, self._request_id).body)

    async def _send(self, send: Send, event: Event) -> None:
        self._sent += 1
        await self._write(send, next_event(event.result))

    async def _write(self, send: Send, content: bytes) -> None:
        await send({"type": "http.response.body", "body": content, "more_body": True})
