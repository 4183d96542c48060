"""Documents that take long to parse and to validate: the event loop goes on meanwhile."""

import asyncio

import pytest

from app.engine.documents import Documents, PreparedDocument, Rejected
from app.engine.limits import Limits
from app.schema.schema import schema
from tests.attacks.heavy import watched

LONG = {
    "many fragments on two types": "query ($id: ID!) { node(id: $id) { "
    + "... on Transaction { amount { value } } ... on Refund { amount { value } } " * 50
    + "} }",
    "two chains of fragments": "query ($id: ID!) { node(id: $id) { ...A0 ...B0 } } "
    + " ".join(
        f"fragment A{n} on Transaction {{ id ...A{n + 1} }} fragment B{n} on Transaction {{ id ...B{n + 1} }}"
        for n in range(45)
    )
    + " fragment A45 on Transaction { id } fragment B45 on Transaction { id }",
    "unknown fields": "{ " + " ".join(f"unknown{n}" for n in range(990)) + " }",
    "a text with escapes": '{ node(id: "' + "\\u0041" * 15_000 + '") { id } }',
    "a block of many lines": '{ node(id: """' + "\n x" * 30_000 + '""") { id } }',
}


@pytest.mark.parametrize("name", LONG)
async def test_the_loop_goes_on_while_a_document_is_prepared(name: str) -> None:
    documents = Documents(schema._schema, Limits())
    async with watched() as watch:
        preparing = asyncio.create_task(prepared(documents, LONG[name]))
        before = watch.turns
        await preparing
    assert watch.turns - before > 2
    assert watch.longest < 0.1


async def test_the_same_document_is_not_prepared_twice() -> None:
    documents, text = Documents(schema._schema, Limits()), LONG["two chains of fragments"]
    first = await documents.prepare(text, {})
    assert await documents.prepare(text, {}) is first


async def prepared(documents: Documents, text: str) -> PreparedDocument | None:
    try:
        return await documents.prepare(text, {})
    except Rejected:
        return None
