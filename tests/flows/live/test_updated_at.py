"""Those who poll find what has changed since they last looked, by an index (`updatedAt`)."""

from datetime import datetime, timedelta
from typing import Any

from tests.support.merchant_client import Shop
from tests.support.till import new_order_id

ROOTS = {
    "transactions": "TransactionSearchInput",
    "refunds": "RefundSearchInput",
    "payments": "PaymentSearchInput",
    "orders": "OrderSearchInput",
}


async def changed(shop: Shop, root: str, since: datetime | None = None, until: datetime | None = None) -> set[str]:
    """The ids of what has changed within these times."""
    kind = ROOTS[root]
    document = f"query ($input: {kind}!) {{ {root}(input: $input) {{ edges {{ node {{ id updatedAt }} }} }} }}"
    times = {
        name: at.isoformat()
        for name, at in (("greaterThanOrEqualTo", since), ("lessThanOrEqualTo", until))
        if at is not None
    }
    answer = await shop.post(document, {"input": {"updatedAt": times}})
    nodes: list[dict[str, Any]] = [each["node"] for each in answer.body["data"][root]["edges"]]
    for node in nodes:
        at = datetime.fromisoformat(node["updatedAt"])
        assert (since or at) <= at <= (until or at)
    return {node["id"] for node in nodes}


async def test_what_changed_since_is_found(shop: Shop) -> None:
    order = new_order_id()
    quiet, paid = await shop.settled("10.00"), await shop.settled("30.00", orderId=order)
    other = (await shop.refund(quiet, "1.00")).object["id"]
    number = (await shop.order(order))["id"]
    await shop.advance("PT1H")
    since = await shop.now()
    assert [await changed(shop, root, since) for root in ROOTS] == [set()] * 4
    refund = (await shop.refund(paid, "5.00")).object["id"]
    assert await changed(shop, "transactions", since) == {paid}
    assert await changed(shop, "refunds", since) == {refund}
    assert await changed(shop, "payments", since) == {paid, refund}
    assert await changed(shop, "orders", since) == {number}
    assert await changed(shop, "transactions", until=since) == {quiet}
    assert await changed(shop, "refunds", until=since) == {other}
    assert await changed(shop, "orders", until=since) == set()


async def test_what_happens_by_itself_is_a_change(shop: Shop) -> None:
    """A night that settles, an attempt that is the last, a person who looked."""
    sold, settled = await shop.charge("10.00"), await shop.settled("4000.00")
    failing = (await shop.refund(settled, "3000.00")).object["id"]
    since = await shop.now()
    await shop.advance("P3D")
    assert await changed(shop, "transactions", since) == {sold, settled}
    assert await changed(shop, "refunds", since) == {failing}
    later = await shop.now()
    await shop.post(
        "mutation ($id: ID!) { dismissAttention(input: { paymentId: $id }) { retry { id } } }", {"id": failing}
    )
    assert await changed(shop, "refunds", later) == {failing}
    assert await changed(shop, "transactions", later) == set()


async def test_an_order_that_is_recorded_late_is_found(shop: Shop) -> None:
    """By when it came in, not by when it was placed; and again when it is cancelled."""
    since = await shop.now()
    order = new_order_id()
    placed = since - timedelta(days=300)
    recorded = await shop.record_order(order, placedAt=placed.isoformat())
    assert await changed(shop, "orders", since) == {recorded.object["id"]}
    await shop.advance("PT1H")
    later = await shop.now()
    assert await changed(shop, "orders", later) == set()
    await shop.cancel_order(order)
    assert await changed(shop, "orders", later) == {recorded.object["id"]}
