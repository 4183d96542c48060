"""When an operation is due again (SPEC 5.1, 4 and 13). Everything here is on the merchant's clock."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from app.domain.reversals.answers import NotReached, Outcome
from app.domain.reversals.payments import Operation
from app.domain.reversals.states import AttemptOutcome

VERIFY_AFTER = (timedelta(minutes=5), timedelta(hours=1))
"""When the gateway is asked what became of a sending whose answer was lost, unless the server's settings say otherwise;
after these, with each daily attempt.
"""

MOST_SENT_ANEW = 3
"""How often an operation is sent again by itself once it was proven not to be done; after that, once a day."""

MOST_QUICK_TRIES = 3
QUICK_TRIES_END_AFTER = timedelta(seconds=5)
"""How often, and for how long, a job tries again at once what the gateway says will soon be possible."""

ONE_PRESS = timedelta(seconds=5)
"""A second press of the same button within this time means one attempt."""

ASK_PENDING_EVERY = timedelta(hours=6)
"""How often the gateway is asked whether it has decided; when it does is not promised."""

PENDING_NEEDS_ATTENTION_AFTER = timedelta(days=10)

REQUEST_KEY_LIFE = timedelta(days=30)

PAYPAL_REFUND_PERIOD = timedelta(days=180)

FURTHEST_AHEAD = timedelta(days=3652)
"""Ten years: how far a sandbox merchant's clock may be ahead of the wall clock. Dates end with the year 9999."""


def attempts_left(operation: Operation, retry_attempts: int) -> int:
    """How many of the daily attempts are still to come."""
    return max(0, retry_attempts - operation.retries_made) if operation.open else 0


def attempts_to_come(operation: Operation, retry_attempts: int) -> int:
    """The same, as people are told it: what the gateway has taken and not decided is asked about, not sent again."""
    pending = operation.last_outcome is AttemptOutcome.PENDING
    return 0 if pending else attempts_left(operation, retry_attempts)


def next_retry(operation: Operation, now: datetime, interval: timedelta, retry_attempts: int) -> datetime | None:
    """When the next daily attempt is due: one, two, … intervals after the first attempt; None if all are used up.

    One whose time has come while another was made late (the workers were down) doesn't follow in the same breath: it
    waits an interval of its own.
    """
    if attempts_left(operation, retry_attempts) == 0:
        return None
    due = operation.first_attempt_at + interval * (operation.retries_made + 1)
    return due if due > now else now + interval


def is_pressed_again(operation: Operation, now: datetime) -> bool:
    """Whether a person who wants it done at once is the second to press, or presses twice (SPEC 13)."""
    return operation.pressed_at is not None and now < operation.pressed_at + ONE_PRESS


def is_daily(operation: Operation, now: datetime, interval: timedelta, retry_attempts: int) -> bool:
    """Whether going on with an operation that is due now is one of its daily attempts, and not an earlier verification.

    What was certainly not done waits for nothing else, even where the interval was changed since it began to wait; but
    for a slot of its gateway account, where a person has pressed and none was free.
    """
    if attempts_left(operation, retry_attempts) == 0:
        return False
    if operation.last_outcome is AttemptOutcome.PENDING or not operation.attempts_made:
        # What waits for its first sending uses none of them up.
        return False
    waits_for_it = operation.last_outcome in {AttemptOutcome.UNAVAILABLE, AttemptOutcome.DECLINED}
    if waits_for_it and not is_pressed(operation):
        return True
    return _daily_time_has_come(operation, now, interval)


def is_pressed(operation: Operation) -> bool:
    """Whether a person wants it done at once, and it has not been sent since."""
    return operation.pressed_at is not None and operation.pressed_at > operation.last_attempt_at


def next_verification(
    operation: Operation,
    now: datetime,
    interval: timedelta,
    retry_attempts: int,
    delays: Sequence[timedelta] = VERIFY_AFTER,
) -> datetime | None:
    """When to ask what became of the last sending: after each of the `delays`, then with each daily attempt.

    None once those are used up too: then only a person can say (SPEC 5.3).
    """
    for after in sorted(delays):
        if operation.last_attempt_at + after > now:
            return operation.last_attempt_at + after
    return next_retry(operation, now, interval, retry_attempts)


def due_after_pause(operation: Operation, now: datetime, interval: timedelta, retry_attempts: int) -> datetime | None:
    """When an operation that was paused is due: at its next time, or at once where that has come meanwhile."""
    if operation.never_sent or operation.last_outcome is None:
        return now  # It is looked at whether its payment has settled meanwhile.
    unknown = operation.last_outcome in {AttemptOutcome.UNKNOWN, AttemptOutcome.PENDING}
    left = attempts_left(operation, retry_attempts) > 0
    if unknown or (left and _daily_time_has_come(operation, now, interval)):
        return now
    return next_retry(operation, now, interval, retry_attempts)


def absence_provable_from(operation: Operation, absence_after: timedelta) -> datetime:
    """From when on "not found" says that the last sending was not done, and not only that it is still on its way.

    `absence_after` is how long a sending may be on its way to the operation's gateway.
    """
    return operation.last_attempt_at + absence_after


def absence_is_proven(operation: Operation, now: datetime, absence_after: timedelta | None) -> bool:
    """Whether "not found", heard at `now`, is proof; it never is without an `absence_after`.

    What was not sent by anybody who is known here is not on its way.
    """
    if operation.attempts_made == 0:
        return True
    return absence_after is not None and now >= absence_provable_from(operation, absence_after)


def may_be_sent_anew(operation: Operation) -> bool:
    """Whether it may be sent again at once, and has not to wait for its next daily attempt.

    A gateway that repeats a failure, or loses what it is sent, would be sent the same every few minutes otherwise.
    """
    return operation.sent_anew < MOST_SENT_ANEW


def quick_try_after(outcome: Outcome, tries: int, spent: timedelta) -> timedelta | None:
    """How long to wait before the same job tries once more; None if the queue is to do that.

    `tries` were made so far beside the first sending, since whose beginning that much time is `spent`.
    """
    if not isinstance(outcome, NotReached) or outcome.retry_after is None or tries >= MOST_QUICK_TRIES:
        return None
    wait = max(outcome.retry_after, timedelta(0))
    return wait if spent + wait <= QUICK_TRIES_END_AFTER else None


def is_pending_for_too_long(operation: Operation, now: datetime) -> bool:
    """Whether the gateway has taken so long to decide that a person should ask it."""
    return now >= operation.first_attempt_at + PENDING_NEEDS_ATTENTION_AFTER


def _daily_time_has_come(operation: Operation, now: datetime, interval: timedelta) -> bool:
    return operation.first_attempt_at + interval * (operation.retries_made + 1) <= now
