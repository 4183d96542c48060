from typing import Optional

from .base_model import BaseModel
from .fragments import OrderDetails, Problem


class CancelOrder(BaseModel):
    """What can be done. Fields of one document are done one after another."""

    cancel_order: Optional["CancelOrderCancelOrder"]
    "Says that an order is cancelled. No money moves by it: refundOrder gives it back."


class CancelOrderCancelOrder(BaseModel):
    """What `recordOrder` and `cancelOrder` answer."""

    client_mutation_id: Optional[str]
    "The text that came with the input."
    order: Optional["CancelOrderCancelOrderOrder"]
    "The order as it is known now."
    validation_errors: Optional[list["CancelOrderCancelOrderValidationErrors"]]
    "What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data."


CancelOrderCancelOrderOrder = OrderDetails
CancelOrderCancelOrderValidationErrors = Problem
CancelOrder.model_rebuild()
CancelOrderCancelOrder.model_rebuild()
