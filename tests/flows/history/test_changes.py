"""Every change is kept: who, when, from where, what and why (SPEC 8.5)."""

import pytest
from graphql import GraphQLObjectType

from tests.flows.arguments import TYPES
from tests.flows.requests import REQUESTS, document, reason
from tests.support.merchant_client import REFUND_TRANSACTION, REVERSE, REVERSE_REFUND, VOID, Shop

OF_REAL_MONEY = {"addGatewayAccount", "updateGatewayAccount", "retireGatewayAccount", "adoptTransaction", "adoptDrift"}
"""Mutations about what gateways have, which these shops' sandbox does not ask for; tests/gateways/accounts,
tests/gateways/sending and tests/flows/gateways ask for them.
"""

CHANGES_NOTHING = {"createClientToken", "pingWebhookEndpoint", "resendWebhookMessages"}

CHANGES = "SELECT * FROM changes WHERE merchant_id = $1 ORDER BY id"


def test_there_is_a_request_for_every_mutation() -> None:
    mutations = TYPES["Mutation"]
    assert isinstance(mutations, GraphQLObjectType)
    assert set(REQUESTS) == set(mutations.fields) - OF_REAL_MONEY


@pytest.mark.parametrize("mutation", [each for each in REQUESTS if each not in CHANGES_NOTHING])
async def test_no_mutation_forgets_to_say_who_did_what(shop: Shop, mutation: str) -> None:
    by, given = await REQUESTS[mutation](shop)
    before = len(await shop.execute(CHANGES, shop.merchant.id))
    answer = await by.post(document(mutation), {"input": given})
    assert "errors" not in answer.body, answer.body
    kept = (await shop.execute(CHANGES, shop.merchant.id))[before:]
    name = "Key" if by is shop else "Kim Doe" if mutation == "changePassword" else "A Person"
    source = "API" if by is shop else "CONTROL_PANEL"
    own = [row for row in kept if row["actor_id"] != "clock"]
    assert own, "nothing was kept of it"
    assert {(row["actor_name"], row["source"], row["address"]) for row in own} == {(name, source, "127.0.0.1")}
    assert all(row["kind"] for row in own)


@pytest.mark.parametrize("mutation", [REVERSE, REFUND_TRANSACTION, VOID, REVERSE_REFUND])
async def test_the_reason_and_the_note_are_kept_with_it(shop: Shop, mutation: str) -> None:
    why = {"reasonCode": await reason(shop), "note": "She called"}
    if mutation is REVERSE_REFUND:
        refund = (await shop.refund(await shop.settled(), "1.00")).object
        given = {"refundId": refund["id"], **why}
    elif mutation is REFUND_TRANSACTION:
        given = {"transactionId": await shop.settled(), "refund": why}
    else:
        given = {"transactionId": await shop.charge(), **why}
    assert "errors" not in (await shop.ask(mutation, **given)).body
    (*_, last) = await shop.execute(CHANGES, shop.merchant.id)
    assert (last["reason_code"], last["note"]) == (why["reasonCode"], why["note"])


async def test_what_is_refused_or_asked_again_leaves_no_trace(shop: Shop) -> None:
    transaction_id = await shop.settled()
    await shop.refund(transaction_id, "10.00", key="a key")
    before = await shop.execute(CHANGES, shop.merchant.id)
    assert (await shop.refund(transaction_id, "10.00", key="a key")).object["status"] == "SUBMITTED_FOR_SETTLEMENT"
    assert (await shop.refund(transaction_id, "10.01", key="a key")).codes == ["915232"]
    assert (await shop.refund(transaction_id, "100.00")).codes == ["91521"]
    assert (await shop.void(transaction_id)).codes == ["91504"]
    assert await shop.execute(CHANGES, shop.merchant.id) == before


async def test_a_refund_costs_one_change_and_no_more(shop: Shop) -> None:
    transaction_id = await shop.settled()
    before = len(await shop.execute(CHANGES, shop.merchant.id))
    await shop.refund(transaction_id, "10.00")
    assert len(await shop.execute(CHANGES, shop.merchant.id)) == before + 1
