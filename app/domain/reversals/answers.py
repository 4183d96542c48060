"""The five things that a gateway can answer, and where it says that a payment stands (SPEC 4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import assert_never

from app.domain.money import Money
from app.domain.reversals.states import AttemptOutcome, PaymentStatus


@dataclass(frozen=True, slots=True)
class ProcessorResponse:
    """What the processor said, in its own code and words.

    `additional` is what it said more; `network_code` and `network_message` are what the card's network said.
    """

    code: str
    message: str
    additional: str | None = None
    network_code: str | None = None
    network_message: str | None = None


class RejectionReason(StrEnum):
    """Which rule of the gateway's own rejected a payment."""

    APPLICATION_INCOMPLETE = "APPLICATION_INCOMPLETE"
    AVS = "AVS"
    AVS_AND_CVV = "AVS_AND_CVV"
    CVV = "CVV"
    DUPLICATE = "DUPLICATE"
    EXCESSIVE_RETRY = "EXCESSIVE_RETRY"
    FRAUD = "FRAUD"
    MANUAL_TRANSACTIONS_DISABLED = "MANUAL_TRANSACTIONS_DISABLED"
    PAYMENT_METHOD_BLOCKED = "PAYMENT_METHOD_BLOCKED"
    RISK_THRESHOLD = "RISK_THRESHOLD"
    THREE_D_SECURE = "THREE_D_SECURE"
    TOKEN_ISSUANCE = "TOKEN_ISSUANCE"  # noqa: S105 -- the name of a rule
    TOO_MANY_CONFIRMATION_ATTEMPTS = "TOO_MANY_CONFIRMATION_ATTEMPTS"
    UNION_PAY_ENROLLMENT_REQUIRED = "UNION_PAY_ENROLLMENT_REQUIRED"


class Reason(StrEnum):
    """Why a gateway declined, where the reason changes what we do next."""

    ALREADY_SETTLED = "ALREADY_SETTLED"
    """A void came too late: what was captured is settling or settled."""
    NOT_SETTLED = "NOT_SETTLED"
    """A refund came too early: the capture has not settled."""
    NOT_POSSIBLE = "NOT_POSSIBLE"
    """What was asked does not fit what the gateway has: already voided, an amount too large, an unknown payment."""
    DISPUTED = "DISPUTED"
    """The customer has disputed the payment: a refund beside a chargeback would pay twice."""
    ALREADY_REFUNDED = "ALREADY_REFUNDED"
    """All of it has been refunded, elsewhere if not here."""
    TOO_OLD = "TOO_OLD"
    """The gateway refunds payments of that age no more."""
    ACCOUNT_CLOSED = "ACCOUNT_CLOSED"
    """The merchant's account at the gateway can't do this."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """It is done, or certain to be done. `reference` is the gateway's id of it.

    `status` is where a payment or a refund stands with that, at a gateway where it is settling or settled at once.
    """

    reference: str
    response: ProcessorResponse
    status: PaymentStatus | None = None


@dataclass(frozen=True, slots=True)
class Pending:
    """Taken but not decided: asked again, with `find`, until it is."""

    reference: str


@dataclass(frozen=True, slots=True)
class Declined:
    """The answer is no, and it is final for this key.

    `status` tells who said so: PROCESSOR_DECLINED, GATEWAY_REJECTED, or FAILED where the processor could not be reached
    for a charge. `soft` says that another day may bring another answer; None where the gateway does not say.
    `rejection` is which of its rules the gateway rejected it by.
    """

    response: ProcessorResponse
    status: PaymentStatus = PaymentStatus.PROCESSOR_DECLINED
    soft: bool | None = False
    reason: Reason | None = None
    rejection: RejectionReason | None = None


@dataclass(frozen=True, slots=True)
class NotReached:
    """UNAVAILABLE: it was certainly not done.

    `retry_after` says that it may be possible so soon. With `credentials` the gateway refused those of the account.
    With `new_key` the gateway keeps a failure under the wire key, and the next sending needs another one. With
    `attention` it can't become possible by itself, and a person has to look.
    """

    message: str
    retry_after: timedelta | None = None
    credentials: bool = False
    new_key: bool = False
    attention: bool = False


@dataclass(frozen=True, slots=True)
class NotKnown:
    """UNKNOWN: a timeout, a broken connection, an answer that we don't understand. It may have been done.

    With `attention` the answer contradicts what was asked, and a person has to look.
    With `new_key` the gateway keeps a failure under the wire key: sent again under that, it would fail in the same way.
    It is looked up as ever, and only a sending after proven absence takes another wire key. With `credentials` the
    gateway refused those of the account when it was asked.
    """

    message: str
    attention: bool = False
    new_key: bool = False
    credentials: bool = False


@dataclass(frozen=True, slots=True)
class Absent:
    """Asked for a key, the gateway says that it never did anything under it."""


FinalOutcome = Accepted | Declined | NotReached
"""An answer that says whether it was done."""

Outcome = FinalOutcome | Pending | NotKnown


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a payment or a refund stands at the gateway."""

    status: PaymentStatus
    amount: Money


