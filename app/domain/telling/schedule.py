"""When a message is tried again, and when an endpoint is left alone (Standard Webhooks 1.0; SPEC 15.1)."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

PAUSES = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
"""Between a try and the next one. After the last try a message has failed."""

JITTER = 0.1
"""A pause is up to so much shorter or longer, so that messages that failed together are not tried together."""

LONGEST_WAIT = timedelta(days=1)
"""The longest that a receiver can ask to be left alone."""

SWITCHED_OFF_AFTER = timedelta(days=5)
"""An endpoint that has taken nothing for so long is switched off."""

KEPT_ATTEMPTS = 30
"""How many of a message's latest tries are kept."""

LONGEST_ANSWER = 1024
"""Bytes of an answer that are kept."""

_BUSY = frozenset({429, 502, 503, 504})
"""Answers of a receiver that has too much to do: it is left alone for a moment."""

_GONE = 410


@dataclass(frozen=True, slots=True)
class Delivery:
    """What came of one try at `at`, the merchant's time. `status` is None where there was no answer.

    `said` is the beginning of the answer's body, or what went wrong. `retry_after` is what the receiver asked for.
    """

    at: datetime
    status: int | None
    said: str | None
    retry_after: timedelta | None = None

    @property
    def taken(self) -> bool:
        """Whether the receiver has the message."""
        return self.status is not None and 200 <= self.status < 300

    @property
    def gone(self) -> bool:
        """Whether the receiver wants no message ever again."""
        return self.status == _GONE


def next_try(delivery: Delivery, tries: int, chance: float) -> datetime | None:
    """When a message is tried again after so many tries that were not taken, by the merchant's clock; None for never.

    `chance` is a random number from 0 to 1.
    """
    if tries > len(PAUSES):
        return None
    pause = PAUSES[tries - 1] * (1 + JITTER * (2 * chance - 1))
    return delivery.at + max(pause, delivery.retry_after or timedelta(0))


def paused_until(delivery: Delivery) -> datetime | None:
    """Until when the whole endpoint is left alone; None if it need not be."""
    if delivery.retry_after is not None and not delivery.taken:
        return delivery.at + delivery.retry_after
    return delivery.at + PAUSES[0] / 2 if delivery.status in _BUSY else None


def is_over(failing_since: datetime, at: datetime) -> bool:
    """Whether an endpoint that fails since then is switched off."""
    return at - failing_since >= SWITCHED_OFF_AFTER


def read_retry_after(text: str | None, now: datetime) -> timedelta | None:
    """What a Retry-After header asks for, seconds or a date: at most LONGEST_WAIT. None for anything else."""
    if text is None:
        return None
    try:
        if text.strip().isascii() and text.strip().isdigit():
            wait = timedelta(seconds=int(text.strip()[:9]))
        else:
            moment = parsedate_to_datetime(text[:100])
            wait = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now
    except (ValueError, OverflowError):
        return None
    return min(max(wait, timedelta(0)), LONGEST_WAIT)
