"""Gateway accounts over GraphQL: for administrators, with secrets that come in and never go out."""

import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from app.domain.people.people import ALL_RIGHTS, Right
from app.domain.reversals.payments import Merchant
from app.flows.people.set_up import create_key, create_merchant
from app.settings import Settings
from tests.gateways.accounts.local import Gateway, LocalAdapter
from tests.gateways.accounts.test_at_rest import rows
from tests.support.merchant_client import PLAIN_HTTP, Answer, Live, Shop, live_service

CANARY = "test_canary_77aa01bc"
HOOKS = ["whsec_canary_1_of_2", "whsec_canary_2_of_2"]

FIELDS = """account { name adapter version live settings { key value } secrets { key fingerprint lastFour } webhookUrl
  state lastAnsweredAt lastError createdAt } validationErrors { code message inputPath }"""
ADD = f"mutation ($input: AddGatewayAccountInput!) {{ addGatewayAccount(input: $input) {{ {FIELDS} }} }}"
UPDATE = f"mutation ($input: UpdateGatewayAccountInput!) {{ updateGatewayAccount(input: $input) {{ {FIELDS} }} }}"
RETIRE = f"mutation ($input: RetireGatewayAccountInput!) {{ retireGatewayAccount(input: $input) {{ {FIELDS} }} }}"
LIST = "{ gatewayAccounts { name version state live lastError secrets { key lastFour } webhookUrl } }"
TEST = "query ($name: String!) { testGatewayAccount(name: $name) { ok live message missingRights } }"
HISTORY = "{ changes(first: 20) { edges { node { what note by } } } }"


@pytest.fixture
async def open_live(settings: Settings, adapter: LocalAdapter) -> AsyncIterator[Live]:
    async with live_service(settings) as live:
        yield live


async def shop_of(live: Live, http: httpx.AsyncClient, name: str, *rights: Right, sandbox: bool = False) -> Shop:
    merchant: Merchant = await create_merchant(live.service.store, name, sandbox=sandbox)
    keys = await create_key(live.service.store, merchant, "Key", frozenset(rights) or ALL_RIGHTS)
    return Shop(live, merchant, keys, http)


@pytest.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(timeout=60, verify=PLAIN_HTTP) as client:
        yield client


@pytest.fixture
async def acme(open_live: Live, http: httpx.AsyncClient) -> Shop:
    return await shop_of(open_live, http, "Acme")


def pairs(**values: str) -> list[dict[str, str]]:
    return [{"key": key, "value": value} for key, value in values.items()]


def given(gateway: Gateway, **more: Any) -> dict[str, Any]:
    secrets = [*pairs(secret_key=CANARY), *({"key": "webhook_secrets", "value": each} for each in HOOKS)]
    return {
        "name": "main",
        "adapter": "local",
        "settings": pairs(api_base=gateway.address),
        "secrets": secrets,
        **more,
    }


def payload(answer: Answer) -> dict[str, Any]:
    """The mutation's payload; nothing of a secret is in the answer."""
    assert "errors" not in answer.body, answer.body
    assert not [each for each in (CANARY, *HOOKS) if each in json.dumps(answer.body)]
    (found,) = answer.body["data"].values()
    return dict(found)


def problems(answer: Answer) -> list[tuple[str, list[str]]]:
    found = payload(answer)
    assert found["account"] is None
    return [(each["code"], each["inputPath"]) for each in found["validationErrors"]]


async def test_an_account_from_its_first_version_to_its_retirement(acme: Shop, gateway: Gateway, database: str) -> None:
    added = payload(await acme.ask(ADD, **given(gateway)))["account"]
    assert gateway.heard == []
    assert (added["version"], added["live"], added["state"]) == (1, False, "ACTIVE")
    assert added["webhookUrl"].startswith("/gateways/local/")
    assert [(each["key"], each["lastFour"]) for each in added["secrets"]] == [
        ("secret_key", "01bc"),
        ("webhook_secrets", ""),
        ("webhook_secrets", ""),
    ]
    refused = payload(await acme.post(TEST, {"name": "main"}))
    assert (refused["ok"], refused["live"]) == (False, None)
    assert "[hidden]" in refused["message"]
    (listed,) = (await acme.post(LIST)).body["data"]["gatewayAccounts"]
    assert listed["state"] == "CREDENTIALS_REFUSED"
    assert listed["lastError"] == "Invalid key: [hidden]"

    gateway.known[CANARY] = ("acct_local", False)
    assert payload(await acme.post(TEST, {"name": "main"}))["ok"]
    changed = payload(await acme.ask(UPDATE, name="main", settings=pairs(timeout="7"), secrets=[]))["account"]
    assert (changed["version"], changed["state"]) == (2, "ACTIVE")
    assert {each["key"]: each["value"] for each in changed["settings"]} == {
        "api_base": gateway.address,
        "timeout": "7",
    }
    assert changed["secrets"] == added["secrets"]
    same = payload(await acme.ask(UPDATE, name="main", settings=pairs(timeout="7")))["account"]
    assert same["version"] == 2, "nothing changed"
    fewer = payload(await acme.ask(UPDATE, name="main", settings=pairs(timeout=""), secrets=pairs(webhook_secrets="")))
    assert [each["key"] for each in fewer["account"]["settings"]] == ["api_base"]
    assert [each["key"] for each in fewer["account"]["secrets"]] == ["secret_key"]
    assert payload(await acme.post(TEST, {"name": "main"}))["message"] == "acct_local, test"

    retired = payload(await acme.ask(RETIRE, name="main"))["account"]
    assert (retired["state"], retired["webhookUrl"]) == ("RETIRED", None)
    assert payload(await acme.ask(RETIRE, name="main"))["account"]["state"] == "RETIRED"
    assert problems(await acme.ask(UPDATE, name="main")) == [("GATEWAY_ACCOUNT_RETIRED", ["input", "name"])]
    assert problems(await acme.ask(ADD, **given(gateway))) == [("GATEWAY_ACCOUNT_TAKEN", ["input", "name"])]

    told = [each["node"] for each in (await acme.post(HISTORY)).body["data"]["changes"]["edges"]]
    assert [each["what"] for each in told[:4]] == [
        "Gateway account retired",
        "Gateway account changed",
        "Gateway account changed",
        "Gateway account added",
    ]
    assert told[2]["note"] == "main, version 2 (test); timeout: none -> 7"
    assert not [each for each in (CANARY, *HOOKS) if each in json.dumps(told)]
    (count,) = await rows(database, "SELECT count(*) FROM gateway_account_secrets")
    assert count[0] == 3, "what was begun with a version is ended with it"


