"""What queries read, many at a time: each function takes ids and answers with one statement for all of them.

The merchant is a condition of every statement: an id of another merchant's finds nothing (SPEC 8.4).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

import msgspec
from asyncpg import Record
from sqlalchemy import Column, ColumnElement, Row, Table, Text, any_, cast, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.ids import IdKind
from app.domain.money import Money
from app.domain.orders.orders import Order
from app.domain.reversals.payments import MerchantAccount, Operation, Refund, Transaction
from app.domain.reversals.states import AttemptOutcome, PaymentSource, PaymentStatus
from app.store.orders import orders as order_store
from app.store.reversals.rows import (
    SOURCES,
    STATUSES,
    account_from,
    operation_from,
    refunds_from,
    select_refunds,
    select_transactions,
    transactions_from,
)
from app.store.search.bounds import MOST_HEAVY, MOST_LIGHT, all_of, at_most
from app.store.search.list_rows import (
    ListedRefund,
    ListedTransaction,
    select_listed_refunds,
    select_listed_transactions,
)
from app.store.statements import MERCHANT, NUMBERS, Driver, NamedRow, Prepared
from app.store.tables.payments import (
    ATTEMPTS,
    CUSTOMERS,
    MERCHANT_ACCOUNTS,
    OPERATIONS,
    ORDERS,
    PAYMENT_METHODS,
    REFUNDS,
    STATUS_EVENTS,
    TRANSACTIONS,
)

DetailsText = str
"""What a client sent along with a payment, as JSON: up to the length of a request, and seldom asked for."""


class StatusEvent(NamedRow):
    """One line of a status history of `owner`, as its row is. `response_*` is what the processor said, `soft_decline`
    how it meant a no. `response_more_text` is JSON with the names of AnswerFact.
    """

    __slots__ = ()

    owner: int
    status_text: str
    at: datetime
    minor: int
    currency: str
    source_text: str
    user_name: str | None
    response_code: str | None
    response_message: str | None
    soft_decline: bool | None
    response_more_text: str | None

    @property
    def response_more(self) -> Mapping[str, str]:
        """What the processor said beside code and words, by the names of AnswerFact."""
        return (
            {} if self.response_more_text is None else msgspec.json.decode(self.response_more_text, type=dict[str, str])
        )

    @property
    def status(self) -> PaymentStatus:
        return STATUSES[self.status_text]

    @property
    def amount(self) -> Money:
        return Money(self.minor, self.currency)

    @property
    def source(self) -> PaymentSource:
        return SOURCES[self.source_text]


@dataclass(frozen=True, slots=True)
class Attempt:
    """One sending of an operation to the gateway; without an outcome while it runs."""

    number: int
    started_at: datetime
    finished_at: datetime | None
    outcome: AttemptOutcome | None
    response_code: str | None
    message: str | None
    gateway_reference: str | None


@dataclass(frozen=True, slots=True)
class Customer:
    """Who paid."""

    id: int
    legacy_id: str
    email: str | None
    first_name: str | None
    last_name: str | None
    company: str | None
    phone_number: str | None
    created_at: datetime


async def transactions(driver: Driver, merchant_id: int, ids: Sequence[int]) -> Mapping[int, Transaction]:
    """The transactions, without their details."""
    records = await _transactions().fetch(driver, merchant=merchant_id, numbers=ids)
    return {found.id: found for found in transactions_from(records)}


async def refunds(driver: Driver, merchant_id: int, ids: Sequence[int]) -> Mapping[int, Refund]:
    """The refunds, without their details."""
    records = await _refunds().fetch(driver, merchant=merchant_id, numbers=ids)
    return {found.id: found for found in refunds_from(records)}


async def transaction_details(driver: Driver, merchant_id: int, ids: Sequence[int]) -> Mapping[int, DetailsText]:
    """What was sent along with each transaction, as JSON."""
    records = await _details(TRANSACTIONS).fetch(driver, merchant=merchant_id, numbers=ids)
    return {record["id"]: record["details"] for record in records}


async def refund_details(driver: Driver, merchant_id: int, ids: Sequence[int]) -> Mapping[int, DetailsText]:
    """What was sent along with each refund, as JSON."""
    records = await _details(REFUNDS).fetch(driver, merchant=merchant_id, numbers=ids)
    return {record["id"]: record["details"] for record in records}


async def refunds_of_transactions(
    driver: Driver, merchant_id: int, ids: Sequence[int]
) -> Mapping[int, list[ListedRefund]]:
    """The refunds of each transaction, newest first; a transaction without any is left out."""
    found: defaultdict[int, list[ListedRefund]] = defaultdict(list)
    for refund in all_of(MOST_HEAVY, await _refunds_of().fetch(driver, merchant=merchant_id, numbers=ids)):
        found[refund.transaction_id].append(refund)
    return found


async def parts_of_transactions(
    driver: Driver, merchant_id: int, ids: Sequence[int]
) -> Mapping[int, list[ListedTransaction]]:
    """The partial captures of each authorization, newest first; a transaction without any is left out."""
    found: defaultdict[int, list[ListedTransaction]] = defaultdict(list)
    for part in all_of(MOST_HEAVY, await _parts_of().fetch(driver, merchant=merchant_id, numbers=ids)):
        assert part.part_of is not None
        found[part.part_of].append(part)
    return found


async def customers(session: AsyncSession, merchant_id: int, ids: Sequence[int]) -> Mapping[int, Customer]:
    statement = select(CUSTOMERS).where(CUSTOMERS.c.merchant_id == merchant_id, CUSTOMERS.c.id.in_(ids))
    return {row.id: _customer_from(row) for row in await session.execute(statement)}


async def orders(session: AsyncSession, merchant_id: int, ids: Sequence[int]) -> Mapping[int, Order]:
    """The orders with all that belongs to them, in five statements however many there are; payments without details."""
    found = await order_store.load(session, ids, for_query=True)
    return {number: order for number, order in found.items() if order.merchant_id == merchant_id}


async def transaction_histories(
    driver: Driver, merchant_id: int, ids: Sequence[int]
) -> Mapping[int, list[StatusEvent]]:
    """The status history of each transaction, newest first (SPEC 1.7)."""
    return _by_owner(await _transaction_histories().fetch(driver, merchant=merchant_id, numbers=ids))


async def refund_histories(driver: Driver, merchant_id: int, ids: Sequence[int]) -> Mapping[int, list[StatusEvent]]:
    """The status history of each refund, newest first (SPEC 1.7)."""
    return _by_owner(await _refund_histories().fetch(driver, merchant=merchant_id, numbers=ids))


async def operations(driver: Driver, merchant_id: int, ids: Sequence[int]) -> Mapping[int, Operation]:
    records = await _operations().fetch(driver, merchant=merchant_id, numbers=ids)
    return {record["id"]: operation_from(record) for record in records}


async def latest_operations(driver: Driver, merchant_id: int, ids: Sequence[int]) -> Mapping[int, Operation]:
    """The charge, capture or void that each transaction saw last, open or not."""
    records = await _latest_operations().fetch(driver, merchant=merchant_id, numbers=ids)
    return {record["transaction_id"]: operation_from(record) for record in records}


async def attempts(session: AsyncSession, merchant_id: int, ids: Sequence[int]) -> Mapping[int, list[Attempt]]:
    """The attempts of each operation, in their order."""
    statement = (
        select(ATTEMPTS)
        .join(OPERATIONS, OPERATIONS.c.id == ATTEMPTS.c.operation_id)
        .where(OPERATIONS.c.merchant_id == merchant_id, ATTEMPTS.c.operation_id.in_(ids))
        .order_by(ATTEMPTS.c.operation_id, ATTEMPTS.c.number)
    )
    found: defaultdict[int, list[Attempt]] = defaultdict(list)
    for row in all_of(MOST_HEAVY, (await session.execute(at_most(MOST_HEAVY, statement))).all()):
        found[row.operation_id].append(_attempt_from(row))
    return found


async def merchant_accounts(session: AsyncSession, merchant_id: int) -> list[MerchantAccount]:
    """All of the merchant's accounts, by their ids."""
    statement = (
        select(MERCHANT_ACCOUNTS)
        .where(MERCHANT_ACCOUNTS.c.merchant_id == merchant_id)
        .order_by(MERCHANT_ACCOUNTS.c.public_id)
    )
    return [account_from(row._asdict()) for row in await session.execute(statement)]


