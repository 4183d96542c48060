from typing import Optional

from .base_model import BaseModel
from .fragments import OrderSummary, PageLimits


class Orders(BaseModel):
    """All queries."""

    orders: Optional["OrdersOrders"]
    "Orders, the newest first by when they were placed."


class OrdersOrders(BaseModel):
    """A page of orders."""

    edges: Optional[list[Optional["OrdersOrdersEdges"]]]
    "The page's orders, newest first."
    page_info: "OrdersOrdersPageInfo"
    "The position of the page in the list."


class OrdersOrdersEdges(BaseModel):
    """An order in a list."""

    cursor: Optional[str]
    "The position in the list."
    node: Optional["OrdersOrdersEdgesNode"]
    "The order."


OrdersOrdersEdgesNode = OrderSummary
OrdersOrdersPageInfo = PageLimits
Orders.model_rebuild()
OrdersOrders.model_rebuild()
OrdersOrdersEdges.model_rebuild()
