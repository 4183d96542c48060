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
    """All queries."""

    refund_queue: Optional["RefundQueueRefundQueue"]
    "The retry queue: first what needs attention, the oldest payment first; then what runs; what is due, the next one first; what is paused; and what has ended, if it is requested."


class RefundQueueRefundQueue(BaseModel):
    """A page of the queue."""

    edges: Optional[list[Optional["RefundQueueRefundQueueEdges"]]]
    "The page's entries, in the order of the queue."
    page_info: "RefundQueueRefundQueuePageInfo"
    "The position of the page in the list."


class RefundQueueRefundQueueEdges(BaseModel):
    """An entry of the queue, in a list."""

    cursor: Optional[str]
    "The position in the list."
    node: Optional["RefundQueueRefundQueueEdgesNode"]
    "The entry."


class RefundQueueRefundQueueEdgesNode(RetrySummary):
    """The retries of a reversal that the gateway did not accept at once."""

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
    "The refund or the transaction."


class RefundQueueRefundQueueEdgesNodePaymentPayment(BaseModel):
    """A transaction or a refund: the fields that both have."""

    typename__: str = Field(alias="__typename")
    "Which of its possible types it is."


class RefundQueueRefundQueueEdgesNodePaymentRefund(RefundSummary):
    """Money that goes back, or has gone back, to the customer after settlement."""

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
