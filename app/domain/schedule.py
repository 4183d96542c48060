"""When an operation is due again (SPEC 5.1, 4 and 13). Everything here is on the merchant's clock."""

from datetime import datetime, timedelta

from app.domain.payments import Operation

VERIFY_AFTER = (timedelta(minutes=5), timedelta(hours=1))
"""When the gateway is asked what became of a sending whose answer was lost; after these, with each daily attempt."""

ABSENCE_PROVEN_AFTER = timedelta(minutes=5)
"""Before that, "not found" may only mean that the sending is still on its way."""

ASK_PENDING_AFTER = timedelta(hours=1)

REQUEST_KEY_LIFE = timedelta(days=30)

PAYPAL_REFUND_PERIOD = timedelta(days=180)


def attempts_left(operation: Operation, retry_attempts: int) -> int:
    """How many of the daily attempts are still to come."""
    return max(0, retry_attempts - operation.retries_made) if operation.open else 0


def next_retry(operation: Operation, now: datetime, interval: timedelta, retry_attempts: int) -> datetime | None:
    """When the next daily attempt is due: one, two, … intervals after the first attempt; None if all were made.

    One that comes due while another takes its place late (the workers were down) is not made in the same breath: it
    waits an interval of its own.
    """
    if operation.first_attempt_at is None or attempts_left(operation, retry_attempts) == 0:
        return None
    due = operation.first_attempt_at + interval * (operation.retries_made + 1)
    return due if due > now else now + interval


def next_verification(operation: Operation, now: datetime, interval: timedelta, retry_attempts: int) -> datetime | None:
    """When to ask again what became of a sending; None once the daily attempts are over too."""
    if operation.asks_made < len(VERIFY_AFTER):
        return now + VERIFY_AFTER[operation.asks_made]
    return next_retry(operation, now, interval, retry_attempts)
