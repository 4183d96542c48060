"""A merchant's own settings over the server's, and what they change (SPEC 3 and 5.1)."""

from datetime import timedelta
from typing import Any

import pytest

from app.demo.embedded import Urls
from app.domain.people.people import ALL_RIGHTS, Right
from tests.flows.desk import DAY, SETTINGS, UPDATE_SETTINGS, due_after, refunded, story
from tests.flows.refusals import refused
from tests.support import servers as real
from tests.support.merchant_client import Live, Shop, live_service, open_shop

HOURS = timedelta(hours=6)
SERVER = {
    "notifyEmails": [],
    "retryInterval": "P1D",
    "retryAttempts": 3,
    "retryDeclines": False,
    "requireApiRequestKey": False,
}
CHANGES = """
SELECT actor_name, note FROM changes WHERE merchant_id = $1 AND kind = 'SETTINGS_CHANGED' ORDER BY id
"""


async def settings_of(shop: Shop) -> dict[str, Any]:
    return dict((await shop.post(SETTINGS)).body["data"]["merchantSettings"])


async def update(shop: Shop, **given: Any) -> dict[str, Any]:
    answer = await shop.ask(UPDATE_SETTINGS, **given)
    assert "errors" not in answer.body, answer.body["errors"]
    return dict(answer.body["data"]["updateMerchantSettings"]["settings"])


async def test_a_merchant_begins_with_the_server_s_settings(servers: Urls, database: str) -> None:
    given = {"notify_emails": ["ops@example.com"], "retry_interval": "PT12H", "retry_attempts": 5}
    async with live_service(real.settings_for(servers, database, **given)) as live, open_shop(live) as shop:
        of_server = {**SERVER, "notifyEmails": ["ops@example.com"], "retryInterval": "PT12H", "retryAttempts": 5}
        assert await settings_of(shop) == of_server
        assert await update(shop, retryAttempts=1) == {**of_server, "retryAttempts": 1}
        assert await update(shop, notifyEmails=[]) == {**of_server, "retryAttempts": 1, "notifyEmails": []}


async def test_null_gives_a_setting_back_to_the_server(servers: Urls, database: str) -> None:
    """What the server has none of stays as it is, and so does what is left out."""
    given = {"notify_emails": ["ops@example.com"], "retry_interval": "PT12H", "retry_attempts": 5}
    own = {"notifyEmails": ["a@example.com"], "retryInterval": "PT6H", "retryAttempts": 1, "retryDeclines": True}
    async with live_service(real.settings_for(servers, database, **given)) as live, open_shop(live) as shop:
        assert await update(shop, **own, requireApiRequestKey=True) == {**SERVER, **own, "requireApiRequestKey": True}
        assert (await update(shop, retryAttempts=2))["retryInterval"] == "PT6H"
        nulls = dict.fromkeys(["retryInterval", "retryDeclines", "requireApiRequestKey"])
        changed = await update(shop, **nulls)
        assert (changed["retryInterval"], changed["retryAttempts"]) == ("PT12H", 2)
        assert (changed["retryDeclines"], changed["requireApiRequestKey"]) == (True, True)
        changed = await update(shop, notifyEmails=None, retryAttempts=None, clientMutationId=None)
        assert (changed["notifyEmails"], changed["retryAttempts"]) == (["ops@example.com"], 5)
        rows = await shop.execute(CHANGES, shop.merchant.id)
        told = "notify e-mails: a@example.com -> the server's; retry attempts: 2 -> the server's"
        assert [row["note"] for row in rows][2:] == ["retry interval: PT6H -> the server's", told]


@pytest.mark.parametrize(
    "setting",
    [
        {"notifyEmails": ["a@example.com", "b.c+d@sub.example.org"]},
        {"notifyEmails": [f"a{number}@example.com" for number in range(10)]},
        {"retryInterval": "PT6H"},
        {"retryAttempts": 0},
        {"retryAttempts": 100},
        {"retryDeclines": True},
        {"requireApiRequestKey": True},
    ],
)
async def test_one_setting_changes_and_the_others_stay(live: Live, shop: Shop, setting: dict[str, Any]) -> None:
    absent = dict.fromkeys(set(SERVER) - set(setting))
    assert await update(shop, **setting, **absent) == {**SERVER, **setting}
    assert await settings_of(shop) == {**SERVER, **setting}
    async with open_shop(live) as other:
        assert await settings_of(other) == SERVER


async def test_an_address_is_kept_once(shop: Shop) -> None:
    changed = await update(shop, notifyEmails=["b@example.com", "a@example.com", "B@Example.com"])
    assert changed["notifyEmails"] == ["b@example.com", "a@example.com"]


