"""Classic calls as HTTP requests; what they answer is read by Braintree's own SDK."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from braintree.util.xml_util import XmlUtil

from tests.support.merchant_client import Shop

VISA = "fake-valid-visa-nonce"


@dataclass(frozen=True, slots=True)
class Said:
    """The status and the body: XML as the SDK reads it, or the JSON of an error."""

    status: int
    body: dict[str, Any]

    @property
    def transaction(self) -> dict[str, Any]:
        """The payment. Fails with the answer if there is none."""
        assert self.status in (200, 201), self
        return dict(self.body["transaction"])

    @property
    def codes(self) -> list[str]:
        """The codes of the errors on the transaction itself."""
        return [each["code"] for each in self.body["api_error_response"]["errors"]["transaction"]["errors"]]


async def send(
    shop: Shop, method: str, path: str, content: bytes | str = b"", *, merchant: str | None = None, **headers: str
) -> Said:
    """Sends a body as it is, by the shop's key unless `headers` have another."""
    url = urljoin(shop.live.url, f"/merchants/{merchant or shop.merchant.public_id}/{path}")
    sent = {"Authorization": shop.authorization, "Content-Type": "application/xml", "X-ApiVersion": "6", **headers}
    response = await shop.http.request(method, url, content=content, headers=sent)
    if response.headers["content-type"].startswith("application/xml"):
        return Said(response.status_code, XmlUtil.dict_from_xml(response.text))
    return Said(response.status_code, response.json())


async def call(shop: Shop, method: str, path: str, **body: Any) -> Said:
    """Sends `body` as the SDK writes it."""
    return await send(shop, method, path, XmlUtil.xml_from_dict(body) if body else b"")


async def sell(shop: Shop, amount: str = "100.00", *, submit: bool = True, **more: Any) -> dict[str, Any]:
    """A new payment, submitted for settlement or only authorized."""
    sale = {"type": "sale", "amount": amount, "payment_method_nonce": VISA, **more}
    return (await call(shop, "POST", "transactions", transaction={**sale, "options": options(submit)})).transaction


def options(submit: bool) -> dict[str, bool]:
    return {"submit_for_settlement": submit}


async def settled(shop: Shop, amount: str = "100.00", **more: Any) -> str:
    """The id of a new payment that has settled."""
    paid: str = (await sell(shop, amount, **more))["id"]
    assert (await call(shop, "PUT", f"transactions/{paid}/settle")).transaction["status"] == "settled"
    return paid


async def refund(shop: Shop, paid: str, **transaction: Any) -> Said:
    return await call(shop, "POST", f"transactions/{paid}/refund", transaction=transaction)


async def find(shop: Shop, paid: str) -> dict[str, Any]:
    return (await call(shop, "GET", f"transactions/{paid}")).transaction


async def search(shop: Shop, **criteria: Any) -> list[str]:
    """The ids that a search finds."""
    said = await call(shop, "POST", "transactions/advanced_search_ids", search=criteria)
    assert said.status == 200, said
    return list(said.body["search_results"]["ids"])
