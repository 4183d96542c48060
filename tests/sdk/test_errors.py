"""Which of its own errors an SDK raises, and what it leaves to its caller (BRAINTREE.md 1)."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from app.domain.ids import IdKind, global_id
from app.domain.people.people import Right
from tests.sdk.clients import EXAMPLE_REVERSE, Ask
from tests.support.merchant_client import Live, Shop, open_shop

TRANSACTIONS = "query ($input: TransactionSearchInput!) { transactions(input: $input) { edges { node { id } } } }"
IDS = "query ($input: IdsFromLegacyIdsInput!) { idsFromLegacyIds(input: $input) }"
NOBODYS = global_id(IdKind.TRANSACTION, "nothing")


@pytest.fixture
async def stranger(live: Live) -> AsyncIterator[Shop]:
    """Another merchant of the same service."""
    async with open_shop(live) as opened:
        yield opened


@pytest.mark.parametrize("id_", [NOBODYS, "TRANSACTION_ID", "", "é"])
async def test_an_id_that_nothing_has(shop: Shop, ask: Ask, id_: str) -> None:
    said = await ask(shop, EXAMPLE_REVERSE, {"input": {"transactionId": id_}})
    assert said.raised == "NotFoundError"


async def test_an_id_of_another_merchant(shop: Shop, stranger: Shop, ask: Ask) -> None:
    theirs = await stranger.charge()
    said = await ask(shop, EXAMPLE_REVERSE, {"input": {"transactionId": theirs}})
    assert said.raised == "NotFoundError"
    assert await stranger.effects(theirs) == ["charge"]


@pytest.mark.parametrize("wrong", ["public", "private", "document too"])
async def test_credentials_that_nobody_has(shop: Shop, ask: Ask, wrong: str) -> None:
    """Who asks is found out before what is asked."""
    paid = await shop.charge()
    public_key, private_key = shop.keys
    keys = ("nobody", private_key) if wrong == "public" else (public_key, "not-the-private-key")
    document = "}{" if wrong == "document too" else EXAMPLE_REVERSE
    said = await ask(replace(shop, keys=keys), document, {"input": {"transactionId": paid}})
    assert said.raised == "AuthenticationError"
    assert await shop.effects(paid) == ["charge"]


async def test_a_key_without_the_right(shop: Shop, ask: Ask) -> None:
    paid = await shop.charge()
    said = await ask(await shop.key(Right.VIEW), EXAMPLE_REVERSE, {"input": {"transactionId": paid}})
    assert said.raised == "AuthorizationError"
    assert await shop.effects(paid) == ["charge"]


@pytest.mark.parametrize(
    ("document", "given", "raised"),
    [
        (IDS, {"ids": [{"legacyId": "abc", "type": "REFUND"}] * 251}, "TooManyRequestsError"),
        ("{" + " ".join(f"p{number}: ping" for number in range(2_000)) + "}", None, "TooManyRequestsError"),
        (TRANSACTIONS, {"storeId": {"is": "a store"}}, "UnexpectedError"),
    ],
    ids=["too many ids", "too large a document", "a criterion without data"],
)
async def test_what_the_service_will_not_do(
    shop: Shop, ask: Ask, document: str, given: dict[str, Any] | None, raised: str
) -> None:
    said = await ask(shop, document, {"input": given})
    assert said.raised == raised


@pytest.mark.parametrize(
    ("document", "given"),
    [
        ("mutation {", {}),
        ("{ ping pong }", {}),
        (EXAMPLE_REVERSE, {}),
        (EXAMPLE_REVERSE, {"input": {"transactionId": "x", "amount": "1.00"}}),
    ],
    ids=["syntax", "unknown field", "missing variable", "unknown input field"],
)
async def test_a_document_that_does_not_fit_comes_back_to_the_caller(
    shop: Shop, ask: Ask, document: str, given: dict[str, Any]
) -> None:
    """Node's SDK takes an error without a class for a defect of the server."""
    said = await ask(shop, document, given)
    assert said.body is not None
    assert "data" not in said.body
    assert {error["extensions"]["errorClass"] for error in said.body["errors"]} == {"VALIDATION"}
