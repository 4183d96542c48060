from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, RefundDetails


class ReverseRefund(BaseModel):
    """All mutations. The fields of one document run one after another."""

    reverse_refund: Optional["ReverseRefundReverseRefund"]
    "Reverses a refund that has not settled: voids it, or cancels it while it waits in the queue."


class ReverseRefundReverseRefund(BaseModel):
    """The answer of `refundTransaction` and `reverseRefund`."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    refund: Optional["ReverseRefundReverseRefundRefund"]
    "The refund. Its status says how far it has come."
    validation_errors: Optional[list["ReverseRefundReverseRefundValidationErrors"]]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


ReverseRefundReverseRefundRefund = RefundDetails
ReverseRefundReverseRefundValidationErrors = Problem
ReverseRefund.model_rebuild()
ReverseRefundReverseRefund.model_rebuild()
