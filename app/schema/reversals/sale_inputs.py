"""What charging, authorizing, capturing and settling a payment takes (SPEC 1.5)."""

import strawberry
from strawberry import UNSET, field

from app.schema.base.mutation_field import API_REQUEST_KEY, MutationInput
from app.schema.base.scalars import Amount, CustomFieldName
from app.schema.enums import SandboxSettlementState, TransactionLineItemType, UpcType


@strawberry.input(description="A field of the merchant's own, with its value.")
class CustomFieldInput:
    name: CustomFieldName = field(description="What the field is called.")
    value: str | None = field(default=UNSET, description="What it holds.")


@strawberry.input(description="What the customer is to read on the bank statement.")
class TransactionDescriptorInput:
    name: str | None = field(default=UNSET, description="In place of the business's name.")
    phone: str | None = field(default=UNSET, description="In place of the phone number.")
    url: str | None = field(default=UNSET, description="In place of the web address.")


@strawberry.input(description="A product's Universal Product Code.")
class LineItemUpcInput:
    upc_code: str = field(description="The code's digits.")
    upc_type: UpcType = field(description="The form of the code.")


@strawberry.input(description="One line of what is bought or refunded. It is kept and given back as it is.")
class TransactionLineItemInput:
    name: str = field(description="What it is.")
    kind: TransactionLineItemType = field(description="Whether it adds to the sum or takes from it.")
    quantity: str = field(description="How many, or how much.")
    unit_amount: str = field(description="The price of one.")
    total_amount: str = field(description="The price of all of them.")
    unit_tax_amount: str | None = field(default=UNSET, description="The tax on one.")
    tax_amount: str | None = field(default=UNSET, description="The tax on all of them.")
    discount_amount: str | None = field(default=UNSET, description="What is taken off the price.")
    unit_of_measure: str | None = field(default=UNSET, description="What the quantity counts.")
    product_code: str | None = field(default=UNSET, description="The shop's own code for the product.")
    commodity_code: str | None = field(default=UNSET, description="A code for the kind of goods.")
    description: str | None = field(default=UNSET, description="More words about it.")
    url: str | None = field(default=UNSET, description="Where to read about the product.")
    item_type: str | None = field(default=UNSET, description="The shop's own word for the kind of item.")
    image_url: str | None = field(default=UNSET, description="Where to see the product.")
    upc: LineItemUpcInput | None = field(default=UNSET, description="The product's bar code.")


@strawberry.input(description="Who pays, where there is no customer's id to send.")
class TransactionCustomerDetailsInput:
    email: str | None = field(default=UNSET, description="The e-mail address.")
    phone_number: str | None = field(default=UNSET, description="The telephone number.")


@strawberry.input(description="A payment to be made.")
class TransactionInput:
    amount: Amount = field(description="How much; in the currency of the merchant account.")
    merchant_account_id: strawberry.ID | None = field(
        default=UNSET, description="Where the money is to come in; the merchant's default account unless given."
    )
    order_id: str | None = field(default=UNSET, description="The shop's id of the order, up to 255 characters.")
    customer_id: strawberry.ID | None = field(default=UNSET, description="The id of the customer who pays.")
    customer_details: TransactionCustomerDetailsInput | None = field(
        default=UNSET, description="Who pays; a customer of that e-mail address is used, or made."
    )
    purchase_order_number: str | None = field(
        default=UNSET, description="The customer's own number of the purchase. Kept and given back."
    )
    channel: str | None = field(
        default=UNSET, description="The shop software that this comes through. Kept and given back."
    )
    custom_fields: list[CustomFieldInput] | None = field(
        default=UNSET, description="The merchant's own fields. Kept and given back."
    )
    descriptor: TransactionDescriptorInput | None = field(
        default=UNSET, description="What the customer is to read on the bank statement. Kept and given back."
    )
    discount_amount: str | None = field(
        default=UNSET, description="What was taken off the price; `amount` has it taken off. Kept and given back."
    )
    surcharge_amount: str | None = field(
        default=UNSET, description="What was put on the price; `amount` has it put on. Kept and given back."
    )
    line_items: list[TransactionLineItemInput] | None = field(
        default=UNSET, description="What is bought. Kept and given back."
    )


@strawberry.input(description="What `chargePaymentMethod` takes.")
class ChargePaymentMethodInput(MutationInput):
    payment_method_id: strawberry.ID = field(description="What to charge: in the sandbox, one of its nonces.")
    transaction: TransactionInput = field(description="The payment.")
    api_request_key: str | None = field(default=UNSET, description=API_REQUEST_KEY)


@strawberry.input(description="What `authorizePaymentMethod` takes.")
class AuthorizePaymentMethodInput(MutationInput):
    payment_method_id: strawberry.ID = field(description="What to authorize: in the sandbox, one of its nonces.")
    transaction: TransactionInput = field(description="The payment.")
    api_request_key: str | None = field(default=UNSET, description=API_REQUEST_KEY)


@strawberry.input(description="How to capture an authorized transaction.")
class CaptureTransactionOptionsInput:
    amount: Amount | None = field(
        default=UNSET, description="How much, up to what was authorized; all of it unless given. The rest is given up."
    )
    order_id: str | None = field(default=UNSET, description="An order id in place of the transaction's own.")


@strawberry.input(description="What `captureTransaction` takes.")
class CaptureTransactionInput(MutationInput):
    transaction_id: strawberry.ID = field(description="The id of the AUTHORIZED transaction.")
    transaction: CaptureTransactionOptionsInput | None = field(
        default=UNSET, description="How to capture it; in full unless given."
    )
    api_request_key: str | None = field(default=UNSET, description=API_REQUEST_KEY)


@strawberry.input(description="What `sandboxSettleTransaction` takes.")
class SandboxSettleTransactionInput(MutationInput):
    transaction_id: strawberry.ID = field(description="The id of a transaction that was submitted for settlement.")
    settlement_state: SandboxSettlementState | None = field(
        default=UNSET, description="How its settlement is to end; SETTLED unless given."
    )