async def numbers_of(
    session: AsyncSession, merchant_id: int, kind: IdKind, legacy_ids: Sequence[str]
) -> Mapping[str, int]:
    """The store's own number of each of these objects that the merchant has, by legacy id.

    `kind` is TRANSACTION, REFUND, CUSTOMER, ORDER, PAYMENT_METHOD or DISPUTE, which stands in its transaction; the
    merchant has none of any other.
    """
    tables = {
        IdKind.TRANSACTION: TRANSACTIONS,
        IdKind.REFUND: REFUNDS,
        IdKind.CUSTOMER: CUSTOMERS,
        IdKind.ORDER: ORDERS,
        IdKind.DISPUTE: TRANSACTIONS,
        IdKind.PAYMENT_METHOD: PAYMENT_METHODS,
    }
    table = tables.get(kind)
    if table is None:
        return {}
    statement = select(table.c.legacy_id, table.c.id).where(
        table.c.merchant_id == merchant_id, table.c.legacy_id.in_(legacy_ids)
    )
    if "deleted_at" in table.c:
        statement = statement.where(table.c.deleted_at.is_(None))
    return {row.legacy_id: row.id for row in await session.execute(statement)}


@cache
def _transactions() -> Prepared[Record]:
    wanted = select_transactions(details=False).where(_of(TRANSACTIONS), TRANSACTIONS.c.id == any_(NUMBERS))
    return Prepared(wanted, Record)


