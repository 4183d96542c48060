"""The service's answers, and whether to send a request again. Nothing here sends."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from .errors import ErrorClass, ErrorEntry, RefundryError, RefundryUnreachable

PAUSE = 0.5
"""Seconds before a request is sent again for the first time; doubled each further time."""

PASSING = {429, 502, 503, 504}
IN_FLIGHT = "915233"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of the service. `retry_after` is how long the service asks to wait, in seconds."""

    status: int
    body: Mapping[str, Any]
    errors: tuple[ErrorEntry, ...]
    retry_after: float

    @property
    def request_id(self) -> str | None:
        found: str | None = self.body["extensions"].get("requestId")
        return found

    @property
    def passes(self) -> bool:
        """Whether the same request may succeed soon: the service is busy, or the key's first request runs."""
        first = self.errors[0] if self.errors else None
        if first is not None and first.code == "DEADLINE_EXCEEDED":
            return False
        busy = first is not None and first.error_class == ErrorClass.SERVICE_AVAILABILITY
        return busy or self.status in PASSING or IN_FLIGHT in self._legacy_codes

    @property
    def _legacy_codes(self) -> set[str | None]:
        payloads = [each for each in (self.body.get("data") or {}).values() if isinstance(each, dict)]
        problems = [problem for each in payloads for problem in each.get("validationErrors") or ()]
        return {*(error.legacy_code for error in self.errors), *(problem.get("legacyCode") for problem in problems)}

    def data(self, key: str | None = None) -> dict[str, Any]:
        """The data of the answer. Raises RefundryError for an answer with errors."""
        found: dict[str, Any] | None = self.body.get("data")
        self.check(key)
        if found is None:
            raise RefundryUnreachable(f"The answer, of status {self.status}, has no data.", key)
        return found

    def check(self, key: str | None = None) -> None:
        """Raises RefundryError for an answer with errors."""
        if self.errors:
            raise RefundryError(self.errors, self.request_id, self.status, self.body.get("data"), key)


def read(response: httpx.Response, key: str | None = None) -> Answer | RefundryUnreachable:
    """The service's answer. Raises RefundryUnreachable for an answer that a proxy has given."""
    try:
        body = response.json()
        body["extensions"]["requestId"]
        errors = tuple(ErrorEntry.read(entry) for entry in body.get("errors") or ())
    except (ValueError, LookupError, TypeError, AttributeError):
        return RefundryUnreachable(f"The answer, of status {response.status_code}, is not the service's.", key)
    wished = response.headers.get("retry-after", "")
    return Answer(response.status_code, body, errors, float(wished) if wished.isdecimal() else 0.0)


@dataclass(frozen=True, slots=True)
class Patience:
    """How often, and for how long, a request that is safe to repeat is sent: queries, and mutations with a key."""

    retries: int = 3
    "How often it is sent again."
    longest_pause: float = 10.0
    "The longest pause before it is sent again, in seconds."

    def pause(self, outcome: Answer | RefundryUnreachable, sent: int) -> float | None:
        """How long to wait before a request is sent again that was sent `sent` times; None not to send it again."""
        if sent > self.retries or (isinstance(outcome, Answer) and not outcome.passes):
            return None
        wished = outcome.retry_after if isinstance(outcome, Answer) else 0.0
        # Some of it by chance, so that many clients do not come back together.
        usual: float = PAUSE * 2 ** (sent - 1) * random.uniform(0.5, 1.0)
        return min(self.longest_pause, max(wished, usual))
