from typing import Optional

from .base_model import BaseModel
from .fragments import PageLimits, Payer


class Customers(BaseModel):
    customers: Optional["CustomersCustomers"]


class CustomersCustomers(BaseModel):
    edges: Optional[list[Optional["CustomersCustomersEdges"]]]
    page_info: "CustomersCustomersPageInfo"


class CustomersCustomersEdges(BaseModel):
    cursor: Optional[str]
    node: Optional["CustomersCustomersEdgesNode"]


CustomersCustomersEdgesNode = Payer
CustomersCustomersPageInfo = PageLimits
Customers.model_rebuild()
CustomersCustomers.model_rebuild()
CustomersCustomersEdges.model_rebuild()
