"""Payments of Braintree's come in by themselves, when its clients name them (SPEC 14.6)."""

import asyncio
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from app.domain.ids import IdKind, global_id
from app.domain.people.people import Right
from app.domain.problems import Condition, NotAllowed, Refused, TooBusy, Unavailable
from app.domain.reversals.payments import Transaction
from app.domain.reversals.states import PaymentStatus
from app.flows.gateways.adopt_unknown import adopt_named
from app.flows.gateways.unknown_payments import MOST_IN_VAIN, MOST_REMEMBERED, UnknownPayments
from app.flows.people.set_up import create_merchant
from app.flows.reversals.refund import RefundAsk, refund_transaction
from app.flows.reversals.reverse import ReverseAsk, reverse_transaction
from app.flows.reversals.void import VoidAsk, void_transaction
from tests.flows.gateways.acme import Acme, joined

S = PaymentStatus
FLOWS = [
    pytest.param(refund_transaction, RefundAsk, Condition.TRANSACTION_NOT_SETTLED, id="refundTransaction"),
    pytest.param(void_transaction, VoidAsk, Condition.TRANSACTION_NOT_VOIDABLE, id="voidTransaction"),
    pytest.param(reverse_transaction, ReverseAsk, Condition.TRANSACTION_NOT_VOIDABLE, id="reverseTransaction"),
]


async def named(acme: Acme, payment: str) -> Transaction | None:
    return await adopt_named(acme.service, acme.actor, payment, Condition.TRANSACTION_NOT_VOIDABLE)


async def refused(asking: Any) -> list[Condition]:
    with pytest.raises(Refused) as error:
        await asking
    return [each.condition for each in error.value.problems]


async def test_it_is_known_by_the_id_that_the_client_has(acme: Acme) -> None:
    payment = acme.pay("100.00", orderId="A-1")
    acme.refund(payment, "30.00")
    found = await named(acme, payment)
    assert found is not None
    assert global_id(IdKind.TRANSACTION, found.legacy_id) == payment
    assert (found.order_id, str(found.refundable_amount)) == ("A-1", "70.00")


@pytest.mark.parametrize(("flow", "ask", "without_money"), FLOWS)
async def test_an_id_that_nobody_has_is_not_found_and_asked_about_once(
    acme: Acme, flow: Any, ask: Any, without_money: Condition
) -> None:
    unknown = global_id(IdKind.TRANSACTION, f"x{uuid4().hex[:8]}")
    for _ in range(3):
        assert await refused(flow(acme.service, acme.actor, ask(unknown))) == [Condition.OBJECT_NOT_FOUND]
    assert len(acme.gateway.requests) == 1


@pytest.mark.parametrize(("flow", "ask", "without_money"), FLOWS)
async def test_what_never_held_money_is_refused_as_braintree_does(
    acme: Acme, flow: Any, ask: Any, without_money: Condition
) -> None:
    declined, undecided = acme.pay(status="PROCESSOR_DECLINED"), acme.pay(status="AUTHORIZING")
    assert await refused(flow(acme.service, acme.actor, ask(declined))) == [without_money]
    assert await refused(flow(acme.service, acme.actor, ask(undecided))) == [Condition.REVERSAL_NOT_POSSIBLE_NOW]
    assert await acme.count("transactions") == 0


@pytest.mark.parametrize(("flow", "ask", "without_money"), FLOWS)
async def test_a_gateway_that_does_not_answer_is_never_not_found(
    acme: Acme, flow: Any, ask: Any, without_money: Condition
) -> None:
    payment = acme.pay()
    acme.gateway.credentials.clear()
    for _ in range(2):
        with pytest.raises(Unavailable):
            await flow(acme.service, acme.actor, ask(payment))


@pytest.mark.parametrize(("flow", "ask", "without_money"), FLOWS)
async def test_who_has_not_the_right_makes_nobody_ask(
    acme: Acme, flow: Any, ask: Any, without_money: Condition
) -> None:
    weak = replace(acme.actor, rights=frozenset(Right) - {Right.REFUND, Right.VOID})
    with pytest.raises(NotAllowed):
        await flow(acme.service, weak, ask(acme.pay()))
    assert acme.gateway.requests == []


@pytest.mark.parametrize("text", ["", "pi_1", "dHJhbnNhY3Rpb25f", global_id(IdKind.REFUND, "abc"), "x" * 300])
async def test_what_is_no_payments_id_is_not_asked_about(acme: Acme, text: str) -> None:
    assert await named(acme, text) is None
    assert acme.gateway.requests == []


async def test_many_at_a_time_make_one(acme: Acme) -> None:
    payment = acme.pay()
    found = await asyncio.gather(*(named(acme, payment) for _ in range(10)))
    assert len({each.id for each in found if each is not None}) == 1
    assert len(acme.gateway.requests) == 1
    assert acme.service.unknown_payments.under_way == {}


async def test_ids_in_vain_are_bounded(acme: Acme) -> None:
    unknown, number = acme.service.unknown_payments, acme.merchant.id
    now = asyncio.get_running_loop().time()
    for each in range(MOST_IN_VAIN):
        unknown.add((number, f"id {each}"), now)
    with pytest.raises(TooBusy):
        await named(acme, global_id(IdKind.TRANSACTION, f"x{uuid4().hex[:8]}"))
    assert acme.gateway.requests == []


def test_what_is_remembered_is_bounded() -> None:
    unknown = UnknownPayments()
    for each in range(MOST_REMEMBERED + 10):
        unknown.add((1, str(each)), 0.0)
    assert len(unknown.absent) == MOST_REMEMBERED
    assert unknown.is_absent((1, str(MOST_REMEMBERED)), 59.0)
    assert not unknown.is_absent((1, str(MOST_REMEMBERED)), 61.0)
    assert unknown.are_too_many(1, 59.0)
    assert not unknown.are_too_many(1, 61.0)


async def test_a_second_merchant_of_the_same_gateway_goes_by_the_same_id(acme: Acme) -> None:
    other = await create_merchant(acme.service.store, f"Other {uuid4().hex}", sandbox=False)
    others = await joined(acme.service, other, acme.gateway)
    payment = acme.pay(status="PROCESSOR_DECLINED")
    acme.gateway.payments[payment]["status"] = "VOIDED"
    mine, theirs = await named(acme, payment), await named(others, payment)
    assert mine is not None
    assert theirs is not None
    assert mine.id != theirs.id
    again = refused(void_transaction(others.service, others.actor, VoidAsk(payment)))
    assert await again == [Condition.TRANSACTION_NOT_VOIDABLE]