@cache
def _refunds() -> Prepared[Record]:
    wanted = select_refunds(details=False).where(_of(REFUNDS), REFUNDS.c.id == any_(NUMBERS))
    return Prepared(wanted, Record)


@cache
def _details(table: Table) -> Prepared[Record]:
    wanted = select(table.c.id, cast(table.c.details, Text).label("details"))
    return Prepared(wanted.where(_of(table), table.c.id == any_(NUMBERS)), Record)


@cache
def _refunds_of() -> Prepared[ListedRefund]:
    wanted = select_listed_refunds().where(_of(REFUNDS), REFUNDS.c.transaction_id == any_(NUMBERS))
    newest_first = wanted.order_by(REFUNDS.c.created_at.desc(), REFUNDS.c.id.desc())
    return Prepared(at_most(MOST_HEAVY, newest_first), ListedRefund)


@cache
def _parts_of() -> Prepared[ListedTransaction]:
    wanted = select_listed_transactions().where(_of(TRANSACTIONS), TRANSACTIONS.c.part_of == any_(NUMBERS))
    newest_first = wanted.order_by(TRANSACTIONS.c.created_at.desc(), TRANSACTIONS.c.id.desc())
    return Prepared(at_most(MOST_HEAVY, newest_first), ListedTransaction)


@cache
def _transaction_histories() -> Prepared[StatusEvent]:
    return _histories(TRANSACTIONS, STATUS_EVENTS.c.transaction_id)


@cache
def _refund_histories() -> Prepared[StatusEvent]:
    return _histories(REFUNDS, STATUS_EVENTS.c.refund_id)


@cache
def _operations() -> Prepared[Record]:
    return Prepared(select(OPERATIONS).where(_of(OPERATIONS), OPERATIONS.c.id == any_(NUMBERS)), Record)


@cache
def _latest_operations() -> Prepared[Record]:
    return Prepared(
        select(OPERATIONS)
        .where(_of(OPERATIONS), OPERATIONS.c.transaction_id == any_(NUMBERS), OPERATIONS.c.refund_id.is_(None))
        .ext(distinct_on(OPERATIONS.c.transaction_id))
        .order_by(OPERATIONS.c.transaction_id, OPERATIONS.c.id.desc()),
        Record,
    )


def _histories(owners: Table, owner: Column[Any]) -> Prepared[StatusEvent]:
    # The owners are looked up once each, and not once for each of their events.
    own = select(owners.c.id).where(_of(owners), owners.c.id == any_(NUMBERS))
    newest_first = (
        select(owner, *(_event_column(name) for name in StatusEvent.columns if name != "owner"))
        .where(owner == any_(NUMBERS), owner.in_(own))
        .order_by(STATUS_EVENTS.c.at.desc(), STATUS_EVENTS.c.id.desc())
    )
    return Prepared(at_most(MOST_LIGHT, newest_first), StatusEvent)


_NAMES = {
    "status_text": "status",
    "minor": "amount",
    "source_text": "source",
    "response_more_text": "response_more",
}
"""The columns that an event has under other names."""


def _event_column(name: str) -> ColumnElement[Any]:
    column = STATUS_EVENTS.c[_NAMES.get(name, name)]
    return cast(column, Text).label(name) if name == "response_more_text" else column


def _of(table: Table) -> ColumnElement[bool]:
    return table.c.merchant_id == MERCHANT


def _by_owner(events: Sequence[StatusEvent]) -> Mapping[int, list[StatusEvent]]:
    found: defaultdict[int, list[StatusEvent]] = defaultdict(list)
    for event in all_of(MOST_LIGHT, events):
        found[event.owner].append(event)
    return found


def _attempt_from(row: Row[Any]) -> Attempt:
    return Attempt(
        number=row.number,
        started_at=row.started_at,
        finished_at=row.finished_at,
        outcome=None if row.outcome is None else AttemptOutcome(row.outcome),
        response_code=row.response_code,
        message=row.message,
        gateway_reference=row.gateway_reference,
    )


def _customer_from(row: Row[Any]) -> Customer:
    return Customer(
        id=row.id,
        legacy_id=row.legacy_id,
        email=row.email,
        first_name=row.first_name,
        last_name=row.last_name,
        company=row.company,
        phone_number=row.phone_number,
        created_at=row.created_at,
    )
