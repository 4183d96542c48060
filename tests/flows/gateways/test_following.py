"""Gateways are asked what becomes of payments and refunds, until nothing of them changes any more (SPEC 14.7)."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from app.domain.ids import IdKind, global_id
from app.domain.money import Money
from app.domain.problems import Condition, Refused
from app.domain.reversals.answers import DisputeState
from app.domain.reversals.payments import Transaction
from app.domain.reversals.rules import refundability
from app.domain.reversals.states import PaymentStatus
from app.flows.gateways.following import follow_due, follow_payment
from app.flows.gateways.questions import CannotAsk
from app.flows.reversals.external import MarkRefundedAsk, mark_refunded_externally
from app.flows.reversals.queue import QueueAsk, retry_now
from app.flows.reversals.refund import RefundAsk, refund_transaction
from app.store.tables.payments import MERCHANTS
from tests.flows.gateways.acme import Acme
from workers.following import follow_payments

S = PaymentStatus
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def usd(minor: int) -> Money:
    return Money(minor, "USD")


async def due_at(acme: Acme, transaction: Transaction) -> datetime | None:
    found = await acme.scalar("SELECT due_at FROM followed WHERE transaction_id = $1", transaction.id)
    return None if found is None else found.astimezone(acme.began.tzinfo)


async def follow(acme: Acme, transaction: Transaction, at: datetime) -> Transaction:
    """Follows what is due by then, other merchants' payments among it, and gives this one as it is after that."""
    await follow_due(acme.service, at)
    return await acme.seen(transaction)


def asked(acme: Acme) -> int:
    return len(acme.gateway.requests)


async def test_a_payment_is_followed_until_it_has_settled(acme: Acme) -> None:
    payment = acme.pay(status="SUBMITTED_FOR_SETTLEMENT", made=acme.began)
    adopted = await acme.adopt(payment)
    before = asked(acme)
    due = await due_at(acme, adopted)
    assert due is not None
    assert HOUR <= due - acme.began < HOUR + timedelta(minutes=1)
    await follow_due(acme.service, due - timedelta(seconds=1))
    assert asked(acme) == before
    assert (await follow(acme, adopted, due)).status is S.SUBMITTED_FOR_SETTLEMENT
    acme.gateway.payments[payment]["status"] = "SETTLED"
    assert (await follow(acme, adopted, due + HOUR)).status is S.SETTLED
    assert await due_at(acme, adopted) is None
    before = asked(acme)
    await follow_due(acme.service, due + 40 * DAY)
    assert asked(acme) == before
    assert (await acme.story(adopted))[-2:] == [S.SETTLING, S.SETTLED]


async def test_an_authorization_is_voided_captured_or_expired_by_the_gateways_word(acme: Acme) -> None:
    for said in (S.VOIDED, S.AUTHORIZATION_EXPIRED, S.SUBMITTED_FOR_SETTLEMENT):
        payment = acme.pay(status="AUTHORIZED")
        adopted = await acme.adopt(payment)
        acme.gateway.payments[payment]["status"] = said.value
        assert (await follow_payment(acme.service, adopted.id)).transaction.status is said


async def test_a_refund_made_elsewhere_counts_as_soon_as_it_is_seen(acme: Acme) -> None:
    payment = acme.pay("100.00")
    adopted = await acme.adopt(payment)
    assert adopted.refundable_amount == usd(10000)
    acme.refund(payment, "80.00")
    followed = await follow_payment(acme.service, adopted.id)
    assert (followed.taken.refunds_found, followed.transaction.refundable_amount) == (1, usd(2000))
    again = await follow_payment(acme.service, adopted.id)
    assert (again.taken.changed, again.transaction.refundable_amount) == (False, usd(2000))
    ask = RefundAsk(global_id(IdKind.TRANSACTION, adopted.legacy_id), amount="30.00")
    with pytest.raises(Refused) as refused:
        await refund_transaction(acme.service, acme.actor, ask)
    assert [each.condition for each in refused.value.problems] == [Condition.REFUND_AMOUNT_TOO_LARGE]


async def test_a_refund_that_fails_late_frees_its_amount_and_people_are_told(acme: Acme) -> None:
    payment = acme.pay("100.00")
    refund = acme.refund(payment, "40.00", made=acme.began)
    refund["status"] = "SETTLED"
    adopted = await acme.adopt(payment)
    async with acme.service.store.begin() as session:
        await session.execute(_notified(acme))
    looks: list[int] = []
    while (due := await due_at(acme, adopted)) is not None and len(looks) < 3:
        looks.append(round((due - acme.began) / DAY))
        if len(looks) == 3:
            refund["status"] = "SETTLEMENT_DECLINED"
        await follow(acme, adopted, due)
    assert looks == [1, 3, 7]
    [failed] = await acme.refunds_of(adopted)
    assert (failed.status, failed.needs_attention) == (S.SETTLEMENT_DECLINED, True)
    assert (await acme.seen(adopted)).refundable_amount == usd(10000)
    assert await due_at(acme, adopted) is None
    told = "SELECT facts->>'said' FROM outbox WHERE refund_id = $1 AND kind = 'SETTLEMENT_DECLINED'"
    assert (await acme.scalar(told, failed.id)).startswith("It was declined at settlement")


def _notified(acme: Acme) -> Any:
    return update(MERCHANTS).where(MERCHANTS.c.id == acme.merchant.id).values(notify_emails=["desk@example.com"])


