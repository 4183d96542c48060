from typing import Annotated, Literal, Optional, Union

from pydantic import Discriminator, Field, Tag

from ..later import OTHER, member_among
from .base_model import BaseModel
from .fragments import (  # noqa: F401
    PageLimits,
    RefundSummary,
    RefundSummaryAmount,
    RefundSummaryRefundedTransaction,
    RefundSummaryRetry,
    TransactionSummary,
    TransactionSummaryAmount,
    TransactionSummaryCustomer,
    TransactionSummaryRefundableAmount,
    TransactionSummaryRefundedAmount,
)


class Payments(BaseModel):
    """All queries."""

    payments: Optional["PaymentsPayments"]
    "Transactions and refunds together, the newest first."


class PaymentsPayments(BaseModel):
    """A page of transactions and refunds."""

    edges: Optional[list[Optional["PaymentsPaymentsEdges"]]]
    "The page's transactions and refunds, newest first."
    page_info: "PaymentsPaymentsPageInfo"
    "The position of the page in the list."


class PaymentsPaymentsEdges(BaseModel):
    """A transaction or a refund in a list."""

    cursor: Optional[str]
    "The position in the list."
    node: Optional[
        Annotated[
            Union[
                Annotated["PaymentsPaymentsEdgesNodePayment", Tag(OTHER)],
                Annotated["PaymentsPaymentsEdgesNodeRefund", Tag("Refund")],
                Annotated["PaymentsPaymentsEdgesNodeTransaction", Tag("Transaction")],
            ],
            Discriminator(member_among("Refund", "Transaction")),
        ]
    ]
    "The transaction or refund."


class PaymentsPaymentsEdgesNodePayment(BaseModel):
    """A transaction or a refund: the fields that both have."""

    typename__: str = Field(alias="__typename")
    "Which of its possible types it is."


class PaymentsPaymentsEdgesNodeRefund(RefundSummary):
    """Money that goes back, or has gone back, to the customer after settlement."""

    typename__: Literal["Refund"] = Field(alias="__typename")
    "Which of its possible types it is."


class PaymentsPaymentsEdgesNodeTransaction(TransactionSummary):
    """A payment: money that a customer gives to the merchant."""

    typename__: Literal["Transaction"] = Field(alias="__typename")
    "Which of its possible types it is."


PaymentsPaymentsPageInfo = PageLimits
Payments.model_rebuild()
PaymentsPayments.model_rebuild()
PaymentsPaymentsEdges.model_rebuild()
