"""How much one request may ask for, and that finding it out takes no time (GRAPHQL.md, Limits)."""

import math
from time import thread_time
from typing import Any

import pytest
from graphql import get_introspection_query, get_named_type, get_nullable_type, is_list_type, is_object_type

from app.engine.documents import Documents, Rejected
from app.engine.limits import Limits
from app.schema.base.fields import HOLDS
from app.schema.schema import schema
from tests.web.playground import SCHEMA, playground


async def ask(query: str, limits: Limits | None = None, **variables: object) -> dict[str, Any]:
    async with playground(limits).client() as client:
        response = await client.post("/graphql", json={"query": query, "variables": variables})
    assert response.status_code == 200
    answer: dict[str, Any] = response.json()
    return answer


def classes(answer: dict[str, Any]) -> set[str]:
    return {error["extensions"]["errorClass"] for error in answer.get("errors", [])}


def nested(depth: int, field: str = "child") -> str:
    return "{ branch " + f"{{ {field} " * (depth - 2) + "{ id }" + " }" * (depth - 2) + " }"


def long(tokens: int) -> str:
    """A valid document of exactly so many tokens: 7, then 109 times 9, 6, and one for each `id`."""
    chain = " ".join(f"fragment F{number} on Branch {{ ...F{number + 1} name }}" for number in range(109))
    return "{ branch { ...F0 } } " + chain + " fragment F109 on Branch { " + "id " * (tokens - 7 - 9 * 109 - 6) + "}"


AT_THE_LIMIT = {
    "tokens": (long(1_000), long(1_001)),
    "repetitions": ("{ " + "branch { id } " * 15 + "}", "{ " + "branch { id } " * 16 + "}"),
    "repetitions in a fragment": (
        "{ ...A } fragment A on Query { " + "ping " * 15 + "}",
        "{ ...A } fragment A on Query { " + "ping " * 16 + "}",
    ),
    "comments": ("#\n" * 1_000 + "{ ping }", "#\n" * 1_001 + "{ ping }"),
    "depth": (nested(12), nested(13)),
    "depth through fragments": (
        "{ branch { child { ...A } } } fragment A on Branch " + "{ child " * 9 + "{ id }" + " }" * 9,
        "{ branch { child { ...A } } } fragment A on Branch " + "{ child " * 10 + "{ id }" + " }" * 10,
    ),
    "mutations": (
        "mutation { " + " ".join(f'p{number}: pay(amount: "1")' for number in range(49)) + " }",
        "mutation { " + " ".join(f'p{number}: pay(amount: "1")' for number in range(50)) + " }",
    ),
}


@pytest.mark.parametrize("name", AT_THE_LIMIT)
async def test_what_is_allowed_is_answered_and_one_more_is_not(name: str) -> None:
    allowed, refused = AT_THE_LIMIT[name]
    assert classes(await ask(allowed)) == set()
    answer = await ask(refused)
    assert classes(answer) == {"RESOURCE_LIMIT"}
    assert "data" not in answer


async def test_an_alias_is_no_limit_by_itself() -> None:
    """Braintree's example sends twenty charges at once. What counts is what each asks for."""
    forty = "{ " + " ".join(f"p{number}: ping" for number in range(40)) + " }"
    assert classes(await ask(forty, Limits(cost=40))) == set()
    assert classes(await ask(forty, Limits(cost=39))) == {"RESOURCE_LIMIT"}


async def test_mutations_in_fragments_count_too() -> None:
    fields = " ".join(f'p{number}: pay(amount: "1")' for number in range(30))
    answer = await ask(f"mutation {{ ...A ...A }} fragment A on Mutation {{ {fields} }}")
    assert classes(answer) == {"RESOURCE_LIMIT"}


@pytest.mark.parametrize(
    ("query", "cost"),
    [
        ("{ ping }", 1),
        ("{ branch { id name } }", 4),
        ("{ branch { children { id name } } }", 2 + 2 + 5 * 2),
        ("{ branches(first: 10) { edges { cursor node { id } } } }", 2 + 10 * (2 + 1 + 2 + 1)),
        ("{ branches { edges { cursor } } }", 2 + 50 * 3),
        ("{ branches(first: null) { edges { cursor } } }", 2 + 50 * 3),
        ("{ branches(first: 99) { edges { cursor } } }", 2 + 50 * 3),
        ("{ branches(first: 0) { edges { cursor } } }", 2 + 3),
        ("query ($n: Int) { branches(first: $n) { edges { cursor } } }", 2 + 7 * 3),
        ("query ($m: Int = 3) { branches(first: $m) { edges { cursor } } }", 2 + 3 * 3),
        ("query ($m: Int) { branches(first: $m) { edges { cursor } } }", 2 + 50 * 3),
        ("{ branches(first: 2) { ...E } } fragment E on BranchConnection { edges { cursor } }", 2 + 2 * 3),
        ("{ branch { ...B ...B } } fragment B on Branch { id }", 2 + 2),
        ("{ branch { ... on Branch { id } } }", 2 + 1),
    ],
)
async def test_the_cost_of_a_document(query: str, cost: int) -> None:
    variables = {"n": 7} if "$n" in query else {}
    assert classes(await ask(query, Limits(cost=cost), **variables)) == set()
    assert classes(await ask(query, Limits(cost=cost - 1), **variables)) == {"RESOURCE_LIMIT"}


