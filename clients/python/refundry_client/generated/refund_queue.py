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
    RetrySummary,
    TransactionSummary,
    TransactionSummaryAmount,
    TransactionSummaryCustomer,
    TransactionSummaryRefundableAmount,
    TransactionSummaryRefundedAmount,
)


class RefundQueue(BaseModel):
    refund_queue: Optional["RefundQueueRefundQueue"]


class RefundQueueRefundQueue(BaseModel):
    edges: Optional[list[Optional["RefundQueueRefundQueueEdges"]]]
    page_info: "RefundQueueRefundQueuePageInfo"


class RefundQueueRefundQueueEdges(BaseModel):
    cursor: Optional[str]
    node: Optional["RefundQueueRefundQueueEdgesNode"]


class RefundQueueRefundQueueEdgesNode(RetrySummary):
    payment: Annotated[
        Union[
            Annotated["RefundQueueRefundQueueEdgesNodePaymentPayment", Tag(OTHER)],
            Annotated["RefundQueueRefundQueueEdgesNodePaymentRefund", Tag("Refund")],
            Annotated[
                "RefundQueueRefundQueueEdgesNodePaymentTransaction", Tag("Transaction")
            ],
        ],
        Discriminator(member_among("Refund", "Transaction")),
    ]


class RefundQueueRefundQueueEdgesNodePaymentPayment(BaseModel):
    typename__: str = Field(alias="__typename")


class RefundQueueRefundQueueEdgesNodePaymentRefund(RefundSummary):
    typename__: Literal["Refund"] = Field(alias="__typename")


class RefundQueueRefundQueueEdgesNodePaymentTransaction(TransactionSummary):
    typename__: Literal["Transaction"] = Field(alias="__typename")


RefundQueueRefundQueuePageInfo = PageLimits
RefundQueue.model_rebuild()
RefundQueueRefundQueue.model_rebuild()
RefundQueueRefundQueueEdges.model_rebuild()
RefundQueueRefundQueueEdgesNode.model_rebuild()
