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
from app.store.database import Store
from app.store.order_refunds import Given
from app.store.prepared import Driver
from app.store.reading import Attempt, Customer, StatusEvent

Value = TypeVar("Value")
Connection = TypeVar("Connection", Driver, AsyncSession)
Open = Callable[[], AbstractAsyncContextManager[Connection]]
Read = Callable[[Connection, int, Sequence[int]], Awaitable[Mapping[int, Value]]]


class Loaders:
    """Readers by the store's own numbers, for one merchant. An unknown number gives None, or nothing in a list."""

    def __init__(self, store: Store, merchant_id: int) -> None:
        self._sessions = store.session
        self._merchant_id = merchant_id
        session, driver = store.session, store.driver
        self.transactions: Loader[Transaction | None] = self._one(driver, reading.transactions)
        self.refunds: Loader[Refund | None] = self._one(driver, reading.refunds)
        self.customers: Loader[Customer | None] = self._one(session, reading.customers)
        self.orders: Loader[Order | None] = self._one(session, reading.orders)
        self.operations: Loader[Operation | None] = self._one(driver, reading.operations)
        self.latest_operations: Loader[Operation | None] = self._one(driver, reading.latest_operations)
        self.refunds_of_transactions: Loader[list[Refund]] = self._many(driver, reading.refunds_of_transactions)
        self.transaction_histories: Loader[list[StatusEvent]] = self._many(driver, reading.transaction_histories)
        self.refund_histories: Loader[list[StatusEvent]] = self._many(driver, reading.refund_histories)
        self.transaction_stories: Loader[list[Fact]] = self._many(session, stories.of_transactions)
        self.refund_stories: Loader[list[Fact]] = self._many(session, stories.of_refunds)
        self.order_stories: Loader[list[Fact]] = self._many(session, stories.of_orders)
        self.line_items_of_refunds: Loader[list[Given]] = self._many(session, order_refunds.line_items_of_refunds)
        self.attempts: Loader[list[Attempt]] = self._many(session, reading.attempts)
        self.approvals: Loader[Approval | None] = self._one(session, approvals.of_refunds)
        self._reasons: Loader[list[RefundReason]] = Loader(self._read_reasons)
        self._merchants: Loader[Merchant] = Loader(self._read_merchants)

    async def merchant(self) -> Merchant:
        return await self._merchants.load(self._merchant_id)

    async def reason(self, code: str) -> RefundReason | None:
        """The merchant's reason of that code; all of them are read at once, since they are few."""
        return next((each for each in await self._reasons.load(self._merchant_id) if each.code == code), None)

    def _one(self, opened: Open[Connection], read: Read[Connection, Value]) -> Loader[Value | None]:
        async def load(ids: list[int]) -> list[Value | None]:
            async with opened() as connection:
                found = await read(connection, self._merchant_id, ids)
            return [found.get(number) for number in ids]

        return Loader(load)

    def _many(self, opened: Open[Connection], read: Read[Connection, list[Value]]) -> Loader[list[Value]]:
        async def load(ids: list[int]) -> list[list[Value]]:
            async with opened() as connection:
                found = await read(connection, self._merchant_id, ids)
            return [found.get(number, []) for number in ids]

        return Loader(load)

    async def _read_reasons(self, ids: list[int]) -> list[list[RefundReason]]:
        async with self._sessions() as session:
            return [await reasons.of_merchant(session, number) for number in ids]

    async def _read_merchants(self, ids: list[int]) -> list[Merchant]:
        async with self._sessions() as session:
            return [await merchants.get(session, number) for number in ids]
