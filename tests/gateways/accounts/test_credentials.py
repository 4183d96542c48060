"""What an account is told in is read by name and type, and refused without its value."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.gateways.accounts import fingerprints_of
from app.domain.gateways.common_settings import COMMON, CommonSettings, read_common
from app.domain.problems import Condition, Refused
from app.gateways.adapters import Adapters
from app.gateways.credentials import names_of_settings, read_credentials, secret_texts
from app.gateways.scrubbing import HIDDEN, Scrubber
from app.schema.errors.messages import message_of
from refundry.gateways import NotReached
from tests.gateways.accounts.local import ADAPTER

CANARY = "sk_canary_5f3a9d1c77"
SECRETS = {"secret_key": CANARY}


def problems(settings: dict[str, str], secrets: dict[str, Any]) -> dict[str, Condition]:
    """What is refused, by the name that is told; no value is in any message."""
    with pytest.raises(Refused) as raised:
        read_credentials(ADAPTER, settings, secrets)
    told = " ".join(message_of(each) for each in raised.value.problems) + str(raised.value)
    values = [*settings.values(), CANARY]
    assert not [value for value in values if len(value) > 3 and value in told], told
    return {each.facts.get("name", "?"): each.condition for each in raised.value.problems}


def test_settings_and_secrets_are_read_by_the_adapters_models() -> None:
    settings = {"region": "south", "shop": "7", "timeout": "12.5", "api_base": "https://api.example:8443"}
    read = read_credentials(ADAPTER, settings, {**SECRETS, "webhook_secrets": ["one-of-two", "two-of-two"]})
    assert read.config.model_dump() == {
        "region": "south",
        "shop": 7,
        "label": None,
        "api_base": "https://api.example:8443",
    }
    assert secret_texts(read.secrets) == [CANARY, "one-of-two", "two-of-two"]
    assert read.common.timeout == timedelta(seconds=12.5)
    assert CANARY not in repr(read) + repr(read.secrets) + str(read.secrets)


@pytest.mark.parametrize(
    ("settings", "secrets", "found"),
    [
        ({"regoin": "north"}, SECRETS, {"regoin": Condition.SETTING_UNKNOWN}),
        ({"Timeout": "3"}, SECRETS, {"Timeout": Condition.SETTING_UNKNOWN}),
        ({"sk_live_51Hb": "value"}, SECRETS, {"?": Condition.SETTING_UNKNOWN}),
        ({"secret_key": CANARY}, SECRETS, {"secret_key": Condition.SETTING_IS_SECRET}),
        ({"webhook_secrets": CANARY}, SECRETS, {"webhook_secrets": Condition.SETTING_IS_SECRET}),
        ({"region": "eastern"}, SECRETS, {"region": Condition.SETTING_INVALID}),
        ({"shop": "seventh"}, SECRETS, {"shop": Condition.SETTING_INVALID}),
        ({"label": "UPPER"}, SECRETS, {"label": Condition.SETTING_INVALID}),
        ({"region": ""}, SECRETS, {"region": Condition.SETTING_INVALID}),
        ({"region": "nor\nth"}, SECRETS, {"region": Condition.SETTING_INVALID}),
        ({}, {}, {"secret_key": Condition.SETTING_MISSING}),
        ({}, {"secret_kye": CANARY}, {"secret_kye": Condition.SETTING_UNKNOWN}),
        ({}, {"secret_key": ""}, {"secret_key": Condition.SETTING_INVALID}),
        ({}, {"secret_key": "  "}, {"secret_key": Condition.SETTING_INVALID}),
        ({}, {"secret_key": "a\0b"}, {"secret_key": Condition.SETTING_INVALID}),
        ({}, {"secret_key": [CANARY]}, {"secret_key": Condition.SETTING_INVALID}),
        ({}, {**SECRETS, "webhook_secrets": CANARY}, {"webhook_secrets": Condition.SETTING_INVALID}),
        ({}, {**SECRETS, "webhook_secrets": [CANARY, ""]}, {"webhook_secrets": Condition.SETTING_INVALID}),
        (
            {"timeout": "soon", "nothing": "zzzz"},
            {"other": CANARY},
            {
                "timeout": Condition.SETTING_INVALID,
                "nothing": Condition.SETTING_UNKNOWN,
                "other": Condition.SETTING_UNKNOWN,
            },
        ),
    ],
)
def test_what_is_wrong_is_told_by_its_name_all_at_once(
    settings: dict[str, str], secrets: dict[str, Any], found: dict[str, Condition]
) -> None:
    assert problems(settings, secrets) == found


def test_a_misspelt_name_is_told_with_the_nearest() -> None:
    with pytest.raises(Refused) as raised:
        read_credentials(ADAPTER, {"timout": "3"}, SECRETS)
    assert "Send timeout, or another of " in message_of(raised.value.problems[0])


GOOD: dict[str, dict[str, Any]] = {
    "timeout": {"30": timedelta(seconds=30), "0.5": timedelta(milliseconds=500), "120": timedelta(seconds=120)},
    "absence_after": {"PT5M": timedelta(minutes=5), "P30D": timedelta(days=30), "PT1S": timedelta(seconds=1)},
    "concurrency": {"1": 1, "100": 100},
    "rate": {"25": Decimal(25), "0.5": Decimal("0.5")},
    "api_base": {
        "https://api.example": "https://api.example",
        "https://API.example:8443": "https://api.example:8443",
        "http://127.0.0.1:9": "http://127.0.0.1:9",
        "http://127.3.2.1:9": "http://127.3.2.1:9",
        "http://localhost:9": "http://localhost:9",
        "http://[::1]:9": "http://[::1]:9",
    },
}
BAD = {
    "timeout": ["0", "-1", "PT30S", "30 s", "121", "nan", "inf", "1e1", "", "３０", "0.0001"],
    "absence_after": ["PT0S", "300", "P31D", "-PT5M", "5M", "P1Y", ""],
    "concurrency": ["0", "101", "1.5", "-1", "several", "١"],
    "rate": ["0", "-1", "10001", "fast", "1/s"],
    "api_base": [
        "api.example",
        "http://api.example",
        "http://127.0.0.1.example:9",
        "http://0.0.0.0:9",
        "https://api.example/",
        "https://api.example/v1",
        "https://api.example?x",
        "https://api.example#x",
        "https://someone:hush@api.example",
        "https://api.example:0",
        "https://api.example:65536",
        "https://",
        "ftp://127.0.0.1:9",
        "https://api.example\n",
        " https://api.example",
        "https://[::1",
    ],
}


def read_one(name: str, text: str) -> CommonSettings:
    return read_common({name: text}, lambda each: (each,))


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in GOOD.items() for text in texts])
def test_a_common_setting_is_read(name: str, text: str) -> None:
    assert getattr(read_one(name, text), name) == GOOD[name][text]


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in BAD.items() for text in texts])
def test_a_common_setting_that_is_wrong_is_refused_with_what_is_expected(name: str, text: str) -> None:
    with pytest.raises(Refused) as raised:
        read_one(name, text)
    (problem,) = raised.value.problems
    assert (problem.condition, problem.path) == (Condition.SETTING_INVALID, (name,))
    assert text not in message_of(problem) or len(text) < 4


@given(st.sampled_from(COMMON), st.text(max_size=30) | st.from_regex(r"(https?://)?[a-z0-9.:/\[\]@-]*", fullmatch=True))
def test_any_text_is_read_or_refused(name: str, text: str) -> None:
    try:
        read = read_one(name, text)
    except Refused:
        return
    assert getattr(read, name) is not None
    if name == "api_base":
        host = str(read.api_base).partition("://")[2]
        assert not {"/", "@", "?", "#"} & set(host)


@given(st.dictionaries(st.text(max_size=20), st.text(max_size=20)), st.dictionaries(st.text(max_size=20), st.text()))
def test_any_names_and_values_are_read_or_refused_by_the_rules(
    settings: dict[str, str], secrets: dict[str, str]
) -> None:
    given_secrets = {**secrets, "secret_key": CANARY}
    try:
        read_credentials(ADAPTER, settings, given_secrets)
    except Refused as refused:
        told = [message_of(each) for each in refused.problems]
        assert not [text for text in told if CANARY in text]
    else:
        assert set(settings) <= set(names_of_settings(ADAPTER))


def test_fingerprints_tell_secrets_apart_and_show_the_headlines_last_four_alone() -> None:
    found = fingerprints_of({"secret_key": CANARY, "webhook_secrets": ["whsec_one_1234", "x"]}, "secret_key")
    assert [(each.key, each.last_four) for each in found] == [
        ("secret_key", "1c77"),
        ("webhook_secrets", ""),
        ("webhook_secrets", ""),
    ]
    assert len({each.fingerprint for each in found}) == 3
    assert fingerprints_of({"secret_key": "short"}, "secret_key")[0].last_four == "", "most of it would be shown"


@given(st.text(min_size=4, max_size=40).filter(lambda text: text not in HIDDEN))
def test_a_secret_is_taken_out_of_what_is_told_in_each_of_its_forms(secret: str) -> None:
    scrubber = Scrubber([secret])
    assert secret not in scrubber.text(f"Invalid key {secret}!") or secret in "Invalid key !" or secret in HIDDEN
    outcome = scrubber.value(NotReached(f"<{secret}>", credentials=True))
    assert outcome == NotReached(f"<{HIDDEN}>", credentials=True) or secret in f"<{HIDDEN}>"
    assert secret not in repr(scrubber)


def test_a_secret_is_taken_out_of_a_header_and_an_address() -> None:
    scrubber = Scrubber(["pass word+1"])
    assert scrubber.text("Basic cGFzcyB3b3JkKzE6") == f"Basic {HIDDEN}"
    assert scrubber.text("/v1?key=pass%20word%2B1") == f"/v1?key={HIDDEN}"


def test_adapters_are_found_by_their_entry_points_and_a_broken_one_hinders_no_other(package: object) -> None:
    adapters = Adapters()
    assert adapters.named("local") is ADAPTER
    assert "local" in adapters.names
    errors = {name: each.error for name, each in adapters.installed.items() if each.package == "refundry-local"}
    assert errors.pop("local") is None
    assert {name: (error or "").partition(" (")[0] for name, error in errors.items()} == {
        "broken": "it can't be loaded",
        "later": "it was written for version 99 of the contract; this Refundry has 1",
        "nameless": "it calls itself 'another'",
        "text": "it has no api_version, and is no adapter",
    }
    assert adapters.installed["local"].version == "1.2"
