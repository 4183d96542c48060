from typing import Optional

from .base_model import BaseModel
from .fragments import PageLimits, Payer


class Customers(BaseModel):
    """All queries."""

    customers: Optional["CustomersCustomers"]
    "Customers, the newest first by when they were first seen."


class CustomersCustomers(BaseModel):
    """A page of customers."""

    edges: Optional[list[Optional["CustomersCustomersEdges"]]]
    "The page's customers, newest first."
    page_info: "CustomersCustomersPageInfo"
    "The position of the page in the list."


class CustomersCustomersEdges(BaseModel):
    """A customer in a list."""

    cursor: Optional[str]
    "The position in the list."
    node: Optional["CustomersCustomersEdgesNode"]
    "The customer."


CustomersCustomersEdgesNode = Payer
CustomersCustomersPageInfo = PageLimits
Customers.model_rebuild()
CustomersCustomers.model_rebuild()
CustomersCustomersEdges.model_rebuild()
