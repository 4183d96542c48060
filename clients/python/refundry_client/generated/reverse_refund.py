from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, RefundDetails


class ReverseRefund(BaseModel):
    """What can be done. Fields of one document are done one after another."""

    reverse_refund: Optional["ReverseRefundReverseRefund"]
    "Takes back a refund that has not settled, or that still waits in the queue."


class ReverseRefundReverseRefund(BaseModel):
    """What `refundTransaction` and `reverseRefund` answer."""

    client_mutation_id: Optional[str]
    "The text that came with the input."
    refund: Optional["ReverseRefundReverseRefundRefund"]
    "The refund; its status tells how far it came."
    validation_errors: Optional[list["ReverseRefundReverseRefundValidationErrors"]]
    "What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data."


ReverseRefundReverseRefundRefund = RefundDetails
ReverseRefundReverseRefundValidationErrors = Problem
ReverseRefund.model_rebuild()
ReverseRefundReverseRefund.model_rebuild()
