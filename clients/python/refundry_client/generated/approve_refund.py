from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, RefundDetails


class ApproveRefund(BaseModel):
    """All mutations. The fields of one document run one after another."""

    approve_refund: Optional["ApproveRefundApproveRefund"]
    "Approves a refund that a different person requested: it is sent now. Or approves the reported outcome of a refund: its amount is free then. For people only, not for API keys."


class ApproveRefundApproveRefund(BaseModel):
    """The answer of `refundTransaction` and `reverseRefund`."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    refund: Optional["ApproveRefundApproveRefundRefund"]
    "The refund. Its status says how far it has come."
    validation_errors: Optional[list["ApproveRefundApproveRefundValidationErrors"]]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


ApproveRefundApproveRefundRefund = RefundDetails
ApproveRefundApproveRefundValidationErrors = Problem
ApproveRefund.model_rebuild()
ApproveRefundApproveRefund.model_rebuild()
