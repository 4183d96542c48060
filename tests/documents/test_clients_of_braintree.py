"""Thirty kinds of clients that were written for Braintree: each sends its documents, and finds what it reads."""

import json
from dataclasses import replace
from typing import Any

import pytest

from tests.documents.clients_of_braintree import ANY, KINDS, ORCHESTRATOR, Step
from tests.support.merchant_client import Shop

CREATE_KEY = "mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { publicKey privateKey } }"
RIGHTS = ["VIEW", "REFUND", "VOID", "CHARGE"]
REFUND_READABLE = {
    "SETTLEMENT_PENDING", "SETTLING", "SETTLED", "SUBMITTED_FOR_SETTLEMENT", "FAILED", "SETTLEMENT_DECLINED",
    "PROCESSOR_DECLINED", "VOIDED", "GATEWAY_REJECTED", "SETTLEMENT_CONFIRMED", "AUTHORIZED",
}  # fmt: skip
"""The statuses of refunds in an orchestrator's closed list: there is no AUTHORIZING."""


def at(data: Any, path: str) -> Any:
    for part in path.split("."):
        data = data[int(part)] if isinstance(data, list) else data[part]
    return data


def filled(value: Any, known: dict[str, Any]) -> Any:
    """With what earlier steps have made."""
    match value:
        case str():
            for name, made in known.items():
                value = made if value == f"${name}" else value.replace(f'"${name}"', f'"{made}"')
            return value
        case dict():
            return {name: filled(each, known) for name, each in value.items()}
        case list():
            return [filled(each, known) for each in value]
    return value


async def carried_out(shop: Shop, steps: list[Step]) -> list[dict[str, Any]]:
    """The answers' data. Every document is answered without an error, with what the client reads."""
    known: dict[str, Any] = {}
    answers = []
    for each in steps:
        if each.settle is not None:
            await shop.settle(known[each.settle])
        answer = await shop.post(filled(each.document, known), filled(dict(each.variables), known))
        assert "errors" not in answer.body, json.dumps(answer.body["errors"], indent=1)
        data = answer.body["data"]
        for path, wanted in each.reads.items():
            found = at(data, path)
            if wanted is ANY:
                assert found is not None, path
            else:
                assert found == filled(wanted, known), path
        known |= {name: at(data, path) for name, path in each.keeps.items()}
        refunded = data.get("refundTransaction")
        if refunded is not None:
            known["last"] = refunded["refund"]["id"]
        answers.append(data)
    return answers


@pytest.mark.parametrize("kind", KINDS)
async def test_a_client_of_this_kind(shop: Shop, kind: str) -> None:
    await carried_out(shop, KINDS[kind])


async def test_an_orchestrator_can_read_all_states(shop: Shop) -> None:
    """Its lists of statuses are closed: a refund that waits in the queue is shown to its key as it can read it."""
    made = await shop.ask(CREATE_KEY, name="orchestrator", rights=RIGHTS, queuedRefundStatus="SUBMITTED_FOR_SETTLEMENT")
    key = made.body["data"]["createApiKey"]
    orchestrator = replace(shop, keys=(key["publicKey"], key["privateKey"]))
    refund, search = ORCHESTRATOR[4].document, ORCHESTRATOR[5].document
    paid = await shop.settled("20000.00")
    seen = set()
    for amount in ("3000.00", "3002.00", "3005.00", "2004.00", "2046.00", "3003.00"):
        answer = await orchestrator.ask(refund, transactionId=paid, refund={"amount": amount})
        refunded = answer.body["data"]["refundTransaction"]["refund"]
        synced = (await orchestrator.ask(search, id={"is": refunded["id"]})).body["data"]["search"]["refunds"]
        seen |= {refunded["status"], synced["edges"][0]["node"]["status"]}
    await shop.advance("P2D")
    everything = {"input": {"createdAt": {"greaterThanOrEqualTo": "2020-01-01T00:00:00Z"}}}
    pages = "query ($input: RefundSearchInput!) { search { refunds(input: $input) { edges { node { status } } } } }"
    found = (await orchestrator.post(pages, everything)).body["data"]["search"]["refunds"]["edges"]
    seen |= {edge["node"]["status"] for edge in found}
    assert seen <= REFUND_READABLE
    assert {"SUBMITTED_FOR_SETTLEMENT", "PROCESSOR_DECLINED", "SETTLED", "SETTLEMENT_DECLINED"} <= seen


def test_there_are_thirty_kinds() -> None:
    assert len(KINDS) == 30
