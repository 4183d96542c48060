"""Braintree's webhooks: which are its own, and what they are about. Braintree's SDK signs, and judges."""

import base64
import importlib
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest

from app.gateways.braintree import events as kinds
from app.gateways.braintree import ids
from app.gateways.braintree.adapter import ADAPTER
from app.gateways.braintree.payloads import LARGEST, NotXml, texts
from refundry.gateways import Event, EventKind, Forged
from refundry.gateways.reading import time_of_text
from tests.gateways.braintree.accounts import NOW, PRIVATE, PUBLIC, account

sdk = importlib.import_module("braintree")


def gateway(public: str = PUBLIC, private: str = PRIVATE) -> Any:
    return sdk.BraintreeGateway(sdk.Configuration(sdk.Environment.Sandbox, "acme", public, private))


def xml(kind: str = "refund_failed", subject: str = "", at: str = "2026-11-30T12:00:00Z", more: str = "") -> bytes:
    text = (
        f'<notification><timestamp type="datetime">{at}</timestamp><kind>{kind}</kind>{more}'
        f"<subject>{subject}</subject></notification>"
    )
    return text.encode()


REFUND = """<transaction><id>r1</id><status>processor_declined</status><type>credit</type>
    <amount>10.00</amount><order-id>1001~0f</order-id>
    <refunded-transaction-id>p1</refunded-transaction-id></transaction>"""


def signed(document: bytes, public: str = PUBLIC, private: str = PRIVATE) -> dict[str, str]:
    payload = base64.encodebytes(document).decode()
    return {
        "bt_signature": f"{public}|{kinds.signature(private, payload.encode())}",
        "bt_payload": payload,
    }


def body(fields: dict[str, str]) -> bytes:
    return urlencode(fields).encode()


def event(given: bytes, **told: Any) -> Event:
    now = told.pop("now", NOW)
    config, secrets = account(**told)
    [found] = ADAPTER.events({"content-type": "application/x-www-form-urlencoded"}, given, config, secrets, now)
    return found


def sample(kind: str, reference: str = "abc123") -> dict[str, str]:
    """A webhook as Braintree's SDK makes it for tests."""
    made = gateway().webhook_testing.sample_notification(kind, reference)
    return {"bt_signature": made["bt_signature"], "bt_payload": made["bt_payload"].decode()}


KIND = sdk.WebhookNotification.Kind
SAMPLES = sorted(value for name, value in vars(KIND).items() if not name.startswith("_"))
PAYMENT, DISPUTE = ids.payment_id("abc123"), "dispute_"


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_of_the_sdk_is_taken(name: str) -> None:
    fields = sample(name)
    # The SDK puts the present time in.
    at = gateway().webhook_notification.parse(fields["bt_signature"], fields["bt_payload"]).timestamp
    found = event(body(fields), now=time_of_text(f"{at.isoformat()}+00:00"))
    assert found.name == name
    assert found.kind is (
        EventKind.REFUND
        if name == "refund_failed"
        else EventKind.DISPUTE
        if name.startswith(DISPUTE)
        else EventKind.PAYMENT
        if name in kinds.PAYMENTS
        else EventKind.OTHER
    )
    assert found.refund == (ids.refund_id("abc123") if name == "refund_failed" else None)
    if name.startswith("transaction_") or name.startswith(DISPUTE):
        assert found.transaction == PAYMENT


@pytest.mark.parametrize("name", ["refund_failed", "dispute_opened", "check"])
def test_what_we_sign_the_sdk_takes(name: str) -> None:
    fields = signed(xml(name, REFUND if name == "refund_failed" else ""))
    assert gateway().webhook_notification.parse(fields["bt_signature"], fields["bt_payload"].encode()).kind == name


def test_a_refund_that_failed_names_its_payment_and_its_key() -> None:
    found = event(body(signed(xml(subject=REFUND))))
    assert (found.kind, found.name, found.at) == (EventKind.REFUND, "refund_failed", NOW)
    assert (found.refund, found.transaction, found.key) == (ids.refund_id("r1"), ids.payment_id("p1"), "0f")


def test_a_settlement_of_a_refund_is_about_the_refund() -> None:
    found = event(body(signed(xml("transaction_settlement_declined", REFUND))))
    assert (found.kind, found.refund, found.transaction) == (
        EventKind.REFUND,
        ids.refund_id("r1"),
        ids.payment_id("p1"),
    )


def test_an_event_that_comes_again_has_the_same_id() -> None:
    first, other = signed(xml(subject=REFUND)), signed(xml(subject=REFUND, at="2026-11-30T12:00:01Z"))
    stripped = {**first, "bt_payload": first["bt_payload"].rstrip("\n")}
    windows = {**first, "bt_payload": first["bt_payload"].replace("\n", "\r\n")}
    assert event(body(first)).id == event(body(stripped)).id == event(body(windows)).id
    assert event(body(first)).id != event(body(other)).id


def test_one_of_several_signatures_has_to_be_ours() -> None:
    ours, theirs = signed(xml()), signed(xml(), "other", "otherprivate")
    both = {**ours, "bt_signature": f"{theirs['bt_signature']}&{ours['bt_signature']}"}
    assert event(body(both)).name == "refund_failed"


@pytest.mark.parametrize("private", ["new", "old"])
def test_every_pair_of_keys_in_force_is_tried(private: str) -> None:
    pairs = [("public1", "new"), ("public2", "old")]
    given = body(signed(xml(), dict(zip(("new", "old"), ("public1", "public2"), strict=True))[private], private))
    assert kinds.verified(given, pairs) == xml()
    with pytest.raises(Forged):
        kinds.verified(given, [("public1", "older"), ("public2", "older")])


