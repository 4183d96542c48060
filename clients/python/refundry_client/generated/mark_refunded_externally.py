from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, RefundDetails


class MarkRefundedExternally(BaseModel):
    """All mutations. The fields of one document run one after another."""

    mark_refunded_externally: Optional["MarkRefundedExternallyMarkRefundedExternally"]
    "Records a refund that was made outside of this service, in full or in part. The gateway is not called."


class MarkRefundedExternallyMarkRefundedExternally(BaseModel):
    """The answer of `refundTransaction` and `reverseRefund`."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    refund: Optional["MarkRefundedExternallyMarkRefundedExternallyRefund"]
    "The refund. Its status says how far it has come."
    validation_errors: Optional[
        list["MarkRefundedExternallyMarkRefundedExternallyValidationErrors"]
    ]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


MarkRefundedExternallyMarkRefundedExternallyRefund = RefundDetails
MarkRefundedExternallyMarkRefundedExternallyValidationErrors = Problem
MarkRefundedExternally.model_rebuild()
MarkRefundedExternallyMarkRefundedExternally.model_rebuild()
