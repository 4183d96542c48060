"""Lines of JSON of orders to import, with the names of `RecordOrderInput`."""

from collections.abc import Sequence
from typing import TypeVar

import msgspec

from app.commands.orders.order_files import NotRead, scalar, time_of
from app.domain.orders.orders import AdjustmentKind
from app.domain.orders.recording import AdjustmentTold, CustomerTold, LineItemTold, OrderTold, TransactionTold
from app.domain.reversals.states import RECORDABLE, PaymentStatus
from app.schema.base.scalars import currency_from

KindT = TypeVar("KindT", AdjustmentKind, PaymentStatus)


class Customer(msgspec.Struct, rename="camel", forbid_unknown_fields=True):
    """As `RecordCustomerInput`."""

    email: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    company: str | None = None
    phone_number: str | None = None


class LineItem(msgspec.Struct, rename="camel", forbid_unknown_fields=True):
    """As `RecordLineItemInput`."""

    id: str
    name: str
    quantity: int
    unit_amount: str | int | None = None
    tax_amount: str | int | None = None
    total_amount: str | int | None = None
    discount_amount: str | int | None = None


class Adjustment(msgspec.Struct, rename="camel", forbid_unknown_fields=True):
    """As `RecordAdjustmentInput`."""

    id: str
    name: str
    kind: str
    amount: str | int


class Transaction(msgspec.Struct, rename="camel", forbid_unknown_fields=True):
    """As `RecordTransactionInput`."""

    gateway_transaction_id: str
    amount: str | int
    status: str
    merchant_account_id: str | None = None
    created_at: str | None = None
    refunded_amount: str | int | None = None


class Order(msgspec.Struct, rename="camel", forbid_unknown_fields=True):
    """One line of JSON, as `RecordOrderInput`."""

    order_id: str
    currency_code: str
    placed_at: str | None = None
    customer: Customer | None = None
    line_items: list[LineItem] | None = None
    transactions: list[Transaction] | None = None
    adjustments: list[Adjustment] | None = None

    def told(self) -> OrderTold:
        """The order that the line describes. Raises NotRead for a value that is not a currency, a time or an amount."""
        customer = self.customer
        return OrderTold(
            order_id=self.order_id,
            currency=scalar("currencyCode", currency_from, self.currency_code),
            placed_at=time_of("placedAt", self.placed_at),
            customer=None if customer is None else CustomerTold(**msgspec.structs.asdict(customer)),
            line_items=tuple(
                LineItemTold(
                    item_id=item.id,
                    name=item.name,
                    quantity=item.quantity,
                    unit_amount=_text(item.unit_amount),
                    tax_amount=_text(item.tax_amount),
                    total_amount=_text(item.total_amount),
                    discount_amount=_text(item.discount_amount),
                )
                for item in self.line_items or ()
            ),
            transactions=tuple(
                TransactionTold(
                    gateway_id=each.gateway_transaction_id,
                    amount=str(each.amount),
                    status=_named(f"transactions.{number}.status", each.status, sorted(RECORDABLE)),
                    account=each.merchant_account_id,
                    created_at=time_of(f"transactions.{number}.createdAt", each.created_at),
                    refunded_amount=_text(each.refunded_amount),
                )
                for number, each in enumerate(self.transactions or ())
            ),
            adjustments=tuple(
                AdjustmentTold(
                    adjustment_id=each.id,
                    name=each.name,
                    kind=_named(f"adjustments.{number}.kind", each.kind, list(AdjustmentKind)),
                    amount=str(each.amount),
                )
                for number, each in enumerate(self.adjustments or ())
            ),
        )


def _named(path: str, text: str, allowed: Sequence[KindT]) -> KindT:
    """The one of the `allowed` values that has that name. Raises NotRead."""
    found = next((each for each in allowed if each.value == text), None)
    if found is None:
        raise NotRead(f"{path}: {text!r} stands there; one of {', '.join(allowed)} is allowed.")
    return found


def _text(amount: str | int | None) -> str | None:
    return None if amount is None else str(amount)
