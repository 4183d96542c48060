"""The mutations as clients see them: what goes in comes back, and what became of it can be read."""

from typing import Any

from graphql import GraphQLError

from app.domain.problems import Condition, Refused
from tests.schema.conftest import Shop

REFUND = """mutation ($input: RefundTransactionInput!) {
  refundTransaction(input: $input) {
    clientMutationId
    refund {
      id status orderId amount { value currencyCode currencyIsoCode } requestedBy needsAttention external { note }
      lineItems { name quantity kind }
      refundedTransaction { refundedAmount { value } refundableAmount { value } }
      statusHistory { __typename status terminal amount { value } ... on AuthorizedEvent { userName } }
      retry {
        state attemptsMade attemptsLeft nextAttemptAt lastError payment { id }
        attempts { number outcome finishedAt message }
      }
    }
    validationErrors { code message legacyCode inputPath }
  }
}"""
TRANSACTION = """query ($id: ID!) {
  node(id: $id) {
    ... on Transaction {
      status purchaseOrderNumber channel discountAmount surchargeAmount partiallyAuthorized merchantId merchantName
      customFields { name value }
      descriptor { name phone url }
      lineItems { name kind quantity unitAmount totalAmount taxAmount upc { upcCode upcType } }
      paymentMethodSnapshot {
        __typename ... on CreditCardDetails { brandCode last4 } ... on PayPalTransactionDetails { payer { email } }
      }
      refundability { action maximum { value } canVoid canRefund blockers { code legacyCode } }
      processorAuthorizationResponse { legacyCode message }
      retry { state }
      statusHistory { __typename ... on ProcessorDeclinedEvent { declineType processorResponse { legacyCode } } }
    }
  }
}"""


async def refund(shop: Shop, transaction_id: str, **given: Any) -> dict[str, Any]:
    answer = await shop.ask(REFUND, input={"transactionId": transaction_id, "clientMutationId": "mine", **given})
    payload = answer["refundTransaction"]
    assert payload["clientMutationId"] == "mine"
    return dict(payload)


async def transaction(shop: Shop, id_: str) -> dict[str, Any]:
    return dict((await shop.ask(TRANSACTION, id=id_))["node"])


async def test_a_refund_tells_its_story(shop: Shop) -> None:
    paid = await shop.settled("10.00", orderId="order-1")
    item = {"name": "Shirt", "kind": "DEBIT", "quantity": "1", "unitAmount": "7", "totalAmount": "7"}
    made = (await refund(shop, paid, refund={"amount": 7, "lineItems": [item]}))["refund"]
    assert made["status"] == "SUBMITTED_FOR_SETTLEMENT"
    assert made["orderId"] == "order-1"
    assert made["amount"] == {"value": "7.00", "currencyCode": "USD", "currencyIsoCode": "USD"}
    assert made["requestedBy"] == "a key"
    assert made["lineItems"] == [{"name": "Shirt", "quantity": "1", "kind": "DEBIT"}]
    assert made["refundedTransaction"] == {"refundedAmount": {"value": "7.00"}, "refundableAmount": {"value": "3.00"}}
    kinds = [(each["__typename"], each["terminal"]) for each in made["statusHistory"]]
    assert kinds == [("SubmittedForSettlementEvent", False), ("AuthorizedEvent", False)]
    assert made["statusHistory"][1]["userName"] == "a key"
    assert made["retry"] is None
    assert made["external"] is None


async def test_a_refund_that_the_gateway_did_not_take_says_when_it_is_tried_again(shop: Shop) -> None:
    paid = await shop.settled("4000.00")
    made = (await refund(shop, paid, refund={"amount": "3000.00"}))["refund"]
    assert made["status"] == "AUTHORIZING"
    assert made["statusHistory"] == []
    retry = made["retry"]
    assert (retry["state"], retry["attemptsMade"], retry["attemptsLeft"]) == ("WAITING", 1, 3)
    assert retry["nextAttemptAt"].endswith("Z")
    assert retry["payment"] == {"id": made["id"]}
    assert [(each["number"], each["outcome"]) for each in retry["attempts"]] == [(1, "UNAVAILABLE")]
    assert retry["lastError"] == retry["attempts"][0]["message"]


