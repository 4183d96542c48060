"""A word that frees a refund of unknown outcome waits for another person's above the limit (SPEC 12)."""

import asyncio
from typing import Any

import pytest

from app.domain.people.people import Right
from tests.flows.desk import (
    DISMISS,
    LONG_ENOUGH,
    PAUSE,
    RESOLVE,
    RETRY_NOW,
    UPDATE_SETTINGS,
    cannot_say,
    listed,
    press,
    says_again,
)
from tests.flows.refusals import refused
from tests.support.approval_desk import APPROVE, REJECT, Desk, open_desk
from tests.support.merchant_client import Answer, Shop
from tests.support.promises import verified_of

APPROVAL = """query ($id: ID!) { node(id: $id) { ... on Refund {
  approval { kind state requestedBy outcome requestNote decidedBy decidedAt note }
} } }"""
HISTORY = "query ($id: ID!) { node(id: $id) { ... on Refund { history { by what note } } } }"

DECLINED = (
    '{"outcome": "DECLINED", "code": "2000", "message": "Do Not Honor", "status": "PROCESSOR_DECLINED", "soft": true,'
    ' "reason": null}'
)


@pytest.fixture
async def sayer(desk: Desk) -> Shop:
    """A person of the desk's shop who may say what happened, and nothing else."""
    return await desk.shop.person(Right.VIEW, Right.MARK_EXTERNALLY)


async def unknown(desk: Desk, amount: str = "3002.02") -> str:
    """The id of a refund that a key asked for, of which the gateway will never say anything; long enough ago."""
    refund = (await desk.shop.refund(await desk.settled("4000.00"), amount)).object
    assert refund["retry"]["attempts"][-1]["outcome"] == "UNKNOWN"
    if amount != "3002.02":
        await cannot_say(desk.shop, refund["id"])
    await desk.shop.advance(LONG_ENOUGH)
    return str(refund["id"])


async def say(by: Shop, refund_id: str, outcome: str = "NOT_DONE", note: str = "Asked by telephone") -> Answer:
    return await by.ask(RESOLVE, paymentId=refund_id, outcome=outcome, note=note, reference="ref-1")


async def waiting(desk: Desk, sayer: Shop) -> str:
    refund_id = await unknown(desk)
    assert (await say(sayer, refund_id)).object["status"] == "AUTHORIZING"
    return refund_id


async def approval(desk: Desk, refund_id: str) -> dict[str, Any]:
    found: dict[str, Any] = (await desk.shop.post(APPROVAL, {"id": refund_id})).body["data"]["node"]["approval"]
    return found


async def conditions(by: Shop, mutation: str, **given: Any) -> list[str]:
    return [refusal.condition for refusal in await refused(by, mutation, **given)]


async def test_it_waits_with_the_amount_reserved(desk: Desk, sayer: Shop) -> None:
    refund_id = await unknown(desk)
    before = await desk.shop.node(refund_id)
    assert (await say(sayer, refund_id)).object["status"] == "AUTHORIZING"
    assert await desk.shop.node(refund_id) == before, "the queue goes on with it as if nothing had been said"
    assert await desk.listed() == [refund_id]
    assert await approval(desk, refund_id) == {
        "kind": "OUTCOME",
        "state": "WAITING",
        "requestedBy": "A Person",
        "outcome": "NOT_DONE",
        "requestNote": "Asked by telephone (ref-1)",
        "decidedBy": None,
        "decidedAt": None,
        "note": None,
    }
    assert before["refundedTransaction"]["refundedAmount"]["value"] == "3002.02"
    assert (await say(sayer, refund_id)).object["status"] == "AUTHORIZING"
    assert await desk.listed() == [refund_id], "said twice it waits once"
    await verified_of(desk.shop)


