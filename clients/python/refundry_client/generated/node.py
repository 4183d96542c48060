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


class Node(BaseModel):
    """All queries."""

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
    "The transaction, refund, customer, order, dispute or payment method with this id."


class NodeNodeNode(BaseModel):
    """An object that `node` can find by its id."""

    typename__: str = Field(alias="__typename")
    "Which of its possible types it is."
    id: str
    "Its id."


class NodeNodeCustomer(Payer):
    """A person or company that pays."""

    typename__: Literal["Customer"] = Field(alias="__typename")
    "Which of its possible types it is."
    id: str
    "Its id."
    created_at: Optional[AwareDatetime]
    "When the customer was first seen."


class NodeNodeRefund(RefundDetails):
    """Money that goes back, or has gone back, to the customer after settlement."""

    typename__: Literal["Refund"] = Field(alias="__typename")
    "Which of its possible types it is."
    id: str
    "Its id."


class NodeNodeTransaction(TransactionDetails):
    """A payment: money that a customer gives to the merchant."""

    typename__: Literal["Transaction"] = Field(alias="__typename")
    "Which of its possible types it is."
    id: str
    "Its id."


Node.model_rebuild()
