"""What a plan answers is what graphql-core answers, whatever is asked."""

import asyncio
import gc
import json
from collections.abc import Iterator, Sequence
from itertools import product
from random import Random
from typing import Any

import pytest
import strawberry
from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLObjectType,
    get_introspection_query,
    parse,
    specified_rules,
    validate,
)
from graphql.pyutils import is_awaitable
from hypothesis import settings
from strawberry import Schema

from app.engine.executor import PlanExecution
from app.engine.plan import PlanCache, Plans
from app.engine.turns import LoopTurns
from app.schema.base.fields import loaded
from tests.engine.random_schema import SCHEMA, Context, Unlucky
from tests.engine.selections import document

ARGUMENTS = {
    "wished": [
        "",
        "(number: null)",
        "(number: $number)",
        "(exactly: $number, wish: {number: 1, text: null})",
        "(wish: $wish)",
        "(wish: {colour: RED, more: [1, $count]})",
        "(wish: {number: $count, text: $text})",
    ],
    "seed": [""],
    "beast": ["", *(f"(seed: {number})" for number in range(5, 25))],
    "pet": ["", *(f"(seed: {number})" for number in range(5, 25))],
    "feed": ["", *(f"(seed: {number})" for number in range(5, 25))],
    "pat": ["", *(f"(seed: {number})" for number in range(5, 25))],
}
MEETING = ("all", "friends", "foes", "pets", "den", "secondDen")
"""Fields that lead from one to many, and from many to one."""

VARIABLES: dict[str, tuple[str, list[Any]]] = {
    "number": ("Int = 5", [..., None, 8]),
    "count": ("Int! = 4", [..., 9]),
    "text": ("String", [..., None, "said"]),
    "wish": ("Wish", [..., None, {}, {"colour": "GREEN"}, {"number": 3, "more": [1, 2]}, {"text": None, "more": 4}]),
}


async def by_graphql_core(executor: Any) -> ExecutionResult:
    result = executor.execute_operation()
    done = await result if is_awaitable(result) else result
    assert isinstance(done, ExecutionResult)
    return done


async def by_plan(plans: Plans, executor: Any, turns: LoopTurns | None = None) -> ExecutionResult:
    return await PlanExecution(plans.plan(executor.operation, executor), executor, turns).run()


def executor_of(
    schema: Schema, document: DocumentNode, variables: dict[str, Any], context: object, name: str | None = None
) -> Any:
    executor = schema.execution_context_class.build(
        schema._schema, document, None, context, variables, name, operation_extensions=None
    )
    assert not isinstance(executor, list), executor
    return executor


def seen(result: ExecutionResult) -> tuple[str, dict[str, list[str]]]:
    """Everything that a client sees: the data, and the errors by the place that each has set to null."""
    errors: dict[str, list[str]] = {}
    for error in result.errors or ():
        path = error.path or []
        errors.setdefault(f"{nulled(result.data, path)}", []).append(json.dumps(error.formatted, default=repr))
    return json.dumps(result.data, default=repr), errors


def nulled(data: Any, path: Sequence[str | int]) -> Sequence[str | int]:
    """How far one comes along the path."""
    for depth, key in enumerate(path):
        if data is None:
            return path[:depth]
        data = data[key]
    return path


def agree(ours: ExecutionResult, theirs: ExecutionResult) -> None:
    """The same data, and the same errors. Where several take the same place with them, it is chance who is the first;
    the others are then dropped, or were noted before."""
    (our_data, our_errors), (their_data, their_errors) = seen(ours), seen(theirs)
    assert our_data == their_data
    assert our_errors.keys() == their_errors.keys()
    for place, errors in our_errors.items():
        paths = [json.loads(error).get("path", []) for error in errors + their_errors[place]]
        if all(path == paths[0] for path in paths):
            assert errors == their_errors[place]


@pytest.fixture
def collected_by_hand() -> Iterator[None]:
    """Nothing is collected but where a test does so, and after it."""
    gc.disable()
    yield
    gc.enable()
    gc.collect()


