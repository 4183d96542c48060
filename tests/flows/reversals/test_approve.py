"""What a second person decides, and who may (SPEC 8.3)."""

import asyncio

import pytest

from app.domain.people.people import Right
from tests.flows.refusals import refused, unchanged
from tests.support.approval_desk import APPROVE, REJECT, Desk
from tests.support.merchant_client import Live, Shop, open_shop
from tests.support.promises import verified_of

CHANGES = "SELECT kind, actor_name, note FROM changes WHERE merchant_id = $1 AND kind IN ('APPROVED', 'REJECTED')"


async def condition(asked: Shop, mutation: str, refund_id: str) -> str:
    """The one problem with deciding on that refund."""
    (refusal,) = await refused(asked, mutation, refundId=refund_id)
    assert refusal.path == ("input", "refundId")
    return refusal.condition


async def test_an_approved_refund_is_sent_on_its_terms(desk: Desk) -> None:
    sale = await desk.settled("4000.00")
    refund_id = await desk.waiting("3000.00", sale, note="They wrote twice", onFailure="SKIP", orderId="another")
    refund = (await desk.approve(refund_id, "Seen it")).object
    assert (refund["id"], refund["status"], refund["orderId"]) == (refund_id, "FAILED", "another"), "SKIP was asked for"
    told = await desk.told(refund_id)
    assert told["note"] == "They wrote twice"
    assert (told["approval"]["state"], told["approval"]["note"]) == ("APPROVED", "Seen it")
    assert (told["approval"]["decidedBy"], told["approval"]["decidedAt"] is not None) == ("A Person", True)
    assert await desk.listed() == []
    rows = await desk.shop.execute(CHANGES, desk.shop.merchant.id)
    assert [tuple(row) for row in rows] == [("APPROVED", "A Person", "Seen it")]
    await verified_of(desk.shop)


async def test_an_approved_refund_waits_in_the_queue_like_any_other(desk: Desk) -> None:
    sale = await desk.settled("4000.00")
    refund_id = await desk.waiting("3001.00", sale)
    await desk.shop.advance("P5D")
    refund = (await desk.approve(refund_id)).object
    assert (refund["status"], refund["retry"]["state"], refund["retry"]["attemptsLeft"]) == (
        "AUTHORIZING",
        "WAITING",
        3,
    )
    await desk.shop.advance("P1D")
    assert (await desk.shop.node(refund_id))["retry"]["state"] == "SUCCEEDED"
    assert await desk.shop.given_back(sale) == 3001_00
    await verified_of(desk.shop)


async def test_a_rejected_refund_frees_its_amount(desk: Desk) -> None:
    sale = await desk.settled()
    refund_id = await desk.waiting("600.00", sale)
    refund = (await desk.reject(refund_id, "Too much")).object
    assert (refund["status"], refund["refundedTransaction"]["refundableAmount"]["value"]) == ("VOIDED", "1000.00")
    assert [event["status"] for event in refund["statusHistory"]] == ["VOIDED"]
    approval = await desk.approval(refund_id)
    assert (approval["state"], approval["note"]) == ("REJECTED", "Too much")
    assert await desk.shop.effects(sale) == ["charge"]
    assert (await desk.shop.refund(sale, "1000.00")).object["status"] == "SUBMITTED_FOR_SETTLEMENT"
    await verified_of(desk.shop)


@pytest.mark.parametrize("mutation", [APPROVE, REJECT])
async def test_nobody_decides_on_what_they_asked_for(desk: Desk, mutation: str) -> None:
    refund = (await desk.approver.refund(await desk.settled(), "150.00")).object
    assert await condition(desk.approver, mutation, refund["id"]) == "APPROVAL_BY_ANOTHER"
    assert (await desk.approval(refund["id"]))["state"] == "WAITING"


@pytest.mark.parametrize("mutation", [APPROVE, REJECT])
async def test_no_key_decides(desk: Desk, mutation: str) -> None:
    refund_id = await desk.waiting()
    async with unchanged(desk.shop):
        answer = await desk.shop.ask(mutation, refundId=refund_id)
    assert answer.codes == ["AUTHORIZATION"]
    assert "person" in answer.body["errors"][0]["message"]


