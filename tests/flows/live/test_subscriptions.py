"""Who follows a payment, an order or the queue is told the present state, and then each change (SPEC 15.2)."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest

from app.domain.people.people import Right
from tests.support.following import following
from tests.support.merchant_client import Live, Shop, open_shop
from tests.support.till import new_order_id

PAYMENT = """
subscription ($id: ID!) {
  paymentChanged(id: $id) {
    __typename id status
    ... on Transaction { refundedAmount { value } refunds { status } }
    ... on Refund { retry { state attemptsMade } needsAttention }
  }
}
"""
ORDER = "subscription ($id: String!) { orderChanged(orderId: $id) { status cancelled refundedAmount { value } } }"
QUEUE = "subscription { queueChanged { state attemptsMade payment { id status } } }"


async def test_a_payment_is_told_as_it_is_and_then_as_it_changes(shop: Shop) -> None:
    payment = await shop.settled("100.00")
    async with following(shop, PAYMENT, {"id": payment}) as followed:
        assert followed.response.headers["content-type"] == "text/event-stream; charset=utf-8"
        assert followed.response.headers["x-accel-buffering"] == "no"
        present = await followed.value()
        assert (present["__typename"], present["status"], present["refunds"]) == ("Transaction", "SETTLED", [])
        await shop.refund(payment, "40.00")
        changed = await followed.until(refunds=[{"status": "SUBMITTED_FOR_SETTLEMENT"}])
        assert changed["refundedAmount"]["value"] == "40.00"


async def test_a_refund_is_followed_through_the_queue(shop: Shop) -> None:
    payment = await shop.settled("4000.00")
    refund = (await shop.refund(payment, "3000.00")).object["id"]
    async with following(shop, PAYMENT, {"id": refund}) as followed, following(shop, QUEUE) as queue:
        assert (await followed.value())["retry"] == {"state": "WAITING", "attemptsMade": 1}
        await shop.advance("P3D")
        ended = await followed.until(status="FAILED")
        assert (ended["retry"]["state"], ended["needsAttention"]) == ("EXHAUSTED", True)
        left = await queue.until(state="EXHAUSTED")
        assert left["payment"] == {"id": refund, "status": "FAILED"}


async def test_an_order_is_told_what_happens_to_its_payments(shop: Shop) -> None:
    order = new_order_id()
    payment = await shop.settled("10.00", orderId=order)
    async with following(shop, ORDER, {"id": order}) as followed:
        assert (await followed.value())["status"] == "OPEN"
        await shop.reverse(payment)
        assert (await followed.until(status="REFUNDED"))["refundedAmount"]["value"] == "10.00"
        await shop.cancel_order(order)
        await followed.until(cancelled=True)


async def test_the_queue_begins_with_the_next_change(shop: Shop) -> None:
    payment = await shop.settled("8000.00")
    await shop.refund(payment, "3000.00")
    async with following(shop, QUEUE) as followed, following(shop, PAYMENT, {"id": payment}) as other:
        # Both are begun: what comes from here on is what happens from here on.
        await other.value()
        later = (await shop.refund(payment, "3001.00")).object["id"]
        joined = await followed.value()
        assert (joined["payment"]["id"], joined["state"]) == (later, "WAITING")


async def test_attention_that_ends_is_a_change_of_the_queue(shop: Shop) -> None:
    payment = await shop.settled("4000.00")
    refund = (await shop.refund(payment, "3000.00", onFailure="SKIP")).object["id"]
    await shop.execute("UPDATE refunds SET needs_attention = true WHERE merchant_id = $1", shop.merchant.id)
    dismiss = "mutation ($id: ID!) { dismissAttention(input: { paymentId: $id }) { retry { state } } }"
    async with following(shop, QUEUE) as followed, following(shop, PAYMENT, {"id": refund}) as other:
        assert (await other.value())["needsAttention"]
        await shop.post(dismiss, {"id": refund})
        await other.until(needsAttention=False)
        assert (await followed.value())["payment"]["id"] == refund


async def test_what_another_process_did_is_told_without_redis(shop: Shop) -> None:
    """Nobody rings: the row alone says it, as where Redis was away."""
    payment = await shop.settled("10.00")
    async with following(shop, PAYMENT, {"id": payment}) as followed:
        await followed.value()
        await shop.execute("UPDATE transactions SET needs_attention = true WHERE merchant_id = $1", shop.merchant.id)
        assert (await followed.value())["id"] == payment


MISSING = {
    "no id": (PAYMENT, "no id"),
    "another kind": (PAYMENT, "Y3VzdG9tZXJfYWJj"),
    "an unknown order": (ORDER, "no such order"),
    "an order id with NUL": (ORDER, "a\0b"),
}


@pytest.mark.parametrize(("document", "id"), MISSING.values(), ids=MISSING)
async def test_what_is_not_there_ends_at_once(shop: Shop, document: str, id: str) -> None:
    async with following(shop, document, {"id": id}) as followed:
        result = await followed.next()
        assert [each["extensions"]["errorClass"] for each in result["errors"]] == ["NOT_FOUND"]
        assert set(result["data"].values()) == {None}
        await followed.ends()


async def test_another_merchant_s_payment_is_not_there(shop: Shop, live: Live) -> None:
    async with open_shop(live) as other:
        payment = await other.settled("10.00")
        async with following(shop, PAYMENT, {"id": payment}) as followed:
            assert (await followed.next())["errors"][0]["extensions"]["errorClass"] == "NOT_FOUND"
            await followed.ends()


async def test_without_the_right_nothing_is_told(shop: Shop) -> None:
    payment = await shop.charge("10.00")
    key = await shop.key(Right.REFUND)
    async with following(key, PAYMENT, {"id": payment}) as followed:
        assert (await followed.next())["errors"][0]["extensions"]["errorClass"] == "AUTHORIZATION"
        await followed.ends()


@dataclass(frozen=True)
class Revoking:
    """A way to take away what a follower may do, and the error that ends the subscription."""

    who: Callable[[Shop], Awaitable[Shop]]
    take: Callable[[Shop, Shop], Awaitable[object]]
    error: str


async def _revoke_key(shop: Shop, other: Shop) -> None:
    await shop.post("mutation ($k: String!) { revokeApiKey(input: { publicKey: $k }) { name } }", {"k": other.keys[0]})


async def _sign_out(shop: Shop, other: Shop) -> None:
    await shop.http.post(
        shop.live.url.replace("/graphql", "/sign-out"), json={}, headers={"Authorization": other.authorization}
    )


async def _take_right(shop: Shop, other: Shop) -> None:
    viewer = (await other.post("{ viewer { user { id } } }")).body["data"]["viewer"]["user"]["id"]
    mutation = "mutation ($id: ID!) { revokeRight(input: { userId: $id, right: VIEW }) { user { id } } }"
    await shop.post(mutation, {"id": viewer})


REVOKING = {
    "a key that is revoked": Revoking(lambda shop: shop.key(Right.VIEW), _revoke_key, "AUTHENTICATION"),
    "a person who signs out": Revoking(lambda shop: shop.person(Right.VIEW), _sign_out, "AUTHENTICATION"),
    "a right that is taken": Revoking(lambda shop: shop.person(Right.VIEW), _take_right, "AUTHORIZATION"),
}


@pytest.mark.parametrize("way", REVOKING.values(), ids=REVOKING)
@pytest.mark.parametrize("document", [PAYMENT, QUEUE], ids=["payment", "queue"])
async def test_what_is_revoked_ends_while_it_runs(shop: Shop, way: Revoking, document: str) -> None:
    payment = await shop.charge("10.00")
    other = await way.who(shop)
    variables = {"id": payment} if document is PAYMENT else {}
    async with following(other, document, variables) as followed:
        if document is PAYMENT:
            await followed.value()
        await way.take(shop, other)
        result = await followed.next()
        assert [each["extensions"]["errorClass"] for each in result["errors"]] == [way.error]
        await followed.ends()
