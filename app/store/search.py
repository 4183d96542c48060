"""Searching transactions, refunds and both together: criteria in, a page of ids out, newest first (SPEC 1.8).

Pages go by key, not by number: a page begins after the position that the last one ended at, so that nothing is seen
twice or missed while payments come in.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from iso4217 import Currency
from sqlalchemy import (
    ColumnElement,
    FromClause,
    Numeric,
    Select,
    Subquery,
    Table,
    and_,
    case,
    cast,
    exists,
    literal,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.states import PaymentSource, PaymentStatus
from app.store.matching import TextMatch, TimeRange, alike, among, within
from app.store.tables import CUSTOMERS, MERCHANT_ACCOUNTS, REFUNDS, STATUS_EVENTS, TRANSACTIONS


class PaymentKind(StrEnum):
    """What a payment is. In a list of both, a transaction comes before a refund of the same moment and number."""

    REFUND = "r"
    TRANSACTION = "t"


@dataclass(frozen=True, slots=True)
class Position:
    """Where in the order of payments something stands, newest first."""

    created_at: datetime
    id: int
    kind: PaymentKind


@dataclass(frozen=True, slots=True)
class AmountRange:
    """Whole currency units with decimals, whatever the currency; both ends included."""

    equals: Decimal | None = None
    least: Decimal | None = None
    most: Decimal | None = None


@dataclass(frozen=True, slots=True)
class CustomerMatch:
    """Who paid. `legacy_ids` None means anyone; the texts go by column."""

    legacy_ids: tuple[str, ...] | None = None
    texts: tuple[tuple[str, TextMatch], ...] = ()


@dataclass(frozen=True, slots=True)
class MethodMatch:
    """What was paid with. `paypal` None means either; the texts go by the payment method's attribute."""

    paypal: bool | None = None
    texts: tuple[tuple[str, TextMatch], ...] = ()


