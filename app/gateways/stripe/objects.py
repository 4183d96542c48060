"""The parts of Stripe's objects that are read. What is of another type than here is not understood."""

from typing import Annotated, Any, Generic, TypeVar

import msgspec
from msgspec import Meta, Struct

from refundry.gateways.reading import decode

Units = Annotated[int, Meta(ge=0, le=10**15)]
"""An amount in the minor units that Stripe counts its currency in."""

Seconds = Annotated[int, Meta(ge=0, le=253_402_300_799)]
"""A Unix time, up to the year 9999."""

Item = TypeVar("Item")

REFUNDRY_KEY = "refundry_key"
"""The name under which a refund's metadata keep our key."""


class Page(Struct, Generic[Item], frozen=True):
    """One page of a list, the newest first."""

    data: list[Item]
    has_more: bool


class Refund(Struct, frozen=True):
    """A refund, `re_…` or `pyr_…`. `charge` is an object where it was expanded."""

    id: str
    object: str
    amount: Units
    currency: str
    created: Seconds
    status: str | None
    charge: "str | Charge | None" = None
    payment_intent: str | None = None
    balance_transaction: Any = None
    metadata: dict[str, Any] | None = None
    failure_reason: str | None = None
    pending_reason: str | None = None

    @property
    def key(self) -> str | None:
        """Our key of it, if it has one."""
        key = (self.metadata or {}).get(REFUNDRY_KEY)
        return key if isinstance(key, str) and key else None

    @property
    def charge_id(self) -> str | None:
        return self.charge.id if isinstance(self.charge, Charge) else self.charge

    @property
    def payment(self) -> str:
        """The id of its payment: the PaymentIntent, or the charge that has none. Empty if it names neither."""
        return self.payment_intent or self.charge_id or ""

    def is_of(self, payment: str) -> bool:
        return bool(payment) and payment in {self.payment_intent, self.charge_id}


class Charge(Struct, frozen=True):
    """A charge, `ch_…` or `py_…`. `payment_intent` is an object where it was expanded."""

    id: str
    object: str
    amount: Units
    currency: str
    created: Seconds
    status: str
    captured: bool
    amount_captured: Units | None = None
    amount_refunded: Units = 0
    payment_intent: "str | Intent | None" = None
    refunds: Page[Refund] | None = None
    disputed: bool = False
    dispute: str | None = None
    metadata: dict[str, Any] | None = None
    payment_method_details: dict[str, Any] | None = None
    billing_details: dict[str, Any] | None = None
    receipt_email: str | None = None

    @property
    def intent_id(self) -> str | None:
        return self.payment_intent.id if isinstance(self.payment_intent, Intent) else self.payment_intent

    @property
    def taken(self) -> int:
        """What of it was captured. A bank debit that is pending calls itself captured, and has brought nothing yet."""
        if not self.captured or self.status != "succeeded":
            return 0
        return self.amount if self.amount_captured is None else self.amount_captured


class IntentState(Struct, frozen=True, kw_only=True):
    """What decides of a PaymentIntent, `pi_…`, as it stands in answers and in errors."""

    id: str
    object: str
    amount: Units
    currency: str
    status: str
    amount_received: Units | None = None


class Intent(IntentState, frozen=True, kw_only=True):
    """A PaymentIntent as it is asked for. `latest_charge` is an object where it was expanded."""

    created: Seconds
    latest_charge: str | Charge | None = None
    cancellation_reason: str | None = None
    metadata: dict[str, Any] | None = None
    receipt_email: str | None = None


class Dispute(Struct, frozen=True):
    """A chargeback, or the inquiry before one."""

    id: str
    status: str
    created: Seconds
    is_charge_refundable: bool = False
    reason: str | None = None


class Error(Struct, frozen=True):
    """What Stripe says of a request that it didn't carry out, or not to its end."""

    type: str | None = None
    code: str | None = None
    decline_code: str | None = None
    advice_code: str | None = None
    param: str | None = None
    message: str | None = None
    payment_intent: Any = None

    @property
    def intent(self) -> IntentState | None:
        """The payment that is in another state than the request needs, where Stripe adds it."""
        try:
            return msgspec.convert(self.payment_intent, IntentState)
        except msgspec.ValidationError:
            return None


class _Refusal(Struct, frozen=True):
    error: Error


def decode_error(body: bytes) -> Error | None:
    """The error that a body tells; None if it is not one of Stripe's."""
    refusal = decode(body, _Refusal)
    return refusal.error if refusal else None
