from .base_model import BaseModel
from .fragments import Reason


class RefundReasons(BaseModel):
    """What can be asked."""

    refund_reasons: list["RefundReasonsRefundReasons"]
    "The merchant's reasons for giving money back, by their labels; those not in use as well."


RefundReasonsRefundReasons = Reason
RefundReasons.model_rebuild()
