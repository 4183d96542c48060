"""Real answers of Stripe, each with the outcome that it means. They are not kept here: see `recordings`."""

import json
from typing import Any

import httpx
import pytest

from app.domain.reversals.states import PaymentStatus
from app.gateways.stripe import effects, refusals, standings
from app.gateways.stripe.objects import Charge, Intent, IntentState, Refund
from refundry.gateways import Accepted, Declined, Instruction, Money, NotKnown, NotReached, Outcome, Reason
from refundry.gateways.http import Answered
from refundry.gateways.reading import decode
from refundry.gateways.scrubbing import Scrubber
from tests.gateways.stripe.accounts import NOW
from tests.gateways.stripe.recordings import FOLDER

assert FOLDER is not None
ENTRIES: dict[str, dict[str, Any]] = {
    entry["name"]: entry for entry in json.loads((FOLDER / "stripe.json").read_text(encoding="utf-8"))
}
SCRUBBER = Scrubber([])

OUTCOMES = {"ACCEPTED": Accepted, "DECLINED": Declined, "UNAVAILABLE": NotReached, "UNKNOWN": NotKnown}

# A charge with its refunds, from an endpoint that is not used: it is no refund.
OTHER_ENDPOINT = {"refund-partial-old-endpoint", "refund-full-old-endpoint"}
TOLD = sorted(name for name, entry in ENTRIES.items() if entry["expected_outcome"] in OUTCOMES)
READ = sorted(name for name, entry in ENTRIES.items() if entry["expected_outcome"] == "(none: a read)")


def outcome_of(entry: dict[str, Any]) -> Outcome | None:
    response = entry["response"]
    body = response["body"]
    answered = Answered(response["status"], httpx.Headers(response["headers"]), json.dumps(body).encode())
    path = entry["request"]["path"].split("/")
    payment = next((part for part in path if part.startswith("pi_")), "")
    void = "cancel" in path
    if wrong := refusals.wrong_state(answered) if void or "capture" in path else None:
        assert wrong.intent is not None
        asked = _asked(wrong.intent.id, wrong.intent.amount, wrong.intent.currency)
        judge = effects.of_void if void else effects.of_capture
        return judge(wrong.intent, asked, payment)
    if answered.status != 200:
        return refusals.meaning(answered, SCRUBBER)
    if body["object"] == "payment_intent":
        found = decode(answered.body, IntentState)
        assert found is not None
        captured = found.amount if void else found.amount_received or 0
        judge = effects.of_void if void else effects.of_capture
        return judge(found, _asked(found.id, captured, found.currency), payment)
    refund = decode(answered.body, Refund)
    if refund is None:
        return NotKnown("no refund")
    return effects.of_refund(refund, _asked(refund.payment, refund.amount, refund.currency))


def _asked(payment: str, units: int, currency: str) -> Instruction:
    return Instruction("key", "key", payment, Money(units, currency.upper()), NOW)


@pytest.mark.parametrize("name", TOLD)
def test_an_answer_means_what_it_should(name: str) -> None:
    entry = ENTRIES[name]
    outcome = outcome_of(entry)
    if name in OTHER_ENDPOINT:
        assert isinstance(outcome, NotKnown)
        return
    assert type(outcome) is OUTCOMES[entry["expected_outcome"]], outcome
    reason = entry.get("expected_reason")
    if isinstance(outcome, Declined):
        assert outcome.soft == (reason == "soft")
        if reason in set(Reason):
            assert outcome.reason == reason
    if isinstance(outcome, NotReached):
        assert outcome.credentials == (reason == "credentials")
    assert "FAKE_KEY" not in repr(outcome)


@pytest.mark.parametrize("name", READ)
def test_a_payment_stands_where_it_should(name: str) -> None:
    entry = ENTRIES[name]
    body = json.dumps(entry["response"]["body"]).encode()
    if entry["response"]["status"] != 200:
        assert decode(body, Intent) is None
        return
    expected = entry.get("expected_state")
    if entry["response"]["body"]["object"] == "charge":
        charge = decode(body, Charge)
        assert charge is not None
        status = standings.charge_status(charge)
        assert charge.taken == (charge.amount if status is PaymentStatus.SETTLED else 0)
    else:
        intent = decode(body, Intent)
        assert intent is not None
        latest = intent.latest_charge
        status = standings.intent_status(intent, latest if isinstance(latest, Charge) else None)
    assert status == (PaymentStatus(expected) if expected else None)
