"""What people do with what waits: retry now, pause, resume, cancel, dismiss, resolve (SPEC 5.3, 12 and 13)."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest

from app.domain.people.people import ALL_RIGHTS, Right
from tests.flows.desk import (
    DAY,
    DISMISS,
    LONG_ENOUGH,
    PAUSE,
    RESOLVE,
    RESUME,
    RETRY_NOW,
    cannot_say,
    due_after,
    mark_refunded,
    outcomes,
    press,
    refunded,
    resolve,
    story,
)
from tests.flows.refusals import Refusal, refused
from tests.support.merchant_client import Answer, Live, Shop, open_shop
from tests.support.promises import verified_of

BUTTONS = {"retry": RETRY_NOW, "pause": PAUSE, "resume": RESUME, "dismiss": DISMISS}
UNANSWERED = "fake-unanswered-nonce"


async def sendings(shop: Shop, sale: str) -> int:
    """How often the gateway was told to refund or to void."""
    return sum(each["kind"] in ("refund", "void") for each in await shop.journal(sale))


def retry_of(answer: Answer) -> dict[str, Any]:
    assert "errors" not in answer.body, answer.body["errors"]
    (payload,) = answer.body["data"].values()
    return dict(payload["retry"])


async def test_a_retry_by_hand_counts_as_made_and_moves_none_of_the_daily_ones(shop: Shop) -> None:
    made = await refunded(shop, "3000.00")
    await shop.advance("PT3H")
    told = retry_of(await press(shop, RETRY_NOW, made.refund, "The customer is on the telephone"))
    assert (told["state"], told["attemptsMade"], told["attemptsLeft"]) == ("WAITING", 2, 3)
    assert (told["payment"]["id"], told["attempts"][1]["outcome"]) == (made.refund, "UNAVAILABLE")
    for day in (1, 2, 3):
        refund = await shop.node(made.refund)
        assert story(refund) == ("AUTHORIZING", "WAITING", day + 1, 4 - day, "UNAVAILABLE")
        assert due_after(refund, made.began) == day * DAY
        await shop.advance()
    assert story(await shop.node(made.refund)) == ("FAILED", "EXHAUSTED", 5, 0, "UNAVAILABLE")
    assert await sendings(shop, made.sale) == 5


@pytest.mark.parametrize(
    ("amount", "status", "seen", "sent"),
    [
        ("3002.00", "SUBMITTED_FOR_SETTLEMENT", ["UNKNOWN"], 1),
        ("3002.01", "AUTHORIZING", ["UNKNOWN"], 1),
        ("3002.02", "AUTHORIZING", ["UNKNOWN"], 1),
        ("3005.00", "AUTHORIZING", ["PENDING"], 1),
    ],
)
async def test_by_hand_an_undecided_one_is_asked_about_and_not_sent(
    shop: Shop, amount: str, status: str, seen: list[str], sent: int
) -> None:
    """Before five minutes have passed, "not found" proves nothing (SPEC 13)."""
    made = await refunded(shop, amount)
    await press(shop, RETRY_NOW, made.refund)
    refund = await shop.node(made.refund)
    assert (refund["status"], outcomes(refund)) == (status, seen)
    assert await sendings(shop, made.sale) == sent


async def test_by_hand_proven_absence_sends_again_in_the_same_breath(shop: Shop) -> None:
    made = await refunded(shop, "3002.01")
    await press(shop, PAUSE, made.refund)
    await shop.advance("PT1H")
    told = retry_of(await press(shop, RETRY_NOW, made.refund))
    assert (told["state"], [each["outcome"] for each in told["attempts"]]) == ("SUCCEEDED", ["UNKNOWN", "ACCEPTED"])
    assert await shop.given_back(made.sale) == 3002_01


async def test_pressed_ten_times_at_once_it_is_given_back_once(shop: Shop) -> None:
    made = await refunded(shop, "3001.00")
    answers = await asyncio.gather(*(press(shop, RETRY_NOW, made.refund) for _ in range(10)))
    assert [answer.codes for answer in answers] == [[]] * 10
    refund = await shop.node(made.refund)
    assert (refund["status"], outcomes(refund)) == ("SUBMITTED_FOR_SETTLEMENT", ["UNAVAILABLE", "ACCEPTED"])
    assert await sendings(shop, made.sale) == 2
    assert await shop.effects(made.sale) == ["charge", "refund"]
    await verified_of(shop)


async def test_while_an_attempt_runs_another_is_not_made(shop: Shop) -> None:
    sale = await shop.settled("4000.00")
    running = asyncio.create_task(shop.refund(sale, "3004.00"))
    while not (found := (await shop.node(sale))["refunds"]):
        assert not running.done()
    told = retry_of(await press(shop, RETRY_NOW, found[0]["id"]))
    assert (told["state"], told["attemptsMade"]) == ("RUNNING", 1)
    assert (await press(shop, PAUSE, found[0]["id"])).codes == ["915282"]
    assert (await resolve(shop, found[0]["id"], "DONE")).codes == ["915282"]
    await running
    assert await sendings(shop, sale) == 1
    await verified_of(shop)


async def test_what_is_paused_stays_so_over_its_times(shop: Shop) -> None:
    made = await refunded(shop, "3000.00")
    told = retry_of(await press(shop, PAUSE, made.refund))
    assert (told["state"], told["attemptsLeft"], told["nextAttemptAt"]) == ("PAUSED", 3, None)
    await shop.advance("P2DT12H")
    assert story(await shop.node(made.refund)) == ("AUTHORIZING", "PAUSED", 1, 3, "UNAVAILABLE")
    resumed = retry_of(await press(shop, RESUME, made.refund))
    assert resumed["state"] == "WAITING"
    now = await shop.advance("P0D")
    refund = await shop.node(made.refund)
    assert story(refund) == ("AUTHORIZING", "WAITING", 2, 2, "UNAVAILABLE"), "due at once, and once only"
    due = datetime.fromisoformat(refund["retry"]["nextAttemptAt"])
    assert timedelta(0) <= now + DAY - due < timedelta(seconds=20), "those that were missed don't follow in one breath"
    await shop.advance("P10D")
    assert story(await shop.node(made.refund)) == ("FAILED", "EXHAUSTED", 4, 0, "UNAVAILABLE")


async def test_a_pause_that_ends_in_time_moves_nothing(shop: Shop) -> None:
    made = await refunded(shop, "3001.00")
    await press(shop, PAUSE, made.refund)
    await press(shop, PAUSE, made.refund)
    await shop.advance("PT6H")
    await press(shop, RESUME, made.refund)
    await press(shop, RESUME, made.refund)
    assert due_after(await shop.node(made.refund), made.began) == DAY
    assert await sendings(shop, made.sale) == 1


async def test_what_was_paused_undecided_is_asked_about_at_once(shop: Shop) -> None:
    made = await refunded(shop, "3002.00")
    await press(shop, PAUSE, made.refund)
    await shop.advance("P1D")
    assert (await shop.node(made.refund))["status"] == "AUTHORIZING"
    await press(shop, RESUME, made.refund)
    await shop.advance("P0D")
    assert (await shop.node(made.refund))["status"] == "SUBMITTED_FOR_SETTLEMENT"
    assert await sendings(shop, made.sale) == 1


async def test_resuming_what_has_no_attempts_left_by_now_ends_it(shop: Shop) -> None:
    """The merchant wants fewer attempts than were made: it must not wait for ever."""
    made = await refunded(shop, "3000.00")
    await shop.advance("P2D")
    await press(shop, PAUSE, made.refund)
    await shop.set_merchant(retry_attempts=1)
    await press(shop, RESUME, made.refund)
    await shop.advance("P0D")
    refund = await shop.node(made.refund)
    assert (refund["status"], refund["needsAttention"]) == ("FAILED", True)


@pytest.mark.parametrize("paused", [False, True])
async def test_a_queued_refund_is_cancelled_without_a_call(shop: Shop, paused: bool) -> None:
    made = await refunded(shop, "3001.00")
    if paused:
        await press(shop, PAUSE, made.refund)
    cancelled = (await shop.reverse_refund(made.refund)).object
    assert (cancelled["status"], cancelled["retry"]["state"]) == ("VOIDED", "CANCELLED")
    assert cancelled["refundedTransaction"]["refundedAmount"]["value"] == "0.00"
    before = await shop.everything()
    await shop.advance("P10D")
    assert await shop.everything() == before
    assert await sendings(shop, made.sale) == 1
    assert (await shop.refund(made.sale)).object["amount"]["value"] == "4000.00"


@pytest.mark.parametrize("paused", [False, True])
@pytest.mark.parametrize("amount", ["3002.00", "3002.02", "3005.00"])
async def test_what_may_have_left_is_not_cancelled(shop: Shop, amount: str, paused: bool) -> None:
    made = await refunded(shop, amount)
    if paused:
        await press(shop, PAUSE, made.refund)
    assert (await shop.reverse_refund(made.refund)).codes == ["915282"]
    assert (await shop.node(made.sale))["refundedAmount"]["value"] == amount


@pytest.mark.parametrize("sale", ["3901.00", "3902.00"])
async def test_nothing_else_is_done_to_a_sale_whose_void_is_queued(shop: Shop, sale: str) -> None:
    sale_id = await shop.charge(sale)
    await shop.void(sale_id)
    for paused in (False, True):
        if paused:
            await press(shop, PAUSE, sale_id)
        assert (await shop.void(sale_id)).codes == ["915282"]
        assert (await shop.reverse(sale_id)).codes == ["915282"]
        assert (await shop.refund(sale_id)).codes == ["91506" if sale == "3901.00" else "915282"]
    assert await sendings(shop, sale_id) == 1


async def test_a_queued_void_is_tried_by_hand(shop: Shop) -> None:
    sale = await shop.charge("3901.00")
    await shop.void(sale)
    told = retry_of(await press(shop, RETRY_NOW, sale))
    assert (told["state"], told["payment"]["status"]) == ("SUCCEEDED", "VOIDED")
    assert await shop.effects(sale) == ["charge", "void"]


async def undecided_refund(shop: Shop) -> str:
    return (await refunded(shop, "3002.02")).refund


async def undecided_void(shop: Shop) -> str:
    sale = await shop.authorize("3902.00")
    await shop.void(sale)
    return sale


async def undecided_charge(shop: Shop) -> str:
    return await shop.charge("10.00", method=UNANSWERED)


async def undecided_authorization(shop: Shop) -> str:
    return await shop.authorize("10.00", method=UNANSWERED)


RESOLUTIONS = [
    (undecided_refund, "DONE", "SETTLED"),
    (undecided_refund, "NOT_DONE", "FAILED"),
    (undecided_void, "DONE", "VOIDED"),
    (undecided_void, "NOT_DONE", "AUTHORIZED"),
    (undecided_charge, "DONE", "SUBMITTED_FOR_SETTLEMENT"),
    (undecided_charge, "NOT_DONE", "FAILED"),
    (undecided_authorization, "DONE", "AUTHORIZED"),
    (undecided_authorization, "NOT_DONE", "FAILED"),
]


@pytest.mark.parametrize("paused", [False, True])
@pytest.mark.parametrize(("make", "outcome", "status"), RESOLUTIONS)
async def test_a_person_resolves_an_outcome(shop: Shop, make: Any, outcome: str, status: str, paused: bool) -> None:
    """The gateway is asked and can't say."""
    payment = await make(shop)
    await cannot_say(shop, payment)
    if paused:
        await press(shop, PAUSE, payment)
    await shop.advance(LONG_ENOUGH)
    before = await shop.journal()
    resolved = (await resolve(shop, payment, outcome)).object
    assert (resolved["status"], resolved["needsAttention"]) == (status, False)
    ended = resolved["retry"]
    assert ended is None or ended["state"] == ("SUCCEEDED" if outcome == "DONE" else "EXHAUSTED")
    assert (await resolve(shop, payment, outcome)).body["errors"][0]["extensions"]["condition"] == "OUTCOME_IS_KNOWN"
    assert await shop.journal() == before, "no gateway is told"


