"""Adyen's webhooks: which items are its own, and what they say."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.gateways.adyen import events as kinds
from app.gateways.adyen.adapter import ADAPTER
from refundry.gateways import (
    Accepted,
    Declined,
    Dispute,
    DisputeState,
    Event,
    EventKind,
    Forged,
    Kind,
    Money,
    PaymentStanding,
    PaymentStatus,
    RefundStanding,
)
from tests.gateways.adyen.accounts import API_KEY, HMAC_KEY, NOW, account
from tests.gateways.adyen.items import Item, batch, item, signed

OTHER_KEY = "0BAD" * 16
AT = datetime(2026, 11, 30, 11, 59, 59, tzinfo=UTC)

REFUND = item("REFUND", "REFUND0000000001", "PAYMENT000000001")
PAID = item("AUTHORISATION", "PAYMENT000000001", merchantReference="order: 7")


def events(body: bytes, keys: tuple[str, ...] = (HMAC_KEY,), now: datetime = NOW) -> list[Event]:
    config, secrets = account(hmac_keys=list(keys))
    return ADAPTER.events({}, body, config, secrets, now)


@pytest.mark.parametrize("key", [HMAC_KEY, OTHER_KEY, OTHER_KEY.lower()])
def test_every_key_in_force_is_tried(key: str) -> None:
    assert events(batch(signed(REFUND, key)), (HMAC_KEY, OTHER_KEY))
    with pytest.raises(Forged):
        events(batch(signed(REFUND, key)), ("FACE" * 16,))


def test_each_item_of_a_batch_may_have_another_key_in_force() -> None:
    body = batch(signed(REFUND), signed(PAID, OTHER_KEY))
    assert [each.name for each in events(body, (HMAC_KEY, OTHER_KEY))] == ["REFUND", "AUTHORISATION"]


def altered(field: str, value: Any) -> Item:
    return {**signed(REFUND), field: value}


SIGNED_FIELDS = [
    ("pspReference", "REFUND0000000002"),
    ("originalReference", "PAYMENT000000002"),
    ("merchantAccountCode", "Other"),
    ("merchantReference", "theirs"),
    ("amount", {"currency": "EUR", "value": 1001}),
    ("amount", {"currency": "USD", "value": 1000}),
    ("eventCode", "REFUND_FAILED"),
    ("success", "false"),
]

FORGED: dict[str, bytes] = {
    **{f"altered {name} {value}": batch(altered(name, value)) for name, value in SIGNED_FIELDS},
    "not signed": batch(REFUND),
    "empty signature": batch({**REFUND, "additionalData": {"hmacSignature": ""}}),
    "signature that is no text": batch({**REFUND, "additionalData": {"hmacSignature": 5}}),
    "not ASCII": batch({**REFUND, "additionalData": {"hmacSignature": "é"}}),
    "other key": batch(signed(REFUND, OTHER_KEY)),
    "second item forged": batch(signed(PAID), altered("amount", {"currency": "EUR", "value": 1})),
    "second item not signed": batch(signed(PAID), REFUND),
    "first item forged": batch(altered("success", "false"), signed(PAID)),
    "no items": batch(),
    "nothing": b"",
    "no JSON": b"\xff",
    "no object": b"[]",
    "item that is none": b'{"notificationItems": [{"NotificationRequestItem": {}}]}',
    "deep": b"[" * 100_000,
}


@pytest.mark.parametrize("name", FORGED)
def test_what_adyen_did_not_sign_is_refused(name: str) -> None:
    """C10: one forged item makes the whole batch forged."""
    with pytest.raises(Forged) as raised:
        events(FORGED[name])
    assert raised.value.status in {400, 401}
    assert HMAC_KEY not in str(raised.value)


def test_an_account_without_keys_takes_no_webhooks() -> None:
    with pytest.raises(Forged):
        events(batch(signed(REFUND, "")), ())


SHIFTED: list[Item] = [
    {**PAID, "pspReference": "PAYMENT000000001:", "originalReference": None},
    {**PAID, "pspReference": "PAYMENT000000001", "originalReference": "a:b"},
    {**PAID, "merchantAccountCode": "AcmeECOM:order", "merchantReference": "7"},
    {**PAID, "eventCode": "A:REFUND"},
    {**PAID, "success": "true:true"},
    {**PAID, "success": "True"},
    {**PAID, "amount": {"currency": "E:R", "value": 1}},
]


@pytest.mark.parametrize("shifted", SHIFTED)
def test_a_signature_stands_for_one_reading_of_its_fields(shifted: Item) -> None:
    """A colon stands between signed fields: an item whose fields were pushed along it has the same signature."""
    body = batch(signed({name: value for name, value in shifted.items() if value is not None}))
    with pytest.raises(Forged):
        events(body)


def test_what_comes_late_is_taken_and_has_the_same_id() -> None:
    """Adyen signs no time, and sends again for weeks until it is heard. Its word may not be lost."""
    late = events(batch(signed(REFUND)), now=NOW + timedelta(days=20))
    assert [each.id for each in late] == [each.id for each in events(batch(signed(REFUND)))]


def test_what_says_something_else_has_another_id() -> None:
    items = [REFUND, PAID, *({**REFUND, name: value} for name, value in SIGNED_FIELDS)]
    ids = [event.id for each in items for event in events(batch(signed(each)))]
    assert len(set(ids)) == len(items)
    assert all(len(each) == 64 for each in ids)


def refund_standing(status: PaymentStatus, **given: Any) -> RefundStanding:
    amount = Money(1000, "EUR")
    final = status is not PaymentStatus.SUBMITTED_FOR_SETTLEMENT
    fields = {"key": "ours", "final": final, **given}
    return RefundStanding("REFUND0000000001", "PAYMENT000000001", status, amount, AT, **fields)


REFUNDED: list[tuple[str, str, str, type, PaymentStatus]] = [
    ("REFUND", "true", "", Accepted, PaymentStatus.SUBMITTED_FOR_SETTLEMENT),
    ("REFUND", "false", "Insufficient balance on payment", Declined, PaymentStatus.PROCESSOR_DECLINED),
    ("REFUND_FAILED", "true", "Issuer declined the refund", Declined, PaymentStatus.SETTLEMENT_DECLINED),
    ("REFUNDED_REVERSED", "true", "", Declined, PaymentStatus.SETTLEMENT_DECLINED),
]


@pytest.mark.parametrize(("code", "success", "reason", "outcome", "status"), REFUNDED)
def test_what_becomes_of_a_refund(code: str, success: str, reason: str, outcome: type, status: PaymentStatus) -> None:
    """C8: that a failure is true is no success."""
    [event] = events(batch(signed({**REFUND, "eventCode": code, "success": success, "reason": reason})))
    assert (event.kind, event.about, event.at) == (EventKind.REFUND, Kind.REFUND, AT)
    assert (event.transaction, event.refund, event.key) == ("PAYMENT000000001", "REFUND0000000001", "ours")
    assert type(event.outcome) is outcome
    if isinstance(event.outcome, Declined):
        assert event.outcome.response.message == (reason or "Adyen gave no reason.")
    else:
        assert isinstance(event.outcome, Accepted)
        assert event.outcome.reference == "REFUND0000000001"
    assert event.standing == refund_standing(status, message=reason or None)


STANDINGS: list[tuple[str, str, dict[str, Any], PaymentStatus | None, Kind | None]] = [
    ("AUTHORISATION", "true", {}, PaymentStatus.AUTHORIZED, None),
    ("AUTHORISATION", "true", {"operations": ["CANCEL", "CAPTURE", "REFUND"]}, PaymentStatus.AUTHORIZED, None),
    ("AUTHORISATION", "true", {"operations": ["REFUND"]}, PaymentStatus.SETTLED, None),
    ("CAPTURE", "true", {}, PaymentStatus.SETTLED, Kind.CAPTURE),
    ("CAPTURE", "false", {}, None, Kind.CAPTURE),
    ("CAPTURE_FAILED", "true", {}, PaymentStatus.SETTLEMENT_DECLINED, Kind.CAPTURE),
    ("CANCELLATION", "true", {}, PaymentStatus.VOIDED, Kind.VOID),
    ("CANCELLATION", "false", {}, None, Kind.VOID),
    ("TECHNICAL_CANCEL", "true", {}, PaymentStatus.VOIDED, None),
    ("EXPIRE", "true", {}, PaymentStatus.AUTHORIZATION_EXPIRED, None),
    ("CANCEL_OR_REFUND", "true", {}, None, None),
]


@pytest.mark.parametrize(("code", "success", "given", "status", "about"), STANDINGS)
def test_what_becomes_of_a_payment(
    code: str, success: str, given: dict[str, Any], status: PaymentStatus | None, about: Kind | None
) -> None:
    own = code == "AUTHORISATION"
    psp, original = ("PAYMENT000000001", None) if own else ("MODIFIED00000001", "PAYMENT000000001")
    [event] = events(batch(signed(item(code, psp, original, success=success, **given))))
    assert (event.kind, event.transaction, event.about) == (EventKind.PAYMENT, "PAYMENT000000001", about)
    assert (event.outcome is None) == (about is None)
    if about is not None:
        done = success == "true" and code != "CAPTURE_FAILED"
        assert isinstance(event.outcome, Accepted if done else Declined)
    assert (event.payment.status if event.payment else None) == status


def test_a_payment_comes_with_what_is_known_of_it() -> None:
    more = {"cardSummary": "1111", "shopperEmail": "someone@example.com"}
    paid = {**PAID, "amount": {"currency": "CLP", "value": 50_000}, "paymentMethod": "visa", "additionalData": more}
    [event] = events(batch(signed(paid)))
    assert event.payment == PaymentStanding(
        reference="PAYMENT000000001",
        status=PaymentStatus.AUTHORIZED,
        amount=Money(500, "CLP"),
        captured=Money(0, "CLP"),
        created_at=AT,
        order_id="order: 7",
        email="someone@example.com",
        card_brand="visa",
        card_last4="1111",
    )


@pytest.mark.parametrize(("code", "state"), list(kinds.DISPUTES.items()))
def test_what_becomes_of_a_dispute(code: str, state: DisputeState) -> None:
    [event] = events(batch(signed(item(code, "DISPUTE000000001", "PAYMENT000000001", reason="Fraud"))))
    assert (event.kind, event.transaction) == (EventKind.DISPUTE, "PAYMENT000000001")
    assert event.dispute == Dispute(state, AT, "Fraud")


ABOUT_NOTHING: dict[str, Item] = {
    "a report": item("REPORT_AVAILABLE", "REPORT0000000001", amount={"currency": "EUR", "value": 0}),
    "a kind that is new": item("A_NEW_KIND", "NEW0000000000001"),
    "a payment that was refused": item("AUTHORISATION", "PAYMENT000000001", success="false"),
    "a failure that is not true": {**REFUND, "eventCode": "REFUND_FAILED", "success": "false"},
    "another merchant account": {**REFUND, "merchantAccountCode": "OtherECOM"},
    "a refund of nothing": {name: value for name, value in REFUND.items() if name != "originalReference"},
    "a refund without an amount": {name: value for name, value in REFUND.items() if name != "amount"},
    "an unknown currency": {**REFUND, "amount": {"currency": "XYZ", "value": 1000}},
    "a currency that is not counted": {**REFUND, "amount": {"currency": "BIF", "value": 1000}},
    "an amount below zero": {**REFUND, "amount": {"currency": "EUR", "value": -1000}},
    "a fraction of a peso": {**REFUND, "amount": {"currency": "CLP", "value": 1050}},
}


@pytest.mark.parametrize("name", ABOUT_NOTHING)
def test_an_item_may_be_about_nothing_here(name: str) -> None:
    [event] = events(batch(signed(ABOUT_NOTHING[name])))
    assert event.kind is EventKind.OTHER
    assert (event.transaction, event.outcome, event.standing, event.payment) == (None, None, None, None)


def test_every_kind_of_use_is_named() -> None:
    named = {each[0] for each in REFUNDED} | {each[0] for each in STANDINGS} | set(kinds.DISPUTES)
    assert named == ADAPTER.capabilities.webhooks


def test_a_reason_shows_no_secret() -> None:
    words = f"{API_KEY} {HMAC_KEY} jane@example.com"
    [event] = events(batch(signed({**REFUND, "success": "false", "reason": words})))
    for hidden in (API_KEY, HMAC_KEY, "jane"):
        assert hidden not in repr(event)


def test_a_date_that_is_none_is_the_time_of_arrival() -> None:
    [event] = events(batch(signed({**REFUND, "eventDate": "yesterday"})))
    assert event.at is None
    assert event.standing is not None
    assert event.standing.created_at == NOW


def test_adyen_asks_for_no_challenge() -> None:
    assert ADAPTER.challenge({"bt_challenge": "x"}, *account()) is None
