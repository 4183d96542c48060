"""Whether this process can work: it tries by itself, every few seconds, by the connections that its work goes by."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum

import structlog

from app.domain.problems import Unavailable
from app.flows.service import Service
from app.store import heartbeats
from app.store.database import Store
from app.store.migrate import Revisions
from app.store.tables.upkeep import ProcessKind

log = structlog.get_logger(__name__)

EVERY = 5.0
"""Seconds between two tries."""

PATIENCE = 3.0
"""Seconds that a try may take."""

LOST_AFTER = 10.0
"""Seconds without success after which a part counts as lost."""


class Part(StrEnum):
    """What a process needs."""

    DATABASE = "database"
    SCHEMA = "schema"
    REDIS = "redis"


@dataclass(slots=True)
class _State:
    """Of one part: when it last worked, by the loop's clock, and why it did not since; None if it did."""

    well_at: float = float("-inf")
    reason: str | None = None
    warning: bool = False


@dataclass(slots=True)
class Pulse:
    """Keeps trying while `run` runs. `problem` and `warning` say what it found, and cost nothing.

    A try may take `patience` seconds; a part that has not worked for `lost_after` seconds counts as lost.
    """

    service: Service
    kind: ProcessKind
    version: str
    revisions: Revisions
    lost_after: float = LOST_AFTER
    patience: float = PATIENCE
    _parts: dict[Part, _State] = field(default_factory=lambda: {part: _State() for part in Part})
    _tried: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self) -> None:
        """Tries for ever; cancelled at the end of the process."""
        while True:
            await self.beat()
            await asyncio.sleep(EVERY)

    async def beat(self) -> None:
        """Tries once, within some seconds, whatever hangs."""
        await asyncio.gather(self._try(Part.DATABASE, self._write), self._try(Part.REDIS, self.service.doorbell.ping))
        self._tried.set()

    async def tried(self) -> None:
        """Returns once the first try has ended."""
        await self._tried.wait()

    def problem(self, part: Part) -> str | None:
        """Why the process can't work; None if it can, or could a moment ago."""
        state = self._parts[part]
        lately = asyncio.get_running_loop().time() - state.well_at < self.lost_after
        return None if state.warning or lately else state.reason

    def warning(self, part: Part) -> str | None:
        """What an operator should look at, although the process can work."""
        state = self._parts[part]
        return state.reason if state.warning else None

    async def _try(self, part: Part, attempt: Callable[[], Awaitable[None]]) -> None:
        state = self._parts[part]
        try:
            async with asyncio.timeout(self.patience):
                await attempt()
        except Exception as error:
            # Whatever it was: the next try says whether it lasts.
            reason = str(error) if isinstance(error, Unavailable) else _in_words(error)
            if state.reason != reason:
                log.warning("pulse.lost", part=part.value, reason=reason)
            state.reason, state.warning = reason, part is Part.REDIS
            return
        if state.reason is not None:
            log.info("pulse.regained", part=part.value)
        state.well_at, state.reason, state.warning = asyncio.get_running_loop().time(), None, False

    async def _write(self) -> None:
        """Writes by the connections of single requests and by those that they share."""
        store, process = self.service.store, self.service.process.name
        began = False
        try:
            async with store.begin() as session:
                await session.connection()
                began = True
                before = datetime.now(UTC)
                at = await heartbeats.beat(session, process, self.kind, self.version)
                store.set_clock(at - (before + (datetime.now(UTC) - before) / 2))
                self._compare(await heartbeats.schema_revisions(session))
            async with store.connection() as connection:
                await heartbeats.beat_quickly(connection, process)
        except BaseException as error:
            # Not where no connection was free: those that are in use are not silent.
            if began and isinstance(error, TimeoutError | asyncio.CancelledError):
                store.renew()
            raise

    def _compare(self, found: Sequence[str]) -> None:
        state = self._parts[Part.SCHEMA]
        reason, warning = self.revisions.judge(found)
        if reason is not None and reason != state.reason:
            log.warning("pulse.schema", reason=reason)
        state.reason, state.warning = reason, warning
        if reason is None:
            state.well_at = asyncio.get_running_loop().time()


@asynccontextmanager
async def beating(pulse: Pulse) -> AsyncIterator[None]:
    """Has it try in the background for the length of the block."""
    task = asyncio.create_task(pulse.run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait({task})


async def worker_beat_within(store: Store, limit: timedelta) -> bool:
    """Whether a worker of this installation was at work lately. Raises Unavailable."""
    async with store.session() as session:
        age = await heartbeats.since_last(session, ProcessKind.WORKER)
    return age is not None and age <= limit


def _in_words(error: Exception) -> str:
    return "no answer in time" if isinstance(error, TimeoutError) else type(error).__name__
