"""The GraphQL type of customers."""

from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import UNSET, field

from app.domain.ids import IdKind
from app.domain.reversals.vault import KeptMethod
from app.schema.base import pages
from app.schema.base.context import Info
from app.schema.base.cursors import After, First, page_size
from app.schema.base.fields import holds, loaded, resolved
from app.schema.base.input_values import or_none
from app.schema.base.node import Node
from app.schema.base.scalars import Timestamp
from app.schema.orders import order_pages
from app.schema.reversals import vaulted
from app.store.search import reading
from app.store.search.order_search import OrderCriteria
from app.store.search.search import Criteria, PaymentKind

if TYPE_CHECKING:
    from app.schema.base.pages import TransactionConnection
    from app.schema.orders.order_pages import OrderConnection
    from app.schema.reversals.submitted_details import CustomField
    from app.schema.reversals.vaulted import PaymentMethod, PaymentMethodConnection
else:
    CustomField = Annotated["CustomField", strawberry.lazy("app.schema.reversals.submitted_details")]
    PaymentMethod = Annotated["PaymentMethod", strawberry.lazy("app.schema.reversals.vaulted")]
    PaymentMethodConnection = Annotated["PaymentMethodConnection", strawberry.lazy("app.schema.reversals.vaulted")]
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

    fax: str | None = field(default=None, description="The fax number. Always null: it is not recorded.")
    website: str | None = field(default=None, description="The web site. Always null: it is not recorded.")
    custom_fields: list[CustomField] | None = field(
        default=None, description="The merchant's own fields. Always null: customers have none.", metadata=holds(1)
    )

    @loaded(
        "The payment method in the vault that is used where none is named; null for none.",
        lambda loaders: loaders.payment_methods_of_customers,
        lambda payer: payer.value.id,
    )
    def default_payment_method(self, kept: list[KeptMethod] | None) -> PaymentMethod | None:
        return vaulted.payment_method_or_none(next((each for each in kept or () if each.is_default), None))

    @resolved("The customer's payment methods in the vault, the newest first.")
    async def payment_methods(
        self, info: Info, first: First = UNSET, after: After = UNSET
    ) -> PaymentMethodConnection | None:
        kept = await info.context.loaders.payment_methods_of_customers.load(self.value.id)
        return vaulted.page_of(kept, page_size(or_none(first)), or_none(after))

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
