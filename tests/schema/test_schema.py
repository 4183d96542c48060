"""What holds for the schema as a whole."""

import ast
import inspect
from collections.abc import Iterator

import pytest
import strawberry
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    build_schema,
    is_specified_scalar_type,
)
from strawberry.types.base import StrawberryOptional
from strawberry.types.field import StrawberryField

from app.domain.people.people import Right
from app.domain.problems import NotAllowed
from app.schema.base.mutation_field import MutationInput, Payload
from app.schema.mutations import Mutation
from app.schema.permissions import ANYONE, NEEDED, RequiresRight, guard
from app.schema.queries import Query
from app.schema.schema import print_schema
from tests.schema.conftest import Shop

SCHEMA = build_schema(print_schema())
TYPES = {
    name: each
    for name, each in SCHEMA.type_map.items()
    if not name.startswith("__") and not is_specified_scalar_type(each)
}
MUTATIONS: list[StrawberryField] = vars(Mutation)["__strawberry_definition__"].fields


def members() -> Iterator[tuple[str, str | None, str | None]]:
    """Everything that people read about: its name, its description, and why it is deprecated."""
    for name, each in TYPES.items():
        yield name, each.description, None
        if isinstance(each, GraphQLEnumType):
            for value_name, value in each.values.items():
                yield f"{name}.{value_name}", value.description, value.deprecation_reason
        if isinstance(each, GraphQLInputObjectType):
            for input_name, part in each.fields.items():
                yield f"{name}.{input_name}", part.description, part.deprecation_reason
        if isinstance(each, GraphQLObjectType | GraphQLInterfaceType):
            for field_name, field in each.fields.items():
                yield f"{name}.{field_name}", field.description, field.deprecation_reason
                for argument_name, argument in field.args.items():
                    path = f"{name}.{field_name}({argument_name})"
                    yield path, argument.description, argument.deprecation_reason


def test_everything_is_described() -> None:
    silent = [name for name, description, _ in members() if not (description or "").strip()]
    assert silent == []


def test_what_is_deprecated_says_what_to_use_instead() -> None:
    hints = {name: reason for name, _, reason in members() if reason is not None}
    assert "MonetaryAmount.currencyIsoCode" in hints
    assert [name for name, reason in hints.items() if reason == "No longer supported" or len(reason) < 10] == []


def test_every_root_field_has_a_decision_on_rights() -> None:
    assert SCHEMA.query_type is not None
    assert SCHEMA.mutation_type is not None
    roots = [f"Query.{name}" for name in SCHEMA.query_type.fields]
    roots += [f"Mutation.{name}" for name in SCHEMA.mutation_type.fields]
    assert SCHEMA.subscription_type is not None
    roots += [f"Subscription.{name}" for name in SCHEMA.subscription_type.fields]
    assert sorted(roots) == sorted(NEEDED)


def test_every_root_field_asks_for_its_right_before_anything_else() -> None:
    fields = vars(Query)["__strawberry_definition__"].fields
    assert fields
    assert all(isinstance(field.extensions[-1], RequiresRight) for field in fields)


def test_a_root_field_without_a_decision_does_not_get_into_the_schema() -> None:
    @strawberry.type(name="Query")
    class Undecided:
        secrets: str

    with pytest.raises(KeyError, match=r"Query\.secrets"):
        guard(Undecided)


def test_every_payload_of_a_mutation_has_validation_errors_and_echoes() -> None:
    assert SCHEMA.mutation_type is not None
    for field in SCHEMA.mutation_type.fields.values():
        payload = field.type
        assert isinstance(payload, GraphQLObjectType)
        assert {"clientMutationId", "validationErrors"} <= set(payload.fields)


@pytest.mark.parametrize("field", MUTATIONS, ids=lambda field: field.python_name)
def test_a_mutation_unpacks_its_input_and_calls_one_flow(field: StrawberryField) -> None:
    assert field.base_resolver is not None
    function = field.base_resolver.wrapped_func
    assert inspect.isfunction(function)
    resolver = ast.parse(inspect.getsource(function)).body[0]
    assert isinstance(resolver, ast.AsyncFunctionDef)
    lines = [line for step in resolver.body for line in range(step.lineno, (step.end_lineno or 0) + 1)]
    calls = [node for step in resolver.body for node in ast.walk(step) if isinstance(node, ast.Call)]
    flows = [call for call in calls if "context.actor" in map(ast.unparse, call.args)]
    assert len(lines) <= 10
    assert len(flows) == 1


@pytest.mark.parametrize("field", MUTATIONS, ids=lambda field: field.python_name)
def test_a_mutation_has_the_input_and_the_payload_that_all_of_them_share(field: StrawberryField) -> None:
    """The input of two may be left out, as at Braintree."""
    (argument,), answer = field.arguments, field.type
    input = argument.type
    if field.python_name in {"create_customer", "create_client_token"}:
        assert isinstance(input, StrawberryOptional)
        input = input.of_type
    assert isinstance(input, type)
    assert isinstance(answer, StrawberryOptional)
    assert isinstance(answer.of_type, type)
    assert issubclass(input, MutationInput)
    assert issubclass(answer.of_type, Payload)


async def test_a_client_mutation_id_comes_back_and_has_its_length(shop: Shop) -> None:
    document = """mutation ($id: String) {
      recordOrder(input: {orderId: "echo", currencyCode: "USD", clientMutationId: $id}) {
        clientMutationId order { orderId } validationErrors { code inputPath }
      }
    }"""
    kept = (await shop.ask(document, id="x" * 255))["recordOrder"]
    assert kept == {"clientMutationId": "x" * 255, "order": {"orderId": "echo"}, "validationErrors": None}
    assert (await shop.ask(document))["recordOrder"]["clientMutationId"] is None
    refused = (await shop.ask(document, id="x" * 256))["recordOrder"]
    assert refused["order"] is None
    assert refused["validationErrors"] == [{"code": "TEXT_TOO_LONG", "inputPath": ["input", "clientMutationId"]}]


def test_only_what_is_about_oneself_is_for_anyone() -> None:
    for_anyone = {name for name, needed in NEEDED.items() if needed == ANYONE}
    assert for_anyone == {"Query.ping", "Query.viewer", "Mutation.changePassword"}


async def test_without_any_right_there_is_ping_and_viewer(shop: Shop) -> None:
    stranger = shop.with_rights()
    assert await stranger.ask("{ ping viewer { rights { name } } }") == {"ping": "pong", "viewer": {"rights": []}}
    for document in (
        '{ node(id: "x") { id } }',
        "{ transactions(input: {}) { edges { cursor } } }",
        "{ search { refunds(input: {}) { edges { cursor } } } }",
        'mutation { voidTransaction(input: {transactionId: "x"}) { validationErrors { code } } }',
        'mutation { reverseTransaction(input: {transactionId: "x"}) { validationErrors { code } } }',
    ):
        assert isinstance(await stranger.refused(document), NotAllowed), document


async def test_a_right_for_one_thing_is_none_for_another(shop: Shop) -> None:
    viewer = shop.with_rights(Right.VIEW)
    await viewer.ask("{ payments(input: {}) { pageInfo { hasNextPage } } }")
    refused = await viewer.refused('mutation { refundTransaction(input: {transactionId: "x"}) { refund { id } } }')
    assert isinstance(refused, NotAllowed)
    assert refused.needed == (Right.REFUND,)
