"""Lines of JSON of orders to import, with the names of `RecordOrderInput`."""

import msgspec

from app.commands.order_files import scalar, time_of
from app.domain.orders.orders import AdjustmentKind
from app.domain.orders.recording import AdjustmentTold, CustomerTold, LineItemTold, OrderTold, TransactionTold
from app.domain.reversals.states import PaymentStatus
from app.schema.base.scalars import currency_from


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
    kind: AdjustmentKind
    amount: str | int


class Transaction(msgspec.Struct, rename="camel", forbid_unknown_fields=True):
    """As `RecordTransactionInput`."""

    gateway_transaction_id: str
    amount: str | int
    status: PaymentStatus
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
                    status=each.status,
                    account=each.merchant_account_id,
                    created_at=time_of(f"transactions.{number}.createdAt", each.created_at),
                    refunded_amount=_text(each.refunded_amount),
                )
                for number, each in enumerate(self.transactions or ())
            ),
            adjustments=tuple(
                AdjustmentTold(each.id, each.name, each.kind, str(each.amount)) for each in self.adjustments or ()
            ),
        )


def _text(amount: str | int | None) -> str | None:
    return None if amount is None else str(amount)
