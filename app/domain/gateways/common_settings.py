"""The settings that a gateway account has whatever its adapter (SPEC 14.2)."""

import ipaddress
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from app.domain.durations import parse_duration
from app.domain.problems import Condition, Findings, Path, Problem, Refused

LONGEST_TIMEOUT = timedelta(seconds=120)
SHORTEST_ABSENCE, LONGEST_ABSENCE = timedelta(seconds=1), timedelta(days=30)
MOST_AT_ONCE = 100
FASTEST = 10_000
CONCURRENCY = 8
"""How many calls run at a time where the account does not say."""

_DECIMAL = re.compile(r"[0-9]{1,5}(?:\.[0-9]{1,3})?", re.ASCII)
_WHOLE = re.compile(r"[0-9]{1,5}", re.ASCII)
_LABEL = r"[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?"
_BASE = re.compile(rf"(https?)://({_LABEL}(?:\.{_LABEL})*|\[[0-9a-f:.]+\])(?::([0-9]{{1,5}}))?", re.ASCII)

EXPECTED = {
    "timeout": f"the seconds that one call may take, more than 0 and up to {LONGEST_TIMEOUT.seconds}, such as 30",
    "absence_after": "an ISO 8601 duration such as PT5M, from PT1S to P30D",
    "concurrency": f"how many calls may run at a time, 1 to {MOST_AT_ONCE}",
    "rate": f"how many calls may begin in a second, more than 0 and up to {FASTEST}, such as 25",
    "api_base": "scheme://host:port without a path, with https; http is for this machine alone",
}
"""What each of the settings takes, in the words of an error's "Send …"."""


@dataclass(frozen=True, slots=True)
class CommonSettings:
    """The settings of any account; None leaves it to the adapter. `rate` counts the calls that begin in a second."""

    timeout: timedelta | None = None
    absence_after: timedelta | None = None
    concurrency: int = CONCURRENCY
    rate: Decimal | None = None
    api_base: str | None = None


def read_common(values: Mapping[str, str], path_of: Callable[[str], Path]) -> CommonSettings:
    """The settings that `values` has by their names; other names are passed over.

    Raises Refused with a SETTING_INVALID for each value that is wrong, at what `path_of` says of its name.
    """
    read: dict[str, Any] = {}
    findings = Findings()
    for name, reader in _READERS.items():
        if name in values:
            with findings:
                read[name] = _read(reader, values[name], name, path_of(name))
    findings.refuse()
    return CommonSettings(**read)


def _read(reader: Callable[[str], Any], text: str, name: str, path: Path) -> Any:
    found = reader(text)
    if found is None:
        facts = {"expected": EXPECTED[name], "name": name}
        raise Refused(Problem(Condition.SETTING_INVALID, path, facts))
    return found


def _timeout(text: str) -> timedelta | None:
    seconds = _decimal(text)
    timeout = None if seconds is None else timedelta(milliseconds=int(seconds * 1000))
    return timeout if timeout is not None and timedelta(0) < timeout <= LONGEST_TIMEOUT else None


def _absence(text: str) -> timedelta | None:
    try:
        return parse_duration(text, (), least=SHORTEST_ABSENCE, most=LONGEST_ABSENCE)
    except Refused:
        return None


def _concurrency(text: str) -> int | None:
    number = int(text) if _WHOLE.fullmatch(text) else 0
    return number if 1 <= number <= MOST_AT_ONCE else None


def _rate(text: str) -> Decimal | None:
    rate = _decimal(text)
    return rate if rate is not None and 0 < rate <= FASTEST else None


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if _DECIMAL.fullmatch(text) else None


def _api_base(text: str) -> str | None:
    found = _BASE.fullmatch(text.lower())
    if found is None:
        return None
    scheme, host, port = found.groups()
    fits = len(host) <= 253 and (port is None or 0 < int(port) <= 65535)
    return found[0] if fits and (scheme == "https" or _is_loopback(host)) else None


def _is_loopback(host: str) -> bool:
    """Whether the host is this machine by its name alone: nothing is looked up."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


_READERS: Mapping[str, Callable[[str], Any]] = {
    "timeout": _timeout,
    "absence_after": _absence,
    "concurrency": _concurrency,
    "rate": _rate,
    "api_base": _api_base,
}
COMMON = tuple(_READERS)
"""Their names."""
