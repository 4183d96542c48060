"""A refund was approved and sent in a time that the database has forgotten: approved again, it is not made again."""

from decimal import Decimal

import pytest

from app.gateways.braintree import ids
from tests.gateways.sending.till import open_till
from tests.gateways.sending.worlds import world
from tests.support.approval_desk import open_desk
from tests.support.merchant_client import Live


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