# graphql-core drops what it has begun. Python says so when that is collected, and fails where this happens to be within
# a function that has no builtins, as a named tuple's.
@pytest.mark.usefixtures("collected_by_hand")
@pytest.mark.filterwarnings("ignore:coroutine .* was never awaited")
@pytest.mark.parametrize("root", [SCHEMA._schema.query_type, SCHEMA._schema.mutation_type], ids=str)
async def test_a_plan_answers_as_graphql_core_does(root: GraphQLObjectType) -> None:
    """With the resolvers called in the same order where that is promised; also where each turn is over at once."""
    usual = settings.get_current_profile_name() == "usual"
    compared = 0
    for seed in range(100 if usual else 10_000):
        depth, favoured = ((3, ()), (4, MEETING))[seed % 2]
        asked = document(Random(seed), SCHEMA._schema, root, ARGUMENTS, VARIABLES, depth, favoured)
        parsed = parse(asked.text)
        if validate(SCHEMA._schema, parsed, specified_rules, max_errors=1):
            continue
        plans = Plans.of(SCHEMA._schema, parsed, PlanCache())
        for variables in asked.variables:
            theirs = Context.with_loaders(lost=seed % 4 == 0)
            expected = await by_graphql_core(executor_of(SCHEMA, parsed, variables, theirs))
            for turns in (LoopTurns(), LoopTurns(seconds=0, portion=0, long=0)):
                ours = Context.with_loaders(lost=seed % 4 == 0)
                agree(await by_plan(plans, executor_of(SCHEMA, parsed, variables, ours), turns), expected)
                assert ours.done == theirs.done, asked
            compared += expected.data is not None
        if seed % 50 == 0:
            gc.collect()
    assert compared > 50


async def test_introspection_is_planned_as_everything_is() -> None:
    parsed = parse(get_introspection_query(descriptions=True, input_value_deprecation=True))
    plans = Plans.of(SCHEMA._schema, parsed, PlanCache())
    expected = await by_graphql_core(executor_of(SCHEMA, parsed, {}, None))
    agree(await by_plan(plans, executor_of(SCHEMA, parsed, {}, None)), expected)
    assert expected.data


async def test_only_so_many_plans_are_kept() -> None:
    """One for each way that the variables of @skip and @include come, of all documents together."""
    names = [f"v{number}" for number in range(4)]
    declared = ", ".join(f"${name}: Boolean!" for name in names)
    skipping = " ".join(f"{name}: __typename @skip(if: ${name})" for name in names)
    cache = PlanCache(capacity=20)
    first, second = (
        (parsed, Plans.of(SCHEMA._schema, parsed, cache))
        for parsed in (parse(f"query ({declared}) {{ {skipping} }}") for _ in range(2))
    )
    for values, (parsed, plans) in product(product([True, False], repeat=len(names)), (first, second)):
        executor = executor_of(SCHEMA, parsed, dict(zip(names, values, strict=True)), None)
        plan = plans.plan(executor.operation, executor)
        done = await PlanExecution(plan, executor).run()
        assert done.data == {name: "Query" for name, skipped in zip(names, values, strict=True) if not skipped}
        assert plans.plan(executor.operation, executor) is plan
    assert len(cache) == 20


async def test_plans_are_kept_by_how_large_they_have_become() -> None:
    """All fields of all plans together: a short document may have a plan of thousands."""
    cache = PlanCache(fields=30)
    kept = []
    for number in range(5):
        parsed = parse(f"query Q{number} {{ {' '.join(f'a{each}: __typename' for each in range(10))} }}")
        plans = Plans.of(SCHEMA._schema, parsed, cache)
        executor = executor_of(SCHEMA, parsed, {}, None)
        await PlanExecution(plans.plan(executor.operation, executor), executor).run()
        kept.append((plans, executor, plans.plan(executor.operation, executor)))
    assert len(cache) == 4
    assert [plans.plan(executor.operation, executor) is plan for plans, executor, plan in kept[2:]] == [True] * 3


async def test_a_variable_that_is_a_condition_elsewhere_may_be_anything_here() -> None:
    parsed = parse(
        "query A($x: Boolean!) { __typename @skip(if: $x) } query B($x: Wish) { beast { wished(wish: $x) } }"
    )
    plans = Plans.of(SCHEMA._schema, parsed, PlanCache())
    for name, variables in (("A", {"x": False}), ("B", {"x": {"more": [1]}}), ("B", {}), ("A", {"x": True})):
        built = [executor_of(SCHEMA, parsed, variables, Context(), name) for _ in range(2)]
        agree(await by_plan(plans, built[0]), await by_graphql_core(built[1]))


