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
    """What can be asked."""

    refund_queue: Optional["RefundQueueRefundQueue"]
    "What waits at the gateways and what came to nothing: first what needs attention, the oldest payment first; then what runs; what is due, the next one first; what is paused; what has ended, if asked for."


class RefundQueueRefundQueue(BaseModel):
    """A page of the queue."""

    edges: Optional[list[Optional["RefundQueueRefundQueueEdges"]]]
    "What is on the page, in the queue's order."
    page_info: "RefundQueueRefundQueuePageInfo"
    "Where the page lies in the list."


class RefundQueueRefundQueueEdges(BaseModel):
    """Something that waits, in a list."""

    cursor: Optional[str]
    "Where it stands in the list."
    node: Optional["RefundQueueRefundQueueEdgesNode"]
    "What waits."


class RefundQueueRefundQueueEdgesNode(RetrySummary):
    """How it goes with something that the gateway did not do at once."""

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
    "The refund, or the transaction, that it is about."


class RefundQueueRefundQueueEdgesNodePaymentPayment(BaseModel):
    """A transaction or a refund: what both of them have."""

    typename__: str = Field(alias="__typename")
    "Which of its possible types it is."


class RefundQueueRefundQueueEdgesNodePaymentRefund(RefundSummary):
    """Money on its way back to the customer, or given back."""

    typename__: Literal["Refund"] = Field(alias="__typename")
    "Which of its possible types it is."


class RefundQueueRefundQueueEdgesNodePaymentTransaction(TransactionSummary):
    """A payment: money that a customer gives to the merchant."""

    typename__: Literal["Transaction"] = Field(alias="__typename")
    "Which of its possible types it is."


RefundQueueRefundQueuePageInfo = PageLimits
RefundQueue.model_rebuild()
RefundQueueRefundQueue.model_rebuild()
RefundQueueRefundQueueEdges.model_rebuild()
RefundQueueRefundQueueEdgesNode.model_rebuild()
