"""One request's readers: what a page's items would ask for one by one is read in one statement for all of them."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from functools import cached_property
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.approvals import Approval
from app.domain.history.wording import Fact
from app.domain.orders import Order
from app.domain.payments import Merchant, Operation, Refund, Transaction
from app.domain.reasons import RefundReason
from app.domain.resolutions import Resolution
from app.schema.loader import Loader
from app.store import approvals, merchants, order_refunds, reading, reasons, stories
from app.store.database import Store
from app.store.lines import RefundLine
from app.store.order_refunds import Given
from app.store.prepared import Driver
from app.store.reading import Attempt, Customer, StatusEvent

Value = TypeVar("Value")
Connection = TypeVar("Connection", Driver, AsyncSession)
Open = Callable[[], AbstractAsyncContextManager[Connection]]
Read = Callable[[Connection, int, Sequence[int]], Awaitable[Mapping[int, Value]]]


class Loaders:
    """Readers by the store's own numbers, for one merchant. An unknown number gives None, or nothing in a list.

    Each is made when it is first asked for: most requests ask for few.
    """

    def __init__(self, store: Store, merchant_id: int) -> None:
        self._store = store
        self._merchant_id = merchant_id

    @cached_property
    def transactions(self) -> Loader[Transaction | None]:
        return self._one(self._store.driver, reading.transactions)

    @cached_property
    def refunds(self) -> Loader[Refund | None]:
        return self._one(self._store.driver, reading.refunds)

    @cached_property
    def customers(self) -> Loader[Customer | None]:
        return self._one(self._store.session, reading.customers)

    @cached_property
    def orders(self) -> Loader[Order | None]:
        return self._one(self._store.session, reading.orders)

    @cached_property
    def operations(self) -> Loader[Operation | None]:
        return self._one(self._store.driver, reading.operations)

    @cached_property
    def latest_operations(self) -> Loader[Operation | None]:
        return self._one(self._store.driver, reading.latest_operations)

    @cached_property
    def refunds_of_transactions(self) -> Loader[list[RefundLine]]:
        return self._many(self._store.driver, reading.refunds_of_transactions)

    @cached_property
    def transaction_histories(self) -> Loader[list[StatusEvent]]:
        return self._many(self._store.driver, reading.transaction_histories)

    @cached_property
    def refund_histories(self) -> Loader[list[StatusEvent]]:
        return self._many(self._store.driver, reading.refund_histories)

    @cached_property
    def transaction_stories(self) -> Loader[list[Fact]]:
        return self._many(self._store.session, stories.of_transactions)

    @cached_property
    def refund_stories(self) -> Loader[list[Fact]]:
        return self._many(self._store.session, stories.of_refunds)

    @cached_property
    def order_stories(self) -> Loader[list[Fact]]:
        return self._many(self._store.session, stories.of_orders)

    @cached_property
    def line_items_of_refunds(self) -> Loader[list[Given]]:
        return self._many(self._store.session, order_refunds.line_items_of_refunds)

    @cached_property
    def attempts(self) -> Loader[list[Attempt]]:
        return self._many(self._store.session, reading.attempts)

    @cached_property
    def approvals(self) -> Loader[Approval | Resolution | None]:
        return self._one(self._store.session, approvals.of_refunds)

    @cached_property
    def _reasons(self) -> Loader[list[RefundReason]]:
        return Loader(self._read_reasons)

    @cached_property
    def _merchants(self) -> Loader[Merchant]:
        return Loader(self._read_merchants)

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
        async with self._store.session() as session:
            return [await reasons.of_merchant(session, number) for number in ids]

    async def _read_merchants(self, ids: list[int]) -> list[Merchant]:
        async with self._store.session() as session:
            return [await merchants.get(session, number) for number in ids]