@pytest.mark.parametrize("mutation", [APPROVE, REJECT])
async def test_deciding_needs_the_right(desk: Desk, mutation: str) -> None:
    refund_id = await desk.waiting()
    other = await desk.shop.person(*(frozenset(Right) - {Right.APPROVE}))
    async with unchanged(desk.shop):
        assert (await other.ask(mutation, refundId=refund_id)).codes == ["AUTHORIZATION"]


@pytest.mark.parametrize("mutation", [APPROVE, REJECT])
async def test_only_what_waits_is_decided_on(live: Live, desk: Desk, mutation: str) -> None:
    never = (await desk.shop.refund(await desk.settled(), "10.00")).object["id"]
    assert await condition(desk.approver, mutation, never) == "APPROVAL_NOT_AWAITED"
    async with open_shop(live) as neighbour:
        theirs = (await neighbour.refund(await neighbour.settled(), "10.00")).object["id"]
        answers = [
            (await desk.approver.ask(mutation, refundId=each)).body["errors"]
            for each in (theirs, "cmVmdW5kX25vc3VjaGlk")
        ]
    assert answers[0] == answers[1]
    assert answers[0][0]["extensions"]["errorClass"] == "NOT_FOUND"


async def test_a_decision_is_final(desk: Desk) -> None:
    """Whoever decided gets the present state back; for everybody else it is decided."""
    sale = await desk.settled()
    approved, rejected = await desk.waiting("150.00", sale), await desk.waiting("150.00", sale)
    await desk.approve(approved)
    await desk.reject(rejected)
    assert (await desk.approve(approved)).object["status"] == "SUBMITTED_FOR_SETTLEMENT"
    assert (await desk.reject(rejected)).object["status"] == "VOIDED"
    other = await desk.shop.person(Right.APPROVE)
    for mutation, who, refund_id in (
        (REJECT, desk.approver, approved),
        (APPROVE, desk.approver, rejected),
        (APPROVE, other, approved),
        (REJECT, other, rejected),
    ):
        assert (await who.ask(mutation, refundId=refund_id)).body["errors"][0]["extensions"]["condition"] == (
            "APPROVAL_NOT_AWAITED"
        )
    assert await desk.shop.given_back(sale) == 150_00
    await verified_of(desk.shop)


async def test_many_approve_at_once_and_it_is_sent_once(desk: Desk) -> None:
    sale = await desk.settled()
    refund_id = await desk.waiting("150.00", sale)
    others = [await desk.shop.person(Right.APPROVE) for _ in range(5)]
    people = [desk.approver, *others, desk.approver, *others]
    answers = await asyncio.gather(*(each.ask(APPROVE, refundId=refund_id) for each in people))
    done = [answer for answer in answers if "errors" not in answer.body]
    assert len(done) == 2, "one person has decided, and gets the same answer twice"
    assert await desk.shop.given_back(sale) == 150_00
    assert (await desk.shop.effects(sale)).count("refund") == 1
    await verified_of(desk.shop)


async def test_approving_and_rejecting_and_cancelling_at_once(desk: Desk) -> None:
    sale = await desk.settled("4000.00")
    ids = [await desk.waiting("150.00", sale) for _ in range(8)]
    other = await desk.shop.person(Right.APPROVE)
    await asyncio.gather(
        *(desk.approve(each) for each in ids),
        *(other.ask(REJECT, refundId=each) for each in ids),
        *(desk.asker.reverse_refund(each) for each in ids),
    )
    approvals = [await desk.told(each) for each in ids]
    assert {each["approval"]["state"] for each in approvals} <= {"APPROVED", "REJECTED"}
    for each in approvals:
        if each["approval"]["state"] == "REJECTED":
            assert each["status"] == "VOIDED"
    counting = [each for each in approvals if each["status"] == "SUBMITTED_FOR_SETTLEMENT"]
    assert await desk.shop.given_back(sale) == 150_00 * len(counting)
    await verified_of(desk.shop)


