"""The protocol of a gateway's adapter. The outcomes are those of `app/domain/reversals/answers.py`."""

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
"""The default absence time: how long a sending may be on its way to a gateway."""


@dataclass(frozen=True, slots=True)
class Sale:
    """A payment to authorize, and with `capture` to capture too. `payment_method` is a nonce or a vaulted id."""

    key: str
    transaction: str
    amount: Money
    at: datetime
    merchant: str
    payment_method: str
    capture: bool


@dataclass(frozen=True, slots=True)
class PaymentMethodDetails:
    """A payment method, as the gateway describes it before a sale.

    `authorization_lasts` is how long an authorization on it is valid (BRAINTREE.md 4). `consumed` marks a single-use id
    that was used before.
    """

    method: PaymentMethod
    authorization_lasts: timedelta
    consumed: bool = False


class Gateway(Protocol):
    """A gateway's adapter. Its methods return outcomes. `answer` turns what they raise into UNKNOWN."""

    @property
    def timeout(self) -> timedelta | None:
        """How long one request may take; None stands for the server's setting."""
        ...

    @property
    def absence_after(self) -> timedelta | None:
        """The absence time: until it has passed since the last sending, "not found" proves nothing (SPEC 13).

        None if it never is proof.
        """
        ...

    async def stop(self) -> None:
        """Closes the adapter's connections, when the work on them has ended."""
        ...

    async def describe(self, payment_method: str) -> PaymentMethodDetails | None:
        """The payment method behind an id (a nonce or a vaulted id). None if the gateway does not know it."""
        ...

    async def sell(self, sale: Sale) -> Outcome: ...

    async def capture(self, instruction: Instruction) -> Outcome: ...

    async def void(self, instruction: Instruction) -> Outcome: ...

    async def refund(self, instruction: Instruction) -> Outcome: ...

    async def void_refund(self, instruction: Instruction) -> Outcome:
        """Voids the refund that was made under the instruction's `refund_key`, which is possible until it settles."""
        ...

    async def find(self, instruction: Instruction, sent: Sent) -> Outcome | Absent:
        """The present outcome of what was sent under the instruction's key. Changes nothing."""
        ...

    async def find_sale(self, key: str, at: datetime) -> Outcome | Absent:
        """The same for the key of a sale."""
        ...

    async def standing(self, transaction: str, at: datetime, *, merchant: str | None = None) -> Standing | None:
        """The payment's status and amount. None if the gateway has no payment of that id.

        With `merchant`, a payment of another merchant is None too (SPEC 8.4).
        """
        ...


async def answer(call: Awaitable[Outcome], timeout: float) -> Outcome:
    """The outcome of a call to a gateway. An error, or no answer in `timeout` seconds, is UNKNOWN, never a failure."""
    try:
        async with asyncio.timeout(timeout):
            return await call
    except TimeoutError:
        return NotKnown(f"No answer within {timeout:g} seconds.")
    except Exception as error:
        # A defect of an adapter must not free money that may have left.
        log.exception("gateway.broken_answer")
        return NotKnown(f"The gateway's answer was not understood ({type(error).__name__}).")
