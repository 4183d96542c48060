"""One request's readers: what a page's items would ask for one by one is read in one statement for all of them."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.approvals import Approval
from app.domain.orders import Order
from app.domain.payments import Merchant, Operation, Refund, Transaction
from app.domain.reasons import RefundReason
from app.domain.story import Fact
from app.schema.loader import Loader
from app.store import approvals, merchants, order_refunds, reading, reasons, stories
from app.store.order_refunds import Given
from app.store.reading import Attempt, Customer, StatusEvent

Value = TypeVar("Value")
Sessions = Callable[[], AbstractAsyncContextManager[AsyncSession]]
Read = Callable[[AsyncSession, int, Sequence[int]], Awaitable[Mapping[int, Value]]]


class Loaders:
    """Readers by the store's own numbers, for one merchant. An unknown number gives None, or nothing in a list."""

    def __init__(self, sessions: Sessions, merchant_id: int) -> None:
        self._sessions = sessions
        self._merchant_id = merchant_id
        self.transactions: Loader[Transaction | None] = self._one(reading.transactions)
        self.refunds: Loader[Refund | None] = self._one(reading.refunds)
        self.customers: Loader[Customer | None] = self._one(reading.customers)
        self.orders: Loader[Order | None] = self._one(reading.orders)
        self.operations: Loader[Operation | None] = self._one(reading.operations)
        self.latest_operations: Loader[Operation | None] = self._one(reading.latest_operations)
        self.refunds_of_transactions: Loader[list[Refund]] = self._many(reading.refunds_of_transactions)
        self.transaction_histories: Loader[list[StatusEvent]] = self._many(reading.transaction_histories)
        self.refund_histories: Loader[list[StatusEvent]] = self._many(reading.refund_histories)
        self.transaction_stories: Loader[list[Fact]] = self._many(stories.of_transactions)
        self.refund_stories: Loader[list[Fact]] = self._many(stories.of_refunds)
        self.order_stories: Loader[list[Fact]] = self._many(stories.of_orders)
        self.line_items_of_refunds: Loader[list[Given]] = self._many(order_refunds.line_items_of_refunds)
        self.attempts: Loader[list[Attempt]] = self._many(reading.attempts)
        self.approvals: Loader[Approval | None] = self._one(approvals.of_refunds)
        self._reasons: Loader[list[RefundReason]] = Loader(self._read_reasons)
        self._merchants: Loader[Merchant] = Loader(self._read_merchants)

    async def merchant(self) -> Merchant:
        return await self._merchants.load(self._merchant_id)

    async def reason(self, code: str) -> RefundReason | None:
        """The merchant's reason of that code; all of them are read at once, since they are few."""
        return next((each for each in await self._reasons.load(self._merchant_id) if each.code == code), None)

    def _one(self, read: Read[Value]) -> Loader[Value | None]:
        async def load(ids: list[int]) -> list[Value | None]:
            async with self._sessions() as session:
                found = await read(session, self._merchant_id, ids)
            return [found.get(number) for number in ids]

        return Loader(load)

    def _many(self, read: Read[list[Value]]) -> Loader[list[Value]]:
        async def load(ids: list[int]) -> list[list[Value]]:
            async with self._sessions() as session:
                found = await read(session, self._merchant_id, ids)
            return [found.get(number, []) for number in ids]

        return Loader(load)

    async def _read_reasons(self, ids: list[int]) -> list[list[RefundReason]]:
        async with self._sessions() as session:
            return [await reasons.of_merchant(session, number) for number in ids]

    async def _read_merchants(self, ids: list[int]) -> list[Merchant]:
        async with self._sessions() as session:
            return [await merchants.get(session, number) for number in ids]
