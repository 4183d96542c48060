"""What a gateway said before something changed here takes nothing back, however late it comes."""

from collections.abc import Awaitable, Callable

import pytest

from app.domain.ids import IdKind, global_id
from app.domain.money import Money
from app.domain.reversals.payments import Transaction
from app.domain.reversals.states import PaymentStatus
from app.flows.gateways.following import follow_payment
from app.flows.gateways.import_payments import import_payments
from app.flows.reversals.refund import RefundAsk, refund_transaction
from app.flows.reversals.reverse_refund import ReverseRefundAsk, reverse_refund
from tests.flows.gateways.acme import Acme

S = PaymentStatus


async def followed(acme: Acme, transaction: Transaction) -> None:
    await follow_payment(acme.service, transaction.id)


async def adopted_again(acme: Acme, transaction: Transaction) -> None:
    await acme.adopt(transaction.at_gateway)


async def imported_again(acme: Acme, transaction: Transaction) -> None:
    _ = [step async for step in import_payments(acme.service, acme.actor, "bt", transaction.created_at, None)]


Asks = Callable[[Acme, Transaction], Awaitable[None]]
ASKING: list[Asks] = [followed, adopted_again, imported_again]


@pytest.mark.parametrize("asks", ASKING)
async def test_a_payment_that_has_settled_meanwhile_stays_settled(acme: Acme, asks: Asks) -> None:
    payment = acme.pay(status="SUBMITTED_FOR_SETTLEMENT")
    adopted = await acme.adopt(payment)

    async def settles() -> None:
        acme.gateway.payments[payment]["status"] = "SETTLED"
        await follow_payment(acme.service, adopted.id)

    acme.gateway.meanwhile = settles
    await asks(acme, adopted)
    assert (await acme.seen(adopted)).status is S.SETTLED
    assert (await acme.story(adopted)).count(S.SETTLED) == 1


@pytest.mark.parametrize("asks", ASKING)
async def test_a_refund_that_was_reversed_meanwhile_is_not_found_a_second_time(acme: Acme, asks: Asks) -> None:
    adopted = await acme.adopt(acme.pay())
    ask = RefundAsk(global_id(IdKind.TRANSACTION, adopted.legacy_id), amount="30.00")
    refund = await refund_transaction(acme.service, acme.actor, ask)

    async def reverses() -> None:
        await reverse_refund(acme.service, acme.actor, ReverseRefundAsk(global_id(IdKind.REFUND, refund.legacy_id)))

    acme.gateway.meanwhile = reverses
    await asks(acme, adopted)
    assert [each.status for each in await acme.refunds_of(adopted)] == [S.VOIDED]
    seen = await acme.seen(adopted)
    assert (seen.refundable_amount, seen.needs_attention) == (Money(10000, "USD"), False)
    assert [each["status"] for each in acme.gateway.refunds.values()] == ["VOIDED"]