@dataclass(frozen=True, slots=True)
class Criteria:
    """What is looked for; all of it must hold. None, or nothing, means that it does not matter.

    `impossible` says that no payment can meet what was asked.
    """

    legacy_ids: tuple[str, ...] | None = None
    kinds: frozenset[PaymentKind] = frozenset(PaymentKind)
    statuses: tuple[PaymentStatus, ...] | None = None
    transitions: tuple[tuple[PaymentStatus, TimeRange], ...] = ()
    created_at: TimeRange = field(default_factory=TimeRange)
    amount: AmountRange = field(default_factory=AmountRange)
    currency: TextMatch | None = None
    order_id: TextMatch | None = None
    account: TextMatch | None = None
    customer: CustomerMatch | None = None
    methods: tuple[MethodMatch, ...] = ()
    sources: tuple[PaymentSource, ...] | None = None
    customer_number: int | None = None
    impossible: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A page: the positions in their order, and whether more follow."""

    positions: Sequence[Position]
    more: bool


async def payments(
    session: AsyncSession, merchant_id: int, criteria: Criteria, size: int, after: Position | None = None
) -> Found:
    """The `size` newest payments of the merchant that meet the criteria, from behind `after` on."""
    arms = [_arm(kind, merchant_id, criteria, size, after) for kind in PaymentKind if kind in criteria.kinds]
    if criteria.impossible or not arms:
        return Found([], more=False)
    merged = union_all(*(select(arm) for arm in arms)).subquery()
    statement = select(merged).order_by(merged.c.created_at.desc(), merged.c.id.desc(), merged.c.kind.desc())
    rows = (await session.execute(statement.limit(size + 1))).all()
    return Found([Position(row.created_at, row.id, PaymentKind(row.kind)) for row in rows[:size]], len(rows) > size)


def _arm(kind: PaymentKind, merchant_id: int, criteria: Criteria, size: int, after: Position | None) -> Subquery:
    """The newest of one kind: bounded on its own, so that an index delivers it in order."""
    table = TRANSACTIONS if kind is PaymentKind.TRANSACTION else REFUNDS
    statement: Select[Any] = select(table.c.created_at, table.c.id, literal(kind.value).label("kind"))
    statement = statement.where(table.c.merchant_id == merchant_id, *_conditions(kind, table, merchant_id, criteria))
    if after is not None:
        here = tuple_(table.c.created_at, table.c.id)
        there = tuple_(literal(after.created_at, table.c.created_at.type), literal(after.id, table.c.id.type))
        statement = statement.where(here <= there if kind < after.kind else here < there)
    return statement.order_by(table.c.created_at.desc(), table.c.id.desc()).limit(size + 1).subquery()


def _conditions(kind: PaymentKind, table: Table, merchant_id: int, criteria: Criteria) -> list[ColumnElement[bool]]:
    conditions = [
        *among(table.c.legacy_id, criteria.legacy_ids),
        *among(table.c.status, criteria.statuses),
        *among(table.c.source, criteria.sources),
        *within(table.c.created_at, criteria.created_at),
        *_amount(table, criteria.amount),
        *alike(table.c.currency, criteria.currency),
        *alike(table.c.order_id, criteria.order_id),
        *(_came_to(kind, table, status, times) for status, times in criteria.transitions),
    ]
    if criteria.account is not None:
        own = select(MERCHANT_ACCOUNTS.c.id).where(
            MERCHANT_ACCOUNTS.c.merchant_id == merchant_id, *alike(MERCHANT_ACCOUNTS.c.public_id, criteria.account)
        )
        conditions.append(table.c.account_id.in_(own))
    payment = _of_the_payment(merchant_id, criteria)
    if payment:
        conditions += payment if kind is PaymentKind.TRANSACTION else [_refunds_of(payment, merchant_id)]
    return conditions


def _of_the_payment(merchant_id: int, criteria: Criteria) -> list[ColumnElement[bool]]:
    """Conditions on the transaction, for a refund on the one that it refunds."""
    conditions: list[ColumnElement[bool]] = []
    for match in criteria.methods:
        email = TRANSACTIONS.c.method["payer_email"].astext
        if match.paypal is not None:
            conditions.append(email.is_not(None) if match.paypal else email.is_(None))
        for attribute, wanted in match.texts:
            conditions += alike(TRANSACTIONS.c.method[attribute].astext, wanted)
    if criteria.customer_number is not None:
        conditions.append(TRANSACTIONS.c.customer_id == criteria.customer_number)
    if criteria.customer is not None:
        own = select(CUSTOMERS.c.id).where(
            CUSTOMERS.c.merchant_id == merchant_id,
            *among(CUSTOMERS.c.legacy_id, criteria.customer.legacy_ids),
            *(part for column, wanted in criteria.customer.texts for part in alike(CUSTOMERS.c[column], wanted)),
        )
        conditions.append(TRANSACTIONS.c.customer_id.in_(own))
    return conditions


def _refunds_of(conditions: Sequence[ColumnElement[bool]], merchant_id: int) -> ColumnElement[bool]:
    payments_ = select(TRANSACTIONS.c.id).where(TRANSACTIONS.c.merchant_id == merchant_id, *conditions)
    return REFUNDS.c.transaction_id.in_(payments_)


def _came_to(kind: PaymentKind, table: FromClause, status: PaymentStatus, times: TimeRange) -> ColumnElement[bool]:
    owner = STATUS_EVENTS.c.transaction_id if kind is PaymentKind.TRANSACTION else STATUS_EVENTS.c.refund_id
    event = and_(owner == table.c.id, STATUS_EVENTS.c.status == status, *within(STATUS_EVENTS.c.at, times))
    return exists().where(event)


def _amount(table: Table, wanted: AmountRange) -> list[ColumnElement[bool]]:
    conditions = []
    if wanted.equals is not None:
        conditions.append(table.c.amount == _minor(table, wanted.equals))
    if wanted.least is not None:
        conditions.append(table.c.amount >= _minor(table, wanted.least))
    if wanted.most is not None:
        conditions.append(table.c.amount <= _minor(table, wanted.most))
    return conditions


_UNUSUAL_EXPONENTS: dict[int, list[str]] = {
    exponent: [currency.code for currency in Currency if currency.exponent == exponent] for exponent in (0, 3, 4)
}


def _minor(table: Table, units: Decimal) -> ColumnElement[Decimal]:
    """`units` in the minor units of each row's own currency, so that 10.00 USD and 10.000 KWD are both ten."""
    scaled = [
        (table.c.currency.in_(codes), cast(literal(units.scaleb(exponent), Numeric()), Numeric()))
        for exponent, codes in _UNUSUAL_EXPONENTS.items()
    ]
    return case(*scaled, else_=cast(literal(units.scaleb(2), Numeric()), Numeric()))
