"""What bounds an answer, by either executor: its bytes, its errors, and the order in which errors come."""

from typing import Any

import pytest
import strawberry
from graphql import ExecutionResult

from app.domain.problems import AnswerTooLarge
from app.engine.documents import Documents
from app.engine.limits import Limits
from app.engine.operation import choose, ready
from app.engine.turns import LoopTurns

BYTES, ERRORS = 2_000, 3
DONE: list[str] = []
"""The mutations that ran in the present test."""


@strawberry.type
class Leaf:
    number: int

    @strawberry.field
    def text(self) -> str:
        return "x" * 100

    @strawberry.field
    async def later(self) -> str | None:
        raise ValueError(f"later {self.number}")

    @strawberry.field
    def now(self) -> str | None:
        raise ValueError(f"now {self.number}")

    @strawberry.field
    async def rows(self) -> str | None:
        raise AnswerTooLarge("rows read for one list", 11, 10)


async def leaves(count: int) -> list[Leaf]:
    return [Leaf(number=number) for number in range(count)]


async def do(name: str, count: int = 0) -> list[Leaf] | None:
    DONE.append(name)
    return await leaves(count)


async def must(name: str, count: int = 0) -> list[Leaf]:
    DONE.append(name)
    return await leaves(count)


@strawberry.type
class Query:
    leaves: list[Leaf] = strawberry.field(resolver=leaves)


@strawberry.type
class Mutation:
    do: list[Leaf] | None = strawberry.mutation(resolver=do)
    must: list[Leaf] = strawberry.mutation(resolver=must)


SCHEMA = strawberry.Schema(Query, Mutation)
both = pytest.mark.parametrize("stock", [False, True], ids=["own", "stock"])


async def answered(text: str, *, stock: bool) -> ExecutionResult:
    DONE.clear()
    limits = Limits(answer_bytes=BYTES, answer_errors=ERRORS)
    document = await Documents(SCHEMA._schema, limits).prepare(text, {})
    return await ready(SCHEMA, document, choose(document, None), {}, None, LoopTurns(), limits, stock=stock).run()


def errors(result: ExecutionResult) -> list[tuple[Any, str]]:
    """The path of each error, and its cause without the figures."""
    return [
        (error.path, error.original_error.what if isinstance(error.original_error, AnswerTooLarge) else error.message)
        for error in result.errors or ()
    ]


@both
async def test_an_answer_of_too_many_bytes_ends_a_query(stock: bool) -> None:
    few, many = [await answered(f"{{ leaves(count: {count}) {{ text }} }}", stock=stock) for count in (5, 30)]
    assert (len((few.data or {})["leaves"]), few.errors) == (5, None)
    assert many.data is None
    assert [what for _, what in errors(many)] == ["bytes in an answer"]


@both
async def test_too_many_errors_end_a_query(stock: bool) -> None:
    """The third is the last that is kept."""
    result = await answered("{ leaves(count: 5) { now } }", stock=stock)
    assert result.data is None
    assert errors(result) == [
        *((["leaves", number, "now"], f"now {number}") for number in range(ERRORS)),
        (["leaves", 3, "now"], "errors in an answer"),
    ]


@both
async def test_too_many_rows_end_a_query(stock: bool) -> None:
    result = await answered("{ leaves(count: 1) { number rows } }", stock=stock)
    assert (result.data, errors(result)) == (None, [(["leaves", 0, "rows"], "rows read for one list")])


@both
async def test_of_a_mutation_only_its_own_answer_is_lost(stock: bool) -> None:
    result = await answered(
        'mutation { a: do(name: "a", count: 30) { text } b: do(name: "b", count: 1) { text }'
        ' c: do(name: "c", count: 1) { rows } d: do(name: "d", count: 1) { number } }',
        stock=stock,
    )
    assert DONE == ["a", "b", "c", "d"]
    assert result.data == {"a": None, "b": [{"text": "x" * 100}], "c": None, "d": [{"number": 0}]}
    assert errors(result) == [(["a"], "bytes in an answer"), (["c"], "rows read for one list")]
    assert all(error.original_error.done for error in result.errors or () if error.original_error)  # type: ignore[attr-defined]


@both
async def test_errors_of_one_mutation_stand_before_its_limit(stock: bool) -> None:
    result = await answered('mutation { a: do(name: "a", count: 5) { now } b: do(name: "b") { now } }', stock=stock)
    assert result.data == {"a": None, "b": []}
    assert errors(result) == [
        *((["a", number, "now"], f"now {number}") for number in range(ERRORS)),
        (["a"], "errors in an answer"),
    ]


@both
async def test_a_mutation_that_may_not_be_null_takes_all_data_with_it(stock: bool) -> None:
    result = await answered(
        'mutation { a: do(name: "a") { text } b: must(name: "b", count: 30) { text } }', stock=stock
    )
    assert DONE == ["a", "b"]
    assert (result.data, errors(result)) == (None, [(["b"], "bytes in an answer")])


@both
async def test_errors_come_in_the_order_of_the_answer(stock: bool) -> None:
    """Not in that of time: what fails at once fails before what is awaited."""
    result = await answered('mutation { a: do(name: "a", count: 1) { later now number also: now } }', stock=stock)
    assert result.data == {"a": [{"later": None, "now": None, "number": 0, "also": None}]}
    assert errors(result) == [
        (["a", 0, "later"], "later 0"),
        (["a", 0, "now"], "now 0"),
        (["a", 0, "also"], "now 0"),
    ]
