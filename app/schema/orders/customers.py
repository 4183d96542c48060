"""The GraphQL type of customers."""

from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import UNSET

from app.domain.ids import IdKind
from app.schema.base import pages
from app.schema.base.context import Info
from app.schema.base.cursors import After, First
from app.schema.base.fields import resolved
from app.schema.base.node import Node
from app.schema.base.scalars import Timestamp
from app.schema.orders import order_pages
from app.store.search import reading
from app.store.search.order_search import OrderCriteria
from app.store.search.search import Criteria, PaymentKind

if TYPE_CHECKING:
    from app.schema.base.pages import TransactionConnection
    from app.schema.orders.order_pages import OrderConnection
else:
    OrderConnection = Annotated["OrderConnection", strawberry.lazy("app.schema.orders.order_pages")]
    TransactionConnection = Annotated["TransactionConnection", strawberry.lazy("app.schema.base.pages")]


@strawberry.type(description="A person or company that pays.")
class Customer(Node):
    KIND = IdKind.CUSTOMER
    value: strawberry.Private[reading.Customer]

    @resolved("Its short id, as older interfaces use it.")
    def legacy_id(self) -> strawberry.ID:
        return strawberry.ID(self.value.legacy_id)

    @resolved("When the customer was first seen.")
    def created_at(self) -> Timestamp | None:
        return Timestamp(self.value.created_at)

    @resolved("The e-mail address.")
    def email(self) -> str | None:
        return self.value.email

    @resolved("The given name.")
    def first_name(self) -> str | None:
        return self.value.first_name

    @resolved("The family name.")
    def last_name(self) -> str | None:
        return self.value.last_name

    @resolved("The company.")
    def company(self) -> str | None:
        return self.value.company

    @resolved("The telephone number.")
    def phone_number(self) -> str | None:
        return self.value.phone_number

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
    return Customer(value=value)
