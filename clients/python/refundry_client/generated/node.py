from typing import Annotated, Literal, Optional, Union

from pydantic import AwareDatetime, Discriminator, Field, Tag

from ..later import OTHER, member_among
from .base_model import BaseModel
from .fragments import (  # noqa: F401
    Payer,
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


class Node(BaseModel):
    node: Optional[
        Annotated[
            Union[
                Annotated["NodeNodeNode", Tag(OTHER)],
                Annotated["NodeNodeCustomer", Tag("Customer")],
                Annotated["NodeNodeRefund", Tag("Refund")],
                Annotated["NodeNodeTransaction", Tag("Transaction")],
            ],
            Discriminator(member_among("Customer", "Refund", "Transaction")),
        ]
    ]


class NodeNodeNode(BaseModel):
    typename__: str = Field(alias="__typename")
    id: str


class NodeNodeCustomer(Payer):
    typename__: Literal["Customer"] = Field(alias="__typename")
    id: str
    created_at: Optional[AwareDatetime]


class NodeNodeRefund(RefundDetails):
    typename__: Literal["Refund"] = Field(alias="__typename")
    id: str


class NodeNodeTransaction(TransactionDetails):
    typename__: Literal["Transaction"] = Field(alias="__typename")
    id: str


Node.model_rebuild()
