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


class AdjustmentKind(StrEnum):
    """What an amount of an order is for that belongs to none of its products."""

    SHIPPING = "SHIPPING"
    TAX = "TAX"
    DISCOUNT = "DISCOUNT"
    FEE = "FEE"
    GIFT_CARD = "GIFT_CARD"

    @property
    def lowers(self) -> bool:
        """Whether its amounts are negative: they lower what is paid for the rest of the order."""
        return self in {AdjustmentKind.DISCOUNT, AdjustmentKind.GIFT_CARD}


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Refunds of `quantity` pieces that failed in part: `amount` of them was refunded all the same."""

    quantity: int
    amount: Money


@dataclass(frozen=True, slots=True)
class LineItem:
    """One product of an order. `item_id` is the shop's own; `unit_amount` and `tax_amount` are for one piece.

    `whole_amount` is the price of all pieces with tax, where that was recorded; `unit_amount` then is only shown. Of
    that price, `own_discount` was taken off this product, and `order_discount` is its share of the order's discounts.
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
    whole_amount: Money | None = None
    own_discount: Money | None = None
    order_discount: Money | None = None
    unfinished: tuple[Unfinished, ...] = ()

    @property
    def price(self) -> Money:
        """All pieces with their tax, before discounts."""
        return price_of(self.quantity, self.unit_amount, self.tax_amount, self.whole_amount)

    @property
    def discount(self) -> Money:
        """What was taken off the price, the share of the order's discounts included."""
        nothing = Money(0, self.unit_amount.currency)
        return (self.own_discount or nothing) + (self.order_discount or nothing)

    @property
    def total(self) -> Money:
        """What was paid for all pieces: their price with tax, without discounts."""
        return self.price - self.discount

    @property
    def left(self) -> Money:
        """What was not refunded of this product, whatever is left of the order."""
        return self.total - self.refunded

    def tax_in(self, amount: Money) -> Money | None:
        """The part of an amount of this product that is tax, rounded; None where none was recorded."""
        if self.tax_amount is None or not self.price:
            return None
        tax, price = min(self.tax_amount.minor * self.quantity, self.price.minor), self.price.minor
        return Money((2 * amount.minor * tax + price) // (2 * price), amount.currency)

    @property
    def pieces_left(self) -> int:
        """How many were not refunded."""
        return self.quantity - self.refunded_quantity

    def refundable(self, of_order: Money) -> Money:
        """What can be refunded of this product where so much can be refunded of its order (SPEC 7.8)."""
        return min(self.left, of_order, key=lambda amount: amount.minor)

    def next_pieces(self, quantity: int) -> Money:
        """What the next so many of the pieces that are left give back, at most what is left of the product.

        All pieces together give back the total exactly, in whatever steps: the last one gives what is left. Pieces
        whose refund failed in part give what is missing.
        """
        if quantity == self.pieces_left:
            return self.left
        share = self._first_pieces(self.refunded_quantity + quantity) - self._first_pieces(self.refunded_quantity)
        given = sum(each.amount.minor for each in self.unfinished if each.quantity == quantity)
        return Money(max(min(share - given, self.left.minor), 0), self.total.currency)

    def _first_pieces(self, quantity: int) -> int:
        return self.total.minor * quantity // self.quantity


@dataclass(frozen=True, slots=True)
class Adjustment:
    """An amount of an order beside its products, by the shop's own id; discounts and gift cards are negative.

    `order_discount` is its share of the order's discounts, where the products can't bear all of them. `refunded` is
    what refunds of it count for, those under way included.
    """

    id: int
    adjustment_id: str
    name: str
    kind: AdjustmentKind
    amount: Money
    refunded: Money
    order_discount: Money | None = None

    @property
    def total(self) -> Money:
        """What was paid for it; nothing for what lowers the price of the rest."""
        if self.kind.lowers:
            return Money(0, self.amount.currency)
        return self.amount if self.order_discount is None else self.amount - self.order_discount

    @property
    def left(self) -> Money:
        """What was not refunded of it, whatever is left of the order."""
        return self.total - self.refunded

    def refundable(self, of_order: Money) -> Money:
        """What can be refunded of it where so much can be refunded of its order."""
        return min(self.left, of_order, key=lambda amount: amount.minor)


def price_of(quantity: int, unit: Money, tax: Money | None, whole: Money | None) -> Money:
    """The price of so many pieces with their tax, before discounts: `whole` where that was recorded."""
    if whole is not None:
        return whole
    return Money((unit.minor + (tax.minor if tax else 0)) * quantity, unit.currency)


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
    adjustments: tuple[Adjustment, ...] = ()
    updated_at: datetime | None = None
    """When the order itself last changed, its payments and refunds apart; None where that is not known."""

    @property
    def last_changed(self) -> datetime:
        """When it, one of its payments or one of their refunds last changed."""
        paid = [each.updated_at or each.created_at for each in self.transactions]
        refunded = [each.updated_at or each.created_at for each in self.refunds]
        return max([self.updated_at or self.placed_at, *paid, *refunded])

    @property
    def total(self) -> Money:
        """What it costs: products and adjustments, with tax and without discounts; what was paid, without products."""
        if self.line_items:
            products = self._sum(each.total for each in self.line_items)
            return products + self._sum(each.total for each in self.adjustments)
        return self.paid

    @property
    def overpaid(self) -> Money:
        """How much more was paid than it costs."""
        return max(self.paid - self.total, Money(0, self.currency), key=lambda amount: amount.minor)

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
