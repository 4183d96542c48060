from typing import Optional

from .base_model import BaseModel
from .fragments import OrderSummary, PageLimits


class Orders(BaseModel):
    orders: Optional["OrdersOrders"]


class OrdersOrders(BaseModel):
    edges: Optional[list[Optional["OrdersOrdersEdges"]]]
    page_info: "OrdersOrdersPageInfo"


class OrdersOrdersEdges(BaseModel):
    cursor: Optional[str]
    node: Optional["OrdersOrdersEdgesNode"]


OrdersOrdersEdgesNode = OrderSummary
OrdersOrdersPageInfo = PageLimits
Orders.model_rebuild()
OrdersOrders.model_rebuild()
OrdersOrdersEdges.model_rebuild()
