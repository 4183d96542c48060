"""One apiRequestKey, one effect, on each mutation that moves money (SPEC 3)."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import pytest

from app.domain.people.people import Right
from tests.flows.refusals import refused
from tests.support.merchant_client import (
    AUTHORIZE,
    CAPTURE,
    CHARGE,
    REFUND_TRANSACTION,
    REVERSE,
    REVERSE_REFUND,
    VISA,
    VOID,
    Live,
    Shop,
    open_shop,
)

Given = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """A mutation, how its input is made, and what that is changed by to be another request."""

    mutation: str
    prepare: Callable[[Shop], Awaitable[Given]]
    other: Given


async def settled(shop: Shop) -> Given:
    return {"transactionId": await shop.settled()}


async def submitted(shop: Shop) -> Given:
    return {"transactionId": await shop.charge()}


async def authorized(shop: Shop) -> Given:
    return {"transactionId": await shop.authorize()}


async def settling_unheard(shop: Shop) -> Given:
    return {"transactionId": await shop.charge("3900.00")}


async def refunded(shop: Shop) -> Given:
    return {"refundId": (await shop.refund(await shop.settled(), "10.00")).object["id"]}


async def queued(shop: Shop) -> Given:
    return {"refundId": (await shop.refund(await shop.settled("4000.00"), "3000.00")).object["id"]}


async def sale(_: Shop) -> Given:
    return {"paymentMethodId": VISA, "transaction": {"amount": "7", "orderId": "order-1"}}


ANOTHER_TRANSACTION = {"transactionId": "dHJhbnNhY3Rpb25fbm9zdWNoaWQ"}
ANOTHER_SALE = {"transaction": {"amount": "7", "orderId": "order-2"}}

CASES = {
    "refund": Case(REFUND_TRANSACTION, settled, {"refund": {"amount": "1.00"}}),
    "reverse by a void": Case(REVERSE, submitted, {"onFailure": "SKIP"}),
    "reverse by a refund": Case(REVERSE, settled, ANOTHER_TRANSACTION),
    "reverse by a void that turns": Case(REVERSE, settling_unheard, ANOTHER_TRANSACTION),
    "void": Case(VOID, submitted, ANOTHER_TRANSACTION),
    "capture": Case(CAPTURE, authorized, {"transaction": {"amount": "1.00"}}),
    "charge": Case(CHARGE, sale, ANOTHER_SALE),
    "authorize": Case(AUTHORIZE, sale, {"paymentMethodId": "fake-valid-mastercard-nonce"}),
    "reverse a refund": Case(REVERSE_REFUND, refunded, {"refundId": "cmVmdW5kX25vc3VjaGlk"}),
    "cancel a refund": Case(REVERSE_REFUND, queued, {"refundId": "cmVmdW5kX25vc3VjaGlk"}),
}

each_mutation = pytest.mark.parametrize("named", CASES)


@each_mutation
async def test_the_same_request_again_is_answered_and_not_done_again(shop: Shop, named: str) -> None:
    case = CASES[named]
    given = {**await case.prepare(shop), "apiRequestKey": "a key"}
    first = (await shop.ask(case.mutation, **given)).object
    after_first = await shop.everything()
    again = (await shop.ask(case.mutation, **given)).object
    assert again == first
    echoing = (await shop.ask(case.mutation, **given, clientMutationId="another")).object
    assert echoing == first
    assert await shop.everything() == after_first


@each_mutation
async def test_a_key_is_for_one_input(shop: Shop, named: str) -> None:
    case = CASES[named]
    given = {**await case.prepare(shop), "apiRequestKey": "a key"}
    await shop.ask(case.mutation, **given)
    (found,) = await refused(shop, case.mutation, **{**given, **case.other})
    assert (found.code, found.path) == ("915232", ("input", "apiRequestKey"))


@each_mutation
async def test_a_key_is_for_one_mutation(shop: Shop, named: str) -> None:
    case = CASES[named]
    given = {**await case.prepare(shop), "apiRequestKey": "a key"}
    await shop.ask(case.mutation, **given)
    siblings = {
        REFUND_TRANSACTION: REVERSE,
        REVERSE: VOID,
        VOID: REVERSE,
        CAPTURE: VOID,
        CHARGE: AUTHORIZE,
        AUTHORIZE: CHARGE,
        REVERSE_REFUND: REFUND_TRANSACTION,
    }
    if case.mutation is REVERSE_REFUND:
        given = {"transactionId": given["refundId"], "apiRequestKey": "a key"}
    (found,) = await refused(shop, siblings[case.mutation], **given)
    assert found.code == "915232"


@each_mutation
async def test_a_key_belongs_to_its_merchant(live: Live, shop: Shop, named: str) -> None:
    case = CASES[named]
    mine = (await shop.ask(case.mutation, **await case.prepare(shop), apiRequestKey="a key")).object
    async with open_shop(live) as other:
        theirs = (await other.ask(case.mutation, **await case.prepare(other), apiRequestKey="a key")).object
    assert theirs["id"] != mine["id"]


@each_mutation
async def test_a_required_key_is_required_of_each_mutation(shop: Shop, named: str) -> None:
    case = CASES[named]
    given = await case.prepare(shop)
    await shop.set_merchant(require_request_key=True)
    (found,) = await refused(shop, case.mutation, **given)
    assert (found.condition, found.path) == ("REQUEST_KEY_REQUIRED", ("input", "apiRequestKey"))
    assert (await shop.ask(case.mutation, **given, apiRequestKey="a key")).object["id"]


@each_mutation
@pytest.mark.parametrize("key", ["", "k" * 256, "a\0b"], ids=["empty", "long", "nul"])
async def test_a_key_that_is_none_is_refused(shop: Shop, named: str, key: str) -> None:
    case = CASES[named]
    (found,) = await refused(shop, case.mutation, **await case.prepare(shop), apiRequestKey=key)
    assert (found.condition, found.path) in (
        ("REQUEST_KEY_TOO_LONG" if len(key) > 255 else "REQUEST_KEY_INVALID", ("input", "apiRequestKey")),
        ("TEXT_INVALID", ("input", "apiRequestKey")),
    )


@each_mutation
async def test_rights_are_asked_for_before_keys(shop: Shop, named: str) -> None:
    case = CASES[named]
    given = {**await case.prepare(shop), "apiRequestKey": "a key"}
    await shop.ask(case.mutation, **given)
    nobody = await shop.key(Right.VIEW)
    assert (await nobody.ask(case.mutation, **given)).codes == ["AUTHORIZATION"]
    assert (await nobody.ask(case.mutation, **{**given, **case.other})).codes == ["AUTHORIZATION"]


SAME_REFUNDS: list[Given] = [
    {"refund": {"amount": "7"}},
    {"refund": {"amount": "7.0"}},
    {"refund": {"amount": "7.00"}},
    {"refund": {"amount": "07.00"}},
    {"refund": {"amount": 7}},
    {"refund": {"amount": 7.0}},
    {"refund": {"amount": "7", "orderId": None, "description": None, "merchantAccountId": None, "lineItems": None}},
    {"refund": {"amount": "7", "lineItems": []}, "clientMutationId": "x"},
]


async def test_inputs_are_compared_by_what_they_mean(shop: Shop) -> None:
    transaction_id = await shop.settled()
    asked = [
        await shop.ask(REFUND_TRANSACTION, transactionId=transaction_id, apiRequestKey="a key", **same)
        for same in SAME_REFUNDS
    ]
    assert len({answer.object["id"] for answer in asked}) == 1
    assert await shop.given_back(transaction_id) == 7_00


async def test_absent_null_and_empty_mean_in_full(shop: Shop) -> None:
    transaction_id = await shop.settled()
    same: list[Given] = [{}, {"refund": None}, {"refund": {}}, {"refund": {"amount": None, "orderId": None}}]
    asked = [
        await shop.ask(REFUND_TRANSACTION, transactionId=transaction_id, apiRequestKey="a key", **each) for each in same
    ]
    assert len({answer.object["id"] for answer in asked}) == 1
    assert await shop.given_back(transaction_id) == 100_00


@pytest.mark.parametrize(
    "other",
    [{"amount": "7.01"}, {"amount": "7", "orderId": ""}, {"amount": "7", "description": "d"}, {}],
    ids=["amount", "empty order id", "description", "in full"],
)
async def test_whatever_else_is_asked_is_another_input(shop: Shop, other: Given) -> None:
    transaction_id = await shop.settled()
    await shop.refund(transaction_id, "7", key="a key")
    (found,) = await refused(
        shop, REFUND_TRANSACTION, transactionId=transaction_id, refund=other, apiRequestKey="a key"
    )
    assert found.code == "915232"


async def test_the_answer_is_the_present_state(shop: Shop) -> None:
    transaction_id = await shop.settled("4000.00")
    queued = (await shop.refund(transaction_id, "3000.00", key="one")).object
    assert queued["status"] == "AUTHORIZING"
    await shop.reverse_refund(queued["id"])
    assert (await shop.refund(transaction_id, "3000.00", key="one")).object["status"] == "VOIDED"
    sale = {"paymentMethodId": VISA, "transaction": {"amount": "5.00"}, "apiRequestKey": "two"}
    charged = (await shop.ask(CHARGE, **sale)).object
    await shop.settle(charged["id"])
    assert (await shop.ask(CHARGE, **sale)).object["status"] == "SETTLED"
    reversed_ = (await shop.reverse(charged["id"], key="three")).object
    await shop.settle(reversed_["id"])
    again = (await shop.reverse(charged["id"], key="three")).object
    assert (again["__typename"], again["id"], again["status"]) == ("Refund", reversed_["id"], "SETTLED")


async def test_a_declined_refund_keeps_its_key(shop: Shop) -> None:
    """It made an object; trying again is a new request with a new key."""
    transaction_id = await shop.settled("4000.00")
    first = (await shop.refund(transaction_id, "2004.00", key="a key")).object
    assert (await shop.refund(transaction_id, "2004.00", key="a key")).object["id"] == first["id"]
    assert len((await shop.node(transaction_id))["refunds"]) == 1


async def test_what_created_nothing_does_not_use_the_key_up(shop: Shop) -> None:
    transaction_id = await shop.charge()
    assert (await shop.refund(transaction_id, "5.00", key="a key")).codes == ["91506"]
    await shop.settle(transaction_id)
    assert (await shop.refund(transaction_id, "100.01", key="a key")).codes == ["91521"]
    made = (await shop.refund(transaction_id, "5.00", key="a key")).object
    assert made["status"] == "SUBMITTED_FOR_SETTLEMENT"
    assert await shop.given_back(transaction_id) == 5_00


async def test_a_void_that_its_gateway_refused_does_not_use_the_key_up(shop: Shop) -> None:
    transaction_id = await shop.charge("3900.00")
    assert (await shop.void(transaction_id, key="a key")).codes == ["91504"]
    refund = (await shop.reverse(transaction_id, key="a key")).object
    assert refund["__typename"] == "Refund"


async def test_a_key_goes_with_a_reversal_that_turns(shop: Shop) -> None:
    transaction_id = await shop.charge("3900.00")
    first = (await shop.reverse(transaction_id, key="a key")).object
    again = (await shop.reverse(transaction_id, key="a key")).object
    assert (again["__typename"], again["id"]) == ("Refund", first["id"])
    assert await shop.effects(transaction_id) == ["charge", "refund"]


async def test_a_key_goes_with_a_refund_that_turns_into_a_void(shop: Shop) -> None:
    transaction_id = await shop.settled()
    await shop.execute(
        "UPDATE sandbox.payments SET status = 'SUBMITTED_FOR_SETTLEMENT' WHERE merchant = $1", shop.merchant.public_id
    )
    first = (await shop.reverse(transaction_id, key="a key")).object
    again = (await shop.reverse(transaction_id, key="a key")).object
    assert (first["__typename"], first["status"]) == ("Transaction", "VOIDED")
    assert again == first


@pytest.mark.parametrize(
    ("amount", "settle", "days", "remembered"),
    [
        ("10.00", True, 29, True),
        ("10.00", True, 31, False),
        ("10.00", False, 31, True),
        ("999.00", True, 31, False),
        ("3000.00", False, 31, True),
    ],
)
async def test_a_key_holds_for_thirty_days_and_until_its_object_is_final(
    shop: Shop, amount: str, settle: bool, days: int, remembered: bool
) -> None:
    transaction_id = await shop.settled("8000.00")
    first = (await shop.refund(transaction_id, amount, key="a key")).object
    if settle:
        await shop.settle(first["id"])
    await shop.execute(
        "UPDATE request_keys SET created_at = created_at - make_interval(days => $2) WHERE merchant_id = $1",
        shop.merchant.id,
        days,
    )
    again = (await shop.refund(transaction_id, amount, key="a key")).object
    assert (again["id"] == first["id"]) is remembered


@pytest.mark.parametrize("selecting", [False, True], ids=["errors", "data"])
async def test_a_key_keeps_the_outcome_and_not_its_rendering(shop: Shop, selecting: bool) -> None:
    """Whoever asks again may select other fields (GRAPHQL.md)."""
    transaction_id = await shop.settled()
    first = (await shop.refund(transaction_id, "5.00", key="a key")).object
    fields = "clientMutationId refund { id legacyId }" + (" validationErrors { code }" if selecting else "")
    document = f"mutation ($input: RefundTransactionInput!) {{ refundTransaction(input: $input) {{ {fields} }} }}"
    given = {"transactionId": transaction_id, "refund": {"amount": "5.00"}, "apiRequestKey": "a key"}
    answer = await shop.post(document, {"input": {**given, "clientMutationId": "new"}})
    expected: dict[str, Any] = {
        "clientMutationId": "new",
        "refund": {"id": first["id"], "legacyId": first["legacyId"]},
    } | ({"validationErrors": None} if selecting else {})
    assert answer.body["data"]["refundTransaction"] == expected
