from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, RetryDetails


class ResumeRefundRetry(BaseModel):
    """All mutations. The fields of one document run one after another."""

    resume_refund_retry: Optional["ResumeRefundRetryResumeRefundRetry"]
    "Resumes what was paused. What became due meanwhile is due at once."


class ResumeRefundRetryResumeRefundRetry(BaseModel):
    """The answer of `retryRefundNow`, `pauseRefundRetry`, `resumeRefundRetry` and `dismissAttention`."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    retry: Optional["ResumeRefundRetryResumeRefundRetryRetry"]
    "The retry as it is now; null if the gateway was never called for the payment."
    validation_errors: Optional[
        list["ResumeRefundRetryResumeRefundRetryValidationErrors"]
    ]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


ResumeRefundRetryResumeRefundRetryRetry = RetryDetails
ResumeRefundRetryResumeRefundRetryValidationErrors = Problem
ResumeRefundRetry.model_rebuild()
ResumeRefundRetryResumeRefundRetry.model_rebuild()
