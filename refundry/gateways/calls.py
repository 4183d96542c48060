"""An instruction to a gateway, what was sent before, and the gateway's word on a payment or a refund."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.money import Money
from app.domain.reversals.answers import Dispute as Dispute
from app.domain.reversals.answers import DisputeState as DisputeState
from app.domain.reversals.states import PaymentStatus


class Kind(StrEnum):
    """What can be told to a gateway about a payment that it has."""

    CAPTURE = "CAPTURE"
    VOID = "VOID"
    REFUND = "REFUND"
    REFUND_VOID = "REFUND_VOID"
    """Cancel a refund that has not settled."""


@dataclass(frozen=True, slots=True)
class Instruction:
    """One thing for the gateway to do with the payment that it calls `transaction`.

    `key` is ours: it names the instruction for ever, has at most 40 characters of [0-9a-z.], and travels in a field
    that the gateway keeps and shows (metadata, reference, the end of an order id). At most one thing is done under it,
    however often it is sent. `wire_key` is the idempotency key of this sending: the same as `key`, until the gateway
    has proved that it keeps a saved failure under it.
    `refund` is the gateway's id of the refund that a REFUND_VOID cancels, where it was heard; `refund_key` is our key
    of it. `order_id`, `reason` (the merchant's code) and `description` say more where the gateway has a field for it.
    """

    key: str
    wire_key: str
    transaction: str
    amount: Money
    at: datetime
    order_id: str | None = None
    reason: str | None = None
    description: str | None = None
    capture: str | None = None
    refund: str | None = None
    refund_key: str | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent under an instruction's key before, and what was heard.

    `references` are the gateway's ids that were heard for it. `others` are those of all other refunds of the payment
    that are known here: a refund that is in neither may be the one that was sent.
    """

    kind: Kind
    attempt: int
    first_sent_at: datetime
    last_sent_at: datetime
    references: tuple[str, ...] = ()
    others: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class RefundStanding:
    """Where a refund stands at the gateway. `key` is ours, where the gateway has kept one.

    `final` says that the status never changes any more.
    """

    reference: str
    transaction: str
    status: PaymentStatus
    amount: Money
    created_at: datetime
    key: str | None = None
    final: bool = False
    message: str | None = None


@dataclass(frozen=True, slots=True)
class PaymentStanding:
    """Where a payment stands at the gateway: all that adopting it takes.

    `reference` is the gateway's id by which the payment goes on being asked about, `also_known_as` are other ids that
    the gateway has for the same payment. `amount` is what was authorized, `captured` what of it was captured.
    `refunds` are all of its refunds, also those made elsewhere. `settled_at` is known only where the gateway says so.
    """

    reference: str
    status: PaymentStatus
    amount: Money
    captured: Money
    created_at: datetime
    refunds: tuple[RefundStanding, ...] = ()
    dispute: Dispute | None = None
    order_id: str | None = None
    email: str | None = None
    card_brand: str | None = None
    card_last4: str | None = None
    final: bool = False
    also_known_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """Whose credentials they are: the gateway's own id of the account, and whether it moves real money.

    `missing_rights` names, in the gateway's words, what the credentials may not do and an adapter needs.
    """

    reference: str
    live: bool
    missing_rights: tuple[str, ...] = ()
