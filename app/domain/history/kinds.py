"""What a history keeps of an action: a code and its facts, never a sentence (SPEC 8.5).

Rules, sums and reports compare codes. The words are chosen when a history is read: see `wording`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from app.domain.money import Money
from app.domain.reversals.answers import DisputeState
from app.domain.reversals.states import OperationKind, PaymentStatus


class ChangeKind(StrEnum):
    """What was done to a payment, a refund, an order, or the merchant's own data."""

    ASKED = "ASKED"
    PARTIAL_CAPTURE_ASKED = "PARTIAL_CAPTURE_ASKED"
    ORDER_REFUND_ASKED = "ORDER_REFUND_ASKED"
    CANCELLED = "CANCELLED"
    APPROVED = "APPROVED"
    REJECTED = "REJECTED"
    SETTLED_BY_HAND = "SETTLED_BY_HAND"
    RETRIED_BY_HAND = "RETRIED_BY_HAND"
    PAUSED = "PAUSED"
    RESUMED = "RESUMED"
    ATTENTION_NEEDED = "ATTENTION_NEEDED"
    ATTENTION_DISMISSED = "ATTENTION_DISMISSED"
    RESOLVED_DONE = "RESOLVED_DONE"
    RESOLVED_NOT_DONE = "RESOLVED_NOT_DONE"
    OUTCOME_SAID = "OUTCOME_SAID"
    OUTCOME_CONTRADICTED = "OUTCOME_CONTRADICTED"
    OUTCOME_APPROVED = "OUTCOME_APPROVED"
    OUTCOME_REJECTED = "OUTCOME_REJECTED"
    MARKED_REFUNDED = "MARKED_REFUNDED"
    MARKED_VOIDED = "MARKED_VOIDED"
    REFUND_MARK_UNDONE = "REFUND_MARK_UNDONE"
    VOID_MARK_UNDONE = "VOID_MARK_UNDONE"
    REFUND_RECORDED_ANYWAY = "REFUND_RECORDED_ANYWAY"
    VOID_RECORDED_ANYWAY = "VOID_RECORDED_ANYWAY"
    GIVEN_UP = "GIVEN_UP"
    CONFIRMED = "CONFIRMED"
    ORDER_RECORDED = "ORDER_RECORDED"
    ORDER_CORRECTED = "ORDER_CORRECTED"
    ORDER_CANCELLED = "ORDER_CANCELLED"
    PAYMENT_RECORDED = "PAYMENT_RECORDED"
    CUSTOMER_CORRECTED = "CUSTOMER_CORRECTED"
    CUSTOMER_FORGOTTEN = "CUSTOMER_FORGOTTEN"
    PAYMENT_ADOPTED = "PAYMENT_ADOPTED"
    REFUND_FOUND = "REFUND_FOUND"
    REFUND_DOES_NOT_FIT = "REFUND_DOES_NOT_FIT"
    DISPUTED = "DISPUTED"
    CLOCK_MOVED = "CLOCK_MOVED"
    CLOCK_STOPPED = "CLOCK_STOPPED"
    ORDERS_REFUNDED = "ORDERS_REFUNDED"
    REFUND_RUN_STARTED = "REFUND_RUN_STARTED"
    MERCHANT_ADDED = "MERCHANT_ADDED"
    MERCHANT_ACCOUNT_ADDED = "MERCHANT_ACCOUNT_ADDED"
    MERCHANT_ACCOUNT_LINKED = "MERCHANT_ACCOUNT_LINKED"
    GATEWAY_ACCOUNT_ADDED = "GATEWAY_ACCOUNT_ADDED"
    GATEWAY_ACCOUNT_CHANGED = "GATEWAY_ACCOUNT_CHANGED"
    GATEWAY_ACCOUNT_RETIRED = "GATEWAY_ACCOUNT_RETIRED"
    SENDING_HELD = "SENDING_HELD"
    SENDING_RELEASED = "SENDING_RELEASED"
    DRIFT_ADOPTED = "DRIFT_ADOPTED"
    CUSTOMER_ADDED = "CUSTOMER_ADDED"
    CUSTOMER_DELETED = "CUSTOMER_DELETED"
    PAYMENT_METHOD_MADE = "PAYMENT_METHOD_MADE"
    PAYMENT_METHOD_KEPT = "PAYMENT_METHOD_KEPT"
    PAYMENT_METHOD_DELETED = "PAYMENT_METHOD_DELETED"
    API_KEY_CREATED = "API_KEY_CREATED"
    API_KEY_REVOKED = "API_KEY_REVOKED"
    USER_ADDED = "USER_ADDED"
    USER_DISABLED = "USER_DISABLED"
    USER_ENABLED = "USER_ENABLED"
    RIGHT_GRANTED = "RIGHT_GRANTED"
    RIGHT_REVOKED = "RIGHT_REVOKED"
    PASSWORD_SET = "PASSWORD_SET"  # noqa: S105 -- the name of an action
    PASSWORD_CHANGED = "PASSWORD_CHANGED"  # noqa: S105 -- the same
    SETTINGS_CHANGED = "SETTINGS_CHANGED"
    REASON_ADDED = "REASON_ADDED"
    REASON_CHANGED = "REASON_CHANGED"
    WEBHOOK_ENDPOINT_ADDED = "WEBHOOK_ENDPOINT_ADDED"
    WEBHOOK_ENDPOINT_CHANGED = "WEBHOOK_ENDPOINT_CHANGED"
    WEBHOOK_ENDPOINT_DELETED = "WEBHOOK_ENDPOINT_DELETED"
    WEBHOOK_ENDPOINT_SWITCHED_OFF = "WEBHOOK_ENDPOINT_SWITCHED_OFF"
    WEBHOOK_SECRET_CHANGED = "WEBHOOK_SECRET_CHANGED"  # noqa: S105 -- the name of an action
    OTHER = "OTHER"
    """A sentence of an older version that no code was found for; the facts have it as `text`."""