@pytest.mark.parametrize("way", ["approveRefund", "resolveOutcome"])
async def test_another_person_releases_it(desk: Desk, sayer: Shop, way: str) -> None:
    refund_id = await waiting(desk, sayer)
    second = await desk.shop.person(Right.VIEW, Right.APPROVE, Right.MARK_EXTERNALLY)
    journal = await desk.shop.journal()
    if way == "approveRefund":
        refund = (await second.ask(APPROVE, refundId=refund_id, note="I asked too")).object
        assert (await second.ask(APPROVE, refundId=refund_id)).object["status"] == "FAILED", "pressed twice"
    else:
        refund = (await say(second, refund_id, note="I asked too")).object
    assert (refund["status"], refund["retry"]["state"], refund["needsAttention"]) == ("FAILED", "EXHAUSTED", False)
    assert refund["refundedTransaction"]["refundedAmount"]["value"] == "0.00"
    told = await approval(desk, refund_id)
    assert (told["state"], told["decidedBy"], told["decidedAt"] is not None) == ("APPROVED", "A Person", True)
    assert told["note"] == ("I asked too" if way == "approveRefund" else "I asked too (ref-1)")
    assert await desk.listed() == []
    assert await desk.shop.journal() == journal, "nothing is sent"
    await verified_of(desk.shop)


async def test_the_history_says_who_said_it_and_who_agreed(desk: Desk, sayer: Shop) -> None:
    refund_id = await waiting(desk, sayer)
    await desk.reject(refund_id, "Show me")
    await say(sayer, refund_id, note="Asked by mail")
    await desk.approve(refund_id, "I see")
    history = (await desk.shop.post(HISTORY, {"id": refund_id})).body["data"]["node"]["history"]
    told = [(each["by"], each["what"], each["note"]) for each in history][-4:]
    assert told == [
        ("A Person", "Said to be not done, which awaits approval.", "Asked by telephone (ref-1)"),
        ("A Person", "Rejected: what was said of its outcome does not count.", "Show me"),
        ("A Person", "Said to be not done, which awaits approval.", "Asked by mail (ref-1)"),
        (
            "A Person",
            "Approved: what was said of its outcome counts. It has failed. Its amount can be refunded again.",
            "I see",
        ),
    ]


async def test_what_two_have_agreed_on_leaves_no_doubt(desk: Desk, sayer: Shop) -> None:
    """It does not count towards the limit any more; the next refund waits for its own size alone."""
    refund_id = await waiting(desk, sayer)
    await desk.approve(refund_id)
    sale = (await desk.shop.node(refund_id))["refundedTransaction"]["id"]
    assert (await desk.asker.refund(sale, "100.00")).object["status"] == "SUBMITTED_FOR_SETTLEMENT"
    assert (await desk.asker.refund(sale, "0.01")).object["status"] == "AUTHORIZING"


async def test_a_rejected_word_leaves_all_as_it_was(desk: Desk, sayer: Shop) -> None:
    refund_id = await unknown(desk)
    await desk.shop.advance("P4D")
    before = await desk.shop.node(refund_id)
    assert (before["needsAttention"], before["retry"]["nextAttemptAt"]) == (True, None)
    await say(sayer, refund_id)
    assert (await desk.reject(refund_id, "I don't believe it")).object["status"] == "AUTHORIZING"
    assert (await desk.reject(refund_id)).object["status"] == "AUTHORIZING", "pressed twice"
    assert await desk.shop.node(refund_id) == before
    assert await desk.listed() == []
    assert (await approval(desk, refund_id))["state"] == "REJECTED"
    assert await conditions(desk.approver, APPROVE, refundId=refund_id) == ["APPROVAL_NOT_AWAITED"]
    assert await listed(desk.shop, needsAttention=True) == (
        [refund_id],
        (await listed(desk.shop, needsAttention=True))[1],
    )
    assert (await say(sayer, refund_id)).object["status"] == "AUTHORIZING"
    assert await desk.listed() == [refund_id]
    assert (await desk.approve(refund_id)).object["status"] == "FAILED"
    await verified_of(desk.shop)


@pytest.mark.parametrize("button", [RETRY_NOW, PAUSE, DISMISS])
async def test_the_queue_can_be_used_meanwhile(desk: Desk, sayer: Shop, button: str) -> None:
    refund_id = await waiting(desk, sayer)
    assert "errors" not in (await press(desk.shop, button, refund_id)).body
    assert await desk.listed() == [refund_id]
    assert (await desk.approve(refund_id)).object["status"] == "FAILED"
    await verified_of(desk.shop)


