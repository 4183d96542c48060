"""The rows of the sandbox's books, as values."""

from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from app.domain.money import Money
from app.domain.reversals.answers import RejectionReason
from app.domain.reversals.states import AttemptOutcome, PaymentStatus
from app.gateways.base import (
    Accepted,
    Declined,
    NotKnown,
    NotReached,
    Outcome,
    Pending,
    ProcessorResponse,
    Reason,
    Standing,
)

Answer = Accepted | Declined | NotKnown
"""The final answers of a key. NotKnown is for a key that never gets an answer."""


class JournalKind(StrEnum):
    CHARGE = "charge"
    CAPTURE = "capture"
    VOID = "void"
    REFUND = "refund"
    REFUND_VOID = "refund_void"


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One entry of the journal: a sending. Only entries with `effect` count (SPEC 13).

    A charge with an effect took money. An authorization is a charge without an effect; its capture takes the money. A
    void releases what was authorized or captured, a refund returns money, a refund_void takes a refund's money again.
    """

    key: str
    kind: JournalKind
    transaction: str
    amount: Money
    effect: bool
    at: datetime

    def as_json(self) -> dict[str, str | bool]:
        """The entry in the form of SPEC 13, its amount with the currency's decimals, `at` in ISO 8601."""
        return {
            "key": self.key,
            "kind": self.kind.value,
            "transaction": self.transaction,
            "amount": str(self.amount),
            "currency": self.amount.currency,
            "effect": self.effect,
            "at": self.at.isoformat(timespec="microseconds").replace("+00:00", "Z"),
        }


@dataclass(frozen=True, slots=True)
class Sending:
    """An instruction that arrived at the gateway. `refund_key` is that of the refund to void, if it is about one.

    It is `renewed` where its key on the wire is not the first any more. `merchant` is who sends it; None for one who
    may do anything with every payment.
    """

    kind: JournalKind
    key: str
    transaction: str
    amount: Money
    at: datetime
    refund_key: str | None = None
    renewed: bool = False
    merchant: str | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A used key: its instruction and its answer. Until `decided_at`, if set, the answer is that it is pending."""

    kind: JournalKind
    transaction: str
    amount: Money
    answer: Answer
    decided_at: datetime | None

    def belongs_to(self, sending: Sending) -> bool:
        return (self.kind, self.transaction, self.amount) == (sending.kind, sending.transaction, sending.amount)

    def told(self, key: str, at: datetime) -> Answer | Pending:
        """The answer at this time."""
        return Pending(reference(key)) if self.is_undecided(at) else self.answer

    def is_undecided(self, at: datetime) -> bool:
        return self.decided_at is not None and at < self.decided_at


@dataclass(frozen=True, slots=True)
class PaymentOpened:
    """A new sale in the books: `captured` and so submitted at once, or only authorized."""

    merchant: str
    status: PaymentStatus
    paypal: bool
    expires_at: datetime
    captured: bool
    part_of: str | None = None


@dataclass(frozen=True, slots=True)
class PaymentChanged:
    """The new state of the sending's payment. What is None stays as it was."""

    status: PaymentStatus
    captured: Money | None = None
    submitted_at: datetime | None = None
    settled_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RefundOpened:
    """A new refund of the sending's amount, under its key. It has the status when it is decided.

    One without a payment `opens` the credit that it is of.
    """

    merchant: str
    status: PaymentStatus
    opens: PaymentOpened | None = None


@dataclass(frozen=True, slots=True)
class RefundVoided:
    """The refund under that key is voided."""

    key: str


Change = PaymentOpened | PaymentChanged | RefundOpened | RefundVoided
"""The changes of a deed in the books, besides the key's answer and the journal."""


@dataclass(frozen=True, slots=True)
class Deed:
    """The result of a sending.

    `answer` is stored under the key; None leaves the key unused. `unheard` is what the sender gets instead. `moved` is
    the money that moved, if any. `seconds` pass between the deed and the answer.
    """

    answer: Answer | None
    moved: Money | None = None
    unheard: NotReached | NotKnown | None = None
    decided_at: datetime | None = None
    seconds: float = 0.0
    change: Change | None = None

    def told(self, key: str) -> Outcome:
        """The sender's answer."""
        if self.unheard is not None:
            return self.unheard
        if self.answer is None:
            raise ValueError("a deed without an answer says what is heard instead")
        return self.answer if self.decided_at is None else Pending(reference(key))


