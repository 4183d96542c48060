"""Who may not move a sandbox's clock: another call at the same time, and whoever wants it too far ahead."""

import asyncio
from collections import Counter
from datetime import timedelta

import pytest

from app.domain.people.people import Right
from app.domain.reversals.schedule import FURTHEST_AHEAD
from app.store.database import Store
from tests.flows.desk import refunded
from tests.flows.refusals import Refusal, refused
from tests.support.merchant_client import ADVANCE_CLOCK, Shop

CHANGES = "SELECT kind FROM changes WHERE merchant_id = $1 AND kind LIKE 'CLOCK%'"


async def only(shop: Shop, by: str) -> Refusal:
    (refusal,) = await refused(shop, ADVANCE_CLOCK, by=by)
    assert refusal.path == ("input", "by")
    assert not await shop.execute(CHANGES, shop.merchant.id), "nothing of it is in the history"
    return refusal


@pytest.mark.parametrize("where", ["this process", "another process"])
async def test_one_call_at_a_time_moves_a_clock(shop: Shop, where: str) -> None:
    """The others are told so, whichever process carries it out, and the clock stays where it is."""
    other = Store(shop.live.settings.database_url)
    store = shop.live.service.store if where == "another process" else other
    before = await shop.now()
    try:
        async with store.alone("clock", shop.merchant.id):
            refusal = await only(shop, "P1D")
    finally:
        await other.close()
    assert (refusal.condition, refusal.code) == ("CONCURRENT_CLOCK_MOVES", None)
    assert await shop.now() - before < timedelta(hours=1)
    await shop.advance("P1D")


async def test_of_many_calls_at_once_those_that_are_told_so_change_nothing(shop: Shop) -> None:
    """The clock has moved as often as calls say that they have moved it, and what fell due was done once."""
    made, before = await refunded(shop, "3001.00"), await shop.now()
    answers = await asyncio.gather(*(shop.ask(ADVANCE_CLOCK, by="P1D") for _ in range(20)))
    told = Counter(_condition(answer.body) for answer in answers)
    assert set(told) == {"moved", "CONCURRENT_CLOCK_MOVES"}
    assert timedelta(0) <= await shop.now() - before - timedelta(days=told["moved"]) < timedelta(hours=1)
    assert len(await shop.execute(CHANGES, shop.merchant.id)) == told["moved"]
    assert await shop.effects(made.sale) == ["charge", "refund"]


async def test_what_is_not_allowed_is_refused_whoever_moves_the_clock(shop: Shop) -> None:
    """Before anything is opened for it: nobody learns of another call by a request that can't be carried out."""
    async with shop.live.service.store.alone("clock", shop.merchant.id):
        assert (await only(shop, "P31D")).condition == "DURATION_INVALID"
        viewer = await shop.key(Right.VIEW)
        assert (await viewer.ask(ADVANCE_CLOCK, by="P1D")).codes == ["AUTHORIZATION"]
        await shop.set_merchant(clock_offset=timedelta(0), sandbox=False)
        assert (await only(shop, "P1D")).condition == "NOT_A_SANDBOX"


@pytest.mark.parametrize(
    ("left", "by", "told"),
    [
        (timedelta(days=2), "P2DT1S", "P2D at most"),
        (timedelta(hours=3, seconds=1.5), "PT3H2S", "PT3H1S at most"),
        (timedelta(0), "PT1S", "P0D at most"),
        (timedelta(days=-1), "PT1S", "P0D at most"),
    ],
)
async def test_a_clock_may_be_ten_years_ahead(shop: Shop, left: timedelta, by: str, told: str) -> None:
    """By whatever way it got there; the message says how far it may still go, and so far it goes."""
    await shop.set_merchant(clock_offset=FURTHEST_AHEAD - left)
    refusal = await only(shop, by)
    assert refusal.condition == "DURATION_INVALID"
    assert told in refusal.message
    assert "ten years" in refusal.message
    before = await shop.now()
    possible = told.partition(" ")[0]
    assert await shop.advance(possible) - before < max(left, timedelta(0)) + timedelta(hours=1)


async def test_the_furthest_is_reached_step_by_step(shop: Shop) -> None:
    await shop.set_merchant(clock_offset=FURTHEST_AHEAD - timedelta(days=40))
    await shop.advance("P30D")
    assert "P10D at most" in (await _last(shop, "P11D")).message
    await shop.advance("P10D")
    assert "P0D at most" in (await _last(shop, "PT1S")).message
    sale = await shop.charge("10.00")
    await shop.settle(sale)
    assert (await shop.refund(sale)).object["status"] == "SUBMITTED_FOR_SETTLEMENT"


async def _last(shop: Shop, by: str) -> Refusal:
    (refusal,) = await refused(shop, ADVANCE_CLOCK, by=by)
    return refusal


def _condition(body: dict[str, object]) -> str:
    errors = body.get("errors")
    assert isinstance(errors, list | None)
    return errors[0]["extensions"]["condition"] if errors else "moved"
