"""What searches take (SPEC 1.8). Criteria are joined by "and"; null and empty ones don't count.

Some are here only because the mirrored API has them: the service has no such data, and says so when they are used.
"""

from collections.abc import Callable
from typing import TypeVar, dataclass_transform

import strawberry
from strawberry import UNSET, field
from strawberry.types.base import StrawberryObjectDefinition

from app.domain.reversals.states import PaymentSource, PaymentStatus
from app.schema.base.scalars import Date, Timestamp
from app.schema.enums import (
    CreditCardBrandCode,
    PaymentMethodSnapshotSearchType,
    PaymentSearchType,
    ProcessingMode,
)

Search = TypeVar("Search", bound="SharedSearchInput")

EXACTLY = "Is exactly this."
ONE_OF = "Is one of these."
NOT_THIS = "Is anything but this."
STARTS = "Starts with this."
ENDS = "Ends with this."
CONTAINS = "Has this somewhere in it."
LEAST = "Is this or more."
MOST = "Is this or less."
SINCE = "At this time or later."
UNTIL = "At this time or earlier."
NO_DATA = "Not honoured: this service has no such data, and answers NOT_IMPLEMENTED."


@strawberry.input(description="Looks for values.")
class SearchValueInput:
    is_: str | None = field(default=UNSET, name="is", description=EXACTLY)
    in_: list[str] | None = field(default=UNSET, name="in", description=ONE_OF)


@strawberry.input(description="Looks for texts.")
class SearchTextInput:
    is_: str | None = field(default=UNSET, name="is", description=EXACTLY)
    is_not: str | None = field(default=UNSET, description=NOT_THIS)
    starts_with: str | None = field(default=UNSET, description=STARTS)
    ends_with: str | None = field(default=UNSET, description=ENDS)
    contains: str | None = field(default=UNSET, description=CONTAINS)


@strawberry.input(description="Looks for merchant accounts by their ids.")
class SearchPaymentMerchantAccountIdInput:
    is_: str | None = field(default=UNSET, name="is", description=EXACTLY)
    in_: list[str] | None = field(default=UNSET, name="in", description=ONE_OF)
    is_not: str | None = field(default=UNSET, description=NOT_THIS)
    starts_with: str | None = field(default=UNSET, description=STARTS)
    ends_with: str | None = field(default=UNSET, description=ENDS)
    contains: str | None = field(default=UNSET, description=CONTAINS)


@strawberry.input(description="Looks for numbers, such as 10.00.")
class SearchRangeInput:
    is_: str | None = field(default=UNSET, name="is", description=EXACTLY)
    greater_than_or_equal_to: str | None = field(default=UNSET, description=LEAST)
    less_than_or_equal_to: str | None = field(default=UNSET, description=MOST)


@strawberry.input(description="Looks for times.")
class SearchTimestampInput:
    greater_than_or_equal_to: Timestamp | None = field(default=UNSET, description=SINCE)
    less_than_or_equal_to: Timestamp | None = field(default=UNSET, description=UNTIL)


@strawberry.input(description="Looks for days.")
class SearchDateInput:
    greater_than_or_equal_to: Date | None = field(default=UNSET, description="On this day or later.")
    less_than_or_equal_to: Date | None = field(default=UNSET, description="On this day or earlier.")


@strawberry.input(description="Looks for amounts of money.")
class MonetaryAmountSearchInput:
    value: SearchRangeInput | None = field(
        default=UNSET, description="How much, in whole units of whatever currency, such as 10.00."
    )
    currency_code: SearchTextInput | None = field(default=UNSET, description="In which currency.")


@strawberry.input(description="Looks for what stands at a status.")
class SearchTransactionStatusInput:
    is_: PaymentStatus | None = field(default=UNSET, name="is", description=EXACTLY)
    in_: list[PaymentStatus] | None = field(default=UNSET, name="in", description=ONE_OF)


@strawberry.input(description="Looks for what stands at a status.")
class SearchPaymentStatusInput:
    in_: list[PaymentStatus] | None = field(default=UNSET, name="in", description=ONE_OF)


@strawberry.input(description="Looks for what came to a status at a time.")
class SearchTransactionStatusTransitionInput:
    failed_at: SearchTimestampInput | None = field(default=UNSET, description="Failed then.")
    settled_at: SearchTimestampInput | None = field(default=UNSET, description="Settled then.")
    submitted_for_settlement_at: SearchTimestampInput | None = field(
        default=UNSET, description="Was submitted for settlement then."
    )
    voided_at: SearchTimestampInput | None = field(default=UNSET, description="Was voided then.")


@strawberry.input(description="Looks for what came to a status at a time.")
class SearchPaymentStatusTransitionInput(SearchTransactionStatusTransitionInput):
    authorization_expired_at: SearchTimestampInput | None = field(
        default=UNSET, description="Its authorization ran out then."
    )
    authorized_at: SearchTimestampInput | None = field(default=UNSET, description="Was authorized then.")
    gateway_rejected_at: SearchTimestampInput | None = field(
        default=UNSET, description="Was refused by the gateway then."
    )
    processor_declined_at: SearchTimestampInput | None = field(
        default=UNSET, description="Was declined by the processor then."
    )


