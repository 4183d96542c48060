"""A key or a person with one right only, against everything that can be asked (SPEC 8.2). A refusal leaves no trace."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from app.domain.people.people import Right
from app.flows.people import leases
from app.schema.permissions import NEEDED
from app.schema.schema import schema
from tests.flows.requests import CARD
from tests.support.following import first_answer, following
from tests.support.merchant_client import (
    AUTHORIZE,
    CAPTURE,
    CHARGE,
    PROBLEMS,
    REFUND_TRANSACTION,
    REVERSE,
    REVERSE_REFUND,
    SETTLE,
    VISA,
    VOID,
    Shop,
)
from tests.support.staff import new_email
from tests.support.till import REFUND_ORDER, REFUND_ORDERS, new_order_id

ANYONE = frozenset(Right)
VIEWERS, REFUNDERS, VOIDERS, CHARGERS = ({right} for right in (Right.VIEW, Right.REFUND, Right.VOID, Right.CHARGE))


@dataclass(frozen=True, slots=True)
class Rights:
    """The field of the schema, what is sent, and which of the rights will do, by SPEC 8.2."""

    field: str
    document: str
    enough: frozenset[Right] | set[Right]
    given: Mapping[str, str]


def query(field: str, document: str, enough: frozenset[Right] | set[Right], **given: str) -> Rights:
    return Rights(f"Query.{field}", document, enough, given)


def mutation(field: str, document: str, enough: set[Right], **given: str) -> Rights:
    return Rights(f"Mutation.{field}", document, enough, given)


TABLE = {
    "ping": query("ping", "{ ping }", ANYONE),
    "viewer": query("viewer", "{ viewer { id } }", ANYONE),
    "node": query("node", "query ($id: ID!) { node(id: $id) { id } }", VIEWERS, id="settled"),
    "a legacy id": query(
        "idFromLegacyId",
        "query ($legacyId: ID!) { idFromLegacyId(legacyId: $legacyId, type: TRANSACTION) }",
        VIEWERS,
        legacyId="legacy",
    ),
    "legacy ids": query(
        "idsFromLegacyIds",
        "query ($legacyId: ID!) { idsFromLegacyIds(input: {ids: [{legacyId: $legacyId, type: TRANSACTION}]}) }",
        VIEWERS,
        legacyId="legacy",
    ),
    "transactions": query("transactions", "{ transactions(input: {}) { edges { node { id } } } }", VIEWERS),
    "refunds": query("refunds", "{ refunds(input: {}) { edges { node { id } } } }", VIEWERS),
    "payments": query("payments", "{ payments(input: {}) { edges { node { id } } } }", VIEWERS),
    "search": query("search", "{ search { transactions(input: {}) { edges { node { id } } } } }", VIEWERS),
    "reverse what settled": mutation("reverseTransaction", REVERSE, REFUNDERS, transactionId="settled"),
    "reverse what did not": mutation("reverseTransaction", REVERSE, VOIDERS, transactionId="submitted"),
    "refund": mutation("refundTransaction", REFUND_TRANSACTION, REFUNDERS, transactionId="settled"),
    "reverse a refund": mutation("reverseRefund", REVERSE_REFUND, REFUNDERS, refundId="refund"),
    "cancel a refund": mutation("reverseRefund", REVERSE_REFUND, REFUNDERS, refundId="queued"),
    "void": mutation("voidTransaction", VOID, VOIDERS, transactionId="submitted"),
    "charge": mutation("chargePaymentMethod", CHARGE, CHARGERS, paymentMethodId=VISA),
    "authorize": mutation("authorizePaymentMethod", AUTHORIZE, CHARGERS, paymentMethodId=VISA),
    "capture": mutation("captureTransaction", CAPTURE, CHARGERS, transactionId="authorized"),
    "settle": mutation("sandboxSettleTransaction", SETTLE, CHARGERS, transactionId="submitted"),
    "refund an order": mutation("refundOrder", REFUND_ORDER, REFUNDERS, orderId="settled order"),
    "refund orders": mutation("refundOrders", REFUND_ORDERS, {*REFUNDERS, *VOIDERS}, orderIds="settled order"),
    "record refunds of orders": mutation(
        "refundOrders", REFUND_ORDERS, {Right.MARK_EXTERNALLY}, orderIds="settled order", recordExternally="bank"
    ),
    "void an order": mutation("refundOrder", REFUND_ORDER, VOIDERS, orderId="submitted order"),
    "settle a refund": mutation("sandboxSettleTransaction", SETTLE, CHARGERS, transactionId="refund"),
}


NOBODYS = "dHJhbnNhY3Rpb25fbm9zdWNoaWQ"

OTHERS: dict[str, tuple[Right, dict[str, Any]]] = {
    **dict.fromkeys(
        ("markRefundedExternally", "undoExternalRefund", "markVoidedExternally", "undoExternalVoid"),
        (Right.MARK_EXTERNALLY, {"transactionId": NOBODYS}),
    ),
    "resolveOutcome": (Right.MARK_EXTERNALLY, {"paymentId": NOBODYS, "outcome": "DONE", "note": "seen"}),
    **dict.fromkeys(
        ("retryRefundNow", "pauseRefundRetry", "resumeRefundRetry", "dismissAttention"),
        (Right.MANAGE_QUEUE, {"paymentId": NOBODYS}),
    ),
    "sandboxAdvanceClock": (Right.CHARGE, {"by": "PT0S"}),
    **dict.fromkeys(("approveRefund", "rejectRefund"), (Right.APPROVE, {"refundId": NOBODYS})),
    "createRefundReason": (Right.ADMINISTER, {"code": "damaged", "label": "Arrived damaged"}),
    "updateRefundReason": (Right.ADMINISTER, {"code": "nobodys", "label": "Arrived damaged"}),
    "recordOrder": (Right.MANAGE_ORDERS, {"orderId": "order-1", "currencyCode": "USD"}),
    "cancelOrder": (Right.MANAGE_ORDERS, {"orderId": "nobodys"}),
    "updateCustomer": (Right.MANAGE_ORDERS, {"customerId": "nobodys"}),
    "deleteCustomer": (Right.MANAGE_ORDERS, {"customerId": "nobodys"}),
    "createCustomer": (Right.MANAGE_ORDERS, {"customer": {"firstName": "Ann"}}),
    **dict.fromkeys(
        ("chargeCreditCard", "authorizeCreditCard"),
        (Right.CHARGE, {"paymentMethodId": VISA, "transaction": {"amount": "1.00"}}),
    ),
    "partialCaptureTransaction": (Right.CHARGE, {"transactionId": NOBODYS, "transaction": {"amount": "1.00"}}),
    "refundCreditCard": (Right.REFUND, {"paymentMethodId": VISA, "refund": {"amount": "1.00"}}),
    "tokenizeCreditCard": (Right.CHARGE, {"creditCard": CARD}),
    **dict.fromkeys(("vaultPaymentMethod", "vaultCreditCard"), (Right.CHARGE, {"paymentMethodId": VISA})),
    "deletePaymentMethodFromVault": (Right.CHARGE, {"paymentMethodId": NOBODYS}),
    "createClientToken": (Right.CHARGE, {}),
    "updateMerchantSettings": (Right.ADMINISTER, {"retryAttempts": 2}),
    "createUser": (Right.ADMINISTER, {"email": "ann@example.com", "name": "Ann", "password": "a long pass phrase"}),
    "grantRight": (Right.ADMINISTER, {"userId": NOBODYS, "right": "VIEW"}),
    "revokeRight": (Right.ADMINISTER, {"userId": NOBODYS, "right": "VIEW"}),
    "disableUser": (Right.ADMINISTER, {"userId": NOBODYS}),
    "enableUser": (Right.ADMINISTER, {"userId": NOBODYS}),
    "createApiKey": (Right.ADMINISTER, {"name": "Another"}),
    "revokeApiKey": (Right.ADMINISTER, {"publicKey": "nobody's"}),
    "adoptTransaction": (Right.MANAGE_ORDERS, {"gatewayTransactionId": "nobodys"}),
    "adoptDrift": (Right.MANAGE_ORDERS, {"driftId": NOBODYS}),
    "addGatewayAccount": (Right.ADMINISTER, {"name": "main", "adapter": "nobodys", "secrets": []}),
    "updateGatewayAccount": (Right.ADMINISTER, {"name": "nobodys"}),
    "retireGatewayAccount": (Right.ADMINISTER, {"name": "nobodys"}),
    "updateCustomerMails": (Right.ADMINISTER, {"inSandbox": False}),
    "createWebhookEndpoint": (Right.ADMINISTER, {"url": "https://shop.example.com/refunds"}),
    **dict.fromkeys(
        ("updateWebhookEndpoint", "deleteWebhookEndpoint", "rotateWebhookSecret", "pingWebhookEndpoint"),
        (Right.ADMINISTER, {"id": NOBODYS}),
    ),
    "resendWebhookMessages": (Right.ADMINISTER, {"endpointId": NOBODYS, "since": "2026-01-01T00:00:00Z"}),
}
"""The mutations beside the mirrored ones: the right that each needs, and an input that asks for next to nothing."""

OTHER_QUERIES = {
    "previewRefund": (Right.VIEW, '{ previewRefund(input: {orderId: "nobodys"}) { token } }'),
    "refundRun": (Right.VIEW, '{ refundRun(id: "nobodys") { id } }'),
    "refundQueue": (Right.VIEW, "{ refundQueue { edges { cursor } } }"),
    "order": (Right.VIEW, '{ order(orderId: "nobodys") { id } }'),
    "orders": (Right.VIEW, "{ orders(input: {}) { edges { cursor } } }"),
    "customers": (Right.VIEW, "{ customers(input: {}) { edges { cursor } } }"),
    "approvals": (Right.VIEW, "{ approvals { edges { cursor } } }"),
    "drift": (Right.VIEW, "{ drift { edges { cursor } } }"),
    "refundReasons": (Right.VIEW, "{ refundReasons { code } }"),
    "refundReport": (
        Right.VIEW,
        '{ refundReport(input: {from: "2026-01-01T00:00:00Z", to: "2027-01-01T00:00:00Z", groupBy: DAY})'
        " { total { count } } }",
    ),
    "merchantSettings": (Right.VIEW, "{ merchantSettings { retryAttempts } }"),
    "sandboxClock": (Right.VIEW, "{ sandboxClock }"),
    "users": (Right.ADMINISTER, "{ users { id } }"),
    "apiKeys": (Right.ADMINISTER, "{ apiKeys { name } }"),
    "changes": (Right.ADMINISTER, "{ changes { edges { cursor } } }"),
    "gatewayAccounts": (Right.ADMINISTER, "{ gatewayAccounts { name } }"),
    "testGatewayAccount": (Right.ADMINISTER, '{ testGatewayAccount(name: "nobodys") { ok } }'),
    "customerMails": (Right.ADMINISTER, "{ customerMails { inSandbox } }"),
    "webhookEndpoints": (Right.ADMINISTER, "{ webhookEndpoints { id } }"),
    "webhookMessages": (Right.ADMINISTER, "{ webhookMessages { edges { cursor } } }"),
}

FOLLOWED = {
    "paymentChanged": (Right.VIEW, f'subscription {{ paymentChanged(id: "{NOBODYS}") {{ id }} }}'),
    "orderChanged": (Right.VIEW, 'subscription { orderChanged(orderId: "nobodys") { id } }'),
    "queueChanged": (Right.VIEW, "subscription { queueChanged { payment { id } } }"),
}
"""The subscriptions likewise."""


def test_the_tables_have_every_field_that_there_is() -> None:
    """A field that comes later has to be put here too, with what SPEC 8.2 says of it."""
    fields = {each.field for each in TABLE.values()}
    fields |= {"Mutation.changePassword"}  # by persons only, whatever their rights: test_passwords.py
    fields |= {f"Mutation.{name}" for name in OTHERS} | {f"Query.{name}" for name in OTHER_QUERIES}
    fields |= {f"Subscription.{name}" for name in FOLLOWED}
    assert fields == set(NEEDED)


def inputs() -> dict[str, str]:
    """The type of each mutation's input, by the mutation's name."""
    mutations = schema._schema.mutation_type
    assert mutations is not None
    return {name: str(field.args["input"].type) for name, field in mutations.fields.items()}


HOLDERS = {"key": Shop.key, "person": Shop.person}
"""Who can have rights: a program by its key, and somebody who signs in."""


@pytest.mark.parametrize("holds", HOLDERS)
@pytest.mark.parametrize("right", [None, *Right])
async def test_one_right_alone_reaches_no_other_field_than_its_own(shop: Shop, right: Right | None, holds: str) -> None:
    holder = await HOLDERS[holds](shop, *([right] if right else []))
    types = inputs()
    asked: list[tuple[Right, str, dict[str, Any]]] = [
        (needed, document, {}) for needed, document in OTHER_QUERIES.values()
    ]
    for name, (needed, given) in OTHERS.items():
        fresh = {"email": new_email()} if "email" in given else {}
        document = f"mutation ($input: {types[name]}) {{ {name}(input: $input) {{ clientMutationId }} }}"
        asked.append((needed, document, {"input": {**given, **fresh}}))
    for needed, document, variables_ in sorted(asked, key=lambda each: each[0] is right):
        codes = (await holder.post(document, variables_)).codes
        assert ("AUTHORIZATION" in codes) is (needed is not right), document
        # A sandbox merchant, such as this one, is let in and still has no gateway account.
        needs_account = "addGatewayAccount" in document or "adoptTransaction" in document
        refused = "VALIDATION" if needs_account else "NOT_FOUND"
        assert set(codes) <= {"AUTHORIZATION", refused}, document


@pytest.mark.parametrize("holds", HOLDERS)
@pytest.mark.parametrize("right", [None, *Right])
async def test_one_right_alone_follows_nothing_but_its_own(shop: Shop, right: Right | None, holds: str) -> None:
    holder = await HOLDERS[holds](shop, *([right] if right else []))
    for name, (needed, document) in FOLLOWED.items():
        if needed is right and name == "queueChanged":
            continue  # nothing comes of it before something changes: the next test has that
        answer = await first_answer(holder, document)
        assert answer.codes == ["NOT_FOUND" if needed is right else "AUTHORIZATION"], name


@pytest.mark.parametrize("holds", HOLDERS)
async def test_who_may_view_follows_the_queue(shop: Shop, holds: str) -> None:
    viewer = await HOLDERS[holds](shop, Right.VIEW)
    async with following(viewer, FOLLOWED["queueChanged"][1]) as followed:
        assert followed.response.headers["content-type"].startswith("text/event-stream")
        refund_id = await queued(shop)
        assert await followed.value() == {"payment": {"id": refund_id}}


async def legacy(shop: Shop) -> str:
    return str((await shop.node(await shop.settled()))["legacyId"])


async def refunded(shop: Shop) -> str:
    return str((await shop.refund(await shop.settled(), "10.00")).object["id"])


async def queued(shop: Shop) -> str:
    return str((await shop.refund(await shop.settled("4000.00"), "3000.00")).object["id"])


async def settled_order(shop: Shop) -> str:
    order_id = new_order_id()
    await shop.settled(orderId=order_id)
    return order_id


async def submitted_order(shop: Shop) -> str:
    order_id = new_order_id()
    await shop.charge(orderId=order_id)
    return order_id


PAYMENTS: Mapping[str, Callable[[Shop], Awaitable[str]]] = {
    "settled": Shop.settled,
    "legacy": legacy,
    "submitted": Shop.charge,
    "authorized": Shop.authorize,
    "refund": refunded,
    "queued": queued,
    "settled order": settled_order,
    "submitted order": submitted_order,
}
"""How the payments, refunds and orders are made that the table speaks of."""


async def payments(shop: Shop, names: Iterable[str] = PAYMENTS) -> dict[str, str]:
    """The ids of new payments and refunds, by these names."""
    return {name: await PAYMENTS[name](shop) for name in names if name in PAYMENTS}


def variables(asked: Rights, named: Mapping[str, str]) -> dict[str, Any]:
    given: dict[str, Any] = {name: named.get(value, value) for name, value in asked.given.items()}
    if asked.field.startswith("Query."):
        return given
    if "paymentMethodId" in given:
        given["transaction"] = {"amount": "1.00"}
    return {"input": given}


@pytest.mark.parametrize("holds", HOLDERS)
@pytest.mark.parametrize("right", [None, *Right])
async def test_one_right_alone_does_what_it_is_for_and_nothing_else(
    shop: Shop, right: Right | None, holds: str
) -> None:
    named = await payments(shop)
    holder = await HOLDERS[holds](shop, *([right] if right else []))
    allowed = [name for name, asked in TABLE.items() if asked.enough == ANYONE or right in asked.enough]
    before = await shop.everything()
    for name, asked in TABLE.items():
        if name in allowed:
            continue
        selecting = asked.document.replace("(input: $input) {", f"(input: $input) {{ {PROBLEMS}", 1)
        for document in (asked.document, selecting):
            answer = await holder.post(document, variables(asked, named))
            assert answer.codes == ["AUTHORIZATION"], name
            assert answer.status == 200
            assert not any((answer.body["data"] or {}).values()), "nothing of it is told"
    assert await shop.everything() == before
    for name in allowed:
        fresh = await payments(shop, TABLE[name].given.values())
        answer = await holder.post(TABLE[name].document, variables(TABLE[name], fresh))
        assert "errors" not in answer.body, name


async def test_all_rights_but_the_one_are_not_enough(shop: Shop) -> None:
    named = await payments(shop)
    before = await shop.everything()
    for name, asked in TABLE.items():
        if asked.enough == ANYONE:
            continue
        holder = await shop.key(*(set(Right) - asked.enough))
        assert (await holder.post(asked.document, variables(asked, named))).codes == ["AUTHORIZATION"], name
    assert await shop.everything() == before


async def test_the_refusal_says_which_right_is_needed(shop: Shop) -> None:
    nobody = await shop.key()
    (error,) = (await nobody.ask(VOID, transactionId=await shop.charge())).body["errors"]
    assert "VOID" in error["message"]
    assert (error["path"], error["extensions"]["errorType"]) == (["voidTransaction"], "developer_error")


async def test_an_unknown_id_tells_nothing_to_who_may_not_ask(shop: Shop) -> None:
    nobody = await shop.key(Right.VIEW)
    assert (await nobody.ask(VOID, transactionId="dHJhbnNhY3Rpb25fbm9zdWNoaWQ")).codes == ["AUTHORIZATION"]


async def test_a_void_that_would_turn_into_a_refund_needs_both_rights(shop: Shop) -> None:
    """The gateway has settled meanwhile: that is brought up to date, and no money moves (SPEC 8.2)."""
    transaction_id = await shop.charge("3900.00")
    voider = await shop.key(Right.VIEW, Right.VOID)
    assert (await voider.reverse(transaction_id, key="a key")).codes == ["AUTHORIZATION"]
    paid = await shop.node(transaction_id)
    assert (paid["status"], paid["refunds"]) == ("SETTLED", [])
    assert await shop.effects(transaction_id) == ["charge"]
    both = await shop.key(Right.VOID, Right.REFUND)
    assert (await both.reverse(transaction_id, key="a key")).object["__typename"] == "Refund"


async def test_a_refund_that_would_turn_into_a_void_needs_both_rights(shop: Shop) -> None:
    transaction_id = await shop.settled()
    await shop.execute(
        "UPDATE sandbox.payments SET status = 'SUBMITTED_FOR_SETTLEMENT' WHERE merchant = $1", shop.merchant.public_id
    )
    refunder = await shop.key(Right.REFUND)
    assert (await refunder.reverse(transaction_id)).codes == ["AUTHORIZATION"]
    paid = await shop.node(transaction_id)
    assert (paid["status"], paid["refundedAmount"]["value"]) == ("SUBMITTED_FOR_SETTLEMENT", "0.00")
    assert await shop.effects(transaction_id) == ["charge"]


async def test_a_revoked_key_is_nobody_after_a_second(shop: Shop) -> None:
    other = await shop.key(*Right)
    assert (await other.post("{ ping }")).body["data"] == {"ping": "pong"}
    await shop.execute("UPDATE api_keys SET revoked_at = now() WHERE public_key = $1", other.keys[0])
    await leases.over()
    assert (await other.post("{ ping }")).codes == ["AUTHENTICATION"]
