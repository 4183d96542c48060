from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, RetryDetails


class PauseRefundRetry(BaseModel):
    pause_refund_retry: Optional["PauseRefundRetryPauseRefundRetry"]


class PauseRefundRetryPauseRefundRetry(BaseModel):
    client_mutation_id: Optional[str]
    retry: Optional["PauseRefundRetryPauseRefundRetryRetry"]
    validation_errors: Optional[
        list["PauseRefundRetryPauseRefundRetryValidationErrors"]
    ]


PauseRefundRetryPauseRefundRetryRetry = RetryDetails
PauseRefundRetryPauseRefundRetryValidationErrors = Problem
PauseRefundRetry.model_rebuild()
PauseRefundRetryPauseRefundRetry.model_rebuild()