CIRCLE = "refunds { refundedTransaction { "
"""Of a transaction: as many refunds as it has, each of which has it again."""


@pytest.mark.parametrize(("times", "allowed"), [(1, True), (2, True), (3, True), (4, True), (5, False)])
async def test_a_list_costs_what_it_can_hold(times: int, allowed: bool) -> None:
    """Ten refunds a payment: with five, going round would cost a sixteenth of that."""
    circles = CIRCLE * times + "id" + " } }" * times
    query = f'{{ node(id: "a") {{ ... on Transaction {{ {circles} }} }} }}'
    documents = Documents(schema._schema, Limits())
    if allowed:
        assert await documents.prepare(query, {})
    else:
        with pytest.raises(Rejected, match="VALIDATION"):
            await documents.prepare(query, {})


SHORT = {"ValidationError", "Right", "Role", "String"}
"""What lists of these hold doesn't grow with what is sold or refunded."""


def test_each_list_that_grows_says_what_it_holds() -> None:
    missing = set()
    for type_ in schema._schema.type_map.values():
        if is_object_type(type_) and not type_.name.startswith("__"):
            for name, field in type_.fields.items():
                if is_list_type(get_nullable_type(field.type)) and name != "edges":
                    declared = field.extensions["strawberry-definition"].metadata.get(HOLDS)
                    if declared is None and get_named_type(field.type).name not in SHORT:
                        missing.add(f"{type_.name}.{name}")
    assert not missing


async def test_a_remembered_document_is_measured_again_with_other_variables() -> None:
    service = playground(Limits(cost=100))
    query = "query ($n: Int) { branches(first: $n) { edges { cursor } } }"
    async with service.client() as client:
        answers = [
            (await client.post("/graphql", json={"query": query, "variables": {"n": n}})).json() for n in (5, 40, 5)
        ]
    assert [classes(answer) for answer in answers] == [set(), {"RESOURCE_LIMIT"}, set()]


EVERYTHING = get_introspection_query(
    descriptions=True,
    specified_by_url=True,
    directive_is_repeatable=True,
    schema_description=True,
    input_value_deprecation=True,
    experimental_directive_deprecation=True,
    one_of=True,
)
"""What GraphiQL asks for, too: graphql-js has the same text."""


@pytest.mark.parametrize("query", [get_introspection_query(), EVERYTHING], ids=["usual", "everything"])
async def test_standard_introspection_is_always_answered(query: str) -> None:
    """Of the service's own schema as well: its cost is the same for all, and its depth has a limit of its own."""
    assert classes(await ask(query, Limits(depth=3))) == set()
    assert await Documents(schema._schema, Limits()).prepare(query, {})
    mixed = query.replace("__schema", "ping __schema", 1)
    assert classes(await ask(mixed, Limits(depth=3))) == {"RESOURCE_LIMIT"}


async def test_introspection_costs_what_it_asks_for() -> None:
    """A thousand bytes that would take the service seconds: all types with all of their fields' types, many times."""
    fields = "fields { args { type { ...T } } type { ...T } }"
    types = f"fragment T on __Type {{ {fields.replace('...T', 'name possibleTypes { name fields { name } }')} }}"
    times = " ".join(f"a{number}: __schema {{ ...R }}" for number in range(15))
    answer = await ask(f"{{ {times} }} fragment R on __Schema {{ types {{ {fields} }} }} {types}")
    assert classes(answer) == {"RESOURCE_LIMIT"}
    assert "a cost of" in answer["errors"][0]["message"]
    assert classes(await ask("{ __schema { types { name } } }", Limits(cost=9))) == set()
    assert classes(await ask("{ __schema { types { name } } }", Limits(cost=8))) == {"RESOURCE_LIMIT"}


async def test_endless_introspection_is_not() -> None:
    deep = "{ __schema { types " + "{ fields { type " * 4 + "{ name }" + " } }" * 4 + " } }"
    assert classes(await ask(deep)) <= {"RESOURCE_LIMIT", "VALIDATION"}
    assert classes(await ask(deep))


