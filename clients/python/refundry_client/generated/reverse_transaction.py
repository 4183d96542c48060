from typing import Annotated, Literal, Optional, Union

from pydantic import Discriminator, Field, Tag

from ..later import OTHER, UnknownObject, member_among
from .base_model import BaseModel
from .fragments import (  # noqa: F401
    Problem,
    RefundDetails,
    RefundDetailsAmount,
    RefundDetailsApproval,
    RefundDetailsExternal,
    RefundDetailsHistory,
    RefundDetailsLineItemRefunds,
    RefundDetailsProcessorAuthorizationResponse,
    RefundDetailsReason,
    RefundDetailsRefundedTransaction,
    RefundDetailsRetry,
    RefundDetailsStatusHistory,
    TransactionDetails,
    TransactionDetailsDispute,
    TransactionDetailsExternalVoid,
    TransactionDetailsHistory,
    TransactionDetailsOrder,
    TransactionDetailsProcessorAuthorizationResponse,
    TransactionDetailsRefundability,
    TransactionDetailsRefunds,
    TransactionDetailsRetry,
    TransactionDetailsStatusHistory,
    TransactionSummaryAmount,
    TransactionSummaryCustomer,
    TransactionSummaryRefundableAmount,
    TransactionSummaryRefundedAmount,
)


class ReverseTransaction(BaseModel):
    """All mutations. The fields of one document run one after another."""

    reverse_transaction: Optional["ReverseTransactionReverseTransaction"]
    "Reverses a transaction: voids it before settlement, refunds all that is left of it after."


class ReverseTransactionReverseTransaction(BaseModel):
    """The answer of `reverseTransaction`."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    reversal: Optional[
        Annotated[
            Union[
                Annotated[
                    "ReverseTransactionReverseTransactionReversalRefund", Tag("Refund")
                ],
                Annotated[
                    "ReverseTransactionReverseTransactionReversalTransaction",
                    Tag("Transaction"),
                ],
                Annotated[UnknownObject, Tag(OTHER)],
            ],
            Discriminator(member_among("Refund", "Transaction")),
        ]
    ]
    "The transaction if it is voided or being voided; the refund if it is refunded."
    validation_errors: Optional[
        list["ReverseTransactionReverseTransactionValidationErrors"]
    ]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


class ReverseTransactionReverseTransactionReversalRefund(RefundDetails):
    """Money that goes back, or has gone back, to the customer after settlement."""

    typename__: Literal["Refund"] = Field(alias="__typename")
    "Which of its possible types it is."


class ReverseTransactionReverseTransactionReversalTransaction(TransactionDetails):
    """A payment: money that a customer gives to the merchant."""

    typename__: Literal["Transaction"] = Field(alias="__typename")
    "Which of its possible types it is."


ReverseTransactionReverseTransactionValidationErrors = Problem
ReverseTransaction.model_rebuild()
ReverseTransactionReverseTransaction.model_rebuild()
