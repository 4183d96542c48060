"""Rights are checked when something is asked, and again when it is done later (SPEC 8.2)."""

import pytest

from app.domain.people.people import Right
from tests.support.merchant_client import Shop

RIGHTS = "UPDATE users SET rights = $2 WHERE merchant_id = $1"


async def queued(shop: Shop, requester: Shop) -> str:
    """The id of a refund that the requester asked for, and that the gateway was not reached for."""
    asked = await requester.refund(await shop.settled("4000.00"), "3001.00")
    assert asked.object["status"] == "AUTHORIZING"
    return str(asked.object["id"])


@pytest.mark.parametrize("by_person", [False, True])
async def test_a_queued_refund_goes_on_while_its_requester_may_refund(shop: Shop, by_person: bool) -> None:
    requester = await (shop.person if by_person else shop.key)(Right.REFUND)
    refund_id = await queued(shop, requester)
    await shop.advance("P1D")
    assert (await shop.node(refund_id))["retry"]["attemptsMade"] == 2
    assert (await shop.node(refund_id))["retry"]["state"] == "SUCCEEDED"


@pytest.mark.parametrize("by_person", [False, True])
async def test_a_queued_refund_ends_once_its_requester_may_not_refund(shop: Shop, by_person: bool) -> None:
    requester = await (shop.person if by_person else shop.key)(Right.REFUND)
    refund_id = await queued(shop, requester)
    if by_person:
        await shop.execute(RIGHTS, shop.merchant.id, [Right.VIEW, Right.VOID])
    else:
        await shop.execute("UPDATE api_keys SET revoked_at = now() WHERE public_key = $1", requester.keys[0])
    await shop.advance("P1D")
    refund = await shop.node(refund_id)
    assert (refund["status"], refund["needsAttention"], refund["retry"]["state"]) == ("FAILED", True, "EXHAUSTED")
    assert refund["retry"]["attemptsMade"] == 1, "it was not sent again"
    assert refund["refundedTransaction"]["refundableAmount"]["value"] == "4000.00"


async def test_a_persons_session_may_be_over_by_then(shop: Shop) -> None:
    requester = await shop.person(Right.REFUND)
    refund_id = await queued(shop, requester)
    await shop.execute("UPDATE sessions SET revoked_at = now()")
    await shop.advance("P1D")
    assert (await shop.node(refund_id))["retry"]["state"] == "SUCCEEDED"
