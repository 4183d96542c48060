"""What Mollie's answers mean, where the judge never gives them."""

import json
from datetime import UTC, datetime

import httpx
import pytest
from refundry_mollie import effects
from refundry_mollie.objects import Amount, Refund

from refundry.gateways import Accepted, Declined, Instruction, Money, NotKnown, NotReached, Outcome, Pending, Reason
from refundry.gateways.http import Answered
from refundry.gateways.scrubbing import Scrubber

ASKED = Instruction("ours", "ours", "tr_1", Money(1000, "EUR"), datetime(2026, 11, 30, tzinfo=UTC))


def refund(status: str) -> Refund:
    return Refund(
        "refund", "re_1", Amount("EUR", "10.00"), status, "tr_1", "2026-11-30T12:00:00+00:00", {"refundry_key": "ours"}
    )


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        ("queued", Pending),
        ("pending", Pending),
        ("processing", Accepted),
        ("refunded", Accepted),
        ("failed", Declined),
        ("canceled", Declined),
        ("something_new", NotKnown),
    ],
)
def test_the_status_of_a_refund(status: str, outcome: type[Outcome]) -> None:
    assert isinstance(effects.of_refund(refund(status), ASKED), outcome)


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (401, NotReached),
        (403, NotReached),
        (404, Declined),
        (409, NotKnown),
        (410, Declined),
        (422, Declined),
        (429, NotReached),
        (500, NotKnown),
        (503, NotKnown),
    ],
)
def test_an_error(status: int, outcome: type[Outcome]) -> None:
    """409: two like refunds in short succession, of which ours may be the first."""
    body = json.dumps({"status": status, "title": "No", "detail": "It is not possible."}).encode()
    found = effects.of_error(Answered(status, httpx.Headers(), body), Scrubber([]))
    assert isinstance(found, outcome)
    if isinstance(found, Declined):
        assert found.reason is Reason.NOT_POSSIBLE


def test_what_is_not_mollies_is_unknown() -> None:
    found = effects.of_error(Answered(404, httpx.Headers(), b"<html>"), Scrubber([]))
    assert isinstance(found, NotKnown)
