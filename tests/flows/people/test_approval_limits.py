"""The merchant's limits: set, shown, and refused where they are none (SPEC 8.3)."""

from typing import Any

import pytest

from tests.flows.refusals import refused
from tests.support.merchant_client import SET_UP, Shop

SHOWN = "settings { requireReasonFromStaff approvalLimits { value currencyCode } }"
UPDATE = f"mutation ($input: MerchantSettingsInput!) {{ updateMerchantSettings(input: $input) {{ {SHOWN} }} }}"
SETTINGS = "{ merchantSettings { approvalLimits { value currencyCode } } }"


async def limits(shop: Shop) -> list[tuple[str, str]]:
    found = (await shop.post(SETTINGS)).body["data"]["merchantSettings"]["approvalLimits"]
    return [(each["currencyCode"], each["value"]) for each in found]


async def test_there_is_none_at_first(shop: Shop) -> None:
    assert await limits(shop) == []


async def test_the_list_replaces_the_old_one(shop: Shop) -> None:
    given = [("USD", "100"), ("JPY", 5000), ("KWD", "0.5")]
    asked = [{"currencyCode": currency, "amount": amount} for currency, amount in given]
    settings = (await shop.ask(UPDATE, approvalLimits=asked)).object
    assert [each["value"] for each in settings["approvalLimits"]] == ["5000", "0.500", "100.00"]
    assert await limits(shop) == [("JPY", "5000"), ("KWD", "0.500"), ("USD", "100.00")]
    await shop.ask(UPDATE, approvalLimits=[{"currencyCode": "EUR", "amount": "7.50"}])
    await shop.ask(UPDATE, requireReasonFromStaff=True)
    assert await limits(shop) == [("EUR", "7.50")]
    await shop.ask(UPDATE, approvalLimits=[])
    assert await limits(shop) == []
    kept = await shop.execute("SELECT note FROM changes WHERE merchant_id = $1 ORDER BY id", shop.merchant.id)
    assert [row["note"] for row in kept[SET_UP:]] == [
        "approval above: never -> 5000 JPY, 0.500 KWD, 100.00 USD",
        "approval above: 5000 JPY, 0.500 KWD, 100.00 USD -> 7.50 EUR",
        "require a reason from staff: no -> yes",
        "approval above: 7.50 EUR -> never",
    ]


@pytest.mark.parametrize(
    ("given", "condition", "path"),
    [
        ([("USD", "1.005")], "AMOUNT_INVALID", ("0", "amount")),
        ([("JPY", "1.5")], "AMOUNT_INVALID", ("0", "amount")),
        ([("USD", "0")], "AMOUNT_NOT_POSITIVE", ("0", "amount")),
        ([("USD", "-1")], "AMOUNT_NEGATIVE", ("0", "amount")),
        ([("USD", "10000000000000000")], "AMOUNT_TOO_LARGE", ("0", "amount")),
        ([("USD", "plenty")], "AMOUNT_INVALID", ("0", "amount")),
        ([("ZZZ", "1")], "SETTING_INVALID", ("0", "currencyCode")),
        ([("XAU", "1")], "SETTING_INVALID", ("0", "currencyCode")),
        ([("EUR", "1"), ("USD", "1"), ("EUR", "2")], "SETTING_INVALID", ("2", "currencyCode")),
        ([("USD", "1")] * 201, "SETTING_INVALID", ()),
    ],
)
async def test_a_limit_that_is_none_is_refused(
    shop: Shop, given: list[tuple[str, str]], condition: str, path: tuple[str, ...]
) -> None:
    asked: list[dict[str, Any]] = [{"currencyCode": currency, "amount": amount} for currency, amount in given]
    (refusal,) = await refused(shop, UPDATE, approvalLimits=asked, requireReasonFromStaff=True)
    assert (refusal.condition, refusal.path) == (condition, ("input", "approvalLimits", *path))
    assert await limits(shop) == []


async def test_all_that_is_wrong_is_told_at_once(shop: Shop) -> None:
    asked = [{"currencyCode": "USD", "amount": "0"}, {"currencyCode": "ZZZ", "amount": "1"}]
    found = await refused(shop, UPDATE, approvalLimits=asked, retryAttempts=-1)
    assert {each.path[1:] for each in found} == {
        ("approvalLimits", "0", "amount"),
        ("approvalLimits", "1", "currencyCode"),
        ("retryAttempts",),
    }


async def test_a_second_person_for_every_not_done_is_a_setting(shop: Shop) -> None:
    shown = "settings { requireApprovalOfNotDone }"
    update = f"mutation ($input: MerchantSettingsInput!) {{ updateMerchantSettings(input: $input) {{ {shown} }} }}"
    for given, holds in (({}, False), ({"requireApprovalOfNotDone": True}, True), ({"retryAttempts": 2}, True)):
        assert (await shop.ask(update, **given)).object["requireApprovalOfNotDone"] is holds
    found = await shop.post("{ merchantSettings { requireApprovalOfNotDone } }")
    assert found.body["data"]["merchantSettings"]["requireApprovalOfNotDone"] is True
    assert (await shop.ask(update, requireApprovalOfNotDone=False)).object["requireApprovalOfNotDone"] is False
    kept = await shop.execute("SELECT note FROM changes WHERE merchant_id = $1 ORDER BY id", shop.merchant.id)
    told = [row["note"] for row in kept[SET_UP:]]
    assert (told[0], told[-1]) == ("approval of every NOT_DONE: no -> yes", "approval of every NOT_DONE: yes -> no")
