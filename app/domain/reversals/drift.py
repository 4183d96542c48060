"""What a gateway and the service tell differently of a payment or a refund (SPEC 14.8). Values in, values out."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.domain.money import Money
from app.domain.reversals.states import RESERVING, TERMINAL, PaymentStatus, Subject

S = PaymentStatus


class DriftKind(StrEnum):
    """How the two differ."""

    MISSING_HERE = "MISSING_HERE"
    """The gateway has it, and we don't."""
    MISSING_THERE = "MISSING_THERE"
    """We say that the gateway has it, and it has not."""
    AMOUNT = "AMOUNT"
    STATUS = "STATUS"
    TWO_EFFECTS = "TWO_EFFECTS"
    """The gateway has two refunds under one key of ours."""


FOLLOWED_WITHIN = timedelta(days=3)
"""For how long a payment or a refund may be behind its gateway on the same way: following it takes its time."""

_TAKEN = frozenset({S.SUBMITTED_FOR_SETTLEMENT, S.SETTLEMENT_PENDING, S.SETTLEMENT_CONFIRMED, S.SETTLING, S.SETTLED})
"""The customer's money was taken, or is on its way."""

_NO_MONEY = TERMINAL - {S.SETTLED}
"""Nothing was taken, or is any more."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one side says of a payment or a refund that was made, or asked for, `at` that time.

    `final`: its status never changes any more.
    """

    status: PaymentStatus
    amount: Money
    at: datetime
    final: bool = False

    def __str__(self) -> str:
        return f"{self.status} with {self.amount} {self.amount.currency}"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. `reference` and `payment` are the gateway's ids of the refund or payment, and of the refund's
    payment; `key` is ours, where one is known. `transaction_id` and `refund_id` are the numbers of what it is here.
    """

    kind: DriftKind
    subject: Subject
    reference: str
    payment: str
    note: str
    made_at: datetime
    ours: Money | None = None
    theirs: Money | None = None
    key: str | None = None
    transaction_id: int | None = None
    refund_id: int | None = None


def holds_money(subject: Subject, status: PaymentStatus) -> bool:
    """Whether money moved, or is about to, at that status: of anything else nothing is missed."""
    return status in RESERVING if subject is Subject.REFUND else status not in _NO_MONEY


def kind_of(subject: Subject, ours: Told, theirs: Told, now: datetime) -> DriftKind | None:
    """How the two differ; None where they agree, or where we may still be on the way to the same.

    An amount is compared where money moves by both. `now` is on the clock that `at` goes by.
    """
    here, there = _stage(subject, ours.status), _stage(subject, theirs.status)
    if here != there:
        return DriftKind.STATUS
    if here and ours.amount != theirs.amount:
        return DriftKind.AMOUNT
    late = now - max(ours.at, theirs.at) > FOLLOWED_WITHIN
    behind = theirs.final and ours.status not in TERMINAL
    return DriftKind.STATUS if behind and late else None


def _stage(subject: Subject, status: PaymentStatus) -> int:
    """0 where no money moves, 1 where it is only promised, 2 where it moves or has moved."""
    if not holds_money(subject, status):
        return 0
    return 1 if subject is Subject.TRANSACTION and status not in _TAKEN else 2
