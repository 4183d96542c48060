"""What becomes of a refund or a void that its gateway did not take: QUEUE, RECORD_ANYWAY and SKIP (SPEC 4, S4)."""

from dataclasses import dataclass, replace
from typing import Any

import pytest

from app.domain.people.people import Right
from tests.flows.refusals import refused
from tests.support.merchant_client import REFUND_TRANSACTION, REVERSE, Shop

POLICIES = [None, "QUEUE", "RECORD_ANYWAY", "SKIP"]
MINOR = {"3000.00": 0, "2004.00": 0, "3002.00": 3002_00, "3005.00": 3005_00}
"""What the gateway gives back of each of these amounts."""


@dataclass(frozen=True, slots=True)
class End:
    status: str
    state: str
    reserved: bool
    attention: bool = False
    external: bool = False


QUEUED = End("AUTHORIZING", "WAITING", reserved=True)
RECORDED = End("SETTLED", "EXHAUSTED", reserved=True, external=True)
DECLINED = End("PROCESSOR_DECLINED", "EXHAUSTED", reserved=False, attention=True)
FAILED = End("FAILED", "EXHAUSTED", reserved=False)

ENDS = {
    "3000.00": {None: QUEUED, "QUEUE": QUEUED, "RECORD_ANYWAY": RECORDED, "SKIP": FAILED},
    "2004.00": {None: DECLINED, "QUEUE": DECLINED, "RECORD_ANYWAY": RECORDED, "SKIP": DECLINED},
    "3002.00": dict.fromkeys(POLICIES, QUEUED),
    "3005.00": dict.fromkeys(POLICIES, QUEUED),
}
"""By amount and policy: what is not decided stays reserved and is verified, whatever was asked."""

CASES = [(amount, policy) for amount, ends in ENDS.items() for policy in ends]


def check(refund: dict[str, Any], amount: str, expected: End) -> None:
    assert (refund["status"], refund["retry"]["state"]) == (expected.status, expected.state)
    assert (refund["retry"]["nextAttemptAt"] is not None) is (expected.state == "WAITING")
    assert refund["needsAttention"] is expected.attention
    assert (refund["external"] is not None) is expected.external
    assert [event["status"] for event in refund["statusHistory"]] == (
        [] if expected.status == "AUTHORIZING" else [expected.status]
    )
    assert refund["amount"]["value"] == amount


@pytest.mark.parametrize(("amount", "policy"), CASES)
async def test_of_a_refund(shop: Shop, amount: str, policy: str | None) -> None:
    transaction_id = await shop.settled("4000.00")
    refund = (await shop.refund(transaction_id, amount, onFailure=policy)).object
    check(refund, amount, ENDS[amount][policy])
    assert await shop.given_back(transaction_id) == MINOR[amount]
    held = refund["refundedTransaction"]["refundedAmount"]["value"]
    assert held == (amount if ENDS[amount][policy].reserved else "0.00")


@pytest.mark.parametrize(("amount", "policy"), CASES)
async def test_of_a_reversal_that_refunds(shop: Shop, amount: str, policy: str | None) -> None:
    """Of 4000.00, so much is refunded first that the reversal is one of `amount`."""
    transaction_id = await shop.settled("4000.00")
    first = 4000_00 - int(amount.replace(".", ""))
    await shop.refund(transaction_id, f"{first / 100:.2f}")
    refund = (await shop.reverse(transaction_id, onFailure=policy)).object
    check(refund, amount, ENDS[amount][policy])
    assert await shop.given_back(transaction_id) == first + MINOR[amount]


@pytest.mark.parametrize("policy", POLICIES)
async def test_of_a_refund_that_is_taken(shop: Shop, policy: str | None) -> None:
    refund = (await shop.refund(await shop.settled(), "10.00", onFailure=policy)).object
    assert (refund["status"], refund["retry"], refund["external"]) == ("SUBMITTED_FOR_SETTLEMENT", None, None)


async def test_what_was_recorded_anyway_says_by_whom_and_can_not_be_refunded_again(shop: Shop) -> None:
    transaction_id = await shop.settled("3001.00")
    refund = (await shop.refund(transaction_id, onFailure="RECORD_ANYWAY")).object
    assert (refund["external"]["markedBy"], refund["statusHistory"][0]["terminal"]) == ("Key", True)
    assert refund["external"]["note"] == refund["retry"]["lastError"]
    assert (await shop.reverse(transaction_id)).codes == ["91512"]
    assert (await shop.reverse_refund(refund["id"])).codes == ["91504"]
    assert await shop.given_back(transaction_id) == 0


