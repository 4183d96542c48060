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
    reverse_transaction: Optional["ReverseTransactionReverseTransaction"]


class ReverseTransactionReverseTransaction(BaseModel):
    client_mutation_id: Optional[str]
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
    validation_errors: Optional[
        list["ReverseTransactionReverseTransactionValidationErrors"]
    ]


class ReverseTransactionReverseTransactionReversalRefund(RefundDetails):
    typename__: Literal["Refund"] = Field(alias="__typename")


class ReverseTransactionReverseTransactionReversalTransaction(TransactionDetails):
    typename__: Literal["Transaction"] = Field(alias="__typename")


ReverseTransactionReverseTransactionValidationErrors = Problem
ReverseTransaction.model_rebuild()
ReverseTransactionReverseTransaction.model_rebuild()