async def test_a_dispute_blocks_refunds_unless_it_is_won(acme: Acme) -> None:
    payment = acme.pay("100.00")
    adopted = await acme.adopt(payment)
    for status, state in (("OPEN", DisputeState.OPEN), ("LOST", DisputeState.LOST), ("WON", DisputeState.WON)):
        acme.dispute(payment, status)
        seen = (await follow_payment(acme.service, adopted.id)).transaction
        assert seen.dispute is not None
        assert seen.dispute.state is state
        blockers = [each.condition for each in refundability(seen, acme.began).blockers]
        assert blockers == ([] if state is DisputeState.WON else [Condition.DISPUTED])
        followed = await due_at(acme, adopted) is not None
        assert followed == (state is DisputeState.OPEN)
    assert (await acme.story(adopted)).count("DISPUTED") == 3


async def test_what_does_not_fit_changes_nothing_and_needs_a_person(acme: Acme) -> None:
    payment = acme.pay("100.00")
    adopted = await acme.adopt(payment)
    ask = MarkRefundedAsk(global_id(IdKind.TRANSACTION, adopted.legacy_id), amount="70.00")
    await mark_refunded_externally(acme.service, acme.actor, ask)
    acme.refund(payment, "50.00")
    followed = await follow_payment(acme.service, adopted.id)
    assert followed.taken.contradicted
    assert (followed.transaction.reserved, followed.transaction.needs_attention) == (usd(7000), True)
    story = await acme.story(adopted)
    assert story.count("REFUND_DOES_NOT_FIT") == story.count("ATTENTION_NEEDED") == 1
    await follow_payment(acme.service, adopted.id)
    assert await acme.story(adopted) == story


async def test_a_status_that_fits_no_life_of_a_payment_needs_a_person(acme: Acme) -> None:
    payment = acme.pay(status="VOIDED")
    adopted = await acme.adopt(payment)
    acme.gateway.payments[payment]["status"] = "SETTLED"
    followed = await follow_payment(acme.service, adopted.id)
    assert (followed.transaction.status, followed.transaction.needs_attention) == (S.VOIDED, True)


async def test_a_payment_that_the_gateway_does_not_have_any_more_stays(acme: Acme) -> None:
    payment = acme.pay(status="SETTLING")
    adopted = await acme.adopt(payment)
    kept = acme.gateway.payments.pop(payment)
    followed = await follow_payment(acme.service, adopted.id, acme.began)
    assert (followed.known, followed.transaction.status) == (False, S.SETTLING)
    assert await due_at(acme, adopted) == acme.began + DAY
    acme.gateway.payments[payment] = kept


async def test_refused_credentials_are_kept_and_not_tried_for_each_payment(acme: Acme) -> None:
    adopted = [await acme.adopt(acme.pay(status="SETTLING")) for _ in range(20)]
    acme.gateway.credentials.clear()
    with pytest.raises(CannotAsk):
        await follow_payment(acme.service, adopted[0].id)
    before = asked(acme)
    at = acme.began + 2 * HOUR
    await follow_due(acme.service, at)
    assert 1 <= asked(acme) - before <= 4
    assert await acme.scalar("SELECT min(due_at) FROM followed WHERE gateway_account_id = $1", acme.account.id) > at
    assert await acme.scalar("SELECT credentials_refused FROM gateway_accounts WHERE id = $1", acme.account.id) is True


async def test_credentials_that_are_refused_to_a_look_up_are_kept(acme: Acme) -> None:
    adopted = await acme.adopt(acme.pay())
    acme.gateway.loses_answers = True
    ask = RefundAsk(global_id(IdKind.TRANSACTION, adopted.legacy_id), amount="10.00")
    refund = await refund_transaction(acme.service, acme.actor, ask)
    acme.gateway.loses_answers = False
    kept = set(acme.gateway.credentials)
    acme.gateway.credentials.clear()
    again = QueueAsk(global_id(IdKind.REFUND, refund.legacy_id))
    await retry_now(acme.service, acme.actor, again)
    refused = "SELECT credentials_refused FROM gateway_accounts WHERE id = $1"
    assert await acme.scalar(refused, acme.account.id) is True
    acme.gateway.credentials |= kept
    await follow_payment(acme.service, adopted.id)
    assert await acme.scalar(refused, acme.account.id) is False


async def test_one_broken_payment_stops_none_of_the_others(acme: Acme) -> None:
    first, broken, last = [acme.pay(status="SETTLING") for _ in range(3)]
    adopted = [await acme.adopt(each) for each in (first, broken, last)]
    for each in (first, last):
        acme.gateway.payments[each]["status"] = "SETTLED"
    acme.gateway.payments[broken]["createdAt"] = "no time"
    await follow_due(acme.service, acme.began + 2 * HOUR)
    assert [(await acme.seen(each)).status for each in adopted] == [S.SETTLED, S.SETTLING, S.SETTLED]
    assert await acme.scalar("SELECT failures FROM followed WHERE transaction_id = $1", adopted[1].id) == 1


async def test_two_workers_ask_once(acme: Acme) -> None:
    for _ in range(10):
        await acme.adopt(acme.pay(status="SETTLING"))
    before = asked(acme)
    at = acme.began + 2 * HOUR
    await asyncio.gather(*(follow_due(acme.service, at) for _ in range(3)))
    assert asked(acme) - before == 10


async def test_the_workers_job_follows_by_the_wall_clock(acme: Acme) -> None:
    payment = acme.pay(status="SETTLING")
    adopted = await acme.adopt(payment)
    acme.gateway.payments[payment]["status"] = "SETTLED"
    await follow_payments({"service": acme.service})
    assert (await acme.seen(adopted)).status is S.SETTLING
    earlier = "UPDATE followed SET due_at = $2, asked_at = $3 WHERE transaction_id = $1"
    await acme.execute(earlier, adopted.id, acme.began - HOUR, acme.began - 2 * HOUR)
    await follow_payments({"service": acme.service})
    assert (await acme.seen(adopted)).status is S.SETTLED