async def test_a_resolved_refund_holds_its_amount_or_gives_it_free(shop: Shop) -> None:
    for outcome, held in (("DONE", "3002.02"), ("NOT_DONE", "0.00")):
        made = await refunded(shop, "3002.02")
        await shop.advance("P4D")
        assert (await shop.node(made.refund))["needsAttention"]
        resolved = (await resolve(shop, made.refund, outcome)).object
        assert (resolved["refundedTransaction"]["refundedAmount"]["value"], resolved["needsAttention"]) == (held, False)
        before = await shop.everything()
        await shop.advance("P10D")
        assert await shop.everything() == before


async def test_a_void_resolved_as_not_done_frees_the_sale(shop: Shop) -> None:
    """What the gateway then says of another try is believed."""
    sale = await undecided_void(shop)
    await cannot_say(shop, sale)
    await shop.advance(LONG_ENOUGH)
    assert (await resolve(shop, sale, "NOT_DONE")).object["status"] == "AUTHORIZED"
    assert (await shop.void(sale)).codes == ["91504"]
    assert (await shop.node(sale))["status"] == "VOIDED"
    assert await shop.effects(sale) == ["void"]


@pytest.mark.parametrize("amount", ["3000.00", "10.00", "2004.00"])
async def test_a_known_outcome_is_not_resolved(shop: Shop, amount: str) -> None:
    made = await refunded(shop, amount)
    given = {"paymentId": made.refund, "outcome": "DONE", "note": "Seen"}
    (refusal,) = await refused(shop, RESOLVE, **given)
    assert (refusal.condition, refusal.path) == ("OUTCOME_IS_KNOWN", ("input", "paymentId"))