@pytest.mark.parametrize("policy", ["SKIP", "RECORD_ANYWAY"])
async def test_a_queue_of_declines_holds_only_what_was_to_be_queued(shop: Shop, policy: str) -> None:
    await shop.set_merchant(retry_declines=True)
    transaction_id = await shop.settled("4000.00")
    queued = (await shop.refund(transaction_id, "2004.00")).object
    assert (queued["status"], queued["retry"]["attemptsLeft"]) == ("AUTHORIZING", 3)
    ended = (await shop.refund(transaction_id, "1996.00", onFailure=policy)).object
    assert ended["status"] == "SUBMITTED_FOR_SETTLEMENT"
    other = (await shop.refund(await shop.settled("4000.00"), "2004.00", onFailure=policy)).object
    check(other, "2004.00", ENDS["2004.00"][policy])


@pytest.mark.parametrize("policy", [None, "QUEUE"])
async def test_a_void_that_did_not_arrive_is_queued(shop: Shop, policy: str | None) -> None:
    transaction_id = await shop.charge("3901.00")
    sale = (await shop.reverse(transaction_id, onFailure=policy)).object
    assert (sale["__typename"], sale["status"]) == ("Transaction", "SUBMITTED_FOR_SETTLEMENT")
    assert (sale["retry"]["state"], sale["retry"]["attemptsLeft"]) == ("WAITING", 3)
    assert not sale["needsAttention"]
    assert await shop.effects(transaction_id) == ["charge"]


async def test_a_void_that_did_not_arrive_is_recorded_anyway(shop: Shop) -> None:
    transaction_id = await shop.charge("3901.00")
    sale = (await shop.reverse(transaction_id, onFailure="RECORD_ANYWAY")).object
    assert (sale["status"], sale["statusHistory"][0]["status"]) == ("VOIDED", "VOIDED")
    assert await shop.effects(transaction_id) == ["charge"]
    assert (await shop.settle(transaction_id)).codes == ["91575"]


async def test_a_void_that_did_not_arrive_is_let_go(shop: Shop) -> None:
    """SKIP keeps nothing in the queue: the next reversal is a new one, which arrives."""
    transaction_id = await shop.charge("3901.00")
    sale = (await shop.reverse(transaction_id, onFailure="SKIP")).object
    assert (sale["status"], sale["retry"]["state"]) == ("SUBMITTED_FOR_SETTLEMENT", "EXHAUSTED")
    assert sale["retry"]["nextAttemptAt"] is None
    assert not sale["needsAttention"]
    assert (await shop.reverse(transaction_id)).object["status"] == "VOIDED"
    assert await shop.effects(transaction_id) == ["charge", "void"]


@pytest.mark.parametrize("policy", POLICIES)
async def test_a_void_of_unknown_outcome_is_held_whatever_was_asked(shop: Shop, policy: str | None) -> None:
    transaction_id = await shop.charge("3902.00")
    sale = (await shop.reverse(transaction_id, onFailure=policy)).object
    assert (sale["status"], sale["retry"]["state"]) == ("SUBMITTED_FOR_SETTLEMENT", "WAITING")
    assert (await shop.reverse(transaction_id)).codes == ["915282"]
    assert await shop.effects(transaction_id) == ["charge", "void"]


@pytest.mark.parametrize("policy", POLICIES)
async def test_a_void_that_comes_too_late_refunds_whatever_was_asked(shop: Shop, policy: str | None) -> None:
    transaction_id = await shop.charge("3900.00")
    refund = (await shop.reverse(transaction_id, onFailure=policy)).object
    assert (refund["__typename"], refund["status"]) == ("Refund", "SUBMITTED_FOR_SETTLEMENT")
    assert await shop.effects(transaction_id) == ["charge", "refund"]