@pytest.mark.parametrize("who", ["asker", "approver", "key"])
async def test_reverse_refund_cancels_it(desk: Desk, who: str) -> None:
    refund_id = await desk.waiting("600.00")
    canceller = {"asker": desk.asker, "approver": desk.approver, "key": desk.shop}[who]
    refund = (await canceller.ask(REVERSE_WITH_NOTE, refundId=refund_id, note="Not any more")).object
    assert (refund["status"], refund["refundedTransaction"]["refundableAmount"]["value"]) == ("VOIDED", "1000.00")
    approval = await desk.approval(refund_id)
    assert (approval["state"], approval["note"]) == ("REJECTED", "Not any more")
    assert approval["decidedBy"] == ("Key" if who == "key" else "A Person")
    assert await desk.listed() == []
    assert (await desk.approve(refund_id)).body["errors"][0]["extensions"]["condition"] == "APPROVAL_NOT_AWAITED"
    await verified_of(desk.shop)


async def test_whoever_may_not_refund_any_more_has_asked_in_vain(desk: Desk) -> None:
    refund_id = await desk.waiting()
    rights = "UPDATE users SET rights = array_remove(rights, 'REFUND') WHERE merchant_id = $1"
    await desk.shop.execute(rights, desk.shop.merchant.id)
    assert await condition(desk.approver, APPROVE, refund_id) == "APPROVAL_NOT_POSSIBLE"
    assert (await desk.approval(refund_id))["state"] == "WAITING"
    assert (await desk.reject(refund_id)).object["status"] == "VOIDED"
    await verified_of(desk.shop)


async def test_what_could_not_be_asked_for_now_is_not_sent(desk: Desk) -> None:
    refund_id = await desk.waiting()
    await desk.shop.set_account("usd", gateway=None)
    assert await condition(desk.approver, APPROVE, refund_id) == "REFUND_ACCOUNT_UNLINKED"
    await desk.shop.set_account("usd", gateway="sandbox", status="SUSPENDED")
    assert await condition(desk.approver, APPROVE, refund_id) == "REFUND_ACCOUNT_SUSPENDED"
    await desk.shop.set_account("usd", status="ACTIVE")
    assert (await desk.approve(refund_id)).object["status"] == "SUBMITTED_FOR_SETTLEMENT"
    await verified_of(desk.shop)


async def test_all_that_was_left_is_approved_as_well(desk: Desk) -> None:
    """The refund itself is what nothing is left beside."""
    sale = await desk.settled()
    refund_id = await desk.waiting("1000.00", sale)
    assert (await desk.approve(refund_id)).object["status"] == "SUBMITTED_FOR_SETTLEMENT"
    assert await desk.shop.given_back(sale) == 1000_00
    await verified_of(desk.shop)


async def test_recording_it_anyway_needs_the_asker_s_right_when_it_is_done(desk: Desk) -> None:
    marker = await desk.shop.person(Right.REFUND, Right.MARK_EXTERNALLY)
    refunds = [
        (await marker.refund(await desk.settled("4000.00"), "3000.00", onFailure="RECORD_ANYWAY")).object["id"]
        for _ in range(2)
    ]
    assert (await desk.approve(refunds[0])).object["external"]["markedBy"] == "A Person"
    rights = "UPDATE users SET rights = array_remove(rights, 'MARK_EXTERNALLY') WHERE merchant_id = $1"
    await desk.shop.execute(rights, desk.shop.merchant.id)
    assert (await desk.approve(refunds[1])).object["status"] == "FAILED"
    await verified_of(desk.shop)


async def test_a_reversal_that_the_gateway_takes_for_a_void_goes_that_way(desk: Desk) -> None:
    """The terms of `reverseTransaction` outlast the wait."""
    sale = await desk.settled("500.00")
    refund_id = (await desk.asker.reverse(sale)).object["id"]
    await desk.shop.execute(
        "UPDATE sandbox.payments SET status = 'SUBMITTED_FOR_SETTLEMENT' WHERE merchant = $1",
        desk.shop.merchant.public_id,
    )
    assert (await desk.approve(refund_id)).object["status"] == "VOIDED"
    assert (await desk.shop.node(sale))["status"] == "VOIDED"
    assert await desk.shop.effects(sale) == ["charge", "void"]


async def test_a_note_that_cannot_be_kept(desk: Desk) -> None:
    refund_id = await desk.waiting()
    for note in ("x" * 4001, "a\0b"):
        (refusal,) = await refused(desk.approver, APPROVE, refundId=refund_id, note=note)
        assert refusal.path == ("input", "note")


REVERSE_WITH_NOTE = """mutation ($input: ReverseRefundInput!) { reverseRefund(input: $input) {
  refund { id status refundedTransaction { refundableAmount { value } } }
} }"""
