"""A gateway as seen by one of its accounts."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Protocol

from app.domain.reversals.answers import Absent, Outcome
from refundry.gateways.calls import Account, Instruction, PaymentStanding, RefundStanding, Sent


class NotAnswered(Exception):
    """A question that changes nothing got no answer that is understood. `refused_credentials`: a 401 or a 403."""

    def __init__(self, message: str, *, refused_credentials: bool = False) -> None:
        super().__init__(message)
        self.refused_credentials = refused_credentials


class Session(Protocol):
    """One account's way to the gateway.

    What tells the gateway to do something sends one request, never a second one by itself, and answers with an Outcome.
    What asks raises NotAnswered. Nothing else is raised but CancelledError; what is raised all the same is taken for
    UNKNOWN. A gateway that has no such thing answers Declined with NOT_POSSIBLE.
    """

    async def capture(self, instruction: Instruction) -> Outcome: ...

    async def void(self, instruction: Instruction) -> Outcome: ...

    async def refund(self, instruction: Instruction) -> Outcome:
        """An answer about another amount, currency or payment than was asked is NotKnown with attention."""
        ...

    async def void_refund(self, instruction: Instruction) -> Outcome: ...

    async def find(self, instruction: Instruction, sent: Sent) -> Outcome | Absent:
        """What was done under the instruction's key; nothing is changed.

        Absent only if the gateway has no effect of it now. Whether that is proof is for the caller to say, who knows
        the time. Where the gateway cannot be asked but remembers keys, sending the same once more is the question.
        """
        ...

    async def standing(self, transaction: str) -> PaymentStanding | None:
        """Where the payment stands; None if the account has no payment of that id. Raises NotAnswered."""
        ...

    async def refund_standing(self, reference: str, transaction: str) -> RefundStanding | None:
        """Where the refund stands; None if there is none of that id. Raises NotAnswered."""
        ...

    def payments(self, begin: datetime, end: datetime) -> AsyncIterator[PaymentStanding]:
        """All payments that were made in that time, with their refunds, the oldest or the newest first.

        Raises NotAnswered.
        """
        ...

    def refunds(self, begin: datetime, end: datetime) -> AsyncIterator[RefundStanding]:
        """All refunds that were made in that time, also those made elsewhere. Raises NotAnswered."""
        ...

    async def account(self) -> Account:
        """Whose credentials these are. Changes nothing. Raises NotAnswered."""
        ...

    async def stop(self) -> None:
        """Closes the session's connections, once the work on them has ended."""
        ...
