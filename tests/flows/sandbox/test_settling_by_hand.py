"""A sandbox payment is settled by hand while somebody else does something with it."""

from dataclasses import replace
from typing import Any

from app.domain.history.kinds import ChangeKind
from app.flows.people.sign_in import actor_of_key
from app.flows.sandbox.settle import SettleAsk, settle_transaction
from app.gateways.registry import SANDBOX, Gateways
from app.gateways.sandbox.gateway import SandboxGateway
from tests.flows.desk import MARK_VOIDED
from tests.support.merchant_client import Shop

TOLD = "SELECT c.kind FROM changes c JOIN transactions t ON t.id = c.transaction_id WHERE t.merchant_id = $1"


class Overtaken(SandboxGateway):
    """The sandbox, after whose settlement the payment is marked before anybody hears of it."""

    def __init__(self, shop: Shop, transaction_id: str) -> None:
        super().__init__(shop.live.settings.database_url)
        self._shop = shop
        self._transaction_id = transaction_id

    async def settle(self, *of: Any, **how: Any) -> Any:
        standing = await super().settle(*of, **how)
        assert standing is not None
        assert (await self._shop.ask(MARK_VOIDED, transactionId=self._transaction_id)).codes == []
        return standing


async def test_what_came_in_between_stays(shop: Shop) -> None:
    charged = await shop.charge()
    actor = await actor_of_key(shop.live.service.store, *shop.keys, None)
    assert actor is not None
    gateway = Overtaken(shop, charged)
    try:
        service = replace(shop.live.service, gateways=Gateways({SANDBOX: gateway}))
        found = await settle_transaction(service, actor, SettleAsk(charged))
    finally:
        await gateway.stop()
    assert (found.status, found.needs_attention) == ("VOIDED", False)
    told = [row["kind"] for row in await shop.execute(TOLD, shop.merchant.id)]
    assert ChangeKind.SETTLED_BY_HAND not in told
    assert (await shop.node(charged))["needsAttention"] is False