async def test_it_cannot_be_cancelled(desk: Desk, sayer: Shop) -> None:
    """Money that may have left is never freed by one person (SPEC 1.4)."""
    refund_id = await waiting(desk, sayer)
    assert (await desk.approver.reverse_refund(refund_id)).codes == ["915282"]


async def test_done_needs_nobody_and_ends_the_waiting(desk: Desk, sayer: Shop) -> None:
    refund_id = await waiting(desk, sayer)
    refund = (await say(sayer, refund_id, "DONE", "It is on the statement")).object
    assert (refund["status"], refund["refundedTransaction"]["refundedAmount"]["value"]) == ("SETTLED", "3002.02")
    assert (await approval(desk, refund_id))["state"] == "REJECTED"
    assert await desk.listed() == []
    await verified_of(desk.shop)


async def test_nobody_agrees_with_themselves(desk: Desk) -> None:
    """They may take their word back."""
    both = await desk.shop.person(Right.VIEW, Right.MARK_EXTERNALLY, Right.APPROVE)
    refund_id = await waiting(desk, both)
    assert await conditions(both, APPROVE, refundId=refund_id) == ["OUTCOME_BY_ANOTHER"]
    assert (await say(both, refund_id)).object["status"] == "AUTHORIZING"
    assert (await approval(desk, refund_id))["state"] == "WAITING"
    assert (await both.ask(REJECT, refundId=refund_id)).object["status"] == "AUTHORIZING"
    assert await desk.listed() == []


async def test_without_the_right_to_approve_another_word_changes_nothing(desk: Desk, sayer: Shop) -> None:
    refund_id = await waiting(desk, sayer)
    other = await desk.shop.person(Right.VIEW, Right.MARK_EXTERNALLY)
    given = {"paymentId": refund_id, "outcome": "NOT_DONE", "note": "Me too"}
    (refusal,) = await refused(other, RESOLVE, **given)
    assert refusal.condition == "APPROVAL_AWAITED"
    assert "A Person reported its outcome as NOT_DONE" in refusal.message
    assert (await sayer.ask(APPROVE, refundId=refund_id)).codes == ["AUTHORIZATION"]


@pytest.mark.parametrize(
    ("answer", "status", "condition"),
    [
        (None, "SUBMITTED_FOR_SETTLEMENT", "OUTCOME_CONTRADICTED"),
        (DECLINED, "PROCESSOR_DECLINED", None),
    ],
)
async def test_the_gateway_is_asked_before_the_second_word_counts_too(
    desk: Desk, sayer: Shop, answer: str | None, status: str, condition: str | None
) -> None:
    sale = await desk.settled("4000.00")
    refund_id = (await desk.shop.refund(sale, "3002.00")).object["id"]
    before = await cannot_say(desk.shop, refund_id)
    await desk.shop.advance(LONG_ENOUGH)
    await say(sayer, refund_id)
    await says_again(desk.shop, refund_id, answer or before)
    agreed = await desk.approve(refund_id)
    if condition is None:
        assert agreed.object["status"] == status
    else:
        (error,) = agreed.body["errors"]
        assert (error["extensions"]["condition"], error["extensions"]["inputPath"]) == (
            condition,
            ["input", "refundId"],
        )
        assert "ACCEPTED (1002 Processed)" in error["message"]
    assert (await desk.shop.node(refund_id))["status"] == status
    told = await approval(desk, refund_id)
    assert (told["state"], told["decidedBy"]) == ("OVERTAKEN", None)
    assert await desk.listed() == []


