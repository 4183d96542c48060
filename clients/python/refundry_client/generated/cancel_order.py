from typing import Optional

from .base_model import BaseModel
from .fragments import OrderDetails, Problem


class CancelOrder(BaseModel):
    """All mutations. The fields of one document run one after another."""

    cancel_order: Optional["CancelOrderCancelOrder"]
    "Cancels an order. No money moves: refundOrder refunds it."


class CancelOrderCancelOrder(BaseModel):
    """The answer of `recordOrder` and `cancelOrder`."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    order: Optional["CancelOrderCancelOrderOrder"]
    "The order as it is now."
    validation_errors: Optional[list["CancelOrderCancelOrderValidationErrors"]]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


CancelOrderCancelOrderOrder = OrderDetails
CancelOrderCancelOrderValidationErrors = Problem
CancelOrder.model_rebuild()
CancelOrderCancelOrder.model_rebuild()
