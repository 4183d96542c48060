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
    """All mutations. The fields of one document run one after another."""

    refund_order: Optional["RefundOrderRefundOrder"]
    "Refunds an order over its payments: in full, by amount, or by products. All payments are reserved together; then each one is reversed by itself, with a result of its own."


class RefundOrderRefundOrder(BaseModel):
    """The answer of `refundOrder`."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    order: Optional["RefundOrderRefundOrderOrder"]
    "The order as it is now."
    results: Optional[list["RefundOrderRefundOrderResults"]]
    "What became of each payment's part, the newest first; one's failure undoes no other's success."
    validation_errors: Optional[list["RefundOrderRefundOrderValidationErrors"]]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


RefundOrderRefundOrderOrder = OrderSummary


class RefundOrderRefundOrderResults(BaseModel):
    """The result of one payment's part of an order's refund."""

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
    "The payment if it is voided or being voided; the refund if there is one, in any status. Null where its void was refused or ended without success: `errors` says why."
    outcome: Optional[AttemptOutcome]
    "The last outcome; null while there is none, and while approval is awaited."
    awaits_approval: bool
    "Whether it waits for a second person's decision. No gateway has heard of it until then."
    errors: list["RefundOrderRefundOrderResultsErrors"]
    "Why nothing was reversed; empty if it was, or still can be."
    message: str
    "What happened to this part, in words."


RefundOrderRefundOrderResultsTransaction = TransactionSummary


class RefundOrderRefundOrderResultsReversalRefund(RefundSummary):
    """Money that goes back, or has gone back, to the customer after settlement."""

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
