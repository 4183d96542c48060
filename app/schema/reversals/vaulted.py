"""The GraphQL type of payment methods that can be used again."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import UNSET, field

from app.domain.ids import IdKind, global_id, read_global_id
from app.domain.problems import Condition, Problem, Refused
from app.domain.reversals.vault import KeptMethod, Usage
from app.schema.base.context import Info
from app.schema.base.cursors import AFTER, After, First
from app.schema.base.fields import loaded, resolved
from app.schema.base.node import Node
from app.schema.base.pages import PageInfo, page_info
from app.schema.base.scalars import Timestamp
from app.schema.orders import customers
from app.schema.payment_method_enums import VerificationStatus
from app.schema.reversals import payment_methods
from app.schema.reversals.payment_methods import PaymentMethodDetails
from app.store.search import reading

if TYPE_CHECKING:
    from app.schema.orders.customers import Customer
else:
    Customer = Annotated["Customer", strawberry.lazy("app.schema.orders.customers")]


@strawberry.type(description="A check of a payment method. There is none here.")
class Verification(Node):
    KIND = IdKind.VERIFICATION

    legacy_id: strawberry.ID = field(description="Its short id.")
    created_at: Timestamp | None = field(description="When it was made.")
    status: VerificationStatus | None = field(description="What it came to.")


@strawberry.type(description="A check in a list.")
class VerificationConnectionEdge:
    cursor: str | None = field(description="The position in the list.")
    node: Verification | None = field(description="The check.")


@strawberry.type(description="A page of checks of a payment method. Always empty: none is checked here.")
class VerificationConnection:
    edges: list[VerificationConnectionEdge | None] | None = field(description="None.")
    page_info: PageInfo = field(description="The position of the page in the list.")


@strawberry.type(description="A payment method that can be used again, or once.")
class PaymentMethod(Node):
    KIND = IdKind.PAYMENT_METHOD
    value: strawberry.Private[KeptMethod]

    @resolved("Its short id, as older interfaces use it.")
    def legacy_id(self) -> strawberry.ID:
        return strawberry.ID(self.value.legacy_id)

    @resolved("How often it can be used.")
    def usage(self) -> Usage | None:
        return self.value.usage

    @resolved("When it was made.")
    def created_at(self) -> Timestamp | None:
        return Timestamp(self.value.created_at)

    @resolved("What it is.")
    def details(self) -> PaymentMethodDetails | None:
        return payment_methods.details(self.value.method)

    @loaded(
        "The customer whose it is; null for none.",
        lambda loaders: loaders.customers,
        lambda kept: kept.value.customer_id,
        shared=True,
    )
    def customer(self, found: reading.Customer | None) -> Customer | None:
        return None if found is None else customers.customer(found)

    @resolved("The checks of it. Always empty: payment methods are not checked here.")
    def verifications(self, info: Info, first: First = UNSET, after: After = UNSET) -> VerificationConnection | None:
        return VerificationConnection(edges=[], page_info=page_info([], more=False))


@strawberry.type(description="A payment method in a list.")
class PaymentMethodConnectionEdge:
    cursor: str | None = field(description="The position in the list.")
    node: PaymentMethod | None = field(description="The payment method.")


@strawberry.type(description="A page of payment methods.")
class PaymentMethodConnection:
    edges: list[PaymentMethodConnectionEdge | None] | None = field(description="The page's payment methods.")
    page_info: PageInfo = field(description="The position of the page in the list.")


def page_of(kept: Sequence[KeptMethod], size: int, after: str | None) -> PaymentMethodConnection:
    """A page of a customer's payment methods. Raises Refused for a cursor that is none."""
    rest = list(kept)
    if after is not None:
        position = read_global_id(after)
        if position is None or position[0] is not IdKind.PAYMENT_METHOD:
            raise Refused(Problem(Condition.CURSOR_INVALID, AFTER))
        found = next((place for place, each in enumerate(rest) if each.legacy_id == position[1]), len(rest))
        rest = rest[found + 1 :]
    cursors = [global_id(IdKind.PAYMENT_METHOD, each.legacy_id) for each in rest[:size]]
    edges = [
        PaymentMethodConnectionEdge(cursor=cursor, node=payment_method(each))
        for cursor, each in zip(cursors, rest, strict=False)
    ]
    return PaymentMethodConnection(edges=list(edges), page_info=page_info(cursors, more=len(rest) > size))


def payment_method(value: KeptMethod) -> PaymentMethod:
    return PaymentMethod(value=value)


def payment_method_or_none(value: KeptMethod | None) -> PaymentMethod | None:
    return None if value is None else payment_method(value)
