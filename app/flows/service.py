"""What every flow works with: the settings, the store, the gateways and the doorbell, and one unit of work."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.history.kinds import Entry
from app.domain.people.people import Actor, system_actor
from app.domain.problems import Condition, Path, Problem, Refused
from app.domain.reversals.payments import Merchant
from app.doorbell import Doorbell
from app.gateways.base import ABSENCE_AFTER, Gateway
from app.gateways.registry import Gateways
from app.gateways.sessions import Sessions
from app.process import Process
from app.settings import Settings
from app.store.database import Contended, Store, TableLocked
from app.store.history import changes
from app.store.people import merchants
from app.store.reversals.operations import Leasing
from app.store.reversals.status_events import Cause

LEASE_BEYOND_TIMEOUT = timedelta(seconds=10)
"""How long after the gateway's timeout an attempt without an outcome is given up as an orphan (SPEC 13)."""


@dataclass(slots=True)
class Work:
    """One short transaction, on one merchant's behalf. `now` is that merchant's time, the same for all of it.

    A lock may have been waited for: `locked` says that it was had, and that it is later now.
    """

    session: AsyncSession
    merchant: Merchant
    actor: Actor
    now: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.now = now(self.merchant)

    async def locked(self) -> None:
        """What the earlier holder of the lock did is in the past: so is its time.

        A sandbox merchant's clock may have been moved meanwhile; any other's is the wall clock.
        """
        if self.merchant.sandbox:
            offset = await merchants.clock_offset(self.session, self.merchant.id)
            self.merchant = replace(self.merchant, clock_offset=offset)
        self.now = now(self.merchant)

    @property
    def cause(self) -> Cause:
        return Cause.of(self.actor, self.now)

    async def keep(
        self,
        entry: Entry,
        *,
        note: str | None = None,
        reason_code: str | None = None,
        transaction_id: int | None = None,
        refund_id: int | None = None,
        order_row_id: int | None = None,
        by_itself: bool = False,
    ) -> None:
        """Writes down for the history what the actor does here, or the service `by_itself` (SPEC 8.5)."""
        actor = system_actor(self.merchant.id, self.merchant.public_id) if by_itself else self.actor
        await changes.add(
            self.session,
            actor,
            self.now,
            entry,
            note,
            transaction_id=transaction_id,
            refund_id=refund_id,
            order_row_id=order_row_id,
            reason_code=reason_code,
        )


@dataclass(frozen=True, slots=True)
class Service:
    """The service's parts. `process` signs the leases of what this process carries out; `sessions` are those of
    gateway accounts.
    """

    settings: Settings
    store: Store
    gateways: Gateways
    doorbell: Doorbell
    process: Process
    sessions: Sessions

    @asynccontextmanager
    async def work(self, actor: Actor, contended: Condition, path: Path) -> AsyncIterator[Work]:
        """A unit of work that is committed at the end of the block, or undone as a whole.

        Where others hold for too long what it needs, it raises Refused with `contended` at `path`.
        """
        try:
            async with self.store.begin() as session:
                yield await self.begun(session, actor)
        except TableLocked:
            # An operator's work on a table is no conflict of the client's.
            raise
        except Contended as error:
            raise Refused(Problem(contended, path)) from error

    @asynccontextmanager
    async def reading(self, work: Work | None) -> AsyncIterator[AsyncSession]:
        """A session to read by: the work's own, or without one a session for reading.

        Who is at work takes no second connection beside the one that it has.
        """
        if work is not None:
            yield work.session
            return
        async with self.store.session() as session:
            yield session

    async def begun(self, session: AsyncSession, actor: Actor) -> Work:
        """The unit of work that a session is, on the actor's merchant's behalf."""
        merchant = await merchants.get(session, actor.merchant_id)
        return Work(session, merchant, actor)

    def gateway(self, name: str | None) -> Gateway:
        """The adapter of that name; the caller has made sure that there is one."""
        assert name is not None, "a merchant account without a gateway was let through"
        return self.gateways.named(name)

    def timeout(self, name: str | None) -> float:
        """How many seconds one request to the gateway of that name may take: its adapter's word, or the server's."""
        adapter = None if name is None else self.gateways.adapters.get(name)
        own = None if adapter is None else adapter.timeout
        return self.settings.gateway_timeout if own is None else own.total_seconds()

    @property
    def longest_timeout(self) -> float:
        """The longest of all gateways, in seconds."""
        return max([self.settings.gateway_timeout, *(self.timeout(name) for name in self.gateways.adapters)])

    def absence_after(self, name: str | None) -> timedelta | None:
        """How long a sending may be on its way to the gateway of that name, an adapter that is gone included.

        None for one whose "not found" never is proof.
        """
        adapter = None if name is None else self.gateways.adapters.get(name)
        return ABSENCE_AFTER if adapter is None else adapter.absence_after

    def retry_plan(self, merchant: Merchant) -> tuple[timedelta, int]:
        """How far apart and how often a queued reversal is tried again: the merchant's settings, or the server's."""
        interval = merchant.retry_interval if merchant.retry_interval is not None else self.settings.retry_interval
        attempts = merchant.retry_attempts if merchant.retry_attempts is not None else self.settings.retry_attempts
        return interval, attempts

    def leasing(self, name: str | None) -> Leasing:
        """Leases of what is sent to the gateway of that name: they outlast its timeout."""
        length = timedelta(seconds=self.timeout(name)) + LEASE_BEYOND_TIMEOUT
        return Leasing(self.process.name, length, self.store.clock_ahead)


def now(merchant: Merchant) -> datetime:
    """The merchant's time: the wall clock, for a sandbox merchant moved forward by what was asked for (SPEC 13)."""
    return datetime.now(UTC) + merchant.clock_offset


def wall_clock() -> datetime:
    """The time that real gateways, and what is kept of them, go by."""
    return datetime.now(UTC)
