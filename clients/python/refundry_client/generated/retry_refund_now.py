from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, RetryDetails


class RetryRefundNow(BaseModel):
    retry_refund_now: Optional["RetryRefundNowRetryRefundNow"]


class RetryRefundNowRetryRefundNow(BaseModel):
    client_mutation_id: Optional[str]
    retry: Optional["RetryRefundNowRetryRefundNowRetry"]
    validation_errors: Optional[list["RetryRefundNowRetryRefundNowValidationErrors"]]


RetryRefundNowRetryRefundNowRetry = RetryDetails
RetryRefundNowRetryRefundNowValidationErrors = Problem
RetryRefundNow.model_rebuild()
RetryRefundNowRetryRefundNow.model_rebuild()