@pytest.mark.parametrize(
    ("note", "condition"), [("", "TEXT_INVALID"), (" \n", "TEXT_INVALID"), ("x" * 4001, "TEXT_TOO_LONG")]
)
async def test_whoever_resolves_says_why(shop: Shop, note: str, condition: str) -> None:
    payment = await undecided_refund(shop)
    (refusal,) = await refused(shop, RESOLVE, paymentId=payment, outcome="DONE", note=note)
    assert (refusal.condition, refusal.path) == (condition, ("input", "note"))


@pytest.mark.parametrize("amount", ["2004.00", "3000.00"])
@pytest.mark.parametrize("by", ["dismissing", "a new refund", "a mark"])
async def test_attention_ends(shop: Shop, amount: str, by: str) -> None:
    """SPEC 5.2."""
    made = await refunded(shop, amount)
    await shop.advance("P3D")
    assert (await shop.node(made.refund))["needsAttention"]
    if by == "dismissing":
        assert retry_of(await press(shop, DISMISS, made.refund, "It was given back in cash"))["state"] == "EXHAUSTED"
    elif by == "a new refund":
        assert (await shop.refund(made.sale, "10.00")).object
    else:
        assert (await mark_refunded(shop, made.sale, "10.00")).object
    refund = await shop.node(made.refund)
    assert (refund["needsAttention"], refund["retry"]["state"]) == (False, "EXHAUSTED")


