"""Bodies, signatures and times of messages, by themselves. The judge of signatures is standardwebhooks."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from app.domain.problems import Condition, Refused
from app.domain.telling.messages import MessageType, body_of, read_types
from app.domain.telling.schedule import (
    JITTER,
    LONGEST_WAIT,
    PAUSES,
    Delivery,
    is_over,
    next_try,
    paused_until,
    read_retry_after,
)
from app.domain.telling.signing import headers_of, new_secret

AT = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)
REFUND = {
    "object": "refund",
    "sequence": 3,
    "legacy_id": "abc123",
    "status": "SUBMITTED_FOR_SETTLEMENT",
    "amount": 1050,
    "currency": "USD",
    "order_id": "order-7",
    "reason": "DAMAGED",
    "needs_attention": False,
    "transaction": "xyz789",
}


def test_a_body_is_thin_and_always_the_same() -> None:
    body = body_of("refund.accepted", AT, REFUND)
    assert body == body_of("refund.accepted", AT, dict(reversed(REFUND.items())))
    assert json.loads(body) == {
        "type": "refund.accepted",
        "timestamp": "2026-11-30T12:00:00.000000Z",
        "data": {
            "object": "refund",
            "id": "cmVmdW5kX2FiYzEyMw",
            "legacyId": "abc123",
            "sequence": 3,
            "orderId": "order-7",
            "status": "SUBMITTED_FOR_SETTLEMENT",
            "amount": {"value": "10.50", "currencyCode": "USD"},
            "reason": "DAMAGED",
            "transactionId": "dHJhbnNhY3Rpb25feHl6Nzg5",
            "needsAttention": False,
        },
    }


def test_the_largest_body_has_less_than_20_kilobytes() -> None:
    order_id, reason = "\U0001f6d2" * 255, "r" * 64
    body = body_of("refund.accepted", AT, {**REFUND, "order_id": order_id, "reason": reason, "amount": 10**18})
    assert len(body) < 20_000


def test_the_judge_takes_each_signature_and_nothing_that_was_changed() -> None:
    first, second = new_secret(), new_secret()
    body, now = body_of("refund.accepted", AT, REFUND), datetime.now(UTC)
    headers = dict(headers_of("msg_1", now, body, [second, first]))
    for secret in (first, second):
        assert Webhook(secret).verify(body, headers) == json.loads(body)
    wrong = [
        (new_secret(), headers, body),
        (first, headers, body.replace(b"10.50", b"99.50")),
        (first, {**headers, "webhook-id": "msg_2"}, body),
        (first, dict(headers_of("msg_1", now - timedelta(minutes=10), body, [first])), body),
        (first, dict(headers_of("msg_1", now + timedelta(minutes=10), body, [first])), body),
    ]
    for secret, changed, text in wrong:
        with pytest.raises(WebhookVerificationError):
            Webhook(secret).verify(text, changed)


def test_secrets_have_the_standard_s_form() -> None:
    secrets = {new_secret() for _ in range(100)}
    assert len(secrets) == 100
    assert all(each.startswith("whsec_") and len(each) == 6 + 44 for each in secrets)


def test_tries_come_as_the_standard_says_with_jitter() -> None:
    failed = Delivery(AT, 500, None)
    middle = [next_try(failed, tries, 0.5) for tries in range(1, 12)]
    assert middle == [*(AT + pause for pause in PAUSES), None, None]
    assert timedelta(seconds=4.5) == next_try(failed, 1, 0.0) - AT  # type: ignore[operator]
    assert timedelta(seconds=5.5) == next_try(failed, 1, 1.0) - AT  # type: ignore[operator]
    assert JITTER == 0.1


def test_a_receiver_s_wish_lengthens_a_pause_and_shortens_none() -> None:
    asked = Delivery(AT, 429, None, timedelta(minutes=10))
    assert next_try(asked, 1, 0.5) == AT + timedelta(minutes=10)
    assert next_try(asked, 3, 0.5) == AT + timedelta(minutes=30)
    assert paused_until(asked) == AT + timedelta(minutes=10)
    assert paused_until(Delivery(AT, 502, None)) is not None
    assert paused_until(Delivery(AT, 500, None)) is None
    assert paused_until(Delivery(AT, 200, None, timedelta(minutes=10))) is None


@pytest.mark.parametrize(
    ("text", "wait"),
    [
        ("120", timedelta(minutes=2)),
        ("0", timedelta(0)),
        ("Mon, 30 Nov 2026 12:05:00 GMT", timedelta(minutes=5)),
        ("Mon, 30 Nov 2026 11:05:00 GMT", timedelta(0)),
        ("999999999999999", LONGEST_WAIT),
        ("-5", None),
        ("soon", None),
        ("1.5", None),
        ("\u0661\u0662", None),
        ("", None),
        (None, None),
        ("Mon, 99 Nov 2026 12:05:00 GMT", None),
    ],
)
def test_what_retry_after_says(text: str | None, wait: timedelta | None) -> None:
    assert read_retry_after(text, AT) == wait


def test_an_endpoint_has_five_days() -> None:
    assert not is_over(AT, AT + timedelta(days=5) - timedelta(seconds=1))
    assert is_over(AT, AT + timedelta(days=5))


@pytest.mark.parametrize(("status", "taken"), [(200, True), (204, True), (299, True), (301, False), (None, False)])
def test_2xx_is_success_and_nothing_else(status: int | None, taken: bool) -> None:
    assert Delivery(AT, status, None).taken is taken


def test_types_are_read_by_their_names() -> None:
    assert read_types(["refund.failed", "refund.queued", "refund.failed"], ("types",)) == (
        MessageType.REFUND_QUEUED,
        MessageType.REFUND_FAILED,
    )
    with pytest.raises(Refused) as refused:
        read_types(["refund.failed", "refund.lost", "*"], ("input", "types"))
    assert [each.path for each in refused.value.problems] == [("input", "types", "1"), ("input", "types", "2")]
    with pytest.raises(Refused) as refused:
        read_types([], ("types",))
    assert refused.value.problems[0].condition is Condition.LIST_EMPTY
