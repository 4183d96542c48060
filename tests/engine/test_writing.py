"""What is written as text, what the executor answers and what graphql-core answers are the same, to the byte.

Rows are real, with everything in them that a text can hold, with nothing wherever a row may have nothing, and with what
fails.
"""

import asyncio
import re
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

import msgspec
import pytest
from graphql import ExecutionResult, GraphQLObjectType, parse, specified_rules, validate
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from app.domain.people.people import Actor, QueuedRefundStatus, Right
from app.engine.documents import Documents
from app.engine.executor import PlanExecution
from app.engine.graphql_core import StrawberryField
from app.engine.limits import Limits
from app.engine.operation import choose
from app.engine.stock import StockExecution
from app.engine.turns import LoopTurns
from app.flows.people.sign_in import actor_of_key
from app.schema.base.context import Context
from app.schema.errors.problems import Stage, errors_of
from app.schema.schema import schema
from app.web import responses
from app.web.http.statuses import MediaType
from bench.pages import DOCUMENT
from tests.engine.selections import document
from tests.support.merchant_client import PAYPAL, Live, Shop, open_shop

LOOSE = Limits(tokens=10_000, depth=20, repetitions=100, cost=1_000_000)
WRITTEN = 100
"""The run of a plan that a run is made out to be, so that what can be written is."""

ODD = "'\"\\/\b\f\n\r\t\x01\x1f\x7f\u00e9\u2028\ud7ff\ufffd{}$💳"
LEADING = (
    "transactions",
    "edges",
    "node",
    "statusHistory",
    "refunds",
    "amount",
    "value",
    "status",
    "orderId",
    "pageInfo",
)


_NUMBER = re.compile(rb"[0-9,]+ ")


def _others() -> Iterator[str]:
    """The fields that are never written: what is awaited, takes arguments or is loaded, but for two lists."""
    for type_ in schema._schema.type_map.values():
        for name, each in type_.fields.items() if isinstance(type_, GraphQLObjectType) else ():
            ours = each.extensions.get("strawberry-definition")
            waits = isinstance(ours, StrawberryField) and ours.is_async and name not in ("statusHistory", "refunds")
            if waits or (each.args and type_.name != "Query"):
                yield f"{type_.name}.{name}"


OTHERS: dict[str, list[str]] = {name: [] for name in _others()}


class Here:
    """A client that waits."""

    gone = False


@dataclass(slots=True)
class Engines:
    """The three of them, for actors with rights of each kind. `found` counts answers, and those with written text."""

    live: Live
    actors: list[Actor]
    documents: Documents = field(default_factory=lambda: Documents(schema._schema, LOOSE))
    found: Counter[str] = field(default_factory=Counter)

    async def compare(self, actor: Actor, text: str, variables: dict[str, Any], limits: Limits = LOOSE) -> bytes:
        """The answer of all."""
        expected, _ = await self.answer(actor, text, variables, limits, "stock")
        walked, _ = await self.answer(actor, text, variables, limits, "walk")
        assert walked == expected, (text, variables)
        for turns in (LoopTurns(), LoopTurns(), LoopTurns(seconds=0, portion=0, long=0)):
            answer, written = await self.answer(actor, text, variables, limits, "writer", turns)
            assert answer == expected, (text, variables)
            self.found["written"] += written
            self.found["answers"] += 1
        return expected

    async def answer(
        self,
        actor: Actor,
        text: str,
        variables: dict[str, Any],
        limits: Limits,
        by: str,
        turns: LoopTurns | None = None,
    ) -> tuple[bytes, bool]:
        """The response by one of them, and whether there is written text in it."""
        prepared = await self.documents.prepare(text, variables, by)
        context = Context(self.live.service, actor, "the-same-request", Here())
        executor = schema.execution_context_class.build(
            schema._schema, prepared.document, None, context, variables, None, operation_extensions=None
        )
        if isinstance(executor, list):
            return b"", False
        plan = prepared.plans.plan(choose(prepared, None), executor)
        plan.runs = WRITTEN
        result: ExecutionResult
        if by == "stock":
            result = await StockExecution(plan, executor, limits).run()
        else:
            result = await PlanExecution(plan, executor, turns, limits, writes=by == "writer").run()
        entries = [
            entry for error in result.errors or () for entry in errors_of(error, Stage.EXECUTION, "the-same-request")
        ]
        body = responses.answer(MediaType.JSON, "id", status=200, errors=entries, data=result.data).body
        return bytes(body), _has_text(result.data)


def _has_text(data: Any) -> bool:
    if isinstance(data, dict):
        return any(map(_has_text, data.values()))
    return isinstance(data, msgspec.Raw) or (isinstance(data, list) and any(map(_has_text, data)))


async def _actor(shop: Shop) -> Actor:
    actor = await actor_of_key(shop.live.service.store, *shop.keys, None)
    assert actor is not None
    return actor


async def _sold(shop: Shop) -> None:
    """Payments and refunds in many states."""
    paid = await shop.settled("70.00", orderId="o")
    await shop.refund(paid, "5.00", orderId="different")
    await shop.refund(paid, "6.00")
    await shop.charge("20.00", method=PAYPAL, customerDetails={"email": "alex@example.com"})
    await shop.refund(await shop.settled("4000.00"), "3000.00")
    await shop.void(await shop.authorize("11.00"))
    await shop.charge("2000.00")
    await shop.settled("500", "jpy")
    await shop.execute(
        "UPDATE transactions SET order_id = $2 WHERE merchant_id = $1 AND order_id = 'o'", shop.merchant.id, ODD
    )
    await shop.execute(
        "UPDATE status_events SET user_name = $2, response_message = $2 WHERE refund_id IS NULL AND transaction_id IN"
        " (SELECT id FROM transactions WHERE merchant_id = $1)",
        shop.merchant.id,
        ODD,
    )