def doubling(count: int, *, cycle: bool = False) -> str:
    """Fragments that each spread the next one twice: 2 ** count selections in a few hundred characters."""
    parts = [
        f"fragment F{n} on Branch {{ a: child {{ ...F{n + 1} }} b: child {{ ...F{n + 1} }} }}" for n in range(count)
    ]
    flat = [f"fragment G{n} on Branch {{ ...G{n + 1} ...G{n + 1} }}" for n in range(count)]
    last = "{ ...F0 }" if cycle else "{ id }"
    ends = f"fragment F{count} on Branch {last} fragment G{count} on Branch {{ id }}"
    return "{ branch { ...F0 ...G0 } } " + " ".join([*parts, *flat]) + " " + ends


def flat(count: int) -> str:
    parts = " ".join(f"fragment G{n} on Branch {{ ...G{n + 1} ...G{n + 1} }}" for n in range(count))
    return "{ branch { ...G0 } } " + parts + f" fragment G{count} on Branch {{ id }}"


HOSTILE = {
    "doubling by aliases": doubling(25),
    "doubling in a cycle": doubling(25, cycle=True),
    "doubling in place": flat(80),
    "a fragment in itself": "{ branch { ...A } } fragment A on Branch { child { ...A } ...A }",
    "two fragments in each other": "{ branch { ...A } } fragment A on Branch { ...B } fragment B on Branch { ...A }",
    "a chain of a hundred": "{ branch { ...C0 } } "
    + " ".join(f"fragment C{n} on Branch {{ ...C{n + 1} }}" for n in range(100))
    + " fragment C100 on Branch { id }",
    "an unknown fragment": "{ branch { ...Nothing } }",
    "an unknown type": "{ ... on Nothing { a { b } } }",
    "unknown fields": "{ nothing { at { all } } ping { id } }",
    "the same field again and again": "{ " + "branch { id } " * 240 + "}",
    "the same field in many fragments": "{ " + "... { branch { id } } " * 120 + "}",
    "450 levels": "{ " + "branch { " * 450 + "id" + " }" * 451,
    "50,000 brackets": "{" * 50_000,
    "30,000 comments": "#\n" * 30_000 + "{ ping }",
    "a number of 5,000 digits": "{ echo(given: {number: " + "1" * 5_000 + "}) }",
    "a page of 5,000 digits": "{ branches(first: " + "9" * 5_000 + ") { edges { cursor } } }",
    "a value of 190 levels": "{ echo(given: " + "[" * 190 + "1" + "]" * 190 + ") }",
    "a string of 90,000 characters": '{ number(value: "' + "x" * 90_000 + '") }',
    "a field name of 90,000 characters": "{ " + "x" * 90_000 + " }",
    "a type system definition": "type A { a: Int }",
    "a subscription": "subscription { ping }",
    "unknown directives": "{ ping @nothing @defer }",
    "an empty selection": "{ }",
    "a null character": "{ ping \x00 }",
    "only fragments": "fragment A on Branch { id }",
    "a value for skip that is null": "query ($a: Boolean = true) { ping @skip(if: $a) }",
}


@pytest.mark.parametrize("query", HOSTILE.values(), ids=HOSTILE)
async def test_no_document_takes_long_or_breaks_anything(query: str) -> None:
    """The least of three times, at services that never saw the document: the garbage of other tests costs time too."""
    seconds = math.inf
    for _ in range(3):
        service = playground()
        async with service.client() as client:
            begun = thread_time()
            response = await client.post("/graphql", json={"query": query, "variables": {"a": None}})
            seconds = min(seconds, thread_time() - begun)
    assert response.status_code == 200
    assert classes(response.json()) <= {"RESOURCE_LIMIT", "VALIDATION"}
    assert len(response.json().get("errors", [])) <= 6
    assert len(response.content) < 10_000
    assert seconds < 0.5, "of this process's own time: others may be busy beside it"


async def test_valid_documents_are_remembered_up_to_a_number() -> None:
    documents = Documents(SCHEMA._schema, Limits(), capacity=2)
    first = await documents.prepare("{ a: ping }", {})
    assert await documents.prepare("{ a: ping }", {}) is first
    await documents.prepare("{ b: ping }", {})
    await documents.prepare("{ c: ping }", {})
    assert await documents.prepare("{ a: ping }", {}) is not first


@pytest.mark.parametrize("number", ["4111111111111111", "4111 1111 1111 1111", "4111-1111-1111-1111"])
async def test_a_document_that_may_have_a_cards_number_in_it_is_not_remembered(number: str) -> None:
    documents = Documents(schema._schema, Limits())
    written = f'{{ node(id: "{number}") {{ id }} }}'
    assert await documents.prepare(written, {}) is not await documents.prepare(written, {})
    other = '{ node(id: "dHJhbnNhY3Rpb25fMTIz") { id } }'
    assert await documents.prepare(other, {}) is await documents.prepare(other, {})