class DisputeState(StrEnum):
    """Where a chargeback stands, from the merchant's side."""

    OPEN = "OPEN"
    WON = "WON"
    LOST = "LOST"


@dataclass(frozen=True, slots=True)
class Dispute:
    """The latest chargeback of a payment."""

    state: DisputeState
    opened_at: datetime
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class AttemptEnd:
    """How an attempt ended, as it is kept: the processor's code, its message, and the gateway's reference."""

    outcome: AttemptOutcome
    code: str | None = None
    message: str | None = None
    reference: str | None = None

    @classmethod
    def of(cls, outcome: Outcome) -> "AttemptEnd":
        match outcome:
            case Accepted(reference, response):
                return cls(AttemptOutcome.ACCEPTED, response.code, response.message, reference)
            case Pending(reference):
                return cls(AttemptOutcome.PENDING, reference=reference)
            case Declined(response):
                return cls(AttemptOutcome.DECLINED, response.code, response.message)
            case NotReached(message):
                return cls(AttemptOutcome.UNAVAILABLE, message=message)
            case NotKnown(message):
                return cls(AttemptOutcome.UNKNOWN, message=message)
            case _:
                assert_never(outcome)


class AnswerFact(StrEnum):
    """What may be known of a processor's answer beside its code and its words."""

    ADDITIONAL = "additional"
    NETWORK_CODE = "network_code"
    NETWORK_MESSAGE = "network_message"
    REJECTION = "rejection"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the processor said when a status was come to."""

    code: str
    message: str
    soft: bool | None = None
    more: Mapping[str, str] | None = None
    """What is known beside it, by the names of AnswerFact; None for nothing."""

    @classmethod
    def of(
        cls, response: ProcessorResponse, *, soft: bool | None = None, rejection: RejectionReason | None = None
    ) -> "Answer":
        facts = {
            AnswerFact.ADDITIONAL: response.additional,
            AnswerFact.NETWORK_CODE: response.network_code,
            AnswerFact.NETWORK_MESSAGE: response.network_message,
            AnswerFact.REJECTION: rejection,
        }
        known = {name.value: str(value) for name, value in facts.items() if value is not None}
        return cls(response.code, response.message, soft, known or None)


def settlement_answer(status: PaymentStatus) -> Answer | None:
    """What a status history says of a settlement: the processor's usual codes for yes and no."""
    match status:
        case PaymentStatus.SETTLED:
            return Answer("4000", "Confirmed")
        case PaymentStatus.SETTLEMENT_DECLINED:
            return Answer("4001", "Settlement Declined")
        case PaymentStatus.SETTLEMENT_PENDING:
            return Answer("4002", "Settlement Pending")
        case _:
            return None
