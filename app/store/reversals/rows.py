"""From rows to the domain's values, and the selections that those values are made of.

A selection is put together once: that takes longer than PostgreSQL does for a row.
"""

from collections.abc import Sequence
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any

from sqlalchemy import FromClause, Row, Select, and_, bindparam, null, select

from app.domain.money import Money
from app.domain.reversals.payments import (
    ExternalMark,
    Merchant,
    MerchantAccount,
    Operation,
    PaymentMethod,
    Refund,
    Terms,
    Transaction,
)
from app.domain.reversals.states import OPEN_STATES, PaymentSource, PaymentStatus
from app.store.reversals.row_reader import MARK, Columns, RowReader, members
from app.store.tables.payments import MERCHANT_ACCOUNTS, OPERATIONS, REFUNDS, TRANSACTIONS

STATUSES: dict[str, PaymentStatus] = members(PaymentStatus)
SOURCES: dict[str, PaymentSource] = members(PaymentSource)

_TRANSACTIONS = RowReader(Transaction, given=frozenset({"account", "operation"}))
_REFUNDS = RowReader(Refund, given=frozenset({"account", "operation"}))
_OPERATIONS = RowReader(Operation)
_MERCHANTS = RowReader(Merchant)
_ACCOUNTS = RowReader(MerchantAccount)
_OF_METHOD = tuple(each.name for each in fields(PaymentMethod))


@cache
def select_transactions(*, details: bool = True) -> Select[Any]:
    """Transactions with their account and the charge, capture or void that is open on them. Without their `details`
    they are for lists of any length: those may have 100 KB each.
    """
    is_open = and_(
        OPERATIONS.c.transaction_id == TRANSACTIONS.c.id,
        OPERATIONS.c.refund_id.is_(None),
        # Written out, since the index is for these states alone.
        OPERATIONS.c.state.in_(
            bindparam("open_states", sorted(OPEN_STATES), OPERATIONS.c.state.type, expanding=True, literal_execute=True)
        ),
    )
    return (
        select(
            *_columns(TRANSACTIONS, details=details),
            *_prefixed("account", MERCHANT_ACCOUNTS),
            *_prefixed("operation", OPERATIONS),
        )
        .join(MERCHANT_ACCOUNTS, MERCHANT_ACCOUNTS.c.id == TRANSACTIONS.c.account_id)
        .outerjoin(OPERATIONS, is_open)
    )


@cache
def select_refunds(*, details: bool = True) -> Select[Any]:
    """Refunds with their account and their latest operation, and with their `details` or without them."""
    latest = (
        select(OPERATIONS)
        .where(OPERATIONS.c.refund_id == REFUNDS.c.id)
        .order_by(OPERATIONS.c.id.desc())
        .limit(1)
        .lateral("latest")
    )
    return (
        select(
            *_columns(REFUNDS, details=details),
            *_prefixed("account", MERCHANT_ACCOUNTS),
            *_prefixed("operation", latest),
        )
        .join(MERCHANT_ACCOUNTS, MERCHANT_ACCOUNTS.c.id == REFUNDS.c.account_id)
        .outerjoin(latest, latest.c.id.is_not(None))
    )


def transaction_from(row: Row[Any]) -> Transaction:
    columns = row._asdict()
    return transaction_of(columns, _joined_account(columns), _operation_or_none(columns))


def refund_from(row: Row[Any]) -> Refund:
    columns = row._asdict()
    return refund_of(columns, _joined_account(columns), _operation_or_none(columns))


def transactions_from(records: Sequence[Columns]) -> list[Transaction]:
    """From the driver's own rows: each account is made once."""
    accounts = _Accounts()
    return [transaction_of(each, accounts.of(each), _operation_or_none(each)) for each in records]


def refunds_from(records: Sequence[Columns]) -> list[Refund]:
    accounts = _Accounts()
    return [refund_of(each, accounts.of(each), _operation_or_none(each)) for each in records]


class _Accounts:
    """The accounts of some rows, of which many have the same."""

    def __init__(self) -> None:
        self._made: dict[int, MerchantAccount] = {}

    def of(self, columns: Columns) -> MerchantAccount:
        number = columns["account_id"]
        if number not in self._made:
            self._made[number] = _joined_account(columns)
        return self._made[number]


