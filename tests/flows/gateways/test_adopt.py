"""Payments are taken over from a gateway account as the gateway has them (SPEC 14.6)."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from app.domain.ids import IdKind, global_id
from app.domain.money import Money
from app.domain.orders.recording import OrderTold, TransactionTold
from app.domain.people.people import Right
from app.domain.problems import Condition, NotAllowed, Refused, Unavailable
from app.domain.reversals.answers import DisputeState
from app.domain.reversals.payments import PaymentMethod
from app.domain.reversals.states import PaymentSource, PaymentStatus
from app.flows.gateways.adopt import KNOWN_BRANDS, AdoptAsk, adopt_transaction
from app.flows.gateways.links import add_linked_account
from app.flows.orders.record_order import record_order
from app.flows.people.set_up import create_merchant
from app.flows.reversals.reverse_refund import ReverseRefundAsk, reverse_refund
from app.schema.enums import CreditCardBrandCode
from tests.flows.gateways.acme import Acme, joined

S = PaymentStatus


def usd(minor: int) -> Money:
    return Money(minor, "USD")


async def conditions(asking: Any) -> list[tuple[Condition, str]]:
    with pytest.raises(Refused) as refused:
        await asking
    return [(each.condition, each.path[-1]) for each in refused.value.problems]


async def test_all_that_the_gateway_knows_is_taken_over(acme: Acme) -> None:
    payment = acme.pay("100.00", orderId="A-1")
    refund = acme.refund(payment, "30.00")
    acme.dispute(payment, "WON", "fraud")
    adopted = await acme.adopt(payment)
    assert (adopted.status, adopted.amount, adopted.reserved) == (S.SETTLED, usd(10000), usd(3000))
    assert (adopted.gateway_id, adopted.gateway_account_id) == (payment, acme.account.id)
    assert (adopted.order_id, adopted.belongs_to is not None, adopted.confirmed) == ("A-1", True, True)
    assert adopted.method == PaymentMethod(brand="VISA", last4="1111")
    assert adopted.created_at == acme.began - timedelta(hours=1)
    assert adopted.dispute is not None
    assert (adopted.dispute.state, adopted.dispute.reason, adopted.disputed) == (DisputeState.WON, "fraud", False)
    [found] = await acme.refunds_of(adopted)
    assert (found.made_elsewhere, found.source, found.gateway_id) == (True, PaymentSource.CONTROL_PANEL, refund["id"])
    assert (found.amount, found.status, found.order_id) == (usd(3000), S.SUBMITTED_FOR_SETTLEMENT, "A-1")
    # A client of Braintree's goes on with the ids that it has.
    assert global_id(IdKind.TRANSACTION, adopted.legacy_id) == payment
    assert global_id(IdKind.REFUND, found.legacy_id) == refund["id"]
    assert {"PAYMENT_ADOPTED", "REFUND_FOUND", "DISPUTED"} <= set(await acme.story(adopted))


async def test_adopting_again_changes_nothing(acme: Acme) -> None:
    payment = acme.pay()
    acme.refund(payment, "10.00")
    first = await acme.adopt(payment, order_id="B-2")
    story = await acme.story(first)
    again = await acme.adopt(payment)
    assert (again.id, again.legacy_id, again.order_id) == (first.id, first.legacy_id, "B-2")
    assert len(await acme.refunds_of(first)) == 1
    assert await acme.story(first) == story


async def test_the_id_that_people_see_names_the_same_payment(acme: Acme) -> None:
    first = await acme.adopt(acme.pay())
    assert (await acme.adopt(first.legacy_id)).id == first.id


async def test_parallel_adoptions_make_one(acme: Acme) -> None:
    payment = acme.pay()
    acme.refund(payment, "25.00")
    adopted = await asyncio.gather(*(acme.adopt(payment) for _ in range(12)))
    assert len({each.id for each in adopted}) == 1
    assert await acme.count("transactions") == 1
    assert await acme.count("refunds") == 1


async def test_what_was_captured_counts(acme: Acme) -> None:
    authorized = {
        "__typename": "AuthorizedEvent",
        "status": "AUTHORIZED",
        "amount": {"value": "100.00", "currencyCode": "USD"},
    }
    adopted = await acme.adopt(acme.pay("60.00", statusHistory=[authorized]))
    assert (adopted.amount, adopted.authorized_amount) == (usd(6000), usd(10000))


@pytest.mark.parametrize("status", ["AUTHORIZING", "FAILED", "PROCESSOR_DECLINED", "GATEWAY_REJECTED"])
async def test_what_is_no_payment_is_not_adopted(acme: Acme, status: str) -> None:
    payment = acme.pay(status=status)
    assert await conditions(acme.adopt(payment)) == [(Condition.PAYMENT_NOT_ADOPTABLE, "gatewayTransactionId")]
    assert await acme.count("transactions") == 0


@pytest.mark.parametrize(
    "status", ["AUTHORIZED", "SUBMITTED_FOR_SETTLEMENT", "SETTLING", "VOIDED", "SETTLEMENT_DECLINED"]
)
async def test_a_payment_is_adopted_wherever_it_stands(acme: Acme, status: str) -> None:
    assert (await acme.adopt(acme.pay(status=status))).status is PaymentStatus(status)


async def test_a_payment_that_others_have_captured_is_none_of_its_own(acme: Acme) -> None:
    parts = {"__typename": "ParentAuthorization", "childCaptures": [{"id": "c1"}]}
    payment = acme.pay(partialCaptureDetails=parts)
    assert await conditions(acme.adopt(payment)) == [(Condition.PAYMENT_NOT_ADOPTABLE, "gatewayTransactionId")]


async def test_another_currency_is_a_problem(acme: Acme) -> None:
    payment = acme.pay(currency="EUR")
    for given in ({}, {"merchant_account_id": "usd"}):
        asked = conditions(acme.adopt(payment, **given))
        assert await asked == [(Condition.PAYMENT_NOT_ADOPTABLE, "gatewayTransactionId")]
    await add_linked_account(acme.service, acme.merchant, "eur", "EUR", "bt")
    assert (await acme.adopt(payment)).account.public_id == "eur"


async def test_unknown_ids_and_accounts_are_problems(acme: Acme) -> None:
    unknown = global_id(IdKind.TRANSACTION, "nobody")
    assert await conditions(acme.adopt(unknown)) == [(Condition.OBJECT_NOT_FOUND, "gatewayTransactionId")]
    wrong = conditions(acme.adopt(acme.pay(), merchant_account_id="chf"))
    assert await wrong == [(Condition.MERCHANT_ACCOUNT_INVALID, "merchantAccountId")]
    for text in ("", "  ", "a\x00b", "a\nb", "x" * 256):
        [(condition, place)] = await conditions(acme.adopt(text))
        assert place == "gatewayTransactionId"
        assert condition in {Condition.TEXT_INVALID, Condition.TEXT_TOO_LONG}
    long = conditions(acme.adopt(acme.pay(), order_id="o" * 256))
    assert await long == [(Condition.ORDER_ID_TOO_LONG, "orderId")]


async def test_a_merchant_without_a_gateway_account_is_told_so(acme: Acme) -> None:
    other = await create_merchant(acme.service.store, f"Other {uuid4().hex}", sandbox=True)
    asked = conditions(acme.as_another(merchant=other).adopt("p1"))
    assert await asked == [(Condition.NO_GATEWAY_ACCOUNT, "merchantAccountId")]


async def test_an_account_that_cannot_be_asked_is_never_not_found(acme: Acme) -> None:
    payment = acme.pay()
    acme.gateway.credentials.clear()
    with pytest.raises(Unavailable):
        await acme.adopt(payment)
    assert await acme.scalar("SELECT credentials_refused FROM gateway_accounts WHERE id = $1", acme.account.id) is True
    assert await acme.count("transactions") == 0


async def test_it_takes_the_right(acme: Acme) -> None:
    weak = replace(acme.actor, rights=frozenset(Right) - {Right.MANAGE_ORDERS})
    with pytest.raises(NotAllowed):
        await adopt_transaction(acme.service, weak, AdoptAsk(acme.pay()))
    assert acme.gateway.requests == []


async def test_a_recorded_payment_is_confirmed_with_all_that_the_gateway_knows(acme: Acme) -> None:
    payment = acme.pay("100.00")
    acme.refund(payment, "40.00")
    told = TransactionTold(payment, "100.00", S.SETTLED, None, acme.began - timedelta(hours=1))
    order = await record_order(acme.service, acme.actor, OrderTold("A-1", "USD", None, None, (), (told,)))
    [transaction] = order.transactions
    assert (transaction.confirmed, transaction.reserved) == (True, usd(4000))
    assert transaction.gateway_account_id == acme.account.id
    assert (await acme.adopt(payment)).id == transaction.id


async def test_two_merchants_with_the_same_gateway_account_have_a_payment_each(acme: Acme) -> None:
    other = await create_merchant(acme.service.store, f"Other {uuid4().hex}", sandbox=False)
    others = await joined(acme.service, other, acme.gateway)
    payment = acme.pay()
    acme.refund(payment, "10.00")
    mine, theirs = await acme.adopt(payment), await others.adopt(payment)
    assert mine.legacy_id != theirs.legacy_id
    assert (await others.adopt(payment)).id == theirs.id
    assert [each.made_elsewhere for each in await others.refunds_of(theirs)] == [True]


async def test_a_refund_made_elsewhere_is_not_taken_back_here(acme: Acme) -> None:
    payment = acme.pay()
    acme.refund(payment, "10.00")
    adopted = await acme.adopt(payment)
    [found] = await acme.refunds_of(adopted)
    ask = ReverseRefundAsk(global_id(IdKind.REFUND, found.legacy_id))
    assert await conditions(reverse_refund(acme.service, acme.actor, ask)) == [
        (Condition.TRANSACTION_NOT_VOIDABLE, "refundId")
    ]
    assert "REVERSE" not in "".join(acme.gateway.operations).upper()


def test_every_brand_is_one_of_the_schema() -> None:
    assert {each.value for each in CreditCardBrandCode} == KNOWN_BRANDS
