"""Our own executor and graphql-core's answer the real schema alike, to the byte: data, errors, paths and their order.

Only where several errors lead to one null, either may tell of fewer of them than the other.

Documents are the desk's saved operations, those of the clients, and others that are drawn by chance; rows are real.
"""

import asyncio
import json
import re
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import httpx
import pytest
from graphql import (
    GraphQLInputType,
    OperationDefinitionNode,
    is_enum_type,
    is_input_object_type,
    is_list_type,
    is_non_null_type,
    is_required_input_field,
    parse,
    print_ast,
    separate_operations,
    type_from_ast,
)
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from app.desk.saved import saved_operations
from app.domain.people.people import Right
from app.engine.limits import Limits
from app.schema.schema import schema
from tests.attacks.heavy import served
from tests.documents import counter
from tests.engine.selections import document
from tests.support.merchant_client import NODE, Live, open_shop

LEADING = (
    *("node", "order", "orders", "transactions", "refunds", "payments", "customers", "refundQueue", "previewRefund"),
    *("edges", "refundedTransaction", "customer", "retry", "payment", "history", "statusHistory", "lineItems"),
    *("lineItemRefunds", "attempts", "parts", "refundability", "refundableAmount"),
)
NEVER_ALIKE = ("sandboxClock", "lastUsedAt", "token", "now")
"""Fields that tell the time, or may change with it."""

NEW_EACH_TIME = ("sandboxClock", "sandboxAdvanceClock", "createApiKey")
"""Root fields whose answer is another one each time; only their refusals are compared."""

CLIENTS = Path(__file__).parent.parent.parent / "clients" / "operations"
LOOSE = Limits(cost=1_000_000)


@dataclass(slots=True)
class BothExecutors:
    """The same merchant by either executor, with all rights, with that of reading alone, and without it."""

    own: list[httpx.AsyncClient]
    stock: list[httpx.AsyncClient]
    ids: dict[str, str]
    arguments: dict[str, list[str]]

    async def compare(self, rights: int, text: str, variables: dict[str, Any]) -> bytes:
        """The answer of both. What changes while they answer may do so between our own first and second answer."""
        before = await _answer(self.own[rights], text, variables)
        stock = await _answer(self.stock[rights], text, variables)
        after = await _answer(self.own[rights], text, variables)
        alike = stock in (before, after) or _of_one_null_each(stock) in (
            _of_one_null_each(before),
            _of_one_null_each(after),
        )
        assert alike, (text, variables, before, stock, after)
        return stock


def _of_one_null_each(answer: bytes) -> object:
    """The answer with one error for each null that errors have led to, whichever of its fields they are of.

    Where several fields that can't be null fail beneath it, an executor may leave the others once one has failed
    (GraphQL 6.4.4). Which ones have failed by then is a matter of time.
    """
    told = json.loads(answer)
    kept: dict[tuple[str | int, ...], object] = {}
    for error in told.get("errors", []):
        path = tuple(error.get("path", []))
        null = _null_above(told.get("data"), path)
        kept.setdefault(path if null is None else null, error if null is None else None)
    return [*kept.items()], {**told, "errors": None}


def _null_above(data: Any, path: tuple[str | int, ...]) -> tuple[str | int, ...] | None:
    """The place of the null that stands above `path` in `data`; None if there is none."""
    for number, step in enumerate(path):
        if data is None:
            return path[:number]
        data = data[step]
    return None


async def _answer(client: httpx.AsyncClient, text: str, variables: dict[str, Any]) -> bytes:
    body = {"query": text, "variables": variables}
    response = await client.post("/graphql", json=body, headers={"X-Request-ID": "the-same-request"})
    return response.content


@pytest.fixture(scope="module")
async def both(live: Live) -> AsyncIterator[BothExecutors]:
    async with open_shop(live) as shop, AsyncExitStack() as stack:
        paid = await counter.tickets(shop, "alike")
        await shop.refund(paid, "5.00")
        held = await shop.charge("20.00", orderId="alike")
        queued = (await shop.refund(await shop.settled("4000.00"), "3000.00")).object["id"]
        refund = (await shop.node(paid))["refunds"][0]["id"]
        sellers = [shop, await shop.key(Right.VIEW), await shop.key(Right.REFUND)]
        own = [await stack.enter_async_context(served(each, LOOSE)) for each in sellers]
        stock = [await stack.enter_async_context(served(each, LOOSE, stock=True)) for each in sellers]
        pages = ["(input: {})", "(input: {}, first: 2)", "(input: {}, first: 1)", '(input: {}, after: "wrong")']
        arguments = {
            "Query.node": [f'(id: "{each}")' for each in (paid, held, queued, refund, "bm90aGluZw", "!")],
            "Query.order": ['(orderId: "alike")', '(orderId: "none")', "(orderId: $text)"],
            "Query.previewRefund": [
                '(input: {orderId: "alike", lineItems: [{lineItemId: "ticket"}]})',
                '(input: {orderId: "none"})',
            ],
            **{f"Query.{name}": pages for name in ("transactions", "refunds", "payments", "orders", "customers")},
            **{f"Customer.{name}": ["", "(first: $few)", "(first: 0)"] for name in ("transactions", "orders")},
            **{name: [] for name in NEVER_ALIKE},
        }
        ids = {"transactionId": paid, "refundId": refund, "paymentId": held, "orderId": "alike", "id": paid}
        yield BothExecutors(own, stock, ids, arguments)


