"""In whatever parts an order is told, and however often: it is the same order, and its sums are exact (SPEC 7)."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from app.domain.money import Money
from tests.support.merchant_client import Live, Shop, open_shop
from tests.support.promises import verified_of

PLACED = "2026-01-05T10:00:00Z"


@dataclass(frozen=True, slots=True)
class Story:
    """An order as it is, and in which parts, and in which order, it is told."""

    currency: str
    whole: dict[str, Any]
    parts: tuple[dict[str, Any], ...]
    refunds: tuple[int, ...]


@st.composite
def stories(draw: Callable[[st.SearchStrategy[Any]], Any]) -> Story:
    currency = draw(st.sampled_from(["USD", "JPY", "KWD"]))

    def amounts(least: int) -> st.SearchStrategy[str]:
        return st.integers(least, 10**6).map(lambda minor: str(Money(minor, currency)))

    names = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=20)
    names = names.filter(lambda text: bool(text.strip()))
    item = st.fixed_dictionaries(
        {"id": names, "name": names, "quantity": st.integers(1, 99), "unitAmount": amounts(0)},
        optional={"taxAmount": amounts(0)},
    )
    items = draw(st.lists(item, max_size=4, unique_by=lambda each: each["id"]))
    payments = [
        {"gatewayTransactionId": f"pay-{number}", "amount": draw(amounts(1)), "status": "SETTLED", "createdAt": PLACED}
        for number in range(draw(st.integers(0, 3)))
    ]
    customer = draw(st.none() | st.fixed_dictionaries({"email": st.just("a@example.com")}, optional={"company": names}))
    whole = {"placedAt": PLACED, "customer": customer, "lineItems": items, "transactions": payments}
    # When it was placed is settled by the first telling; everything else may follow.
    rest = [{"customer": customer}, {"lineItems": items}, *({"transactions": [each]} for each in payments)]
    parts = [{"placedAt": PLACED}, *draw(st.permutations(rest))]
    repeated = draw(st.lists(st.sampled_from([*parts, whole]), max_size=3))
    refunds = draw(st.lists(st.integers(1, 10**6), max_size=3))
    return Story(currency, whole, (*parts, *repeated, whole), tuple(refunds))


async def test_any_order(live: Live) -> None:
    loop = asyncio.get_running_loop()
    number = 150 if examples.get_current_profile_name() == "long" else 8

    @examples(max_examples=number)
    @given(stories())
    def every_story(story: Story) -> None:
        asyncio.run_coroutine_threadsafe(_live_through(live, story), loop).result()

    await asyncio.to_thread(every_story)


async def _live_through(live: Live, story: Story) -> None:
    async with open_shop(live) as shop:
        at_once = (await shop.record_order("whole", story.currency, **_renamed(story.whole))).object
        for part in story.parts:
            in_parts = (await shop.record_order("parts", story.currency, **part)).object
        assert _without_ids(in_parts) == _without_ids(at_once)
        before = await shop.everything()
        assert (await shop.record_order("parts", story.currency, **story.whole)).object == in_parts
        assert await shop.everything() == before
        assert Decimal(in_parts["total"]["value"]) == _total(story.whole)
        await _give_back(shop, story, in_parts)
        await verified_of(shop)


async def _give_back(shop: Shop, story: Story, order: dict[str, Any]) -> None:
    """Refunds made elsewhere count, never beyond what was paid, and the order says how far that has come."""
    mark = "mutation ($input: MarkRefundedExternallyInput!) { markRefundedExternally(input: $input) { refund { id } } }"
    for number, minor in enumerate(story.refunds):
        if order["transactions"]:
            paid = order["transactions"][number % len(order["transactions"])]["id"]
            await shop.ask(mark, transactionId=paid, refund={"amount": str(Money(minor, story.currency))})
    now = await shop.order("parts")
    paid_in = sum(Decimal(each["amount"]["value"]) for each in now["transactions"])
    given_back = sum(Decimal(each["amount"]["value"]) for each in now["refunds"])
    assert Decimal(now["refundedAmount"]["value"]) == given_back <= paid_in
    expected = "OPEN" if not given_back else "REFUNDED" if given_back == paid_in else "PARTIALLY_REFUNDED"
    assert now["status"] == expected
    assert (await shop.record_order("parts", story.currency, **story.whole)).object == now


def _total(told: dict[str, Any]) -> Decimal:
    items = told["lineItems"]
    if not items:
        return sum((Decimal(each["amount"]) for each in told["transactions"]), Decimal())
    prices = ((Decimal(each["unitAmount"]) + Decimal(each.get("taxAmount", 0))) * each["quantity"] for each in items)
    return sum(prices, Decimal())


def _renamed(told: dict[str, Any]) -> dict[str, Any]:
    """The same with other payments, since a payment belongs to one order."""
    payments = [{**each, "gatewayTransactionId": f"other {number}"} for number, each in enumerate(told["transactions"])]
    return {**told, "transactions": payments}


def _without_ids(order: dict[str, Any]) -> dict[str, Any]:
    """All that can be the same of two orders; payments of one moment in no order."""
    payments = [{"status": each["status"], "amount": each["amount"]} for each in order["transactions"]]
    payments.sort(key=lambda each: str(each["amount"]["value"]))
    return {**order, "id": "", "orderId": "", "transactions": payments}
