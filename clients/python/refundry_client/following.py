"""Server-sent events of a subscription: from lines to results, and whether to begin again. Nothing here sends."""

import json
from collections.abc import Mapping
from typing import Any

import httpx

from .answers import Answer, Patience
from .errors import ErrorEntry, RefundryUnreachable

SILENCE = 45.0
"""Seconds without a byte after which a connection counts as lost: the service sends one every 15 seconds."""

HEADERS = {"Accept": "text/event-stream"}

TIMES = httpx.Timeout(30.0, read=SILENCE)


class Ended(Exception):
    """The service has ended the stream in order."""


class Events:
    """Makes results of the lines of one connection."""

    def __init__(self, status: int) -> None:
        self._status = status
        self._name = ""
        self._data: list[str] = []

    def take(self, line: str) -> Answer | None:
        """The result that this line completes, if it does. Raises Ended, and RefundryUnreachable for what is none."""
        field, _, value = line.partition(":")
        if field == "event":
            self._name = value.strip()
        elif field == "data":
            self._data.append(value.removeprefix(" "))
        if line:
            return None
        name, data, self._name, self._data = self._name, "\n".join(self._data), "", []
        if name == "complete":
            raise Ended
        if name != "next":
            return None
        try:
            body: dict[str, Any] = json.loads(data)
            errors = tuple(ErrorEntry.read(entry) for entry in body.get("errors") or ())
        except (ValueError, LookupError, TypeError, AttributeError):
            raise RefundryUnreachable("An event is not the service's.", None) from None
        return Answer(self._status, body, errors, 0.0)


class Following:
    """What is known of a subscription while its connections come and go.

    With `once`, a result that is the same as the last one is passed over: on a new connection the present state comes
    again.
    """

    def __init__(self, patience: Patience, *, once: bool) -> None:
        self._patience = patience
        self._once = once
        self._begun = False
        self._failed = 0
        self._last: Mapping[str, Any] | None = None

    def told(self, answer: Answer) -> dict[str, Any] | None:
        """The data of a result that is to be told. Raises RefundryError for one with errors."""
        data = answer.data()
        self._begun, self._failed = True, 0
        if self._once and data == self._last:
            return None
        self._last = data
        return data

    def pause(self, outcome: Answer | RefundryUnreachable | None) -> float:
        """How long to wait before the next connection, after one that was lost, refused or, with None, ended in order.

        A subscription that has begun is begun again for ever. Raises what the service refuses, and RefundryUnreachable
        where not even the first connection succeeds.
        """
        self._failed += 1
        if isinstance(outcome, Answer) and not outcome.passes:
            outcome.data()
        usual = RefundryUnreachable("The connection was lost.", None) if outcome is None else outcome
        pause = self._patience.pause(usual, min(self._failed, self._patience.retries) if self._begun else self._failed)
        if pause is None and not self._begun:
            if isinstance(outcome, RefundryUnreachable):
                raise outcome
            if isinstance(outcome, Answer):
                outcome.data()
        return self._patience.longest_pause if pause is None else pause
