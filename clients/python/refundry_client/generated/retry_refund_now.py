from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, RetryDetails


class RetryRefundNow(BaseModel):
    """All mutations. The fields of one document run one after another."""

    retry_refund_now: Optional["RetryRefundNowRetryRefundNow"]
    "Retries at once, in addition to the daily attempts. While an attempt runs, no second one starts. Where the outcome is UNKNOWN, the gateway is asked first."


class RetryRefundNowRetryRefundNow(BaseModel):
    """The answer of `retryRefundNow`, `pauseRefundRetry`, `resumeRefundRetry` and `dismissAttention`."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    retry: Optional["RetryRefundNowRetryRefundNowRetry"]
    "The retry as it is now; null if the gateway was never called for the payment."
    validation_errors: Optional[list["RetryRefundNowRetryRefundNowValidationErrors"]]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


RetryRefundNowRetryRefundNowRetry = RetryDetails
RetryRefundNowRetryRefundNowValidationErrors = Problem
RetryRefundNow.model_rebuild()
RetryRefundNowRetryRefundNow.model_rebuild()