async def test_what_is_sent_along_comes_back(shop: Shop) -> None:
    sent: dict[str, Any] = {
        "purchaseOrderNumber": "PO 1",
        "channel": "a shop",
        "discountAmount": "1.00",
        "surchargeAmount": "0.50",
        "customFields": [{"name": "color", "value": "red"}, {"name": "empty"}],
        "descriptor": {"name": "SHOP*THING", "phone": "5551234567"},
        "lineItems": [
            {
                **{"name": "Shirt", "kind": "DEBIT", "quantity": "2", "unitAmount": "5.00", "totalAmount": "10.00"},
                "upc": {"upcCode": "042100005264", "upcType": "UPC_A"},
            }
        ],
    }
    found = await transaction(shop, await shop.charge("10.00", **sent))
    item = {**sent["lineItems"][0], "taxAmount": None}
    assert found["lineItems"] == [item]
    assert found["descriptor"] == {"name": "SHOP*THING", "phone": "5551234567", "url": None}
    assert found["customFields"] == [{"name": "color", "value": "red"}, {"name": "empty", "value": None}]
    assert [found[name] for name in ("purchaseOrderNumber", "channel", "discountAmount", "surchargeAmount")] == [
        *("PO 1", "a shop", "1.00", "0.50")
    ]
    assert found["partiallyAuthorized"] is False
    assert (found["merchantId"], found["merchantName"]) == ("first-shop", "First Shop")
    assert found["paymentMethodSnapshot"]["__typename"] == "CreditCardDetails"
    assert found["refundability"] == {
        **{"action": "VOID", "maximum": {"value": "10.00"}, "canVoid": True, "canRefund": False},
        "blockers": [],
    }


async def test_a_declined_payment_says_why_and_can_not_be_undone(shop: Shop) -> None:
    found = await transaction(shop, await shop.charge("2004.00"))
    assert found["status"] == "PROCESSOR_DECLINED"
    assert found["processorAuthorizationResponse"]["legacyCode"] == "2004"
    event = {"declineType": "HARD", "processorResponse": {"legacyCode": "2004"}}
    assert found["statusHistory"] == [{"__typename": "ProcessorDeclinedEvent", **event}]
    blockers = [{"code": "TRANSACTION_NOT_VOIDABLE", "legacyCode": "91504"}]
    assert found["retry"] is None
    assert found["refundability"]["action"] == "NONE"
    assert found["refundability"]["blockers"] == blockers


async def test_paypal_has_details_of_its_own(shop: Shop) -> None:
    paid = await shop.settled("10.00", method="fake-paypal-one-time-nonce")
    snapshot = (await transaction(shop, paid))["paymentMethodSnapshot"]
    assert snapshot["__typename"] == "PayPalTransactionDetails"
    assert "@" in snapshot["payer"]["email"]
    document = """mutation ($input: RefundTransactionInput!) {
      refundTransaction(input: $input) { refund { details { ... on PayPalRefundDetails { description } } } }
    }"""
    data = await shop.ask(document, input={"transactionId": paid, "refund": {"description": "Too small"}})
    assert data["refundTransaction"]["refund"]["details"] == {"description": "Too small"}


async def test_problems_come_as_data_where_they_are_selected(shop: Shop) -> None:
    paid = await shop.settled("10.00")
    payload = await refund(shop, paid, refund={"amount": "10.01"})
    assert payload["refund"] is None
    (problem,) = payload["validationErrors"]
    assert (problem["code"], problem["legacyCode"]) == ("REFUND_AMOUNT_TOO_LARGE", "91521")
    assert problem["inputPath"] == ["input", "refund", "amount"]
    assert "10.00" in problem["message"]


async def test_amounts_in_the_document_keep_their_own_digits(shop: Shop) -> None:
    paid = await shop.settled("10.00")
    document = """mutation ($id: ID!) {
      refundTransaction(input: {transactionId: $id, refund: {amount: %s}}) {
        refund { amount { value } } validationErrors { code }
      }
    }"""
    for literal, code in (("1e0", "AMOUNT_INVALID"), ("1.000", "AMOUNT_INVALID"), ("-0", "AMOUNT_NOT_POSITIVE")):
        data = await shop.ask(document % literal, id=paid)
        assert data["refundTransaction"]["validationErrors"] == [{"code": code}], literal
    data = await shop.ask(document % "1.10", id=paid)
    assert data["refundTransaction"]["refund"] == {"amount": {"value": "1.10"}}
    result = await shop.execute(document % "true", id=paid)
    assert result.errors
    assert isinstance(result.errors[0], GraphQLError)
    assert result.data is None


