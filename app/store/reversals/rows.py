"""From rows to the domain's values, and the selections that those values are made of.

A selection is put together once: that takes longer than PostgreSQL does for a row.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from functools import cache
from typing import Any, Protocol

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
from app.domain.reversals.states import (
    OPEN_STATES,
    AccountStatus,
    AttemptOutcome,
    OperationKind,
    PaymentSource,
    PaymentStatus,
    RefundFailurePolicy,
    RetryState,
)
from app.store.tables.payments import MERCHANT_ACCOUNTS, OPERATIONS, REFUNDS, TRANSACTIONS


class Columns(Protocol):
    """A row's values, by the names of its columns."""

    def __getitem__(self, column: str, /) -> Any: ...


STATUSES = {status.value: status for status in PaymentStatus}
SOURCES = {source.value: source for source in PaymentSource}
"""What a column's text means: at once, where the enum itself would look twice."""


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
    return transaction_of(
        columns, _joined_account(columns), columns["method"], columns["details"], operation=_operation_or_none(columns)
    )


def refund_from(row: Row[Any]) -> Refund:
    columns = row._asdict()
    return refund_of(columns, _joined_account(columns), _operation_or_none(columns))


def transactions_from(records: Sequence[Columns]) -> list[Transaction]:
    """From the driver's own rows: each account is made once."""
    accounts = _Accounts()
    return [
        transaction_of(each, accounts.of(each), each["method"], each["details"], operation=_operation_or_none(each))
        for each in records
    ]


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
    columns: Columns,
    account: MerchantAccount,
    method: Mapping[str, Any],
    details: Mapping[str, Any] | None,
    *,
    operation: Operation | None = None,
) -> Transaction:
    """From a row whose parts in JSON have been read; `operation` is the open one of a row that has none joined."""
    currency = columns["currency"]
    return Transaction(
        id=columns["id"],
        legacy_id=columns["legacy_id"],
        merchant_id=columns["merchant_id"],
        account=account,
        amount=Money(columns["amount"], currency),
        authorized_amount=Money(columns["authorized_amount"], currency),
        reserved=Money(columns["reserved_amount"], currency),
        doubtful=Money(columns["doubtful_amount"], currency),
        status=STATUSES[columns["status"]],
        order_id=columns["order_id"],
        customer_id=columns["customer_id"],
        method=PaymentMethod(**method),
        source=SOURCES[columns["source"]],
        created_at=columns["created_at"],
        authorization_expires_at=columns["authorization_expires_at"],
        voided_externally=columns["voided_externally"],
        external_void=_mark_or_none(columns),
        needs_attention=columns["needs_attention"],
        details=details,
        operation=operation,
        belongs_to=columns["belongs_to"],
        gateway_id=columns["gateway_id"],
        confirmed=columns["confirmed"],
        unconfirmed_because=columns["unconfirmed_because"],
    )


def refund_of(columns: Columns, account: MerchantAccount, operation: Operation | None = None) -> Refund:
    """From a row whose parts in JSON have been read, with its latest operation."""
    return Refund(
        id=columns["id"],
        legacy_id=columns["legacy_id"],
        merchant_id=columns["merchant_id"],
        transaction_id=columns["transaction_id"],
        account=account,
        amount=Money(columns["amount"], columns["currency"]),
        status=STATUSES[columns["status"]],
        order_id=columns["order_id"],
        source=SOURCES[columns["source"]],
        created_at=columns["created_at"],
        requested_by=columns["requested_by"],
        needs_attention=columns["needs_attention"],
        external=_mark_or_none(columns),
        details=columns["details"],
        operation=operation,
        reason_code=columns["reason_code"],
        note=columns["note"],
        order_refund_id=columns["order_refund_id"],
    )


def operation_from(columns: Columns) -> Operation:
    last_outcome = columns["last_outcome"]
    return Operation(
        id=columns["id"],
        merchant_id=columns["merchant_id"],
        kind=OperationKind(columns["kind"]),
        key=columns["key"],
        transaction_id=columns["transaction_id"],
        refund_id=columns["refund_id"],
        amount=Money(columns["amount"], columns["currency"]),
        order_id=columns["order_id"],
        state=RetryState(columns["state"]),
        terms=Terms(
            on_failure=RefundFailurePolicy(columns["on_failure"]),
            turns=columns["turns"],
            reason_code=columns["reason_code"],
            note=columns["note"],
            order_refund_id=columns["order_refund_id"],
        ),
        requested_by=columns["requested_by"],
        requested_at=columns["requested_at"],
        attempts_made=columns["attempts_made"],
        retries_made=columns["retries_made"],
        first_attempt_at=columns["first_attempt_at"],
        last_attempt_at=columns["last_attempt_at"],
        pressed_at=columns["pressed_at"],
        next_attempt_at=columns["next_attempt_at"],
        last_outcome=None if last_outcome is None else AttemptOutcome(last_outcome),
        last_error=columns["last_error"],
        lease=columns["lease"],
        gateway=columns["gateway"],
    )


