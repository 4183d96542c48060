from .base_model import BaseModel
from .fragments import Reason


class RefundReasons(BaseModel):
    """All queries."""

    refund_reasons: list["RefundReasonsRefundReasons"]
    "The merchant's reasons for refunds, by their labels, the inactive ones as well."


RefundReasonsRefundReasons = Reason
RefundReasons.model_rebuild()
