"""The sandbox merchant's clock (SPEC 5.6, 13): each sandbox value (BRAINTREE.md 6) through its whole life, by day."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest

from app.domain.people.people import ALL_RIGHTS
from app.flows.people.set_up import create_key, create_merchant
from tests.flows.desk import CLOCK, DAY, due_after, outcomes, refunded, story
from tests.flows.refusals import refused
from tests.support.merchant_client import ADVANCE_CLOCK, PAYPAL, Live, Shop, open_shop

MINUTES, HOUR = timedelta(minutes=5), timedelta(hours=1)
MASTERCARD = "fake-valid-mastercard-nonce"
A_MOMENT = timedelta(seconds=20)
"""More than a call takes: the clock goes on by itself meanwhile."""


@dataclass(frozen=True, slots=True)
class Then:
    """What is seen after the clock was moved `by` so much; `due` is counted from the first attempt."""

    by: str
    status: str
    state: str
    made: int
    left: int
    outcome: str
    due: timedelta | None = None
    reserved: bool = True
    attention: bool = False


def waits(by: str, made: int, left: int, outcome: str, due: timedelta) -> Then:
    return Then(by, "AUTHORIZING", "WAITING", made, left, outcome, due)


def accepted(by: str, made: int, outcome: str = "ACCEPTED", status: str = "SUBMITTED_FOR_SETTLEMENT") -> Then:
    return Then(by, status, "SUCCEEDED", made, 0, outcome)


NOW = "P0D"
UNREACHED = waits(NOW, 1, 3, "UNAVAILABLE", DAY)
UNHEARD = waits(NOW, 1, 3, "UNKNOWN", MINUTES)

LIVES = {
    "3000.00": [
        UNREACHED,
        waits("P1D", 2, 2, "UNAVAILABLE", 2 * DAY),
        waits("P1D", 3, 1, "UNAVAILABLE", 3 * DAY),
        Then("P1D", "FAILED", "EXHAUSTED", 4, 0, "UNAVAILABLE", reserved=False, attention=True),
    ],
    "3001.00": [UNREACHED, accepted("P1D", 2), accepted("P1D", 2, status="SETTLED")],
    "3001.01": [UNREACHED, waits("P1D", 2, 2, "UNAVAILABLE", 2 * DAY), accepted("P1D", 3)],
    "3001.02": [
        UNREACHED,
        waits("P1D", 2, 2, "UNAVAILABLE", 2 * DAY),
        waits("P1D", 3, 1, "UNAVAILABLE", 3 * DAY),
        accepted("P1D", 4),
    ],
    "3002.00": [UNHEARD, waits("PT4M", 1, 3, "UNKNOWN", MINUTES), accepted("PT1M", 1, "UNKNOWN")],
    "3002.01": [UNHEARD, waits("PT4M", 1, 3, "UNKNOWN", MINUTES), accepted("PT1M", 2)],
    "3002.02": [
        UNHEARD,
        waits("PT5M", 1, 3, "UNKNOWN", HOUR),
        waits("PT55M", 1, 3, "UNKNOWN", DAY),
        waits("PT23H", 1, 2, "UNKNOWN", 2 * DAY),
        waits("P1D", 1, 1, "UNKNOWN", 3 * DAY),
        Then("P1D", "AUTHORIZING", "WAITING", 1, 0, "UNKNOWN", attention=True),
    ],
    "3004.00": [UNHEARD, accepted("PT5M", 1, "UNKNOWN")],
}


async def check(shop: Shop, refund_id: str, began: datetime, then: Then) -> None:
    await shop.advance(then.by)
    refund = await shop.node(refund_id)
    assert story(refund) == (then.status, then.state, then.made, then.left, then.outcome)
    assert due_after(refund, began) == then.due, "counted from the first attempt, exactly"
    assert refund["needsAttention"] is then.attention
    held = refund["refundedTransaction"]["refundedAmount"]["value"]
    assert held == (refund["amount"]["value"] if then.reserved else "0.00")


async def nothing_more_happens(shop: Shop) -> None:
    """What has ended is left alone: after a night for the settlement, ten more days change no row and send nothing."""
    await shop.advance("P2D")
    before = await shop.everything()
    await shop.advance("P10D")
    assert await shop.everything() == before


@pytest.mark.parametrize("amount", LIVES)
async def test_a_refund_lives_by_the_clock(shop: Shop, amount: str) -> None:
    made = await refunded(shop, amount)
    for then in LIVES[amount]:
        await check(shop, made.refund, made.began, then)
    refund = await shop.node(made.refund)
    given_back = 0 if amount in ("3000.00", "3002.02") else int(amount.replace(".", ""))
    assert await shop.given_back(made.sale) == given_back
    sent = [each for each in await shop.journal(made.sale) if each["kind"] == "refund"]
    assert len(sent) == refund["retry"]["attemptsMade"]
    assert len({each["key"] for each in sent}) == 1, "one key for all of a refund's life"
    await nothing_more_happens(shop)
    assert await shop.given_back(made.sale) == given_back


@pytest.mark.parametrize(
    ("amount", "status", "given_back", "attention"),
    [("3005.00", "SUBMITTED_FOR_SETTLEMENT", 3005_00, False), ("3005.01", "PROCESSOR_DECLINED", 0, True)],
)
async def test_what_is_pending_is_asked_about_until_it_is_decided(
    shop: Shop, amount: str, status: str, given_back: int, attention: bool
) -> None:
    made = await refunded(shop, amount)
    await shop.advance("PT23H")
    assert story(await shop.node(made.refund)) == ("AUTHORIZING", "WAITING", 1, 0, "PENDING")
    await shop.advance("PT2H")
    refund = await shop.node(made.refund)
    assert (refund["status"], refund["needsAttention"]) == (status, attention)
    assert (refund["retry"]["attemptsMade"], refund["retry"]["attemptsLeft"]) == (1, 0)
    assert await shop.given_back(made.sale) == given_back
    await nothing_more_happens(shop)


async def test_settlement_may_decline_a_refund_in_the_night(shop: Shop) -> None:
    made = await refunded(shop, "3003.00")
    assert (await shop.node(made.refund))["status"] == "SUBMITTED_FOR_SETTLEMENT"
    await shop.advance()
    refund = await shop.node(made.refund)
    assert (refund["status"], refund["needsAttention"]) == ("SETTLEMENT_DECLINED", True)
    assert refund["refundedTransaction"]["refundedAmount"]["value"] == "0.00"
    assert await shop.given_back(made.sale) == 0
    await nothing_more_happens(shop)


@pytest.mark.parametrize(
    ("amount", "ends"),
    [
        ("10.00", "SETTLED"),
        ("3500.00", "SETTLED"),
        ("4001.00", "SETTLEMENT_DECLINED"),
        ("2000.00", "PROCESSOR_DECLINED"),
    ],
)
async def test_sales_settle_at_midnight(shop: Shop, amount: str, ends: str) -> None:
    sale = await shop.charge(amount)
    await shop.advance()
    settled = await shop.node(sale)
    assert settled["status"] == ends
    if ends == "SETTLED":
        at = datetime.fromisoformat(settled["statusHistory"][0]["timestamp"])
        assert (at.hour, at.minute, at.second, at.microsecond) == (0, 0, 0, 0)
        assert timedelta(0) < at - datetime.fromisoformat(settled["createdAt"]) <= DAY
    await nothing_more_happens(shop)


@pytest.mark.parametrize("amount", ["3000.00", "3001.01", "3002.02", "3003.00", "3005.01"])
async def test_three_days_in_one_call_are_three_calls_of_a_day(live: Live, shop: Shop, amount: str) -> None:
    async with open_shop(live) as other:
        seen = []
        for each, steps in ((shop, ["P1D"] * 3), (other, ["P3D"])):
            made = await refunded(each, amount)
            voided = await each.authorize("3901.00")
            await each.void(voided)
            for by in steps:
                await each.advance(by)
            seen.append([_seen(await each.node(id_), made.began) for id_ in (made.refund, made.sale, voided)])
    assert seen[0] == seen[1]


def _seen(payment: dict[str, Any], began: datetime) -> list[object]:
    """All that the clock has to do with, in whole minutes from the beginning."""
    retry = payment["retry"]
    history = [(event["status"], _minutes(event["timestamp"], began)) for event in payment["statusHistory"]]
    told = retry and [
        *story(payment),
        outcomes(payment),
        retry["nextAttemptAt"] and _minutes(retry["nextAttemptAt"], began),
    ]
    return [payment["status"], history, told]


def _minutes(at: str, began: datetime) -> int:
    return round((datetime.fromisoformat(at) - began) / timedelta(minutes=1))


async def test_a_queued_void_is_made_at_its_time(shop: Shop) -> None:
    sale = await shop.authorize("3901.00")
    await shop.void(sale)
    await shop.advance("PT23H")
    assert story(await shop.node(sale)) == ("AUTHORIZED", "WAITING", 1, 3, "UNAVAILABLE")
    await shop.advance("PT1H")
    assert story(await shop.node(sale)) == ("VOIDED", "SUCCEEDED", 2, 0, "ACCEPTED")
    assert await shop.effects(sale) == ["void"]
    await nothing_more_happens(shop)


async def test_a_queued_void_of_a_reversal_refunds_what_has_settled_meanwhile(shop: Shop) -> None:
    """SPEC 5.4: it does what `reverseTransaction` would do then."""
    sale = await shop.charge("3901.00")
    await shop.reverse(sale)
    await shop.advance()
    settled = await shop.node(sale)
    assert settled["status"] == "SETTLED"
    assert [(each["status"], each["amount"]["value"]) for each in settled["refunds"]] == [
        ("SUBMITTED_FOR_SETTLEMENT", "3901.00")
    ]
    assert await shop.effects(sale) == ["charge", "refund"]
    await nothing_more_happens(shop)


async def test_a_queued_void_by_name_comes_to_nothing_once_it_has_settled(shop: Shop) -> None:
    """SPEC 5.4: a void that `voidTransaction` asked for never refunds; people are told."""
    sale = await shop.charge("3901.00")
    await shop.void(sale)
    await shop.advance()
    settled = await shop.node(sale)
    assert (settled["status"], settled["retry"]["state"], settled["refunds"]) == ("SETTLED", "EXHAUSTED", [])
    assert settled["needsAttention"]
    await nothing_more_happens(shop)
    assert (await shop.refund(sale)).object["status"] == "SUBMITTED_FOR_SETTLEMENT"
    assert not (await shop.node(sale))["needsAttention"], "a new refund ends it"
    assert await shop.effects(sale) == ["charge", "refund"]


async def test_a_void_whose_answer_was_lost_is_found_and_holds_the_sale_until_then(shop: Shop) -> None:
    sale = await shop.charge("3902.00")
    await shop.void(sale)
    assert (await shop.reverse(sale)).codes == ["915282"]
    await shop.advance("PT5M")
    assert story(await shop.node(sale)) == ("VOIDED", "SUCCEEDED", 1, 0, "UNKNOWN")
    assert await shop.effects(sale) == ["charge", "void"]
    await nothing_more_happens(shop)


async def test_a_sale_that_nobody_answers_waits_for_a_person(shop: Shop) -> None:
    sale = await shop.charge("10.00", method="fake-unanswered-nonce")
    await shop.advance("P3D")
    waiting = await shop.node(sale)
    assert story(waiting) == ("AUTHORIZING", "WAITING", 1, 0, "UNKNOWN")
    assert (waiting["needsAttention"], waiting["retry"]["nextAttemptAt"]) == (True, None)
    await nothing_more_happens(shop)


@pytest.mark.parametrize(
    ("amount", "keys", "status"),
    [("3006.00", 2, "SUBMITTED_FOR_SETTLEMENT"), ("2004.00", 4, "PROCESSOR_DECLINED")],
)
async def test_declines_are_tried_again_with_new_keys_where_the_merchant_wants_it(
    shop: Shop, amount: str, keys: int, status: str
) -> None:
    await shop.set_merchant(retry_declines=True)
    made = await refunded(shop, amount)
    for day in range(1, keys):
        refund = await shop.node(made.refund)
        assert story(refund) == ("AUTHORIZING", "WAITING", day, 4 - day, "DECLINED")
        assert due_after(refund, made.began) == day * DAY
        await shop.advance()
    refund = await shop.node(made.refund)
    assert (refund["status"], len(outcomes(refund))) == (status, keys)
    sent = [each["key"] for each in await shop.journal(made.sale) if each["kind"] == "refund"]
    assert len(set(sent)) == len(sent) == keys
    taken = status == "SUBMITTED_FOR_SETTLEMENT"
    assert await shop.given_back(made.sale) == (3006_00 if taken else 0)
    assert refund["needsAttention"] is not taken
    await nothing_more_happens(shop)


@pytest.mark.parametrize(
    ("method", "lasts", "before"), [(None, 7, "P6DT23H"), (PAYPAL, 29, "P28DT23H"), (MASTERCARD, 30, "P29DT23H")]
)
async def test_authorizations_expire(shop: Shop, method: str | None, lasts: int, before: str) -> None:
    """BRAINTREE.md 4."""
    sale = await (shop.authorize("10.00") if method is None else shop.authorize("10.00", method=method))
    captured = await (shop.authorize("10.00") if method is None else shop.authorize("10.00", method=method))
    await shop.capture(captured)
    await shop.advance(before)
    assert (await shop.node(sale))["status"] == "AUTHORIZED"
    await shop.advance("PT2H")
    expired = await shop.node(sale)
    assert expired["status"] == "AUTHORIZATION_EXPIRED"
    passed = datetime.fromisoformat(expired["statusHistory"][0]["timestamp"]) - datetime.fromisoformat(
        expired["createdAt"]
    )
    assert lasts * DAY <= passed < lasts * DAY + A_MOMENT
    assert (await shop.void(sale)).codes == ["91504"]
    assert (await shop.node(captured))["status"] == "SETTLED"
    await nothing_more_happens(shop)


async def test_a_request_key_is_free_again_after_thirty_days(shop: Shop) -> None:
    sale = await shop.settled("100.00")
    first = (await shop.refund(sale, "10.00", key="monthly")).object["id"]
    await shop.advance("P29DT23H")
    assert (await shop.refund(sale, "10.00", key="monthly")).object["id"] == first
    await shop.advance("PT2H")
    assert (await shop.refund(sale, "10.00", key="monthly")).object["id"] != first
    assert await shop.given_back(sale) == 20_00


async def test_a_request_key_holds_for_as_long_as_what_it_made_is_not_final(shop: Shop) -> None:
    """SPEC 3: the refund of unknown outcome keeps its key, however long that takes."""
    sale = await shop.settled("9000.00")
    first = (await shop.refund(sale, "3002.02", key="monthly")).object["id"]
    await shop.advance("P30D")
    await shop.advance("P30D")
    assert (await shop.refund(sale, "3002.02", key="monthly")).object["id"] == first
    assert (await shop.refund(sale, "3002.01", key="monthly")).codes == ["915232"]


async def test_what_is_made_later_is_dated_later(shop: Shop) -> None:
    reached = await shop.advance("P3DT12H")
    sale = await shop.node(await shop.charge())
    assert timedelta(0) <= datetime.fromisoformat(sale["createdAt"]) - reached < A_MOMENT
    clock = datetime.fromisoformat((await shop.post(CLOCK)).body["data"]["sandboxClock"])
    assert timedelta(0) <= clock - reached < A_MOMENT


async def test_one_merchant_s_clock_is_nobody_else_s(live: Live, shop: Shop) -> None:
    async with open_shop(live) as other:
        made = await refunded(other, "3001.00")
        await shop.advance("P10D")
        assert story(await other.node(made.refund)) == ("AUTHORIZING", "WAITING", 1, 3, "UNAVAILABLE")


@pytest.mark.parametrize("by", ["P0D", "PT0S", "PT1S", "P30D", "P4W"])
async def test_the_clock_goes_from_nothing_to_thirty_days(shop: Shop, by: str) -> None:
    assert await shop.advance(by)


@pytest.mark.parametrize(
    "by",
    ["", "1 day", "-P1D", "P30DT1S", "P5W", "P1M", "P1Y", "P", "PT", "P1DT", "P٣D", "P1D\0", "P" + "0" * 99 + "1D"],
)
async def test_any_other_way_to_move_it_is_refused(shop: Shop, by: str) -> None:
    (refusal,) = await refused(shop, ADVANCE_CLOCK, by=by)
    assert (refusal.condition, refusal.path) == ("DURATION_INVALID", ("input", "by"))
    assert "P30D" in refusal.message


async def test_there_is_no_such_clock_outside_of_the_sandbox(live: Live, shop: Shop) -> None:
    store = live.service.store
    merchant = await create_merchant(store, f"Real {shop.merchant.name}", sandbox=False)
    real = Shop(live, merchant, await create_key(store, merchant, "Key", ALL_RIGHTS), shop.http)
    (refusal,) = await refused(real, ADVANCE_CLOCK, by="P1D")
    assert refusal.condition == "NOT_A_SANDBOX"
    assert (await real.post(CLOCK)).body["data"]["sandboxClock"] is None
