"""Give money back again and again by saying that it was not given back. The gateway's journal is the judge."""

import asyncio

import pytest

from app.domain.people.people import Right
from tests.flows.desk import LONG_ENOUGH, PAUSE, RESOLVE, RESUME, RETRY_NOW, cannot_say, press
from tests.flows.refusals import refused
from tests.support.approval_desk import APPROVE, open_desk
from tests.support.merchant_client import Answer, Shop
from tests.support.promises import verified_of

DISHONEST = (Right.VIEW, Right.REFUND, Right.VOID, Right.MARK_EXTERNALLY, Right.MANAGE_QUEUE, Right.APPROVE)
"""What a colleague has who may do everything about a refund."""


@pytest.fixture
async def insider(shop: Shop) -> Shop:
    """A person of a shop whose limit is above one refund of these tests, and below two."""
    await open_desk(shop, ("USD", "3500.00"))
    return await shop.person(*DISHONEST)


async def say_not_done(by: Shop, payment_id: str) -> Answer:
    return await by.ask(RESOLVE, paymentId=payment_id, outcome="NOT_DONE", note="They told me so.")


async def said_in_vain(by: Shop, payment_id: str) -> tuple[str, str]:
    """The condition and the message that NOT_DONE is refused with."""
    (error,) = (await say_not_done(by, payment_id)).body["errors"]
    return error["extensions"]["condition"], error["message"]


async def unknown(by: Shop, sale: str, amount: str = "3002.00") -> str:
    """The id of a refund whose answer was lost, whatever the gateway has done."""
    refund = (await by.refund(sale, amount)).object
    assert (refund["status"], refund["retry"]["attempts"][-1]["outcome"]) == ("AUTHORIZING", "UNKNOWN")
    return str(refund["id"])


async def test_not_done_at_once_and_again(shop: Shop, insider: Shop) -> None:
    """It was made, and its answer lost: every step fails, and it goes out once."""
    sale = await shop.settled("4000.00")
    refund = await unknown(insider, sale)
    condition, message = await said_in_vain(insider, refund)
    assert condition == "OUTCOME_CONTRADICTED"
    assert "ACCEPTED (1002 Processed)" in message
    assert (await shop.node(refund))["status"] == "SUBMITTED_FOR_SETTLEMENT"
    for _ in range(3):
        assert (await insider.refund(sale, "3002.00")).codes == ["91521"]
        assert (await said_in_vain(insider, refund))[0] == "OUTCOME_IS_KNOWN"
        assert await shop.given_back(sale) == 3002_00
    await verified_of(shop)


async def test_not_done_where_the_gateway_cannot_say(shop: Shop, insider: Shop) -> None:
    """Below the limit one word frees it, in time; what it has freed counts, so that nothing more goes out by one."""
    sale = await shop.settled("4000.00")
    refund = await unknown(insider, sale)
    await cannot_say(shop, refund)
    for _ in range(3):
        (refusal,) = await refused(insider, RESOLVE, paymentId=refund, outcome="NOT_DONE", note="They told me so.")
        assert refusal.condition == "OUTCOME_TOO_EARLY"
        assert "nothing (The sandbox gateway gave no answer)" in refusal.message
        assert (await insider.refund(sale, "3002.00")).codes == ["91521"]
    await shop.advance(LONG_ENOUGH)
    assert (await say_not_done(insider, refund)).object["status"] == "FAILED"
    for amount in ("3002.00", "498.01"):
        waits = (await insider.refund(sale, amount)).object
        assert (waits["status"], waits["retry"]) == ("AUTHORIZING", None), "it awaits approval"
    assert await shop.given_back(sale) == 3002_00


async def test_what_one_word_has_freed_counts_for_the_next_word(shop: Shop, insider: Shop) -> None:
    """A program is not held up when it asks; it is as soon as it says a second time that nothing was done."""
    sale = await shop.settled("4000.00")
    for status in ("FAILED", "AUTHORIZING"):
        refund = await unknown(shop, sale)
        await cannot_say(shop, refund)
        await shop.advance(LONG_ENOUGH)
        assert (await say_not_done(shop, refund)).object["status"] == status
    for by in (shop, insider):
        assert (await by.refund(sale, "3002.00")).codes == ["91521"]


async def test_above_the_limit_nothing_is_freed_by_one_word(shop: Shop, insider: Shop) -> None:
    """All refunds of the payment count."""
    sale = await shop.settled("4000.00")
    await shop.refund(sale, "500.00")
    refund = await unknown(shop, sale)
    await cannot_say(shop, refund)
    await shop.advance(LONG_ENOUGH)
    for _ in range(3):
        assert (await say_not_done(insider, refund)).object["status"] == "AUTHORIZING"
        (refusal,) = await refused(insider, APPROVE, refundId=refund)
        assert refusal.condition == "OUTCOME_BY_ANOTHER"
        assert (await shop.refund(sale, "3002.00")).codes == ["91521"]
    assert await shop.given_back(sale) == 3502_00
    await verified_of(shop)


