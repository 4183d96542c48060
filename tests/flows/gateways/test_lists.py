"""A gateway's list is read with a slot of its account for some of it at a time: other calls go between."""

import asyncio
from datetime import timedelta

from app.domain.ids import IdKind, global_id
from app.domain.reversals.payments import Refund
from app.flows.gateways.accounts import UpdateAccountAsk, update_account
from app.flows.gateways.reconcile import reconcile, sources_of
from app.flows.reversals.refund import RefundAsk, refund_transaction
from tests.flows.gateways.acme import Acme

HOUR = timedelta(hours=1)


async def compared(acme: Acme) -> None:
    (source,) = await sources_of(acme.service, acme.merchant)
    end = acme.began + HOUR
    _ = [each async for each in reconcile(acme.service, acme.merchant, source, acme.began - 2 * HOUR, end)]


async def test_a_refund_waits_for_no_list(acme: Acme) -> None:
    ask = UpdateAccountAsk("bt", [("concurrency", "1")])
    acme = acme.as_another(account=await update_account(acme.service, acme.actor, ask))
    adopted = await acme.adopt(acme.pay())
    for _ in range(120):
        acme.pay("1.00")
    refunding: list[asyncio.Future[Refund]] = []

    async def somebody_refunds() -> None:
        ask = RefundAsk(global_id(IdKind.TRANSACTION, adopted.legacy_id), amount="10.00")
        refunding.append(asyncio.ensure_future(refund_transaction(acme.service, acme.actor, ask)))

    acme.gateway.meanwhile = somebody_refunds
    await compared(acme)
    await refunding[0]
    told = acme.gateway.operations
    last_page = max(place for place, each in enumerate(told) if each == "RefundryPayments")
    assert told.index("RefundryRefund") < last_page
