"""Every change for administrators: who did what, when, from where and why (SPEC 8.5)."""

import re

import strawberry
from strawberry import UNSET, field

from app.domain.history.wording import words_of
from app.domain.ids import IdKind, global_id
from app.domain.reversals.states import PaymentSource
from app.schema.base.context import Info
from app.schema.base.cursors import After, First, decoded, encoded, page_size
from app.schema.base.input_values import given
from app.schema.base.pages import PageInfo, page_info
from app.schema.base.scalars import Timestamp
from app.store.history import changes as store


@strawberry.type(description="Something that was done: to a payment, to an order, or to what holds for the merchant.")
class Change:
    at: Timestamp = field(description="When it was done.")
    by: str | None = field(description="The person or key that did it; null for the service itself.")
    source: PaymentSource | None = field(description="By what way it was asked for; null where `by` is.")
    address: str | None = field(description="The internet address that it was asked from, if it was asked over HTTP.")
    what: str = field(description="What was done, in a few words.")
    reason_code: str | None = field(description="The code of the reason that was given.")
    note: str | None = field(description="What was written about it, or what it was done to.")
    payment_id: strawberry.ID | None = field(description="The id of the refund or the transaction that it was done to.")
    order_id: str | None = field(description="The shop's id of the order that it was done to.")


@strawberry.type(description="A change in a list.")
class ChangeConnectionEdge:
    cursor: str | None = field(description="Where it stands in the list.")
    node: Change | None = field(description="The change.")


@strawberry.type(description="A page of changes.")
class ChangeConnection:
    edges: list[ChangeConnectionEdge | None] | None = field(description="The page's changes, the last one first.")
    page_info: PageInfo = field(description="Where the page lies in the list.")


_PLACE = re.compile(r"h([0-9]{1,18})", re.ASCII)


async def changes(info: Info, first: First = UNSET, after: After = UNSET) -> ChangeConnection | None:
    """Raises Refused for an invalid page size or cursor."""
    size, cursor = page_size(given(first)), given(after)
    before = None if cursor is None else decoded(cursor, _PLACE, lambda match: int(match[1]), _write)
    async with info.context.service.store.session() as session:
        found, more = await store.page(session, info.context.actor.merchant_id, size, before)
    edges = [ChangeConnectionEdge(cursor=_write(each.id), node=_change(each)) for each in found]
    return ChangeConnection(edges=list(edges), page_info=page_info([each.cursor for each in edges], more=more))


def _write(number: int) -> str:
    return encoded(f"h{number}")


def _change(value: store.Change) -> Change:
    payment_id = None
    if value.refund is not None:
        payment_id = strawberry.ID(global_id(IdKind.REFUND, value.refund))
    elif value.transaction is not None:
        payment_id = strawberry.ID(global_id(IdKind.TRANSACTION, value.transaction))
    return Change(
        at=Timestamp(value.at),
        by=value.by,
        source=value.source,
        address=value.address,
        what=words_of(value.entry),
        reason_code=value.reason_code,
        note=value.note,
        payment_id=payment_id,
        order_id=value.order_id,
    )
