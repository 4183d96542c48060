from typing import Optional

from .base_model import BaseModel
from .fragments import OrderDetails, Problem


class CancelOrder(BaseModel):
    cancel_order: Optional["CancelOrderCancelOrder"]


class CancelOrderCancelOrder(BaseModel):
    client_mutation_id: Optional[str]
    order: Optional["CancelOrderCancelOrderOrder"]
    validation_errors: Optional[list["CancelOrderCancelOrderValidationErrors"]]


CancelOrderCancelOrderOrder = OrderDetails
CancelOrderCancelOrderValidationErrors = Problem
CancelOrder.model_rebuild()
CancelOrderCancelOrder.model_rebuild()