async def test_each_mutation_of_a_document_sees_what_the_one_before_did(shop: Shop) -> None:
    paid = await shop.charge("10.00")
    document = """mutation ($id: ID!) {
      settle: sandboxSettleTransaction(input: {transactionId: $id}) {
        transaction { refunds { status } statusHistory { status } refundedAmount { value } }
      }
      reverse: reverseTransaction(input: {transactionId: $id}) {
        reversal {
          ... on Refund { refundedTransaction { refunds { status } refundedAmount { value } } }
        }
      }
      again: reverseTransaction(input: {transactionId: $id}) { validationErrors { legacyCode } }
    }"""
    data = await shop.ask(document, id=paid)
    assert data["settle"]["transaction"]["refunds"] == []
    assert data["settle"]["transaction"]["statusHistory"][0] == {"status": "SETTLED"}
    seen = {"refunds": [{"status": "SUBMITTED_FOR_SETTLEMENT"}], "refundedAmount": {"value": "10.00"}}
    assert data["reverse"]["reversal"]["refundedTransaction"] == seen
    assert data["again"]["validationErrors"] == [{"legacyCode": "91512"}]


async def test_texts_that_can_not_be_kept_are_refused_all_at_once(shop: Shop) -> None:
    given = {
        "paymentMethodId": "fake-valid-nonce",
        "transaction": {"amount": "1", "channel": "a\0b", "purchaseOrderNumber": "x" * 256},
    }
    document = (
        "mutation ($input: ChargePaymentMethodInput!) { chargePaymentMethod(input: $input) { transaction { id } } }"
    )
    refused = await shop.refused(document, input=given)
    assert isinstance(refused, Refused)
    found = {(each.condition, each.path[-1]) for each in refused.problems}
    assert found == {(Condition.TEXT_INVALID, "channel"), (Condition.TEXT_TOO_LONG, "purchaseOrderNumber")}


async def test_a_client_mutation_id_has_up_to_255_characters(shop: Shop) -> None:
    paid = await shop.charge("10.00")
    void = """mutation ($input: VoidTransactionInput!) {
      voidTransaction(input: $input) { clientMutationId transaction { status } validationErrors { code inputPath } }
    }"""
    too_long = {"transactionId": paid, "clientMutationId": "é" * 256}
    problem = {"code": "TEXT_TOO_LONG", "inputPath": ["input", "clientMutationId"]}
    assert (await shop.ask(void, input=too_long))["voidTransaction"]["validationErrors"] == [problem]
    data = await shop.ask(void, input={**too_long, "clientMutationId": "é" * 255})
    voided = {"clientMutationId": "é" * 255, "transaction": {"status": "VOIDED"}, "validationErrors": None}
    assert data["voidTransaction"] == voided


async def test_yen_and_dinars_have_their_own_decimals(shop: Shop) -> None:
    for currency, amount, part, left in (("jpy", "500", "200", "300"), ("kwd", "1.250", "1.125", "0.125")):
        paid = await shop.settled(amount, merchantAccountId=f"first-shop-{currency}")
        made = (await refund(shop, paid, refund={"amount": part}))["refund"]
        assert made["amount"]["value"] == part
        assert made["refundedTransaction"]["refundableAmount"] == {"value": left}


async def test_a_customer_is_one_by_e_mail_and_has_transactions(shop: Shop) -> None:
    first = await shop.charge("1.00", customerDetails={"email": "ann@example.com"})
    second = await shop.charge("2.00", customerDetails={"email": "ann@example.com"})
    await shop.charge("3.00")
    document = """query ($id: ID!) {
      node(id: $id) {
        ... on Transaction {
          customer {
            id legacyId email createdAt
            transactions(first: 1) { edges { node { id } } pageInfo { endCursor } }
          }
        }
      }
    }"""
    customer = (await shop.ask(document, id=first))["node"]["customer"]
    assert customer["email"] == "ann@example.com"
    assert customer["transactions"]["edges"] == [{"node": {"id": second}}]
    more = """query ($id: ID!, $after: String) {
      node(id: $id) { ... on Customer { transactions(after: $after) { edges { node { id } } } } }
    }"""
    data = await shop.ask(more, id=customer["id"], after=customer["transactions"]["pageInfo"]["endCursor"])
    assert data["node"]["transactions"]["edges"] == [{"node": {"id": first}}]


async def test_the_viewer_of_a_key_is_nobody_in_person(shop: Shop) -> None:
    data = await shop.ask(
        "{ viewer { id name email user { id } roles { id } rights { name } merchant { id companyName } } }"
    )
    viewer = data["viewer"]
    assert (viewer["id"], viewer["name"]) == (shop.actor.id, "a key")
    assert (viewer["user"], viewer["email"], viewer["roles"]) == (None, None, None)
    assert {"name": "REFUND"} in viewer["rights"]
    assert viewer["merchant"] == {"id": "first-shop", "companyName": "First Shop"}
