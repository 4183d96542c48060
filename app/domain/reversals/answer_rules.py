"""Rules for single answers of a gateway: where a yes leads to, when "not done" is tried again, what a no means."""

from datetime import datetime, timedelta

from app.domain.problems import Condition
from app.domain.reversals.answers import Declined, NotReached, Reason
from app.domain.reversals.conclusion import Conclusion, Situation
from app.domain.reversals.states import REFUNDABLE, PaymentStatus, Subject, as_kept, path_to

S = PaymentStatus

A_DAY = timedelta(days=1)

_AT_ONCE = frozenset({S.SETTLEMENT_PENDING, S.SETTLING, S.SETTLED})


def submitted_to(subject: Subject, status: PaymentStatus | None) -> list[PaymentStatus]:
    """The steps to where the gateway says at once that it stands: it was submitted, and may settle or have settled."""
    steps = [S.SUBMITTED_FOR_SETTLEMENT]
    if status is None or as_kept(status) not in _AT_ONCE:
        return steps
    return steps + path_to(subject, S.SUBMITTED_FOR_SETTLEMENT, as_kept(status))


def next_try(situation: Situation, not_reached: NotReached) -> datetime | None:
    """When what was not done is tried again; None if it is over.

    What only a person can make possible again waits for one, however long that takes.
    """
    if not situation.queues:
        return None
    due = situation.next_retry()
    return situation.at + max(situation.interval, A_DAY) if due is None and not_reached.attention else due


def refusal_of_refund(found: Conclusion, declined: Declined, *, turns: bool) -> Condition | None:
    """What a declined refund is refused with to who asked for it; None where the gateway's no stands as data.

    `found` has the payment as the gateway says that it is. So it does where that can
    be refunded, and the reason is another one: a dispute, the age of the payment, the merchant's account there.
    It `turns` if the refund may become a void.
    """
    if declined.reason is None:
        return None
    if declined.reason is Reason.ALREADY_REFUNDED:
        return Condition.TRANSACTION_ALREADY_REFUNDED
    refundable = found.transaction.status in REFUNDABLE and not found.contradicted
    if declined.reason is not Reason.NOT_SETTLED and refundable:
        return None
    return Condition.TRANSACTION_NOT_VOIDABLE if turns else Condition.TRANSACTION_NOT_SETTLED
