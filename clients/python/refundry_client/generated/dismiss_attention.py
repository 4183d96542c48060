from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, RetryDetails


class DismissAttention(BaseModel):
    """All mutations. The fields of one document run one after another."""

    dismiss_attention: Optional["DismissAttentionDismissAttention"]
    "Removes the attention flag of a payment: no person has to look at it any more."


class DismissAttentionDismissAttention(BaseModel):
    """The answer of `retryRefundNow`, `pauseRefundRetry`, `resumeRefundRetry` and `dismissAttention`."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    retry: Optional["DismissAttentionDismissAttentionRetry"]
    "The retry as it is now; null if the gateway was never called for the payment."
    validation_errors: Optional[
        list["DismissAttentionDismissAttentionValidationErrors"]
    ]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


DismissAttentionDismissAttentionRetry = RetryDetails
DismissAttentionDismissAttentionValidationErrors = Problem
DismissAttention.model_rebuild()
DismissAttentionDismissAttention.model_rebuild()
