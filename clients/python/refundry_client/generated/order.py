from typing import Optional

from .base_model import BaseModel
from .fragments import OrderDetails


class Order(BaseModel):
    """What can be asked."""

    order: Optional["OrderOrder"]
    "The order of that id of the shop's; null if there is none."


OrderOrder = OrderDetails
Order.model_rebuild()
