"""The inputs of charging, authorizing, capturing and settling (SPEC 1.5)."""

import strawberry
from strawberry import UNSET, field

from app.domain.reversals.vault import VaultWhen
from app.schema.base.mutation_field import API_REQUEST_KEY, MutationInput
from app.schema.base.scalars import Amount, CountryCode, CustomFieldName
from app.schema.enums import SandboxSettlementState, TransactionLineItemType, UpcType
from app.schema.payment_method_enums import CardAccountType, PaymentInitiator, TransactionShippingMethod


@strawberry.input(description="A field of the merchant's own, with its value.")
class CustomFieldInput:
    name: CustomFieldName = field(description="The name of the field.")
    value: str | None = field(default=UNSET, description="The value of the field.")


@strawberry.input(description="The text on the customer's bank statement.")
class TransactionDescriptorInput:
    name: str | None = field(default=UNSET, description="The name to show there.")
    phone: str | None = field(default=UNSET, description="The phone number to show there.")
    url: str | None = field(default=UNSET, description="The web address to show there.")


@strawberry.input(description="A product's Universal Product Code.")
class LineItemUpcInput:
    upc_code: str = field(description="The code's digits.")
    upc_type: UpcType = field(description="The form of the code.")


@strawberry.input(description="One line item that is bought or refunded. Stored and returned as it is.")
class TransactionLineItemInput:
    name: str = field(description="What it is.")
    kind: TransactionLineItemType = field(description="Whether it adds to the sum or takes from it.")
    quantity: str = field(description="How many, or how much.")
    unit_amount: str = field(description="The price of one.")
    total_amount: str = field(description="The price of all of them.")
    unit_tax_amount: str | None = field(default=UNSET, description="The tax on one.")
    tax_amount: str | None = field(default=UNSET, description="The tax on all of them.")
    discount_amount: str | None = field(default=UNSET, description="The discount.")
    unit_of_measure: str | None = field(default=UNSET, description="What the quantity counts.")
    product_code: str | None = field(default=UNSET, description="The shop's own code for the product.")
    commodity_code: str | None = field(default=UNSET, description="A code for the kind of goods.")
    description: str | None = field(default=UNSET, description="A description.")
    url: str | None = field(default=UNSET, description="Where to read about the product.")
    item_type: str | None = field(default=UNSET, description="The shop's own word for the kind of item.")
    image_url: str | None = field(default=UNSET, description="Where to see the product.")
    upc: LineItemUpcInput | None = field(default=UNSET, description="The product's bar code.")


@strawberry.input(description="The person who pays, where no customer id is sent.")
class TransactionCustomerDetailsInput:
    email: str | None = field(default=UNSET, description="The e-mail address.")
    phone_number: str | None = field(default=UNSET, description="The telephone number.")


@strawberry.input(description="What a check of the risk may need. Taken, and not looked at: no risk is checked here.")
class RiskDataInput:
    customer_browser: str | None = field(default=UNSET, description="The customer's browser.")
    customer_ip: str | None = field(default=UNSET, description="The customer's address in the internet.")
    device_data: str | None = field(default=UNSET, description="The customer's device.")


@strawberry.input(description="A telephone number.")
class PhoneInput:
    country_phone_code: str = field(description="The country's code.")
    phone_number: str = field(description="The number in the country.")
    extension_number: str | None = field(default=UNSET, description="The extension.")


@strawberry.input(description="An address. Stored and returned. Older names of its lines are taken as well.")
class AddressInput:
    company: str | None = field(default=UNSET, description="The company.")
    address_line1: str | None = field(default=UNSET, description="Street and number.")
    address_line2: str | None = field(default=UNSET, description="More of the address.")
    first_name: str | None = field(default=UNSET, description="The given name.")
    last_name: str | None = field(default=UNSET, description="The family name.")
    admin_area1: str | None = field(default=UNSET, description="The state or province.")
    admin_area2: str | None = field(default=UNSET, description="The city or town.")
    postal_code: str | None = field(default=UNSET, description="The postal code.")
    country_code: CountryCode | None = field(default=UNSET, description="The country.")
    phone: PhoneInput | None = field(default=UNSET, description="The telephone number.")
    street_address: str | None = field(default=UNSET, description="The older name of `addressLine1`.")
    extended_address: str | None = field(default=UNSET, description="The older name of `addressLine2`.")
    locality: str | None = field(default=UNSET, description="The older name of `adminArea2`.")
    region: str | None = field(default=UNSET, description="The older name of `adminArea1`.")


