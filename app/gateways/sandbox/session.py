"""One merchant's way to the sandbox: the contract of any gateway's session, on the merchant's clock."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

import structlog

from app.gateways.sandbox.gateway import SandboxGateway
from app.gateways.sandbox.records import key_of
from refundry.gateways import (
    Absent,
    Account,
    Instruction,
    NotAnswered,
    NotKnown,
    Outcome,
    PaymentStanding,
    RefundStanding,
    Sent,
)

log = structlog.get_logger(__name__)

Value = TypeVar("Value")


class SandboxSession:
    """The merchant of that public id at the sandbox. `clock` tells the merchant's time.

    The books are every merchant's; of another one's payments this session knows nothing. Selling and settling are the
    gateway's own, beyond the contract. With `closes` the gateway is closed when the session stops.
    """

    def __init__(
        self, gateway: SandboxGateway, merchant: str, clock: Callable[[], datetime], *, closes: bool = False
    ) -> None:
        self._gateway = gateway
        self._merchant = merchant
        self._clock = clock
        self._closes = closes

    async def capture(self, instruction: Instruction) -> Outcome:
        return await _told(self._gateway.capture(instruction, self._merchant))

    async def void(self, instruction: Instruction) -> Outcome:
        return await _told(self._gateway.void(instruction, self._merchant))

    async def refund(self, instruction: Instruction) -> Outcome:
        return await _told(self._gateway.refund(instruction, self._merchant))

    async def void_refund(self, instruction: Instruction) -> Outcome:
        return await _told(self._gateway.void_refund(_with_key(instruction), self._merchant))

    async def find(self, instruction: Instruction, sent: Sent) -> Outcome | Absent:
        return await _told(self._gateway.find(_with_key(instruction), sent))

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
        if self._closes:
            await self._gateway.stop()


def _with_key(instruction: Instruction) -> Instruction:
    """The instruction with our key of the refund that it cancels, where only the gateway's id of that is known."""
    if instruction.refund_key is not None or instruction.refund is None:
        return instruction
    return replace(instruction, refund_key=key_of(instruction.refund) or instruction.refund)


async def _told(call: Awaitable[Value]) -> Value | NotKnown:
    try:
        return await call
    except Exception as error:
        log.warning("sandbox.broken_answer", exc_info=True)
        return NotKnown(f"The sandbox gateway's answer was lost ({type(error).__name__}).")


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
