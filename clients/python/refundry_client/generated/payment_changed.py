from typing import Annotated, Literal, Optional, Union

from pydantic import Discriminator, Field, Tag

from ..later import OTHER, member_among
from .base_model import BaseModel
from .fragments import (  # noqa: F401
    RefundDetails,
    RefundDetailsAmount,
    RefundDetailsApproval,
    RefundDetailsExternal,
    RefundDetailsHistory,
    RefundDetailsLineItemRefunds,
    RefundDetailsProcessorAuthorizationResponse,
    RefundDetailsReason,
    RefundDetailsRefundedTransaction,
    RefundDetailsRetry,
    RefundDetailsStatusHistory,
    TransactionDetails,
    TransactionDetailsDispute,
    TransactionDetailsExternalVoid,
    TransactionDetailsHistory,
    TransactionDetailsOrder,
    TransactionDetailsProcessorAuthorizationResponse,
    TransactionDetailsRefundability,
    TransactionDetailsRefunds,
    TransactionDetailsRetry,
    TransactionDetailsStatusHistory,
    TransactionSummaryAmount,
    TransactionSummaryCustomer,
    TransactionSummaryRefundableAmount,
    TransactionSummaryRefundedAmount,
)


class PaymentChanged(BaseModel):
    """All queries."""

    payment_changed: Optional[
        Annotated[
            Union[
                Annotated["PaymentChangedPaymentChangedPayment", Tag(OTHER)],
                Annotated["PaymentChangedPaymentChangedRefund", Tag("Refund")],
                Annotated[
                    "PaymentChangedPaymentChangedTransaction", Tag("Transaction")
                ],
            ],
            Discriminator(member_among("Refund", "Transaction")),
        ]
    ]
    "A transaction or a refund: as it is now, then each time that anything of it has changed."


class PaymentChangedPaymentChangedPayment(BaseModel):
    """A transaction or a refund: the fields that both have."""

    typename__: str = Field(alias="__typename")
    "Which of its possible types it is."


class PaymentChangedPaymentChangedRefund(RefundDetails):
    """Money that goes back, or has gone back, to the customer after settlement."""

    typename__: Literal["Refund"] = Field(alias="__typename")
    "Which of its possible types it is."


class PaymentChangedPaymentChangedTransaction(TransactionDetails):
    """A payment: money that a customer gives to the merchant."""

    typename__: Literal["Transaction"] = Field(alias="__typename")
    "Which of its possible types it is."


PaymentChanged.model_rebuild()
