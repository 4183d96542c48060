from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, RetryDetails


class ResumeRefundRetry(BaseModel):
    """What can be done. Fields of one document are done one after another."""

    resume_refund_retry: Optional["ResumeRefundRetryResumeRefundRetry"]
    "Lets go on what was paused; what came due meanwhile is due at once."


class ResumeRefundRetryResumeRefundRetry(BaseModel):
    """What is answered to those who act on the queue."""

    client_mutation_id: Optional[str]
    "The text that came with the input."
    retry: Optional["ResumeRefundRetryResumeRefundRetryRetry"]
    "How it goes with the payment now; null for one of which the gateway was never told anything."
    validation_errors: Optional[
        list["ResumeRefundRetryResumeRefundRetryValidationErrors"]
    ]
    "What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data."


ResumeRefundRetryResumeRefundRetryRetry = RetryDetails
ResumeRefundRetryResumeRefundRetryValidationErrors = Problem
ResumeRefundRetry.model_rebuild()
ResumeRefundRetryResumeRefundRetry.model_rebuild()
