from .base_model import BaseModel
from .fragments import Reason


class RefundReasons(BaseModel):
    refund_reasons: list["RefundReasonsRefundReasons"]


RefundReasonsRefundReasons = Reason
RefundReasons.model_rebuild()
