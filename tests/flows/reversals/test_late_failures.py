"""A refund that has settled and fails all the same: its amount is free again, and people are told (SPEC 12)."""

from datetime import UTC, datetime, timedelta

import pytest

from app.gateways.registry import SANDBOX
from app.gateways.sandbox.gateway import SandboxGateway
from tests.flows.desk import UNDO_REFUND, mark_refunded, refunded
from tests.support.merchant_client import Shop
from tests.support.promises import verified_of

FAILS_LATE = "3003.01"
KINDS = "SELECT kind FROM outbox WHERE merchant_id = $1"


@pytest.mark.parametrize("unseen", [False, True])
async def test_what_comes_back_may_be_refunded_again(shop: Shop, unseen: bool) -> None:
    """Also where the gateway's night was followed by nobody: the next one finds what has failed."""
    await shop.set_merchant(notify_emails=["support@example.com"])
    made = await refunded(shop, FAILS_LATE)
    await shop.advance("P1D")
    refund = await shop.node(made.refund)
    assert (refund["status"], refund["needsAttention"]) == ("SETTLED", False)
    if unseen:
        gateway = shop.live.service.gateways.named(SANDBOX)
        assert isinstance(gateway, SandboxGateway)
        await gateway.settle_due(shop.merchant.public_id, datetime.now(UTC) + timedelta(days=6))
        await verified_of(shop)
    await shop.advance("P3D")
    refund = await shop.node(made.refund)
    assert (refund["status"], refund["needsAttention"]) == ("SETTLEMENT_DECLINED", True)
    assert [event["status"] for event in refund["statusHistory"]] == [
        "SETTLEMENT_DECLINED",
        "SETTLED",
        "SETTLING",
        "SUBMITTED_FOR_SETTLEMENT",
        "AUTHORIZED",
    ]
    assert [row["kind"] for row in await shop.execute(KINDS, shop.merchant.id)] == ["SETTLEMENT_DECLINED"]
    queue = "{ refundQueue(input: {needsAttention: true}) { edges { node { lastError payment { id } } } } }"
    [edge] = (await shop.post(queue)).body["data"]["refundQueue"]["edges"]
    assert edge["node"]["payment"]["id"] == made.refund
    assert edge["node"]["lastError"] == "It was declined at settlement: 4001 Settlement Declined."
    assert (await shop.node(made.sale))["refundableAmount"]["value"] == "4000.00"
    again = (await shop.refund(made.sale, "4000.00")).object
    assert again["status"] == "SUBMITTED_FOR_SETTLEMENT"
    assert not (await shop.node(made.refund))["needsAttention"], "something was done about it"
    assert await shop.given_back(made.sale) == 4000_00
    await verified_of(shop)


async def test_what_was_marked_by_a_person_never_fails_at_a_gateway(shop: Shop) -> None:
    sale = await shop.settled("4000.00")
    marked = (await mark_refunded(shop, sale, FAILS_LATE)).object["id"]
    await shop.advance("P5D")
    assert (await shop.node(marked))["status"] == "SETTLED"
    await shop.ask(UNDO_REFUND, transactionId=sale)
    assert (await shop.node(marked))["status"] == "VOIDED"
    await verified_of(shop)
