"""What a gateway, a processor and a network answered, as clients read it in a status history."""

from typing import Any

import pytest

from tests.support.merchant_client import Shop

HISTORY = """query ($id: ID!) { node(id: $id) { ... on Payment { status statusHistory {
  __typename
  ... on AuthorizedEvent { networkResponse { code message } riskDecision ...A }
  ... on ProcessorDeclinedEvent {
    declineType networkResponse { code message } merchantAdviceCodeResponse { code } riskDecision
    processorResponse { legacyCode message additionalInformation }
  }
  ... on GatewayRejectedEvent {
    gatewayRejectionReason networkResponse { code } duplicateOf { id } processorResponse { legacyCode message }
  }
  ... on FailedEvent { networkResponse { code } processorResponse { legacyCode message additionalInformation } }
  ... on SettledEvent { settlementBatchId processorResponse { legacyCode } }
} } } }
fragment A on AuthorizedEvent { processorResponse {
  legacyCode message additionalInformation cvvResponse avsPostalCodeResponse avsStreetAddressResponse authorizationId
  retrievalReferenceNumber emvData
} }"""
NETWORK = {"code": "XX", "message": "sample network response text"}
NOTHING = dict.fromkeys(
    [
        *("additionalInformation", "cvvResponse", "avsPostalCodeResponse", "avsStreetAddressResponse"),
        *("authorizationId", "retrievalReferenceNumber", "emvData"),
    ]
)


async def history(shop: Shop, payment: str) -> list[dict[str, Any]]:
    answer = await shop.post(HISTORY, {"id": payment})
    assert "errors" not in answer.body, answer.body
    return list(answer.body["data"]["node"]["statusHistory"])


@pytest.mark.parametrize(
    ("amount", "kind", "text"),
    [("2004.00", "HARD", "Expired Card"), ("2046.00", "SOFT", "Declined"), ("2999.00", None, "Processor Declined")],
)
async def test_a_declined_sale(shop: Shop, amount: str, kind: str | None, text: str) -> None:
    (declined,) = await history(shop, await shop.charge(amount))
    code = amount[:4]
    assert declined == {
        "__typename": "ProcessorDeclinedEvent",
        "declineType": kind,
        "networkResponse": NETWORK,
        "merchantAdviceCodeResponse": None,
        "riskDecision": None,
        "processorResponse": {"legacyCode": code, "message": text, "additionalInformation": f"{code} : {text}"},
    }


async def test_a_rejected_and_a_failed_sale(shop: Shop) -> None:
    (rejected,) = await history(shop, await shop.charge("10.00", method="fake-gateway-rejected-fraud-nonce"))
    assert (rejected["gatewayRejectionReason"], rejected["networkResponse"]) == ("FRAUD", None)
    (rejected,) = await history(shop, await shop.charge("5001.00"))
    assert rejected["gatewayRejectionReason"] == "APPLICATION_INCOMPLETE"
    (failed,) = await history(shop, await shop.charge("3000.00"))
    text = "Processor Network Unavailable - Try Again"
    assert failed["processorResponse"] == {
        "legacyCode": "3000",
        "message": text,
        "additionalInformation": f"3000 : {text}",
    }


async def test_an_authorized_sale(shop: Shop) -> None:
    (authorized,) = await history(shop, await shop.authorize())
    assert authorized["networkResponse"] == NETWORK
    assert authorized["processorResponse"] == {"legacyCode": "1000", "message": "Approved", **NOTHING}


async def test_a_refund_that_is_declined_softly_and_settles_all_the_same(shop: Shop) -> None:
    refund = (await shop.refund(await shop.settled("4000.00"), "2046.00")).object
    _, authorized = await history(shop, refund["id"])
    assert authorized["processorResponse"] == {
        **NOTHING,
        "legacyCode": "1005",
        "message": "Auth Declined but Settlement Captured",
        "additionalInformation": "2046 : Declined",
    }
