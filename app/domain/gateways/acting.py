"""When an event of a gateway is acted on again that could not be acted on yet. Values in, a value out."""

from datetime import timedelta

LEASE = timedelta(minutes=5)
"""How long an event that a process has taken is nobody else's."""

FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=1), timedelta(minutes=1)
"""How long an event waits for an attempt that runs: doubled each time."""

FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=15), timedelta(hours=1)
"""The same after a question that had no answer, and for what is told of a payment that is not known yet."""

GIVEN_UP_AFTER = timedelta(days=3)
"""How long after it came an event is given up."""

NOT_KNOWN_AFTER = timedelta(days=1)
"""How long after it came an event about a payment that is not known here is given up."""


def wait_after(tries: int) -> timedelta:
    """How long to wait for an attempt that runs, after so many tries, at least one."""
    return min(LONGEST_WAIT, FIRST_WAIT * _doubled(tries))


def pause_after(tries: int) -> timedelta:
    """How long to wait after so many tries that failed, at least one."""
    return min(LONGEST_PAUSE, FIRST_PAUSE * _doubled(tries))


def _doubled(tries: int) -> int:
    return int(2 ** min(max(tries - 1, 0), 16))
