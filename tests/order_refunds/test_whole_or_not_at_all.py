"""Orders that are given back without locks: all of an order is written as it was seen, or nothing of it is."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from app.domain.order_refunds import GiveBack, Part, plan
from app.domain.payments import Terms
from app.domain.rules import ReversalAction
from app.domain.states import OperationKind, RefundFailurePolicy
from app.flows.order_at_once import OrderRequest, PlannedAtOnce, reserve_order_at_once
from app.flows.refund_order import MUTATION, RefundOrderAsk
from app.flows.reserving import Reversal
from app.flows.sign_in import actor_of_key
from app.store.database import Store
from tests.order_refunds.till import give_back, look, new_order_id, record, results
from tests.promises import verified_of
from tests.shop import Shop

Meanwhile = Callable[[], Awaitable[object]]

TOUCH = "UPDATE transactions SET needs_attention = needs_attention WHERE order_id = $1 AND amount = $2"
TOUCH_ORDER = "UPDATE orders SET balance_due = balance_due WHERE order_id = $1"


class Interrupted(Store):
    """The database, where something happens before anything is written together."""

    def __init__(self, address: str, meanwhile: Meanwhile) -> None:
        super().__init__(address)
        self._meanwhile = meanwhile

    async def write_together(self, write: Any, row: Any) -> Any:
        await self._meanwhile()
        return await super().write_together(write, row)


async def paid(shop: Shop) -> str:
    """An order of one payment to refund and one to void."""
    order_id = new_order_id()
    await shop.settled("100.00", orderId=order_id)
    await shop.charge("30.00", orderId=order_id)
    return order_id


async def reserved(shop: Shop, order_id: str, meanwhile: Meanwhile, key: str | None = None) -> PlannedAtOnce | None:
    """All of the order reserved at once, where something else happens between looking and writing."""
    actor = await actor_of_key(shop.live.service.store, *shop.keys, None)
    assert actor is not None
    store = Interrupted(shop.live.settings.database_url, meanwhile)
    ask = RefundOrderAsk(order_id, request_key=key)
    request = OrderRequest(MUTATION, ask, order_id, cancels_order=False, on_failure=RefundFailurePolicy.QUEUE)
    try:
        return await reserve_order_at_once(
            replace(shop.live.service, store=store),
            actor,
            request,
            lambda order, at: plan(order, GiveBack(), at),
            _part,
        )
    finally:
        await store.close()


def _part(part: Part) -> Reversal:
    kind = OperationKind.VOID if part.action is ReversalAction.VOID else OperationKind.REFUND
    return Reversal(kind, part.transaction, part.amount, Terms())


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
    before = await shop.everything()

    async def meanwhile() -> None:
        await shop.execute(statement, order_id, *values)

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

    assert await reserved(shop, order_id, meanwhile, key="taken") is None
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
        "SELECT FROM changes c JOIN orders o ON o.id = c.order_row_id WHERE o.order_id = $1 AND what = 'Cancelled'"
    )
    assert len(await shop.execute(cancelled, order_id)) == 1
    await verified_of(shop)
