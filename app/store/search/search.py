"""Searching transactions, refunds and both together: criteria in, a page of ids out, newest first (SPEC 1.8).

Pages go by key, not by number: a page begins after the position that the last one ended at, so that nothing is seen
twice or missed while payments come in.
"""

from collections import OrderedDict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from iso4217 import Currency
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    FromClause,
    Numeric,
    Select,
    Subquery,
    Table,
    Text,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal_column,
    select,
    tuple_,
    union_all,
)

from app.domain.reversals.states import PaymentSource, PaymentStatus
from app.store.search.list_rows import ListedTransaction, select_listed_transactions
from app.store.search.matching import TextMatch, TimeRange, among, matching, within
from app.store.statement_cache import shape_of, with_parameters
from app.store.statements import MERCHANT, Driver, NamedRow, Prepared, parameter
from app.store.tables.payments import (
    CUSTOMERS,
    MERCHANT_ACCOUNTS,
    ORDER_IDS,
    REFUNDS,
    STATUS_EVENTS,
    TRANSACTION_TEXTS,
    TRANSACTIONS,
)


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
    updated_at: TimeRange = field(default_factory=TimeRange)
    amount: AmountRange = field(default_factory=AmountRange)
    currency: TextMatch | None = None
    order_id: TextMatch | None = None
    account: TextMatch | None = None
    customer: CustomerMatch | None = None
    methods: tuple[MethodMatch, ...] = ()
    sources: tuple[PaymentSource, ...] | None = None
    customer_number: int | None = None
    detached: bool | None = None
    """Whether refunds without a payment are looked for, and of refunds nothing else; None for all refunds."""
    impossible: bool = False

    @property
    def plans_differ(self) -> bool:
        """Whether the way to what is looked for depends on the values: of what changed since a time, and of texts that
        begin, end or go on so, there may be one or a million.
        """
        if self.updated_at.since is not None or self.updated_at.until is not None:
            return True
        texts = [] if self.customer is None else [wanted for _, wanted in self.customer.texts]
        texts += [wanted for method in self.methods for _, wanted in method.texts]
        if self.order_id is not None:
            texts.append(self.order_id)
        return any(wanted.patterns is not None for wanted in texts)


@dataclass(frozen=True, slots=True)
class Found:
    """A page: the positions in their order, and whether more follow."""

    positions: Sequence[Position]
    more: bool


@dataclass(frozen=True, slots=True)
class FoundIds:
    """The legacy ids of the newest payments, newest first, and whether there are more."""

    legacy_ids: Sequence[str]
    more: bool


@dataclass(frozen=True, slots=True)
class TransactionPage:
    """A page of transactions alone, and whether more follow."""

    transactions: Sequence[ListedTransaction]
    more: bool


async def payments(
    driver: Driver, merchant_id: int, criteria: Criteria, size: int, after: Position | None = None
) -> Found:
    """The `size` newest payments of the merchant that meet the criteria, from behind `after` on."""
    if criteria.impossible or not criteria.kinds:
        return Found([], more=False)
    rows = await _rows(driver, _Place, merchant_id, criteria, size, after)
    kinds = {kind.value: kind for kind in PaymentKind}
    return Found([Position(row.created_at, row.id, kinds[row.kind]) for row in rows[:size]], len(rows) > size)


async def legacy_ids(driver: Driver, merchant_id: int, criteria: Criteria, most: int) -> FoundIds:
    """The legacy ids of the `most` newest payments of the merchant that meet the criteria."""
    if criteria.impossible or not criteria.kinds:
        return FoundIds([], more=False)
    rows = await _rows(driver, _Named, merchant_id, criteria, most, None)
    return FoundIds([row.legacy_id for row in rows[:most]], len(rows) > most)


async def transactions(
    driver: Driver, merchant_id: int, criteria: Criteria, size: int, after: Position | None = None
) -> TransactionPage:
    """The same where only transactions are looked for, with their lines."""
    if criteria.impossible or PaymentKind.TRANSACTION not in criteria.kinds:
        return TransactionPage([], more=False)
    rows = await _rows(driver, ListedTransaction, merchant_id, criteria, size, after)
    return TransactionPage(rows[:size], len(rows) > size)


