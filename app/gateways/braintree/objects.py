"""The parts of Braintree's answers that are read. What is of another type than here is not understood."""

import msgspec
from msgspec import Raw, Struct, field

from refundry.gateways.reading import decode


class Amount(Struct, frozen=True, rename="camel"):
    """A decimal text, and its currency."""

    value: str
    currency_code: str


class Named(Struct, frozen=True):
    """Something of which only the id is read."""

    id: str


class ProcessorSaid(Struct, frozen=True, rename="camel"):
    """What the processor said; the code is a text of four digits."""

    legacy_code: str | None = None
    message: str | None = None


class StatusEvent(Struct, frozen=True, rename="camel"):
    """One line of a status history."""

    status: str | None = None
    timestamp: str | None = None
    amount: Amount | None = None
    decline_type: str | None = None
    processor_response: ProcessorSaid | None = None


class Refund(Struct, frozen=True, rename="camel"):
    """A refund. `status_history` has the newest line first."""

    id: str
    status: str | None
    amount: Amount | None
    created_at: str | None = None
    order_id: str | None = None
    source: str | None = None
    refunded_transaction: Named | None = None
    status_history: list[StatusEvent] | None = None


class DisputeSaid(Struct, frozen=True):
    """Why there is a dispute."""

    reason: str | None = None


class Dispute(Struct, frozen=True, rename="camel"):
    """A chargeback, or the inquiry before one (RETRIEVAL)."""

    id: str
    status: str | None
    type: str | None = None
    created_at: str | None = None
    received_date: str | None = None
    processor_response: DisputeSaid | None = None


class Card(Struct, frozen=True, rename="camel"):
    """A card, whole or as a part of what it paid."""

    brand_code: str | None = None
    last4: str | None = field(default=None, name="last4")
    credit_card: "Card | None" = None


class Customer(Struct, frozen=True):
    """Who paid."""

    email: str | None = None


class PartialCapture(Struct, frozen=True, rename="camel"):
    """What a payment is among several captures of one authorization."""

    child_captures: list[Named] | None = None
    parent_authorization: Named | None = None


class Transaction(Struct, frozen=True, rename="camel"):
    """A payment. After a capture, `amount` is what was captured."""

    id: str
    status: str | None
    amount: Amount | None
    created_at: str | None = None
    order_id: str | None = None
    refunds: list[Refund] | None = None
    disputes: list[Dispute] | None = None
    customer: Customer | None = None
    payment_method_snapshot: Card | None = None
    partial_capture_details: PartialCapture | None = None
    status_history: list[StatusEvent] | None = None

    @property
    def own_refunds(self) -> list[Refund]:
        """Its refunds; one that names no payment is taken for this one's, whose list it stands in."""
        return [
            each if each.refunded_transaction else msgspec.structs.replace(each, refunded_transaction=Named(self.id))
            for each in self.refunds or []
        ]

    @property
    def is_parent(self) -> bool:
        """Whether its money was captured by payments of their own."""
        return self.partial_capture_details is not None and bool(self.partial_capture_details.child_captures)


class _Refunded(Struct, frozen=True):
    refund: Refund | None = None


class _Changed(Struct, frozen=True):
    transaction: Transaction | None = None


class Told(Struct, frozen=True, rename="camel"):
    """The data of an answer to a mutation."""

    refund_transaction: _Refunded | None = None
    reverse_refund: _Refunded | None = None
    void_transaction: _Changed | None = None
    capture_transaction: _Changed | None = None

    @property
    def refund(self) -> Refund | None:
        payload = self.refund_transaction or self.reverse_refund
        return payload.refund if payload else None

    @property
    def transaction(self) -> Transaction | None:
        payload = self.void_transaction or self.capture_transaction
        return payload.transaction if payload else None


class Extensions(Struct, frozen=True, rename="camel"):
    """What an error is about, for programs."""

    error_class: str | None = None
    legacy_code: str | int | None = None


class Error(Struct, frozen=True):
    """One error of an answer."""

    message: str | None = None
    extensions: Extensions | None = None

    @property
    def error_class(self) -> str:
        return (self.extensions.error_class if self.extensions else None) or ""

    @property
    def code(self) -> str:
        """Of five or six digits; empty if there is none."""
        code = self.extensions.legacy_code if self.extensions else None
        return "" if code is None else str(code)


class Reply(Struct, frozen=True):
    """A GraphQL answer: `data`, `errors`, or both."""

    data: Raw = Raw(b"null")
    errors: list[Error] | None = None

    @property
    def is_empty(self) -> bool:
        """Whether no field of the data has a value."""
        fields = decode(bytes(self.data), dict[str, Raw] | None)
        return not fields or all(bytes(value) == b"null" for value in fields.values())
