from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, RetryDetails


class DismissAttention(BaseModel):
    """What can be done. Fields of one document are done one after another."""

    dismiss_attention: Optional["DismissAttentionDismissAttention"]
    "Says that nobody needs to look at a payment any more."


class DismissAttentionDismissAttention(BaseModel):
    """What is answered to those who act on the queue."""

    client_mutation_id: Optional[str]
    "The text that came with the input."
    retry: Optional["DismissAttentionDismissAttentionRetry"]
    "How it goes with the payment now; null for one of which the gateway was never told anything."
    validation_errors: Optional[
        list["DismissAttentionDismissAttentionValidationErrors"]
    ]
    "What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data."


DismissAttentionDismissAttentionRetry = RetryDetails
DismissAttentionDismissAttentionValidationErrors = Problem
DismissAttention.model_rebuild()
DismissAttentionDismissAttention.model_rebuild()
