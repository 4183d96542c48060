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
    payments: Optional["PaymentsPayments"]


class PaymentsPayments(BaseModel):
    edges: Optional[list[Optional["PaymentsPaymentsEdges"]]]
    page_info: "PaymentsPaymentsPageInfo"


class PaymentsPaymentsEdges(BaseModel):
    cursor: Optional[str]
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


class PaymentsPaymentsEdgesNodePayment(BaseModel):
    typename__: str = Field(alias="__typename")


class PaymentsPaymentsEdgesNodeRefund(RefundSummary):
    typename__: Literal["Refund"] = Field(alias="__typename")


class PaymentsPaymentsEdgesNodeTransaction(TransactionSummary):
    typename__: Literal["Transaction"] = Field(alias="__typename")


PaymentsPaymentsPageInfo = PageLimits
Payments.model_rebuild()
PaymentsPayments.model_rebuild()
PaymentsPaymentsEdges.model_rebuild()
