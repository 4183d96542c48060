"""One request's readers: what a page's items would ask for one by one is read in one statement for all of them."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from functools import cached_property, partial
from typing import Any, TypeVar

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.history.wording import Fact
from app.domain.money import Money
from app.domain.orders.orders import Order
from app.domain.people.reasons import RefundReason
from app.domain.problems import AnswerTooLarge
from app.domain.reversals.approvals import Approval, ApprovalState
from app.domain.reversals.payments import Merchant, Operation, Refund, Transaction
from app.domain.reversals.resolutions import Resolution
from app.domain.reversals.states import PaymentStatus
from app.domain.reversals.vault import KeptMethod
from app.flows.service import now
from app.schema.base.loader import Loader
from app.store.database import Store
from app.store.gateways import accounts
from app.store.history import history
from app.store.orders import order_refunds
from app.store.orders.order_refunds import Given
from app.store.people import merchants, reasons
from app.store.reversals import approvals, payment_methods
from app.store.search import reading
from app.store.search.list_rows import ListedRefund, ListedTransaction
from app.store.search.reading import Attempt, Customer, StatusEvent
from app.store.statements import Driver

Value = TypeVar("Value")
Connection = TypeVar("Connection", Driver, AsyncSession)
Open = Callable[[], AbstractAsyncContextManager[Connection]]
Read = Callable[[Connection, int, Sequence[int]], Awaitable[Mapping[int, Value]]]


MOST_READ = 10_000
"""Rows that one request reads with all of its readers, each of many columns counted as four."""

HEAVY = 4
"""What a row counts as that may have notes in it, or all that is known of a payment."""

MOST_DETAILS = 4 * 1024 * 1024
"""Bytes of what was sent along with payments that one request reads."""

DETAILS_AT_ONCE = 25
"""Payments; each may have as many bytes of it as a request may have."""


class Loaders:
    """Readers by the store's own numbers, for one merchant. An unknown number gives None, or nothing in a list.

    Each is made when it is first used: most requests use few. Together they read at most MOST_READ rows, and raise
    AnswerTooLarge beyond that.
    """

    def __init__(self, store: Store, merchant_id: int) -> None:
        self._store = store
        self._merchant_id = merchant_id
        self._read = 0
        self._bytes = 0
        self._refundable: dict[int, tuple[Order, Money]] = {}

    @cached_property
    def transactions(self) -> Loader[Transaction | None]:
        return self._one(self._store.driver, reading.transactions, HEAVY)

    @cached_property
    def refunds(self) -> Loader[Refund | None]:
        return self._one(self._store.driver, reading.refunds, HEAVY)

    @cached_property
    def customers(self) -> Loader[Customer | None]:
        return self._one(self._store.session, reading.customers)

    @cached_property
    def payment_methods(self) -> Loader[KeptMethod | None]:
        """Those in the vault."""
        return self._one(self._store.session, payment_methods.by_number)

    @cached_property
    def payment_methods_of_customers(self) -> Loader[list[KeptMethod]]:
        return self._many(self._store.session, payment_methods.of_customers)

    @cached_property
    def gateway_accounts(self) -> Loader[str | None]:
        """Their names."""
        return self._one(self._store.session, accounts.names)

    @cached_property
    def orders(self) -> Loader[Order | None]:
        return Loader(self._read_orders)

    @cached_property
    def transaction_details(self) -> Loader[Mapping[str, Any]]:
        return Loader(partial(self._read_details, reading.transaction_details), DETAILS_AT_ONCE)

    @cached_property
    def refund_details(self) -> Loader[Mapping[str, Any]]:
        return Loader(partial(self._read_details, reading.refund_details), DETAILS_AT_ONCE)

    @cached_property
    def operations(self) -> Loader[Operation | None]:
        return self._one(self._store.driver, reading.operations)

    @cached_property
    def latest_operations(self) -> Loader[Operation | None]:
        return self._one(self._store.driver, reading.latest_operations)

    @cached_property
    def refunds_of_transactions(self) -> Loader[list[ListedRefund]]:
        return self._many(self._store.driver, reading.refunds_of_transactions, HEAVY)

    @cached_property
    def parts_of_transactions(self) -> Loader[list[ListedTransaction]]:
        """The partial captures of authorizations."""
        return self._many(self._store.driver, reading.parts_of_transactions, HEAVY)

    @cached_property
    def transaction_histories(self) -> Loader[list[StatusEvent]]:
        return self._many(self._store.driver, reading.transaction_histories)

    @cached_property
    def refund_histories(self) -> Loader[list[StatusEvent]]:
        return self._many(self._store.driver, reading.refund_histories)

    @cached_property
    def transaction_stories(self) -> Loader[list[Fact]]:
        return self._many(self._store.session, history.of_transactions, HEAVY)

    @cached_property
    def refund_stories(self) -> Loader[list[Fact]]:
        return self._many(self._store.session, history.of_refunds, HEAVY)

    @cached_property
    def order_stories(self) -> Loader[list[Fact]]:
        return self._many(self._store.session, history.of_orders, HEAVY)

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

    async def refundable(self, order: Order) -> Money:
        """The amount of the order that can be refunded now. It is computed once: that takes a look at each payment."""
        merchant = await self.merchant()
        if id(order) not in self._refundable:
            self._refundable[id(order)] = order, order.refundable(now(merchant))
        return self._refundable[id(order)][1]

    async def await_approval(self, refunds: Sequence[Refund | ListedRefund]) -> bool:
        """Whether one of the refunds waits for a second person: for itself, or for what was said of its outcome."""
        reserved = [each.id for each in refunds if each.status is PaymentStatus.AUTHORIZING]
        found = await self.approvals.load_many(reserved)
        return any(each is not None and each.state is ApprovalState.WAITING for each in found)

    def count(self, rows: int, weight: int = HEAVY) -> None:
        """That so many rows were read. Raises AnswerTooLarge where that makes too many."""
        self._read += rows * weight
        if self._read > MOST_READ:
            raise AnswerTooLarge("rows read for an answer", self._read, MOST_READ)

    def _one(self, opened: Open[Connection], read: Read[Connection, Value], weight: int = 1) -> Loader[Value | None]:
        async def load(ids: list[int]) -> list[Value | None]:
            self.count(len(ids), weight)
            async with opened() as connection:
                found = await read(connection, self._merchant_id, ids)
            return [found.get(number) for number in ids]

        return Loader(load)

    def _many(
        self, opened: Open[Connection], read: Read[Connection, list[Value]], weight: int = 1
    ) -> Loader[list[Value]]:
        async def load(ids: list[int]) -> list[list[Value]]:
            async with opened() as connection:
                found = await read(connection, self._merchant_id, ids)
            self.count(sum(map(len, found.values())), weight)
            return [found.get(number, []) for number in ids]

        return Loader(load)

    async def _read_orders(self, ids: list[int]) -> list[Order | None]:
        async with self._store.session() as session:
            found = await reading.orders(session, self._merchant_id, ids)
        for order in found.values():
            self.count(1 + len(order.transactions) + len(order.refunds))
            self.count(len(order.line_items), 1)
        return [found.get(number) for number in ids]

    async def _read_details(self, read: Read[Driver, reading.DetailsText], ids: list[int]) -> list[Mapping[str, Any]]:
        async with self._store.driver() as driver:
            found = await read(driver, self._merchant_id, ids)
        self._bytes += sum(map(len, found.values()))
        if self._bytes > MOST_DETAILS:
            raise AnswerTooLarge("bytes sent along with payments", self._bytes, MOST_DETAILS)
        return [msgspec.json.decode(found.get(number, "{}")) for number in ids]

    async def _read_reasons(self, ids: list[int]) -> list[list[RefundReason]]:
        async with self._store.session() as session:
            return [await reasons.of_merchant(session, number) for number in ids]

    async def _read_merchants(self, ids: list[int]) -> list[Merchant]:
        async with self._store.session() as session:
            return [await merchants.get(session, number) for number in ids]
