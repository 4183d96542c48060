"""An order: its products, its payments, what was refunded, and what follows from them. Nothing here is kept by hand.

An order's money is that of its payments; its products only say what it was for (SPEC 7).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.money import Money
from app.domain.reversals import rules
from app.domain.reversals.payments import Refund, Transaction
from app.domain.reversals.states import OperationKind, PaymentStatus

NEVER_PAID = frozenset(
    {
        PaymentStatus.PROCESSOR_DECLINED,
        PaymentStatus.GATEWAY_REJECTED,
        PaymentStatus.FAILED,
        PaymentStatus.SETTLEMENT_DECLINED,
        PaymentStatus.AUTHORIZATION_EXPIRED,
    }
)
"""A payment in one of these brought nothing in: it was declined, it failed, or it was never captured (SPEC 7.8)."""


class OrderStatus(StrEnum):
    """How much of what was paid has been refunded."""

    OPEN = "OPEN"
    PARTIALLY_REFUNDED = "PARTIALLY_REFUNDED"
    REFUNDED = "REFUNDED"


@dataclass(frozen=True, slots=True)
class LineItem:
    """One product of an order. `item_id` is the shop's own; the amounts are for one piece.

    `refunded_quantity` and `refunded` are what refunds of this product count for, those under way included.
    """

    id: int
    item_id: str
    name: str
    quantity: int
    unit_amount: Money
    tax_amount: Money | None
    refunded_quantity: int
    refunded: Money

    @property
    def piece(self) -> Money:
        """One piece with its tax."""
        return self.unit_amount if self.tax_amount is None else self.unit_amount + self.tax_amount

    @property
    def total(self) -> Money:
        """All pieces with their tax."""
        return Money(self.piece.minor * self.quantity, self.unit_amount.currency)

    @property
    def left(self) -> Money:
        """What was not refunded of this product, whatever is left of the order."""
        return self.total - self.refunded

    def refundable(self, of_order: Money) -> Money:
        """What can be refunded of this product where so much can be refunded of its order (SPEC 7.8)."""
        return min(self.left, of_order, key=lambda amount: amount.minor)


@dataclass(frozen=True, slots=True)
class Order:
    """What a customer bought. `recorded_at` is when it was first brought in by itself: before, it is only known by the
    order id of its payments. `transactions` are all in the order's currency, newest first; `refunds` are theirs.
    """

    id: int
    legacy_id: str
    merchant_id: int
    order_id: str
    currency: str
    customer_id: int | None
    customer_email: str | None
    placed_at: datetime
    recorded_at: datetime | None
    cancelled: bool
    balance_due: Money
    line_items: tuple[LineItem, ...]
    transactions: tuple[Transaction, ...]
    refunds: tuple[Refund, ...]

    @property
    def total(self) -> Money:
        """The products with tax; what was paid, where no products are known."""
        if self.line_items:
            return self._sum(item.total for item in self.line_items)
        return self.paid

    @property
    def paid(self) -> Money:
        """What came in, refunded or not."""
        return self._sum(each.amount for each in self.transactions if each.status not in NEVER_PAID)

    @property
    def refunded(self) -> Money:
        """What was refunded or is promised: refunds that count, and voided payments (SPEC 7.7)."""
        return self._sum(refunded_of(each) for each in self.transactions)

    def refundable(self, now: datetime) -> Money:
        """The most that can be refunded through the gateways now."""
        return self._sum(rules.refundability(each, now).maximum for each in self.transactions)

    @property
    def status(self) -> OrderStatus:
        return status_of(self.refunded, self.paid)

    @property
    def refund_in_progress(self) -> bool:
        """Whether anything of it is queued, pending, unknown or awaits approval (SPEC 7.6)."""
        voids = (each.operation for each in self.transactions)
        return any(refund.status is PaymentStatus.AUTHORIZING for refund in self.refunds) or any(
            operation is not None and operation.kind is OperationKind.VOID for operation in voids
        )

    def _sum(self, amounts: Iterable[Money]) -> Money:
        return sum(amounts, Money(0, self.currency))


def status_of(refunded: Money, paid: Money) -> OrderStatus:
    """How much of what was `paid` is `refunded`."""
    if not refunded:
        return OrderStatus.OPEN
    return OrderStatus.PARTIALLY_REFUNDED if refunded < paid else OrderStatus.REFUNDED


def refunded_of(transaction: Transaction) -> Money:
    """What was refunded of a payment, or is promised: all of it once it is voided."""
    return transaction.amount if transaction.status is PaymentStatus.VOIDED else transaction.reserved
