from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, RetryDetails


class RetryRefundNow(BaseModel):
    """What can be done. Fields of one document are done one after another."""

    retry_refund_now: Optional["RetryRefundNowRetryRefundNow"]
    "Makes an attempt at once, beside the daily ones; while one runs, that is it. Where an outcome is not known, the gateway is asked first."


class RetryRefundNowRetryRefundNow(BaseModel):
    """What is answered to those who act on the queue."""

    client_mutation_id: Optional[str]
    "The text that came with the input."
    retry: Optional["RetryRefundNowRetryRefundNowRetry"]
    "How it goes with the payment now; null for one of which the gateway was never told anything."
    validation_errors: Optional[list["RetryRefundNowRetryRefundNowValidationErrors"]]
    "What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data."


RetryRefundNowRetryRefundNowRetry = RetryDetails
RetryRefundNowRetryRefundNowValidationErrors = Problem
RetryRefundNow.model_rebuild()
RetryRefundNowRetryRefundNow.model_rebuild()
