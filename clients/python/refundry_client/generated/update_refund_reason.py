from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, Reason


class UpdateRefundReason(BaseModel):
    """What can be done. Fields of one document are done one after another."""

    update_refund_reason: Optional["UpdateRefundReasonUpdateRefundReason"]
    "Changes the label of the reason with that code, or whether it can be given."


class UpdateRefundReasonUpdateRefundReason(BaseModel):
    """What `createRefundReason` and `updateRefundReason` answer."""

    client_mutation_id: Optional[str]
    "The text that came with the input."
    reason: Optional["UpdateRefundReasonUpdateRefundReasonReason"]
    "The reason, as it is from now on."
    validation_errors: Optional[
        list["UpdateRefundReasonUpdateRefundReasonValidationErrors"]
    ]
    "What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data."


UpdateRefundReasonUpdateRefundReasonReason = Reason
UpdateRefundReasonUpdateRefundReasonValidationErrors = Problem
UpdateRefundReason.model_rebuild()
UpdateRefundReasonUpdateRefundReason.model_rebuild()