@strawberry.input(description="Looks for the way that something was asked for.")
class SearchTransactionSourceInput:
    in_: list[PaymentSource] | None = field(default=UNSET, name="in", description=ONE_OF)


@strawberry.input(description="Looks for the way that something was asked for.")
class SearchPaymentSourceInput:
    in_: list[PaymentSource] | None = field(default=UNSET, name="in", description=ONE_OF)


@strawberry.input(description="Looks for kinds of payments.")
class SearchPaymentTypeInput:
    in_: list[PaymentSearchType] | None = field(default=UNSET, name="in", description=ONE_OF)


@strawberry.input(description="Looks for how payments were sent to the processor.")
class SearchProcessingModeInput:
    is_: ProcessingMode | None = field(default=UNSET, name="is", description=NO_DATA)
    in_: list[ProcessingMode] | None = field(default=UNSET, name="in", description=NO_DATA)


@strawberry.input(description="Looks for who paid.")
class SearchPaymentCustomerInput:
    id: SearchValueInput | None = field(default=UNSET, description="The customer's id, or legacy id.")
    first_name: SearchTextInput | None = field(default=UNSET, description="The given name, in upper or lower case.")
    last_name: SearchTextInput | None = field(default=UNSET, description="The family name, in upper or lower case.")
    company: SearchTextInput | None = field(default=UNSET, description="The company, in upper or lower case.")
    email: SearchTextInput | None = field(default=UNSET, description="The e-mail address, in upper or lower case.")
    phone: SearchTextInput | None = field(default=UNSET, description="The telephone number.")
    fax: SearchTextInput | None = field(default=UNSET, description=NO_DATA)
    website: SearchTextInput | None = field(default=UNSET, description=NO_DATA)


@strawberry.input(description="Looks for kinds of payment methods.")
class SearchPaymentMethodSnapshotTypeInput:
    is_: PaymentMethodSnapshotSearchType | None = field(default=UNSET, name="is", description=EXACTLY)
    in_: list[PaymentMethodSnapshotSearchType] | None = field(default=UNSET, name="in", description=ONE_OF)


@strawberry.input(description="Looks for card brands.")
class SearchCreditCardBrandCodeInput:
    is_: CreditCardBrandCode | None = field(default=UNSET, name="is", description=EXACTLY)
    in_: list[CreditCardBrandCode] | None = field(default=UNSET, name="in", description=ONE_OF)


@strawberry.input(description="Looks for card numbers, of which the first six and the last four digits are known.")
class SearchCreditCardNumberInput:
    starts_with: str | None = field(default=UNSET, description="Starts with these digits, up to six.")
    ends_with: str | None = field(default=UNSET, description="Ends with these digits, up to four.")


@strawberry.input(description="Looks for cards.")
class SearchPaymentCreditCardDetailsInput:
    number: SearchCreditCardNumberInput | None = field(default=UNSET, description="The card number.")
    cardholder_name: SearchTextInput | None = field(
        default=UNSET, description="The name on the card, in upper or lower case."
    )
    brand_code: SearchCreditCardBrandCodeInput | None = field(default=UNSET, description="The card's brand.")


@strawberry.input(description="Looks for PayPal payments.")
class SearchPaymentPayPalDetailsInput:
    payer_email: SearchTextInput | None = field(
        default=UNSET, description="The payer's e-mail address, in upper or lower case."
    )


@strawberry.input(description="Looks for what was paid with.")
class SearchPaymentPaymentMethodSnapshotInput:
    type: SearchPaymentMethodSnapshotTypeInput | None = field(default=UNSET, description="The kind of payment method.")
    credit_card_details: SearchPaymentCreditCardDetailsInput | None = field(default=UNSET, description="The card.")
    pay_pal_details: SearchPaymentPayPalDetailsInput | None = field(default=UNSET, description="The PayPal account.")


@strawberry.input(description="Looks for payment methods.")
class SearchPaymentPaymentMethodInput:
    payment_method_id: SearchValueInput | None = field(default=UNSET, description=NO_DATA)
    payment_method_snapshot: SearchPaymentPaymentMethodSnapshotInput | None = field(
        default=UNSET, description="What was paid with, as it was then."
    )


@strawberry.input(description="Looks for addresses.")
class SearchAddressInput:
    company: SearchTextInput | None = field(default=UNSET, description=NO_DATA)
    address_line1: SearchTextInput | None = field(default=UNSET, description=NO_DATA)
    address_line2: SearchTextInput | None = field(default=UNSET, description=NO_DATA)
    first_name: SearchTextInput | None = field(default=UNSET, description=NO_DATA)
    last_name: SearchTextInput | None = field(default=UNSET, description=NO_DATA)
    admin_area1: SearchTextInput | None = field(default=UNSET, description=NO_DATA)
    admin_area2: SearchTextInput | None = field(default=UNSET, description=NO_DATA)
    postal_code: SearchTextInput | None = field(default=UNSET, description=NO_DATA)
    country_name: SearchTextInput | None = field(default=UNSET, description=NO_DATA)


