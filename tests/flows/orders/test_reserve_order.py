"""Orders that are given back without locks: all of an order is written as it was seen, or nothing of it is."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from itertools import count
from typing import Any

import asyncpg
import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.orders.orders import Order
from app.domain.orders.plan import Part, plan
from app.domain.reversals.conclude import conclude
from app.domain.reversals.new_operation import NewOperation
from app.domain.reversals.payments import Terms
from app.domain.reversals.rules import ReversalAction
from app.domain.reversals.states import OperationKind, RefundFailurePolicy
from app.flows.orders.refund_order import MUTATION, OrderRefunded, RefundOrderAsk, refund_order
from app.flows.orders.reserve_order import OrderRequest, Planned, reserve_order_as_seen
from app.flows.people.sign_in import actor_of_key
from app.flows.reversals.life import Hearing, record_as_seen
from app.flows.reversals.send import send
from app.store.database import Connection, Store
from app.store.orders import orders
from app.store.orders.look_orders import OrderState
from tests.support.merchant_client import Shop
from tests.support.promises import verified_of
from tests.support.till import give_back, look, new_order_id, record, results

Meanwhile = Callable[[], Awaitable[object]]

TOUCH = "UPDATE transactions SET needs_attention = needs_attention WHERE order_id = $1 AND amount = $2"
GATE = 77
WAITING = "SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = $1 AND NOT granted"
TOUCH_ORDER = "UPDATE orders SET balance_due = balance_due WHERE order_id = $1"


class Interrupted(Store):
    """The database, where something happens before anything is written together. `looks` are those at one moment."""

    looks = 0

    def __init__(self, address: str, meanwhile: Meanwhile) -> None:
        super().__init__(address)
        self._meanwhile = meanwhile

    async def write_together(self, write: Any, row: Any) -> Any:
        await self._meanwhile()
        return await super().write_together(write, row)

    @asynccontextmanager
    async def at_one_moment(self) -> AsyncIterator[AsyncSession]:
        self.looks += 1
        async with super().at_one_moment() as session:
            yield session


class Stopped(Store):
    """The database, where a statement that writes waits at a gate with its view of the rows taken."""

    def __init__(self, address: str, connection: Connection) -> None:
        super().__init__(address)
        self._at_gate = connection

    async def write_together(self, write: Any, row: Any) -> Any:
        (written,) = await write(self, [row])
        return written

    async def fetch(self, statement: str, *values: object) -> Any:
        begins = "WITH asked AS MATERIALIZED (\n        SELECT *"
        assert begins in statement
        gate = f"WITH gate AS MATERIALIZED (SELECT pg_advisory_lock({GATE})::text), asked AS MATERIALIZED (\n"
        stopped = statement.replace(begins, f"{gate}        SELECT given.*")
        stopped = stopped.replace("FROM json_to_recordset", "FROM gate, json_to_recordset", 1)
        return await self._at_gate.fetch(stopped, *values)


async def paid(shop: Shop) -> str:
    """An order of one payment to refund and one to void."""
    order_id = new_order_id()
    await shop.settled("100.00", orderId=order_id)
    await shop.charge("30.00", orderId=order_id)
    return order_id


async def reserved(
    shop: Shop, order_id: str, meanwhile: Meanwhile, ask: RefundOrderAsk | None = None
) -> Planned | None:
    """All of the order reserved at once, where something else happens between looking and writing."""
    actor = await actor_of_key(shop.live.service.store, *shop.keys, None)
    assert actor is not None
    store = Interrupted(shop.live.settings.database_url, meanwhile)
    ask = ask or RefundOrderAsk(order_id)
    queue = RefundFailurePolicy.QUEUE
    request = OrderRequest(MUTATION, ask, order_id, cancels_order=False, on_failure=queue, reverse=_part)
    try:
        return await reserve_order_as_seen(
            replace(shop.live.service, store=store),
            actor,
            request,
            lambda order, at: plan(order, ask.requested, at),
        )
    finally:
        await store.close()


def _part(part: Part) -> NewOperation:
    kind = OperationKind.VOID if part.action is ReversalAction.VOID else OperationKind.REFUND
    return NewOperation(kind, part.transaction, part.amount, Terms())


async def nothing() -> None:
    """All stays as it was seen."""


async def test_all_parts_are_reserved_with_one_number(shop: Shop) -> None:
    order_id = await paid(shop)
    planned = await reserved(shop, order_id, nothing)
    assert planned is not None
    assert [each.operation.kind for each in planned.sendings] == [OperationKind.VOID, OperationKind.REFUND]
    assert {each.operation.terms.order_refund_id for each in planned.sendings} == {planned.order_refund_id}
    assert (await look(shop, order_id))["refundInProgress"] is True


@pytest.mark.parametrize(("statement", "values"), [(TOUCH, (100_00,)), (TOUCH, (30_00,)), (TOUCH_ORDER, ())])
async def test_nothing_is_reserved_where_anything_of_it_has_changed(
    shop: Shop, statement: str, values: Sequence[object]
) -> None:
    order_id = await paid(shop)
    before = list[str]()

    async def meanwhile() -> None:
        await shop.execute(statement, order_id, *values)
        before[:] = await shop.everything()

    assert await reserved(shop, order_id, meanwhile) is None
    assert await shop.everything() == before


async def test_nothing_is_reserved_where_a_payment_has_joined(shop: Shop) -> None:
    order_id = await paid(shop)

    async def meanwhile() -> None:
        await shop.settled("7.00", orderId=order_id)

    assert await reserved(shop, order_id, meanwhile) is None
    order = await look(shop, order_id)
    assert (order["refundInProgress"], order["refundedAmount"]["value"]) == (False, "0.00")
    assert len(results(await give_back(shop, order_id))) == 3


async def test_nothing_is_reserved_where_its_key_was_taken(shop: Shop) -> None:
    order_id, other = await paid(shop), await shop.settled("5.00")

    async def meanwhile() -> None:
        await shop.refund(other, "1.00", key="taken")

    assert await reserved(shop, order_id, meanwhile, RefundOrderAsk(order_id, request_key="taken")) is None
    assert (await look(shop, order_id))["refundInProgress"] is False


async def test_of_several_at_once_each_is_given_back_once(shop: Shop) -> None:
    """Both ways meet: whoever comes second finds the order held, or changed, and goes the way with locks."""
    order_id = await paid(shop)

    async def meanwhile() -> None:
        await give_back(shop, order_id, cancelOrder=True)

    assert await reserved(shop, order_id, meanwhile) is None
    order = await look(shop, order_id)
    assert (order["status"], order["cancelled"], order["refundedAmount"]["value"]) == ("REFUNDED", True, "130.00")
    await verified_of(shop)


async def test_the_first_part_that_is_taken_changes_the_order_once(shop: Shop) -> None:
    order_id = await paid(shop)
    await record(shop, order_id, ("shirt", 13, "10.00"))
    done = await give_back(shop, order_id, cancelOrder=True, balanceDue="3.00", lineItems=[{"lineItemId": "shirt"}])
    told = done.body["data"]["refundOrder"]["order"]
    kept = await look(shop, order_id)
    for order in (told, kept):
        assert (order["status"], order["cancelled"], order["refundInProgress"]) == ("REFUNDED", True, False)
        assert order["balanceDue"]["value"] == "3.00"
        assert [each["refundedQuantity"] for each in order["lineItems"]] == [13]
    cancelled = (
        "SELECT FROM changes c JOIN orders o ON o.id = c.order_row_id"
        " WHERE o.order_id = $1 AND c.kind = 'ORDER_CANCELLED'"
    )
    assert len(await shop.execute(cancelled, order_id)) == 1
    await verified_of(shop)


async def told_and_kept(
    shop: Shop, order_id: str, meanwhile: Meanwhile, *, read_again: bool = True
) -> tuple[Order, Order]:
    """The order as the answer has it, and as it is, where something else happens while a gateway is asked."""
    actor = await actor_of_key(shop.live.service.store, *shop.keys, None)
    assert actor is not None
    written = count()

    async def once_reserved() -> None:
        if next(written) == 1:  # the first part's acceptance, after the reservation of all
            await meanwhile()

    store = Interrupted(shop.live.settings.database_url, once_reserved)
    try:
        done: OrderRefunded = await refund_order(
            replace(shop.live.service, store=store), actor, RefundOrderAsk(order_id, cancel_order=True)
        )
    finally:
        await store.close()
    assert next(written) == 3, "it went without locks"
    assert store.looks == read_again
    async with shop.live.service.store.session() as session:
        kept = (await orders.load(session, [done.order.id]))[done.order.id]
    return done.order, kept


async def test_the_answer_has_what_others_did_to_the_order_meanwhile(shop: Shop) -> None:
    joined, recorded, untouched = await paid(shop), await paid(shop), await paid(shop)
    told, kept = await told_and_kept(shop, joined, lambda: shop.charge("7.00", orderId=joined))
    assert [each.amount.minor for each in told.transactions] == [7_00, 30_00, 100_00]
    assert OrderState.of(told) == OrderState.of(kept)
    told, kept = await told_and_kept(shop, recorded, lambda: record(shop, recorded, ("shirt", 13, "10.00")))
    assert [each.item_id for each in told.line_items] == ["shirt"]
    assert OrderState.of(told) == OrderState.of(kept)
    told, kept = await told_and_kept(shop, untouched, nothing, read_again=False)
    assert OrderState.of(told) == OrderState.of(kept)


async def test_the_refunds_are_told_the_newest_first(shop: Shop) -> None:
    order_id = new_order_id()
    for amount in ("60.00", "40.00"):
        await shop.settled(amount, orderId=order_id)
    told, kept = await told_and_kept(shop, order_id, nothing, read_again=False)
    assert [each.id for each in told.refunds] == [each.id for each in kept.refunds]
    assert len(told.refunds) == 2


async def test_whoever_reads_all_changes_finds_the_order_before_its_parts(shop: Shop) -> None:
    order_id = await paid(shop)
    assert await reserved(shop, order_id, nothing) is not None
    latest = "SELECT kind FROM changes WHERE merchant_id = $1 ORDER BY id DESC LIMIT 3"
    rows = await shop.execute(latest, shop.merchant.id)
    assert [row["kind"] == "ORDER_REFUND_ASKED" for row in rows] == [False, False, True]


async def test_a_balance_that_a_later_refund_has_set_stays(shop: Shop) -> None:
    """The later one's outcome is committed after the earlier one's statement has begun, which does not see it."""
    order_id = new_order_id()
    await shop.settled("100.00", orderId=order_id)
    actor = await actor_of_key(shop.live.service.store, *shop.keys, None)
    assert actor is not None
    ask = RefundOrderAsk(order_id, amount="10.00", balance_due="3.00")
    earlier = await reserved(shop, order_id, nothing, ask)
    assert earlier is not None
    (sending,) = earlier.sendings
    outcome = await send(shop.live.service, sending, shop.merchant.public_id)
    address = shop.live.settings.database_url.replace("+asyncpg", "")
    connection, other = await asyncpg.connect(address), await asyncpg.connect(address)
    service = replace(shop.live.service, store=Stopped(address, connection))
    try:
        await other.execute("SELECT pg_advisory_lock($1)", GATE)
        hearing = Hearing(partial(conclude, outcome=outcome), looks_at_payment=False)
        recording = record_as_seen(service, actor, sending.operation, hearing, sending.known)
        accepting = asyncio.create_task(recording)
        async with asyncio.timeout(30):
            while not await other.fetch(WAITING, GATE):
                assert not accepting.done()
        later = await give_back(shop, order_id, amount="20.00", balanceDue="5.00")
        assert [each["outcome"] for each in results(later)] == ["ACCEPTED"]
        await other.execute("SELECT pg_advisory_unlock($1)", GATE)
        assert await accepting is None, "it has to go the way with locks"
    finally:
        await asyncio.gather(connection.close(), other.close())
    assert (await look(shop, order_id))["balanceDue"]["value"] == "5.00"
