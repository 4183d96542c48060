from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, RefundDetails


class ApproveRefund(BaseModel):
    """What can be done. Fields of one document are done one after another."""

    approve_refund: Optional["ApproveRefundApproveRefund"]
    "Agrees to a refund that another person asked for: it is sent now. Or to what was said of an unknown outcome: the refund's amount is free then. People only, never API keys."


class ApproveRefundApproveRefund(BaseModel):
    """What `refundTransaction` and `reverseRefund` answer."""

    client_mutation_id: Optional[str]
    "The text that came with the input."
    refund: Optional["ApproveRefundApproveRefundRefund"]
    "The refund; its status tells how far it came."
    validation_errors: Optional[list["ApproveRefundApproveRefundValidationErrors"]]
    "What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data."


ApproveRefundApproveRefundRefund = RefundDetails
ApproveRefundApproveRefundValidationErrors = Problem
ApproveRefund.model_rebuild()
ApproveRefundApproveRefund.model_rebuild()
