"""Input objects are made as Strawberry would make them."""

from random import Random
from typing import Any

import pytest
from graphql import (
    GraphQLInputObjectType,
    GraphQLInputType,
    is_enum_type,
    is_input_object_type,
    is_list_type,
    is_non_null_type,
    is_required_input_field,
)
from strawberry.types.arguments import convert_argument
from strawberry.types.base import StrawberryObjectDefinition

from app.schema.schema import schema

INPUTS = [each for each in schema._schema.type_map.values() if isinstance(each, GraphQLInputObjectType)]


def coerced(type_: GraphQLInputType, chance: Random, depth: int = 4) -> Any:
    """Some value as graphql-core gives it."""
    if is_non_null_type(type_):
        return coerced_at_all(type_.of_type, chance, depth)
    return None if chance.random() < 0.2 else coerced_at_all(type_, chance, depth)


def coerced_at_all(type_: GraphQLInputType, chance: Random, depth: int) -> Any:
    if is_list_type(type_):
        return [coerced(type_.of_type, chance, depth) for _ in range(chance.randrange(3))]
    if is_input_object_type(type_):
        named = {
            name: field.type
            for name, field in type_.fields.items()
            if is_required_input_field(field) or (depth and chance.random() < 0.4)
        }
        return {name: coerced(each, chance, depth - 1) for name, each in named.items()}
    if is_enum_type(type_):
        return type_.coerce_input_value(chance.choice([*type_.values]))
    return f"a value {chance.random()}"


def made(definition: StrawberryObjectDefinition, value: Any) -> Any:
    return convert_argument(value, definition.origin, schema.schema_converter.scalar_registry, schema.config)


@pytest.mark.parametrize("type_", INPUTS, ids=str)
def test_they_are_what_strawberry_makes(type_: GraphQLInputObjectType, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = Random(str(type_))
    values = [coerced_at_all(type_, chance, 4) for _ in range(20)]
    definition: StrawberryObjectDefinition = type_.extensions["strawberry-definition"]
    quickly = [made(definition, value) for value in values]
    for each in INPUTS:
        monkeypatch.setattr(each.extensions["strawberry-definition"], "from_input", None)
    assert quickly == [made(definition, value) for value in values]
