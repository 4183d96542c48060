"""The GraphQL types that payments have here and not at Braintree: retries, external marks, refundability."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import field

from app.domain.ids import IdKind, global_id
from app.domain.reversals import payments, rules, schedule
from app.domain.reversals.rules import ReversalAction
from app.domain.reversals.states import AttemptOutcome, OperationKind, PaymentStatus, RetryState
from app.schema.base.context import Context
from app.schema.base.fields import holds
from app.schema.base.monetary import MonetaryAmount, monetary_amount
from app.schema.base.scalars import Timestamp
from app.schema.errors.validation_errors import ValidationError, validation_error
from app.store.search.reading import Attempt

if TYPE_CHECKING:
    from app.schema.reversals.payment import Payment


@strawberry.type(description="One attempt at the gateway.")
class GatewayAttempt:
    number: int = field(description="1 for the first attempt, and so on.")
    started_at: Timestamp = field(description="When it was made.")
    finished_at: Timestamp | None = field(description="When its outcome became known; null while it runs.")
    outcome: AttemptOutcome | None = field(description="The outcome; null while it runs.")
    processor_response_code: str | None = field(description="The processor's response code, if it sent one.")
    message: str | None = field(description="The gateway's answer in words.")
    gateway_reference: str | None = field(description="The gateway's id of it.")


@strawberry.type(description="The retries of a reversal that the gateway did not accept at once.")
class Retry:
    id: strawberry.ID = field(description="Its id.")
    state: RetryState = field(description="Whether it waits, runs, is paused, or has ended.")
    attempts_made: int = field(description="How many times it was sent to the gateway, the first time included.")
    attempts_left: int = field(description="How many daily attempts are still to come.")
    next_attempt_at: Timestamp | None = field(
        description="When it is retried, or the gateway is asked; null if neither is due."
    )
    last_error: str | None = field(
        description="Why the last attempt did not succeed, or an accepted refund was declined at settlement."
    )
    attempts: list[GatewayAttempt] = field(description="All attempts, the first one first.", metadata=holds(10))
    payment: Annotated["Payment", strawberry.lazy("app.schema.reversals.payment")] = field(
        description="The refund or the transaction."
    )


@strawberry.type(description="A person's record that a refund or void was made outside of this service.")
class ExternalMark:
    reference: str | None = field(description="The id of the refund or void in the system where it was made.")
    note: str | None = field(description="The note of the person.")
    marked_by: str = field(description="Who recorded it.")
    marked_at: Timestamp = field(description="When it was recorded.")
    undone_by: str | None = field(description="Who undid it; null if it was not undone.")
    undone_at: Timestamp | None = field(description="When it was undone; null if it was not.")


@strawberry.type(description="How a transaction can be reversed now, and what prevents it.")
class Refundability:
    action: ReversalAction = field(description="What `reverseTransaction` would do now.")
    maximum: MonetaryAmount = field(description="The largest amount that can be reversed now.")
    can_void: bool = field(description="Whether `voidTransaction` would be allowed now.")
    can_refund: bool = field(description="Whether `refundTransaction` would be allowed now.")
    blockers: list[ValidationError] = field(description="Why it cannot be reversed; empty if it can.")


def refundability(value: rules.Refundability) -> Refundability:
    return Refundability(
        action=value.action,
        maximum=monetary_amount(value.maximum),
        can_void=value.can_void,
        can_refund=value.can_refund,
        blockers=[validation_error(problem) for problem in value.blockers],
    )


def external_mark(mark: payments.ExternalMark) -> ExternalMark:
    return ExternalMark(
        reference=mark.reference,
        note=mark.note,
        marked_by=mark.marked_by,
        marked_at=Timestamp(mark.marked_at),
        undone_by=mark.undone_by,
        undone_at=None if mark.undone_at is None else Timestamp(mark.undone_at),
    )


ON_HOLD = "Sending is on hold."

_SALES = frozenset({OperationKind.CHARGE, OperationKind.AUTHORIZE})


async def retry_of(context: Context, payment: "Payment", operation: payments.Operation | None) -> Retry | None:
    """The operation's retry; None unless an attempt of it was not accepted (SPEC 13), or it waits for its first one.

    A sale is never retried: after its outcome, None.
    """
    if operation is None or (operation.kind in _SALES and not operation.open):
        return None
    if operation.never_sent:
        return await whole_retry(context, payment, operation)
    attempts = await context.loaders.attempts.load(operation.id)
    waits = operation.state in {RetryState.WAITING, RetryState.PAUSED}
    if not waits and not any(attempt.outcome not in (None, AttemptOutcome.ACCEPTED) for attempt in attempts):
        return None
    return await whole_retry(context, payment, operation)


async def whole_retry(context: Context, payment: "Payment", operation: payments.Operation) -> Retry:
    """The retry of the payment's operation, whatever its outcome."""
    attempts = await context.loaders.attempts.load(operation.id)
    merchant = await context.loaders.merchant()
    _, retry_attempts = context.service.retry_plan(merchant)
    due, error = operation.next_attempt_at, operation.last_error
    if merchant.on_hold and operation.state is RetryState.WAITING:
        due, error = None, " ".join(part for part in (ON_HOLD, error) if part)
    return Retry(
        id=strawberry.ID(global_id(IdKind.RETRY, payment.value.legacy_id)),
        state=operation.state,
        attempts_made=operation.attempts_made,
        attempts_left=schedule.attempts_to_come(operation, retry_attempts),
        next_attempt_at=None if due is None else Timestamp(due),
        last_error=error or await _late_decline(context, payment),
        attempts=_attempts(attempts),
        payment=payment,
    )


async def _late_decline(context: Context, payment: "Payment") -> str | None:
    """What the processor said of an accepted refund that was declined at settlement; None for any other payment."""
    value = payment.value
    if value.status is not PaymentStatus.SETTLEMENT_DECLINED or not hasattr(value, "transaction_id"):
        return None
    history = await context.loaders.refund_histories.load(value.id)
    declined = next((each for each in history if each.status is PaymentStatus.SETTLEMENT_DECLINED), None)
    said = [] if declined is None else [each for each in (declined.response_code, declined.response_message) if each]
    return "It was declined at settlement" + (f": {' '.join(said)}." if said else ".")


def _attempts(attempts: Sequence[Attempt]) -> list[GatewayAttempt]:
    return [
        GatewayAttempt(
            number=attempt.number,
            started_at=Timestamp(attempt.started_at),
            finished_at=None if attempt.finished_at is None else Timestamp(attempt.finished_at),
            outcome=attempt.outcome,
            processor_response_code=attempt.response_code,
            message=attempt.message,
            gateway_reference=attempt.gateway_reference,
        )
        for attempt in attempts
    ]