@strawberry.input
class SharedSearchInput:
    """Base of the three searches for payments: what can be looked for in transactions and in refunds alike."""

    created_at: SearchTimestampInput | None = field(default=UNSET, description="When it was asked for.")
    amount: MonetaryAmountSearchInput | None = field(default=UNSET, description="How much it is about.")
    order_id: SearchTextInput | None = field(
        default=UNSET, description="The shop's id of the order, exactly as it is written."
    )
    merchant_account_id: SearchPaymentMerchantAccountIdInput | None = field(
        default=UNSET, description="The merchant account."
    )
    customer: SearchPaymentCustomerInput | None = field(default=UNSET, description="Who paid.")
    disbursement_date: SearchDateInput | None = field(default=UNSET, description=NO_DATA)
    settlement_batch_id: SearchTextInput | None = field(default=UNSET, description=NO_DATA)
    payment_method: SearchPaymentPaymentMethodInput | None = field(default=UNSET, description="What was paid with.")
    facilitator_oauth_application_client_id: SearchValueInput | None = field(
        default=UNSET, name="facilitatorOAuthApplicationClientId", description=NO_DATA
    )
    user_id: SearchValueInput | None = field(default=UNSET, description=NO_DATA)
    store_id: SearchValueInput | None = field(default=UNSET, description=NO_DATA)
    shipping_address: SearchAddressInput | None = field(default=UNSET, description=NO_DATA)
    billing_address: SearchAddressInput | None = field(default=UNSET, description=NO_DATA)
    dispute_received_date: SearchDateInput | None = field(default=UNSET, description=NO_DATA)
    processor_authorization_id: SearchTextInput | None = field(default=UNSET, description=NO_DATA)
    processing_mode: SearchProcessingModeInput | None = field(default=UNSET, description=NO_DATA)


_ORDER = (
    *("id", "type", "status", "status_transition", "created_at", "amount", "order_id", "merchant_account_id"),
    *("customer", "payment_method_snapshot_type", "disbursement_date", "source", "settlement_batch_id"),
    *("payment_method", "facilitator_oauth_application_client_id", "user_id", "store_id", "shipping_address"),
    *("billing_address", "dispute_received_date", "processor_authorization_id", "partially_authorized"),
    "processing_mode",
)
"""The order of the three searches' fields in the schema: the mirrored API's, not that of a class and its base."""


@dataclass_transform(kw_only_default=True, field_specifiers=(strawberry.field,))
def search_input(description: str) -> Callable[[type[Search]], type[Search]]:
    """Makes a subclass of SharedSearchInput an input of the schema. Raises ValueError for a field without a place."""

    def decorate(cls: type[Search]) -> type[Search]:
        made = strawberry.input(cls, description=description)
        definition: StrawberryObjectDefinition = vars(made)["__strawberry_definition__"]
        unplaced = {each.python_name for each in definition.fields} - set(_ORDER)
        if unplaced:
            raise ValueError(f"no place in the order of a search: {', '.join(sorted(unplaced))}")
        definition.fields.sort(key=lambda each: _ORDER.index(each.python_name))
        return made

    return decorate


@search_input("Which transactions to look for.")
class TransactionSearchInput(SharedSearchInput):
    id: SearchValueInput | None = field(default=UNSET, description="The transaction's id, or legacy id.")
    status: SearchTransactionStatusInput | None = field(default=UNSET, description="Where it stands.")
    status_transition: SearchTransactionStatusTransitionInput | None = field(
        default=UNSET, description="When it came to a status."
    )
    payment_method_snapshot_type: SearchPaymentMethodSnapshotTypeInput | None = field(
        default=UNSET, description="The kind of payment method."
    )
    source: SearchTransactionSourceInput | None = field(default=UNSET, description="By what way it was asked for.")
    partially_authorized: bool | None = field(
        default=UNSET, description="Whether less was authorized than was asked for. Nothing ever is."
    )


@search_input("Which refunds to look for.")
class RefundSearchInput(SharedSearchInput):
    id: SearchValueInput | None = field(default=UNSET, description="The refund's id, or legacy id.")
    status: SearchTransactionStatusInput | None = field(default=UNSET, description="Where it stands.")
    status_transition: SearchPaymentStatusTransitionInput | None = field(
        default=UNSET, description="When it came to a status."
    )
    source: SearchPaymentSourceInput | None = field(default=UNSET, description="By what way it was asked for.")


@search_input("Which transactions and refunds to look for.")
class PaymentSearchInput(SharedSearchInput):
    id: SearchValueInput | None = field(default=UNSET, description="The payment's id, or legacy id.")
    type: SearchPaymentTypeInput | None = field(default=UNSET, description="Transactions, refunds, or both.")
    status: SearchPaymentStatusInput | None = field(default=UNSET, description="Where it stands.")
    status_transition: SearchPaymentStatusTransitionInput | None = field(
        default=UNSET, description="When it came to a status."
    )
    source: SearchPaymentSourceInput | None = field(default=UNSET, description="By what way it was asked for.")
