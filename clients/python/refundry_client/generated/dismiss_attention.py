from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, RetryDetails


class DismissAttention(BaseModel):
    dismiss_attention: Optional["DismissAttentionDismissAttention"]


class DismissAttentionDismissAttention(BaseModel):
    client_mutation_id: Optional[str]
    retry: Optional["DismissAttentionDismissAttentionRetry"]
    validation_errors: Optional[
        list["DismissAttentionDismissAttentionValidationErrors"]
    ]


DismissAttentionDismissAttentionRetry = RetryDetails
DismissAttentionDismissAttentionValidationErrors = Problem
DismissAttention.model_rebuild()
DismissAttentionDismissAttention.model_rebuild()