ASKED: list[str] = []
"""Children of twins, of the test below."""


@strawberry.type
class Twins:
    """All of it fails, one after the other."""

    @strawberry.field
    async def first(self) -> str:
        raise Unlucky("the first")

    @strawberry.field
    async def second(self) -> str:
        await asyncio.sleep(0.01)
        raise Unlucky("the second")

    @strawberry.field
    async def child(self) -> "Twins":
        await asyncio.sleep(0.01)
        ASKED.append("child")
        return Twins()


@strawberry.type
class Mottoless:
    @strawberry.field
    def motto(self) -> str | None:
        raise Unlucky("no motto")


MOTTOLESS = Mottoless()


@strawberry.type
class Bearer:
    """The first has no name; the badge, which is the same for all, comes when that is known."""

    named: strawberry.Private[bool]

    @strawberry.field
    async def name(self) -> str:
        if not self.named:
            raise Unlucky("no name")
        return "named"

    @strawberry.field
    async def badge(self) -> Mottoless | None:
        await asyncio.sleep(0.01 if self.named else 0.005)
        return MOTTOLESS


@strawberry.type
class Walker:
    """One with a number has a shadow."""

    number: strawberry.Private[int | None]

    @loaded("What follows it.", lambda loaders: loaders.shadows, lambda walker: walker.number)
    def shadow(self, found: object) -> str | None:
        return None if found is None else "a shadow"


@strawberry.type
class Family:
    @strawberry.field
    def walkers(self) -> list[Walker]:
        return [Walker(number=None), Walker(number=2)]

    @strawberry.field
    def bearers(self) -> list[Bearer | None]:
        return [Bearer(named=False), Bearer(named=True)]

    @strawberry.field
    def twins(self) -> Twins | None:
        return Twins()

    @strawberry.field
    def orphans(self) -> Twins:
        return Twins()


FAMILY = strawberry.Schema(Family)


async def test_one_error_stands_for_a_place_that_is_null() -> None:
    """Whoever fails below that place afterwards is not heard of; without data, nobody waits for what is under way."""
    ASKED.clear()
    done = await answer_of("{ twins { first second child { first } } }")
    assert done.data == {"twins": None}
    assert [(str(error.original_error), error.path) for error in done.errors or ()] == [
        ("the first", ["twins", "first"])
    ]
    assert ASKED == ["child"]
    done = await answer_of("{ orphans { first second child { first } } }")
    assert (done.data, len(done.errors or ())) == (None, 1)
    await asyncio.sleep(0.02)
    assert ASKED == ["child"]


async def test_an_error_in_vain_is_not_lost_for_the_next_place() -> None:
    """The same badge at two places: the first is null already for another error, in the second it is seen."""
    done = await answer_of("{ bearers { name badge { motto } } }")
    assert done.data == {"bearers": [None, {"name": "named", "badge": {"motto": None}}]}
    assert [(str(error.original_error), error.path) for error in done.errors or ()] == [
        ("no name", ["bearers", 0, "name"]),
        ("no motto", ["bearers", 1, "badge", "motto"]),
    ]


@pytest.mark.parametrize("lost", [False, True])
async def test_what_has_nothing_to_read_does_not_fail_with_what_has(lost: bool) -> None:
    parsed = parse("{ walkers { shadow } }")
    built = [executor_of(FAMILY, parsed, {}, Context.with_loaders(lost=lost)) for _ in range(2)]
    done = await by_plan(Plans.of(FAMILY._schema, parsed, PlanCache()), built[0])
    agree(done, await by_graphql_core(built[1]))
    assert done.data == {"walkers": [{"shadow": None}, {"shadow": None if lost else "a shadow"}]}
    assert [error.path for error in done.errors or ()] == ([["walkers", 1, "shadow"]] if lost else [])


async def answer_of(text: str) -> ExecutionResult:
    parsed = parse(text)
    return await by_plan(Plans.of(FAMILY._schema, parsed, PlanCache()), executor_of(FAMILY, parsed, {}, None))
