from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, RefundDetails


class RejectRefund(BaseModel):
    """All mutations. The fields of one document run one after another."""

    reject_refund: Optional["RejectRefundRejectRefund"]
    "Rejects a refund that a different person requested: it is VOIDED, and its amount is free again. Or rejects the reported outcome of a refund: it stays UNKNOWN. For people only, not for API keys."


class RejectRefundRejectRefund(BaseModel):
    """The answer of `refundTransaction` and `reverseRefund`."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    refund: Optional["RejectRefundRejectRefundRefund"]
    "The refund. Its status says how far it has come."
    validation_errors: Optional[list["RejectRefundRejectRefundValidationErrors"]]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


RejectRefundRejectRefundRefund = RefundDetails
RejectRefundRejectRefundValidationErrors = Problem
RejectRefund.model_rebuild()
RejectRefundRejectRefund.model_rebuild()
