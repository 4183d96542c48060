"""What bringing in, cancelling and looking for orders takes (SPEC 7.1 and 7.2)."""

import strawberry
from strawberry import UNSET, field

from app.domain.orders.orders import OrderStatus
from app.domain.reversals.states import PaymentStatus
from app.schema.base.mutation_field import MutationInput
from app.schema.base.scalars import Amount, CurrencyCodeAlpha, Timestamp
from app.schema.search.search_inputs import SearchTextInput, SearchTimestampInput, SearchValueInput


@strawberry.input(description="Who placed an order.")
class RecordCustomerInput:
    email: str | None = field(
        default=UNSET,
        description="The e-mail address. A customer who has it, and of whom nothing is known otherwise, is used.",
    )
    first_name: str | None = field(default=UNSET, description="The given name.")
    last_name: str | None = field(default=UNSET, description="The family name.")
    company: str | None = field(default=UNSET, description="The company.")
    phone_number: str | None = field(default=UNSET, description="The telephone number.")


@strawberry.input(description="One product of an order.")
class RecordLineItemInput:
    id: str = field(description="The shop's own id of it, unique within the order.")
    name: str = field(description="What it is, in up to 255 characters.")
    quantity: int = field(description="How many were bought: 1 to 1000000.")
    unit_amount: Amount = field(description="The price of one, without tax; 0 for a gift.")
    tax_amount: Amount | None = field(default=UNSET, description="The tax on one.")


@strawberry.input(description="A payment that was made elsewhere.")
class RecordTransactionInput:
    gateway_transaction_id: str = field(
        description="What the gateway calls it. Where that is the legacy id of one of the service's own transactions, "
        "that one becomes part of the order."
    )
    merchant_account_id: strawberry.ID | None = field(
        default=UNSET,
        description="The merchant account that it came in by; the merchant's own of the currency unless given.",
    )
    amount: Amount = field(description="How much it was, in the order's currency.")
    status: PaymentStatus = field(
        description="Where it stands: AUTHORIZED, SUBMITTED_FOR_SETTLEMENT, SETTLEMENT_PENDING, SETTLING, SETTLED or "
        "VOIDED. One of the service's own stands where it stands, whatever is sent here."
    )
    created_at: Timestamp | None = field(
        default=UNSET, description="When it was made; when the order was placed unless given."
    )


@strawberry.input(
    description="What `recordOrder` takes. Transactions that carry the same orderId belong to the order without being "
    "named; `transactions` brings in those that were made elsewhere."
)
class RecordOrderInput(MutationInput):
    order_id: str = field(description="The shop's own id of the order, up to 255 characters.")
    placed_at: Timestamp | None = field(
        default=UNSET, description="When it was placed; when it was first paid, or now, unless given."
    )
    currency_code: CurrencyCodeAlpha = field(description="The one currency of all its amounts.")
    customer: RecordCustomerInput | None = field(default=UNSET, description="Who placed it.")
    line_items: list[RecordLineItemInput] | None = field(
        default=UNSET, description="What was bought: up to 500 products."
    )
    transactions: list[RecordTransactionInput] | None = field(
        default=UNSET, description="Payments that were made elsewhere: up to 100."
    )


@strawberry.input(description="What `cancelOrder` takes.")
class CancelOrderInput(MutationInput):
    order_id: str = field(description="The shop's own id of the order.")
    note: str | None = field(default=UNSET, description="Why; kept in the history.")


@strawberry.input(description="Which orders to look for. Exact texts and beginnings of texts are found fast.")
class OrderSearchInput:
    order_id: SearchTextInput | None = field(
        default=UNSET, description="The shop's own id of the order, in upper or lower case."
    )
    customer_email: SearchTextInput | None = field(
        default=UNSET, description="The e-mail address of who placed it, in upper or lower case."
    )
    status: OrderStatus | None = field(default=UNSET, description="How much of what was paid was given back.")
    placed_at: SearchTimestampInput | None = field(default=UNSET, description="When it was placed.")


@strawberry.input(description="Which customers to look for. Exact texts and beginnings of texts are found fast.")
class CustomerSearchInput:
    id: SearchValueInput | None = field(default=UNSET, description="The customer's id, or legacy id.")
    company: SearchTextInput | None = field(default=UNSET, description="The company, in upper or lower case.")
    created_at: SearchTimestampInput | None = field(default=UNSET, description="When the customer was first seen.")
    email: SearchTextInput | None = field(default=UNSET, description="The e-mail address, in upper or lower case.")
    first_name: SearchTextInput | None = field(default=UNSET, description="The given name, in upper or lower case.")
    last_name: SearchTextInput | None = field(default=UNSET, description="The family name, in upper or lower case.")
    phone_number: SearchTextInput | None = field(default=UNSET, description="The telephone number.")