async def test_a_key_waits_too_and_is_no_second_person(shop: Shop, insider: Shop) -> None:
    sale = await shop.settled("4000.00")
    await shop.refund(sale, "500.00")
    refund = await unknown(shop, sale)
    await cannot_say(shop, refund)
    await shop.advance(LONG_ENOUGH)
    for _ in range(2):
        assert (await say_not_done(shop, refund)).object["status"] == "AUTHORIZING"
    another = await shop.key(*DISHONEST)
    assert (await said_in_vain(another, refund))[0] == "APPROVAL_AWAITED"
    for key in (shop, another):
        assert (await key.ask(APPROVE, refundId=refund)).codes == ["AUTHORIZATION"]
    assert (await shop.refund(sale, "3002.00")).codes == ["91521"]
    assert await shop.given_back(sale) == 3502_00


async def test_the_one_who_asked_is_no_second_person(shop: Shop, insider: Shop) -> None:
    """Whoever is the first."""
    await open_desk(shop, ("USD", "3000.00"))
    accomplice = await shop.person(*DISHONEST)
    sale = await shop.settled("4000.00")
    refund = str((await insider.refund(sale, "3002.00")).object["id"])
    assert (await accomplice.ask(APPROVE, refundId=refund)).object["retry"]["state"] == "WAITING"
    await cannot_say(shop, refund)
    await shop.advance(LONG_ENOUGH)
    assert (await say_not_done(accomplice, refund)).object["status"] == "AUTHORIZING"
    assert (await said_in_vain(insider, refund))[0] == "OUTCOME_BY_ANOTHER"
    (refusal,) = await refused(insider, APPROVE, refundId=refund)
    assert refusal.condition == "OUTCOME_BY_ANOTHER"
    assert (await shop.refund(sale, "1000.00")).codes == ["91521"]
    assert await shop.given_back(sale) == 3002_00


async def test_everything_at_once(shop: Shop, insider: Shop) -> None:
    """Words, retries, pauses and new refunds at the same time give it back once."""
    sale = await shop.settled("4000.00")
    refund = await unknown(insider, sale)
    calls = [
        call
        for _ in range(6)
        for call in (
            say_not_done(insider, refund),
            insider.refund(sale, "3002.00"),
            press(insider, RETRY_NOW, refund),
            press(insider, PAUSE, refund),
            press(insider, RESUME, refund),
        )
    ]
    answers = await asyncio.gather(*calls)
    assert not [answer.body for answer in answers if "INTERNAL" in answer.codes]
    assert await shop.given_back(sale) == 3002_00
    await shop.advance("P1D")
    assert (await shop.node(refund))["status"] in {"SUBMITTED_FOR_SETTLEMENT", "SETTLED"}
    assert await shop.given_back(sale) == 3002_00
    await verified_of(shop)


@pytest.mark.parametrize("then_silent", [False, True])
@pytest.mark.parametrize("paused", [False, True])
async def test_not_done_of_what_the_gateway_has_taken(
    shop: Shop, insider: Shop, then_silent: bool, paused: bool
) -> None:
    """PENDING is its last word until it has decided, whether it can be asked again or not, however long it takes."""
    sale = await shop.settled("4000.00")
    refund = (await insider.refund(sale, "3005.00")).object["id"]
    if paused:
        await press(insider, PAUSE, refund)
    if then_silent:
        await cannot_say(shop, refund)
    await shop.advance("PT12H")
    condition, message = await said_in_vain(insider, refund)
    assert condition == "OUTCOME_UNDECIDED"
    assert ("nothing (The sandbox gateway gave no answer)" if then_silent else "PENDING") in message
    assert (await insider.refund(sale, "3005.00")).codes == ["91521"]
    assert (await shop.node(refund))["retry"]["state"] == ("PAUSED" if paused else "WAITING")


async def test_not_done_of_a_void_and_then_a_refund(shop: Shop, insider: Shop) -> None:
    """The void was made, and its answer lost."""
    sale = await shop.charge("3902.00")
    assert (await insider.void(sale)).object["retry"]["state"] == "WAITING"
    condition, message = await said_in_vain(insider, sale)
    assert condition == "OUTCOME_CONTRADICTED"
    assert "ACCEPTED" in message
    assert (await shop.node(sale))["status"] == "VOIDED"
    assert (await insider.refund(sale)).codes == ["91506"]
    assert await shop.effects(sale) == ["charge", "void"]
    await verified_of(shop)


async def test_what_is_proven_not_done_needs_nobody(shop: Shop, insider: Shop) -> None:
    """Above the limit as well, since the gateway says it; DONE against it is refused."""
    await open_desk(shop, ("USD", "0.01"))
    sale = await shop.settled("4000.00")
    refund = await unknown(shop, sale, "3002.01")
    await press(insider, PAUSE, refund)
    assert (await said_in_vain(insider, refund))[0] == "OUTCOME_TOO_EARLY"
    await shop.advance(LONG_ENOUGH)
    (refusal,) = await refused(insider, RESOLVE, paymentId=refund, outcome="DONE", note="Seen")
    assert refusal.condition == "OUTCOME_CONTRADICTED"
    assert "knows of no such thing" in refusal.message
    assert (await say_not_done(insider, refund)).object["status"] == "FAILED"
    assert await shop.given_back(sale) == 0
    await verified_of(shop)
