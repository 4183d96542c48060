"""What a gateway tells by itself: the items of a webhook, after their signature was found true."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.domain.reversals.answers import Outcome
from refundry.gateways.calls import Dispute, Kind, PaymentStanding, RefundStanding

TOLERANCE = timedelta(minutes=5)
"""How far the time in a webhook may lie from ours, in both directions."""


class Forged(Exception):
    """The signature of a webhook, or its time, is not what the gateway makes. `status` is the HTTP status to answer."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.status = status


class EventKind(StrEnum):
    """What an event is about; a hint, after which the gateway is asked."""

    PAYMENT = "PAYMENT"
    REFUND = "REFUND"
    DISPUTE = "DISPUTE"
    OTHER = "OTHER"
    """Nothing that concerns payments and refunds."""


@dataclass(frozen=True, slots=True)
class Event:
    """One item of a webhook. `id` is the same whenever the gateway sends it again.

    `transaction` and `refund` are the gateway's ids, `key` is ours, each where the event names it. Where the gateway
    can't be asked, the signed fields are its word: `outcome` of the instruction of that `about`, `standing` of the
    refund, `payment`, or `dispute` of the payment.
    """

    id: str
    kind: EventKind
    name: str
    at: datetime | None = None
    transaction: str | None = None
    refund: str | None = None
    key: str | None = None
    about: Kind | None = None
    outcome: Outcome | None = None
    standing: RefundStanding | None = None
    payment: PaymentStanding | None = None
    dispute: Dispute | None = None