def status_at(written: PaymentStatus, at: datetime, expires_at: datetime, *, is_open: bool) -> PaymentStatus:
    """The status of a payment at that time: as written, unless the authorization's time is over.

    One that is captured in parts, and still `is_open` to more of them, is SETTLED then.
    """
    if at >= expires_at:
        if written is PaymentStatus.AUTHORIZED:
            return PaymentStatus.AUTHORIZATION_EXPIRED
        if written is PaymentStatus.SETTLEMENT_PENDING and is_open:
            return PaymentStatus.SETTLED
    return written


@dataclass(frozen=True, slots=True)
class PaymentRecord:
    """A payment in the gateway's books. `status` was written last; `status_at` is the status at a time.

    Of an authorization that is captured `in_parts`, each part is a payment of its own.
    """

    transaction: str
    merchant: str
    amount: Money
    captured: Money | None
    status: PaymentStatus
    paypal: bool
    expires_at: datetime
    submitted_at: datetime | None
    in_parts: bool = False

    def status_at(self, at: datetime) -> PaymentStatus:
        """The status at that time: an authorization's time ends."""
        return status_at(self.status, at, self.expires_at, is_open=self.in_parts and self.submitted_at is None)

    def standing(self, at: datetime) -> Standing:
        taken = None if self.in_parts else self.captured
        return Standing(self.status_at(at), taken or self.amount)


@dataclass(frozen=True, slots=True)
class RefundRecord:
    """A refund in the gateway's books. Until `decided_at`, if set, it is AUTHORIZING; after that it has `status`."""

    key: str
    transaction: str
    merchant: str
    amount: Money
    status: PaymentStatus
    submitted_at: datetime
    decided_at: datetime | None

    def status_at(self, at: datetime) -> PaymentStatus:
        return PaymentStatus.AUTHORIZING if self.decided_at and at < self.decided_at else self.status

    def standing(self, at: datetime) -> Standing:
        return Standing(self.status_at(at), self.amount)


@dataclass(frozen=True, slots=True)
class Found:
    """The rows of the books that a sending is about.

    `sendings` counts earlier sendings under its key, `voids` earlier voids of its payment under any key.
    `declined_before` means that the processor declined a refund of the same amount on its payment. `version` is that of
    the payment's row, None without a row.
    """

    kept: Kept | None
    payment: PaymentRecord | None
    refund: RefundRecord | None
    sendings: int
    voids: int
    declined_before: bool
    version: str | None

    def as_seen_by(self, merchant: str | None) -> "Found":
        """The same, where another merchant's payment is none at all."""
        if merchant is None or self.payment is None or self.payment.merchant == merchant:
            return self
        return replace(self, payment=None, refund=None)


@dataclass(frozen=True, slots=True)
class Settlement:
    """A payment, or with `refund_key` a refund of it, that settlement moved to `status`."""

    transaction: str
    refund_key: str | None
    status: PaymentStatus
    amount: Money
    at: datetime


_REFERENCE = "sandbox-"


def reference(key: str) -> str:
    """The gateway's own reference for what it did under `key`."""
    return f"{_REFERENCE}{key}"


def key_of(text: str) -> str | None:
    """The key that a reference of the gateway's was made for; None for a text that is no reference."""
    return text.removeprefix(_REFERENCE) if text.startswith(_REFERENCE) else None


def answer_as_json(answer: Answer) -> dict[str, Any]:
    match answer:
        case Accepted(ref, response, at):
            return {"outcome": AttemptOutcome.ACCEPTED, "reference": ref, **asdict(response), "status": at}
        case Declined(response, status, soft, reason, rejection):
            return {
                "outcome": AttemptOutcome.DECLINED,
                **asdict(response),
                "status": status,
                "soft": soft,
                "reason": reason,
                "rejection": rejection,
            }
        case NotKnown(message):
            return {"outcome": AttemptOutcome.UNKNOWN, "message": message}


def answer_from_json(kept: dict[str, Any]) -> Answer:
    if kept["outcome"] == AttemptOutcome.UNKNOWN:
        return NotKnown(kept["message"])
    # Answers of before have less.
    told = (kept.get(each.name) for each in fields(ProcessorResponse))
    response = ProcessorResponse(*told)  # type: ignore[arg-type] # mypy can't see that each has its field's type
    if kept["outcome"] == AttemptOutcome.ACCEPTED:
        at = kept.get("status")
        return Accepted(kept["reference"], response, None if at is None else PaymentStatus(at))
    reason = None if kept["reason"] is None else Reason(kept["reason"])
    rejection = None if kept.get("rejection") is None else RejectionReason(kept["rejection"])
    return Declined(response, PaymentStatus(kept["status"]), kept["soft"], reason, rejection)
