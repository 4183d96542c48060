"""What the sandbox is asked beyond the contract of adapters: sales. And how any call to a gateway ends.

The contract is `refundry.gateways`. The outcomes are those of `app/domain/reversals/answers.py`.
"""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import datetime, timedelta

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
    """A payment to authorize, and with `capture` to capture too. `payment_method` is a nonce or a vaulted id.

    One that is `part_of` an authorization captures some of that, by the gateway's id of it, and as the `final` one all
    that is ever captured of it.
    """

    key: str
    transaction: str
    amount: Money
    at: datetime
    merchant: str
    payment_method: str
    capture: bool
    part_of: str | None = None
    final: bool = False


@dataclass(frozen=True, slots=True)
class PaymentMethodDetails:
    """A payment method, as the gateway describes it before a sale.

    `authorization_lasts` is how long an authorization on it is valid (BRAINTREE.md 4). `consumed` marks a single-use id
    that was used before, `invalid` a card whose number can be none.
    """

    method: PaymentMethod
    authorization_lasts: timedelta
    consumed: bool = False
    invalid: bool = False


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
