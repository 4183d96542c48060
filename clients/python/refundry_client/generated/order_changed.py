from typing import Optional

from .base_model import BaseModel
from .fragments import OrderDetails


class OrderChanged(BaseModel):
    """All queries."""

    order_changed: Optional["OrderChangedOrderChanged"]
    "An order: as it is now, then each time that anything of it, its payments or their refunds has changed."


OrderChangedOrderChanged = OrderDetails
OrderChanged.model_rebuild()