@pytest.mark.parametrize("mutation", [REFUND_TRANSACTION, REVERSE], ids=["refund", "reverse"])
async def test_recording_anyway_needs_the_right_to_mark_externally(shop: Shop, mutation: str) -> None:
    transaction_id = await shop.settled()
    before = await shop.everything()
    policy = {"onFailure": "RECORD_ANYWAY"}
    given = {"refund": policy} if mutation is REFUND_TRANSACTION else policy
    unmarking = await shop.key(Right.VIEW, Right.REFUND, Right.VOID)
    answer = await unmarking.ask(mutation, transactionId=transaction_id, **given)
    assert answer.codes == ["AUTHORIZATION"]
    assert await shop.everything() == before
    marking = await shop.key(Right.VIEW, Right.REFUND, Right.MARK_EXTERNALLY)
    assert (await marking.ask(mutation, transactionId=transaction_id, **given)).object["status"]


async def test_a_policy_that_there_is_not_is_refused(shop: Shop) -> None:
    transaction_id = await shop.settled()
    before = await shop.everything()
    answer = await shop.refund(transaction_id, onFailure="PERHAPS")
    assert answer.codes == ["VALIDATION"]
    assert "data" not in answer.body
    assert await shop.everything() == before
    assert await refused(shop, REVERSE, transactionId="nothing", onFailure="SKIP")


CREATE_KEY = """mutation ($input: CreateApiKeyInput!) {
  createApiKey(input: $input) { publicKey privateKey validationErrors { message } }
}"""
KEYS = "{ apiKeys { name onFailure queuedRefundStatus } }"
SET = "mutation ($input: MerchantSettingsInput!) { updateMerchantSettings(input: $input) { settings { onFailure } } }"


async def with_a_key(shop: Shop, **habits: Any) -> Shop:
    """The same shop, by a key of its own."""
    rights = ["VIEW", "REFUND", "VOID", "CHARGE", *habits.pop("more", [])]
    made = (await shop.ask(CREATE_KEY, name="hyper", rights=rights, **habits)).body["data"]["createApiKey"]
    return replace(shop, keys=(made["publicKey"], made["privateKey"]))


async def test_a_merchant_and_a_key_have_a_default_for_refunds_that_fail(shop: Shop) -> None:
    """The request's own word goes first, then the key's, then the merchant's; none does what its rights don't allow."""
    settings = (await shop.ask(SET, onFailure="SKIP")).body["data"]["updateMerchantSettings"]["settings"]
    assert settings == {"onFailure": "SKIP"}
    recording = await with_a_key(shop, onFailure="RECORD_ANYWAY", more=["MARK_EXTERNALLY"])
    without_right = await with_a_key(shop, onFailure="RECORD_ANYWAY")
    silent = await with_a_key(shop)
    transaction_id = await shop.settled("9500.00")
    for asking, policy, end in [
        (silent, None, FAILED),
        (silent, "QUEUE", QUEUED),
        (recording, None, RECORDED),
        (without_right, None, QUEUED),
    ]:
        refund = (await asking.refund(transaction_id, "3000.00", onFailure=policy)).object
        check(refund, "3000.00", end)
    reversed_ = (await silent.reverse(await shop.settled("3000.00"))).object
    assert reversed_["status"] == "FAILED"
    listed = (await shop.post(KEYS)).body["data"]["apiKeys"]
    assert {"name": "hyper", "onFailure": None, "queuedRefundStatus": "AUTHORIZING"} in listed


async def test_a_key_that_knows_no_authorizing_refund_is_shown_another_word(shop: Shop) -> None:
    """It is shown to that key alone, and only for what is not decided."""
    shown = await with_a_key(shop, queuedRefundStatus="SUBMITTED_FOR_SETTLEMENT")
    transaction_id = await shop.settled("9000.00")
    queued = (await shown.refund(transaction_id, "3000.00")).object
    assert (queued["status"], queued["retry"]["state"]) == ("SUBMITTED_FOR_SETTLEMENT", "WAITING")
    assert (await shown.node(queued["id"]))["status"] == "SUBMITTED_FOR_SETTLEMENT"
    assert (await shop.node(queued["id"]))["status"] == "AUTHORIZING"
    (listed,) = (await shown.node(transaction_id))["refunds"]
    assert listed["status"] == "SUBMITTED_FOR_SETTLEMENT"
    declined = (await shown.refund(transaction_id, "2004.00")).object
    assert declined["status"] == "PROCESSOR_DECLINED"
