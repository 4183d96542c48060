from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, RetryDetails


class PauseRefundRetry(BaseModel):
    """All mutations. The fields of one document run one after another."""

    pause_refund_retry: Optional["PauseRefundRetryPauseRefundRetry"]
    "Pauses what waits: it is not retried, and the gateway is not asked, until it is resumed."


class PauseRefundRetryPauseRefundRetry(BaseModel):
    """The answer of `retryRefundNow`, `pauseRefundRetry`, `resumeRefundRetry` and `dismissAttention`."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    retry: Optional["PauseRefundRetryPauseRefundRetryRetry"]
    "The retry as it is now; null if the gateway was never called for the payment."
    validation_errors: Optional[
        list["PauseRefundRetryPauseRefundRetryValidationErrors"]
    ]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


PauseRefundRetryPauseRefundRetryRetry = RetryDetails
PauseRefundRetryPauseRefundRetryValidationErrors = Problem
PauseRefundRetry.model_rebuild()
PauseRefundRetryPauseRefundRetry.model_rebuild()