KEPT_FOR_GOOD = frozenset(
    {
        ChangeKind.PAYMENT_RECORDED,
        ChangeKind.MARKED_REFUNDED,
        ChangeKind.REFUND_RECORDED_ANYWAY,
        ChangeKind.VOID_RECORDED_ANYWAY,
        ChangeKind.VOID_MARK_UNDONE,
        ChangeKind.ORDER_CANCELLED,
        ChangeKind.ATTENTION_DISMISSED,
        ChangeKind.CUSTOMER_FORGOTTEN,
    }
)
"""What rules, sums and promises read; and that a customer was forgotten. However old it is, it is not deleted."""

RESOLVED = frozenset({ChangeKind.RESOLVED_DONE, ChangeKind.RESOLVED_NOT_DONE})
"""A person said what became of an operation, not the gateway."""


class GivenUp(StrEnum):
    """Why a queued reversal is not sent again."""

    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_LINKED = "NOT_LINKED"
    DISPUTED = "DISPUTED"
    STATUS = "STATUS"
    """The payment has another status by now; the fact `status` says which."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One action as the history keeps it. `facts` are JSON values whose names depend on the kind; see the functions
    below. Amounts are minor units under `amount`, with their ISO 4217 code under `currency`.
    """

    kind: ChangeKind
    facts: Mapping[str, Any] = field(default_factory=dict)


def kept_entry(kind: str, facts: Mapping[str, Any]) -> Entry:
    """The entry of a row; a kind that only a later version knows is told by its code."""
    try:
        return Entry(ChangeKind(kind), facts)
    except ValueError:
        return Entry(ChangeKind.OTHER, {"text": kind})


def asked(operation: OperationKind, amount: Money, *, instead: bool = False) -> Entry:
    """An operation at the gateway was asked for; `instead` of one that the gateway could not do (SPEC 1.2)."""
    facts: dict[str, Any] = {"operation": operation.value, **_amount(amount)}
    if instead:
        facts["instead"] = True
    return Entry(ChangeKind.ASKED, facts)


def partial_capture_asked(amount: Money, part: str) -> Entry:
    """Some of an authorization is to be captured, as the transaction of the legacy id `part`."""
    return Entry(ChangeKind.PARTIAL_CAPTURE_ASKED, {**_amount(amount), "part": part})


def awaiting_approval(entry: Entry) -> Entry:
    """The same request, which waits for a second person first (SPEC 8.3)."""
    return replace(entry, facts={**entry.facts, "awaits_approval": True})


def order_refund_asked(amount: Money, payments: int) -> Entry:
    """A refund of an order was asked for, over that number of its payments."""
    return Entry(ChangeKind.ORDER_REFUND_ASKED, {**_amount(amount), "payments": payments})


def outcome_said(*, done: bool) -> Entry:
    """A person said whether an operation of unknown outcome was done (SPEC 12)."""
    return Entry(ChangeKind.OUTCOME_SAID, {"done": done})


def outcome_contradicted(gateway_says: str, *, done: bool) -> Entry:
    """A person said whether it was done, and the gateway says otherwise, in the words `gateway_says`; that counts."""
    return Entry(ChangeKind.OUTCOME_CONTRADICTED, {"done": done, "gateway_says": gateway_says})


def marked_refunded(amount: Money, reference: str | None) -> Entry:
    """A person says that a refund was made elsewhere."""
    return Entry(ChangeKind.MARKED_REFUNDED, {**_amount(amount), **_given(reference=reference)})


