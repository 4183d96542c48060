from typing import Annotated, Literal, Optional, Union

from pydantic import Discriminator, Field, Tag

from ..later import OTHER, UnknownObject, member_among
from .base_model import BaseModel
from .enums import PaymentStatus
from .fragments import (  # noqa: F401
    Problem,
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


class PartialCaptureTransaction(BaseModel):
    """All mutations. The fields of one document run one after another."""

    partial_capture_transaction: Optional[
        "PartialCaptureTransactionPartialCaptureTransaction"
    ]
    "Captures a part of an authorization, as a transaction of its own that is refunded, voided and reversed by itself. More parts may follow."


class PartialCaptureTransactionPartialCaptureTransaction(BaseModel):
    """The answer of `partialCaptureTransaction`."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    capture: Optional["PartialCaptureTransactionPartialCaptureTransactionCapture"]
    "The transaction of the capture. Its status shows a refusal by the processor or the gateway."
    validation_errors: Optional[
        list["PartialCaptureTransactionPartialCaptureTransactionValidationErrors"]
    ]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


class PartialCaptureTransactionPartialCaptureTransactionCapture(TransactionDetails):
    """A payment: money that a customer gives to the merchant."""

    partial_capture_details: Optional[
        Annotated[
            Union[
                Annotated[
                    "PartialCaptureTransactionPartialCaptureTransactionCapturePartialCaptureDetailsChildCapture",
                    Tag("ChildCapture"),
                ],
                Annotated[
                    "PartialCaptureTransactionPartialCaptureTransactionCapturePartialCaptureDetailsParentAuthorization",
                    Tag("ParentAuthorization"),
                ],
                Annotated[UnknownObject, Tag(OTHER)],
            ],
            Discriminator(member_among("ChildCapture", "ParentAuthorization")),
        ]
    ]
    "Its partial captures, or the authorization that it is a partial capture of; null for others."


class PartialCaptureTransactionPartialCaptureTransactionCapturePartialCaptureDetailsChildCapture(
    BaseModel
):
    """Of a partial capture: the authorization that it captured some of."""

    typename__: Literal["ChildCapture"] = Field(alias="__typename")
    "Which of its possible types it is."
    parent_authorization: Optional[
        "PartialCaptureTransactionPartialCaptureTransactionCapturePartialCaptureDetailsChildCaptureParentAuthorization"
    ]
    "The authorization."


class PartialCaptureTransactionPartialCaptureTransactionCapturePartialCaptureDetailsChildCaptureParentAuthorization(
    BaseModel
):
    """A payment: money that a customer gives to the merchant."""

    id: str
    "Its id."
    status: Optional[PaymentStatus]
    "Its present status."


class PartialCaptureTransactionPartialCaptureTransactionCapturePartialCaptureDetailsParentAuthorization(
    BaseModel
):
    """Of an authorization: the partial captures of it."""

    typename__: Literal["ParentAuthorization"] = Field(alias="__typename")
    "Which of its possible types it is."


PartialCaptureTransactionPartialCaptureTransactionValidationErrors = Problem
PartialCaptureTransaction.model_rebuild()
PartialCaptureTransactionPartialCaptureTransaction.model_rebuild()
PartialCaptureTransactionPartialCaptureTransactionCapture.model_rebuild()
PartialCaptureTransactionPartialCaptureTransactionCapturePartialCaptureDetailsChildCapture.model_rebuild()