SOURCE = "<source-merchant-id>{}</source-merchant-id>"


def test_an_event_of_another_merchant_is_about_nothing_here() -> None:
    for source, kind in (("acme", EventKind.REFUND), ("other", EventKind.OTHER), ("", EventKind.REFUND)):
        given = body(signed(xml(subject=REFUND, more=SOURCE.format(source))))
        assert event(given).kind is kind
    found = event(body(signed(xml(subject=REFUND, more=SOURCE.format("other")))), merchant_id=None)
    assert found.kind is EventKind.REFUND


@pytest.mark.parametrize("seconds", [-300, 0, 300])
def test_five_minutes_are_allowed_both_ways(seconds: int) -> None:
    assert event(body(signed(xml())), now=NOW + timedelta(seconds=seconds))


GOOD = signed(xml(subject=REFUND))
PAYLOAD, SIGNATURE = GOOD["bt_payload"], GOOD["bt_signature"]
ALTERED = base64.encodebytes(xml(subject=REFUND.replace("p1", "p2"))).decode()
BOMB = b"""<!DOCTYPE n [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
    <notification><timestamp>2026-11-30T12:00:00Z</timestamp><kind>&b;</kind></notification>"""
FILE = b"""<!DOCTYPE n [<!ENTITY a SYSTEM "file:///etc/passwd">]>
    <notification><timestamp>2026-11-30T12:00:00Z</timestamp><kind>&a;</kind></notification>"""

FORGED: dict[str, bytes] = {
    "nothing": b"",
    "no form": b"\xff\xfe",
    "JSON": b'{"bt_payload": "x"}',
    "no signature": body({"bt_payload": PAYLOAD}),
    "no payload": body({"bt_signature": SIGNATURE}),
    "empty payload": body({"bt_signature": SIGNATURE, "bt_payload": ""}),
    "two payloads": body(GOOD) + b"&bt_payload=x",
    "two signatures": body(GOOD) + b"&bt_signature=x",
    "a thousand fields": body(GOOD) + b"&x=y" * 1000,
    "altered": body({**GOOD, "bt_payload": ALTERED}),
    "shortened": body({**GOOD, "bt_payload": PAYLOAD[:-5]}),
    "two ends": body({**GOOD, "bt_payload": f"{PAYLOAD}\n"}),
    "spaces": body({**GOOD, "bt_payload": PAYLOAD.replace("\n", " ")}),
    "other private key": body(signed(xml(), private="other")),
    "other public key": body({**GOOD, "bt_signature": SIGNATURE.replace(PUBLIC, "other")}),
    "no public key": body({**GOOD, "bt_signature": SIGNATURE.split("|")[1]}),
    "short signature": body({**GOOD, "bt_signature": SIGNATURE[:-1]}),
    "empty signature": body({**GOOD, "bt_signature": f"{PUBLIC}|"}),
    "signature that is not ASCII": body({**GOOD, "bt_signature": f"{PUBLIC}|é{SIGNATURE[-39:]}"}),
    "signature of the challenge": body({**GOOD, "bt_signature": f"{PUBLIC}|{kinds.signature(PRIVATE, b'x')}"}),
    "old": body(signed(xml(at="2026-11-30T11:54:59Z"))),
    "future": body(signed(xml(at="2026-11-30T12:05:01Z"))),
    "no time": body(signed(xml(at="soon"))),
    "time without a zone": body(signed(xml(at="2026-11-30T12:00:00"))),
    "no kind": body(signed(xml(kind=""))),
    "no XML": body(signed(b"{}")),
    "half XML": body(signed(xml()[:-3])),
    "entities that blow up": body(signed(BOMB)),
    "a file": body(signed(FILE)),
    "deep": body(signed(b"<a>" * 1000 + b"</a>" * 1000)),
    "large": body(signed(xml(subject="x" * LARGEST))),
}


@pytest.mark.parametrize("name", FORGED)
def test_what_is_not_braintrees_is_refused(name: str) -> None:
    """C10"""
    with pytest.raises(Forged) as raised:
        event(FORGED[name])
    assert 400 <= raised.value.status < 500
    assert PRIVATE not in str(raised.value)


def test_an_unknown_kind_is_taken_and_about_nothing() -> None:
    found = event(body(signed(xml("moon_landed", REFUND))))
    assert (found.kind, found.name, found.refund, found.transaction) == (EventKind.OTHER, "moon_landed", None, None)


def test_an_event_without_its_subject_is_about_nothing_known() -> None:
    found = event(body(signed(xml("transaction_settled"))))
    assert (found.kind, found.transaction, found.refund) == (EventKind.PAYMENT, None, None)


def test_the_challenge_is_answered_as_the_sdk_does() -> None:
    config, secrets = account()
    text = "0123456789abcdef0123"
    assert ADAPTER.challenge({"bt_challenge": text}, config, secrets) == gateway().webhook_notification.verify(text)


@pytest.mark.parametrize("text", ["", "x" * 20, "0" * 19, "0" * 33, "0123456789abcdef0123\n", "<notification>"])
def test_what_is_no_challenge_is_not_signed(text: str) -> None:
    """Who could have any text signed could make webhooks."""
    config, secrets = account()
    assert ADAPTER.challenge({"bt_challenge": text}, config, secrets) is None
    assert ADAPTER.challenge({}, config, secrets) is None


def test_of_several_texts_on_a_path_the_first_counts() -> None:
    assert texts(b" <a><b>1<c/>2</b><b>3</b></a>")["a/b"] == "12"
    with pytest.raises(NotXml):
        texts(b"<a>" + b"x" * LARGEST + b"</a>")
