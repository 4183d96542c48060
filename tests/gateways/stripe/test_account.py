"""What an account is told to have, and whose its key is."""

import pickle
import traceback
from typing import Any

import pytest
from pydantic import ValidationError

from app.gateways.stripe.account import Config, Secrets, is_live
from app.gateways.stripe.adapter import ADAPTER
from refundry.gateways import Account, NotAnswered
from tests.gateways.fakes.scripted import Scripted, answer
from tests.gateways.stripe.accounts import KEY, Connect, account
from tests.gateways.stripe.objects import error

BASES = [
    "https://api.stripe.com",
    "https://api.stripe.com/",
    "https://stripe.example:8443",
    "http://127.0.0.1:12111",
    "http://localhost:12111",
    "http://[::1]:12111",
]
NO_BASES = [
    "",
    "api.stripe.com",
    "http://api.stripe.com",
    "http://127.0.0.1.example.com",
    "https://api.stripe.com/v1",
    "https://api.stripe.com?x=1",
    "https://api.stripe.com#x",
    "https://user:canary@api.stripe.com",
    "ftp://api.stripe.com",
    "https://",
    "https://a b",
    "https://host:99999",
    "https://api.stripe.com\n",
]


@pytest.mark.parametrize("base", BASES)
def test_an_address_is_taken(base: str) -> None:
    assert Config(api_base=base).api_base == base.rstrip("/")


BAD_CONFIGS: list[dict[str, Any]] = [
    *({"api_base": base} for base in NO_BASES),
    {"api_bsae": "https://api.stripe.com"},
    {"stripe_account": "canary"},
    {"stripe_account": "acct_1\r\nx: y"},
    {"stripe_account": 5},
    {"api_version": "canary"},
    {"api_version": "2020-08-27"},
    {"secret_key": "sk_test_canary"},
]


@pytest.mark.parametrize("given", BAD_CONFIGS)
def test_a_setting_that_is_none_is_refused_without_its_value(given: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as raised:
        Config.model_validate(given)
    assert "canary" not in str(raised.value)


BAD_SECRETS: list[dict[str, Any]] = [
    {},
    {"secret_key": ""},
    {"secret_key": "pk_test_canary"},
    {"secret_key": "whsec_canary"},
    {"secret_key": "sk_test_canary\r\nx: y"},
    {"secret_key": "sk_test_cänary"},
    {"secret_key": 5},
    {"secret_key": None},
    {"secret_key": KEY, "webhook_secrets": "whsec_canary"},
    {"secret_key": KEY, "webhook_secrets": [""]},
    {"secret_key": KEY, "webhook_secret": ["whsec_canary"]},
]


@pytest.mark.parametrize("given", BAD_SECRETS)
def test_a_secret_that_is_none_is_refused_without_its_value(given: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as raised:
        Secrets.model_validate(given)
    assert "canary" not in str(raised.value).lower()


def test_webhook_secrets_may_be_missing_or_empty() -> None:
    assert Secrets.model_validate({"secret_key": KEY}).webhook_secrets == []
    assert Secrets.model_validate({"secret_key": KEY, "webhook_secrets": []}).webhook_secrets == []


@pytest.mark.parametrize(
    ("key", "live"),
    [
        ("sk_test_1", False),
        ("rk_test_1", False),
        ("sk_live_1", True),
        ("rk_live_1", True),
        ("sk_1", True),
        ("x_sk_test_1", True),
    ],
)
def test_a_key_is_live_unless_it_says_that_it_is_for_tests(key: str, live: bool) -> None:
    config, secrets = account("https://api.stripe.com", secret_key=key)
    assert is_live(secrets) is live
    assert ADAPTER.is_live(config, secrets) is live


async def test_stripe_says_whose_key_it_is(stripe: Scripted, connect: Connect) -> None:
    empty = {"data": [], "has_more": False}
    lists = {f"/v1/{name}": empty for name in ("payment_intents", "charges", "refunds", "disputes")}
    stripe.has({"/v1/account": {"id": "acct_1", "object": "account"}, **lists})
    assert await connect(stripe.address).account() == Account("acct_1", live=False)
    assert {request.method for request in stripe.requests} == {"GET"}


def lacking(right: str) -> str:
    return (
        "The provided key 'rk_test_*********abcd' does not have the required permissions for this endpoint on account "
        f"'acct_1'. Having the '{right}' permission would allow this request to continue."
    )


async def test_missing_rights_are_named_as_stripe_names_them(stripe: Scripted, connect: Connect) -> None:
    refusals = {
        "/v1/account": lacking("rak_accounts_kyc_basic_read"),
        "/v1/refunds": lacking("rak_charge_read"),
        "/v1/disputes": "You may not.",
    }
    stripe.script = lambda request: (
        error(403, "invalid_request_error", message=refusals[request.path])
        if request.path in refusals
        else answer({"data": [], "has_more": False})
    )
    found = await connect(stripe.address, secret_key="rk_live_canary").account()
    missing = ("rak_accounts_kyc_basic_read", "rak_charge_read", "GET /v1/disputes")
    assert found == Account("acct_1", live=True, missing_rights=missing)


NO_ACCOUNT = [
    (error(401, "invalid_request_error", message=f"Invalid API Key provided: {KEY}"), True),
    (error(403, "invalid_request_error", "account_invalid", message="no access to account 'acct_1'"), True),
    (answer("Not Found", 404), False),
    (answer({"id": "x"}), False),
    (answer("<html>"), False),
    (answer("", 500), False),
]


@pytest.mark.parametrize(("given", "refused"), NO_ACCOUNT)
async def test_whose_key_it_is_may_be_no_answer(stripe: Scripted, connect: Connect, given: Any, refused: bool) -> None:
    stripe.says(given)
    with pytest.raises(NotAnswered) as raised:
        await connect(stripe.address).account()
    assert raised.value.refused_credentials is refused
    told = "".join(traceback.format_exception(raised.value))
    assert KEY not in told


def test_nothing_shows_a_secret(connect: Connect) -> None:
    """C12"""
    config, secrets = account("https://api.stripe.com", webhook_secrets=["whsec_canary"])
    session = connect("https://api.stripe.com", webhook_secrets=["whsec_canary"])
    shown = [secrets, config, session, session._wire, session._books, ADAPTER, secrets.model_dump()]
    told = "".join(f"{each!r} {each}" for each in shown) + secrets.model_dump_json()
    assert KEY not in told
    assert "canary" not in told
    with pytest.raises((TypeError, AttributeError, pickle.PicklingError)):
        pickle.dumps(session)
