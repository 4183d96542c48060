"""Parts of payments that gateways may know and that are not recorded here: clients that select them get null."""

import strawberry
from strawberry import field

from app.schema.answer_enums import RiskDecision
from app.schema.base.fields import holds
from app.schema.base.monetary import MonetaryAmount
from app.schema.base.scalars import Amount, CountryCode, Date, Timestamp
from app.schema.payment_method_enums import BinRecordValue, PaymentMethodOriginType, TransactionShippingMethod


@strawberry.type(description="What kind of card the first digits of a number stand for.")
class BinRecord:
    prepaid: BinRecordValue | None = field(default=None, description="Whether it is prepaid.")
    prepaid_reloadable: BinRecordValue | None = field(default=None, description="Whether it can be loaded again.")
    healthcare: BinRecordValue | None = field(default=None, description="Whether it is for medical costs.")
    debit: BinRecordValue | None = field(default=None, description="Whether it is a debit card.")
    durbin_regulated: BinRecordValue | None = field(default=None, description="Whether its fees are capped by law.")
    commercial: BinRecordValue | None = field(default=None, description="Whether it is for businesses.")
    payroll: BinRecordValue | None = field(default=None, description="Whether it is for wages.")
    issuing_bank: str | None = field(default=None, description="The bank.")
    country_of_issuance: CountryCode | None = field(default=None, description="The bank's country.")
    product_id: str | None = field(default=None, description="The network's name of the product.")


@strawberry.type(description="Where a payment method comes from.")
class PaymentMethodOrigin:
    type: PaymentMethodOriginType | None = field(description="The wallet.")


@strawberry.type(description="A telephone number.")
class Phone:
    country_phone_code: str | None = field(default=None, description="The country's code.")
    phone_number: str | None = field(default=None, description="The number in the country.")
    extension_number: str | None = field(default=None, description="The extension.")


@strawberry.type(description="An address, as it was sent.")
class Address:
    company: str | None = field(default=None, description="The company.")
    full_name: str | None = field(default=None, description="The whole name.")
    address_line1: str | None = field(default=None, description="Street and number.")
    address_line2: str | None = field(default=None, description="More of the address.")
    admin_area1: str | None = field(default=None, description="The state or province.")
    admin_area2: str | None = field(default=None, description="The city or town.")
    postal_code: str | None = field(default=None, description="The postal code.")
    country_code: CountryCode | None = field(default=None, description="The country.")
    phone: Phone | None = field(default=None, description="The telephone number.")
    street_address: str | None = field(
        default=None, description="Street and number.", deprecation_reason="`addressLine1` has it."
    )
    extended_address: str | None = field(
        default=None, description="More of the address.", deprecation_reason="`addressLine2` has it."
    )
    first_name: str | None = field(
        default=None, description="The given name.", deprecation_reason="`fullName` has the whole name."
    )
    last_name: str | None = field(
        default=None, description="The family name.", deprecation_reason="`fullName` has the whole name."
    )
    locality: str | None = field(
        default=None, description="The city or town.", deprecation_reason="`adminArea2` has it."
    )
    region: str | None = field(
        default=None, description="The state or province.", deprecation_reason="`adminArea1` has it."
    )
    phone_number: str | None = field(
        default=None, description="The telephone number.", deprecation_reason="`phone` has it."
    )


@strawberry.type(description="How a cardholder was authenticated.")
class ThreeDSecureAuthentication:
    cavv: str | None = field(default=None, description="The cryptogram.")
    liability_shifted: bool | None = field(default=None, description="Whether the bank bears the risk.")
    liability_shift_possible: bool | None = field(default=None, description="Whether it could.")
    version: str | None = field(default=None, description="The protocol's version.")
    x_id: str | None = field(default=None, description="The transaction's id in version 1.")
    directory_server_transaction_id: str | None = field(default=None, description="The directory server's id.")
    three_d_secure_server_transaction_id: str | None = field(default=None, description="The server's id.")
    acs_transaction_id: str | None = field(default=None, description="The bank's id.")
    transaction_status_reason: str | None = field(default=None, description="The reason for the outcome.")


@strawberry.type(description="The authentication of a cardholder. Always null here: no one is authenticated.")
class ThreeDSecureDetails:
    authentication: ThreeDSecureAuthentication | None = field(default=None, description="The authentication.")
    liability_shifted: bool | None = field(
        default=None, description="Whether the bank bears the risk.", deprecation_reason="`authentication` has it."
    )
    liability_shift_possible: bool | None = field(
        default=None, description="Whether it could.", deprecation_reason="`authentication` has it."
    )


@strawberry.type(description="A check of a payment's risk. Always null here: the risk is not checked.")
class RiskData:
    id: strawberry.ID | None = field(default=None, description="The check's id.")
    decision: RiskDecision | None = field(default=None, description="What the check came to.")
    decision_reasons: list[str] | None = field(default=None, description="Why.", metadata=holds(5))
    device_data_captured: bool | None = field(default=None, description="Whether the customer's device was described.")
    score: int | None = field(default=None, description="The risk as a number.")


@strawberry.type(description="How goods are sent, as it was sent with the payment.")
class TransactionShipping:
    shipping_address: Address | None = field(default=None, description="Where the goods go.")
    shipping_amount: Amount | None = field(default=None, description="The price of sending them.")
    shipping_tax_amount: Amount | None = field(default=None, description="The tax on that.")
    ships_from_postal_code: str | None = field(default=None, description="Where the goods come from.")
    shipping_method: TransactionShippingMethod | None = field(default=None, description="How they are sent.")


@strawberry.type(description="The taxes of a payment, as they were sent with it.")
class TransactionTaxInformation:
    tax_amount: Amount | None = field(default=None, description="The tax within the amount.")
    tax_exempt: bool | None = field(default=None, description="Whether the customer pays no tax.")


@strawberry.type(
    description="When a payment's money reached the merchant's bank. Always null: gateways don't tell it here."
)
class DisbursementDetails:
    date: Date | None = field(default=None, description="The day.")
    amount: MonetaryAmount | None = field(default=None, description="The amount.")
    exchange_rate: str | None = field(default=None, description="The rate at which the currency was changed.")
    funds_held: bool | None = field(default=None, description="Whether the money is held back.")


@strawberry.type(description="The program that acts for a merchant. Always null here.")
class OAuthApplication:
    client_id: str | None = field(default=None, description="Its id.")
    name: str | None = field(default=None, description="Its name.")


@strawberry.type(description="Who acts for a merchant. Always null here.")
class FacilitatorDetails:
    oauth_application: OAuthApplication | None = field(default=None, description="The program.")


@strawberry.type(description="A change of an authorization's amount. There is none here.")
class AuthorizationAdjustment:
    amount: MonetaryAmount | None = field(default=None, description="The change.")
    successful: bool | None = field(default=None, description="Whether it was allowed.")
    timestamp: Timestamp | None = field(default=None, description="When.")


@strawberry.type(description="The parts of a payment in parts. Always null here.")
class TransactionInstallmentDetails:
    count: str | None = field(default=None, description="How many.")
