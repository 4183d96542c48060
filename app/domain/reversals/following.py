"""When a gateway is asked about a payment and its refunds again, until nothing of them changes any more (SPEC 14.7)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.reversals.answers import DisputeState
from app.domain.reversals.payments import Refund, Transaction
from app.domain.reversals.states import PaymentStatus

S = PaymentStatus

LATE_LOOKS = tuple(timedelta(days=days) for days in (1, 3, 7, 14, 30))
"""How long after it was made a refund is asked about that has settled, and may fail all the same."""

RHYTHM = ((timedelta(days=3), timedelta(hours=1)), (timedelta(days=30), timedelta(hours=6)))
"""How often what has not settled is asked about, up to which age."""
EVERY_DAY = timedelta(days=1)
"""How often later, and while a dispute is open."""

FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=5), timedelta(hours=6)
"""How long after a question without an answer the next one is asked: doubled with each that failed."""

UNSETTLED_PAYMENT = frozenset({S.AUTHORIZED, S.SUBMITTED_FOR_SETTLEMENT, S.SETTLEMENT_PENDING, S.SETTLING})
UNSETTLED_REFUND = frozenset(
    {S.AUTHORIZING, S.AUTHORIZED, S.SUBMITTED_FOR_SETTLEMENT, S.SETTLEMENT_PENDING, S.SETTLING}
)


@dataclass(frozen=True, slots=True)
class Follow:
    """What of a payment is followed, and since when it was last asked about; None if it never was.

    `late_failure` is how long after a yes its gateway's refunds may fail. `contradicted` says that what the gateway
    tells does not fit what is known here: a person looks, and asking often brings nothing.
    """

    transaction: Transaction
    refunds: tuple[Refund, ...]
    asked_at: datetime | None
    late_failure: timedelta
    contradicted: bool = False


def next_question(follow: Follow, now: datetime) -> datetime | None:
    """When the gateway is asked about the payment next; None once nothing of it can change any more."""
    asked_at = follow.asked_at
    times = [each for each in _times(follow, now) if each is not None]
    if not times:
        return None
    due = min(times)
    if follow.contradicted and asked_at is not None:
        due = max(due, asked_at + EVERY_DAY)
    return due


def _times(follow: Follow, now: datetime) -> Iterable[datetime | None]:
    transaction, asked_at = follow.transaction, follow.asked_at
    number = transaction.id
    if transaction.status in UNSETTLED_PAYMENT:
        yield _in_rhythm(transaction.created_at, asked_at, now, number)
    if transaction.dispute is not None and transaction.dispute.state is DisputeState.OPEN:
        yield (asked_at or now) + EVERY_DAY
    for refund in follow.refunds:
        if refund.external is not None or (refund.operation is not None and refund.operation.open):
            # A person's word, or the queue's to ask about.
            continue
        if refund.status in UNSETTLED_REFUND:
            yield _in_rhythm(refund.created_at, asked_at, now, number)
        elif refund.status is S.SETTLED:
            yield _late_look(refund.created_at, asked_at, follow.late_failure)


def _in_rhythm(since: datetime, asked_at: datetime | None, now: datetime, number: int) -> datetime:
    """The next of the regular questions. The first one comes after a part of the interval that differs from payment to
    payment: however many begin at once, they are asked about spread over it.
    """
    age = now - since
    interval = next((each for until, each in RHYTHM if age < until), EVERY_DAY)
    return since + _share(number, interval) if asked_at is None else asked_at + interval


def _late_look(made_at: datetime, asked_at: datetime | None, late_failure: timedelta) -> datetime | None:
    """The first of the late looks that was not made yet; None if all were, or nothing fails late at that gateway."""
    if not late_failure:
        return None
    looks = [each for each in LATE_LOOKS if each < late_failure] + [min(late_failure, LATE_LOOKS[-1])]
    return next((made_at + each for each in looks if asked_at is None or made_at + each > asked_at), None)


def pause_after(failures: int) -> timedelta:
    """How long to wait after so many questions in a row without an answer, at least one."""
    factor: int = 2 ** min(max(failures - 1, 0), 16)
    return min(LONGEST_PAUSE, FIRST_PAUSE * factor)


def _share(number: int, interval: timedelta) -> timedelta:
    """A part of the interval, which differs from number to number and is the same for one at any time."""
    return interval * ((number * 0x9E3779B1) % 2**32) / 2**32
