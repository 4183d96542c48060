"""An account's settings and secrets, and whose they are."""

import pickle
import traceback
from typing import Any

import pytest
from pydantic import ValidationError

from app.gateways.adyen.account import Config, Secrets
from app.gateways.adyen.adapter import ADAPTER
from refundry.gateways import Account, NotAnswered
from tests.gateways.adyen.accounts import API_KEY, HMAC_KEY, MERCHANT, NOW, Connect, account
from tests.gateways.adyen.fake import Fake, refusal
from tests.gateways.fakes.scripted import Scripted, answer

GOOD_CONFIGS: list[tuple[dict[str, Any], bool]] = [
    ({"environment": "test", "merchant_account": "Acme_ECOM-1"}, False),
    ({"environment": "live", "merchant_account": "A", "live_prefix": "1797a841fbb37ca7-Acme"}, True),
    ({"merchant_account": "A", "live_prefix": "abc"}, True),
    ({"merchant_account": "A", "api_base": "https://adyen.example"}, True),
]


@pytest.mark.parametrize(("given", "live"), GOOD_CONFIGS)
def test_an_account_is_live_unless_it_says_that_it_is_for_tests(given: dict[str, Any], live: bool) -> None:
    config = Config.model_validate_strings(given)
    assert ADAPTER.is_live(config, Secrets.model_validate({"api_key": API_KEY})) is live


BAD_CONFIGS: list[dict[str, Any]] = [
    {},
    {"environment": "test"},
    {"merchant_account": "A"},
    {"environment": "live", "merchant_account": "A"},
    {"environment": "canary", "merchant_account": "A"},
    {"environment": "test", "merchant_account": ""},
    {"environment": "test", "merchant_account": "canary canary"},
    {"environment": "test", "merchant_account": "A\r\nx: y"},
    {"environment": "test", "merchant_account": "A", "live_prefix": "canary.example/"},
    {"environment": "test", "merchant_account": "A", "live_prefix": "-canary"},
    {"environment": "test", "merchant_account": "A", "api_base": "http://canary.example"},
    {"environment": "test", "merchant_account": "A", "api_base": "https://adyen.example/canary"},
    {"environment": "test", "merchant_acount": "canary"},
]


@pytest.mark.parametrize("given", BAD_CONFIGS)
def test_a_setting_that_is_none_is_refused_without_its_value(given: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as raised:
        Config.model_validate(given)
    assert "canary" not in str(raised.value)


BAD_SECRETS: list[dict[str, Any]] = [
    {},
    {"api_key": ""},
    {"api_key": "canary\r\nx: y"},
    {"api_key": "cänary"},
    {"api_key": None},
    {"api_key": API_KEY, "hmac_keys": HMAC_KEY},
    {"api_key": API_KEY, "hmac_keys": [""]},
    {"api_key": API_KEY, "hmac_keys": ["canary" * 10]},
    {"api_key": API_KEY, "hmac_keys": [HMAC_KEY[:-1]]},
    {"api_key": API_KEY, "hmac_keys": ["ab"]},
    {"api_key": API_KEY, "hmac_key": [HMAC_KEY]},
]


@pytest.mark.parametrize("given", BAD_SECRETS)
def test_a_secret_that_is_none_is_refused_without_its_value(given: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as raised:
        Secrets.model_validate(given)
    for hidden in ("canary", API_KEY, HMAC_KEY[:8]):
        assert hidden not in str(raised.value)


def test_hmac_keys_may_be_missing_or_empty() -> None:
    assert Secrets.model_validate({"api_key": API_KEY}).hmac_keys == []
    assert Secrets.model_validate({"api_key": API_KEY, "hmac_keys": []}).hmac_keys == []


async def test_adyen_says_whether_it_takes_the_key(world: Fake, connect: Connect) -> None:
    assert await connect(world.address).account() == Account(MERCHANT, live=False)
    [request] = world.requests
    assert request.path == "/v71/paymentMethods"
    assert "idempotency-key" not in request.headers
    for given in ({"api_key": "AQEother"}, {"merchant_account": "Other"}):
        with pytest.raises(NotAnswered) as raised:
            await connect(world.address, **given).account()
        assert raised.value.refused_credentials


NO_ACCOUNT = [
    (refusal(401, "000", f"Unauthorized {API_KEY}", "security"), True),
    (answer("Who are you?", 401), False),
    (answer("Not Found", 404), False),
    (answer("<html>", 200), False),
    (answer("[]", 200), False),
    (refusal(500, "701", "server could not process request", "internal"), False),
]


@pytest.mark.parametrize(("given", "refused"), NO_ACCOUNT)
async def test_whose_key_it_is_may_be_no_answer(adyen: Scripted, connect: Connect, given: Any, refused: bool) -> None:
    adyen.says(given)
    with pytest.raises(NotAnswered) as raised:
        await connect(adyen.address).account()
    assert raised.value.refused_credentials is refused
    assert API_KEY not in "".join(traceback.format_exception(raised.value))


async def test_nothing_else_can_be_asked(adyen: Scripted, connect: Connect) -> None:
    session = connect(adyen.address)
    with pytest.raises(NotAnswered):
        await session.standing("PAYMENT000000001")
    with pytest.raises(NotAnswered):
        await session.refund_standing("MODIFIED00000001", "PAYMENT000000001")
    for listed in (session.payments(NOW, NOW), session.refunds(NOW, NOW)):
        with pytest.raises(NotAnswered):
            await anext(aiter(listed))
    assert adyen.requests == []


def test_nothing_shows_a_secret(connect: Connect) -> None:
    """C12"""
    config, secrets = account("https://checkout-test.adyen.com")
    session = connect("https://checkout-test.adyen.com")
    shown = [secrets, config, session, session._wire, ADAPTER, secrets.model_dump()]
    told = "".join(f"{each!r} {each}" for each in shown) + secrets.model_dump_json()
    assert API_KEY not in told
    assert HMAC_KEY not in told
    with pytest.raises((TypeError, AttributeError, pickle.PicklingError)):
        pickle.dumps(session)
