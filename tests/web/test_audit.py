"""npm's graphql-http, which knows what GraphQL over HTTP asks of a server, on the service as it is."""

from tests.support.merchant_client import Shop
from tests.web.live import audit


async def test_every_audit_of_graphql_over_http_passes(shop: Shop) -> None:
    results = await audit(shop.live.url, shop.authorization)
    assert [result for result in results if result["status"] != "ok"] == []
    assert len(results) == 61
