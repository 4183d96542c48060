from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, RefundDetails


class MarkRefundedExternally(BaseModel):
    mark_refunded_externally: Optional["MarkRefundedExternallyMarkRefundedExternally"]


class MarkRefundedExternallyMarkRefundedExternally(BaseModel):
    client_mutation_id: Optional[str]
    refund: Optional["MarkRefundedExternallyMarkRefundedExternallyRefund"]
    validation_errors: Optional[
        list["MarkRefundedExternallyMarkRefundedExternallyValidationErrors"]
    ]


MarkRefundedExternallyMarkRefundedExternallyRefund = RefundDetails
MarkRefundedExternallyMarkRefundedExternallyValidationErrors = Problem
MarkRefundedExternally.model_rebuild()
MarkRefundedExternallyMarkRefundedExternally.model_rebuild()
