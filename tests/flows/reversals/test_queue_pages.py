"""The queue as a list: what is in it, in which order, by which filters, page by page (SPEC 5.3)."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from app.domain.people.people import ALL_RIGHTS, Right
from tests.flows.desk import DISMISS, PAUSE, QUEUE, listed, press, refunded
from tests.support.merchant_client import Live, Shop, open_shop


@dataclass(frozen=True, slots=True)
class Desk:
    """A shop with something of each kind in its queue; the ids by what became of them."""

    shop: Shop
    ids: dict[str, str]

    def named(self, ids: list[str]) -> list[str]:
        names = {id_: name for name, id_ in self.ids.items()}
        return [names[id_] for id_ in ids]


async def desk_of(shop: Shop) -> Desk:
    """Of order-1 is all that failed; the others have orders of their own."""
    failed = await refunded(shop, "3000.00", sale="9000.00")
    sale = await shop.settled("9000.00", orderId="order-1")
    declined = (await shop.refund(sale, "2004.00")).object["id"]
    cancelled = await refunded(shop, "3000.00")
    await shop.reverse_refund(cancelled.refund)
    unanswered = await shop.charge("10.00", method="fake-unanswered-nonce")
    late = (await shop.refund(sale, "3003.00")).object["id"]
    await shop.advance("P3D")
    # The new refund on `sale` has ended the attention to the one that was declined, but not the other way round.
    succeeded = await refunded(shop, "3002.00")
    await shop.advance("PT5M")
    voided = await shop.authorize("3901.00")
    await shop.void(voided)
    daily = await refunded(shop, "3001.00", orderId="order-1")
    unknown = await refunded(shop, "3002.02")
    paused = await refunded(shop, "3000.00")
    await press(shop, PAUSE, paused.refund)
    await shop.refund(await shop.settled(), "10.00")
    ids = {"failed": failed.refund, "declined": declined, "cancelled": cancelled.refund, "unanswered": unanswered}
    ids |= {"late": late, "succeeded": succeeded.refund, "voided": voided, "daily": daily.refund}
    return Desk(shop, ids | {"unknown": unknown.refund, "paused": paused.refund})


NOW = ["failed", "unanswered", "late", "unknown", "voided", "daily", "paused"]


async def test_the_queue_has_what_needs_a_person_then_what_is_due_next(shop: Shop) -> None:
    desk = await desk_of(shop)
    for first in (1, 2, 3, 50):
        seen: list[str] = []
        after = None
        while True:
            ids, page = await listed(shop, first, after)
            seen += ids
            assert len(ids) <= first
            if not page["hasNextPage"]:
                break
            after = page["endCursor"]
        assert desk.named(seen) == NOW, "each once, whatever the size of a page"
    for criteria, expected in FILTERS:
        given = {**criteria}
        if given.get("dueBefore"):
            given["dueBefore"] = (await shop.advance("P0D") + given["dueBefore"]).isoformat()
        assert desk.named((await listed(shop, **given))[0]) == expected, criteria


FILTERS: list[tuple[dict[str, Any], list[str]]] = [
    ({"state": []}, NOW),
    ({"state": None, "orderId": None, "dueBefore": None, "needsAttention": None}, NOW),
    ({"state": ["WAITING"]}, ["unanswered", "unknown", "voided", "daily"]),
    ({"state": ["PAUSED"]}, ["paused"]),
    ({"state": ["PAUSED", "WAITING"]}, ["unanswered", "unknown", "voided", "daily", "paused"]),
    ({"state": ["RUNNING"]}, []),
    ({"state": ["EXHAUSTED"]}, ["failed", "declined"]),
    ({"state": ["CANCELLED"]}, ["cancelled"]),
    ({"state": ["SUCCEEDED"]}, ["late", "succeeded"]),
    ({"state": ["SUCCEEDED", "EXHAUSTED", "CANCELLED"]}, ["failed", "late", "declined", "cancelled", "succeeded"]),
    ({"needsAttention": True}, ["failed", "unanswered", "late"]),
    ({"needsAttention": False}, ["unknown", "voided", "daily", "paused"]),
    ({"needsAttention": True, "state": ["WAITING"]}, ["unanswered"]),
    ({"needsAttention": False, "state": ["EXHAUSTED"]}, ["declined"]),
    ({"orderId": "order-1"}, ["late", "daily"]),
    ({"orderId": "order-1", "state": ["EXHAUSTED"]}, ["declined"]),
    ({"orderId": "order-1", "needsAttention": True}, ["late"]),
    ({"orderId": "order-2"}, []),
    ({"dueBefore": timedelta(minutes=6)}, ["unknown"]),
    ({"dueBefore": timedelta(days=2)}, ["unknown", "voided", "daily"]),
    ({"dueBefore": timedelta(days=2), "needsAttention": True}, []),
    ({"dueBefore": timedelta(days=2), "state": ["PAUSED"]}, []),
]


async def test_what_is_dismissed_leaves_the_queue(shop: Shop) -> None:
    made = await refunded(shop, "2004.00")
    assert (await listed(shop))[0] == [made.refund]
    await press(shop, DISMISS, made.refund)
    assert (await listed(shop))[0] == []
    assert (await listed(shop, state=["EXHAUSTED"]))[0] == [made.refund]


async def test_an_entry_tells_the_whole_story(shop: Shop) -> None:
    made = await refunded(shop, "3001.01", orderId="order-9")
    await shop.advance()
    page = (await shop.post(QUEUE)).body["data"]["refundQueue"]
    (edge,) = page["edges"]
    node = edge["node"]
    assert (node["state"], node["attemptsMade"], node["attemptsLeft"]) == ("WAITING", 2, 2)
    assert [attempt["outcome"] for attempt in node["attempts"]] == ["UNAVAILABLE"] * 2
    assert node["payment"] == {
        **{"__typename": "Refund", "id": made.refund, "status": "AUTHORIZING", "orderId": "order-9"}
    }
    assert page["pageInfo"] == {"hasNextPage": False, "startCursor": edge["cursor"], "endCursor": edge["cursor"]}


async def test_a_page_is_stable_while_others_come_and_go(shop: Shop) -> None:
    made = [await refunded(shop, "3000.00") for _ in range(3)]
    first, page = await listed(shop, 1)
    await shop.reverse_refund(made[0].refund)
    await refunded(shop, "3000.00")
    second, _ = await listed(shop, 1, page["endCursor"])
    assert (first, second) == ([made[0].refund], [made[1].refund])


async def test_an_empty_queue_is_an_empty_page(live: Live, shop: Shop) -> None:
    async with open_shop(live) as other:
        made = await refunded(other, "3000.00")
        _, page = await listed(other)
        assert await listed(shop) == ([], {"hasNextPage": False, "startCursor": None, "endCursor": None})
        assert (await listed(shop, 50, page["endCursor"]))[0] == []
        assert made.refund in (await listed(other))[0]


@pytest.mark.parametrize("cursor", ["", "x", "ZHQxLjE" + "A" * 200, "é", "dDEuMQ"])
async def test_a_cursor_of_another_list_is_refused(shop: Shop, cursor: str) -> None:
    """The last one is a list of transactions'."""
    answer = await shop.post(QUEUE, {"after": cursor})
    assert answer.codes == ["VALIDATION"]
    assert answer.body["errors"][0]["extensions"]["condition"] == "CURSOR_INVALID"


@pytest.mark.parametrize(
    ("given", "condition"),
    [
        ({"first": 0}, "PAGE_SIZE_INVALID"),
        ({"input": {"orderId": "x" * 256}}, "ORDER_ID_TOO_LONG"),
        ({"input": {"orderId": "\0"}}, "TEXT_INVALID"),
    ],
)
async def test_what_cannot_be_looked_for_is_refused(shop: Shop, given: dict[str, Any], condition: str) -> None:
    answer = await shop.post(QUEUE, given)
    assert [error["extensions"]["condition"] for error in answer.body["errors"]] == [condition]


async def test_the_queue_is_for_those_who_may_view(shop: Shop) -> None:
    other = await shop.key(*(ALL_RIGHTS - {Right.VIEW}))
    assert (await other.post(QUEUE)).codes == ["AUTHORIZATION"]
