"""Orders and customers in pages, newest first (SPEC 7.2)."""

import re
from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import UNSET, field

from app.domain.ids import IdKind
from app.schema.base.context import Info
from app.schema.base.cursors import After, First, decoded, encoded, microseconds, moment, page_size
from app.schema.base.input_values import or_none
from app.schema.base.pages import PageInfo, page_info
from app.schema.orders import customers, orders
from app.schema.orders.order_inputs import CustomerSearchInput, OrderSearchInput
from app.schema.search.criteria import INPUT, customer_texts, legacy_ids, text_match, time_range
from app.store.search import order_search
from app.store.search.order_search import CustomerCriteria, OrderCriteria, Place

if TYPE_CHECKING:
    from app.schema.orders.customers import Customer
    from app.schema.orders.orders import Order
else:
    # A customer's orders come in pages, and orders have a customer.
    Customer = Annotated["Customer", strawberry.lazy("app.schema.orders.customers")]
    Order = Annotated["Order", strawberry.lazy("app.schema.orders.orders")]

_ORDER, _CUSTOMER = "o", "c"
_PLACE = {kind: re.compile(rf"{kind}(-?[0-9]{{1,18}})\.([0-9]{{1,18}})", re.ASCII) for kind in (_ORDER, _CUSTOMER)}


@strawberry.type(description="An order in a list.")
class OrderConnectionEdge:
    cursor: str | None = field(description="The position in the list.")
    node: Order | None = field(description="The order.")


@strawberry.type(description="A page of orders.")
class OrderConnection:
    edges: list[OrderConnectionEdge | None] | None = field(description="The page's orders, newest first.")
    page_info: PageInfo = field(description="The position of the page in the list.")


@strawberry.type(description="A customer in a list.")
class CustomerConnectionEdge:
    cursor: str | None = field(description="The position in the list.")
    node: Customer | None = field(description="The customer.")


@strawberry.type(description="A page of customers.")
class CustomerConnection:
    edges: list[CustomerConnectionEdge | None] | None = field(description="The page's customers, newest first.")
    page_info: PageInfo = field(description="The position of the page in the list.")


OrderSearch = Annotated[OrderSearchInput, strawberry.argument(description="Which orders to return.")]
CustomerSearch = Annotated[CustomerSearchInput, strawberry.argument(description="Which customers to return.")]


async def find_orders(
    info: Info, input: OrderSearch, first: First = UNSET, after: After = UNSET
) -> OrderConnection | None:
    """Raises Refused for invalid criteria, page sizes and cursors."""
    criteria = OrderCriteria(
        order_id=text_match(or_none(input.order_id), (*INPUT, "orderId"), fold=True),
        customer_email=text_match(or_none(input.customer_email), (*INPUT, "customerEmail"), fold=True),
        status=or_none(input.status),
        placed_at=time_range(or_none(input.placed_at)),
        updated_at=time_range(or_none(input.updated_at)),
        overpaid=or_none(input.overpaid),
    )
    return await order_page(info, criteria, first, after)


async def find_customers(
    info: Info, input: CustomerSearch, first: First = UNSET, after: After = UNSET
) -> CustomerConnection | None:
    """Raises Refused for invalid criteria, page sizes and cursors."""
    criteria = CustomerCriteria(
        legacy_ids=legacy_ids(or_none(input.id), {IdKind.CUSTOMER}, (*INPUT, "id")),
        texts=customer_texts(input, INPUT, phone=input.phone_number, phone_path=(*INPUT, "phoneNumber")),
        created_at=time_range(or_none(input.created_at)),
    )
    size, place = page_size(or_none(first)), _read(or_none(after), _CUSTOMER)
    async with info.context.service.store.at_one_moment() as session:
        page = await order_search.customers(session, info.context.actor.merchant_id, criteria, size, place)
    values = await info.context.loaders.customers.load_many([place.id for place in page.places])
    edges = [
        CustomerConnectionEdge(
            cursor=_write(place, _CUSTOMER), node=None if value is None else customers.customer(value)
        )
        for place, value in zip(page.places, values, strict=True)
    ]
    return CustomerConnection(edges=list(edges), page_info=page_info([each.cursor for each in edges], more=page.more))


async def order_page(info: Info, criteria: OrderCriteria, first: int | None, after: str | None) -> OrderConnection:
    """A page of orders. Raises Refused for an invalid page size or cursor."""
    size, place = page_size(or_none(first)), _read(or_none(after), _ORDER)
    async with info.context.service.store.at_one_moment() as session:
        page = await order_search.orders(session, info.context.actor.merchant_id, criteria, size, place)
    values = await info.context.loaders.orders.load_many([place.id for place in page.places])
    edges = [
        OrderConnectionEdge(cursor=_write(place, _ORDER), node=None if value is None else orders.order(value))
        for place, value in zip(page.places, values, strict=True)
    ]
    return OrderConnection(edges=list(edges), page_info=page_info([each.cursor for each in edges], more=page.more))


def _write(place: Place, kind: str) -> str:
    return encoded(f"{kind}{microseconds(place.at)}.{place.id}")


def _read(cursor: str | None, kind: str) -> Place | None:
    """The place behind a cursor of that kind. Raises Refused: CURSOR_INVALID."""
    if cursor is None:
        return None

    def read(match: re.Match[str]) -> Place:
        return Place(moment(int(match[1])), int(match[2]))

    return decoded(cursor, _PLACE[kind], read, lambda place: _write(place, kind))
