from typing import Annotated, Literal, Optional, Union

from pydantic import Discriminator, Field, Tag

from ..later import OTHER, member_among
from .base_model import BaseModel
from .fragments import (  # noqa: F401
    Decision,
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


class ResolveOutcome(BaseModel):
    resolve_outcome: Optional["ResolveOutcomeResolveOutcome"]


class ResolveOutcomeResolveOutcome(BaseModel):
    client_mutation_id: Optional[str]
    payment: Optional[
        Annotated[
            Union[
                Annotated["ResolveOutcomeResolveOutcomePaymentPayment", Tag(OTHER)],
                Annotated["ResolveOutcomeResolveOutcomePaymentRefund", Tag("Refund")],
                Annotated[
                    "ResolveOutcomeResolveOutcomePaymentTransaction", Tag("Transaction")
                ],
            ],
            Discriminator(member_among("Refund", "Transaction")),
        ]
    ]
    validation_errors: Optional[list["ResolveOutcomeResolveOutcomeValidationErrors"]]


class ResolveOutcomeResolveOutcomePaymentPayment(BaseModel):
    typename__: str = Field(alias="__typename")


class ResolveOutcomeResolveOutcomePaymentRefund(RefundSummary):
    typename__: Literal["Refund"] = Field(alias="__typename")
    approval: Optional["ResolveOutcomeResolveOutcomePaymentRefundApproval"]


ResolveOutcomeResolveOutcomePaymentRefundApproval = Decision


class ResolveOutcomeResolveOutcomePaymentTransaction(TransactionSummary):
    typename__: Literal["Transaction"] = Field(alias="__typename")


ResolveOutcomeResolveOutcomeValidationErrors = Problem
ResolveOutcome.model_rebuild()
ResolveOutcomeResolveOutcome.model_rebuild()
ResolveOutcomeResolveOutcomePaymentRefund.model_rebuild()
