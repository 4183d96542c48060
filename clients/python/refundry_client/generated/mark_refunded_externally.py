from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, RefundDetails


class MarkRefundedExternally(BaseModel):
    """What can be done. Fields of one document are done one after another."""

    mark_refunded_externally: Optional["MarkRefundedExternallyMarkRefundedExternally"]
    "Records a refund that was made outside of this service, in full or in part. No gateway is told."


class MarkRefundedExternallyMarkRefundedExternally(BaseModel):
    """What `refundTransaction` and `reverseRefund` answer."""

    client_mutation_id: Optional[str]
    "The text that came with the input."
    refund: Optional["MarkRefundedExternallyMarkRefundedExternallyRefund"]
    "The refund; its status tells how far it came."
    validation_errors: Optional[
        list["MarkRefundedExternallyMarkRefundedExternallyValidationErrors"]
    ]
    "What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data."


MarkRefundedExternallyMarkRefundedExternallyRefund = RefundDetails
MarkRefundedExternallyMarkRefundedExternallyValidationErrors = Problem
MarkRefundedExternally.model_rebuild()
MarkRefundedExternallyMarkRefundedExternally.model_rebuild()
