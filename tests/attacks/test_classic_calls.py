"""Classic calls that are built to hurt: never a 500, nothing of another merchant's, nothing done."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from tests.support.merchant_client import Live, Shop, open_shop
from tests.web.classic.calling import call, find, refund, search, sell, send, settled
from tests.web.classic.test_bodies import HOSTILE

NOT_MIRRORED = [
    ("GET", "customers/x"),
    ("POST", "payment_methods"),
    ("GET", "transactions"),
    ("DELETE", "transactions/{id}"),
    ("PUT", "transactions/{id}/settlement_confirm"),
    ("POST", "transactions/{id}/clone"),
    ("POST", "transactions/{id}/refund/"),
    ("GET", "transactions/{id}/refund"),
    ("GET", ""),
    ("GET", "../graphql"),
]


@pytest.fixture
async def stranger(live: Live) -> AsyncIterator[Shop]:
    """Another merchant of the same service."""
    async with open_shop(live) as opened:
        yield opened


@pytest.mark.parametrize(("method", "path"), NOT_MIRRORED)
async def test_what_is_not_mirrored_is_no_missing_transaction(shop: Shop, method: str, path: str) -> None:
    """501 makes the SDKs raise an unexpected error; of a 404 a shop makes "no such transaction"."""
    paid = (await sell(shop))["id"]
    said = await send(shop, method, path.format(id=paid))
    assert said.status == 501 or (path == "../graphql" and said.status != 404)
    if said.status == 501:
        assert said.body["errors"][0]["extensions"]["errorClass"] == "NOT_IMPLEMENTED"
    assert (await find(shop, paid))["status"] == "submitted_for_settlement"


@pytest.mark.parametrize("path", ["/merchants", "/merchants/x", "/merchants/x/y/z/a/b"])
async def test_any_address_of_the_classic_api_is_told_apart_from_none(shop: Shop, path: str) -> None:
    response = await shop.http.get(shop.live.url.removesuffix("/graphql") + path)
    assert response.status_code == 501


async def test_a_hostile_body_moves_nothing(shop: Shop) -> None:
    paid = await settled(shop)
    before = await shop.everything()
    for name, body in HOSTILE.items():
        for path in (f"transactions/{paid}/refund", "transactions"):
            assert (await send(shop, "POST", path, body)).status == 400, name
        assert (await send(shop, "PUT", f"transactions/{paid}/void", body)).status == 400, name
    assert await shop.everything() == before


JSON = {"Content-Type": "application/json"}
BODIES: dict[str, tuple[bytes, dict[str, str], int]] = {
    "too large": (b"<transaction>" + b" " * 110_000 + b"</transaction>", {}, 413),
    "of another type": (b"amount=1.00", {"Content-Type": "application/x-www-form-urlencoded"}, 415),
    "in another encoding": (b"<a/>", {"Content-Type": "application/xml; charset=utf-16"}, 415),
    "compressed": (b"\x1f\x8b", {"Content-Encoding": "gzip"}, 415),
    "broken JSON": (b'{"transaction": ', JSON, 400),
    "JSON that is a list": (b"[]", JSON, 400),
    "JSON with a name twice": (
        b'{"transaction": {"amount": 1, "amount": 2}}',
        JSON,
        400,
    ),
    "deep JSON": (b'{"a":' * 5_000 + b"1" + b"}" * 5_000, JSON, 400),
    "JSON with half a pair": (
        b'{"transaction": {"amount": "1.00", "order_id": "\\ud800"}}',
        JSON,
        400,
    ),
    "JSON with a null character": (
        b'{"transaction": {"amount": "1.00", "order_id": "\\u0000"}}',
        JSON,
        422,
    ),
    "JSON with a huge number": (
        b'{"transaction": {"amount": ' + b"9" * 4_000 + b"}}",
        JSON,
        422,
    ),
    "a number that is none": (b'{"transaction": {"amount": NaN}}', JSON, 400),
    "an amount of text": (b"<transaction><amount>\xd9\xa1</amount></transaction>", {}, 422),
    "an object for an amount": (b"<transaction><amount><x/></amount></transaction>", {}, 400),
}


async def test_a_body_of_another_form_is_refused(shop: Shop) -> None:
    paid = await settled(shop)
    before = await shop.everything()
    for name, (body, headers, status) in BODIES.items():
        said = await send(shop, "POST", f"transactions/{paid}/refund", body, **headers)
        assert said.status == status, name
    assert await shop.everything() == before


async def test_an_id_that_nothing_has_is_not_found(shop: Shop) -> None:
    for id_ in ("x" * 3_000, "%00", "%2e%2e", "é", "A", "a b", "0x1", "1;DROP", "transaction_x"):
        for method, path in (("GET", ""), ("POST", "/refund"), ("PUT", "/void"), ("PUT", "/settle")):
            assert (await send(shop, method, f"transactions/{id_}{path}")).status == 404, id_


async def test_what_another_merchant_has_is_not_found(shop: Shop, stranger: Shop) -> None:
    theirs = await settled(stranger)
    before = await stranger.everything()
    for method, path in (("GET", ""), ("POST", "/refund"), ("PUT", "/void"), ("POST", "/reverse"), ("PUT", "/settle")):
        assert (await send(shop, method, f"transactions/{theirs}{path}")).status == 404
    assert await search(shop, ids=[theirs]) == []
    assert await stranger.everything() == before


@pytest.mark.parametrize("wrong", ["no key", "wrong key", "another merchant's address", "nobody's address"])
async def test_without_the_merchants_key_nothing_is_told(shop: Shop, stranger: Shop, wrong: str) -> None:
    theirs = await settled(stranger)
    asking = replace(shop, keys=(shop.keys[0], "not the private key")) if wrong == "wrong key" else shop
    merchants = {"another merchant's address": stranger.merchant.public_id, "nobody's address": "nobody"}
    headers = {"Authorization": ""} if wrong == "no key" else {}
    for method, path in (("GET", f"transactions/{theirs}"), ("POST", f"transactions/{theirs}/refund")):
        said = await send(asking, method, path, "<broken", merchant=merchants.get(wrong), **headers)
        assert said.status == 401
    assert (await find(stranger, theirs))["refund_ids"] == []


async def test_an_answer_is_xml_whatever_was_sent(shop: Shop) -> None:
    """XML has no way of writing some characters that JSON and the database have."""
    strange = "<&>\"'\x01\x0b\ufffe]]>\U0001f600\r\n é"
    sent: dict[str, Any] = {"orderId": strange, "customFields": [{"name": "1st", "value": strange}]}
    legacy_id = (await shop.node(await shop.charge(**sent)))["legacyId"]
    found = await find(shop, legacy_id)
    shown = strange.replace("\x01", "\ufffd").replace("\x0b", "\ufffd").replace("\ufffe", "\ufffd")
    assert found["order_id"] == shown
    assert found["custom_fields"] == {"field_1st": shown}


async def test_what_would_change_the_payment_is_not_passed_over(shop: Shop) -> None:
    sale = {"type": "sale", "amount": "1.00", "payment_method_nonce": "fake-valid-nonce"}
    for more in (
        {"service_fee_amount": "0.50"},
        {"options": {"hold_in_escrow": True}},
        {"options": {"three_d_secure": {"required": True}}},
    ):
        assert (await call(shop, "POST", "transactions", transaction={**sale, **more})).status == 501
    assert await search(shop) == []


async def test_an_error_repeats_no_more_than_was_sent(shop: Shop) -> None:
    paid = await settled(shop)
    said = await refund(shop, paid, amount="1000.00", order_id="<x/>")
    error = said.body["api_error_response"]
    assert error["params"] == {"transaction": {"amount": "1000.00", "order_id": "<x/>"}}
    assert error["message"] == "Refund amount is too large."
