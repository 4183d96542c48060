"""Files of orders to import: JSON Lines with the names of `RecordOrderInput`, or CSV."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from app.commands.order_csv import Layout, Part
from app.commands.order_files import scalar, time_of
from app.domain.orders.recording import (
    MOST_LINE_ITEMS,
    MOST_TRANSACTIONS,
    CustomerTold,
    LineItemTold,
    OrderTold,
    TransactionTold,
)
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
    unit_amount: str | int
    tax_amount: str | int | None = None


class Transaction(msgspec.Struct, rename="camel", forbid_unknown_fields=True):
    """As `RecordTransactionInput`."""

    gateway_transaction_id: str
    amount: str | int
    status: PaymentStatus
    merchant_account_id: str | None = None
    created_at: str | None = None


class Order(msgspec.Struct, rename="camel", forbid_unknown_fields=True):
    """One line of JSON, as `RecordOrderInput`."""

    order_id: str
    currency_code: str
    placed_at: str | None = None
    customer: Customer | None = None
    line_items: list[LineItem] | None = None
    transactions: list[Transaction] | None = None

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
                    unit_amount=str(item.unit_amount),
                    tax_amount=None if item.tax_amount is None else str(item.tax_amount),
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
                )
                for number, each in enumerate(self.transactions or ())
            ),
        )


OF_ORDERS = {"order_id": "orderId", "currency_code": "currencyCode", "placed_at": "placedAt"}
OF_CUSTOMERS = {
    "customer_email": "email",
    "customer_first_name": "firstName",
    "customer_last_name": "lastName",
    "customer_company": "company",
    "customer_phone_number": "phoneNumber",
}
OF_LINE_ITEMS = {
    "item_id": "id",
    "item_name": "name",
    "item_quantity": "quantity",
    "item_unit_amount": "unitAmount",
    "item_tax_amount": "taxAmount",
}
OF_TRANSACTIONS = {
    "gateway_transaction_id": "gatewayTransactionId",
    "merchant_account_id": "merchantAccountId",
    "transaction_amount": "amount",
    "transaction_status": "status",
    "transaction_created_at": "createdAt",
}


def _order(said: Mapping[str, str], parts: Mapping[str, Sequence[Any]]) -> OrderTold:
    """The order that its rows describe: its own columns, and its line items and payments."""
    customer = {OF_CUSTOMERS[column]: value for column, value in said.items() if column in OF_CUSTOMERS}
    return Order(
        order_id=said["order_id"],
        currency_code=said.get("currency_code", ""),
        placed_at=said.get("placed_at"),
        customer=msgspec.convert(customer, Customer) if customer else None,
        line_items=[*parts["lineItems"]],
        transactions=[*parts["transactions"]],
    ).told()


LAYOUT = Layout(
    of_orders=OF_ORDERS | {column: f"customer.{name}" for column, name in OF_CUSTOMERS.items()},
    parts={
        "lineItems": Part(OF_LINE_ITEMS, LineItem, MOST_LINE_ITEMS),
        "transactions": Part(OF_TRANSACTIONS, Transaction, MOST_TRANSACTIONS),
    },
    needed=("order_id", "currency_code"),
    told=_order,
)
