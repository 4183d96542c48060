from typing import Annotated, Literal, Optional, Union

from pydantic import Discriminator, Field, Tag

from ..later import OTHER, member_among
from .base_model import BaseModel
from .fragments import (  # noqa: F401
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


class QueueChanged(BaseModel):
    """All queries."""

    queue_changed: Optional["QueueChangedQueueChanged"]
    "Each entry of the queue that joins, leaves or moves, or whose need of attention begins or ends, from the next such change on. One that changes several times at once is sent once."


class QueueChangedQueueChanged(RetrySummary):
    """The retries of a reversal that the gateway did not accept at once."""

    payment: Annotated[
        Union[
            Annotated["QueueChangedQueueChangedPaymentPayment", Tag(OTHER)],
            Annotated["QueueChangedQueueChangedPaymentRefund", Tag("Refund")],
            Annotated["QueueChangedQueueChangedPaymentTransaction", Tag("Transaction")],
        ],
        Discriminator(member_among("Refund", "Transaction")),
    ]
    "The refund or the transaction."


class QueueChangedQueueChangedPaymentPayment(BaseModel):
    """A transaction or a refund: the fields that both have."""

    typename__: str = Field(alias="__typename")
    "Which of its possible types it is."


class QueueChangedQueueChangedPaymentRefund(RefundSummary):
    """Money that goes back, or has gone back, to the customer after settlement."""

    typename__: Literal["Refund"] = Field(alias="__typename")
    "Which of its possible types it is."


class QueueChangedQueueChangedPaymentTransaction(TransactionSummary):
    """A payment: money that a customer gives to the merchant."""

    typename__: Literal["Transaction"] = Field(alias="__typename")
    "Which of its possible types it is."


QueueChanged.model_rebuild()
QueueChangedQueueChanged.model_rebuild()
