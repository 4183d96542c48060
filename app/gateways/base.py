"""What every gateway can be asked. What it can answer is in `domain/answers`, under the same names here."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from app.domain.money import Money
from app.domain.reversals.answers import Absent as Absent
from app.domain.reversals.answers import Accepted as Accepted
from app.domain.reversals.answers import Declined as Declined
from app.domain.reversals.answers import NotKnown as NotKnown
from app.domain.reversals.answers import NotReached as NotReached
from app.domain.reversals.answers import Outcome as Outcome
from app.domain.reversals.answers import Pending as Pending
from app.domain.reversals.answers import ProcessorResponse as ProcessorResponse
from app.domain.reversals.answers import Reason as Reason
from app.domain.reversals.answers import Standing as Standing
from app.domain.reversals.payments import PaymentMethod
from refundry.gateways.calls import Instruction as Instruction
from refundry.gateways.calls import Sent as Sent

log = structlog.get_logger(__name__)

ABSENCE_AFTER = timedelta(minutes=5)
"""How long a sending may be on its way to a gateway, unless its adapter knows better."""


@dataclass(frozen=True, slots=True)
class Sale:
    """A payment to authorize, and to capture as well if `capture`, from `payment_method` (a nonce or a vaulted id)."""

    key: str
    transaction: str
    amount: Money
    at: datetime
    merchant: str
    payment_method: str
    capture: bool


@dataclass(frozen=True, slots=True)
class PaymentMethodDetails:
    """What a gateway knows of a payment method before a sale.

    `authorization_lasts` is how long it keeps an authorization on it (BRAINTREE.md 4); `consumed` marks a single-use id
    that was used before.
    """

    method: PaymentMethod
    authorization_lasts: timedelta
    consumed: bool = False


class Gateway(Protocol):
    """A gateway's adapter. Its methods answer; what they raise is taken for UNKNOWN by `answer`."""

    @property
    def timeout(self) -> timedelta | None:
        """How long one request may take; None stands for the server's setting."""
        ...

    @property
    def absence_after(self) -> timedelta | None:
        """How long after the last sending "not found" may only mean that the sending is still on its way (SPEC 13).

        None if it never is proof.
        """
        ...

    async def stop(self) -> None:
        """Closes the adapter's connections, after the work on them has ended."""
        ...

    async def describe(self, payment_method: str) -> PaymentMethodDetails | None:
        """What stands behind a payment method's id (a nonce or a vaulted one); None if the gateway knows none."""
        ...

    async def sell(self, sale: Sale) -> Outcome: ...

    async def capture(self, instruction: Instruction) -> Outcome: ...

    async def void(self, instruction: Instruction) -> Outcome: ...

    async def refund(self, instruction: Instruction) -> Outcome: ...

    async def void_refund(self, instruction: Instruction) -> Outcome:
        """Take back the refund that was made under the instruction's `refund_key`, as long as it has not settled."""
        ...

    async def find(self, instruction: Instruction, sent: Sent) -> Outcome | Absent:
        """What was done under the instruction's key. Nothing is changed, but time may have decided what was pending."""
        ...

    async def find_sale(self, key: str, at: datetime) -> Outcome | Absent:
        """The same for the key of a sale."""
        ...

    async def standing(self, transaction: str, at: datetime, *, merchant: str | None = None) -> Standing | None:
        """Where the payment stands; None if the gateway has none of that id.

        Whoever is not sure whose payment it is names the merchant: another one's is none (SPEC 8.4).
        """
        ...


async def answer(call: Awaitable[Outcome], timeout: float) -> Outcome:
    """What the gateway answers within `timeout` seconds. Whatever goes wrong on the way is UNKNOWN, never a failure."""
    try:
        async with asyncio.timeout(timeout):
            return await call
    except TimeoutError:
        return NotKnown(f"No answer within {timeout:g} seconds.")
    except Exception as error:
        # An adapter's defect must not free money that may have left.
        log.exception("gateway.broken_answer")
        return NotKnown(f"The gateway's answer was not understood ({type(error).__name__}).")
