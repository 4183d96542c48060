"""Real answers of Braintree, each with the outcome that it means. They lie beside the project, or are not there.

They come from Braintree's older interface, over REST: codes and states are the same, the form is not, so each is told
here in GraphQL's form.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from app.domain.reversals.states import PaymentStatus
from app.gateways.braintree.payloads import texts
from refundry.gateways import Accepted, Declined, NotReached, Outcome, Reason
from refundry.gateways.session import Session
from tests.gateways.beside import beside
from tests.gateways.braintree.accounts import Connect, instruction
from tests.gateways.braintree.objects import error
from tests.gateways.braintree.objects import payment as a_payment
from tests.gateways.fakes.exchange import Answer, Request
from tests.gateways.fakes.scripted import Scripted, answer

FOLDER = beside("recordings") or Path()
ENTRIES: dict[str, dict[str, Any]] = {
    entry["name"]: entry for entry in json.loads((FOLDER / "braintree.json").read_text(encoding="utf-8"))
}
OUTCOMES = {"ACCEPTED": Accepted, "DECLINED": Declined, "UNAVAILABLE": NotReached}

TOLD = sorted(
    name for name, entry in ENTRIES.items() if entry["expected_outcome"] in OUTCOMES and not name.startswith("sale-")
)
READ = sorted(name for name, entry in ENTRIES.items() if name.startswith("find-") and entry.get("expected_state"))

ASKED = instruction()


def field_of(entry: dict[str, Any]) -> str:
    path = entry["request"]["path"]
    return next((field for end, field in FIELDS.items() if path.endswith(end)), "refundTransaction")


FIELDS = {
    "/refund": "refundTransaction",
    "/void": "voidTransaction",
    "/submit_for_settlement": "captureTransaction",
}


def told(entry: dict[str, Any]) -> Answer:
    """The recorded answer as GraphQL says it."""
    response, field = entry["response"], field_of(entry)
    if response["status"] == 404:
        return error(None, "NOT_FOUND")
    if response["status"] == 401:
        return answer(response["body"], 401)
    found = texts(response["body"].encode())
    code = next((text for path, text in found.items() if path.endswith("/error/code")), None)
    if code is not None:
        return error(code)
    root = "api-error-response/transaction" if response["status"] == 422 else "transaction"
    money = {"value": "10.00", "currencyCode": "USD"}
    thing: dict[str, Any] = {
        "id": "ref_1" if field == "refundTransaction" else ASKED.transaction,
        "status": found[f"{root}/status"].upper(),
        "amount": money,
        "orderId": found.get(f"{root}/order-id") or None,
        "refundedTransaction": {"id": ASKED.transaction},
        "createdAt": found[f"{root}/created-at"],
        "statusHistory": [],
    }
    name = "refund" if field == "refundTransaction" else "transaction"
    return answer({"data": {field: {name: thing}}})


async def outcome_of(session: Session, entry: dict[str, Any]) -> Outcome:
    field = field_of(entry)
    if field == "voidTransaction":
        return await session.void(ASKED)
    return await (session.capture(ASKED) if field == "captureTransaction" else session.refund(ASKED))


@pytest.mark.parametrize("name", TOLD)
async def test_an_answer_means_what_it_should(braintree: Scripted, connect: Connect, name: str) -> None:
    entry = ENTRIES[name]
    braintree.says(told(entry))
    outcome = await outcome_of(connect(braintree.address), entry)
    assert type(outcome) is OUTCOMES[entry["expected_outcome"]], outcome
    if isinstance(outcome, Accepted):
        assert outcome.status == PaymentStatus(entry["expected_state"])
    if isinstance(outcome, Declined):
        expected = entry.get("expected_reason")
        assert outcome.reason == (Reason(expected) if expected else None)
        if state := entry.get("expected_state"):
            assert outcome.status == state
    if isinstance(outcome, NotReached):
        assert outcome.credentials


@pytest.mark.parametrize("name", READ)
async def test_a_payment_stands_where_it_should(braintree: Scripted, connect: Connect, name: str) -> None:
    entry = ENTRIES[name]
    found = texts(entry["response"]["body"].encode())

    def script(request: Request) -> Answer:
        status = found["transaction/status"].upper()
        created = found["transaction/created-at"]
        return answer({"data": {"node": a_payment(status=status, createdAt=created)}})

    braintree.script = script
    standing = await connect(braintree.address).standing("pay_1")
    assert standing is not None
    assert standing.status == PaymentStatus(entry["expected_state"])