@strawberry.input(description="How the goods are sent. Stored and returned.")
class TransactionShippingInput:
    shipping_address: AddressInput | None = field(default=UNSET, description="Where they go.")
    shipping_amount: str | None = field(default=UNSET, description="The price of sending them.")
    shipping_tax_amount: str | None = field(default=UNSET, description="The tax on that.")
    ships_from_postal_code: str | None = field(default=UNSET, description="Where they come from.")
    shipping_method: TransactionShippingMethod | None = field(default=UNSET, description="How they are sent.")


@strawberry.input(description="The taxes within the amount. Stored and returned.")
class TransactionTaxInput:
    tax_amount: Amount | None = field(default=UNSET, description="The tax.")
    tax_exempt: bool | None = field(default=UNSET, description="Whether the customer pays no tax.")


@strawberry.input(description="Whether the payment method is kept in the vault.")
class VaultPaymentMethodAfterTransactingInput:
    when: VaultWhen = field(description="When it is kept.")


@strawberry.input(description="The payment to make.")
class TransactionInput:
    amount: Amount = field(description="The amount, in the currency of the merchant account.")
    merchant_account_id: strawberry.ID | None = field(
        default=UNSET, description="The account that receives the money. Default: the merchant's default account."
    )
    order_id: str | None = field(default=UNSET, description="The shop's id of the order, up to 255 characters.")
    customer_id: strawberry.ID | None = field(default=UNSET, description="The id of the customer who pays.")
    customer_details: TransactionCustomerDetailsInput | None = field(
        default=UNSET, description="The person who pays. A customer with this e-mail address is used, or added."
    )
    purchase_order_number: str | None = field(
        default=UNSET, description="The customer's own number of the purchase. Stored and returned."
    )
    channel: str | None = field(default=UNSET, description="The shop software that sends this. Stored and returned.")
    custom_fields: list[CustomFieldInput] | None = field(
        default=UNSET, description="The merchant's own fields. Stored and returned."
    )
    descriptor: TransactionDescriptorInput | None = field(
        default=UNSET, description="The text on the customer's bank statement. Stored and returned."
    )
    discount_amount: str | None = field(
        default=UNSET, description="The discount. `amount` is the amount after it. Stored and returned."
    )
    surcharge_amount: str | None = field(
        default=UNSET, description="The surcharge. `amount` includes it. Stored and returned."
    )
    line_items: list[TransactionLineItemInput] | None = field(
        default=UNSET, description="The items that are bought. Stored and returned."
    )
    shipping: TransactionShippingInput | None = field(
        default=UNSET, description="How the goods are sent. Stored and returned."
    )
    tax: TransactionTaxInput | None = field(
        default=UNSET, description="The taxes within the amount. Stored and returned."
    )
    risk_data: RiskDataInput | None = field(
        default=UNSET, description="What a check of the risk may need. Not looked at, and not stored."
    )
    payment_initiator: PaymentInitiator | None = field(
        default=UNSET, description="Who began the payment. It changes nothing in the sandbox."
    )
    vault_payment_method_after_transacting: VaultPaymentMethodAfterTransactingInput | None = field(
        default=UNSET, description="Whether the payment method is kept in the vault."
    )


@strawberry.input(description="The input of `chargePaymentMethod`.")
class ChargePaymentMethodInput(MutationInput):
    payment_method_id: strawberry.ID = field(
        description="The payment method to charge: in the sandbox, one of its nonces."
    )
    transaction: TransactionInput = field(description="The payment.")
    api_request_key: str | None = field(default=UNSET, description=API_REQUEST_KEY)


@strawberry.input(description="The input of `authorizePaymentMethod`.")
class AuthorizePaymentMethodInput(MutationInput):
    payment_method_id: strawberry.ID = field(
        description="The payment method to authorize: in the sandbox, one of its nonces."
    )
    transaction: TransactionInput = field(description="The payment.")
    api_request_key: str | None = field(default=UNSET, description=API_REQUEST_KEY)


