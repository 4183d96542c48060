"""A merchant account names another gateway account by now: what was paid at the first one is given back by that one."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from app.domain.ids import IdKind, global_id
from app.domain.reversals.payments import Transaction
from app.domain.reversals.states import PaymentStatus
from app.flows.gateways.accounts import AddAccountAsk, add_account
from app.flows.gateways.links import link_account
from app.flows.gateways.reconcile import reconcile, sources_of
from app.flows.orders.refund_order import RefundOrderAsk, refund_order
from app.flows.reversals.refund import RefundAsk, refund_transaction
from app.flows.reversals.void import VoidAsk, void_transaction
from tests.flows.gateways.acme import Acme
from tests.gateways.braintree.fake import Fake, Keys, fake

S = PaymentStatus


@pytest.fixture
async def elsewhere() -> AsyncIterator[Fake]:
    async with fake(Keys.NOT_ALLOWED) as gateway:
        yield gateway


async def relink(acme: Acme, elsewhere: Fake) -> None:
    public, private = acme.credentials
    settings = (("environment", "sandbox"), ("api_base", elsewhere.address))
    secrets = (("public_key", public), ("private_key", private))
    await add_account(acme.service, acme.actor, AddAccountAsk("new", "braintree", settings, secrets))
    await link_account(acme.service, acme.merchant, "usd", "new")


def named(payment: Transaction) -> str:
    return global_id(IdKind.TRANSACTION, payment.legacy_id)


async def test_older_payments_are_reversed_where_they_were_made(acme: Acme, elsewhere: Fake) -> None:
    refunded = await acme.adopt(acme.pay())
    await acme.adopt(acme.pay(orderId="A-1"))
    voided = await acme.adopt(acme.pay(status="SUBMITTED_FOR_SETTLEMENT"))
    await relink(acme, elsewhere)
    await refund_transaction(acme.service, acme.actor, RefundAsk(named(refunded), amount="30.00"))
    await refund_order(acme.service, acme.actor, RefundOrderAsk("A-1"))
    await void_transaction(acme.service, acme.actor, VoidAsk(named(voided)))
    assert elsewhere.operations == []
    assert [each["amount"]["value"] for each in acme.gateway.refunds.values()] == ["30.00", "100.00"]
    assert acme.gateway.payments[voided.at_gateway]["status"] == "VOIDED"
    (refund,) = await acme.refunds_of(refunded)
    assert (refund.status, refund.gateway_account_id) == (S.SUBMITTED_FOR_SETTLEMENT, acme.account.id)


async def test_nothing_of_it_is_missing_at_either_account(acme: Acme, elsewhere: Fake) -> None:
    payment = await acme.adopt(acme.pay())
    await relink(acme, elsewhere)
    await refund_transaction(acme.service, acme.actor, RefundAsk(named(payment), amount="30.00"))
    end = acme.began + timedelta(hours=1)
    for source in await sources_of(acme.service, acme.merchant):
        begin = acme.began - timedelta(hours=2)
        found = [each.difference async for each in reconcile(acme.service, acme.merchant, source, begin, end)]
        assert [(source.name, each.kind, each.note) for each in found] == []
