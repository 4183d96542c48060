from typing import Optional

from .base_model import BaseModel
from .fragments import OrderDetails


class Order(BaseModel):
    """All queries."""

    order: Optional["OrderOrder"]
    "The order with this id of the shop; null if there is none."


OrderOrder = OrderDetails
Order.model_rebuild()
