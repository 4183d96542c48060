"""What goes wrong at a desk refunds nobody twice, nothing else, and nothing in another one's name."""

from tests.desk.scenes.scene import Scene, Told
from tests.support.merchant_client import Shop
from tests.support.promises import verified_of
from tests.support.staff import PASSWORD, hire


async def mishaps(shop: Shop) -> Scene:
    """Two people with every right, a payment, and two orders."""
    person, other = await hire(shop), await hire(shop)
    payment = await shop.settled("100.00")
    await shop.settled("20.00", orderId="order-a")
    await shop.settled("20.00", orderId="order-b")
    given = {
        "person": {"email": person.email, "password": PASSWORD},
        "other": {"email": other.email, "password": PASSWORD},
        "payment": payment,
        "orders": ["order-a", "order-b"],
    }

    async def check(told: Told) -> None:
        told.quiet("401", "ERR_FAILED")
        seen = told.seen
        assert "AMOUNT_INVALID" in seen["withoutAmount"]

        assert "not known whether it was done" in seen["lost"]
        assert "done once" in seen["saidWhenLost"]
        assert seen["keptKey"]
        assert "3.00" in seen["again"]
        assert seen["saidWhenKnown"] == 0

        assert seen["question"].startswith("3.00 was refunded ")
        assert seen["question"].endswith(" ago. Refund another 3.00?")
        assert seen["newKey"]
        assert "was not sent" in seen["tooOld"]

        assert (seen["previewed"]["orderId"], seen["previewed"]["amount"]) == ("order-a", "7.00")
        assert seen["previewed"]["previewToken"]
        assert seen["ofAnother"]["orderId"] == "order-b"
        assert not {"amount", "previewToken"} & set(seen["ofAnother"])

        assert "Somebody else has signed in" in seen["inAnothersName"]
        assert person.name in seen["notice"]
        assert "typed later" not in seen["stored"]

        assert await shop.given_back(payment) == 3_00
        await verified_of(shop)

    return Scene("mishaps", given, check)
