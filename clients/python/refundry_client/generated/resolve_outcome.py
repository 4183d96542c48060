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
    """What can be done. Fields of one document are done one after another."""

    resolve_outcome: Optional["ResolveOutcomeResolveOutcome"]
    "Says what became of an attempt whose outcome is unknown or pending. The gateway is asked first, and its word counts; a word against it is refused. What frees a refund where the gateway can't say awaits another person above the merchant's approval limit, in the refund's `approval`. What counts is final."


class ResolveOutcomeResolveOutcome(BaseModel):
    """What `resolveOutcome` answers."""

    client_mutation_id: Optional[str]
    "The text that came with the input."
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
    "The refund or the transaction, as it stands now. A refund whose `approval` is WAITING stays as it is until another person agrees."
    validation_errors: Optional[list["ResolveOutcomeResolveOutcomeValidationErrors"]]
    "What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data."


class ResolveOutcomeResolveOutcomePaymentPayment(BaseModel):
    """A transaction or a refund: what both of them have."""

    typename__: str = Field(alias="__typename")
    "Which of its possible types it is."


class ResolveOutcomeResolveOutcomePaymentRefund(RefundSummary):
    """Money on its way back to the customer, or given back."""

    typename__: Literal["Refund"] = Field(alias="__typename")
    "Which of its possible types it is."
    approval: Optional["ResolveOutcomeResolveOutcomePaymentRefundApproval"]
    "Set where a second person has to agree, or had to: to the refund, or to what was said of its outcome last."


ResolveOutcomeResolveOutcomePaymentRefundApproval = Decision


class ResolveOutcomeResolveOutcomePaymentTransaction(TransactionSummary):
    """A payment: money that a customer gives to the merchant."""

    typename__: Literal["Transaction"] = Field(alias="__typename")
    "Which of its possible types it is."


ResolveOutcomeResolveOutcomeValidationErrors = Problem
ResolveOutcome.model_rebuild()
ResolveOutcomeResolveOutcome.model_rebuild()
ResolveOutcomeResolveOutcomePaymentRefund.model_rebuild()