@strawberry.input(description="What belongs to a card payment alone.")
class CreditCardTransactionOptionsInput:
    billing_address: AddressInput | None = field(
        default=UNSET, description="The cardholder's address. Stored and returned."
    )
    account_type: CardAccountType | None = field(
        default=UNSET, description="Which account of the card. It changes nothing in the sandbox."
    )


@strawberry.input(description="The input of `chargeCreditCard`.")
class ChargeCreditCardInput(MutationInput):
    payment_method_id: strawberry.ID = field(description="The card: one of the sandbox's nonces, or a method's id.")
    options: CreditCardTransactionOptionsInput | None = field(
        default=UNSET, description="What belongs to card payments alone."
    )
    transaction: TransactionInput = field(description="The payment.")
    api_request_key: str | None = field(default=UNSET, description=API_REQUEST_KEY)


@strawberry.input(description="The input of `authorizeCreditCard`.")
class AuthorizeCreditCardInput(MutationInput):
    payment_method_id: strawberry.ID = field(description="The card: one of the sandbox's nonces, or a method's id.")
    options: CreditCardTransactionOptionsInput | None = field(
        default=UNSET, description="What belongs to card payments alone."
    )
    transaction: TransactionInput = field(description="The payment.")
    api_request_key: str | None = field(default=UNSET, description=API_REQUEST_KEY)


@strawberry.input(description="How to capture an authorized transaction.")
class CaptureTransactionOptionsInput:
    amount: Amount | None = field(
        default=UNSET, description="The amount, up to what was authorized. Default: all of it. The rest is released."
    )
    order_id: str | None = field(
        default=UNSET, description="A different order id than the transaction's. Default: the transaction's order id."
    )


@strawberry.input(description="The input of `captureTransaction`.")
class CaptureTransactionInput(MutationInput):
    transaction_id: strawberry.ID = field(description="The id of the AUTHORIZED transaction.")
    amount: Amount | None = field(default=UNSET, description="The older name of `transaction.amount`.")
    transaction: CaptureTransactionOptionsInput | None = field(
        default=UNSET, description="How to capture the transaction. Default: in full."
    )
    api_request_key: str | None = field(default=UNSET, description=API_REQUEST_KEY)


@strawberry.input(description="What is captured of an authorization, as a transaction of its own.")
class PartialCaptureTransactionOptionsInput:
    amount: Amount = field(description="The amount. All partial captures together may take as much as was authorized.")
    discount_amount: str | None = field(
        default=UNSET, description="The discount. `amount` is the amount after it. Stored and returned."
    )
    final_capture: bool | None = field(
        default=UNSET, description="Whether it is the last capture of this authorization, so that the rest is released."
    )
    line_items: list[TransactionLineItemInput] | None = field(
        default=UNSET, description="The items that this capture is for. Stored and returned."
    )
    order_id: str | None = field(
        default=UNSET, description="A different order id than the authorization's, up to 255 characters."
    )
    purchase_order_number: str | None = field(
        default=UNSET, description="The customer's own number of the purchase. Stored and returned."
    )
    shipping: TransactionShippingInput | None = field(
        default=UNSET, description="How the goods are sent. Stored and returned."
    )
    tax: TransactionTaxInput | None = field(
        default=UNSET, description="The taxes within the amount. Stored and returned."
    )
    descriptor: TransactionDescriptorInput | None = field(
        default=UNSET, description="The text on the customer's bank statement. Stored and returned."
    )


@strawberry.input(description="The input of `partialCaptureTransaction`.")
class PartialCaptureTransactionInput(MutationInput):
    transaction_id: strawberry.ID = field(
        description="The id of the authorization: AUTHORIZED, or SETTLEMENT_PENDING after earlier partial captures."
    )
    transaction: PartialCaptureTransactionOptionsInput | None = field(
        default=UNSET, description="What is captured. Without an amount nothing is."
    )
    api_request_key: str | None = field(default=UNSET, description=API_REQUEST_KEY)


@strawberry.input(description="The input of `sandboxSettleTransaction`.")
class SandboxSettleTransactionInput(MutationInput):
    transaction_id: strawberry.ID = field(description="The id of a transaction that was submitted for settlement.")
    settlement_state: SandboxSettlementState | None = field(
        default=UNSET, description="The result of the settlement. Default: SETTLED."
    )
