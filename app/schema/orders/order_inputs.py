"""The inputs that record, cancel and find orders (SPEC 7.1 and 7.2)."""

import strawberry
from strawberry import UNSET, field

from app.domain.orders.orders import AdjustmentKind, OrderStatus
from app.domain.orders.recording import OnConflict
from app.domain.reversals.states import PaymentStatus
from app.schema.base.mutation_field import MutationInput
from app.schema.base.scalars import Amount, CurrencyCodeAlpha, Timestamp, Url
from app.schema.reversals.sale_inputs import CustomFieldInput
from app.schema.search.search_inputs import SearchTextInput, SearchTimestampInput, SearchValueInput


@strawberry.input(description="The customer of an order.")
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
    unit_amount: Amount | None = field(
        default=UNSET, description="The price of one, without tax; 0 for a gift. Required without `totalAmount`."
    )
    tax_amount: Amount | None = field(default=UNSET, description="The tax on one.")
    total_amount: Amount | None = field(
        default=UNSET,
        description="The price of all of them, with tax, before discounts. It counts in place of `unitAmount` and "
        "`taxAmount`, which are then only shown.",
    )
    discount_amount: Amount | None = field(
        default=UNSET, description="What was taken off the price of all of them. Up to that price; not negative."
    )


@strawberry.input(
    description="An amount of an order beside its products. Discounts and gift cards lower what was paid for each "
    "product, in proportion to its price."
)
class RecordAdjustmentInput:
    id: str = field(description="The shop's own id of it, unique among the order's adjustments.")
    name: str = field(description="What it is, in up to 255 characters.")
    kind: AdjustmentKind = field(description="What it is for.")
    amount: Amount = field(description="The amount: negative for DISCOUNT and GIFT_CARD, and positive for the others.")


@strawberry.input(description="A payment that was made outside of this service.")
class RecordTransactionInput:
    gateway_transaction_id: str = field(
        description="The gateway's id of the payment. If it is the legacy id of a transaction of this service, that "
        "transaction becomes part of the order."
    )
    merchant_account_id: strawberry.ID | None = field(
        default=UNSET,
        description="The merchant account that received it. Default: the merchant's account in the currency.",
    )
    amount: Amount = field(description="The amount, in the order's currency.")
    status: PaymentStatus = field(
        description="Its status: AUTHORIZED, SUBMITTED_FOR_SETTLEMENT, SETTLEMENT_PENDING, SETTLING, SETTLED or "
        "VOIDED. For a transaction of this service, this field is ignored."
    )
    created_at: Timestamp | None = field(
        default=UNSET, description="When it was made. Default: when the order was placed."
    )
    refunded_amount: Amount | None = field(
        default=UNSET,
        description="What was refunded of it outside of this service before it was recorded. It counts as an external "
        "refund. For a transaction of this service, this field is ignored.",
    )


@strawberry.input(
    description="The input of `recordOrder`. Transactions with the same orderId belong to the order by themselves; "
    "`transactions` imports those that were made outside of this service."
)
class RecordOrderInput(MutationInput):
    order_id: str = field(description="The shop's own id of the order, up to 255 characters.")
    placed_at: Timestamp | None = field(
        default=UNSET, description="When it was placed. Default: when it was first paid, or now."
    )
    currency_code: CurrencyCodeAlpha = field(description="The one currency of all its amounts.")
    customer: RecordCustomerInput | None = field(default=UNSET, description="The customer.")
    line_items: list[RecordLineItemInput] | None = field(
        default=UNSET, description="What was bought: up to 500 products."
    )
    transactions: list[RecordTransactionInput] | None = field(
        default=UNSET, description="Payments that were made outside of this service: up to 100."
    )
    on_conflict: OnConflict | None = field(
        default=UNSET, description="What becomes of an order that was recorded otherwise. Default: REFUSE."
    )
    adjustments: list[RecordAdjustmentInput] | None = field(
        default=UNSET, description="Shipping, taxes, fees, discounts and gift cards of the whole order: up to 100."
    )


@strawberry.input(description="What is known of a customer. What is left out stays as it is; an empty text removes it.")
class CustomerInput:
    company: str | None = field(default=UNSET, description="The company.")
    custom_fields: list[CustomFieldInput] | None = field(default=UNSET, description="Not supported.")
    email: str | None = field(default=UNSET, description="The e-mail address, by which the orders are found.")
    first_name: str | None = field(default=UNSET, description="The given name.")
    last_name: str | None = field(default=UNSET, description="The family name.")
    phone_number: str | None = field(default=UNSET, description="The telephone number.")
    fax: str | None = field(default=UNSET, description="Not supported.")
    website: Url | None = field(default=UNSET, description="Not supported.")


@strawberry.input(description="The input of `updateCustomer`.")
class UpdateCustomerInput(MutationInput):
    customer_id: strawberry.ID = field(description="The id of the customer.")
    customer: CustomerInput | None = field(default=UNSET, description="The new values.")


@strawberry.input(description="The input of `cancelOrder`.")
class CancelOrderInput(MutationInput):
    order_id: str = field(description="The shop's own id of the order.")
    note: str | None = field(default=UNSET, description="A note on the reason. The history shows it.")


@strawberry.input(
    description="Which orders to find. Searches for exact texts and for beginnings are fast. So are `contains` and "
    "`endsWith` with three letters or more."
)
class OrderSearchInput:
    order_id: SearchTextInput | None = field(default=UNSET, description="The shop's own id of the order. Ignores case.")
    customer_email: SearchTextInput | None = field(
        default=UNSET, description="The customer's e-mail address. Ignores case."
    )
    status: OrderStatus | None = field(default=UNSET, description="How much of what was paid was refunded.")
    placed_at: SearchTimestampInput | None = field(default=UNSET, description="When it was placed.")
    updated_at: SearchTimestampInput | None = field(
        default=UNSET, description="When it last changed, as its `updatedAt` has it."
    )
    overpaid: bool | None = field(
        default=UNSET, description="Whether more was paid than it costs. Orders without line items are never overpaid."
    )


@strawberry.input(
    description="Which customers to find. Searches for exact texts and for beginnings are fast. So are `contains` "
    "and `endsWith` with three letters or more."
)
class CustomerSearchInput:
    id: SearchValueInput | None = field(default=UNSET, description="The customer's id, or legacy id.")
    company: SearchTextInput | None = field(default=UNSET, description="The company. Ignores case.")
    created_at: SearchTimestampInput | None = field(default=UNSET, description="When the customer was first seen.")
    email: SearchTextInput | None = field(default=UNSET, description="The e-mail address. Ignores case.")
    first_name: SearchTextInput | None = field(default=UNSET, description="The given name. Ignores case.")
    last_name: SearchTextInput | None = field(default=UNSET, description="The family name. Ignores case.")
    phone_number: SearchTextInput | None = field(default=UNSET, description="The telephone number.")
