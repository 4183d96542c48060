from typing import Annotated, Literal, Optional, Union

from pydantic import Discriminator, Field, Tag

from ..later import OTHER, UnknownObject, member_among
from .base_model import BaseModel
from .enums import AttemptOutcome
from .fragments import (  # noqa: F401
    OrderSummary,
    Problem,
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


class RefundOrder(BaseModel):
    """What can be done. Fields of one document are done one after another."""

    refund_order: Optional["RefundOrderRefundOrder"]
    "Gives back an order over its payments: in full, an amount, or products. Everything is reserved at once; then each payment goes its own way, with a result of its own."


class RefundOrderRefundOrder(BaseModel):
    """What `refundOrder` answers."""

    client_mutation_id: Optional[str]
    "The text that came with the input."
    order: Optional["RefundOrderRefundOrderOrder"]
    "The order as it is now."
    results: Optional[list["RefundOrderRefundOrderResults"]]
    "What became of each payment's part, the newest first; one's failure undoes no other's success."
    validation_errors: Optional[list["RefundOrderRefundOrderValidationErrors"]]
    "What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data."


RefundOrderRefundOrderOrder = OrderSummary


class RefundOrderRefundOrderResults(BaseModel):
    """What became of one payment's part of an order's refund."""

    transaction: "RefundOrderRefundOrderResultsTransaction"
    "The payment."
    reversal: Optional[
        Annotated[
            Union[
                Annotated["RefundOrderRefundOrderResultsReversalRefund", Tag("Refund")],
                Annotated[
                    "RefundOrderRefundOrderResultsReversalTransaction",
                    Tag("Transaction"),
                ],
                Annotated[UnknownObject, Tag(OTHER)],
            ],
            Discriminator(member_among("Refund", "Transaction")),
        ]
    ]
    "The payment if it was voided, or its void is under way; the refund if there is one, in whatever state. Null where its void was refused or given up: `errors` says why."
    outcome: Optional[AttemptOutcome]
    "What its gateway answered last; null while it has not, and while approval is awaited."
    errors: list["RefundOrderRefundOrderResultsErrors"]
    "Why nothing was given back; empty where it was, or still may be."


RefundOrderRefundOrderResultsTransaction = TransactionSummary


class RefundOrderRefundOrderResultsReversalRefund(RefundSummary):
    """Money on its way back to the customer, or given back."""

    typename__: Literal["Refund"] = Field(alias="__typename")
    "Which of its possible types it is."


class RefundOrderRefundOrderResultsReversalTransaction(TransactionSummary):
    """A payment: money that a customer gives to the merchant."""

    typename__: Literal["Transaction"] = Field(alias="__typename")
    "Which of its possible types it is."


RefundOrderRefundOrderResultsErrors = Problem
RefundOrderRefundOrderValidationErrors = Problem
RefundOrder.model_rebuild()
RefundOrderRefundOrder.model_rebuild()
RefundOrderRefundOrderResults.model_rebuild()
