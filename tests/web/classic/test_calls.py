"""The classic calls lead into the same flows as GraphQL: one life, one key, one queue, one set of rights."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from app.domain.ids import IdKind, global_id
from app.domain.people.people import KeyHabits, QueuedRefundStatus, Right
from app.flows.people.set_up import create_key
from tests.support.merchant_client import PAYPAL, Shop
from tests.web.classic.calling import VISA, call, find, refund, search, sell, settled

GONE = {"amount": "1.00", "payment_method_nonce": VISA}


async def test_a_payment_is_the_same_by_either_api(shop: Shop) -> None:
    paid = await settled(shop, order_id="an order", custom_fields={"colour": "red"})
    seen = await shop.node(global_id(IdKind.TRANSACTION, paid))
    assert (seen["status"], seen["orderId"], seen["amount"]["value"]) == ("SETTLED", "an order", "100.00")
    by_graphql = (await shop.refund(global_id(IdKind.TRANSACTION, paid), "40.00")).object
    found = await find(shop, paid)
    assert found["refund_ids"] == [by_graphql["legacyId"]]
    assert found["custom_fields"] == {"colour": "red"}
    assert found["global_id"] == global_id(IdKind.TRANSACTION, paid)
    credit = await find(shop, by_graphql["legacyId"])
    assert (credit["type"], credit["amount"], credit["refunded_transaction_id"]) == ("credit", "40.00", paid)
    assert credit["global_id"] == by_graphql["id"]


async def test_one_key_has_one_effect_by_either_api(shop: Shop) -> None:
    paid = await settled(shop)
    first = (await refund(shop, paid, amount="10.00", api_request_key="a key")).transaction
    again = (await refund(shop, paid, amount="10.0", api_request_key="a key")).transaction
    assert again["id"] == first["id"]
    by_graphql = (await shop.refund(global_id(IdKind.TRANSACTION, paid), "10.00", "a key")).object
    assert by_graphql["legacyId"] == first["id"]
    other = await refund(shop, paid, amount="11.00", api_request_key="a key")
    assert (other.status, other.codes) == (422, ["915232"])
    assert await shop.given_back(global_id(IdKind.TRANSACTION, paid)) == 10_00


async def test_a_sale_has_a_key_too(shop: Shop) -> None:
    first = await sell(shop, "5.00", api_request_key="a sale")
    assert (await sell(shop, "5.00", api_request_key="a sale"))["id"] == first["id"]
    assert await search(shop, amount={"is": "5.00"}) == [first["id"]]


async def test_parallel_refunds_never_exceed_the_amount(shop: Shop) -> None:
    paid = await settled(shop, "100.00")
    said = await asyncio.gather(*(refund(shop, paid, amount="30.00") for _ in range(6)))
    assert sorted(each.status for each in said) == [201, 201, 201, 422, 422, 422]
    assert await shop.given_back(global_id(IdKind.TRANSACTION, paid)) == 90_00
    assert len((await find(shop, paid))["refund_ids"]) == 3


async def test_a_refund_waits_in_the_queue(shop: Shop) -> None:
    paid = await settled(shop, "4000.00")
    waiting = (await refund(shop, paid, amount="3001.00")).transaction
    assert waiting["status"] == "authorizing"
    await shop.advance("P1D")
    assert (await find(shop, waiting["id"]))["status"] == "submitted_for_settlement"
    assert await shop.given_back(global_id(IdKind.TRANSACTION, paid)) == 3001_00


async def test_a_waiting_refund_is_voided_without_the_gateway(shop: Shop) -> None:
    paid = await settled(shop, "4000.00")
    waiting = (await refund(shop, paid, amount="3001.00")).transaction["id"]
    assert (await call(shop, "PUT", f"transactions/{waiting}/void")).transaction["status"] == "voided"
    assert await shop.effects(global_id(IdKind.TRANSACTION, paid)) == ["charge"]


async def test_a_declined_refund_is_an_error_with_the_refund(shop: Shop) -> None:
    paid = await settled(shop, "4000.00")
    said = await refund(shop, paid, amount="2004.00")
    assert said.status == 422
    error = said.body["api_error_response"]
    assert error["message"] == "Expired Card"
    declined = error["transaction"]
    assert (declined["status"], declined["type"]) == ("processor_declined", "credit")
    assert declined["processor_response_type"] == "hard_declined"
    assert declined["additional_processor_response"] == "2004 : Expired Card"
    assert await shop.given_back(global_id(IdKind.TRANSACTION, paid)) == 0


async def test_reverse_voids_or_refunds(shop: Shop) -> None:
    submitted, paid = (await sell(shop))["id"], await settled(shop)
    voided = (await call(shop, "POST", f"transactions/{submitted}/reverse")).transaction
    assert (voided["id"], voided["status"]) == (submitted, "voided")
    credit = (await call(shop, "POST", f"transactions/{paid}/reverse")).transaction
    assert (credit["type"], credit["refunded_transaction_id"], credit["amount"]) == ("credit", paid, "100.00")


async def test_settlements_are_played(shop: Shop) -> None:
    """By hand; on PayPal it can be pending first."""
    paid = (await sell(shop, "7.00", payment_method_nonce=PAYPAL, submit=False))["id"]
    assert (await call(shop, "PUT", f"transactions/{paid}/settle")).codes == ["91575"]
    card = (await sell(shop))["id"]
    assert (await call(shop, "PUT", f"transactions/{card}/settlement_pending")).transaction["status"] == "settling"
    declined = (await sell(shop))["id"]
    said = await call(shop, "PUT", f"transactions/{declined}/settlement_decline")
    assert said.transaction["status"] == "settlement_declined"
    settled_ = await settled(shop)
    credit = (await refund(shop, settled_)).transaction["id"]
    assert (await call(shop, "PUT", f"transactions/{credit}/settle")).transaction["status"] == "settled"


async def test_a_paypal_payment_is_shown_as_one(shop: Shop) -> None:
    paid = await sell(shop, payment_method_nonce=PAYPAL)
    assert paid["payment_instrument_type"] == "paypal_account"
    assert paid["paypal"]["payer_email"] == "payer@example.com"


@pytest.mark.parametrize(
    ("sale", "codes"),
    [
        ({"type": "sale", "payment_method_nonce": VISA}, ["81502"]),
        ({"type": "sale", **GONE, "amount": "-1.00"}, ["81501"]),
        ({"type": "sale", **GONE, "amount": "0"}, ["81531"]),
        ({"type": "sale", **GONE, "amount": "1.001"}, ["81503"]),
        ({"type": "sale", **GONE, "amount": "1e3"}, ["81503"]),
        ({"type": "sale", **GONE, "order_id": "x" * 256}, ["91501"]),
        ({"type": "sale", **GONE, "merchant_account_id": "nobody's"}, ["91513"]),
        ({"type": "sale", **GONE, "customer_id": "nobodys"}, ["91510"]),
        ({"type": "sale", **GONE, "customer_id": "No Id"}, ["91510"]),
        ({"type": "sale", **GONE, "payment_method_nonce": "fake-consumed-nonce"}, ["91564"]),
        ({"type": "sale", "amount": "1.00"}, ["91508"]),
        ({"type": "sale", "amount": "1.00", "payment_method_token": "x"}, ["91518"]),
        ({"type": "sale", **GONE, "tax_amount": "some"}, ["81535"]),
        ({"type": "sale", **GONE, "discount_amount": "-1"}, ["915160"]),
        ({"type": "sale", **GONE, "shipping_amount": "12345678.00"}, ["915164"]),
        ({"type": "sale", **GONE, "purchase_order_number": "x" * 18}, ["91537"]),
        ({"type": "sale", **GONE, "purchase_order_number": "\u00e9"}, ["91548"]),
        (GONE, ["91524"]),
        ({"type": "gift", **GONE}, ["91523"]),
    ],
)
async def test_a_wrong_sale_has_its_code(shop: Shop, sale: dict[str, Any], codes: list[str]) -> None:
    said = await call(shop, "POST", "transactions", transaction=sale)
    assert (said.status, said.codes) == (422, codes)
    assert await search(shop) == []


VALID = {"number": "4111111111111111", "expiration_date": "05/2030"}


@pytest.mark.parametrize(
    ("card", "attribute", "code"),
    [
        ({**VALID, "number": "4000000000000002"}, "number", "81717"),
        ({**VALID, "number": "4111111111111112"}, "number", "81715"),
        ({**VALID, "number": "123"}, "number", "81715"),
        ({"expiration_date": "05/2030", "cvv": "123"}, "number", "81714"),
        ({**VALID, "expiration_date": "13/2030"}, "expiration_month", "81712"),
        ({**VALID, "expiration_date": "soon"}, "expiration_date", "81710"),
        ({"number": "4111111111111111"}, "expiration_date", "81709"),
    ],
)
async def test_a_wrong_card_has_its_code(shop: Shop, card: dict[str, str], attribute: str, code: str) -> None:
    said = await call(shop, "POST", "transactions", transaction={"type": "sale", "amount": "1.00", "credit_card": card})
    error = said.body["api_error_response"]
    (found,) = error["errors"]["transaction"]["credit_card"]["errors"]
    assert {"code": code, "attribute": attribute}.items() <= found.items()
    assert not {"number", "cvv"} & set(error["params"]["transaction"]["credit_card"] or {})


async def test_a_test_card_is_charged_and_shown_as_what_it_is(shop: Shop) -> None:
    card = {"number": "5555 5555 5555 4444", "cvv": "123", "expiration_date": "5/30", "cardholder_name": "Ada"}
    sale = {"type": "sale", "amount": "1.00", "credit_card": card, "options": {"submit_for_settlement": True}}
    paid = (await call(shop, "POST", "transactions", transaction=sale)).transaction
    shown = paid["credit_card"]
    assert (shown["card_type"], shown["bin"], shown["last_4"]) == ("MasterCard", "555555", "4444")
    assert (shown["expiration_month"], shown["expiration_year"], shown["cardholder_name"]) == ("05", "2030", "Ada")
    assert not any("5555555555554444" in line or "5555 5555" in line for line in await shop.everything())


async def test_a_card_is_kept_for_the_next_sale(shop: Shop) -> None:
    """By either API: a token is the id of a payment method in the vault."""
    sale = {"type": "sale", "amount": "1.00", "credit_card": VALID}
    keeping = {**sale, "options": {"store_in_vault_on_success": True}}
    token = (await call(shop, "POST", "transactions", transaction=keeping)).transaction["credit_card"]["token"]
    again = {"type": "sale", "amount": "2.00", "payment_method_token": token}
    paid = (await call(shop, "POST", "transactions", transaction=again)).transaction
    assert (paid["credit_card"]["token"], paid["credit_card"]["last_4"]) == (token, "1111")
    by_graphql = await shop.charge("3.00", method=token)
    assert (await find(shop, (await shop.node(by_graphql))["legacyId"]))["credit_card"]["token"] == token
    declined = await call(shop, "POST", "transactions", transaction={**keeping, "amount": "2001.00"})
    assert declined.body["api_error_response"]["transaction"]["credit_card"]["token"] is None


async def test_a_key_is_shown_refunds_in_the_queue_in_its_own_word(shop: Shop) -> None:
    habits = KeyHabits(queued_refund_status=QueuedRefundStatus.SUBMITTED_FOR_SETTLEMENT)
    keys = await create_key(shop.live.service.store, shop.merchant, "Own word", frozenset(Right), habits=habits)
    other = replace(shop, keys=keys)
    paid = await settled(shop, "4000.00")
    waiting = (await refund(other, paid, amount="3001.00")).transaction
    assert waiting["status"] == "submitted_for_settlement"
    assert (await find(shop, waiting["id"]))["status"] == "authorizing"


async def test_addresses_and_taxes_are_kept_as_graphql_keeps_them(shop: Shop) -> None:
    address = {"first_name": "Ada", "street_address": "1 Main Street", "locality": "York", "country_code_alpha2": "GB"}
    sale: dict[str, Any] = {"billing": address, "shipping": address}
    sale |= {"tax_amount": "0.50", "tax_exempt": False, "shipping_amount": "2"}
    paid = await sell(shop, **sale)
    assert paid["billing"].items() >= address.items()
    assert paid["shipping"].items() >= address.items()
    assert (paid["tax_amount"], paid["shipping_amount"]) == ("0.50", "2")
    read = await shop.post(
        "query ($id: ID!) { node(id: $id) { id ... on Transaction { billingAddress { addressLine1 countryCode }"
        " shipping { shippingAmount shippingAddress { locality } } tax { taxAmount } } } }",
        {"id": paid["global_id"]},
    )
    assert read.object["billingAddress"] == {"addressLine1": "1 Main Street", "countryCode": "GB"}
    assert read.object["shipping"]["shippingAddress"] == {"locality": "York"}
    assert read.object["tax"] == {"taxAmount": "0.50"}


async def test_a_merchant_of_real_money_takes_no_payments_here(shop: Shop) -> None:
    await shop.set_merchant(sandbox=False, clock_offset=timedelta())
    for method in ({"credit_card": VALID}, {"payment_method_nonce": VISA}):
        said = await call(shop, "POST", "transactions", transaction={"type": "sale", "amount": "1.00", **method})
        assert (said.status, said.codes) == (422, ["NOT_A_SANDBOX"])


RIGHTS: list[tuple[str, str, Right]] = [
    ("POST", "transactions", Right.CHARGE),
    ("PUT", "transactions/{id}/submit_for_settlement", Right.CHARGE),
    ("POST", "transactions/{id}/refund", Right.REFUND),
    ("PUT", "transactions/{id}/void", Right.VOID),
    ("POST", "transactions/{id}/reverse", Right.REFUND),
    ("PUT", "transactions/{id}/settle", Right.CHARGE),
    ("PUT", "transactions/{id}/settlement_decline", Right.CHARGE),
    ("PUT", "transactions/{id}/settlement_pending", Right.CHARGE),
    ("GET", "transactions/{id}", Right.VIEW),
    ("GET", "transactions/{id}/line_items", Right.VIEW),
    ("POST", "transactions/advanced_search_ids", Right.VIEW),
    ("POST", "transactions/advanced_search", Right.VIEW),
    ("POST", "client_token", Right.CHARGE),
]


@pytest.mark.parametrize(("method", "path", "right"), RIGHTS, ids=[path for _, path, _ in RIGHTS])
async def test_each_call_needs_its_right(shop: Shop, method: str, path: str, right: Right) -> None:
    paid = (await sell(shop))["id"]
    before = await shop.everything()
    others = await shop.key(*(set(Right) - {right, Right.VOID if right is Right.REFUND else right}))
    body = {"transaction": {"type": "sale", **GONE}} if path == "transactions" else {}
    assert (await call(others, method, path.format(id=paid), **body)).status == 403
    assert await shop.everything() == before


async def test_line_items_are_kept_and_read(shop: Shop) -> None:
    item = {"name": "Tea", "kind": "debit", "quantity": "2", "unit_amount": "3.00", "total_amount": "6.00"}
    paid = (await sell(shop, line_items=[{**item, "upc_code": "123", "upc_type": "UPC-A"}]))["id"]
    said = await call(shop, "GET", f"transactions/{paid}/line_items")
    (kept,) = said.body["line_items"]
    assert kept.items() >= {**item, "upc_code": "123", "upc_type": "UPC-A", "description": None}.items()
    read = await shop.post(
        "query ($id: ID!) { node(id: $id) { id ... on Transaction { lineItems { name kind upc { upcType } } } } }",
        {"id": global_id(IdKind.TRANSACTION, paid)},
    )
    assert read.object["lineItems"] == [{"name": "Tea", "kind": "DEBIT", "upc": {"upcType": "UPC_A"}}]


async def test_searches_find_what_they_name(shop: Shop) -> None:
    first = await sell(shop, "10.00", order_id="tea", customer={"email": "ada@example.com"})
    second = await sell(shop, "20.00", order_id="coffee", payment_method_nonce=PAYPAL)
    third = await settled(shop, "30.00", order_id="tea and cake")
    credit = (await refund(shop, third, amount="5.00")).transaction["id"]
    one, two = first["id"], second["id"]
    newest_first = [credit, third, two, one]
    expected: list[tuple[dict[str, Any], list[str]]] = [
        ({}, newest_first),
        ({"ids": [one, credit, "nobodys"]}, [credit, one]),
        ({"ids": [one], "order_id": {"is": "coffee"}}, []),
        ({"id": {"is": two}}, [two]),
        ({"order_id": {"starts_with": "tea"}}, [credit, third, one]),
        ({"order_id": {"contains": "cake"}, "type": ["sale"]}, [third]),
        ({"order_id": {"ends_with": "fee"}}, [two]),
        ({"order_id": {"is_not": "tea"}}, [credit, third, two]),
        ({"type": ["credit"]}, [credit]),
        ({"refund": False}, [third, two, one]),
        ({"status": ["settled"]}, [third]),
        ({"status": ["settlement_confirmed", "no such"]}, []),
        ({"amount": {"min": "10.00", "max": "20"}}, [two, one]),
        ({"amount": {"is": "30.00"}}, [third]),
        ({"created_at": {"max": "2020-01-01T00:00:00Z"}}, []),
        ({"settled_at": {"min": "2020-01-01"}}, [third]),
        ({"customer_email": {"is": "ADA@example.com"}}, [one]),
        ({"merchant_account_id": ["usd"], "currency": {"is": "USD"}}, newest_first),
        ({"payment_instrument_type": ["PayPalDetail"]}, [two]),
        ({"payment_instrument_type": ["CreditCardDetail"], "credit_card_card_type": ["Visa"]}, [credit, third, one]),
        ({"payment_instrument_type": ["ApplePayDetail"]}, []),
        ({"paypal_payer_email": {"is": "payer@example.com"}}, [two]),
        ({"credit_card_number": {"ends_with": "1881"}}, [credit, third, one]),
        ({"credit_card_number": {"is": "4111111111111111"}}, []),
        ({"source": ["api"]}, newest_first),
    ]
    for criteria, found in expected:
        assert await search(shop, **criteria) == found, criteria
    page = await call(shop, "POST", "transactions/advanced_search", search={"ids": [one, two]})
    shown = page.body["credit_card_transactions"]["transaction"]
    assert [each["id"] for each in shown] == [two, one]


@pytest.mark.parametrize(
    ("criteria", "status"),
    [
        ({"billing_locality": {"is": "Chicago"}}, 501),
        ({"id": {"contains": "a"}}, 501),
        ({"credit_card_number": {"starts_with": "4111111"}}, 501),
        ({"created_at": {"min": "yesterday"}}, 400),
        ({"amount": {"min": "a lot"}}, 400),
        ({"status": "settled"}, 400),
        ({"ids": ["x"] * 1001}, 400),
    ],
)
async def test_a_search_is_never_for_something_else(shop: Shop, criteria: dict[str, Any], status: int) -> None:
    said = await call(shop, "POST", "transactions/advanced_search_ids", search=criteria)
    assert said.status == status


async def test_an_authorization_is_captured_in_parts(shop: Shop) -> None:
    paid = (await sell(shop, "10.00", submit=False, order_id="the order", channel="Shop"))["id"]
    path = f"transactions/{paid}/submit_for_partial_settlement"
    first = (await call(shop, "POST", path, transaction={"amount": "6.00", "order_id": "a part"})).transaction
    assert (first["status"], first["type"], first["amount"]) == ("submitted_for_settlement", "sale", "6.00")
    assert (first["order_id"], first["channel"], first["authorized_transaction_id"]) == ("a part", "Shop", paid)
    found = await find(shop, paid)
    assert (found["status"], found["partial_settlement_transaction_ids"]) == ("settlement_pending", [first["id"]])
    last = {"amount": "2.00", "final_capture": True, "descriptor": {"name": "abc*def"}, "api_request_key": "a part"}
    second = (await call(shop, "POST", path, transaction=last)).transaction
    assert second["descriptor"]["name"] == "abc*def"
    assert (await call(shop, "POST", path, transaction=last)).transaction["id"] == second["id"]
    assert (await find(shop, paid))["partial_settlement_transaction_ids"] == [first["id"], second["id"]]
    again = await call(shop, "POST", path, transaction={"amount": "2.00"})
    assert (again.status, again.codes) == (422, ["91522"])
    of_a_part = await call(shop, "POST", f"transactions/{first['id']}/submit_for_partial_settlement")
    assert (of_a_part.status, of_a_part.codes) == (422, ["915103"])
    assert (await call(shop, "PUT", f"transactions/{first['id']}/settle")).transaction["status"] == "settled"
    assert (await refund(shop, first["id"], amount="1.00")).transaction["amount"] == "1.00"


async def test_a_clone_is_not_there_and_says_so(shop: Shop) -> None:
    paid = await settled(shop)
    said = await call(shop, "POST", f"transactions/{paid}/clone", **{"transaction-clone": {"amount": "1.00"}})
    assert said.status == 501
    assert "Nothing was charged" in said.body["errors"][0]["message"]


async def test_a_credit_is_a_refund_to_a_card(shop: Shop) -> None:
    card = {"number": "4111111111111111", "expiration_date": "05/2031"}
    sent = {"type": "credit", "amount": "10.00", "credit_card": card, "order_id": "goodwill"}
    made = (await call(shop, "POST", "transactions", transaction=sent)).transaction
    assert (made["type"], made["status"], made["amount"]) == ("credit", "submitted_for_settlement", "10.00")
    assert (made["order_id"], made["refunded_transaction_id"]) == ("goodwill", None)
    assert made["credit_card"]["last_4"] == "1111"
    assert await search(shop, type=["credit"]) == [made["id"]]
    assert await search(shop, type=["sale"]) == []
    paid = await settled(shop)
    given_back = (await refund(shop, paid)).transaction["id"]
    assert await search(shop, refund=True) == [given_back]
    assert await search(shop, refund=False) == [paid, made["id"]]
    assert (await find(shop, made["id"]))["id"] == made["id"]
    assert (await call(shop, "PUT", f"transactions/{made['id']}/void")).transaction["status"] == "voided"
    again = await refund(shop, made["id"])
    assert (again.status, again.codes) == (422, ["91505"])


async def test_what_is_sent_with_a_capture_is_kept(shop: Shop) -> None:
    paid = (await sell(shop, submit=False, channel="Shop", descriptor={"name": "Us"}))["id"]
    sent = {"amount": "90.00", "descriptor": {"name": "Them"}, "shipping_amount": "5.00"}
    said = (await call(shop, "PUT", f"transactions/{paid}/submit_for_settlement", transaction=sent)).transaction
    assert (said["amount"], said["descriptor"]["name"]) == ("90.00", "Them")
    assert (said["shipping_amount"], said["channel"]) == ("5.00", "Shop")
