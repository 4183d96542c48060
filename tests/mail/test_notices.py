"""Which events make a message, what it says, and that nothing makes a second one."""

import json
from dataclasses import replace
from typing import Any

import pytest

from app.domain.people.people import Right
from app.flows.people.sign_in import actor_of_key
from app.flows.upkeep.notify import recipients_of
from tests.mail.conftest import SUPPORT, declined_refund, outbox
from tests.support.merchant_client import Shop

DECLINED, UNAVAILABLE, UNKNOWN, PENDING = "DECLINED", "UNAVAILABLE", "UNKNOWN", "PENDING"


async def kinds(shop: Shop) -> list[str]:
    return [row["kind"] for row in await outbox(shop)]


def facts(row: dict[str, Any]) -> dict[str, Any]:
    return dict(json.loads(row["facts"]))


@pytest.mark.parametrize(
    ("amount", "quiet_days", "kind", "outcomes"),
    [
        ("2004.00", 0, "REFUND_DECLINED", [DECLINED]),
        ("3000.00", 3, "REFUND_FAILED", [UNAVAILABLE] * 4),
        ("3002.02", 3, "OUTCOME_UNKNOWN", [UNKNOWN]),
        ("3003.00", 1, "SETTLEMENT_DECLINED", ["ACCEPTED"]),
        ("3005.01", 1, "REFUND_DECLINED", [PENDING]),
    ],
)
async def test_one_message_on_the_day_that_it_ends_and_never_another(
    amount: str, quiet_days: int, kind: str, outcomes: list[str], shop: Shop
) -> None:
    transaction_id = await shop.settled("4000.00", orderId="order-7", customerDetails={"email": "alex@example.com"})
    refund = (await shop.refund(transaction_id, amount)).object
    for _ in range(quiet_days):
        assert await kinds(shop) == []
        await shop.advance()
    assert await kinds(shop) == [kind]
    await shop.advance("P10D")
    (row,) = await outbox(shop)
    told = facts(row)
    assert (row["kind"], row["recipient"], row["tries"]) == (kind, SUPPORT, 0)
    assert (told["order_id"], told["customer_email"]) == ("order-7", "alex@example.com")
    assert (told["amount"], told["currency"]) == (amount, "USD")
    assert (told["transaction_id"], told["refund_id"]) == (transaction_id, refund["id"])
    assert [each["outcome"] for each in told["sendings"]] == outcomes
    assert (await shop.node(refund["id"]))["needsAttention"]


@pytest.mark.parametrize(
    ("amount", "policy"),
    [("10.00", None), ("3001.02", None), ("3002.00", None), ("3005.00", None), ("3000.00", "SKIP")],
)
async def test_what_ends_well_or_was_not_to_be_tried_again_tells_nobody(
    amount: str, policy: str | None, shop: Shop
) -> None:
    await shop.refund(await shop.settled("4000.00"), amount, onFailure=policy)
    await shop.advance("P10D")
    assert await outbox(shop) == []


async def test_what_the_gateway_does_not_decide_on_is_told_of_after_ten_days(shop: Shop) -> None:
    transaction_id = await shop.settled("4000.00")
    await shop.refund(transaction_id, "3005.00")
    legacy_id = (await shop.node(transaction_id))["legacyId"]
    takes_longer = "UPDATE sandbox.answers SET decided_at = decided_at + interval '20 days' WHERE transaction = $1"
    await shop.execute(takes_longer + " AND decided_at IS NOT NULL", legacy_id)
    await shop.advance("P9D")
    assert await kinds(shop) == []
    await shop.advance("P2D")
    assert await kinds(shop) == ["OUTCOME_PENDING"]
    await shop.advance("P15D")
    assert await kinds(shop) == ["OUTCOME_PENDING"]


@pytest.mark.parametrize("turns", [False, True])
async def test_a_void_that_gives_up_is_told_of(turns: bool, shop: Shop) -> None:
    await shop.set_merchant(retry_attempts=0)
    transaction_id = await shop.charge("3901.00")
    await (shop.reverse(transaction_id) if turns else shop.void(transaction_id))
    (row,) = await outbox(shop)
    told = facts(row)
    assert (row["kind"], told["refund_id"], told["transaction_id"]) == ("VOID_FAILED", None, transaction_id)
    assert [each["outcome"] for each in told["sendings"]] == [UNAVAILABLE]


@pytest.mark.parametrize(
    ("right", "amount", "kind"), [(Right.REFUND, "3001.00", "REFUND_FAILED"), (Right.VOID, "3901.00", "VOID_FAILED")]
)
async def test_what_nobody_may_do_any_more_is_told_of(right: Right, amount: str, kind: str, shop: Shop) -> None:
    other = await shop.key(right, Right.VIEW)
    if right is Right.REFUND:
        await other.refund(await shop.settled("4000.00"), amount)
    else:
        await other.void(await shop.charge(amount))
    await shop.execute("UPDATE api_keys SET rights = '{VIEW}' WHERE public_key = $1", other.keys[0])
    await shop.advance()
    (row,) = await outbox(shop)
    assert row["kind"] == kind
    assert "right" in facts(row)["said"]


async def test_every_address_gets_one_message_of_its_own(shop: Shop) -> None:
    await shop.set_merchant(notify_emails=[SUPPORT, "Support@Example.com", "second@example.com"])
    await declined_refund(shop)
    rows = await outbox(shop)
    assert sorted(row["recipient"].lower() for row in rows) == ["second@example.com", SUPPORT]
    assert len({row["message_id"] for row in rows}) == 2


async def test_two_refunds_are_two_events(shop: Shop) -> None:
    transaction_id = await declined_refund(shop)
    await shop.refund(transaction_id, "2004.00")
    assert len({row["message_id"] for row in await outbox(shop)}) == 2


@pytest.mark.parametrize(
    ("merchant", "server", "told"),
    [
        (None, ["ops@example.com"], ["ops@example.com"]),
        (["own@example.com"], ["ops@example.com"], ["own@example.com"]),
        ([], ["ops@example.com"], []),
        (None, [], []),
    ],
)
async def test_the_merchants_list_counts_more_than_the_servers(
    merchant: list[str] | None, server: list[str], told: list[str], shop: Shop
) -> None:
    service = shop.live.service
    service = replace(service, settings=service.settings.model_copy(update={"notify_emails": server}))
    actor = await actor_of_key(service.store, *shop.keys, None)
    assert actor is not None
    whose = replace(shop.merchant, notify_emails=None if merchant is None else tuple(merchant))
    assert recipients_of(service, whose) == told
