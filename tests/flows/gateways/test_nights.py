"""A night's comparison with a gateway account tells people of what it finds for the first time, in one mail."""

from dataclasses import replace
from typing import Any

from app.flows.gateways.reconcile_nightly import compare_merchant
from tests.flows.gateways.acme import Acme

TOLD = "SELECT json_agg(facts ORDER BY id) FROM outbox WHERE merchant_id = $1 AND kind = 'DRIFT_FOUND'"


async def told(acme: Acme) -> list[dict[str, Any]]:
    return list(await acme.scalar(TOLD, acme.merchant.id) or [])


async def test_people_are_told_once_of_what_a_night_finds(acme: Acme) -> None:
    acme = acme.as_another(merchant=replace(acme.merchant, notify_emails=("desk@example.com",)))
    await acme.adopt(acme.pay())
    assert (await compare_merchant(acme.service, acme.merchant), await told(acme)) == (0, [])
    unknown = [acme.pay(f"{number}.00") for number in range(1, 8)]
    for _ in range(2):
        assert await compare_merchant(acme.service, acme.merchant) == 7
        (notice,) = await told(acme)
        assert notice["said"].startswith("7 new: MISSING_HERE ")
        assert notice["said"].endswith(", and 2 more")
        assert (notice["merchant"], notice["requested_by"]) == (acme.merchant.name, "bt")
        assert notice["transaction_id"] in unknown
    another = acme.pay("9.00")
    await compare_merchant(acme.service, acme.merchant)
    assert [each["said"] for each in (await told(acme))[1:]] == [f"1 new: MISSING_HERE {another}"]
