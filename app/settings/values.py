"""What the values of settings are made of: lists, durations, origins, networks, places to listen, files of keys.

And the settings of what is deleted after a while, which belong together.
"""

import json
import re
from datetime import timedelta
from hashlib import sha256
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer
from pydantic_settings import BaseSettings, NoDecode

from app.domain.durations import format_duration
from app.domain.gateways.secret_keys import read_keys

_DURATION = re.compile(r"P(?=[0-9T])([0-9]+W)?([0-9]+D)?(T(?=[0-9])([0-9]+H)?([0-9]+M)?([0-9]+S)?)?", re.ASCII)

_LABEL = r"[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?"
_ORIGIN = re.compile(
    rf"(https?)://({_LABEL}(?:\.{_LABEL})*|\[[0-9a-f:.]+\])(?::([1-9][0-9]{{0,4}}))?",
    re.ASCII,
)
"""Scheme, host and port as browsers write them; a name with other letters is in its xn-- form there."""


def listed(value: object) -> object:
    """A list from "a, b" or from a JSON array, since shells and orchestrators write either."""
    if not isinstance(value, str):
        return value
    if value.lstrip().startswith("["):
        try:
            return json.loads(value)
        except ValueError as error:
            raise ValueError("Write the entries with commas between them, or as a JSON array") from error
    return [entry.strip() for entry in value.split(",") if entry.strip()]


def duration(value: object) -> object:
    if isinstance(value, str) and not _DURATION.fullmatch(value):
        raise ValueError("Should be an ISO 8601 duration in weeks, days, hours, minutes or seconds, like P1D or PT12H")
    return value


def positive(value: timedelta) -> timedelta:
    if value <= timedelta(0):
        raise ValueError("Should be longer than no time at all")
    return value


Duration = Annotated[timedelta, BeforeValidator(duration), PlainSerializer(format_duration, when_used="json")]
"""Written as it is read: a year of 365 days has no name here."""

Delay = Annotated[Duration, AfterValidator(positive)]

_LONGEST_KEPT = timedelta(days=36500)


class Retention(BaseSettings):
    """How long what is over is kept, as ISO 8601 durations. Payments, their statuses and amounts are kept for good."""

    retention_changes: Annotated[Delay, Field(ge=timedelta(days=90), le=_LONGEST_KEPT)] | None = None
    """How long the history keeps who did what (SPEC 8.5); None for good. What rules and sums read is kept for good."""
    retention_keys: Annotated[Delay, Field(ge=timedelta(days=31), le=_LONGEST_KEPT)] = timedelta(days=400)
    """How long an apiRequestKey is kept once what it made is final. It may be used anew after 30 days (SPEC 3)."""
    retention_outboxes: Annotated[Delay, Field(ge=timedelta(days=7), le=_LONGEST_KEPT)] = timedelta(days=90)
    """How long messages are kept once they were sent or given up."""
    retention_events: Annotated[Delay, Field(ge=timedelta(days=1), le=timedelta(days=3650))] = timedelta(days=90)
    """How long what gateways have told is kept once it was acted on."""


def is_exact_origin(text: str) -> bool:
    found = _ORIGIN.fullmatch(text)
    if found is None:
        return False
    scheme, host, port = found.groups()
    usual = {"http": "80", "https": "443"}[scheme]
    return len(host) <= 253 and port != usual and (port is None or 0 < int(port) <= 65535)


def prefix_of(network: str) -> int | None:
    """How many bits of the network's addresses are given; None for what is no network, nor an address."""
    try:
        return ip_network(network).prefixlen
    except ValueError:
        return None


def lower(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


Names = Annotated[list[str], NoDecode, BeforeValidator(listed)]
Seconds = Annotated[float, Field(gt=0, le=3600, allow_inf_nan=False)]


def listening(address: str) -> tuple[str, int]:
    """The host and the port of `127.0.0.1:9100` or `[::1]:9100`. Raises ValueError."""
    host, _, port = address.rpartition(":")
    name = host.removeprefix("[").removesuffix("]")
    if not re.fullmatch(r"[0-9]{1,5}", port, re.ASCII) or not 1 <= int(port) <= 65535 or not name:
        raise ValueError("Should be a host and a port to listen on, like 127.0.0.1:9100")
    if ":" in name and not host.startswith("["):
        raise ValueError("Should have an IPv6 address in brackets, like [::1]:9100")
    return name, int(port)


def documents_in(file: Path) -> dict[str, str]:
    """The texts of documents by their SHA-256, from a JSON object of both. Raises ValueError."""
    expected = "Should be a file with a JSON object of SHA-256 and document, as graphql-codegen writes it"
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        raise ValueError(expected) from None
    if not isinstance(found, dict) or not found or not all(isinstance(text, str) for text in found.values()):
        raise ValueError(expected)
    for name, text in found.items():
        if sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != name:
            raise ValueError(f"Should have each document under the SHA-256 of its text; {name[:64]!r} is another's")
    return found


def keys_in(file: Path) -> tuple[bytes, ...]:
    try:
        return read_keys(file.read_text(encoding="ascii"))
    except (OSError, UnicodeDecodeError):
        raise ValueError("Should be a file of keys that can be read") from None
