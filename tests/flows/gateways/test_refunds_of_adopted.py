"""Refunds of payments that were taken over: what goes over the wire, and that nothing is counted twice."""

from datetime import timedelta

import pytest

from app.domain.ids import IdKind, global_id
from app.domain.money import Money
from app.domain.reversals.payments import Refund, Transaction
from app.domain.reversals.states import AttemptOutcome, PaymentStatus, RetryState
from app.flows.gateways.following import follow_due, follow_payment
from app.flows.reversals.queue import QueueAsk, retry_now
from app.flows.reversals.refund import RefundAsk, refund_transaction
from app.flows.reversals.resume import resume_operation
from app.flows.reversals.reverse import ReverseAsk, reverse_transaction
from app.store.reversals import transactions
from tests.flows.gateways.acme import Acme

S = PaymentStatus
ORDER = "order-id-of-the-shop"


async def refund(acme: Acme, payment: str, amount: str | None = None, order_id: str | None = None) -> Refund:
    return await refund_transaction(acme.service, acme.actor, RefundAsk(payment, amount=amount, order_id=order_id))


async def of(acme: Acme, made: Refund) -> Transaction:
    async with acme.service.store.session() as session:
        return await transactions.get(session, made.transaction_id)


@pytest.mark.parametrize("own", [ORDER, "o" * 255, "ö" * 255, None])
async def test_the_order_id_is_the_clients_here_and_begins_with_it_on_the_wire(acme: Acme, own: str | None) -> None:
    payment = acme.pay("100.00", orderId=ORDER)
    made = await refund(acme, payment, "40.00", own)
    theirs = ORDER if own is None else own
    assert (made.status, made.order_id) == (S.SUBMITTED_FOR_SETTLEMENT, theirs)
    [wire] = [each["orderId"] for each in acme.gateway.refunds.values()]
    assert len(wire) <= 255
    assert wire.startswith(theirs[:200])
    assert wire.startswith(theirs) or len(theirs) > 200


async def test_a_settled_payment_is_reversed_by_a_refund_and_an_unsettled_one_by_a_void(acme: Acme) -> None:
    settled, submitted = acme.pay(), acme.pay(status="SUBMITTED_FOR_SETTLEMENT")
    refunded = await reverse_transaction(acme.service, acme.actor, ReverseAsk(settled))
    voided = await reverse_transaction(acme.service, acme.actor, ReverseAsk(submitted))
    assert isinstance(refunded, Refund)
    assert isinstance(voided, Transaction)
    assert (refunded.status, voided.status) == (S.SUBMITTED_FOR_SETTLEMENT, S.VOIDED)
    assert acme.gateway.payments[submitted]["status"] == "VOIDED"


async def test_ones_own_refund_is_known_when_the_gateway_lists_it(acme: Acme) -> None:
    payment = acme.pay("100.00")
    made = await refund(acme, payment, "40.00")
    elsewhere = acme.refund(payment, "10.00")
    transaction = await of(acme, made)
    followed = await follow_payment(acme.service, transaction.id)
    assert followed.taken.refunds_found == 1
    assert [(each.gateway_id, each.made_elsewhere) for each in await acme.refunds_of(transaction)] == [
        (made.gateway_id, False),
        (elsewhere["id"], True),
    ]
    assert followed.transaction.reserved == Money(5000, "USD")


async def test_ones_own_refund_is_followed_until_it_has_settled_and_late_failures_are_seen(acme: Acme) -> None:
    payment = acme.pay("100.00")
    made = await refund(acme, payment, "40.00")
    books = acme.gateway.refunds[made.gateway_id or ""]
    books["status"] = "SETTLED"
    transaction = await of(acme, made)
    await follow_due(acme.service, acme.began + timedelta(hours=2))
    [settled] = await acme.refunds_of(transaction)
    assert settled.status is S.SETTLED
    books["status"] = "SETTLEMENT_DECLINED"
    await follow_due(acme.service, acme.began + timedelta(days=2))
    [failed] = await acme.refunds_of(transaction)
    assert (failed.status, failed.needs_attention) == (S.SETTLEMENT_DECLINED, True)
    assert (await acme.seen(transaction)).refundable_amount == Money(10000, "USD")


async def test_a_refund_that_waits_is_not_sent_beside_a_dispute(acme: Acme) -> None:
    payment = acme.pay("100.00")
    transaction = await acme.adopt(payment)
    acme.gateway.credentials.clear()
    waits = await refund(acme, payment, "40.00")
    assert waits.status is S.AUTHORIZING
    acme.gateway.credentials.add(acme.credentials)
    acme.dispute(payment, "OPEN")
    await follow_payment(acme.service, transaction.id)
    assert waits.operation is not None
    await resume_operation(acme.service, waits.operation.id, seen=waits.operation.attempts_made)
    [failed] = await acme.refunds_of(transaction)
    assert (failed.status, failed.needs_attention) == (S.FAILED, True)
    assert acme.gateway.refunds == {}


async def test_pressed_a_pending_one_is_asked_about_at_once(acme: Acme) -> None:
    acme.gateway.refunds_begin_as = "AUTHORIZING"
    made = await refund(acme, acme.pay("100.00"), "40.00")
    assert made.operation is not None
    assert made.operation.last_outcome is AttemptOutcome.PENDING
    acme.gateway.refunds[made.operation.gateway_reference or ""]["status"] = "SUBMITTED_FOR_SETTLEMENT"
    assert await pressed(acme, made) is S.SUBMITTED_FOR_SETTLEMENT


async def test_pressed_an_unknown_one_is_asked_about_also_when_the_queue_has_run_out(acme: Acme) -> None:
    # With the first sending it is found out that the account has no apiRequestKeys, and nothing is done.
    await refund(acme, acme.pay(), "1.00")
    payment = acme.pay("100.00")
    await acme.adopt(payment)
    acme.gateway.loses_answers = True
    made = await refund(acme, payment, "40.00")
    assert made.operation is not None
    assert made.operation.last_outcome is AttemptOutcome.UNKNOWN
    await acme.execute("UPDATE operations SET next_attempt_at = NULL WHERE id = $1", made.operation.id)
    await acme.execute("UPDATE refunds SET needs_attention = true WHERE id = $1", made.id)
    acme.gateway.loses_answers = False
    assert await pressed(acme, made) is S.SUBMITTED_FOR_SETTLEMENT


async def pressed(acme: Acme, made: Refund) -> PaymentStatus:
    """The status of the refund after `retryRefundNow`, with which nothing was sent a second time."""
    before = len(acme.gateway.tellings)
    await retry_now(acme.service, acme.actor, QueueAsk(global_id(IdKind.REFUND, made.legacy_id)))
    [decided] = await acme.refunds_of(await of(acme, made))
    assert decided.operation is not None
    assert decided.operation.state is RetryState.SUCCEEDED
    assert len(acme.gateway.tellings) == before
    return decided.status
