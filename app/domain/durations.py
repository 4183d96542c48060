"""Durations as clients write them: ISO 8601, in weeks, days, hours, minutes and seconds."""

from datetime import timedelta

import msgspec

from app.domain.problems import Condition, Path, Problem, Refused

LONGEST_TEXT = 40


def parse_duration(text: str, path: Path, *, least: timedelta, most: timedelta) -> timedelta:
    """The duration that `text` means, from `least` to `most`. Raises Refused: DURATION_INVALID at `path`."""
    allowed = {"minimum": format_duration(least), "maximum": format_duration(most)}
    try:
        duration = msgspec.convert(text[:LONGEST_TEXT], timedelta)
    except (msgspec.ValidationError, OverflowError):
        duration = None
    if duration is None or not least <= duration <= most or len(text) > LONGEST_TEXT:
        raise Refused(Problem(Condition.DURATION_INVALID, path, allowed))
    return duration


def format_duration(duration: timedelta) -> str:
    """The duration in ISO 8601: "P1D", "PT12H"."""
    return str(msgspec.to_builtins(duration))
