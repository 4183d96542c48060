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
    refund_order: Optional["RefundOrderRefundOrder"]


class RefundOrderRefundOrder(BaseModel):
    client_mutation_id: Optional[str]
    order: Optional["RefundOrderRefundOrderOrder"]
    results: Optional[list["RefundOrderRefundOrderResults"]]
    validation_errors: Optional[list["RefundOrderRefundOrderValidationErrors"]]


RefundOrderRefundOrderOrder = OrderSummary


class RefundOrderRefundOrderResults(BaseModel):
    transaction: "RefundOrderRefundOrderResultsTransaction"
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
    outcome: Optional[AttemptOutcome]
    errors: list["RefundOrderRefundOrderResultsErrors"]


RefundOrderRefundOrderResultsTransaction = TransactionSummary


class RefundOrderRefundOrderResultsReversalRefund(RefundSummary):
    typename__: Literal["Refund"] = Field(alias="__typename")


class RefundOrderRefundOrderResultsReversalTransaction(TransactionSummary):
    typename__: Literal["Transaction"] = Field(alias="__typename")


RefundOrderRefundOrderResultsErrors = Problem
RefundOrderRefundOrderValidationErrors = Problem
RefundOrder.model_rebuild()
RefundOrderRefundOrder.model_rebuild()
RefundOrderRefundOrderResults.model_rebuild()
