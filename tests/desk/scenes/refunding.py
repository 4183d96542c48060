"""A refund from an order's page by impatient people: the journal has each once."""

from typing import Any

from app.domain.people.people import Right
from tests.desk.scenes.scene import Scene, Told
from tests.flows.desk import UPDATE_SETTINGS
from tests.flows.people.test_reasons import create
from tests.support.merchant_client import Shop
from tests.support.promises import verified_of
from tests.support.staff import PASSWORD, hire
from tests.support.till import look, record

PAID = {
    "products": ("64.90", "usd"),
    "large": ("500.00", "usd"),
    "tabs": ("20.00", "usd"),
    "slow": ("4000.00", "usd"),
    "form": ("7000.00", "usd"),
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
    "form": [3004_00],
    "lost": [5_00],
    "away": [3001_00],
    "limit": [150_00],
}
"""The refunds that the gateway has made of each, in minor units."""

JOURNAL = """
SELECT j.amount FROM sandbox.journal j JOIN transactions t ON t.legacy_id = j.transaction
WHERE t.merchant_id = $1 AND t.order_id = $2 AND j.kind = 'refund' AND j.effect ORDER BY j.amount
"""


async def refunding(shop: Shop) -> Scene:
    """An agent, somebody who approves above 140.00 EUR, and an order for each of their troubles."""
    await create(shop, "DAMAGED", "Arrived damaged")
    limits = [{"currencyCode": "EUR", "amount": "140.00"}]
    assert "errors" not in (await shop.ask(UPDATE_SETTINGS, approvalLimits=limits)).body
    for name, (amount, account) in PAID.items():
        await shop.settled(amount, account, orderId=name)
    await record(shop, "products", ("pot", 1, "34.90"), ("cup", 3, "10.00"))
    agent = await hire(shop, Right.VIEW, Right.REFUND, Right.VOID)
    approver = await hire(shop, Right.VIEW, Right.REFUND, Right.APPROVE, Right.MANAGE_QUEUE)

    async def check(told: Told) -> None:
        told.quiet("401", "ERR_FAILED")
        _asked(told.seen)
        made = {name: [row["amount"] for row in await shop.execute(JOURNAL, shop.merchant.id, name)] for name in PAID}
        assert made == GIVEN_BACK
        products = await look(shop, "products")
        assert (products["cancelled"], products["balanceDue"]["value"]) == (True, "3.50")
        await verified_of(shop)

    given = {
        "agent": {"email": agent.email, "password": PASSWORD},
        "approver": {"email": approver.email, "password": PASSWORD},
        "orders": {name: name for name in PAID},
    }
    return Scene("refunding", given, check)


def _asked(seen: dict[str, Any]) -> None:
    assert seen["heading"] == "Order products"
    assert seen["overflow"] <= 0
    assert seen["button"] == "Refund 20.00 USD"
    assert seen["refunded"].startswith("Refunded 20.00 USD. The gateway has accepted it.")
    assert "A refund of 20.00 USD was requested here" in seen["anotherOne"]
    assert "Product pot" in seen["focused"]
    assert "The order is cancelled." in seen["reviewOfAll"]
    assert "Note: The rest as well" in seen["reviewOfAll"]
    assert "owes 3.50 USD afterwards" in seen["reviewOfAll"]
    assert "500.00" in seen["tooMuch"]
    assert seen["afterTwoReviews"] == 1
    assert sorted("changed" in told for told in seen["tabs"]) == [False, True], seen["tabs"]
    assert seen["whileItRuns"].startswith("Refunding 3004.00 USD")
    assert seen["slow"].startswith("Refunded 3004.00 USD")
    assert seen["close"]
    assert seen["form"].startswith("Refunded 3004.00 USD")
    assert "The same was done from here" in seen["openedAgain"]
    assert "with 3004.00" in seen["openedAgain"]
    assert "not known whether it was done" in seen["lost"]
    assert "Waiting: 3001.00 USD was not accepted yet. The next attempt is at" in seen["waiting"]
    assert seen["sentAgain"].startswith("Refunded 3001.00 USD")
    assert seen["asked"].startswith("Refunded 3001.00 USD")
    assert "A second person has to approve it" in seen["reviewAboveLimit"]
    assert seen["awaiting"].startswith("Awaiting approval: 150.00 EUR")
    assert "awaits approval" in seen["orderAwaits"]
    assert seen["followedBy"].startswith("text/event-stream")
    assert seen["approved"].startswith("Refunded 150.00 EUR")
    assert "Kim Doe approved it" in seen["followed"]
    assert "signed in" in seen["expired"]
    assert "Basic" not in seen["expired"]
