"""Real answers of Adyen, each with the outcome that it means. They are not kept here: see `beside`."""

import json
from typing import Any

import pytest

from app.gateways.adyen.adapter import ADAPTER
from refundry.gateways import Accepted, Declined, Money, NotKnown, NotReached, Outcome, Pending, Reason
from tests.gateways.adyen.accounts import NOW, Connect, account, instruction
from tests.gateways.adyen.items import batch, signed
from tests.gateways.beside import beside
from tests.gateways.fakes.scripted import Scripted, answer

FOLDER = beside("recordings")
assert FOLDER is not None
ENTRIES: dict[str, dict[str, Any]] = {
    entry["name"]: entry for entry in json.loads((FOLDER / "adyen.json").read_text(encoding="utf-8"))
}

OUTCOMES = {
    "ACCEPTED": Accepted,
    "PENDING": Pending,
    "DECLINED": Declined,
    "UNAVAILABLE": NotReached,
    "UNKNOWN": NotKnown,
}
KINDS = {"refunds": "refund", "cancels": "void", "captures": "capture"}

EVENTS = sorted(name for name in ENTRIES if name.startswith("event-"))
TOLD = sorted(
    name
    for name, entry in ENTRIES.items()
    if entry["expected_outcome"] in OUTCOMES and name not in EVENTS and "/payments/" in str(entry["request"]["path"])
)
# The classic interface and sales are not spoken; their refusals have the same form.
REFUSALS = ["already-processed-or-in-progress", "validation-error-with-500"]


async def replayed(adyen: Scripted, connect: Connect, name: str) -> Outcome:
    """What comes of a request as it was recorded, by the recorded answer."""
    request, response = ENTRIES[name]["request"], ENTRIES[name]["response"]
    body = request["body"] or {}
    adyen.says(
        answer(
            response["body"],
            response["status"],
            **{each.replace("-", "_"): value for each, value in response["headers"].items()},
        )
    )
    payment, kind = (
        (request["path"].split("/")[3], request["path"].split("/")[4]) if name in TOLD else ("P1", "refunds")
    )
    amount = body.get("amount", {"value": 1000, "currency": "USD"})
    session = connect(adyen.address, merchant_account=body.get("merchantAccount", "FakeMerchantECOM"))
    asked = instruction(payment, Money(amount["value"], amount["currency"]), key=body.get("reference"))
    outcome: Outcome = await getattr(session, KINDS[kind])(asked)
    if name in TOLD:
        [sent] = adyen.requests
        assert sent.path == request["path"]
        assert json.loads(sent.body) == {each: value for each, value in body.items() if each != "applicationInfo"}
    return outcome


@pytest.mark.parametrize("name", [*TOLD, *REFUSALS])
async def test_an_answer_means_what_it_should(adyen: Scripted, connect: Connect, name: str) -> None:
    entry = ENTRIES[name]
    outcome = await replayed(adyen, connect, name)
    assert type(outcome) is OUTCOMES[entry["expected_outcome"]], outcome
    reason = entry.get("expected_reason")
    if isinstance(outcome, Declined) and reason in set(Reason):
        assert outcome.reason == reason
    if isinstance(outcome, NotReached):
        assert outcome.credentials == (reason == "credentials")
    if isinstance(outcome, Pending):
        assert outcome.reference == entry["response"]["body"]["pspReference"]


@pytest.mark.parametrize("name", EVENTS)
def test_an_event_means_what_it_should(name: str) -> None:
    """Signed anew: their own signatures were replaced."""
    entry = ENTRIES[name]
    [wrapped] = entry["request"]["body"]["notificationItems"]
    item = wrapped["NotificationRequestItem"]
    config, secrets = account(merchant_account=item["merchantAccountCode"])
    [event] = ADAPTER.events({}, batch(signed(item)), config, secrets, NOW)
    if (expected := OUTCOMES.get(entry["expected_outcome"])) is not None:
        assert type(event.outcome) is expected
    if (state := entry.get("expected_state")) is not None:
        standing = event.standing or event.payment
        assert standing is not None
        assert standing.status == state
    assert event.transaction == (item.get("originalReference") or item["pspReference"])
