"""What a preview shows is what is then done, for any order, any payments, any earlier refunds and any request."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from tests.support.merchant_client import Live, Shop, open_shop
from tests.support.promises import verified_of
from tests.support.till import PREVIEW, REFUND_ORDER, give_back, look, new_order_id, record, results

Draw = Callable[[st.SearchStrategy[Any]], Any]

ACCOUNTS = {"jpy": ("JPY", Decimal(1)), "usd": ("USD", Decimal("0.01")), "kwd": ("KWD", Decimal("0.001"))}
KINDS = [
    "settled",
    "settled",
    "settled",
    "partly refunded",
    "settling",
    "submitted",
    "authorized",
    "voided",
    "declined",
]


@dataclass(frozen=True)
class Story:
    """An order in one account's currency: kinds and amounts of payments, products, and what is asked for in turn."""

    account: str
    payments: list[tuple[str, int]]
    items: list[tuple[int, int, int]]
    asked: list[dict[str, Any]]
    comes_between: bool

    def text(self, minor: int) -> str:
        return str(minor * ACCOUNTS[self.account][1])


@st.composite
def stories(draw: Draw) -> Story:
    account = draw(st.sampled_from(list(ACCOUNTS)))
    unit = ACCOUNTS[account][1]
    amounts = st.integers(1, 300)
    payments = draw(st.lists(st.tuples(st.sampled_from(KINDS), amounts), min_size=1, max_size=4))
    items = draw(st.lists(st.tuples(st.integers(1, 3), st.integers(1, 90), st.integers(0, 9)), max_size=3))
    texts = amounts.map(lambda minor: str(minor * unit))
    requests: list[st.SearchStrategy[dict[str, Any]]] = [st.just({}), st.fixed_dictionaries({"amount": texts})]
    if items:
        few = st.integers(1, 9).map(lambda minor: str(minor * unit))
        ids: st.SearchStrategy[Any] = st.sampled_from([f"item-{number}" for number in range(len(items))])
        counts: st.SearchStrategy[Any] = st.integers(1, 2)
        each = st.fixed_dictionaries({"lineItemId": ids}, optional={"quantity": counts, "amount": few})
        lists = st.lists(each, min_size=1, max_size=3, unique_by=lambda item: str(item["lineItemId"]))
        requests += [st.fixed_dictionaries({"lineItems": lists})] * 3
    asked = draw(st.lists(st.one_of(requests), min_size=2, max_size=3))
    return Story(account, payments, items, asked, draw(st.booleans()))


async def test_what_is_shown_is_what_is_done(live: Live) -> None:
    loop = asyncio.get_running_loop()
    number = 200 if examples.get_current_profile_name() == "long" else 8

    @examples(max_examples=number)
    @given(stories())
    def every_story(story: Story) -> None:
        asyncio.run_coroutine_threadsafe(_live_through(live, story), loop).result()

    await asyncio.to_thread(every_story)


async def _live_through(live: Live, story: Story) -> None:
    async with open_shop(live) as shop:
        order_id = new_order_id()
        payments = {await _paid(shop, story, kind, minor, order_id): minor for kind, minor in story.payments}
        items = [
            (f"item-{number}", quantity, story.text(price), story.text(tax))
            for number, (quantity, price, tax) in enumerate(story.items)
        ]
        if items:
            await record(shop, order_id, *items, currency=ACCOUNTS[story.account][0])
        for asked in story.asked:
            await _ask(shop, order_id, asked)
        if story.comes_between:
            await _outdated(shop, order_id, story)
        for payment, minor in payments.items():
            assert await shop.given_back(payment) <= minor
            assert (await shop.effects(payment)).count("void") <= 1
        await verified_of(shop)


async def _ask(shop: Shop, order_id: str, asked: dict[str, Any]) -> None:
    """Looks, asks for what was shown, and holds the one up to the other."""
    before = await look(shop, order_id)
    answer = await shop.post(PREVIEW, {"input": {"orderId": order_id, **asked}})
    if "errors" in answer.body:
        told = await shop.post(REFUND_ORDER, {"input": {"orderId": order_id, **asked}})
        assert _problems(told.body) == _problems(answer.body)
        assert await look(shop, order_id) == before
        return
    shown = answer.body["data"]["previewRefund"]
    assert shown["order"] == before
    done = await give_back(shop, order_id, previewToken=shown["token"], **asked)
    parts = {part["transaction"]["id"]: (part["action"], part["amount"]["value"]) for part in shown["parts"]}
    assert {each["transaction"]["id"]: _what_was_done(each) for each in results(done)} == parts
    assert sum(Decimal(amount) for _, amount in parts.values()) == Decimal(shown["total"]["value"])
    after = await look(shop, order_id)
    total = Decimal(shown["total"]["value"])
    assert Decimal(after["refundedAmount"]["value"]) - Decimal(before["refundedAmount"]["value"]) == total
    _check_items(before, after, shown)
    again = await give_back(shop, order_id, previewToken=shown["token"], **asked)
    assert again.body["errors"][0]["extensions"]["condition"] == "PREVIEW_OUTDATED"


def _what_was_done(result: dict[str, Any]) -> tuple[str, str]:
    reversal = result["reversal"]
    assert (result["outcome"], result["errors"]) == ("ACCEPTED", [])
    if reversal["__typename"] == "Transaction":
        assert (reversal["id"], reversal["status"]) == (result["transaction"]["id"], "VOIDED")
        return "VOID", result["transaction"]["amount"]["value"]
    return "REFUND", reversal["amount"]["value"]


def _check_items(before: dict[str, Any], after: dict[str, Any], shown: dict[str, Any]) -> None:
    """Of each product as many are given back as was shown, and never more than were bought."""
    given = {each["lineItem"]["id"]: each["quantity"] or 0 for each in shown["lineItems"]}
    for was, item in zip(before["lineItems"], after["lineItems"], strict=True):
        assert item["refundedQuantity"] - was["refundedQuantity"] == given.get(item["id"], 0)
        assert 0 <= item["refundedQuantity"] <= item["quantity"]
        assert Decimal(item["refundableAmount"]["value"]) >= 0


async def _outdated(shop: Shop, order_id: str, story: Story) -> None:
    """Another payment comes in between looking and asking."""
    answer = await shop.post(PREVIEW, {"input": {"orderId": order_id}})
    await shop.settled(story.text(5), story.account, orderId=order_id)
    if "errors" not in answer.body:
        token = answer.body["data"]["previewRefund"]["token"]
        told = await give_back(shop, order_id, previewToken=token)
        assert told.body["errors"][0]["extensions"]["condition"] == "PREVIEW_OUTDATED"


def _problems(body: dict[str, Any]) -> list[Any]:
    return [(error["message"], error["extensions"]["inputPath"]) for error in body["errors"]]


async def _paid(shop: Shop, story: Story, kind: str, minor: int, order_id: str) -> str:
    """A payment of that kind."""
    amount, account = story.text(minor), story.account
    match kind:
        case "authorized":
            return await shop.authorize(amount, account, orderId=order_id)
        case "settling":
            return await shop.settling(amount, account=account, orderId=order_id)
        case "submitted":
            return await shop.charge(amount, account, orderId=order_id)
        case "voided":
            payment = await shop.charge(amount, account, orderId=order_id)
            await shop.void(payment)
            return payment
        case "declined":
            return await shop.charge("2001", account, orderId=order_id)
    payment = await shop.settled(amount, account, orderId=order_id)
    if kind == "partly refunded":
        await shop.refund(payment, story.text((minor + 1) // 2))
    return payment
