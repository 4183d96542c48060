"""Running operations of every kind, with what they are about, for what a gateway's answer to them comes to."""

from datetime import timedelta
from typing import Any

from app.domain.money import Money
from app.domain.people.people import ALL_RIGHTS, Actor, ActorKind
from app.domain.reversals.answers import (
    Accepted,
    Declined,
    NotKnown,
    NotReached,
    Outcome,
    Pending,
    ProcessorResponse,
    Reason,
)
from app.domain.reversals.conclusion import Situation
from app.domain.reversals.payments import Merchant, Terms
from app.domain.reversals.states import AttemptOutcome, OperationKind, PaymentSource, PaymentStatus, RetryState
from tests.domain.reversals.values import NOW, operation, refund, transaction

S, K = PaymentStatus, OperationKind
DAY = timedelta(days=1)
YES, NO = ProcessorResponse("1000", "Approved"), ProcessorResponse("2000", "Do Not Honor")

ANSWERS: dict[AttemptOutcome, Outcome] = {
    AttemptOutcome.ACCEPTED: Accepted("reference", YES),
    AttemptOutcome.PENDING: Pending("reference"),
    AttemptOutcome.DECLINED: Declined(NO),
    AttemptOutcome.UNAVAILABLE: NotReached("It was not there."),
    AttemptOutcome.UNKNOWN: NotKnown("No answer."),
}
SETTLED_ALREADY = Declined(NO, reason=Reason.ALREADY_SETTLED)
NOT_SETTLED_YET = Declined(NO, reason=Reason.NOT_SETTLED)

BEFORE = {
    K.CHARGE: S.AUTHORIZING,
    K.AUTHORIZE: S.AUTHORIZING,
    K.CAPTURE: S.AUTHORIZED,
    K.VOID: S.SUBMITTED_FOR_SETTLEMENT,
    K.REFUND: S.SETTLED,
    K.REFUND_VOID: S.SETTLED,
}
"""Where the payment stands that an operation is about."""


def merchant(**given: Any) -> Merchant:
    usual: dict[str, Any] = {
        "id": 1,
        "public_id": "shop",
        "name": "Shop",
        "sandbox": True,
        "clock_offset": timedelta(0),
        "settled_until": None,
        "retry_interval": None,
        "retry_attempts": None,
        "retry_declines": False,
        "require_request_key": False,
    }
    return Merchant(**{**usual, **given})


def actor(**given: Any) -> Actor:
    """A key with every right; `given` counts more."""
    usual: dict[str, Any] = {
        "kind": ActorKind.API_KEY,
        "id": "public",
        "name": "Key",
        "merchant_id": 1,
        "merchant": "shop",
        "rights": ALL_RIGHTS,
        "source": PaymentSource.API,
    }
    return Actor(**{**usual, **given})


def situation(kind: OperationKind, terms: Terms | None = None, **given: Any) -> Situation:
    """An operation of that kind whose first attempt runs, on a payment of 100.00; `given` counts more."""
    of_refund = kind in {K.REFUND, K.REFUND_VOID}
    amount = Money(10_00 if of_refund else 100_00, "USD")
    running = operation(
        kind=kind,
        amount=amount,
        refund_id=1 if of_refund else None,
        state=RetryState.RUNNING,
        last_outcome=None,
        lease="somebody",
        terms=terms or Terms(),
    )
    usual: dict[str, Any] = {
        "operation": running,
        "transaction": transaction(
            status=BEFORE[kind],
            reserved=Money(10_00 if of_refund else 0, "USD"),
            operation=None if of_refund else running,
        ),
        "refund": None,
        "merchant": merchant(),
        "actor": actor(),
        "at": NOW,
        "interval": DAY,
        "retry_attempts": 3,
    }
    if of_refund:
        status = S.AUTHORIZING if kind is K.REFUND else S.SUBMITTED_FOR_SETTLEMENT
        usual["refund"] = refund(status=status, operation=running)
    return Situation(**{**usual, **given})
