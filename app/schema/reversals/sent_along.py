"""What a transaction has beside its own data: what was sent along with it, and what is not recorded of it."""

from operator import attrgetter
from typing import TYPE_CHECKING, Annotated, Optional

import strawberry
from strawberry import field

from app.schema.base.fields import LINE_ITEMS, holds, resolved
from app.schema.base.scalars import Timestamp
from app.schema.enums import ProcessingMode
from app.schema.payment_method_enums import ScaExemptionType
from app.schema.reversals import submitted_details
from app.schema.reversals.not_recorded import (
    Address,
    AuthorizationAdjustment,
    DisbursementDetails,
    FacilitatorDetails,
    RiskData,
    TransactionInstallmentDetails,
    TransactionShipping,
    TransactionTaxInformation,
)
from app.schema.reversals.payment import RefundValue, TransactionValue
from app.schema.reversals.submitted_details import (
    CustomField,
    Details,
    TransactionDescriptor,
    TransactionLineItem,
    submitted_detail,
)

if TYPE_CHECKING:
    from app.schema.reversals.payments import Transaction
else:
    Transaction = Annotated["Transaction", strawberry.lazy("app.schema.reversals.payments")]

_READER = attrgetter("transaction_details")
"""Reads, of a request's loaders, the details that were sent with a transaction."""

_REFUND_READER = attrgetter("refund_details")
"""The same for a refund."""


@strawberry.type
class SentWithTransaction:
    """The fields of a transaction that are stored as they were sent."""

    value: strawberry.Private[TransactionValue]

    @resolved("When it was requested.")
    def payment_initiated_at(self) -> Timestamp | None:
        return Timestamp(self.value.created_at)

    @submitted_detail("The customer's own number of the purchase, as it was sent.", _READER)
    def purchase_order_number(self, details: Details) -> str | None:
        return details.get("purchase_order_number")

    @submitted_detail("The shop software that the payment came through, as it was sent.", _READER)
    def channel(self, details: Details) -> str | None:
        return details.get("channel")

    @submitted_detail("The discount, as it was sent.", _READER)
    def discount_amount(self, details: Details) -> str | None:
        return details.get("discount_amount")

    @submitted_detail("The surcharge, as it was sent.", _READER)
    def surcharge_amount(self, details: Details) -> str | None:
        return details.get("surcharge_amount")

    @submitted_detail("The items that were bought, as they were sent.", _READER, most=LINE_ITEMS)
    def line_items(self, details: Details) -> list[TransactionLineItem] | None:
        return submitted_details.line_items(details)

    @submitted_detail("The merchant's own fields, as they were sent; null for none.", _READER, most=10)
    def custom_fields(self, details: Details) -> list[CustomField] | None:
        return submitted_details.custom_fields(details)

    @submitted_detail("The text on the customer's bank statement, as it was sent.", _READER)
    def descriptor(self, details: Details) -> TransactionDescriptor | None:
        return submitted_details.descriptor(details)

    @submitted_detail("How the goods are sent, as it was sent.", _READER)
    def shipping(self, details: Details) -> TransactionShipping | None:
        return submitted_details.shipping(details, self.value.amount.currency)

    @submitted_detail("The taxes within the amount, as they were sent.", _READER)
    def tax(self, details: Details) -> TransactionTaxInformation | None:
        return submitted_details.tax(details, self.value.amount.currency)

    @submitted_detail("The cardholder's address, as it was sent.", _READER)
    def billing_address(self, details: Details) -> Address | None:
        return submitted_details.address(details.get("billing_address"))


@strawberry.type
class NotRecordedOfTransaction:
    """The fields of a transaction that are null here, since nothing is recorded of them."""

    merchant_address: Address | None = field(
        default=None, description="The merchant's address. Always null: it is not recorded."
    )
    risk_data: RiskData | None = field(
        default=None, description="A check of the risk. Always null: the risk is not checked here."
    )
    sca_exemption_requested: ScaExemptionType | None = field(
        default=None, description="The exemption from strong authentication that was asked for. Always null."
    )
    facilitator_details: FacilitatorDetails | None = field(
        default=None, description="Who acts for the merchant. Always null."
    )
    disbursement_details: DisbursementDetails | None = field(
        default=None, description="When the money reached the merchant's bank. Always null."
    )
    authorization_adjustments: list[AuthorizationAdjustment] | None = field(
        default=None, description="Changes of the authorized amount. Always null.", metadata=holds(1)
    )
    installment_details: TransactionInstallmentDetails | None = field(
        default=None, description="Its parts, if it is paid in parts. Always null."
    )
    processing_mode: ProcessingMode | None = field(
        default=None, description="When a card reader sent it. Always null: none is used."
    )
    retried: bool | None = field(
        default=False, description="Whether it repeats a declined payment by itself. Always false."
    )
    retried_parent_transaction: Optional[Transaction] = field(  # noqa: UP045 -- a lazy type has no operators
        default=None, description="The payment that it repeats. Always null."
    )
    retried_transactions: list[Transaction] | None = field(
        default=None, description="The payments that repeat it. Always null.", metadata=holds(1)
    )


@strawberry.type
class BesideRefund:
    """The fields of a refund that it has none of here, and when it was requested."""

    value: strawberry.Private[RefundValue]

    @resolved("When it was requested.")
    def payment_initiated_at(self) -> Timestamp | None:
        return Timestamp(self.value.created_at)

    @submitted_detail("The merchant's own fields; null unless it was sent with some.", _REFUND_READER, most=1)
    def custom_fields(self, details: Details) -> list[CustomField] | None:
        return submitted_details.custom_fields(details)

    @submitted_detail("The text on the customer's bank statement; null unless it was sent with one.", _REFUND_READER)
    def descriptor(self, details: Details) -> TransactionDescriptor | None:
        return submitted_details.descriptor(details)

    disbursement_details: DisbursementDetails | None = field(
        default=None, description="When the money left the merchant's bank. Always null."
    )