class _Place(NamedRow):
    """Where in the order a payment stands."""

    __slots__ = ()

    created_at: datetime
    id: int
    kind: str


class _Named(NamedRow):
    """The same, and its legacy id."""

    __slots__ = ()

    created_at: datetime
    id: int
    kind: str
    legacy_id: str


Row = TypeVar("Row", _Place, _Named, ListedTransaction)

_SIZE = parameter("size", BigInteger)

MOST_STATEMENTS = 500
"""How many are kept: far more than clients have forms of asking."""

_statements: OrderedDict[Hashable, Prepared[Any]] = OrderedDict()


async def _rows(
    driver: Driver, row: type[Row], merchant_id: int, criteria: Criteria, size: int, after: Position | None
) -> list[Row]:
    """One row more than the page has, if there are as many."""
    values: dict[str, object] = {}
    key = (row, shape_of(criteria, values), shape_of(after, values))
    statement: Prepared[Row] | None = _statements.get(key)
    if statement is None:
        statement = _statements[key] = _prepare(row, *with_parameters(criteria, after))
        if len(_statements) > MOST_STATEMENTS:
            _statements.popitem(last=False)
    return await statement.fetch(driver, merchant=merchant_id, size=size + 1, **values)


def _prepare(row: type[Row], criteria: Criteria, after: Position | None) -> Prepared[Row]:
    each_time = criteria.plans_differ
    if row is ListedTransaction:
        lines = _bounded(select_listed_transactions(), PaymentKind.TRANSACTION, criteria, after)
        return Prepared(lines, row, planned_each_time=each_time)
    more = ["legacy_id"] if row is _Named else []
    arms = [_arm(kind, criteria, after, more) for kind in PaymentKind if kind in criteria.kinds]
    merged = union_all(*(select(arm) for arm in arms)).subquery()
    statement = select(merged).order_by(merged.c.created_at.desc(), merged.c.id.desc(), merged.c.kind.desc())
    return Prepared(statement.limit(_SIZE), row, planned_each_time=each_time)


def _arm(kind: PaymentKind, criteria: Criteria, after: Position | None, more: Sequence[str]) -> Subquery:
    """Where the newest of one kind stand, with `more` columns of them: bounded on their own, so that an index delivers
    them in order.
    """
    table = _TABLES[kind]
    name = literal_column(f"'{kind.value}'", Text).label("kind")
    columns = [table.c.created_at, table.c.id, name, *(table.c[each] for each in more)]
    return _bounded(select(*columns), kind, criteria, after).subquery()


_TABLES = {PaymentKind.TRANSACTION: TRANSACTIONS, PaymentKind.REFUND: REFUNDS}


_IS_CREDIT = TRANSACTIONS.c.legacy_id.op("LIKE", is_comparison=True)(literal_column("'credit.%'", Text))
"""The row that stands for the missing payment of a detached refund. No client sees it."""


def _bounded(selected: Select[Any], kind: PaymentKind, criteria: Criteria, after: Position | None) -> Select[Any]:
    """As many of the newest of one kind as are asked for. All values are parameters."""
    table = _TABLES[kind]
    statement = selected.where(table.c.merchant_id == MERCHANT, *_conditions(kind, table, criteria))
    if after is not None:
        here = tuple_(table.c.created_at, table.c.id)
        there = tuple_(after.created_at, after.id)
        statement = statement.where(here <= there if kind < after.kind else here < there)
    return statement.order_by(table.c.created_at.desc(), table.c.id.desc()).limit(_SIZE)


