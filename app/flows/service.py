"""What every flow works with: the settings, the store, the gateways and the doorbell, and one unit of work."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.history.kinds import Entry
from app.domain.people.people import Actor, system_actor
from app.domain.problems import Condition, Path, Problem, Refused
from app.domain.reversals.payments import Destination, Merchant
from app.flows.gateways.unknown_payments import UnknownPayments
from app.gateways.registry import Gateways
from app.gateways.sessions import Sessions
from app.process import Process
from app.ringing.doorbell import Doorbell
from app.ringing.wakes import Wakes
from app.settings import Settings
from app.store.database import Contended, Store, TableLocked
from app.store.history import changes
from app.store.people import merchants
from app.store.reversals.operations import Leasing
from app.store.reversals.status_events import Cause

LEASE_BEYOND_TIMEOUT = timedelta(seconds=10)
"""How long after the gateway's timeout an attempt without an outcome is given up as an orphan (SPEC 13)."""


PATIENCE = 5.0
"""Seconds that a call waits for its slot at a gateway account, before it is put back into the queue."""


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
    gateway accounts, which `unknown_payments` keeps from being asked for the same in vain.
    """

    settings: Settings
    store: Store
    gateways: Gateways
    doorbell: Doorbell
    wakes: Wakes
    process: Process
    sessions: Sessions
    unknown_payments: UnknownPayments = field(default_factory=UnknownPayments)

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

    def timeout(self, destination: Destination | None) -> float:
        """How many seconds one call there may take: the gateway account's word, the sandbox's, or the server's.

        Of an account whose session is not open, the longest that there is.
        """
        if destination is None:
            return self.settings.gateway_timeout
        if destination.account is not None and destination.version is not None:
            return self.sessions.timeout_of(destination.account, destination.version).total_seconds()
        sandbox = self.gateways.adapters.get(destination.gateway)
        own = None if sandbox is None else sandbox.timeout
        return self.settings.gateway_timeout if own is None else own.total_seconds()

    @property
    def longest_timeout(self) -> float:
        """The longest of the gateways that need no account, in seconds. An account's may be LONGEST_TIMEOUT."""
        own = [self.timeout(Destination(name)) for name in self.gateways.adapters]
        return max([self.settings.gateway_timeout, *own])

    def retry_plan(self, merchant: Merchant) -> tuple[timedelta, int]:
        """How far apart and how often a queued reversal is tried again: the merchant's settings, or the server's."""
        interval = merchant.retry_interval if merchant.retry_interval is not None else self.settings.retry_interval
        attempts = merchant.retry_attempts if merchant.retry_attempts is not None else self.settings.retry_attempts
        return interval, attempts

    def leasing(self, destination: Destination | None) -> Leasing:
        """Leases of what is sent there: they outlast its timeout, and the time until its slot."""
        waits = 0.0 if destination is None or destination.account is None else PATIENCE
        length = timedelta(seconds=self.timeout(destination) + waits) + LEASE_BEYOND_TIMEOUT
        return Leasing(self.process.name, length, self.store.clock_ahead)


def now(merchant: Merchant) -> datetime:
    """The merchant's time: the wall clock, for a sandbox merchant moved forward by what was asked for (SPEC 13)."""
    return datetime.now(UTC) + merchant.clock_offset


def wall_clock() -> datetime:
    """The time that real gateways, and what is kept of them, go by."""
    return datetime.now(UTC)
