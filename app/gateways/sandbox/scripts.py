"""Amounts that cause an outcome in the sandbox (BRAINTREE.md 6). They are compared as decimals: 3000 yen is 3000.00."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from app.domain.money import Money, exponent
from app.domain.reversals.answers import RejectionReason
from app.domain.reversals.states import PaymentStatus
from app.gateways.base import Declined, NotKnown, NotReached, ProcessorResponse
from app.gateways.sandbox.responses import (
    PROCESSED,
    processor_declined,
    processor_failed,
    rejected,
    settled_all_the_same,
)

UNAVAILABLE = NotReached("The sandbox gateway cannot be reached.")
BUSY = NotReached("The sandbox gateway is busy.", retry_after=timedelta(milliseconds=50))
FAILURE_KEPT = NotReached("The sandbox gateway repeats a failure that it keeps under the wire key.", new_key=True)
CREDENTIALS_REFUSED = NotReached("The sandbox gateway refuses the account's credentials.", credentials=True)
SILENCE = NotKnown("The sandbox gateway gave no answer.")
WRONG_ANSWER = NotKnown("The sandbox gateway answered about another amount.", attention=True)
DECISION_TAKES = timedelta(days=1)
UNFOUND_DECISION_TAKES = timedelta(days=2)
LATE_FAILURE_TAKES = timedelta(days=2)
SLOW_SECONDS = 3.0

_NEVER_REACHED = Decimal("3000.00")
_NOT_REACHED_AT_FIRST = {Decimal("3001.00"): 1, Decimal("3001.01"): 2, Decimal("3001.02"): 3}
_BUSY_AT_FIRST = Decimal("3001.03")
_BUSY = Decimal("3001.04")
_FAILURE_KEPT = Decimal("3001.05")
_CREDENTIALS_REFUSED_AT_FIRST = Decimal("3001.06")
_DONE_UNHEARD = Decimal("3002.00")
_NOT_DONE_UNHEARD = Decimal("3002.01")
_NEVER_DONE_UNHEARD = Decimal("3002.03")
_DONE_AND_ANSWERED_WRONGLY = Decimal("3002.04")
_NOT_DONE_AND_ANSWERED_WRONGLY = Decimal("3002.05")
_NEVER_ANSWERED = Decimal("3002.02")
_DECLINED_AT_SETTLEMENT = Decimal("3003.00")
_FAILS_AFTER_SETTLEMENT = Decimal("3003.01")
_SLOW = Decimal("3004.00")
_ACCEPTED_LATER = Decimal("3005.00")
_DECLINED_LATER = Decimal("3005.01")
_ACCEPTED_UNFOUND = Decimal("3005.02")
_DECLINED_ONCE = Decimal("3006.00")
_SETTLED_AT_ONCE = Decimal("3008.00")
_SETTLING_AT_ONCE = Decimal("3008.01")
_SOFT_DECLINE_SETTLES = Decimal("2046.00")
_GATEWAY_REJECTED = Decimal("5001.00")
_SETTLES_BEFORE_A_VOID = Decimal("3900.00")
_FIRST_VOID_UNREACHED = Decimal("3901.00")
_VOID_UNHEARD = Decimal("3902.00")


@dataclass(frozen=True, slots=True)
class RefundScript:
    """The outcome of a refund that reached the gateway, and how its answer arrives.

    `unheard`: it is done, but this is heard instead of the answer. `later`: it is decided so much after. `seconds`: the
    answer's delay. `status`: where it stands at once, if that is not submitted for settlement.
    """

    decline: Declined | None = None
    response: ProcessorResponse = PROCESSED
    unheard: NotKnown | None = None
    later: timedelta | None = None
    seconds: float = 0.0
    status: PaymentStatus | None = None


def sale_decline(amount: Money) -> Declined | None:
    """The decline of a sale of this amount. None if it is authorized."""
    value = _value(amount)
    if 2000 <= value < 3000:
        return processor_declined(int(value))
    if 3000 <= value < 3001:
        return processor_failed(int(value))
    if value == _GATEWAY_REJECTED:
        return rejected("Application incomplete", RejectionReason.APPLICATION_INCOMPLETE)
    return None


def sale_settles_as(amount: Money) -> PaymentStatus:
    """The status of a sale of this amount after settlement."""
    return PaymentStatus.SETTLEMENT_DECLINED if 4001 <= _value(amount) < 4002 else PaymentStatus.SETTLED


def paypal_takes_as(amount: Money) -> PaymentStatus:
    """The status of a PayPal payment of this amount as soon as it is captured: PayPal settles by itself, at once."""
    pending = 4002 <= _value(amount) < 4003
    return PaymentStatus.SETTLEMENT_PENDING if pending else PaymentStatus.SETTLING


def refund_settles_as(amount: Money) -> PaymentStatus:
    """The status of a refund of this amount after settlement."""
    declined = _value(amount) == _DECLINED_AT_SETTLEMENT
    return PaymentStatus.SETTLEMENT_DECLINED if declined else PaymentStatus.SETTLED


def refund_fails_after(amount: Money) -> timedelta | None:
    """How long after its settlement a refund of this amount fails all the same; None for one that does not."""
    return LATE_FAILURE_TAKES if _value(amount) == _FAILS_AFTER_SETTLEMENT else None


def lost_refund(amount: Money, sendings: int, *, renewed: bool) -> NotReached | NotKnown | None:
    """The failure of a refund that does not reach the gateway, after `sendings` earlier ones of its key; else None.

    `renewed` says that it comes under another wire key than the first.
    """
    value = _value(amount)
    if value == _BUSY or (value == _BUSY_AT_FIRST and sendings < 2):
        return BUSY
    if value == _FAILURE_KEPT and not renewed:
        return FAILURE_KEPT
    if value == _CREDENTIALS_REFUSED_AT_FIRST and sendings == 0:
        return CREDENTIALS_REFUSED
    if value == _NEVER_REACHED or sendings < _NOT_REACHED_AT_FIRST.get(value, 0):
        return UNAVAILABLE
    if value == _NOT_DONE_AND_ANSWERED_WRONGLY:
        return WRONG_ANSWER
    if value == _NEVER_DONE_UNHEARD or (value == _NOT_DONE_UNHEARD and sendings == 0):
        return SILENCE
    return None


def never_answered(amount: Money) -> bool:
    """Whether the gateway never answers a refund of this amount, nor a question about it."""
    return _value(amount) == _NEVER_ANSWERED


def refund_script(amount: Money, *, declined_before: bool) -> RefundScript:
    """The refund's script. `declined_before` means that the same refund was declined under another key."""
    value = _value(amount)
    if value == _SOFT_DECLINE_SETTLES:
        return RefundScript(response=settled_all_the_same(int(value)))
    if 2000 <= value < 3000:
        return RefundScript(decline=processor_declined(int(value)))
    if value == _DECLINED_ONCE and not declined_before:
        return RefundScript(decline=processor_declined(2000))
    if value == _DECLINED_LATER:
        return RefundScript(decline=processor_declined(2000), later=DECISION_TAKES)
    if value == _ACCEPTED_LATER:
        return RefundScript(later=DECISION_TAKES)
    if value == _ACCEPTED_UNFOUND:
        return RefundScript(later=UNFOUND_DECISION_TAKES)
    if value == _DONE_UNHEARD:
        return RefundScript(unheard=SILENCE)
    if value == _DONE_AND_ANSWERED_WRONGLY:
        return RefundScript(unheard=WRONG_ANSWER)
    if value == _SETTLED_AT_ONCE:
        return RefundScript(status=PaymentStatus.SETTLED)
    if value == _SETTLING_AT_ONCE:
        return RefundScript(status=PaymentStatus.SETTLING)
    return RefundScript(seconds=SLOW_SECONDS if value == _SLOW else 0.0)


def found_once_decided(amount: Money) -> bool:
    """Whether whoever asks about a refund of this amount hears that there is none, until it is decided."""
    return _value(amount) == _ACCEPTED_UNFOUND


def part_unheard(amount: Money) -> bool:
    """Whether a partial capture of this amount is done, but its answer is lost."""
    return _value(amount) == _DONE_UNHEARD


def part_not_done(amount: Money) -> bool:
    """Whether a partial capture of this amount is not done, and that is not heard."""
    return _value(amount) == _NOT_DONE_UNHEARD


def void_unreached(sale: Money, voids: int) -> bool:
    """Whether a void of a sale of this amount does not reach the gateway, after `voids` earlier ones."""
    return _value(sale) == _FIRST_VOID_UNREACHED and voids == 0


def settles_before_a_void(sale: Money) -> bool:
    """Whether a submitted sale of this amount settles just before it can be voided."""
    return _value(sale) == _SETTLES_BEFORE_A_VOID


def void_unheard(sale: Money) -> bool:
    """Whether a void of a sale of this amount is done, but its answer is lost."""
    return _value(sale) == _VOID_UNHEARD


def _value(amount: Money) -> Decimal:
    return Decimal(amount.minor).scaleb(-exponent(amount.currency))