def _conditions(kind: PaymentKind, table: Table, criteria: Criteria) -> list[ColumnElement[bool]]:
    conditions = [
        *among(table.c.legacy_id, criteria.legacy_ids),
        *among(table.c.status, criteria.statuses),
        *among(table.c.source, criteria.sources),
        *within(table.c.created_at, criteria.created_at),
        *within(func.coalesce(table.c.updated_at, table.c.created_at), criteria.updated_at),
        *_amount(table, criteria.amount),
        *matching(table.c.currency, criteria.currency),
        *_order_id(table.c.order_id, criteria.order_id),
        *(_came_to(kind, table, status, times) for status, times in criteria.transitions),
    ]
    if criteria.account is not None:
        own = select(MERCHANT_ACCOUNTS.c.id).where(
            MERCHANT_ACCOUNTS.c.merchant_id == MERCHANT, *matching(MERCHANT_ACCOUNTS.c.public_id, criteria.account)
        )
        conditions.append(table.c.account_id.in_(own))
    if kind is PaymentKind.TRANSACTION:
        conditions.append(~_IS_CREDIT)
    elif criteria.detached is not None:
        conditions.append(_refunds_of([_IS_CREDIT if criteria.detached else ~_IS_CREDIT]))
    payment = _of_the_payment(criteria)
    if payment:
        conditions += payment if kind is PaymentKind.TRANSACTION else [_refunds_of(payment)]
    return conditions


def _order_id(column: ColumnElement[Any], wanted: TextMatch | None) -> list[ColumnElement[bool]]:
    """Exact ones are found by the table's own index, others among the order ids that the merchant has at all."""
    if wanted is None:
        return []
    conditions = matching(column, wanted.exact)
    if wanted.patterns is not None:
        like_it = matching(ORDER_IDS.c.order_id, wanted.patterns)
        named = select(ORDER_IDS.c.order_id).where(ORDER_IDS.c.merchant_id == MERCHANT, *like_it)
        conditions.append(column.in_(named))
    return conditions


def _of_the_payment(criteria: Criteria) -> list[ColumnElement[bool]]:
    """Conditions on the transaction, for a refund on the one that it refunds."""
    conditions = [condition for match in criteria.methods for condition in _method(match)]
    if criteria.customer_number is not None:
        conditions.append(TRANSACTIONS.c.customer_id == criteria.customer_number)
    if criteria.customer is not None:
        own = select(CUSTOMERS.c.id).where(
            CUSTOMERS.c.merchant_id == MERCHANT,
            *among(CUSTOMERS.c.legacy_id, criteria.customer.legacy_ids),
            *(part for column, wanted in criteria.customer.texts for part in matching(CUSTOMERS.c[column], wanted)),
        )
        conditions.append(TRANSACTIONS.c.customer_id.in_(own))
    return conditions


def _method(match: MethodMatch) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    method, texts = TRANSACTIONS.c.method, TRANSACTION_TEXTS.c
    if match.paypal is not None:
        email = method["payer_email"].astext
        conditions.append(email.is_not(None) if match.paypal else email.is_(None))
    by_index: list[ColumnElement[bool]] = []
    for attribute, wanted in match.texts:
        if attribute in texts:
            by_index += matching(texts[attribute], replace(wanted, differs=None), is_lower=True)
            conditions += matching(method[attribute].astext, TextMatch(differs=wanted.differs, fold=wanted.fold))
        else:
            conditions += matching(method[attribute].astext, wanted)
    if by_index:
        conditions.append(
            TRANSACTIONS.c.id.in_(select(texts.transaction_id).where(texts.merchant_id == MERCHANT, *by_index))
        )
    return conditions


def _refunds_of(conditions: Sequence[ColumnElement[bool]]) -> ColumnElement[bool]:
    payments_ = select(TRANSACTIONS.c.id).where(TRANSACTIONS.c.merchant_id == MERCHANT, *conditions)
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


def _minor(table: Table, units: Any) -> ColumnElement[Decimal]:
    """`units` in the minor units of each row's own currency, so that 10.00 USD and 10.000 KWD are both ten."""
    scaled = {exponent: units * literal_column(str(10**exponent), Numeric()) for exponent in (0, 2, 3, 4)}
    unusual = [(_one_of(table.c.currency, codes), scaled[each]) for each, codes in _UNUSUAL_EXPONENTS.items()]
    # Most currencies are told by one look, and not by three.
    any_unusual = _one_of(table.c.currency, [code for codes in _UNUSUAL_EXPONENTS.values() for code in codes])
    return case((any_unusual, case(*unusual)), else_=scaled[2])


def _one_of(column: ColumnElement[str], codes: Sequence[str]) -> ColumnElement[bool]:
    """Written out, since PostgreSQL looks a constant list up by hash."""
    return column.in_(bindparam(None, codes, Text(), expanding=True, literal_execute=True, unique=True))
