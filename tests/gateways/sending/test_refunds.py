"""Refunds, voids and captures of payments on gateway accounts are sent, once each, by the gateway's own books."""

import asyncio
from datetime import timedelta
from decimal import Decimal

import pytest

from tests.gateways.fakes import proxy as faults
from tests.gateways.fakes.proxy import Fault, proxy_to
from tests.gateways.sending.till import Till, open_till
from tests.gateways.sending.worlds import World
from tests.support.merchant_client import Live
from tests.support.promises import verified_of


async def test_in_parts_and_the_rest(till: Till) -> None:
    paid, theirs = await till.brought_in()
    part = (await till.shop.refund(paid, "30.00", orderId="shop-7")).object
    assert (part["status"], part["orderId"]) == (till.world.settled_as, "shop-7")
    assert (await till.shop.refund(paid, "70.01")).codes == ["91521"]
    rest = (await till.shop.reverse(paid)).object
    assert (rest["status"], rest["amount"]["value"]) == (till.world.settled_as, "70.00")
    assert (await till.shop.refund(paid, "0.01")).codes == ["91512"]
    assert sorted(await till.world.refunds(theirs)) == [Decimal("30.00"), Decimal("70.00")]
    await verified_of(till.shop)


async def test_where_each_goes_is_written_down_with_it(till: Till) -> None:
    paid, _ = await till.brought_in()
    refund = (await till.shop.refund(paid, "30.00")).object
    rows = await till.shop.execute(
        "SELECT r.gateway, a.name, r.gateway_account_version AS version, o.gateway_account_version AS of_operation"
        " FROM refunds r JOIN gateway_accounts a ON a.id = r.gateway_account_id"
        " JOIN operations o ON o.refund_id = r.id AND o.gateway_account_id = a.id WHERE r.legacy_id = $1",
        refund["legacyId"],
    )
    assert [tuple(row) for row in rows] == [(till.world.adapter, "main", 1, 1)]


async def test_of_forty_at_a_time_those_are_made_that_fit(till: Till) -> None:
    paid, theirs = await till.brought_in()
    answers = await asyncio.gather(*(till.shop.refund(paid, "10.00") for _ in range(40)))
    made = [answer.object for answer in answers if not answer.codes]
    assert [each["status"] for each in made] == [till.world.settled_as] * 10
    assert {code for answer in answers for code in answer.codes} <= {"91512", "91521"}
    assert await till.world.refunds(theirs) == [Decimal("10.00")] * 10
    await verified_of(till.shop)


async def test_fifty_requests_with_one_key_are_one_refund(till: Till) -> None:
    paid, theirs = await till.brought_in()
    answers = await asyncio.gather(*(till.shop.refund(paid, "10.00", key="the same") for _ in range(50)))
    made = {answer.object["id"] for answer in answers if not answer.codes}
    assert len(made) == 1
    assert {code for answer in answers for code in answer.codes} <= {"915233"}
    assert await till.world.refunds(theirs) == [Decimal("10.00")]


async def test_what_is_authorized_is_voided_and_never_refunded(till: Till) -> None:
    paid, theirs = await till.brought_in(authorized=True)
    if theirs.startswith("ch_"):
        # Stripe cancels PaymentIntents alone.
        return
    undone = (await till.shop.reverse(paid)).object
    assert (undone["__typename"], undone["status"]) == ("Transaction", "VOIDED")
    assert await till.world.refunds(theirs) == []
    assert (await till.shop.refund(paid)).codes == ["91506"]


async def test_what_is_authorized_is_captured(till: Till) -> None:
    paid, theirs = await till.brought_in(authorized=True)
    captured = (await till.shop.capture(paid)).object
    assert captured["status"] in {"SETTLED", "SUBMITTED_FOR_SETTLEMENT"}
    if captured["status"] == "SETTLED":
        assert (await till.shop.refund(paid, "1.00")).object["status"] == "SETTLED"
        assert await till.world.refunds(theirs) == [Decimal("1.00")]


LOST = (faults.DROPPED_BEFORE, faults.DROPPED_AFTER, faults.SILENT_BEFORE, faults.SILENT_AFTER, faults.HTML_AFTER)


@pytest.mark.parametrize("fault", LOST, ids=str)
async def test_a_lost_answer_is_looked_up_and_sent_again_only_if_nothing_was_done(
    ringed: Live, gateway: World, fault: Fault
) -> None:
    async with proxy_to(gateway.address) as proxy, open_till(ringed, gateway.at(proxy.address), timeout="0.5") as till:
        paid, theirs = await till.brought_in()
        if till.world.fake is not None:
            assert (await till.shop.refund(paid, "1.00")).object["status"] == gateway.settled_as
        before = len(await gateway.refunds(theirs))
        proxy.faults.append(fault)
        refund = (await till.shop.refund(paid, "30.00")).object
        assert (refund["status"], refund["retry"]["attempts"][-1]["outcome"]) == ("AUTHORIZING", "UNKNOWN")
        assert len(await gateway.refunds(theirs)) == before + fault.reaches
        await till.later(timedelta(minutes=2))
        await till.goes_on()
        assert (await till.shop.node(refund["id"]))["status"] == "AUTHORIZING", "nothing is due before its time"
        await till.later(timedelta(minutes=4))
        await till.goes_on()
        refund = await till.shop.node(refund["id"])
        assert refund["status"] == gateway.settled_as
        assert (await gateway.refunds(theirs)).count(Decimal("30.00")) == 1
        # Where an account has no apiRequestKeys, each process hears so with its first sending.
        heard = [each["outcome"] for each in refund["retry"]["attempts"] if each["outcome"] != "UNAVAILABLE"]
        assert heard == ["UNKNOWN"] + ["ACCEPTED"] * (not fault.reaches)
        await verified_of(till.shop)


async def test_two_merchants_may_have_the_same_account_at_the_gateway(ringed: Live, till: Till) -> None:
    """Each refunds its own payments; of one that both have brought in the gateway gives back what there is, once."""
    async with open_till(ringed, till.world) as other:
        (first, theirs), (second, others) = await till.brought_in(), await other.brought_in()
        for each, payment in ((till, first), (other, second)):
            assert (await each.shop.refund(payment, "60.00")).object["status"] == till.world.settled_as
        assert (await till.given_back(theirs), await till.given_back(others)) == (Decimal(60), Decimal(60))
        assert (await other.shop.refund(first, "1.00")).codes == ["NOT_FOUND"]
