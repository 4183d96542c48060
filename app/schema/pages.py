"""Lists in pages, newest first (SPEC 1.8)."""

from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import field

from app.schema import payments
from app.schema.context import Info
from app.schema.cursors import page_size, read_cursor, write_cursor
from app.schema.given import given
from app.store import search
from app.store.search import Criteria, Found, PaymentKind, Position

if TYPE_CHECKING:
    from app.schema.payments import Payment, Refund, Transaction
else:
    # A customer's transactions come in pages, and transactions have a customer.
    Payment = Annotated["Payment", strawberry.lazy("app.schema.payments")]
    Refund = Annotated["Refund", strawberry.lazy("app.schema.payments")]
    Transaction = Annotated["Transaction", strawberry.lazy("app.schema.payments")]


@strawberry.type(description="Where a page lies in its list.")
class PageInfo:
    has_next_page: bool = field(description="Whether more follow: ask for them with `endCursor` as `after`.")
    has_previous_page: bool = field(description="Always false: lists are read from the newest to the oldest.")
    start_cursor: str | None = field(description="The cursor of the page's first item; null on an empty page.")
    end_cursor: str | None = field(description="The cursor of the page's last item; null on an empty page.")


@strawberry.type(description="A transaction in a list.")
class TransactionConnectionEdge:
    cursor: str | None = field(description="Where it stands in the list.")
    node: Transaction | None = field(description="The transaction.")


@strawberry.type(description="A page of transactions.")
class TransactionConnection:
    edges: list[TransactionConnectionEdge | None] | None = field(description="The page's transactions, newest first.")
    page_info: PageInfo = field(description="Where the page lies in the list.")


@strawberry.type(description="A refund in a list.")
class RefundConnectionEdge:
    cursor: str | None = field(description="Where it stands in the list.")
    node: Refund | None = field(description="The refund.")


@strawberry.type(description="A page of refunds.")
class RefundConnection:
    edges: list[RefundConnectionEdge | None] | None = field(description="The page's refunds, newest first.")
    page_info: PageInfo = field(description="Where the page lies in the list.")


@strawberry.type(description="A transaction or a refund in a list.")
class PaymentConnectionEdge:
    cursor: str | None = field(description="Where it stands in the list.")
    node: Payment | None = field(description="The transaction or refund.")


@strawberry.type(description="A page of transactions and refunds.")
class PaymentConnection:
    edges: list[PaymentConnectionEdge | None] | None = field(
        description="The page's transactions and refunds, newest first."
    )
    page_info: PageInfo = field(description="Where the page lies in the list.")


async def transactions(info: Info, criteria: Criteria, first: int | None, after: str | None) -> TransactionConnection:
    """A page of transactions. Raises Refused for an invalid page size or cursor."""
    found = await _find(info, criteria, first, after)
    values = await info.context.loaders.transactions.load_many([position.id for position in found.positions])
    edges = [
        TransactionConnectionEdge(
            cursor=write_cursor(position), node=None if value is None else payments.transaction(value)
        )
        for position, value in zip(found.positions, values, strict=True)
    ]
    return TransactionConnection(edges=list(edges), page_info=_page_info(found))


async def refunds(info: Info, criteria: Criteria, first: int | None, after: str | None) -> RefundConnection:
    """A page of refunds. Raises Refused for an invalid page size or cursor."""
    return await refunds_at(info, await _find(info, criteria, first, after))


async def refunds_at(info: Info, found: Found) -> RefundConnection:
    """A page of the refunds that were found."""
    values = await info.context.loaders.refunds.load_many([position.id for position in found.positions])
    edges = [
        RefundConnectionEdge(cursor=write_cursor(position), node=None if value is None else payments.refund(value))
        for position, value in zip(found.positions, values, strict=True)
    ]
    return RefundConnection(edges=list(edges), page_info=_page_info(found))


async def both(info: Info, criteria: Criteria, first: int | None, after: str | None) -> PaymentConnection:
    """A page of transactions and refunds. Raises Refused for an invalid page size or cursor."""
    found = await _find(info, criteria, first, after)
    edges = [
        PaymentConnectionEdge(cursor=write_cursor(position), node=node)
        for position, node in zip(found.positions, await _nodes(info, found), strict=True)
    ]
    return PaymentConnection(edges=list(edges), page_info=_page_info(found))


async def _find(info: Info, criteria: Criteria, first: int | None, after: str | None) -> Found:
    size, cursor = page_size(given(first)), given(after)
    position: Position | None = None if cursor is None else read_cursor(cursor)
    async with info.context.service.store.session() as session:
        return await search.payments(session, info.context.actor.merchant_id, criteria, size, position)


async def _nodes(info: Info, found: Found) -> list[Payment | None]:
    loaders = info.context.loaders
    ids = {kind: [at.id for at in found.positions if at.kind is kind] for kind in PaymentKind}
    paid = await loaders.transactions.load_many(ids[PaymentKind.TRANSACTION])
    given_back = await loaders.refunds.load_many(ids[PaymentKind.REFUND])
    values = {(PaymentKind.TRANSACTION, value.id): value for value in paid if value} | {
        (PaymentKind.REFUND, value.id): value for value in given_back if value
    }
    nodes = [values.get((at.kind, at.id)) for at in found.positions]
    return [None if value is None else payments.payment(value) for value in nodes]


def _page_info(found: Found) -> PageInfo:
    return PageInfo(
        has_next_page=found.more,
        has_previous_page=False,
        start_cursor=write_cursor(found.positions[0]) if found.positions else None,
        end_cursor=write_cursor(found.positions[-1]) if found.positions else None,
    )
