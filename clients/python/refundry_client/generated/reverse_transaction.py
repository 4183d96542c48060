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
    """What can be done. Fields of one document are done one after another."""

    reverse_transaction: Optional["ReverseTransactionReverseTransaction"]
    "Undoes a transaction whatever its state: voids it before settlement, refunds all that is left of it after."


class ReverseTransactionReverseTransaction(BaseModel):
    """What `reverseTransaction` answers."""

    client_mutation_id: Optional[str]
    "The text that came with the input."
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
    "The transaction if it was voided, or its void is under way; the refund if it was refunded."
    validation_errors: Optional[
        list["ReverseTransactionReverseTransactionValidationErrors"]
    ]
    "What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data."


class ReverseTransactionReverseTransactionReversalRefund(RefundDetails):
    """Money on its way back to the customer, or given back."""

    typename__: Literal["Refund"] = Field(alias="__typename")
    "Which of its possible types it is."


class ReverseTransactionReverseTransactionReversalTransaction(TransactionDetails):
    """A payment: money that a customer gives to the merchant."""

    typename__: Literal["Transaction"] = Field(alias="__typename")
    "Which of its possible types it is."


ReverseTransactionReverseTransactionValidationErrors = Problem
ReverseTransaction.model_rebuild()
ReverseTransactionReverseTransaction.model_rebuild()
