"""Sends webhook messages that are due: each endpoint in a lane of its own: a dead one holds up none (SPEC 15.1).

The row is the job. A lane takes some messages, posts them at the same time, writes down what came of them, and goes on
until nothing of its endpoint is due. An endpoint whose last try failed gets one message at a time, in lanes apart from
those of the others.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import random

import structlog

from app.domain.people.people import system_actor
from app.domain.problems import RefundryError
from app.domain.telling.messages import body_of
from app.domain.telling.schedule import Delivery, next_try
from app.domain.telling.signing import headers_of
from app.flows.service import Service, now
from app.flows.telling.secrets import opened
from app.flows.telling.switch_off import note_outcome
from app.gateways.keyring import CannotOpen
from app.receivers.post import BODY_PATIENCE, PATIENCE, Poster
from app.store.database import Contended
from app.store.people import merchants
from app.store.telling import endpoints, messages
from app.store.telling.endpoints import Kept
from app.store.telling.messages import DueEndpoint, Result, Taken
from app.telemetry import metrics

log = structlog.get_logger(__name__)

EVERY = 0.5
"""Seconds between two looks at what is due."""

AT_ONCE = 16
"""Messages that an endpoint gets at a time while it takes them."""

LANES, FAILING_LANES = 32, 64
"""Endpoints that a process sends to at a time, and beside them, endpoints whose last try failed."""

LONGEST_RUN = 10.0
"""Seconds after which a lane begins nothing more, so that others of its kind have their turn."""

FORGETS_EVERY = 600.0
"""Seconds between two looks for messages that are kept no longer."""

FORGETS_AT_ONCE = 5_000
"""Messages that are deleted in one transaction."""

LEASE_BEYOND_PATIENCE = timedelta(seconds=10)
LEASE = timedelta(seconds=PATIENCE + BODY_PATIENCE) + LEASE_BEYOND_PATIENCE
"""How long a process may take for a message before it is taken for dead."""


@dataclass(slots=True)
class Sender:
    """Sends what is due, for as long as `run` runs. `lease` is how long its messages are its own."""

    service: Service
    poster: Poster
    lease: timedelta = LEASE
    _lanes: dict[int, asyncio.Task[None]] = field(default_factory=dict)
    _failing: set[int] = field(default_factory=set)
    _turns: dict[int, float] = field(default_factory=dict)

    async def run(self) -> None:
        """Looks for ever; cancelled at the end of the process. What is under way then is sent again by others."""
        clock = asyncio.get_running_loop()
        forgets_at = clock.time()
        try:
            while True:
                try:
                    await self.look()
                    if clock.time() >= forgets_at:
                        forgets_at = clock.time() + (0 if await self.forget() else FORGETS_EVERY)
                except (RefundryError, Contended, OSError) as error:
                    log.warning("webhooks.not_looked", error=type(error).__name__)
                await asyncio.sleep(EVERY)
        finally:
            await self.stop()

    async def look(self) -> bool:
        """Begins a lane for each endpoint that has something due, as far as there is room; whether there was any."""
        async with self.service.store.session() as session:
            found = await messages.due(session)
        for each in sorted(found, key=lambda each: self._turns.get(each.id, 0.0)):
            used = len(self._failing) if each.failing else len(self._lanes) - len(self._failing)
            if each.id not in self._lanes and used < (FAILING_LANES if each.failing else LANES):
                if each.failing:
                    self._failing.add(each.id)
                self._lanes[each.id] = asyncio.create_task(self._lane(each))
        return bool(found)

    async def forget(self) -> bool:
        """Deletes some of the messages that have been over for long; whether there are more."""
        async with self.service.store.begin() as session:
            kept_for = self.service.settings.retention_outboxes
            return await messages.delete_older(session, kept_for, FORGETS_AT_ONCE) == FORGETS_AT_ONCE

    async def drain(self) -> None:
        """Sends until nothing is due."""
        while await self.look() or self._lanes:
            await asyncio.gather(*self._lanes.values())

    async def stop(self) -> None:
        """Ends the lanes."""
        lanes = list(self._lanes.values())
        for each in lanes:
            each.cancel()
        await asyncio.gather(*lanes, return_exceptions=True)

    async def _lane(self, lane: DueEndpoint) -> None:
        clock = asyncio.get_running_loop()
        end = clock.time() + LONGEST_RUN
        try:
            while clock.time() < end and await self._send_some(lane):
                pass
        except (RefundryError, Contended, OSError) as error:
            log.warning("webhooks.not_sent", endpoint=lane.id, error=type(error).__name__)
            await asyncio.sleep(EVERY)
        except Exception:
            # An endpoint that can't be sent to stops none of the others.
            log.exception("webhooks.lane_failed", endpoint=lane.id)
            await asyncio.sleep(EVERY)
        finally:
            self._failing.discard(lane.id)
            self._turns[lane.id] = clock.time()
            del self._lanes[lane.id]

    async def _send_some(self, lane: DueEndpoint) -> bool:
        """Sends some messages of the endpoint; whether to go on."""
        async with self.service.store.begin() as session:
            merchant = await merchants.get(session, lane.merchant_id)
            at = now(merchant)
            kept = await endpoints.to_send(session, lane.id, at)
            if kept is None:
                return False
            most = 1 if kept.endpoint.failing_since is not None else AT_ONCE
            taken = await messages.take(session, lane.id, at, most, self.lease)
        if not taken:
            return False
        keys = self._keys(kept)
        tries = [self._try(kept.endpoint.url, keys, each, at) for each in taken]
        tried = await asyncio.gather(*tries)
        results = [
            Result(message, delivery, None if delivery.taken else next_try(delivery, message.tries, random()))  # noqa: S311 -- it spreads tries over time
            for message, (delivery, _) in zip(taken, tried, strict=True)
        ]
        async with self.service.store.begin() as session:
            work = await self.service.begun(session, system_actor(merchant.id, merchant.public_id))
            await messages.conclude(session, results)
            # The receiver is not to blame for what was not posted.
            posted = [delivery for delivery, was_posted in tried if was_posted]
            goes_on = not posted or await note_outcome(self.service, work, lane.id, posted)
        for delivery, _ in tried:
            metrics.webhook_tried(taken=delivery.taken)
        return goes_on and keys is not None

    def _keys(self, kept: Kept) -> list[str] | None:
        """The secrets to sign with; None where one can't be opened."""
        place = kept.endpoint.id, kept.endpoint.merchant_id
        try:
            return [opened(self.service.sessions.ring, each, *place) for each in kept.secrets]
        except CannotOpen:
            log.exception("webhooks.secret_not_opened", endpoint=kept.endpoint.legacy_id)
            return None

    async def _try(self, url: str, keys: list[str] | None, message: Taken, at: datetime) -> tuple[Delivery, bool]:
        """What came of it, and whether it was posted at all."""
        if keys is None:
            said = "Nothing was sent: REFUNDRY_SECRETS_KEYS lacks the key of the endpoint's secret."
            return Delivery(at, None, said), False
        try:
            body = body_of(message.type, message.created_at, message.facts)
        except Exception as error:
            # One message that can't be written stops none of the others.
            log.exception("webhooks.not_written", message=message.public_id)
            said = f"Nothing was sent: the message could not be written ({type(error).__name__})."
            return Delivery(at, None, said), False
        headers = headers_of(message.public_id, datetime.now(UTC), body, keys)
        return await self.poster.post(url, headers, body, at), True


@asynccontextmanager
async def sending(service: Service, poster: Poster) -> AsyncIterator[None]:
    """Messages are sent in the background for the length of the block."""
    task = asyncio.create_task(Sender(service, poster).run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait({task})
