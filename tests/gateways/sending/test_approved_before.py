"""A refund was approved and sent in a time that the database has forgotten: approved again, it is not made again."""

from datetime import timedelta
from decimal import Decimal

import pytest

from app.gateways.braintree import ids
from tests.gateways.braintree.accounts import PRIVATE, PUBLIC
from tests.gateways.sending.till import open_till
from tests.gateways.sending.worlds import world
from tests.support.approval_desk import open_desk
from tests.support.merchant_client import Live

A_DAY = timedelta(days=1)


@pytest.mark.parametrize("before", [True, False])
async def test_its_gateway_is_asked_by_its_key_first(ringed: Live, *, before: bool) -> None:
    async with world("braintree that allows no keys") as gateway, open_till(ringed, gateway) as till:
        desk = await open_desk(till.shop, ("USD", "10.00"))
        paid, theirs = await till.brought_in()
        refund = await desk.waiting("30.00", paid)
        (row,) = await till.shop.execute("SELECT key FROM approvals WHERE merchant_id = $1", till.shop.merchant.id)
        assert gateway.fake is not None
        if before:
            gateway.fake.refund(theirs, "30.00", order_id=ids.order_id(None, row["key"]))
        approved = (await desk.approve(refund)).object
        assert approved["status"] == "SUBMITTED_FOR_SETTLEMENT"
        assert await gateway.refunds(theirs) == [Decimal("30.00")]
        assert ("RefundryRefund" in gateway.fake.operations) is not before


async def test_an_account_that_cannot_be_asked_leaves_no_doubt(ringed: Live) -> None:
    """Nothing was sent: it waits as any refund that was not reached does, and is made once."""
    async with world("braintree that allows no keys") as gateway, open_till(ringed, gateway) as till:
        desk = await open_desk(till.shop, ("USD", "10.00"))
        paid, theirs = await till.brought_in()
        refund = await desk.waiting("30.00", paid)
        assert gateway.fake is not None
        gateway.fake.credentials.clear()
        assert (await desk.approve(refund)).object["status"] == "AUTHORIZING"
        outcomes = "SELECT last_outcome FROM operations WHERE merchant_id = $1 AND kind = 'REFUND'"
        rows = await till.shop.execute(outcomes, till.shop.merchant.id)
        assert [row["last_outcome"] for row in rows] == ["UNAVAILABLE"]
        gateway.fake.credentials.add((PUBLIC, PRIVATE))
        await till.later(A_DAY)
        await till.goes_on()
        assert await gateway.refunds(theirs) == [Decimal("30.00")]


async def test_the_look_up_takes_none_of_the_time_that_its_sending_has(ringed: Live) -> None:
    """Nobody takes it for left behind while the gateway has it: the look-up may have lasted for as long."""
    async with world("braintree that remembers keys") as gateway, open_till(ringed, gateway, timeout="40") as till:
        desk = await open_desk(till.shop, ("USD", "10.00"))
        paid, theirs = await till.brought_in()
        refund = await desk.waiting("30.00", paid)
        fake, shop, left = gateway.fake, till.shop, []
        assert fake is not None

        async def meanwhile() -> None:
            leased = "SELECT lease_until - now() AS left FROM operations WHERE merchant_id = $1 AND state = 'RUNNING'"
            left.append((fake.operations[-1], (await shop.execute(leased, shop.merchant.id))[0]["left"]))
            over = "UPDATE operations SET lease_until = now() WHERE merchant_id = $1 AND state = 'RUNNING'"
            if fake.operations[-1] != "RefundryRefund":
                await shop.execute(over, shop.merchant.id)
                fake.meanwhile = meanwhile

        fake.meanwhile = meanwhile
        assert (await desk.approve(refund)).object["status"] == till.world.settled_as
        assert [operation for operation, _ in left] == ["RefundryRefundsOf", "RefundryRefund"]
        assert all(time > timedelta(seconds=40) for _, time in left), left
        assert await gateway.refunds(theirs) == [Decimal("30.00")]