def documents() -> Iterator[tuple[str, str]]:
    """Every document that is sent by a part of the project, by its name."""
    for operation in saved_operations().operations:
        yield f"desk {operation.file}", operation.source
    sources = "\n".join(each.read_text(encoding="utf-8") for each in sorted(CLIENTS.glob("*.graphql")))
    for name, separate in separate_operations(parse(sources)).items():
        yield f"client {name}", print_ast(separate)
    for name in ("FIND", "ORDER", "CUSTOMERS", "PREVIEW", "QUEUE", "MARK_REFUNDED", "UNDO_REFUND", "UNDO_VOID"):
        yield f"counter {name}", getattr(counter, name)
    yield "node", NODE


def variables_of(text: str, known: dict[str, str]) -> dict[str, Any]:
    """A value for each variable that has to have one, and for each known one."""
    operation = next(node for node in parse(text).definitions if isinstance(node, OperationDefinitionNode))
    values = {}
    for definition in operation.variable_definitions or ():
        name = definition.variable.name.value
        type_: Any = type_from_ast(schema._schema, definition.type)
        if is_non_null_type(type_) or name in known or name == "apiRequestKey":
            values[name] = value_of(type_, name, known)
    return values


def value_of(type_: GraphQLInputType, name: str, known: dict[str, str]) -> Any:
    inner: Any = type_.of_type if is_non_null_type(type_) else type_
    if is_list_type(inner):
        return [value_of(inner.of_type, name.removesuffix("s"), known)]
    if is_input_object_type(inner):
        parts = inner.fields.items()
        return {
            key: value_of(part.type, key, known)
            for key, part in parts
            if is_required_input_field(part) or key == "apiRequestKey"
        }
    if is_enum_type(inner):
        return next(iter(inner.values))
    plain = {"Amount": "1.00", "Int": 1, "Boolean": True, "Timestamp": "2020-01-01T00:00:00.000000Z"}
    return known.get(name) or plain.get(inner.name, f"{name}-of-both")


@pytest.mark.parametrize(("name", "text"), [pytest.param(*each, id=each[0]) for each in documents()])
async def test_a_document_of_the_project(both: BothExecutors, name: str, text: str) -> None:
    """Mutations are sent again with the same key, or find done what they were to do; who may not is refused alike."""
    new = any(re.search(rf"\b{field}\b", text) for field in NEW_EACH_TIME)
    known = {**both.ids, "apiRequestKey": name}
    for rights in (2,) if new else range(3):
        await both.compare(rights, text, variables_of(text, known))
    if not new:
        nothing = {key: "bm90aGluZw" if key.lower().endswith("id") else value for key, value in known.items()}
        await both.compare(0, text, variables_of(text, nothing))


async def test_a_document_by_chance(both: BothExecutors) -> None:
    """With aliases, fragments and directives, with errors at every depth, by everybody."""
    loop = asyncio.get_running_loop()
    number = 2000 if examples.get_current_profile_name() == "long" else 40
    found: Counter[str] = Counter()

    @examples(max_examples=number)
    @given(st.integers(0, 2**32), st.integers(2, 6))
    def every_document(seed: int, depth: int) -> None:
        asyncio.run_coroutine_threadsafe(_by_chance(both, seed, depth, found), loop).result()

    await asyncio.to_thread(every_document)
    assert found["data"] > number / 4, found
    assert found["errors"] > number / 20, found


async def _by_chance(both: BothExecutors, seed: int, depth: int, found: Counter[str]) -> None:
    root = schema._schema.query_type
    assert root is not None
    variables: dict[str, tuple[str, list[Any]]] = {
        "text": ('String! = "alike"', [..., "none", "alike"]),
        "few": ("Int = 1", [..., None, 2]),
    }
    drawn = document(Random(seed), schema._schema, root, both.arguments, variables, depth, LEADING)
    for values in drawn.variables:
        answer = await both.compare(seed % 3 if seed % 5 == 0 else 0, drawn.text, values)
        found["data"] += b'"data":{' in answer
        found["errors"] += b'"errors":' in answer and b'"data":' in answer
