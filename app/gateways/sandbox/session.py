"""One merchant's way to the sandbox: the contract of any gateway's session, on the merchant's clock."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from typing import ParamSpec, TypeVar

import structlog

from app.gateways.sandbox.gateway import SandboxGateway
from app.gateways.sandbox.records import key_of
from app.gateways.sandbox.scripts import found_once_decided
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
)

log = structlog.get_logger(__name__)

ENDED = "The session has ended; nothing was sent."

Value = TypeVar("Value")
Given = ParamSpec("Given")


class SandboxSession:
    """The merchant of that public id at the sandbox. `clock` tells the merchant's time.

    The books are every merchant's; it knows nothing of another one's payments. Selling and settling are the
    gateway's own, beyond the contract. With `closes` the gateway is closed when the session stops.
    """

    def __init__(
        self, gateway: SandboxGateway, merchant: str, clock: Callable[[], datetime], *, closes: bool = False
    ) -> None:
        self._gateway = gateway
        self._merchant = merchant
        self._clock = clock
        self._closes = closes
        self._stopped = False

    async def capture(self, instruction: Instruction) -> Outcome:
        return await self._told(self._gateway.capture, instruction, self._merchant)

    async def void(self, instruction: Instruction) -> Outcome:
        return await self._told(self._gateway.void, instruction, self._merchant)

    async def refund(self, instruction: Instruction) -> Outcome:
        return await self._told(self._gateway.refund, instruction, self._merchant)

    async def void_refund(self, instruction: Instruction) -> Outcome:
        return await self._told(self._gateway.void_refund, _with_key(instruction), self._merchant)

    async def find(self, instruction: Instruction, sent: Sent) -> Outcome | Absent:
        if self._stopped:
            return NotKnown(ENDED)
        found = await self._told(self._gateway.find, _with_key(instruction), sent)
        if isinstance(found, Absent) and sent.references and not found_once_decided(instruction.amount):
            return NotKnown("The sandbox gateway lacks what it has told of.", attention=True)
        return found

    async def standing(self, transaction: str) -> PaymentStanding | None:
        return await _asked(self._gateway.payment_standing(self._merchant, transaction, self._clock()))

    async def refund_standing(self, reference: str, transaction: str) -> RefundStanding | None:
        key = key_of(reference)
        if key is None:
            return None
        found = self._gateway.standing_of_refund(self._merchant, key, transaction, self._clock())
        return await _asked(found)

    async def payments(self, begin: datetime, end: datetime) -> AsyncIterator[PaymentStanding]:
        async for each in _listed(self._gateway.payments(self._merchant, begin, end, self._clock())):
            yield each

    async def refunds(self, begin: datetime, end: datetime) -> AsyncIterator[RefundStanding]:
        async for each in _listed(self._gateway.refunds(self._merchant, begin, end, self._clock())):
            yield each

    async def account(self) -> Account:
        return Account(self._merchant, live=False)

    async def stop(self) -> None:
        self._stopped = True
        if self._closes:
            await self._gateway.stop()

    async def _told(
        self, call: Callable[Given, Awaitable[Value]], *given: Given.args, **named: Given.kwargs
    ) -> Value | NotReached | NotKnown:
        if self._stopped:
            return NotReached(ENDED)
        try:
            return await call(*given, **named)
        except Exception as error:
            log.warning("sandbox.broken_answer", exc_info=True)
            return NotKnown(f"The sandbox gateway's answer was lost ({type(error).__name__}).")


def _with_key(instruction: Instruction) -> Instruction:
    """The instruction with our key of the refund that it cancels, where only the gateway's id of that is known."""
    if instruction.refund_key is not None or instruction.refund is None:
        return instruction
    return replace(instruction, refund_key=key_of(instruction.refund) or instruction.refund)


async def _asked(call: Awaitable[Value]) -> Value:
    try:
        return await call
    except Exception as error:
        raise _not_answered(error) from error


async def _listed(items: AsyncIterator[Value]) -> AsyncIterator[Value]:
    try:
        async for each in items:
            yield each
    except Exception as error:
        raise _not_answered(error) from error


def _not_answered(error: Exception) -> NotAnswered:
    return NotAnswered(f"The sandbox gateway did not answer ({type(error).__name__}).")
