from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, RetryDetails


class ResumeRefundRetry(BaseModel):
    resume_refund_retry: Optional["ResumeRefundRetryResumeRefundRetry"]


class ResumeRefundRetryResumeRefundRetry(BaseModel):
    client_mutation_id: Optional[str]
    retry: Optional["ResumeRefundRetryResumeRefundRetryRetry"]
    validation_errors: Optional[
        list["ResumeRefundRetryResumeRefundRetryValidationErrors"]
    ]


ResumeRefundRetryResumeRefundRetryRetry = RetryDetails
ResumeRefundRetryResumeRefundRetryValidationErrors = Problem
ResumeRefundRetry.model_rebuild()
ResumeRefundRetryResumeRefundRetry.model_rebuild()
