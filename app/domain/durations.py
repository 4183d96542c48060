"""Durations as clients write them: ISO 8601, in weeks, days, hours, minutes and seconds."""

import re
from datetime import timedelta

import msgspec

from app.domain.problems import Condition, Path, Problem, Refused

LONGEST_TEXT = 40

_WEEKS = re.compile(r"P([0-9]{1,4})W", re.ASCII)
"""Weeks stand alone in ISO 8601."""


def parse_duration(text: str, path: Path, *, least: timedelta, most: timedelta) -> timedelta:
    """The duration that `text` means, from `least` to `most`. Raises Refused: DURATION_INVALID at `path`."""
    allowed = {"minimum": format_duration(least), "maximum": format_duration(most)}
    weeks = _WEEKS.fullmatch(text)
    try:
        duration = timedelta(weeks=int(weeks[1])) if weeks else msgspec.convert(text[:LONGEST_TEXT], timedelta)
    except (msgspec.ValidationError, OverflowError):
        duration = None
    if duration is None or not least <= duration <= most or len(text) > LONGEST_TEXT:
        raise Refused(Problem(Condition.DURATION_INVALID, path, allowed))
    return duration


def format_duration(duration: timedelta) -> str:
    """The duration in ISO 8601, as people write it: "P1D", "PT12H", "P1DT30M", "PT1.5S"; none at all is "P0D"."""
    minutes, seconds = divmod(duration.seconds, 60)
    hours, minutes = divmod(minutes, 60)
    fraction = f".{duration.microseconds:06}".rstrip("0").rstrip(".")
    days = f"{duration.days}D" if duration.days else ""
    rest = "".join(f"{number}{unit}" for number, unit in ((hours, "H"), (minutes, "M")) if number)
    if seconds or fraction:
        rest += f"{seconds}{fraction}S"
    return f"P{days}{'T' if rest else ''}{rest}" if days or rest else "P0D"
