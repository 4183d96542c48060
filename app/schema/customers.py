"""Customers, and what they paid."""

from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import UNSET, field

from app.domain.ids import IdKind, global_id
from app.schema import order_pages, pages
from app.schema.context import Info
from app.schema.cursors import After, First
from app.schema.fields import resolved
from app.schema.node import Node
from app.schema.scalars import Timestamp
from app.store import reading
from app.store.order_search import OrderCriteria
from app.store.search import Criteria, PaymentKind

if TYPE_CHECKING:
    from app.schema.order_pages import OrderConnection
    from app.schema.pages import TransactionConnection
else:
    OrderConnection = Annotated["OrderConnection", strawberry.lazy("app.schema.order_pages")]
    TransactionConnection = Annotated["TransactionConnection", strawberry.lazy("app.schema.pages")]


@strawberry.type(description="Someone who pays.")
class Customer(Node):
    value: strawberry.Private[reading.Customer]

    legacy_id: strawberry.ID = field(description="Its short id, as older interfaces use it.")
    created_at: Timestamp | None = field(description="When the customer was first seen.")
    email: str | None = field(description="The e-mail address.")
    first_name: str | None = field(description="The given name.")
    last_name: str | None = field(description="The family name.")
    company: str | None = field(description="The company.")
    phone_number: str | None = field(description="The telephone number.")

    @resolved("What the customer paid, the newest first.")
    async def transactions(
        self, info: Info, first: First = UNSET, after: After = UNSET
    ) -> TransactionConnection | None:
        criteria = Criteria(kinds=frozenset({PaymentKind.TRANSACTION}), customer_number=self.value.id)
        return await pages.transactions(info, criteria, first, after)

    @resolved("What the customer ordered, the newest first.")
    async def orders(self, info: Info, first: First = UNSET, after: After = UNSET) -> OrderConnection | None:
        criteria = OrderCriteria(customer_number=self.value.id)
        return await order_pages.order_page(info, criteria, first, after)


def customer(value: reading.Customer) -> Customer:
    return Customer(
        value=value,
        id=strawberry.ID(global_id(IdKind.CUSTOMER, value.legacy_id)),
        legacy_id=strawberry.ID(value.legacy_id),
        created_at=Timestamp(value.created_at),
        email=value.email,
        first_name=value.first_name,
        last_name=value.last_name,
        company=value.company,
        phone_number=value.phone_number,
    )