async def test_attention_to_what_is_undecided_ends_only_when_that_is_known(shop: Shop) -> None:
    """SPEC 5.3: it still holds its amount, so neither a new refund nor a click may hide it."""
    made = await refunded(shop, "3002.02")
    await shop.advance("P3D")
    await shop.refund(made.sale, "10.00")
    (refusal,) = await refused(shop, DISMISS, paymentId=made.refund)
    assert refusal.condition == "OUTCOME_NOT_KNOWN"
    await press(shop, RETRY_NOW, made.refund)
    assert (await shop.node(made.refund))["needsAttention"]
    await resolve(shop, made.refund, "NOT_DONE")
    assert not (await shop.node(made.refund))["needsAttention"]


@pytest.mark.parametrize("button", ["retry", "pause", "resume"])
@pytest.mark.parametrize("amount", ["2004.00", None])
async def test_what_has_ended_is_final(shop: Shop, button: str, amount: str | None) -> None:
    payment = await shop.settled("10.00") if amount is None else (await refunded(shop, amount)).refund
    if amount is None:
        return_to = (await shop.refund(payment, "3.00")).object["id"]
        await shop.reverse_refund(return_to)
        payment = return_to
        if button == "retry":  # its taking back has succeeded: there is nothing to do, which is no mistake
            assert retry_of(await press(shop, RETRY_NOW, payment))["state"] == "SUCCEEDED"
            return
    (refusal,) = await refused(shop, BUTTONS[button], paymentId=payment)
    assert (refusal.condition, refusal.path) == ("NOTHING_QUEUED", ("input", "paymentId"))