def transaction_of(
    columns: Columns, account: MerchantAccount, operation: Operation | None = None, within: str = ""
) -> Transaction:
    """From a row whose parts in JSON have been read, with the operation that is open on it.

    Each of its columns is called by its own name behind `within`, here and below.
    """
    return _TRANSACTIONS.read(columns, within, account=account, operation=operation)


def refund_of(
    columns: Columns, account: MerchantAccount, operation: Operation | None = None, within: str = ""
) -> Refund:
    """From a row whose parts in JSON have been read, with its latest operation."""
    return _REFUNDS.read(columns, within, account=account, operation=operation)


def operation_from(columns: Columns, within: str = "") -> Operation:
    return _OPERATIONS.read(columns, within)


def merchant_from(columns: Columns, within: str = "") -> Merchant:
    return _MERCHANTS.read(columns, within)


def account_from(columns: Columns, within: str = "") -> MerchantAccount:
    return _ACCOUNTS.read(columns, within)


def method_columns(method: PaymentMethod) -> dict[str, Any]:
    """The columns of a payment method: everything that it has, nothing else."""
    found = ((name, getattr(method, name)) for name in _OF_METHOD)
    return {name: value for name, value in found if value is not None}


def _columns(table: FromClause, *, details: bool) -> list[Any]:
    return [each if details or each.name != "details" else null().label("details") for each in table.c]


def _prefixed(name: str, table: FromClause) -> list[Any]:
    return [column.label(f"{name}__{column.name}") for column in table.c]


def _joined_account(columns: Columns) -> MerchantAccount:
    return account_from(columns, "account__")


def _operation_or_none(columns: Columns) -> Operation | None:
    return None if columns["operation__id"] is None else operation_from(columns, "operation__")


def changed_columns(before: Any, after: Any) -> dict[str, object] | None:
    """The columns in which a transaction, a refund or an operation differs from what it was; None if in none.

    `before` and `after` are of the same class. Fields that stand for other rows, as `operation` does, say nothing.
    """
    if before is after:
        return None
    changed: dict[str, object] = {}
    names, read = _that_change(before.__class__)
    for name, was, value in zip(names, read(before), read(after), strict=True):
        if value is not was and value != was:
            changed |= _columns_of(name, value)
    return changed or None


def columns_of(row: Any) -> dict[str, object]:
    """The columns of a refund, an operation or terms, as they are when made; those that are left out are NULL."""
    columns: dict[str, object] = {}
    names, read = _at_first(row.__class__)
    for name, value in zip(names, read(row), strict=True):
        kind = value.__class__
        if kind is Money:
            columns[name], columns["currency"] = value.minor, value.currency
        elif kind is Terms:
            columns |= columns_of(value)
        elif kind is MerchantAccount:
            columns["account_id"] = value.id
        elif value is not None:
            columns[name] = value
    return columns


@cache
def _at_first(kind: Any) -> tuple[tuple[str, ...], Any]:
    return _fields(kind, _NOT_AT_FIRST)


def _columns_of(field: str, value: object) -> dict[str, object]:
    match value:
        case Money():
            return {field: value.minor}
        case ExternalMark():
            return {column: getattr(value, name) for name, column in MARK.items()}
        case _:
            return {field: value}


@cache
def _that_change(kind: Any) -> tuple[tuple[str, ...], Any]:
    return _fields(kind, _OF_OTHER_ROWS)


def _fields(kind: Any, without: frozenset[str]) -> tuple[tuple[str, ...], Any]:
    """The names of the fields, and what reads all of them at once."""
    names = tuple(each.name for each in fields(kind) if each.name not in without)
    return names, attrgetter(*names)


_NOT_AT_FIRST = frozenset({"operation", "external"})
"""Fields that say nothing of a row when it is made."""

_OF_OTHER_ROWS = frozenset(
    {
        *("operation", "account", "reserved", "doubtful", "waiting", "method", "terms", "dispute", "updated_at"),
        "captured_in_parts",
    }
)
"""Fields of transactions, refunds and operations that stand in other rows, or that no conclusion changes by itself."""