def merchant_from(columns: Columns) -> Merchant:
    return Merchant(
        id=columns["id"],
        public_id=columns["public_id"],
        name=columns["name"],
        sandbox=columns["sandbox"],
        clock_offset=columns["clock_offset"],
        settled_until=columns["settled_until"],
        retry_interval=columns["retry_interval"],
        retry_attempts=columns["retry_attempts"],
        retry_declines=columns["retry_declines"],
        require_request_key=columns["require_request_key"],
        notify_emails=None if columns["notify_emails"] is None else tuple(columns["notify_emails"]),
        require_reason_from_staff=columns["require_reason_from_staff"],
        approval_limits=columns["approval_limits"],
        require_approval_of_not_done=columns["require_approval_of_not_done"],
    )


def account_from(columns: Columns) -> MerchantAccount:
    return MerchantAccount(
        id=columns["id"],
        public_id=columns["public_id"],
        currency=columns["currency"],
        gateway=columns["gateway"],
        status=AccountStatus(columns["status"]),
        default=columns["is_default"],
        supports_refunds=columns["supports_refunds"],
        refunds_while_settling=columns["refunds_while_settling"],
        gateway_account=columns["gateway_account_id"],
    )


def method_columns(method: PaymentMethod) -> dict[str, Any]:
    """What is kept of a payment method: everything that it has, nothing else."""
    return {name: value for name, value in asdict(method).items() if value is not None}


def _columns(table: FromClause, *, details: bool) -> list[Any]:
    return [each if details or each.name != "details" else null().label("details") for each in table.c]


def _prefixed(name: str, table: FromClause) -> list[Any]:
    return [column.label(f"{name}__{column.name}") for column in table.c]


@dataclass(frozen=True, slots=True)
class Joined:
    """The columns of a table that was joined under a name."""

    name: str
    columns: Columns

    def __getitem__(self, column: str) -> Any:
        return self.columns[f"{self.name}__{column}"]


def _joined_account(columns: Columns) -> MerchantAccount:
    return account_from(Joined("account", columns))


def _operation_or_none(columns: Columns) -> Operation | None:
    if columns["operation__id"] is None:
        return None
    return operation_from(Joined("operation", columns))


def _mark_or_none(columns: Columns) -> ExternalMark | None:
    if columns["external_at"] is None:
        return None
    return ExternalMark(
        reference=columns["external_reference"],
        note=columns["external_note"],
        marked_by=columns["external_by"],
        marked_at=columns["external_at"],
        undone_by=columns["external_undone_by"],
        undone_at=columns["external_undone_at"],
    )


def changed_columns(before: Any, after: Any) -> dict[str, object] | None:
    """The columns in which a transaction, a refund or an operation differs from what it was; None if in none.

    `before` and `after` are of the same class. Fields that stand for other rows, as `operation` does, say nothing.
    """
    if before is after:
        return None
    changed: dict[str, object] = {}
    for name in _fields(before.__class__):
        value = getattr(after, name)
        if value != getattr(before, name):
            changed |= _columns_of(name, value)
    return changed or None


def columns_of(row: Any) -> dict[str, object]:
    """All columns that a refund or an operation says something of, as it is when it is made."""
    columns: dict[str, object] = {}
    for name in _at_first(row.__class__):
        value = getattr(row, name)
        kind = value.__class__
        if kind is Money:
            columns[name], columns["currency"] = value.minor, value.currency
        elif kind is Terms:
            for each in _at_first(Terms):
                columns[each] = getattr(value, each)
        elif kind is MerchantAccount:
            columns["account_id"] = value.id
        else:
            columns[name] = value
    return columns


@cache
def _at_first(kind: Any) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind) if each.name not in _NOT_AT_FIRST)


def _columns_of(field: str, value: object) -> dict[str, object]:
    match value:
        case Money():
            return {field: value.minor}
        case ExternalMark():
            return {
                "external_at": value.marked_at,
                "external_by": value.marked_by,
                "external_reference": value.reference,
                "external_note": value.note,
                "external_undone_at": value.undone_at,
                "external_undone_by": value.undone_by,
            }
        case _:
            return {field: value}


@cache
def _fields(kind: Any) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind) if each.name not in _OF_OTHER_ROWS)


_NOT_AT_FIRST = frozenset({"operation", "external"})
"""Fields that say nothing of a row when it is made."""

_OF_OTHER_ROWS = frozenset({"operation", "account", "reserved", "doubtful", "method", "terms"})
"""Fields of transactions, refunds and operations that stand in other rows, or never change."""
