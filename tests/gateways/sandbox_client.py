"""A merchant's side of the sandbox, for the tests: makes instructions with fresh keys, and adds up the journal."""

import uuid
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from app.domain.money import Money, parse_amount
from app.gateways.base import Accepted, Instruction, Outcome, Sale
from app.gateways.sandbox.gateway import SandboxGateway
from app.gateways.sandbox.records import JournalEntry

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def money(amount: str, currency: str = "USD") -> Money:
    return parse_amount(amount, currency, ())


def fresh() -> str:
    return uuid.uuid4().hex


@dataclass(frozen=True)
class SandboxClient:
    gateway: SandboxGateway
    currency: str = "USD"
    merchant: str = field(default_factory=fresh)

    def sale(self, amount: str, *, capture: bool = True, method: str = "fake-valid-nonce", at: datetime = NOON) -> Sale:
        return Sale(fresh(), fresh(), money(amount, self.currency), at, self.merchant, method, capture)

    def instruction(self, transaction: str, amount: str, *, key: str = "", at: datetime = NOON) -> Instruction:
        key = key or fresh()
        return Instruction(key, key, transaction, money(amount, self.currency), at)

    async def void_refund(self, transaction: str, amount: str, refund_key: str, *, at: datetime = NOON) -> Outcome:
        instruction = replace(self.instruction(transaction, amount, at=at), refund_key=refund_key)
        return await self.gateway.void_refund(instruction)

    async def submitted(self, amount: str, method: str = "fake-valid-nonce", at: datetime = NOON) -> str:
        sale = self.sale(amount, method=method, at=at)
        assert isinstance(await self.gateway.sell(sale), Accepted)
        return sale.transaction

    async def authorized(self, amount: str, method: str = "fake-valid-nonce") -> str:
        sale = self.sale(amount, capture=False, method=method)
        assert isinstance(await self.gateway.sell(sale), Accepted)
        return sale.transaction

    async def settled(self, amount: str) -> str:
        transaction = await self.submitted(amount)
        await self.gateway.settle(transaction, NOON)
        return transaction

    async def refund(self, transaction: str, amount: str, *, key: str = "", at: datetime = NOON) -> Outcome:
        return await self.gateway.refund(self.instruction(transaction, amount, key=key, at=at))

    async def entries(self, transaction: str) -> list[JournalEntry]:
        return [entry async for entry in self.gateway.journal() if entry.transaction == transaction]

    async def effects(self, transaction: str) -> list[tuple[str, str]]:
        """Kind and amount of whatever had an effect on the payment, in order."""
        return [(entry.kind.value, str(entry.amount)) for entry in await self.entries(transaction) if entry.effect]
