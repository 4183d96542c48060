"""The inputs of searches (SPEC 1.8). All criteria must be met; null and empty ones don't count.

Some criteria are here only because the mirrored API has them: the service has no data for them, and refuses them.
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

AnySearchInput = TypeVar("AnySearchInput", bound="SharedSearchInput")

EXACTLY = "Is exactly this."
ONE_OF = "Is one of these."
NOT_THIS = "Is not this."
STARTS = "Starts with this."
ENDS = "Ends with this."
CONTAINS = "Contains this."
LEAST = "Is this or more."
MOST = "Is this or less."
SINCE = "At this time or later."
UNTIL = "At this time or earlier."
NO_DATA = "Not supported: this service has no such data, and answers NOT_IMPLEMENTED."


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
        default=UNSET, description="The amount, in whole units of any currency, such as 10.00."
    )
    currency_code: SearchTextInput | None = field(default=UNSET, description="The currency.")


@strawberry.input(description="Looks for statuses.")
class SearchTransactionStatusInput:
    is_: PaymentStatus | None = field(default=UNSET, name="is", description=EXACTLY)
    in_: list[PaymentStatus] | None = field(default=UNSET, name="in", description=ONE_OF)


@strawberry.input(description="Looks for statuses.")
class SearchPaymentStatusInput:
    in_: list[PaymentStatus] | None = field(default=UNSET, name="in", description=ONE_OF)


@strawberry.input(description="Looks for the times at which a status was reached.")
class SearchTransactionStatusTransitionInput:
    failed_at: SearchTimestampInput | None = field(default=UNSET, description="FAILED at this time.")
    settled_at: SearchTimestampInput | None = field(default=UNSET, description="SETTLED at this time.")
    submitted_for_settlement_at: SearchTimestampInput | None = field(
        default=UNSET, description="SUBMITTED_FOR_SETTLEMENT at this time."
    )
    voided_at: SearchTimestampInput | None = field(default=UNSET, description="VOIDED at this time.")


@strawberry.input(description="Looks for the times at which a status was reached.")
class SearchPaymentStatusTransitionInput(SearchTransactionStatusTransitionInput):
    authorization_expired_at: SearchTimestampInput | None = field(
        default=UNSET, description="AUTHORIZATION_EXPIRED at this time."
    )
    authorized_at: SearchTimestampInput | None = field(default=UNSET, description="AUTHORIZED at this time.")
    gateway_rejected_at: SearchTimestampInput | None = field(
        default=UNSET, description="GATEWAY_REJECTED at this time."
    )
    processor_declined_at: SearchTimestampInput | None = field(
        default=UNSET, description="PROCESSOR_DECLINED at this time."
    )


@strawberry.input(description="Looks for where requests came from.")
class SearchTransactionSourceInput:
    in_: list[PaymentSource] | None = field(default=UNSET, name="in", description=ONE_OF)


@strawberry.input(description="Looks for where requests came from.")
class SearchPaymentSourceInput:
    in_: list[PaymentSource] | None = field(default=UNSET, name="in", description=ONE_OF)


@strawberry.input(description="Looks for kinds of payments.")
class SearchPaymentTypeInput:
    in_: list[PaymentSearchType] | None = field(default=UNSET, name="in", description=ONE_OF)


@strawberry.input(description="Looks for how payments were sent to the processor.")
class SearchProcessingModeInput:
    is_: ProcessingMode | None = field(default=UNSET, name="is", description=NO_DATA)
    in_: list[ProcessingMode] | None = field(default=UNSET, name="in", description=NO_DATA)


@strawberry.input(description="Looks for customers.")
class SearchPaymentCustomerInput:
    id: SearchValueInput | None = field(default=UNSET, description="The customer's id, or legacy id.")
    first_name: SearchTextInput | None = field(default=UNSET, description="The given name. Ignores case.")
    last_name: SearchTextInput | None = field(default=UNSET, description="The family name. Ignores case.")
    company: SearchTextInput | None = field(default=UNSET, description="The company. Ignores case.")
    email: SearchTextInput | None = field(default=UNSET, description="The e-mail address. Ignores case.")
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
    cardholder_name: SearchTextInput | None = field(default=UNSET, description="The name on the card. Ignores case.")
    brand_code: SearchCreditCardBrandCodeInput | None = field(default=UNSET, description="The card's brand.")


@strawberry.input(description="Looks for PayPal payments.")
class SearchPaymentPayPalDetailsInput:
    payer_email: SearchTextInput | None = field(default=UNSET, description="The payer's e-mail address. Ignores case.")


@strawberry.input(description="Looks for payment methods as they were at the time of the payment.")
class SearchPaymentPaymentMethodSnapshotInput:
    type: SearchPaymentMethodSnapshotTypeInput | None = field(default=UNSET, description="The kind of payment method.")
    credit_card_details: SearchPaymentCreditCardDetailsInput | None = field(default=UNSET, description="The card.")
    pay_pal_details: SearchPaymentPayPalDetailsInput | None = field(default=UNSET, description="The PayPal account.")


@strawberry.input(description="Looks for payment methods.")
class SearchPaymentPaymentMethodInput:
    payment_method_id: SearchValueInput | None = field(default=UNSET, description=NO_DATA)
    payment_method_snapshot: SearchPaymentPaymentMethodSnapshotInput | None = field(
        default=UNSET, description="The payment method, as it was at the time of the payment."
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
    """Base of the three searches for payments: the criteria for transactions and refunds alike."""

    created_at: SearchTimestampInput | None = field(default=UNSET, description="When it was requested.")
    updated_at: SearchTimestampInput | None = field(
        default=UNSET, description="When it last changed, as its `updatedAt` has it."
    )
    amount: MonetaryAmountSearchInput | None = field(default=UNSET, description="The amount.")
    order_id: SearchTextInput | None = field(
        default=UNSET, description="The shop's id of the order, exactly as it is written."
    )
    merchant_account_id: SearchPaymentMerchantAccountIdInput | None = field(
        default=UNSET, description="The merchant account."
    )
    customer: SearchPaymentCustomerInput | None = field(default=UNSET, description="The customer.")
    disbursement_date: SearchDateInput | None = field(default=UNSET, description=NO_DATA)
    settlement_batch_id: SearchTextInput | None = field(default=UNSET, description=NO_DATA)
    payment_method: SearchPaymentPaymentMethodInput | None = field(default=UNSET, description="The payment method.")
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
    *("id", "type", "status", "status_transition", "created_at", "updated_at", "amount", "order_id"),
    "merchant_account_id",
    *("customer", "payment_method_snapshot_type", "disbursement_date", "source", "settlement_batch_id"),
    *("payment_method", "facilitator_oauth_application_client_id", "user_id", "store_id", "shipping_address"),
    *("billing_address", "dispute_received_date", "processor_authorization_id", "partially_authorized"),
    "processing_mode",
)
"""The order of the three searches' fields in the schema: the mirrored API's, not that of a class and its base."""


@dataclass_transform(kw_only_default=True, field_specifiers=(strawberry.field,))
def search_input(description: str) -> Callable[[type[AnySearchInput]], type[AnySearchInput]]:
    """Makes a subclass of SharedSearchInput an input of the schema. Raises ValueError for a field without a place."""

    def decorate(cls: type[AnySearchInput]) -> type[AnySearchInput]:
        made = strawberry.input(cls, description=description)
        definition: StrawberryObjectDefinition = vars(made)["__strawberry_definition__"]
        unplaced = {each.python_name for each in definition.fields} - set(_ORDER)
        if unplaced:
            raise ValueError(f"no place in the order of a search: {', '.join(sorted(unplaced))}")
        definition.fields.sort(key=lambda each: _ORDER.index(each.python_name))
        return made

    return decorate


@search_input("Which transactions to find.")
class TransactionSearchInput(SharedSearchInput):
    id: SearchValueInput | None = field(default=UNSET, description="The transaction's id, or legacy id.")
    status: SearchTransactionStatusInput | None = field(default=UNSET, description="Its present status.")
    status_transition: SearchTransactionStatusTransitionInput | None = field(
        default=UNSET, description="When a status was reached."
    )
    payment_method_snapshot_type: SearchPaymentMethodSnapshotTypeInput | None = field(
        default=UNSET, description="The kind of payment method."
    )
    source: SearchTransactionSourceInput | None = field(default=UNSET, description="Where the request came from.")
    partially_authorized: bool | None = field(
        default=UNSET, description="Whether less was authorized than requested. True finds nothing."
    )


@search_input("Which refunds to find.")
class RefundSearchInput(SharedSearchInput):
    id: SearchValueInput | None = field(default=UNSET, description="The refund's id, or legacy id.")
    status: SearchTransactionStatusInput | None = field(default=UNSET, description="Its present status.")
    status_transition: SearchPaymentStatusTransitionInput | None = field(
        default=UNSET, description="When a status was reached."
    )
    source: SearchPaymentSourceInput | None = field(default=UNSET, description="Where the request came from.")


@search_input("Which transactions and refunds to find.")
class PaymentSearchInput(SharedSearchInput):
    id: SearchValueInput | None = field(default=UNSET, description="The payment's id, or legacy id.")
    type: SearchPaymentTypeInput | None = field(default=UNSET, description="Transactions, refunds, or both.")
    status: SearchPaymentStatusInput | None = field(default=UNSET, description="Its present status.")
    status_transition: SearchPaymentStatusTransitionInput | None = field(
        default=UNSET, description="When a status was reached."
    )
    source: SearchPaymentSourceInput | None = field(default=UNSET, description="Where the request came from.")
