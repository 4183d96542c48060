"""`refundry verify` as a helper: the promises that hold after every test, whatever it did."""

from app.assembly import assembled
from app.flows.upkeep.verify import verify
from app.settings import Settings
from app.store.history.checks import Patience
from tests.support.merchant_client import Shop

USUAL = Patience()


async def broken(settings: Settings, patience: Patience = USUAL) -> dict[str, set[str]]:
    """The ids for which a promise is broken in the whole database, by the names of the checks; empty if none is."""
    async with assembled(settings) as service:
        findings = [finding async for finding in verify(service, patience)]
    return {finding.check.name: set(finding.found.ids) for finding in findings if not finding.kept}


async def verified(settings: Settings, patience: Patience = USUAL) -> None:
    """Asserts every promise over the whole database."""
    found = await broken(settings, patience)
    assert not found, found


async def verified_of(*shops: Shop) -> None:
    """Asserts every promise about these shops' payments, in a database that other tests break on purpose."""
    found = await broken(shops[0].live.settings)
    if found:
        rows = await shops[0].execute(
            "SELECT 'transaction_' || legacy_id AS id FROM transactions WHERE merchant_id = ANY ($1)"
            " UNION ALL SELECT 'refund_' || legacy_id FROM refunds WHERE merchant_id = ANY ($1)"
            " UNION ALL SELECT 'order_' || legacy_id FROM orders WHERE merchant_id = ANY ($1)"
            " UNION ALL SELECT 'request_key_' || key FROM request_keys WHERE merchant_id = ANY ($1)",
            [shop.merchant.id for shop in shops],
        )
        own = {row["id"] for row in rows}
        broken_here = {name: ids & own for name, ids in found.items() if ids & own}
        assert not broken_here, broken_here
