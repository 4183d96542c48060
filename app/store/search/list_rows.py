"""Transactions and refunds as lists have them: their rows as they are; each value is made when it is looked at.

A line has the domain's names and values, but for the operation that is under way: who needs that reads the whole.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from sqlalchemy import JSON, Select, Text, cast, select

from app.domain.money import Money
from app.domain.reversals.answers import Dispute, DisputeState
from app.domain.reversals.payments import ExternalMark, PaymentMethod
from app.domain.reversals.states import PaymentSource, PaymentStatus
from app.store.reversals.rows import SOURCES, STATUSES
from app.store.statements import NamedRow
from app.store.tables.payments import MERCHANT_ACCOUNTS, REFUNDS, TRANSACTIONS


class AccountName(NamedTuple):
    """A merchant account, as far as a list names it."""

    public_id: str


class Mark(NamedTuple):
    """The columns of a person's word that it was done elsewhere; all of them None without it."""

    at: datetime | None
    by: str | None
    reference: str | None
    note: str | None
    undone_at: datetime | None
    undone_by: str | None

    def read(self) -> ExternalMark | None:
        if self.at is None or self.by is None:
            return None
        return ExternalMark(self.reference, self.note, self.by, self.at, self.undone_by, self.undone_at)


class _ListedPayment(NamedRow):
    """What the rows of transactions and of refunds have in common."""

    __slots__ = ()

    if TYPE_CHECKING:
        # Each kind has these columns at places of its own.
        account_name: str
        currency: str
        minor: int
        status_text: str
        source_text: str

    @property
    def account(self) -> AccountName:
        return AccountName(self.account_name)

    @property
    def amount(self) -> Money:
        return Money(self.minor, self.currency)

    @property
    def status(self) -> PaymentStatus:
        return STATUSES[self.status_text]

    @property
    def source(self) -> PaymentSource:
        return SOURCES[self.source_text]

    @property
    def details(self) -> None:
        """None: they may be long, and are read by themselves (`reading.transaction_details`)."""


class ListedTransaction(_ListedPayment):
    """A transaction's row, in the order of `select_listed_transactions`."""

    __slots__ = ()

    id: int
    legacy_id: str
    account_name: str
    currency: str
    minor: int
    authorized_minor: int
    reserved_minor: int
    status_text: str
    order_id: str | None
    customer_id: int | None
    method_text: str
    source_text: str
    created_at: datetime
    authorization_expires_at: datetime | None
    needs_attention: bool
    belongs_to: int | None
    gateway_id: str | None
    gateway_account_id: int | None
    dispute_state: str | None
    dispute_opened_at: datetime | None
    dispute_reason: str | None
    updated_at: datetime | None
    part_of: int | None
    parts: str | None
    parts_minor: int
    external_at: datetime | None
    external_by: str | None
    external_reference: str | None
    external_note: str | None
    external_undone_at: datetime | None
    external_undone_by: str | None

    @property
    def authorized_amount(self) -> Money:
        return Money(self.authorized_minor, self.currency)

    @property
    def reserved(self) -> Money:
        return Money(self.reserved_minor, self.currency)

    @property
    def refundable_amount(self) -> Money:
        """As `Transaction.refundable_amount`."""
        has_parts = self.parts is not None or self.parts_minor
        return Money(0 if has_parts else self.minor - self.reserved_minor, self.currency)

    @property
    def method(self) -> PaymentMethod:
        return PaymentMethod(**msgspec.json.decode(self.method_text))

    @property
    def dispute(self) -> Dispute | None:
        if self.dispute_state is None or self.dispute_opened_at is None:
            return None
        return Dispute(DisputeState(self.dispute_state), self.dispute_opened_at, self.dispute_reason)

    @property
    def external_void(self) -> ExternalMark | None:
        return Mark(*self[-6:]).read()


class ListedRefund(_ListedPayment):
    """A refund's row, in the order of `select_listed_refunds`."""

    __slots__ = ()

    id: int
    legacy_id: str
    transaction_id: int
    account_name: str
    currency: str
    minor: int
    status_text: str
    order_id: str | None
    source_text: str
    created_at: datetime
    requested_by: str
    needs_attention: bool
    reason_code: str | None
    note: str | None
    gateway_id: str | None
    gateway_account_id: int | None
    made_elsewhere: bool
    updated_at: datetime | None
    external_at: datetime | None
    external_by: str | None
    external_reference: str | None
    external_note: str | None
    external_undone_at: datetime | None
    external_undone_by: str | None

    @property
    def external(self) -> ExternalMark | None:
        return Mark(*self[-6:]).read()


_NAMES = {
    "minor": "amount",
    "authorized_minor": "authorized_amount",
    "reserved_minor": "reserved_amount",
    "parts_minor": "parts_amount",
    "status_text": "status",
    "source_text": "source",
    "method_text": "method",
}
"""The columns that a line has under other names."""


def select_listed_transactions() -> Select[Any]:
    return _select(TRANSACTIONS, ListedTransaction)


def select_listed_refunds() -> Select[Any]:
    return _select(REFUNDS, ListedRefund)


def _select(table: Any, line: type[ListedTransaction | ListedRefund]) -> Select[Any]:
    columns = [
        MERCHANT_ACCOUNTS.c.public_id if name == "account_name" else table.c[_NAMES.get(name, name)]
        for name in line.columns
    ]
    # JSON is read when it is looked at, which is seldom.
    columns = [cast(each, Text) if isinstance(each.type, JSON) else each for each in columns]
    return select(*columns).join_from(table, MERCHANT_ACCOUNTS, MERCHANT_ACCOUNTS.c.id == table.c.account_id)
