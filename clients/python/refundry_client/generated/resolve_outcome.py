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
    """All mutations. The fields of one document run one after another."""

    resolve_outcome: Optional["ResolveOutcomeResolveOutcome"]
    "Reports the outcome of an attempt that is UNKNOWN or PENDING. The gateway is asked first: what it reports counts, and a different report is refused. Where the gateway can't tell, a report that frees a refund above the merchant's approval limit waits for a second person: see the refund's `approval`. A report that counts is final."


class ResolveOutcomeResolveOutcome(BaseModel):
    """The answer of `resolveOutcome`."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
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
    "The refund or the transaction, as it is now. A refund whose `approval` is WAITING does not change until a second person approves."
    validation_errors: Optional[list["ResolveOutcomeResolveOutcomeValidationErrors"]]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


class ResolveOutcomeResolveOutcomePaymentPayment(BaseModel):
    """A transaction or a refund: the fields that both have."""

    typename__: str = Field(alias="__typename")
    "Which of its possible types it is."


class ResolveOutcomeResolveOutcomePaymentRefund(RefundSummary):
    """Money that goes back, or has gone back, to the customer after settlement."""

    typename__: Literal["Refund"] = Field(alias="__typename")
    "Which of its possible types it is."
    approval: Optional["ResolveOutcomeResolveOutcomePaymentRefundApproval"]
    "The approval that the refund, or its last reported outcome, needs or needed; null if it needs none."


ResolveOutcomeResolveOutcomePaymentRefundApproval = Decision


class ResolveOutcomeResolveOutcomePaymentTransaction(TransactionSummary):
    """A payment: money that a customer gives to the merchant."""

    typename__: Literal["Transaction"] = Field(alias="__typename")
    "Which of its possible types it is."


ResolveOutcomeResolveOutcomeValidationErrors = Problem
ResolveOutcome.model_rebuild()
ResolveOutcomeResolveOutcome.model_rebuild()
ResolveOutcomeResolveOutcomePaymentRefund.model_rebuild()
