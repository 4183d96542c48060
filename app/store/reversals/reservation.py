"""What asking for reversals writes down before any gateway hears of them, as values, and the rows that they come to.

A `Reservation` is of one payment. What belongs together is a `Group`: one of them, or all parts of an order's refund.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.domain.history.kinds import Entry
from app.domain.money import Money
from app.domain.orders.orders import Order
from app.domain.orders.plan import Plan
from app.domain.people.people import Actor
from app.domain.reversals.approvals import ApprovalState
from app.domain.reversals.new_operation import NewRefund
from app.domain.reversals.payments import (
    WAITS_FOR_SETTLEMENT,
    Destination,
    Operation,
    Refund,
    Terms,
    Transaction,
)
from app.domain.reversals.states import (
    AttemptOutcome,
    OperationKind,
    PaymentStatus,
    RefundFailurePolicy,
    RetryState,
)
from app.store.reversals.operations import Lease
from app.store.reversals.rows import columns_of

ON_HOLD = "It was asked for while sending was on hold."
"""Why what was written down meanwhile waits."""


@dataclass(frozen=True, slots=True)
class Begun:
    """What is sent at once: an operation's first attempt, under its key, by the holder of the lease.

    Without a lease it is sent later, once its payment has settled. `order_id` is what a capture gives its transaction.
    """

    kind: OperationKind
    key: str
    lease: Lease | None
    destination: Destination | None
    order_id: str | None = None


@dataclass(frozen=True, slots=True)
class KeyClaim:
    """The apiRequestKey that the request came with, and what it asked; with `transaction` it answers with that."""

    key: str
    fingerprint: bytes
    transaction: bool = False

    @property
    def fingerprint_text(self) -> str:
        """As PostgreSQL writes bytes."""
        return f"\\x{self.fingerprint.hex()}"


@dataclass(frozen=True, slots=True)
class Versions:
    """Of a payment's row, and of its merchant's."""

    payment: str
    merchant: str


@dataclass(frozen=True, slots=True)
class Reserved:
    """The numbers of what was written, and whether it waits, unsent, since its merchant was on hold then."""

    operation_id: int | None
    refund_id: int | None
    on_hold: bool = False


@dataclass(frozen=True, slots=True)
class Reservation:
    """Everything that asking for something at the gateway writes down, before the gateway hears of it.

    `refund` is the one that is made by it, `of_refund` the number of one that it is about. Nothing is `begun` where a
    second person has to agree first: it then `awaits` that, to be begun under that key. One that `waits` does so for
    its payment's settlement. `entry` is kept for the history. One that `forgets` ends the attention that failed refunds
    of the payment need. With `seen` versions, it is written only if the payment's row and the merchant's still have
    them.
    """

    transaction: Transaction
    amount: Money
    actor: Actor
    at: datetime
    terms: Terms
    entry: Entry | None = None
    refund: NewRefund | None = None
    of_refund: int | None = None
    begun: Begun | None = None
    awaits: str | None = None
    waits: bool = False
    forgets: bool = False
    seen: Versions | None = None

    def operation(self, written: Reserved) -> Operation:
        """The operation that was begun, as it is once it is written: it runs, or waits if its merchant is on hold."""
        begun = self.begun
        assert begun is not None, "what awaits approval has no operation yet"
        assert written.operation_id is not None, "what was begun got a number"
        waits = begun.lease is None
        sent = not waits and not written.on_hold
        return Operation(
            id=written.operation_id,
            merchant_id=self.transaction.merchant_id,
            kind=begun.kind,
            key=begun.key,
            transaction_id=self.transaction.id,
            refund_id=written.refund_id,
            amount=self.amount,
            order_id=begun.order_id,
            state=RetryState.RUNNING if sent else RetryState.WAITING,
            terms=self.terms,
            requested_by=self.actor.name,
            requested_at=self.at,
            attempts_made=1 if sent else 0,
            retries_made=0,
            first_attempt_at=self.at,
            last_attempt_at=self.at,
            pressed_at=None,
            next_attempt_at=self.at if written.on_hold else None,
            last_outcome=AttemptOutcome.UNAVAILABLE if waits else None,
            last_error=ON_HOLD if written.on_hold else WAITS_FOR_SETTLEMENT if waits else None,
            lease=begun.lease.name if sent and begun.lease is not None else None,
            **_pinned(begun.destination),
        )

    def made(self, written: Reserved, operation: Operation | None) -> Refund:
        """The refund that was made, as it is once it is written."""
        refund = self.refund
        assert refund is not None, "only a refund makes one"
        assert written.refund_id is not None, "what was made got a number"
        return Refund(
            id=written.refund_id,
            legacy_id=refund.legacy_id,
            merchant_id=self.transaction.merchant_id,
            transaction_id=self.transaction.id,
            account=refund.account,
            amount=self.amount,
            status=PaymentStatus.AUTHORIZING,
            order_id=refund.order_id,
            source=self.actor.source,
            created_at=self.at,
            requested_by=self.actor.name,
            needs_attention=False,
            external=None,
            details=refund.details,
            operation=operation,
            reason_code=self.terms.reason_code,
            note=self.terms.note,
            order_refund_id=self.terms.order_refund_id,
            **_pinned(self.transaction.account.destination if self.begun is None else self.begun.destination),
            waits_for_settlement=self.waits,
        )

    def row(self, of_group: int, place: int) -> dict[str, object]:
        """The columns of a part; what is left out is NULL."""
        row: dict[str, object] = {
            "of_group": of_group,
            "place": place,
            "transaction_id": self.transaction.id,
            "of_refund": self.of_refund,
            "forgets": self.forgets,
            "at": self.at,
        }
        if self.seen is not None:
            row["version"] = self.seen.payment
        if self.begun is not None:
            row["operation"] = self._operation_row(self.begun)
            row["key"] = None if self.begun.lease is None else self.begun.key
        if self.refund is not None:
            made = self.made(_NO_NUMBERS, None)
            row["refund"] = columns_of(made) | {"requested_by_id": self.actor.id}
        if self.awaits is not None:
            row["approval"] = self._approval_row(self.awaits)
        if self.entry is not None:
            change = _change(self.actor, self.at, self.entry, self.terms.note, self.terms.reason_code)
            row["change"] = change | {"transaction_id": self.transaction.id}
        return row

    def _operation_row(self, begun: Begun) -> dict[str, object]:
        by = {"requested_by_kind": self.actor.kind, "requested_by_id": self.actor.id}
        until = None if begun.lease is None else begun.lease.until
        return columns_of(self.operation(_NO_NUMBERS)) | by | {"lease_until": until}

    def _approval_row(self, key: str) -> dict[str, object]:
        actor, terms = self.actor, self.terms
        return {
            "merchant_id": actor.merchant_id,
            "state": ApprovalState.WAITING,
            "turns": terms.turns,
            "on_failure": terms.on_failure,
            "requested_by": actor.name,
            "requested_by_kind": actor.kind,
            "requested_by_id": actor.id,
            "requested_at": self.at,
            "key": key,
        }


_NO_NUMBERS = Reserved(0, 0)
"""What is written is given its numbers by the statement."""


@dataclass(frozen=True, slots=True)
class OrderRefund:
    """What is asked for of a whole order, by the `plan`. `entry` is kept for the history.

    With a `version`, it is written only if the order's row still has that, and no payment has joined the order.
    """

    order: Order
    plan: Plan
    entry: Entry
    on_failure: RefundFailurePolicy
    cancels_order: bool
    version: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Reservations that are written together or not at all: one, or those of all parts of an order's refund.

    All are of one actor, time and reason. `claim` is the apiRequestKey that answers with what is made.
    """

    parts: tuple[Reservation, ...]
    claim: KeyClaim | None = None
    of_order: OrderRefund | None = None

    @property
    def names(self) -> set[object]:
        """What no two groups of one statement may have in common, but for what somebody holds."""
        names: set[object] = {each.transaction.id for each in self.parts if each.seen is not None}
        if self.claim is not None:
            names.add((self.parts[0].transaction.merchant_id, self.claim.key))
        return names

    @property
    def transaction_ids(self) -> tuple[int, ...]:
        """The payments that are changed by it."""
        return tuple(each.transaction.id for each in self.parts)

    def row(self, place: int) -> dict[str, object]:
        """The columns of a group; what is left out is NULL."""
        first, claim = self.parts[0], self.claim
        row: dict[str, object] = {
            "place": place,
            "merchant_id": first.transaction.merchant_id,
            "merchant_version": first.seen and first.seen.merchant,
            "parts": len(self.parts),
            "at": first.at,
        }
        if claim is not None:
            row |= {"request_key": claim.key, "fingerprint": claim.fingerprint_text}
            row["key_transaction"] = first.transaction.id if claim.transaction else None
        if self.of_order is not None:
            row |= self._order_row(self.of_order, first)
        return row

    def _order_row(self, refund: OrderRefund, first: Reservation) -> dict[str, object]:
        order, plan, terms = refund.order, refund.plan, first.terms
        change = _change(first.actor, first.at, refund.entry, terms.note, terms.reason_code)
        return {
            "order_row_id": order.id,
            "order_version": refund.version,
            "order_refund": {
                "merchant_id": order.merchant_id,
                "order_row_id": order.id,
                "amount": plan.total.minor,
                "on_failure": refund.on_failure,
                "cancels_order": refund.cancels_order,
                "balance_due": plan.balance_due.minor,
                "reason_code": terms.reason_code,
                "note": terms.note,
                "requested_by": first.actor.name,
                "created_at": first.at,
                "in_effect": False,
            },
            "portions": [
                {"transaction_id": paid, "line_item_id": line, "quantity": quantity, "amount": minor}
                for paid, line, quantity, minor in plan.portions()
            ],
            "change": change | {"order_row_id": order.id},
        }


@dataclass(frozen=True, slots=True)
class ReservedGroup:
    """The number of the order's refund, if it is one, and those of the parts, in their order."""

    order_refund_id: int | None
    parts: tuple[Reserved, ...]


def _pinned(destination: Destination | None) -> Any:
    """The fields of an operation or a refund that say where it is sent."""
    if destination is None:
        return {"gateway": None}
    return {
        "gateway": destination.gateway,
        "gateway_account_id": destination.account,
        "gateway_account_version": destination.version,
    }


def _change(actor: Actor, at: datetime, entry: Entry, note: str | None, reason_code: str | None) -> dict[str, object]:
    """A row of `changes`."""
    return {
        "merchant_id": actor.merchant_id,
        "at": at,
        "actor_id": actor.id,
        "actor_name": actor.name,
        "source": actor.source,
        "address": actor.address,
        "kind": entry.kind,
        "facts": entry.facts,
        "note": note,
        "reason_code": reason_code,
    }