def marked_voided(amount: Money, reference: str | None) -> Entry:
    """A person says that a payment was voided elsewhere."""
    return Entry(ChangeKind.MARKED_VOIDED, {**_amount(amount), **_given(reference=reference)})


def recorded_anyway(operation: OperationKind, amount: Money) -> Entry:
    """What the gateway did not do counts as done elsewhere, since the request said RECORD_ANYWAY (SPEC 4)."""
    voids = operation is OperationKind.VOID
    kind = ChangeKind.VOID_RECORDED_ANYWAY if voids else ChangeKind.REFUND_RECORDED_ANYWAY
    return Entry(kind, _amount(amount))


def order_recorded(
    *, first: bool, payments: int = 0, line_items: int = 0, adjustments: int = 0, customer: bool = False
) -> Entry:
    """An order was recorded, or more of it after the `first` time: numbers of new payments, line items, adjustments,
    and whether the customer is new to it.
    """
    facts: dict[str, Any] = {"first": first}
    counted = {"payments": payments, "line_items": line_items, "adjustments": adjustments}
    facts |= {name: many for name, many in counted.items() if many}
    if customer:
        facts["customer"] = True
    return Entry(ChangeKind.ORDER_RECORDED, facts)


def order_corrected(part: str, field: str, before: str | None, after: str | None, id: str | None) -> Entry:
    """A field of a recorded order was replaced: of its `part`, ORDER, CUSTOMER, LINE_ITEM or ADJUSTMENT. `id` is the
    shop's own of a line; of one that is new there is no value `before`, of one that is gone none `after`.
    """
    facts = {"part": part, "field": field, **_given(before=before, after=after, id=id)}
    return Entry(ChangeKind.ORDER_CORRECTED, facts)


def customer_corrected(customer: str, field: str, before: str | None, after: str | None) -> Entry:
    """A field of the customer of that legacy id was replaced, whatever they ordered."""
    facts = {"customer": customer, "field": field, **_given(before=before, after=after)}
    return Entry(ChangeKind.CUSTOMER_CORRECTED, facts)


def customer_forgotten(customer: str) -> Entry:
    """What was known of the customer of that legacy id was deleted."""
    return Entry(ChangeKind.CUSTOMER_FORGOTTEN, {"customer": customer})


def payment_recorded(gateway_id: str, refunded: Money | None = None) -> Entry:
    """A payment that was made elsewhere was recorded; `gateway_id` is the gateway's own id of it. `refunded` is what
    was refunded of it before, also elsewhere.
    """
    return Entry(ChangeKind.PAYMENT_RECORDED, {"gateway_id": gateway_id} | (_amount(refunded) if refunded else {}))


def payment_adopted(gateway_id: str, account: str) -> Entry:
    """A payment was taken over from the gateway account called `account`; the gateway calls it `gateway_id`."""
    return Entry(ChangeKind.PAYMENT_ADOPTED, {"gateway_id": gateway_id, "account": account})


def refund_found(amount: Money, gateway_id: str) -> Entry:
    """The gateway has told of a refund that was not asked for here."""
    return Entry(ChangeKind.REFUND_FOUND, {**_amount(amount), "gateway_id": gateway_id})


def refund_does_not_fit(amount: Money, gateway_id: str) -> Entry:
    """The gateway has a refund that can't be taken over beside what is reserved here, or contradicts what is known."""
    return Entry(ChangeKind.REFUND_DOES_NOT_FIT, {**_amount(amount), "gateway_id": gateway_id})


def disputed(state: DisputeState, reason: str | None) -> Entry:
    """The customer's chargeback was opened, won or lost; `reason` is in the gateway's words."""
    return Entry(ChangeKind.DISPUTED, {"state": state.value, **_given(reason=reason)})


def given_up(why: GivenUp, status: PaymentStatus | None = None) -> Entry:
    """A queued reversal is not sent again. `status` is the payment's, where that is why."""
    return Entry(ChangeKind.GIVEN_UP, {"why": why.value, **_given(status=None if status is None else status.value)})


def clock_moved(by: str) -> Entry:
    """A sandbox merchant's clock was moved forward by an ISO 8601 duration."""
    return Entry(ChangeKind.CLOCK_MOVED, {"by": by})


def clock_stopped(by: str) -> Entry:
    """Such a move ended on the way, since its client had left."""
    return Entry(ChangeKind.CLOCK_STOPPED, {"by": by})


def _amount(amount: Money) -> dict[str, Any]:
    return {"amount": amount.minor, "currency": amount.currency}


def _given(**facts: str | None) -> dict[str, str]:
    return {name: value for name, value in facts.items() if value is not None}