async def test_what_the_queue_finds_out_ends_the_waiting(desk: Desk, sayer: Shop) -> None:
    sale = await desk.settled("4000.00")
    refund_id = (await desk.shop.refund(sale, "3002.00")).object["id"]
    answer = await cannot_say(desk.shop, refund_id)
    await desk.shop.advance(LONG_ENOUGH)
    await say(sayer, refund_id)
    await says_again(desk.shop, refund_id, answer)
    await desk.shop.advance("PT2H")
    assert (await desk.shop.node(refund_id))["status"] == "SUBMITTED_FOR_SETTLEMENT"
    assert (await approval(desk, refund_id))["state"] == "OVERTAKEN"
    assert await conditions(desk.approver, APPROVE, refundId=refund_id) == ["APPROVAL_NOT_AWAITED"]
    assert await conditions(desk.approver, REJECT, refundId=refund_id) == ["APPROVAL_NOT_AWAITED"]
    assert await desk.listed() == []
    await verified_of(desk.shop)


async def test_the_limit_when_it_is_said_counts(shop: Shop) -> None:
    desk = await open_desk(shop, ("USD", "3002.02"))
    below, above = await unknown(desk), await unknown(desk)
    sayer = await shop.person(Right.VIEW, Right.MARK_EXTERNALLY)
    assert (await say(sayer, below)).object["status"] == "FAILED"
    await shop.ask(UPDATE_SETTINGS, approvalLimits=[{"currencyCode": "USD", "amount": "3002.01"}])
    assert (await say(sayer, above)).object["status"] == "AUTHORIZING"
    await shop.ask(UPDATE_SETTINGS, approvalLimits=[])
    assert await desk.listed() == [above], "a limit that changes releases nothing by itself"
    assert (await say(sayer, above)).object["status"] == "FAILED"
    assert await desk.listed() == []
    await verified_of(shop)


@pytest.mark.parametrize("by_person", [False, True])
async def test_the_merchant_may_want_another_person_always(shop: Shop, by_person: bool) -> None:
    setting = {"requireApprovalOfNotDone": True}
    assert "errors" not in (await shop.ask(UPDATE_SETTINGS, **setting)).body
    desk = Desk(shop, shop, await shop.person(Right.VIEW, Right.APPROVE))
    refund_id = await unknown(desk)
    by = await shop.person(Right.VIEW, Right.MARK_EXTERNALLY) if by_person else shop
    assert (await say(by, refund_id)).object["status"] == "AUTHORIZING"
    assert await desk.listed() == [refund_id]
    assert (await desk.approve(refund_id)).object["status"] == "FAILED"
    await verified_of(shop)


async def test_a_refund_that_was_approved_itself(desk: Desk, sayer: Shop) -> None:
    """The approval of its outcome is shown in place of its own."""
    refund_id = await desk.waiting("3002.02", await desk.settled("4000.00"))
    await desk.approve(refund_id)
    assert ((await approval(desk, refund_id))["kind"], await desk.listed()) == ("REFUND", [])
    await desk.shop.advance(LONG_ENOUGH)
    await say(sayer, refund_id)
    assert ((await approval(desk, refund_id))["kind"], await desk.listed()) == ("OUTCOME", [refund_id])
    assert (await desk.approve(refund_id)).object["status"] == "FAILED"
    await verified_of(desk.shop)


async def test_pages_have_refunds_and_words_by_when_they_came(desk: Desk, sayer: Shop) -> None:
    said = [await waiting(desk, sayer) for _ in range(2)]
    asked = [await desk.waiting() for _ in range(2)]
    said.append(await waiting(desk, sayer))
    expected = [said[2], asked[1], asked[0], said[1], said[0]]
    assert await desk.listed() == expected
    found: list[str] = []
    after: str | None = None
    document = (
        "query ($after: String) { approvals(first: 2, after: $after)"
        " { edges { cursor node { id } } pageInfo { hasNextPage endCursor } } }"
    )
    for _ in range(3):
        page = (await desk.shop.post(document, {"after": after})).body["data"]["approvals"]
        found += [edge["node"]["id"] for edge in page["edges"]]
        after = page["pageInfo"]["endCursor"]
    assert (found, page["pageInfo"]["hasNextPage"]) == (expected, False)


