"""Whatever document the limits let through, and whatever the data: no other request waits for it, and it is answered as
graphql-core does.

A payment with hundreds of refunds, an order with dozens of payments and line items, histories of hundreds of lines.
Documents are drawn by chance, and prefer what leads from one to many and back.
"""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from random import Random
from typing import Any

import httpx
import pytest
from graphql import parse
from graphql.pyutils import is_awaitable
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from app.engine.limits import Limits
from app.flows.people.sign_in import actor_of_key
from app.schema.base.context import Context
from app.schema.schema import schema
from tests.attacks.documents import Author
from tests.attacks.heavy import classes, copies, payment, served, watched
from tests.schema.conftest import Patient
from tests.support.merchant_client import Live, Shop, open_shop

LOOSE = Limits(cost=200_000)
"""Documents that the service's own limits refuse are let through as well: what is counted has to do alone."""

LONGEST = 0.1
"""Seconds of processor time that one turn of the event loop may take."""

COMPARED = 50_000
"""Bytes of an answer that graphql-core makes as well, which takes it many times as long."""

LEADING = (
    *("node", "order", "orders", "transactions", "refunds", "payments", "customers", "refundQueue", "previewRefund"),
    *("edges", "refundedTransaction", "customer", "retry", "payment", "history", "statusHistory", "lineItems"),
    *("lineItemRefunds", "attempts", "parts", "refundability", "refundableAmount"),
)


@dataclass(slots=True)
class Prepared:
    """A shop that holds too much of everything, and the ways to ask for it."""

    shop: Shop
    strict: httpx.AsyncClient
    loose: httpx.AsyncClient
    arguments: dict[str, list[str]]


@pytest.fixture(scope="module")
async def prepared(live: Live) -> AsyncIterator[Prepared]:
    async with open_shop(live) as shop:
        items = [
            {"id": f"item-{number}", "name": "Thing", "quantity": 9, "unitAmount": "1.00"} for number in range(120)
        ]
        await shop.record_order("heavy", lineItems=items, customer={"email": "ann@example.com"})
        echoed = [
            {"name": "Thing", "kind": "DEBIT", "quantity": "1", "unitAmount": "1.00", "totalAmount": "1.00"}
        ] * 100
        paid = await payment(shop, 20, copied=300, orderId="heavy", lineItems=echoed)
        plain = (await shop.node(paid))["legacyId"]
        await copies(shop, "transactions", plain, 60)
        queued = (await shop.refund(await shop.settled("4000.00"), "3000.00")).object["id"]
        await shop.execute(
            "INSERT INTO changes (merchant_id, at, actor_id, actor_name, source, kind, facts, note, transaction_id)"
            " SELECT merchant_id, created_at + n * interval '1 second', 'x', 'Kim', 'API', 'PAUSED', '{}', 'why', id"
            " FROM transactions, generate_series(1, 500) AS n WHERE legacy_id = $1",
            plain,
        )
        pages = ["(input: {})", "(input: {}, first: 2)", "(input: {}, first: 10)"]
        arguments = {
            "Query.node": [f'(id: "{each}")' for each in (paid, paid, queued)],
            "Query.order": ['(orderId: "heavy")'],
            "Query.previewRefund": ['(input: {orderId: "heavy", lineItems: [{lineItemId: "item-1"}]})'],
            **{f"Query.{name}": pages for name in ("transactions", "refunds", "payments", "orders", "customers")},
            **{f"Customer.{name}": ["", "(first: 2)"] for name in ("transactions", "orders")},
            # They tell the time, or would in another minute.
            **{name: [] for name in ("Query.sandboxClock", "ApiKey.lastUsedAt", "RefundPreview.token")},
        }
        async with served(shop, Limits()) as strict, served(shop, LOOSE) as loose:
            yield Prepared(shop, strict, loose, arguments)


async def test_any_document(prepared: Prepared) -> None:
    loop = asyncio.get_running_loop()
    number = 2000 if examples.get_current_profile_name() == "long" else 60
    found: Counter[str] = Counter()

    @examples(max_examples=number)
    @given(st.integers(0, 2**32), st.integers(2, 7))
    def every_document(seed: int, depth: int) -> None:
        asyncio.run_coroutine_threadsafe(_ask(prepared, seed, depth, found), loop).result()

    await asyncio.to_thread(every_document)
    assert found["compared"] > number / 10, found


async def _ask(prepared: Prepared, seed: int, depth: int, found: Counter[str]) -> None:
    text = Author(Random(seed), schema._schema, prepared.arguments, LEADING).query(depth)
    for client in (prepared.strict, prepared.loose):
        async with watched() as watch:
            response = await client.post("/graphql", json={"query": text})
        answer = json.loads(response.content)
        kinds = classes(answer)
        assert kinds <= {"RESOURCE_LIMIT"}, (text, answer["errors"][:3])
        assert watch.longest < LONGEST, (watch, text)
        assert len(response.content) < 5_000_000
        found["answered" if not kinds else "ended" if "data" in answer else "refused"] += 1
    if not kinds and len(response.content) < COMPARED:
        found["compared"] += 1
        assert json.dumps(answer["data"]) == json.dumps(await _by_graphql_core(prepared.shop, text))


async def _by_graphql_core(shop: Shop, text: str) -> Any:
    actor = await actor_of_key(shop.live.service.store, *shop.keys, None)
    assert actor is not None
    context = Context(shop.live.service, actor, "a request", Patient())
    executor: Any = schema.execution_context_class.build(
        schema._schema, parse(text), None, context, {}, None, operation_extensions=None
    )
    result = executor.execute_operation()
    done = await result if is_awaitable(result) else result
    assert not done.errors, done.errors
    return done.data