MUTATIONS = {
    **{name: (mutation, {}, Right.MANAGE_QUEUE) for name, mutation in BUTTONS.items()},
    "resolve": (RESOLVE, {"outcome": "DONE", "note": "Seen"}, Right.MARK_EXTERNALLY),
}


@pytest.mark.parametrize("name", MUTATIONS)
async def test_it_needs_its_right(shop: Shop, name: str) -> None:
    mutation, given, right = MUTATIONS[name]
    payment = await undecided_refund(shop)
    before = await shop.everything()
    other = await shop.key(*(ALL_RIGHTS - {right}))
    assert (await other.ask(mutation, paymentId=payment, **given)).codes == ["AUTHORIZATION"]
    assert await shop.everything() == before
    alone = await shop.key(right)
    assert "errors" not in (await alone.ask(mutation, paymentId=payment, **given)).body


@pytest.mark.parametrize("name", MUTATIONS)
async def test_what_another_merchant_has_is_not_found(live: Live, shop: Shop, name: str) -> None:
    mutation, given, _ = MUTATIONS[name]
    async with open_shop(live) as other:
        theirs = [await undecided_refund(other), await undecided_void(other)]
        before = await other.everything()
        for payment in (*theirs, "nothing", "", "x" * 10_000):
            found = await refused(shop, mutation, paymentId=payment, **given)
            message = "An object with this ID was not found."
            assert found == [Refusal(None, "OBJECT_NOT_FOUND", ("input", "paymentId"), message)]
        assert await other.everything() == before


@pytest.mark.parametrize("button", BUTTONS)
async def test_a_note_that_cannot_be_kept_is_refused(shop: Shop, button: str) -> None:
    payment = (await refunded(shop, "3000.00")).refund
    if button == "resume":
        await press(shop, PAUSE, payment)
    for note, condition in (("x" * 4001, "TEXT_TOO_LONG"), ("\0", "TEXT_INVALID")):
        (refusal,) = await refused(shop, BUTTONS[button], paymentId=payment, note=note)
        assert (refusal.condition, refusal.path) == (condition, ("input", "note"))


async def test_ten_presses_at_once_make_one_attempt(shop: Shop) -> None:
    """Pressing twice, or while an attempt runs, makes one attempt; a later press another one."""
    transaction_id = await shop.settled("4000.00")
    refund_id = (await shop.refund(transaction_id, "3000.00")).object["id"]
    await asyncio.gather(*(shop.post(RETRY_NOW, {"input": {"paymentId": refund_id}}) for _ in range(10)))
    retry = (await shop.node(refund_id))["retry"]
    assert (retry["attemptsMade"], retry["attemptsLeft"]) == (2, 3)
    await shop.advance("PT1M")
    await shop.post(RETRY_NOW, {"input": {"paymentId": refund_id}})
    assert (await shop.node(refund_id))["retry"]["attemptsMade"] == 3
    await verified_of(shop)