async def test_each_problem_is_told_at_its_place(acme: Shop, gateway: Gateway) -> None:
    wrong = {
        "settings": [*pairs(region="south", timeout="soon", secret_key=CANARY), *pairs(region="north")],
        "secrets": pairs(secret_key=CANARY),
    }
    assert problems(await acme.ask(ADD, **given(gateway, **wrong))) == [("NAMED_TWICE", ["input", "settings", "0"])]
    wrong["settings"] = pairs(region="east", timeout="soon", secret_key=CANARY, regoin="north")
    assert sorted(problems(await acme.ask(ADD, **given(gateway, **wrong)))) == [
        ("SETTING_INVALID", ["input", "settings", "1"]),
        ("SETTING_IS_SECRET", ["input", "settings", "2"]),
        ("SETTING_UNKNOWN", ["input", "settings", "3"]),
    ]
    nothing = given(gateway, secrets=[])
    assert problems(await acme.ask(ADD, **nothing)) == [("SETTING_MISSING", ["input", "secrets"])]
    twice = given(gateway, secrets=[*pairs(secret_key=CANARY), *pairs(secret_key=CANARY)])
    assert problems(await acme.ask(ADD, **twice)) == [("NAMED_TWICE", ["input", "secrets", "0"])]
    assert problems(await acme.ask(ADD, **given(gateway, name="Main!"))) == [("TEXT_INVALID", ["input", "name"])]
    assert problems(await acme.ask(ADD, **given(gateway, adapter="paypal"))) == [
        ("ADAPTER_UNKNOWN", ["input", "adapter"])
    ]
    for document in (UPDATE, RETIRE):
        assert problems(await acme.ask(document, name="nobodys")) == [("OBJECT_NOT_FOUND", ["input", "name"])]
    assert (await acme.post(TEST, {"name": "nobodys"})).codes == ["NOT_FOUND"]


async def test_a_neighbours_account_is_as_one_that_there_is_not(
    acme: Shop, gateway: Gateway, http: httpx.AsyncClient
) -> None:
    gateway.known[CANARY] = ("acct_local", False)
    payload(await acme.ask(ADD, **given(gateway)))
    neighbour = await shop_of(acme.live, http, "Bolt")
    for document in (UPDATE, RETIRE):
        there, not_there = [await neighbour.ask(document, name=name) for name in ("main", "nobodys")]
        assert there.body["data"] == not_there.body["data"]
    assert (await neighbour.post(TEST, {"name": "main"})).body["errors"][0]["message"] == (
        await neighbour.post(TEST, {"name": "nobodys"})
    ).body["errors"][0]["message"]
    assert (await neighbour.post(LIST)).body["data"] == {"gatewayAccounts": []}
    assert gateway.heard == []
    assert payload(await neighbour.ask(ADD, **given(gateway)))["account"]["version"] == 1, "of the same name, its own"


async def test_administrators_alone_may_ask(acme: Shop, gateway: Gateway, http: httpx.AsyncClient) -> None:
    payload(await acme.ask(ADD, **given(gateway)))
    others = await shop_of(acme.live, http, "Bolt", *(set(Right) - {Right.ADMINISTER}))
    for document in (ADD, UPDATE, RETIRE):
        assert (await others.ask(document, **(given(gateway) if document is ADD else {"name": "main"}))).codes == [
            "AUTHORIZATION"
        ]
    assert (await others.post(LIST)).codes == (await others.post(TEST, {"name": "main"})).codes == ["AUTHORIZATION"]


async def test_a_sandbox_merchant_has_no_gateway_account(acme: Shop, gateway: Gateway, http: httpx.AsyncClient) -> None:
    play = await shop_of(acme.live, http, "Play", sandbox=True)
    sandbox = [("GATEWAY_ACCOUNT_OF_SANDBOX", ["input", "adapter"])]
    assert problems(await play.ask(ADD, **given(gateway))) == sandbox
    live = await play.ask(ADD, **given(gateway, secrets=pairs(secret_key="live_key_1")))
    assert problems(live) == sandbox
    assert "real money" in payload(live)["validationErrors"][0]["message"]


async def test_accounts_stay_to_be_seen_where_their_adapter_is_gone(
    acme: Shop, gateway: Gateway, database: str
) -> None:
    payload(await acme.ask(ADD, **given(gateway)))
    await rows(database, "UPDATE gateway_accounts SET adapter = 'uninstalled'")
    (listed,) = (await acme.post(LIST)).body["data"]["gatewayAccounts"]
    assert listed["state"] == "NOT_INSTALLED"
    said = payload(await acme.post(TEST, {"name": "main"}))
    assert said == {
        "ok": False,
        "live": None,
        "message": "The gateway account's adapter is not installed, or can't be used.",
        "missingRights": [],
    }
