"""What a gateway's word on a payment and its refunds comes to here (SPEC 14.6 and 14.7). Values in, values out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.domain.money import Money
from app.domain.reversals.payments import Operation, Refund, Transaction
from app.domain.reversals.states import (
    RESERVING,
    AttemptOutcome,
    IllegalTransition,
    OperationKind,
    PaymentStatus,
    RetryState,
    Subject,
    as_kept,
    path_to,
)

S = PaymentStatus

ADOPTABLE = frozenset(
    {
        S.AUTHORIZED,
        S.AUTHORIZATION_EXPIRED,
        S.SUBMITTED_FOR_SETTLEMENT,
        S.SETTLEMENT_PENDING,
        S.SETTLEMENT_DECLINED,
        S.SETTLING,
        S.SETTLED,
        S.VOIDED,
    }
)
"""Where a payment may stand that is taken over: it holds money, or held it."""

_CAPTURED = frozenset({S.SUBMITTED_FOR_SETTLEMENT, S.SETTLEMENT_PENDING, S.SETTLEMENT_DECLINED, S.SETTLING, S.SETTLED})

_WAY = (S.AUTHORIZING, S.AUTHORIZED, S.SUBMITTED_FOR_SETTLEMENT, S.SETTLING, S.SETTLED)
"""The way of a refund that comes to its good end."""

_UNDECIDED = frozenset({AttemptOutcome.UNKNOWN, AttemptOutcome.PENDING, None})

CLOCKS_DIFFER = timedelta(minutes=1)
"""By how much a gateway's clock may lie behind ours."""


def amount_at_gateway(status: PaymentStatus, authorized: Money, captured: Money) -> Money | None:
    """How much of a payment can be voided or refunded; None if it has been captured by other payments alone."""
    if status not in _CAPTURED:
        return authorized
    if not captured.minor:
        return authorized if status is S.SETTLEMENT_DECLINED else None
    return captured if captured < authorized else authorized


def payment_steps(transaction: Transaction, status: PaymentStatus, amount: Money) -> list[PaymentStatus]:
    """The steps from the transaction's status to the one that its gateway tells; empty if nothing changed.

    Raises IllegalTransition where no way leads there, or refunds hold more of it than would be left.
    """
    steps = path_to(Subject.TRANSACTION, transaction.status, status)
    held = transaction.reserved
    if transaction.waiting is not None:
        # Of what waits for its settlement no gateway has heard: it ends with the payment.
        held = held - transaction.waiting
    left = Money(0, held.currency) if status is S.VOIDED else min(amount, transaction.amount, key=lambda it: it.minor)
    if steps and left < held:
        raise IllegalTransition(f"refunds hold {held} of a payment that is {status} with {amount}")
    return steps


def status_of_refund(told: PaymentStatus) -> PaymentStatus:
    """The status of a refund here for the one that its gateway tells: it knows fewer stations on the way."""
    return S.SETTLING if told is S.SETTLEMENT_PENDING else as_kept(told)


def refund_steps(before: PaymentStatus, told: PaymentStatus) -> list[PaymentStatus]:
    """The steps from a refund's status to the one that its gateway tells; empty if nothing is new.

    What is told never takes a refund back on its way. Raises IllegalTransition where it gives money back by the
    gateway's word, and has come to nothing by ours.
    """
    if told is before:
        return []
    told = status_of_refund(told)
    if before not in RESERVING:
        if told in RESERVING:
            raise IllegalTransition(f"a refund that is {before} gives money back by its gateway's word: {told}")
        return []
    if told in _WAY:
        return list(_WAY[_WAY.index(before) + 1 : _WAY.index(told) + 1])
    return _ways_to_nothing(before, told)


def _ways_to_nothing(before: PaymentStatus, told: PaymentStatus) -> list[PaymentStatus]:
    """The steps of a refund that gave no money back in the end; the last words depend on how far it had come."""
    if before is S.AUTHORIZING:
        return [told if told in {S.VOIDED, S.FAILED} else S.PROCESSOR_DECLINED]
    submitted = [S.SUBMITTED_FOR_SETTLEMENT] if before is S.AUTHORIZED else []
    can_be_voided = before in {S.AUTHORIZED, S.SUBMITTED_FOR_SETTLEMENT}
    return [*submitted, S.VOIDED if told is S.VOIDED and can_be_voided else S.SETTLEMENT_DECLINED]


class Belongs(StrEnum):
    """What a refund that the gateway tells of is here."""

    KNOWN = "KNOWN"
    """A refund that is known here, decided on by its gateway, or found at it before."""
    UNDER_WAY = "UNDER_WAY"
    """A refund that is known here, of which the queue still has to hear what became of it."""
    PERHAPS_OURS = "PERHAPS_OURS"
    """It has no key of ours, and may be what was sent here all the same, whose answer is still awaited."""
    ELSEWHERE = "ELSEWHERE"
    """Nobody asked for it here."""


@dataclass(frozen=True, slots=True)
class ToldRefund:
    """A refund as its gateway tells of it; `key` is ours where the gateway has kept one."""

    reference: str
    key: str | None
    status: PaymentStatus
    amount: Money
    created_at: datetime


@dataclass(frozen=True, slots=True)
class OurRefunds:
    """A payment's refunds as they are known here, by number.

    `by_reference` has every id that the gateway was heard to call one, and `by_key` every key that one was sent under.
    """

    refunds: Mapping[int, Refund]
    by_reference: Mapping[str, int]
    by_key: Mapping[str, int]

    def placed(self, told: ToldRefund) -> tuple[Belongs, Refund | None]:
        """What the refund is here, and which one, where it is known."""
        number = self.by_reference.get(told.reference)
        if number is None and told.key is not None:
            number = self.by_key.get(told.key)
            known = None if number is None else self.refunds[number]
            if known is not None and known.gateway_id not in {None, told.reference}:
                # The key has two effects at the gateway: the second one is money too.
                return Belongs.ELSEWHERE, None
        if number is not None:
            return self._of_known(self.refunds[number], told)
        if told.key is None and any(_may_be(told, each.operation) for each in self.refunds.values()):
            return Belongs.PERHAPS_OURS, None
        return Belongs.ELSEWHERE, None

    def _of_known(self, refund: Refund, told: ToldRefund) -> tuple[Belongs, Refund | None]:
        operation = refund.operation
        if operation is not None and operation.open:
            return Belongs.UNDER_WAY, refund
        if refund.status not in RESERVING and told.status in RESERVING and not refund.made_elsewhere:
            # It was given up, or declined, and was made all the same.
            return Belongs.ELSEWHERE, None
        return Belongs.KNOWN, refund


def _may_be(told: ToldRefund, operation: Operation | None) -> bool:
    """Whether a refund without a key may be what the operation has sent."""
    if operation is None or operation.kind is not OperationKind.REFUND or not operation.open:
        return False
    not_heard = operation.state is RetryState.RUNNING or operation.last_outcome in _UNDECIDED
    return (
        not_heard and told.amount == operation.amount and told.created_at >= operation.first_attempt_at - CLOCKS_DIFFER
    )
