"""Lists in pages, newest first (SPEC 1.8)."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated, TypeVar

import strawberry
from strawberry import field

from app.domain.reversals import payments as values
from app.engine.symbols import made_of
from app.schema.base.context import Info
from app.schema.base.cursors import page_size, read_cursor, write_cursor
from app.schema.base.fields import resolved
from app.schema.base.input_values import or_none
from app.schema.reversals import payments
from app.store.search import search
from app.store.search.list_rows import ListedTransaction
from app.store.search.search import Criteria, Found, PaymentKind, Position

if TYPE_CHECKING:
    from app.schema.reversals.payment import Payment
    from app.schema.reversals.payments import Refund, Transaction
else:
    # A customer's transactions come in pages, and transactions have a customer.
    Payment = Annotated["Payment", strawberry.lazy("app.schema.reversals.payment")]
    Refund = Annotated["Refund", strawberry.lazy("app.schema.reversals.payments")]
    Transaction = Annotated["Transaction", strawberry.lazy("app.schema.reversals.payments")]

Edge = TypeVar("Edge")


@strawberry.type(description="The position of a page in its list.")
class PageInfo:
    has_next_page: bool = field(description="Whether more items follow. Get them with `endCursor` as `after`.")
    has_previous_page: bool = field(description="Always false: lists are read from the newest to the oldest.")
    start_cursor: str | None = field(description="The cursor of the page's first item; null on an empty page.")
    end_cursor: str | None = field(description="The cursor of the page's last item; null on an empty page.")


def page_info(cursors: Sequence[str | None], *, more: bool) -> PageInfo:
    """Of a page whose items have these cursors, its first and last at least; `more` says whether others follow."""
    return PageInfo(
        has_next_page=more,
        has_previous_page=False,
        start_cursor=cursors[0] if cursors else None,
        end_cursor=cursors[-1] if cursors else None,
    )


@strawberry.type(description="A transaction in a list.")
class TransactionConnectionEdge:
    position: strawberry.Private[Position]
    value: strawberry.Private[ListedTransaction]

    @resolved("The position in the list.")
    def cursor(self) -> str | None:
        return write_cursor(self.position)

    @resolved("The transaction.")
    def node(self) -> Transaction | None:
        return payments.transaction(self.value)


@strawberry.type(description="A page of transactions.")
class TransactionConnection:
    edges: list[TransactionConnectionEdge | None] | None = field(description="The page's transactions, newest first.")
    page_info: PageInfo = field(description="The position of the page in the list.")


@strawberry.type(description="A refund in a list.")
class RefundConnectionEdge:
    position: strawberry.Private[Position]
    value: strawberry.Private[values.Refund | None]

    @resolved("The position in the list.")
    def cursor(self) -> str | None:
        return write_cursor(self.position)

    @resolved("The refund.")
    def node(self) -> Refund | None:
        return None if self.value is None else payments.refund(self.value)


@strawberry.type(description="A page of refunds.")
class RefundConnection:
    edges: list[RefundConnectionEdge | None] | None = field(description="The page's refunds, newest first.")
    page_info: PageInfo = field(description="The position of the page in the list.")


@strawberry.type(description="A transaction or a refund in a list.")
class PaymentConnectionEdge:
    position: strawberry.Private[Position]
    value: strawberry.Private[values.Transaction | values.Refund | None]

    @resolved("The position in the list.")
    def cursor(self) -> str | None:
        return write_cursor(self.position)

    @resolved("The transaction or refund.")
    def node(self) -> Payment | None:
        return None if self.value is None else payments.payment(self.value)


@strawberry.type(description="A page of transactions and refunds.")
class PaymentConnection:
    edges: list[PaymentConnectionEdge | None] | None = field(
        description="The page's transactions and refunds, newest first."
    )
    page_info: PageInfo = field(description="The position of the page in the list.")


async def transactions(info: Info, criteria: Criteria, first: int | None, after: str | None) -> TransactionConnection:
    """A page of transactions. Raises Refused for an invalid page size or cursor."""
    size, position = page_size(or_none(first)), _position(after)
    async with info.context.service.store.driver() as driver:
        page = await search.transactions(driver, info.context.actor.merchant_id, criteria, size, position)
    info.context.loaders.count(len(page.transactions))
    ends = [_place(each) for each in (*page.transactions[:1], *page.transactions[-1:])]
    edges = made_of(page.transactions, ListedTransaction, _transaction_edge)
    return TransactionConnection(edges=edges, page_info=_page_info(Found(ends, page.more)))


def _transaction_edge(value: ListedTransaction) -> TransactionConnectionEdge | None:
    return TransactionConnectionEdge(position=_place(value), value=value)


def _place(value: ListedTransaction) -> Position:
    return Position(value.created_at, value.id, PaymentKind.TRANSACTION)


async def refunds(info: Info, criteria: Criteria, first: int | None, after: str | None) -> RefundConnection:
    """A page of refunds. Raises Refused for an invalid page size or cursor."""
    return await refunds_at(info, await _find(info, criteria, first, after))


async def refunds_at(info: Info, found: Found) -> RefundConnection:
    """A page of the refunds at these positions."""
    values = await info.context.loaders.refunds.load_many([position.id for position in found.positions])
    edges = map(_edge(RefundConnectionEdge), found.positions, values)
    return RefundConnection(edges=list(edges), page_info=_page_info(found))


async def transactions_and_refunds(
    info: Info, criteria: Criteria, first: int | None, after: str | None
) -> PaymentConnection:
    """A page of transactions and refunds. Raises Refused for an invalid page size or cursor."""
    found = await _find(info, criteria, first, after)
    edges = map(_edge(PaymentConnectionEdge), found.positions, await _values(info, found))
    return PaymentConnection(edges=list(edges), page_info=_page_info(found))


def _edge(kind: Callable[..., Edge]) -> Callable[[Position, object], Edge]:
    return lambda position, value: kind(position=position, value=value)


async def _find(info: Info, criteria: Criteria, first: int | None, after: str | None) -> Found:
    size, position = page_size(or_none(first)), _position(after)
    async with info.context.service.store.driver() as driver:
        return await search.payments(driver, info.context.actor.merchant_id, criteria, size, position)


def _position(after: str | None) -> Position | None:
    cursor = or_none(after)
    return None if cursor is None else read_cursor(cursor)


async def _values(info: Info, found: Found) -> list[values.Transaction | values.Refund | None]:
    loaders = info.context.loaders
    ids = {kind: [at.id for at in found.positions if at.kind is kind] for kind in PaymentKind}
    paid = await loaders.transactions.load_many(ids[PaymentKind.TRANSACTION])
    given_back = await loaders.refunds.load_many(ids[PaymentKind.REFUND])
    known = {(PaymentKind.TRANSACTION, each.id): each for each in paid if each} | {
        (PaymentKind.REFUND, each.id): each for each in given_back if each
    }
    return [known.get((at.kind, at.id)) for at in found.positions]


def _page_info(found: Found) -> PageInfo:
    ends = (*found.positions[:1], *found.positions[-1:])
    return page_info([write_cursor(position) for position in ends], more=found.more)
