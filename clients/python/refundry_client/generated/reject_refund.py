from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, RefundDetails


class RejectRefund(BaseModel):
    """What can be done. Fields of one document are done one after another."""

    reject_refund: Optional["RejectRefundRejectRefund"]
    "Does not agree to a refund that another person asked for: it is VOIDED, its amount is free again. Or to what was said of an unknown outcome: it stays unknown. People only, never API keys."


class RejectRefundRejectRefund(BaseModel):
    """What `refundTransaction` and `reverseRefund` answer."""

    client_mutation_id: Optional[str]
    "The text that came with the input."
    refund: Optional["RejectRefundRejectRefundRefund"]
    "The refund; its status tells how far it came."
    validation_errors: Optional[list["RejectRefundRejectRefundValidationErrors"]]
    "What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data."


RejectRefundRejectRefundRefund = RefundDetails
RejectRefundRejectRefundValidationErrors = Problem
RejectRefund.model_rebuild()
RejectRefundRejectRefund.model_rebuild()