@pytest.fixture(scope="module")
async def engines(live: Live) -> AsyncIterator[Engines]:
    """Two merchants; with the second, some fields fail."""
    async with open_shop(live) as shop, open_shop(live) as broken:
        for each in (shop, broken):
            await _sold(each)
        await broken.execute(
            "UPDATE transactions SET currency = 'XAU' WHERE merchant_id = $1 AND amount = 2000", broken.merchant.id
        )
        all_rights = await _actor(shop)
        actors = [
            all_rights,
            await _actor(await shop.key(Right.VIEW)),
            await _actor(await shop.key(Right.REFUND)),
            await _actor(broken),
        ]
        actors.append(replace(all_rights, queued_refund_status=QueuedRefundStatus.SUBMITTED_FOR_SETTLEMENT))
        yield Engines(live, actors)


async def test_a_page_is_written(engines: Engines) -> None:
    """With all that the benchmark's document asks for, and with quotes, control characters and all else in texts."""
    for actor in engines.actors[:2]:
        answer = await engines.compare(actor, DOCUMENT, {"input": {}})
        assert msgspec.json.encode(ODD) in answer
    assert engines.found["written"] == engines.found["answers"] == 6


async def test_what_can_not_be_shown_is_told_by_the_executor(engines: Engines) -> None:
    answer = await engines.compare(engines.actors[3], DOCUMENT, {"input": {}})
    assert b'"errors":[{' in answer


async def test_who_sees_another_word_is_never_shown_what_was_written_for_others(engines: Engines) -> None:
    first = await engines.compare(engines.actors[0], DOCUMENT, {"input": {}})
    other = await engines.compare(engines.actors[4], DOCUMENT, {"input": {}})
    assert b'"status":"AUTHORIZING"' in first
    assert b'"status":"AUTHORIZING"' not in other


@pytest.mark.parametrize("most", [1_000, 4_000, 8_000, 16_000, 40_000])
async def test_the_limit_of_an_answer_is_the_same(engines: Engines, most: int) -> None:
    """How many bytes there are by then depends on what was read first, and graphql-core's are counted otherwise."""
    limits = Limits(answer_bytes=most)
    walked = await engines.answer(engines.actors[0], DOCUMENT, {"input": {}}, limits, "walk")
    written = await engines.answer(engines.actors[0], DOCUMENT, {"input": {}}, limits, "writer")
    assert _NUMBER.sub(b"", written[0]) == _NUMBER.sub(b"", walked[0])


async def test_half_a_surrogate_pair_beside_written_text(engines: Engines) -> None:
    """The error echoes what the client sent."""
    text = DOCUMENT.replace("transactions(", "other: order(orderId: $text) { id } transactions(").replace(
        "query Page(", "query Page($text: String!, "
    )
    await engines.compare(engines.actors[0], text, {"input": {}, "text": "\ud83d"})


async def test_documents_by_chance(engines: Engines) -> None:
    loop = asyncio.get_running_loop()
    number = 3000 if examples.get_current_profile_name() == "long" else 20
    engines.found.clear()

    @examples(max_examples=number)
    @given(st.integers(0, 2**32), st.integers(2, 5))
    def every_document(seed: int, depth: int) -> None:
        asyncio.run_coroutine_threadsafe(_by_chance(engines, seed, depth), loop).result()

    await asyncio.to_thread(every_document)
    assert engines.found["written"] > number / 2, engines.found


async def _by_chance(engines: Engines, seed: int, depth: int) -> None:
    """What may be selected of a page, of the whole one and of shorter ones."""
    chance = Random(seed)
    page = schema._schema.get_type("TransactionConnection")
    assert isinstance(page, GraphQLObjectType)
    never_alike: dict[str, list[str]] = {name: [] for name in ("sandboxClock", "now")}
    left_out = OTHERS if seed % 4 else {}
    drawn = document(chance, schema._schema, page, {**never_alike, **left_out}, {}, depth, LEADING)
    declared, selected = drawn.text.removeprefix("query").split("{", 1)
    selected, fragments = _first_closed("{" + selected)
    text = (
        f"query ($input: TransactionSearchInput!, $few: Int {declared.strip(' ()')}) {{"
        f" page: transactions(input: $input) {selected} few: transactions(input: {{}}, first: $few) {selected} }}"
        f" {fragments}"
    )
    if validate(schema._schema, parse(text), specified_rules, max_errors=1):
        return
    for values in drawn.variables:
        given = {**values, "input": {}, "few": chance.choice([1, 2, None, 0])}
        await engines.compare(chance.choice(engines.actors), text, given)


def _first_closed(text: str) -> tuple[str, str]:
    """The first selection set of the text, and what follows it."""
    depth = 0
    for place, letter in enumerate(text):
        depth += (letter == "{") - (letter == "}")
        if depth == 0:
            return text[: place + 1], text[place + 1 :]
    raise AssertionError("a document has as many braces of either kind")