@pytest.mark.parametrize(
    ("given", "condition", "path"),
    [
        ({"retryInterval": "PT0S"}, "DURATION_INVALID", ("retryInterval",)),
        ({"retryInterval": "P366D"}, "DURATION_INVALID", ("retryInterval",)),
        ({"retryInterval": "-P1D"}, "DURATION_INVALID", ("retryInterval",)),
        ({"retryInterval": "daily"}, "DURATION_INVALID", ("retryInterval",)),
        ({"retryAttempts": -1}, "SETTING_INVALID", ("retryAttempts",)),
        ({"retryAttempts": 101}, "SETTING_INVALID", ("retryAttempts",)),
        ({"notifyEmails": ["a@example.com", "nobody"]}, "SETTING_INVALID", ("notifyEmails", "1")),
        ({"notifyEmails": [""]}, "SETTING_INVALID", ("notifyEmails", "0")),
        ({"notifyEmails": ["a@example.com\nBcc: b@example.com"]}, "SETTING_INVALID", ("notifyEmails", "0")),
        ({"notifyEmails": ["A <a@example.com>"]}, "SETTING_INVALID", ("notifyEmails", "0")),
        ({"notifyEmails": ["a@example.com\0"]}, "SETTING_INVALID", ("notifyEmails", "0")),
        ({"notifyEmails": [f"a{number}@example.com" for number in range(11)]}, "SETTING_INVALID", ("notifyEmails",)),
    ],
)
async def test_a_setting_that_is_none_is_refused(
    shop: Shop, given: dict[str, Any], condition: str, path: tuple[str, ...]
) -> None:
    (refusal,) = await refused(shop, UPDATE_SETTINGS, **given, retryDeclines=True)
    assert (refusal.condition, refusal.path) == (condition, ("input", *path))
    assert await settings_of(shop) == SERVER, "nothing else was set either"


async def test_all_that_is_wrong_is_told_at_once(shop: Shop) -> None:
    found = await refused(
        shop, UPDATE_SETTINGS, notifyEmails=["x", "a@example.com", "y"], retryInterval="", retryAttempts=-5
    )
    assert [each.path[1:] for each in found] == [
        *(("notifyEmails", "0"), ("notifyEmails", "2")),
        ("retryInterval",),
        ("retryAttempts",),
    ]


async def test_a_change_is_kept_with_who_made_it(shop: Shop) -> None:
    await update(shop, retryInterval="PT6H", notifyEmails=["a@example.com"])
    await update(shop, retryInterval="PT6H")
    rows = await shop.execute(CHANGES, shop.merchant.id)
    told = "notify e-mails: the server's -> a@example.com; retry interval: the server's -> PT6H"
    assert [tuple(row) for row in rows] == [("Key", told)], "and none where nothing changed"


async def test_settings_need_an_administrator(shop: Shop) -> None:
    other = await shop.key(*(ALL_RIGHTS - {Right.ADMINISTER}))
    assert (await other.ask(UPDATE_SETTINGS, retryAttempts=1)).codes == ["AUTHORIZATION"]
    assert await settings_of(other) == SERVER
    administrator = await shop.key(Right.ADMINISTER)
    assert (await administrator.post(SETTINGS)).codes == ["AUTHORIZATION"]
    assert (await update(administrator, retryAttempts=1))["retryAttempts"] == 1


async def test_an_interval_of_six_hours(shop: Shop) -> None:
    await update(shop, retryInterval="PT6H")
    made = await refunded(shop, "3001.01")
    assert due_after(await shop.node(made.refund), made.began) == HOURS
    await shop.advance("PT6H")
    refund = await shop.node(made.refund)
    assert story(refund) == ("AUTHORIZING", "WAITING", 2, 2, "UNAVAILABLE")
    assert due_after(refund, made.began) == 2 * HOURS
    await shop.advance("PT6H")
    assert (await shop.node(made.refund))["retry"]["state"] == "SUCCEEDED"
    assert await shop.given_back(made.sale) == 3001_01


@pytest.mark.parametrize("attempts", [0, 1])
async def test_so_many_attempts_and_no_more(shop: Shop, attempts: int) -> None:
    await update(shop, retryAttempts=attempts)
    made = await refunded(shop, "3000.00")
    for left in range(attempts, 0, -1):
        assert story(await shop.node(made.refund))[-2:] == (left, "UNAVAILABLE")
        await shop.advance()
    refund = await shop.node(made.refund)
    assert story(refund) == ("FAILED", "EXHAUSTED", attempts + 1, 0, "UNAVAILABLE")
    assert refund["needsAttention"]


async def test_what_waits_goes_by_new_settings_after_its_next_attempt(shop: Shop) -> None:
    made = await refunded(shop, "3000.00")
    await update(shop, retryInterval="P2D", retryAttempts=2)
    assert due_after(await shop.node(made.refund), made.began) == DAY
    assert (await shop.node(made.refund))["retry"]["attemptsLeft"] == 2
    await shop.advance("P3D")
    refund = await shop.node(made.refund)
    assert due_after(refund, made.began) == 4 * DAY
    assert refund["retry"]["attemptsLeft"] == 1
    await shop.advance("P1D")
    assert (await shop.node(made.refund))["status"] == "FAILED"


async def test_declines_are_queued_from_then_on(shop: Shop) -> None:
    assert (await shop.node((await refunded(shop, "3006.00")).refund))["status"] == "PROCESSOR_DECLINED"
    await update(shop, retryDeclines=True)
    made = await refunded(shop, "3006.00")
    assert story(await shop.node(made.refund)) == ("AUTHORIZING", "WAITING", 1, 3, "DECLINED")


async def test_a_request_key_is_required_from_then_on(shop: Shop) -> None:
    sale = await shop.settled()
    await update(shop, requireApiRequestKey=True)
    answer = await shop.refund(sale, "1.00")
    assert answer.body["errors"][0]["extensions"]["condition"] == "REQUEST_KEY_REQUIRED"
    assert (await shop.refund(sale, "1.00", key="mine")).object["status"] == "SUBMITTED_FOR_SETTLEMENT"
