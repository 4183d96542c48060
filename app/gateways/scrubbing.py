"""Keeps an account's secrets out of what its gateway says: a session whose answers and errors have none of them.

A gateway may repeat a credential in an error, and what it says is kept, logged and shown.
"""

import base64
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import fields, is_dataclass, replace
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any, ParamSpec, TypeVar
from urllib.parse import quote

import httpx
import structlog

from refundry.gateways import (
    Absent,
    Account,
    Instruction,
    NotAnswered,
    NotKnown,
    NotReached,
    Outcome,
    PaymentStanding,
    RefundStanding,
    Sent,
    Session,
)

log = structlog.get_logger(__name__)

HIDDEN = "[hidden]"
SHORTEST = 4
"""Characters of a text that is looked for: a shorter one would be found in ordinary words."""
LONGEST_MESSAGE = 1_000
"""Characters that are kept of what a gateway says."""

Value = TypeVar("Value")
Given = ParamSpec("Given")


class Scrubber:
    """Takes an account's secrets out of texts, also as an address, Basic authentication or JSON has them."""

    def __init__(self, secrets: Sequence[str]) -> None:
        found = {form for text in secrets for form in _forms(text) if len(form) >= SHORTEST}
        self._forms = sorted(found, key=len, reverse=True)

    def __repr__(self) -> str:
        return "Scrubber()"

    def text(self, text: str) -> str:
        """The text without a secret."""
        for form in self._forms:
            text = text.replace(form, HIDDEN)
        return text

    def value(self, value: Value) -> Value:
        """The same value, where no text in it, however deep, has a secret. Sets and other objects stay as they are."""
        found: Any = value
        if isinstance(value, str) and type(value) is str:
            found = self.text(value)
        elif isinstance(value, tuple):
            found = tuple(self.value(each) for each in value)
        elif is_dataclass(value) and not isinstance(value, type):
            changed = {each.name: self.value(getattr(value, each.name)) for each in fields(value) if each.init}
            found = replace(value, **changed)
        return found  # type: ignore[no-any-return]


class GuardedSession:
    """An account's session, with the client that was opened for it. It gives nothing of the account's secrets away, and
    is closed once nothing runs on it any more.

    What the adapter raises against the contract becomes UNKNOWN, and is logged by its place in the code alone. Once
    `stop` was called nothing is sent: such a call is UNAVAILABLE.
    """

    def __init__(self, session: Session, http: httpx.AsyncClient, scrubber: Scrubber) -> None:
        self._session = session
        self._http = http
        self._scrubber = scrubber
        self._running = 0
        self._stopped = False
        self._closed = False

    def __repr__(self) -> str:
        return f"GuardedSession({self._session.__class__.__name__})"

    @property
    def busy(self) -> bool:
        """Whether a call is under way."""
        return self._running > 0

    async def capture(self, instruction: Instruction) -> Outcome:
        return await self._told(self._session.capture, instruction)

    async def void(self, instruction: Instruction) -> Outcome:
        return await self._told(self._session.void, instruction)

    async def refund(self, instruction: Instruction) -> Outcome:
        return await self._told(self._session.refund, instruction)

    async def void_refund(self, instruction: Instruction) -> Outcome:
        return await self._told(self._session.void_refund, instruction)

    async def find(self, instruction: Instruction, sent: Sent) -> Outcome | Absent:
        if self._stopped:
            return NotKnown(STOPPED)
        return await self._told(self._session.find, instruction, sent)

    async def standing(self, transaction: str) -> PaymentStanding | None:
        return await self._asked(self._session.standing, transaction)

    async def refund_standing(self, reference: str, transaction: str) -> RefundStanding | None:
        return await self._asked(self._session.refund_standing, reference, transaction)

    async def account(self) -> Account:
        return await self._asked(self._session.account)

    async def payments(self, begin: datetime, end: datetime) -> AsyncIterator[PaymentStanding]:
        async for each in self._listed(self._session.payments(begin, end)):
            yield each

    async def refunds(self, begin: datetime, end: datetime) -> AsyncIterator[RefundStanding]:
        async for each in self._listed(self._session.refunds(begin, end)):
            yield each

    async def stop(self) -> None:
        """Lets nothing more begin, and closes the connections as soon as nothing runs on them any more."""
        self._stopped = True
        await self._close_if_idle()

    async def _told(
        self, call: Callable[Given, Awaitable[Value]], *given: Given.args, **named: Given.kwargs
    ) -> Value | NotReached | NotKnown:
        if self._stopped:
            return NotReached(STOPPED, retry_after=timedelta(0))
        async with self._counted():
            try:
                outcome = await call(*given, **named)
            except Exception as error:
                return NotKnown(_broken(error))
        return self._cut(outcome)

    async def _asked(self, call: Callable[Given, Awaitable[Value]], *given: Given.args, **named: Given.kwargs) -> Value:
        if self._stopped:
            raise NotAnswered(STOPPED)
        async with self._counted():
            with _Scrubbed(self._scrubber):
                return self._scrubber.value(await call(*given, **named))

    async def _listed(self, items: AsyncIterator[Value]) -> AsyncIterator[Value]:
        if self._stopped:
            raise NotAnswered(STOPPED)
        async with self._counted():
            with _Scrubbed(self._scrubber):
                async for each in items:
                    yield self._scrubber.value(each)

    def _cut(self, outcome: Value) -> Value:
        clean: Any = self._scrubber.value(outcome)
        message = getattr(clean, "message", None)
        if isinstance(message, str) and len(message) > LONGEST_MESSAGE:
            clean = replace(clean, message=message[:LONGEST_MESSAGE])
        return clean  # type: ignore[no-any-return]

    @asynccontextmanager
    async def _counted(self) -> AsyncIterator[None]:
        self._running += 1
        try:
            yield
        finally:
            self._running -= 1
            await self._close_if_idle()

    async def _close_if_idle(self) -> None:
        if self._stopped and not self._running and not self._closed:
            self._closed = True
            try:
                await self._session.stop()
            finally:
                await self._http.aclose()


STOPPED = "The gateway account's session has ended; nothing was sent."


class _Scrubbed:
    """Within it, every exception of a question comes out as a NotAnswered without a secret, and without its cause."""

    def __init__(self, scrubber: Scrubber) -> None:
        self._scrubber = scrubber

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        if isinstance(error, NotAnswered):
            message = self._scrubber.text(str(error))[:LONGEST_MESSAGE]
            raise NotAnswered(message, refused_credentials=error.refused_credentials) from None
        if isinstance(error, Exception):
            raise NotAnswered(_broken(error)) from None


def _broken(error: Exception) -> str:
    """What is told of an adapter's defect. Its message may have anything in it, and is neither kept nor logged."""
    frames = traceback.extract_tb(error.__traceback__)
    log.error(
        "gateway.broken_answer",
        error=type(error).__name__,
        at=[f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-5:]],
    )
    return f"The gateway's answer was not understood ({type(error).__name__})."


def _forms(text: str) -> set[str]:
    encoded = {base64.b64encode(each.encode()).decode().rstrip("=") for each in (text, f"{text}:")}
    return {text, quote(text, safe=""), *encoded}
