from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, RetryDetails


class PauseRefundRetry(BaseModel):
    """What can be done. Fields of one document are done one after another."""

    pause_refund_retry: Optional["PauseRefundRetryPauseRefundRetry"]
    "Puts on hold what waits: nothing is tried or asked until it is resumed."


class PauseRefundRetryPauseRefundRetry(BaseModel):
    """What is answered to those who act on the queue."""

    client_mutation_id: Optional[str]
    "The text that came with the input."
    retry: Optional["PauseRefundRetryPauseRefundRetryRetry"]
    "How it goes with the payment now; null for one of which the gateway was never told anything."
    validation_errors: Optional[
        list["PauseRefundRetryPauseRefundRetryValidationErrors"]
    ]
    "What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data."


PauseRefundRetryPauseRefundRetryRetry = RetryDetails
PauseRefundRetryPauseRefundRetryValidationErrors = Problem
PauseRefundRetry.model_rebuild()
PauseRefundRetryPauseRefundRetry.model_rebuild()