async def test_two_who_say_it_at_once_have_agreed(desk: Desk) -> None:
    """One waits, the other is the second; the amount is freed once."""
    people = [await desk.shop.person(Right.VIEW, Right.MARK_EXTERNALLY, Right.APPROVE) for _ in range(2)]
    refund_id = await unknown(desk)
    answers = await asyncio.gather(*(say(each, refund_id) for each in people * 3))
    assert {answer.codes[0] for answer in answers if answer.codes} <= {"915282", "VALIDATION"}
    for each in people:
        await say(each, refund_id)
    assert (await desk.shop.node(refund_id))["status"] == "FAILED"
    assert (await approval(desk, refund_id))["state"] == "APPROVED"
    await verified_of(desk.shop)


async def test_approving_resolving_and_asking_at_once(desk: Desk, sayer: Shop) -> None:
    refund_id = await waiting(desk, sayer)
    others = [await desk.shop.person(Right.VIEW, Right.APPROVE) for _ in range(3)]
    calls = [each.ask(APPROVE, refundId=refund_id) for each in others]
    calls += [press(desk.shop, RETRY_NOW, refund_id) for _ in range(3)]
    calls += [say(sayer, refund_id) for _ in range(3)]
    answers = await asyncio.gather(*calls)
    assert not [answer.body for answer in answers if "INTERNAL" in answer.codes]
    await desk.shop.advance("PT1M")
    if (await desk.shop.node(refund_id))["status"] == "AUTHORIZING":
        await desk.approve(refund_id)
    assert (await desk.shop.node(refund_id))["status"] == "FAILED"
    await verified_of(desk.shop)


async def address(person: Shop) -> str:
    return str((await person.post("{ viewer { user { email } } }")).body["data"]["viewer"]["user"]["email"])


async def told_of(shop: Shop) -> list[str]:
    """The recipients of the notices that an outcome awaits approval, in the order of the notices."""
    statement = "SELECT recipient FROM outbox WHERE merchant_id = $1 AND kind = 'OUTCOME_AWAITS_APPROVAL' ORDER BY id"
    return [row["recipient"] for row in await shop.execute(statement, shop.merchant.id)]


async def test_each_person_who_can_approve_it_gets_a_mail(desk: Desk) -> None:
    second = await desk.shop.person(Right.VIEW, Right.APPROVE)
    sayer = await desk.shop.person(Right.VIEW, Right.MARK_EXTERNALLY, Right.APPROVE)
    disabled = await address(await desk.shop.person(Right.APPROVE))
    await desk.shop.execute("UPDATE users SET disabled_at = now() WHERE email = $1", disabled)
    refund_id = await unknown(desk)
    assert (await say(sayer, refund_id)).object["status"] == "AUTHORIZING"
    first = {await address(desk.approver), await address(second)}
    assert set(await told_of(desk.shop)) == first
    (facts, *_) = await desk.shop.execute(
        "SELECT facts->>'refund_id' AS refund, facts->>'amount' AS amount, facts->>'said' AS said FROM outbox"
        " WHERE merchant_id = $1 AND kind = 'OUTCOME_AWAITS_APPROVAL'",
        desk.shop.merchant.id,
    )
    assert dict(facts) == {
        "refund": refund_id,
        "amount": "3002.02",
        "said": "A Person: NOT_DONE. Asked by telephone (ref-1)",
    }
    await say(sayer, refund_id)
    assert len(await told_of(desk.shop)) == 2, "the same report, sent again, tells nobody again"
    await second.ask(REJECT, refundId=refund_id)
    await say(sayer, refund_id)
    told = await told_of(desk.shop)
    assert (len(told), set(told)) == (4, first), "a new report after a rejection tells them again"


async def test_a_report_that_counts_at_once_asks_nobody_to_approve(desk: Desk, sayer: Shop) -> None:
    limits = [{"currencyCode": "USD", "amount": "5000.00"}]
    assert "errors" not in (await desk.shop.ask(UPDATE_SETTINGS, approvalLimits=limits)).body
    assert (await say(sayer, await unknown(desk))).object["status"] == "FAILED"
    assert await told_of(desk.shop) == []
