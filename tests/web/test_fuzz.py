"""Whatever the schema allows is answered: with data, or with an error in the one form, never by a defect."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from schemathesis.graphql import nodes

from app.schema.schema import schema
from tests.support.merchant_client import PLAIN_HTTP, Shop
from tests.support.promises import verified_of

FUZZED = schemathesis.graphql.from_file(schema.as_str())
OPERATIONS = [f"{root}.{field}" for root in FUZZED for field in FUZZED[root]]

NASTY = [
    "",
    "\0",
    "0",
    "-0",
    "-1.00",
    "1e3",
    "NaN",
    "10.001",
    "١٠",
    "9" * 30,
    "x" * 300,
    "dHJhbnNhY3Rpb25fYWJjMQ",
    "💳",
]
AMOUNTS = ["1.00", "0.01", "7", "2004.00", "3000.00", "3002.01", "3005.00"]
TIMES = [
    "2026-11-21T19:26:35.000000Z",
    "2026-02-29T00:00:00Z",
    "9999-12-31T23:59:59-14:00",
    "0001-01-01T00:00:00+14:00",
]

MENDABLE = {"VALIDATION", "NOT_FOUND", "NOT_IMPLEMENTED", "RESOURCE_LIMIT"}
"""What a client with every right can be told without anything being wrong with the service."""

FOR_PEOPLE = {"Mutation.approveRefund", "Mutation.rejectRefund", "Mutation.changePassword"}
"""What no API key can do, whatever its rights: it is told so."""


@pytest.fixture(scope="module")
async def asked_of() -> AsyncIterator[list[Shop]]:
    """The shops of which something was asked; in the end every promise holds for them."""
    shops: list[Shop] = []
    yield shops
    await verified_of(*shops)


@pytest.mark.parametrize("label", OPERATIONS)
async def test_what_the_schema_allows_is_answered(shop: Shop, asked_of: list[Shop], label: str) -> None:
    """With ids of the shop's own, so that it gets beyond the first check, and with all that a scalar is not."""
    asked_of.append(shop)
    settled = await shop.settled("100.00")
    refund = (await shop.refund(settled, "1.00")).object["id"]
    waiting = (await shop.refund(await shop.settled("4000.00"), "3000.00")).object["id"]
    _teach_scalars([settled, refund, waiting, await shop.authorize("100.00"), "fake-valid-nonce", "usd"])
    operation = FUZZED.find_operation_by_label(label)
    assert operation is not None
    usual = examples.get_current_profile_name() == "usual"

    with httpx.Client(headers={"Authorization": shop.authorization}, timeout=60, verify=PLAIN_HTTP) as http:

        @examples(max_examples=6 if usual else 200, suppress_health_check=list(HealthCheck))
        @given(operation.as_strategy())
        def ask(case: "schemathesis.Case[Any]") -> None:
            allowed = MENDABLE | {"AUTHORIZATION"} if label in FOR_PEOPLE else MENDABLE
            _check(http.post(shop.live.url, json={"query": case.body}), case.body, allowed)

        await asyncio.to_thread(ask)


def _teach_scalars(ids: list[str]) -> None:
    """What the schema's own scalars look like, at their best and at their worst."""
    nasty = st.sampled_from(NASTY)
    taught = {
        "ID": st.sampled_from(ids) | nasty,
        "Amount": st.sampled_from(AMOUNTS) | nasty,
        "Timestamp": st.sampled_from(TIMES) | nasty,
        "Date": st.sampled_from(["2026-11-21", "2026-02-30", "0001-01-01"]) | nasty,
        "CurrencyCodeAlpha": st.sampled_from(["USD", "JPY", "XXX", "usd"]) | nasty,
        "CustomFieldName": st.sampled_from(["colour", "Colour 1"]) | nasty,
    }
    for name, texts in taught.items():
        schemathesis.graphql.scalar(name, texts.map(nodes.String))


def _check(response: httpx.Response, asked: object, allowed: set[str]) -> None:
    assert response.status_code == 200, asked
    body = json.loads(response.content)
    assert body["extensions"]["requestId"], asked
    assert "data" in body or body["errors"], asked
    for error in body.get("errors", []):
        assert error["message"], asked
        assert error["extensions"]["errorType"] in {"user_error", "developer_error"}, (error, asked)
        assert error["extensions"]["errorClass"] in allowed, (error, asked)
