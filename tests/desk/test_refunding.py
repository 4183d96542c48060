"""A refund from an order's page in a real browser: counted, and by impatient people. The journal has each once."""

import asyncio
import json
import os
from pathlib import Path
from typing import Any

import pytest

from app.domain.people.people import Right
from tests.flows.desk import UPDATE_SETTINGS
from tests.flows.people.test_reasons import create
from tests.support.merchant_client import Live, Shop, open_shop
from tests.support.node import run
from tests.support.promises import verified_of
from tests.support.staff import PASSWORD, hire
from tests.support.till import look, record

SCRIPT = Path(__file__).parents[1] / "browser" / "refunding.mjs"

PAID = {
    "products": ("64.90", "usd"),
    "large": ("500.00", "usd"),
    "tabs": ("20.00", "usd"),
    "slow": ("4000.00", "usd"),
    "lost": ("30.00", "usd"),
    "away": ("4000.00", "usd"),
    "limit": ("5000.00", "eur"),
}
"""What was paid for each order of the browser's story."""

GIVEN_BACK = {
    "products": [20_00, 44_90],
    "large": [7_00],
    "tabs": [6_00],
    "slow": [3004_00],
    "lost": [5_00],
    "away": [],
    "limit": [150_00],
}
"""The refunds that the gateway has made of each, in minor units."""

JOURNAL = """
SELECT j.amount FROM sandbox.journal j JOIN transactions t ON t.legacy_id = j.transaction
WHERE t.merchant_id = $1 AND t.order_id = $2 AND j.kind = 'refund' AND j.effect ORDER BY j.amount
"""


async def test_a_refund_is_made_once_whatever_is_pressed(live: Live, tmp_path_factory: pytest.TempPathFactory) -> None:
    async with open_shop(live) as shop:
        told = await _story(shop, str(tmp_path_factory.mktemp("browser")))
        made = {name: [row["amount"] for row in await shop.execute(JOURNAL, shop.merchant.id, name)] for name in PAID}
        assert made == GIVEN_BACK
        products = await look(shop, "products")
        assert (products["cancelled"], products["balanceDue"]["value"]) == (True, "3.50")
        await verified_of(shop)
    assert (told["outside"], {name: found for name, found in told["serious"].items() if found}) == ([], {})
    assert [line for line in told["said"] if "401" not in line and "ERR_FAILED" not in line] == []
    _check(told["seen"])


async def _story(shop: Shop, folder: str) -> dict[str, Any]:
    """What the browser has seen. Pictures go to the folder that SHOTS names, if it names one."""
    await create(shop, "DAMAGED", "Arrived damaged")
    limits = [{"currencyCode": "EUR", "amount": "140.00"}]
    assert "errors" not in (await shop.ask(UPDATE_SETTINGS, approvalLimits=limits)).body
    for name, (amount, account) in PAID.items():
        await shop.settled(amount, account, orderId=name)
    await record(shop, "products", ("pot", 1, "34.90"), ("cup", 3, "10.00"))
    assert "errors" not in (await shop.record_order("products", customer={"email": "alex@example.com"})).body
    agent = await hire(shop, Right.VIEW, Right.REFUND, Right.VOID)
    approver = await hire(shop, Right.VIEW, Right.REFUND, Right.APPROVE)
    given = {
        "origin": shop.live.url.removesuffix("/graphql"),
        "agent": {"email": agent.email, "password": PASSWORD},
        "approver": {"email": approver.email, "password": PASSWORD},
        "orders": {name: name for name in PAID},
        "shots": os.environ.get("SHOTS"),
    }
    # The browser unpacks itself there, and another process may be doing the same.
    answer = await asyncio.to_thread(run, SCRIPT, json.dumps(given), TMPDIR=folder, HOME=folder)
    told: dict[str, Any] = json.loads(answer)
    return told


def _check(seen: dict[str, Any]) -> None:
    assert seen["heading"] == "Order products"
    assert seen["overflow"] <= 0
    assert seen["counted"] == {"clicks": 6, "fields": 3}
    assert seen["button"] == "Refund 20.00 USD"
    assert "2 × Product cup 20.00 USD" in seen["review"]
    assert "Reason: Arrived damaged" in seen["review"]
    assert seen["refunded"].startswith("Refunded 20.00 USD. The gateway has accepted it.")
    assert "A refund of 20.00 USD was requested here" in seen["anotherOne"]
    assert "Product pot" in seen["focused"]
    assert "The order is cancelled." in seen["reviewOfAll"]
    assert "Note: The rest as well" in seen["reviewOfAll"]
    assert "owes 3.50 USD afterwards" in seen["reviewOfAll"]
    assert "500.00" in seen["tooMuch"]
    assert seen["afterTwoReviews"] == 1
    assert "changed" in seen["secondTab"]
    assert seen["whileItRuns"].startswith("Refunding 3004.00 USD")
    assert "3004.00 USD" in seen["slow"]
    assert "not known whether it was done" in seen["lost"]
    assert "Waiting: 3001.00 USD was not accepted yet. The next attempt is at" in seen["waiting"]
    assert "A second person has to approve it" in seen["reviewAboveLimit"]
    assert seen["awaiting"].startswith("Awaiting approval: 150.00 EUR")
    assert "awaits approval" in seen["orderAwaits"]
    assert seen["approved"]["approveRefund"]["refund"]["status"] == "SUBMITTED_FOR_SETTLEMENT"
    assert "Kim Doe approved it" in seen["followed"]
    assert "signed in" in seen["expired"]
    assert "Basic" not in seen["expired"]
