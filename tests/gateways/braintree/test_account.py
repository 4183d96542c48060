"""What an account at Braintree may be told, and what it says of itself."""

import base64
import json
from typing import Any

import pytest
from pydantic import ValidationError

from app.gateways.braintree.account import Config, Secrets
from app.gateways.braintree.adapter import ADAPTER
from refundry.gateways import Account, NotAnswered
from tests.gateways.braintree.accounts import PRIVATE, PUBLIC, Connect, account
from tests.gateways.braintree.fake import Fake
from tests.gateways.braintree.objects import error
from tests.gateways.fakes.exchange import Answer, Request
from tests.gateways.fakes.scripted import Scripted, answer

ADDRESSES = [
    ({}, "https://payments.braintree-api.com"),
    ({"environment": "production"}, "https://payments.braintree-api.com"),
    ({"environment": "sandbox"}, "https://payments.sandbox.braintree-api.com"),
    ({"api_base": "https://refunds.example/"}, "https://refunds.example"),
    ({"api_base": "http://127.0.0.1:8000"}, "http://127.0.0.1:8000"),
    ({"api_base": "http://[::1]:8000"}, "http://[::1]:8000"),
    ({"api_base": "http://localhost:8000"}, "http://localhost:8000"),
]


@pytest.mark.parametrize(("given", "address"), ADDRESSES)
def test_the_environment_has_its_address(given: dict[str, Any], address: str) -> None:
    assert Config.model_validate(given).address == address


@pytest.mark.parametrize(("environment", "live"), [("production", True), ("sandbox", False), (None, True)])
def test_an_account_is_live_unless_it_says_that_it_is_for_tests(environment: str | None, live: bool) -> None:
    config = Config.model_validate({"environment": environment} if environment else {})
    _, secrets = account()
    assert ADAPTER.is_live(config, secrets) is live


BAD_SETTINGS: list[dict[str, Any]] = [
    {"environment": "canary"},
    {"environment": ""},
    {"environment": 5},
    {"merchant_id": "canary/../x"},
    {"merchant_id": ""},
    {"merchantid": "canary"},
    {"private_key": "canary"},
    {"api_base": "http://canary.example"},
    {"api_base": "https://canary.example/graphql"},
    {"api_base": "https://canary.example?x=y"},
    {"api_base": "https://user:canary@example.com"},
    {"api_base": "ftp://127.0.0.1"},
    {"api_base": "canary"},
    {"api_base": "https://canary.example:99999"},
    {"api_base": "https://canary.example\r\nx: y"},
]


@pytest.mark.parametrize("given", BAD_SETTINGS)
def test_a_setting_that_is_none_is_refused_without_its_value(given: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as raised:
        Config.model_validate(given)
    assert "canary" not in str(raised.value)


KEYS = {"public_key": PUBLIC, "private_key": PRIVATE}
BAD_SECRETS: list[dict[str, Any]] = [
    {},
    {"public_key": "canary"},
    {"private_key": "canary"},
    {**KEYS, "public_key": ""},
    {**KEYS, "public_key": "canary:x"},
    {**KEYS, "public_key": "canary|x"},
    {**KEYS, "private_key": "canary\r\nx: y"},
    {**KEYS, "private_key": "cänary"},
    {**KEYS, "private_key": 5},
    {**KEYS, "private_key": ["canary"]},
    {**KEYS, "secret_key": "canary"},
]


@pytest.mark.parametrize("given", BAD_SECRETS)
def test_a_secret_that_is_none_is_refused_without_its_value(given: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as raised:
        Secrets.model_validate(given)
    assert "canary" not in str(raised.value)


async def test_braintree_says_whose_keys_they_are(world: Fake, connect: Connect) -> None:
    session = connect(world.address)
    assert await session.account() == Account("acme", live=False)
    assert await connect(world.address, merchant_id=None).account() == Account("acme", live=False)
    assert await connect(world.address, environment="production").account() == Account("acme", live=True)
    assert world.tellings == []


async def test_keys_of_another_merchant_are_no_good(world: Fake, connect: Connect) -> None:
    with pytest.raises(NotAnswered, match="another merchant than elsewhere"):
        await connect(world.address, merchant_id="elsewhere").account()


async def test_a_merchants_id_may_be_wrapped(braintree: Scripted, connect: Connect) -> None:
    wrapped = base64.b64encode(b"merchant_acme").decode().rstrip("=")
    empty = {"edges": [], "pageInfo": {"hasNextPage": False}}
    data = {"viewer": {"merchant": {"id": wrapped}}, "transactions": empty, "refunds": empty}
    braintree.says(answer({"data": data}))
    for merchant in ("acme", None):
        assert (await connect(braintree.address, merchant_id=merchant).account()).reference == "acme"
    assert (await connect(braintree.address, merchant_id=wrapped).account()).reference == wrapped


async def test_missing_rights_are_named(braintree: Scripted, connect: Connect) -> None:
    def script(request: Request) -> Answer:
        if "viewer" in json.loads(request.body)["query"]:
            return answer({"data": {"viewer": {"merchant": {"id": "acme"}}}})
        return error(None, "AUTHORIZATION")

    braintree.script = script
    assert await connect(braintree.address).account() == Account("acme", False, ("transactions", "refunds"))


BAD_ANSWERS = {
    "nobody": (answer({"data": {"viewer": None}}), False),
    "no merchant": (answer({"data": {"viewer": {"merchant": None}}}), False),
    "refused": (error(None, "AUTHENTICATION"), True),
    "401": (answer("HTTP Basic: Access denied.", 401), True),
    "not available": (error(None, "SERVICE_AVAILABILITY"), False),
    "HTML": (answer("<html>"), False),
}


@pytest.mark.parametrize("name", BAD_ANSWERS)
async def test_what_does_not_say_whose_keys_they_are_is_no_answer(
    braintree: Scripted, connect: Connect, name: str
) -> None:
    given, refused = BAD_ANSWERS[name]
    braintree.says(given)
    with pytest.raises(NotAnswered) as raised:
        await connect(braintree.address).account()
    assert raised.value.refused_credentials is refused
