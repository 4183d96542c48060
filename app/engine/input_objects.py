"""Makes input objects of what graphql-core has coerced, by what was looked up once.

Strawberry looks at every field of an input type, its name and its type, again for each request; a search has some
twenty of them, of which a client sends one or two.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING
from functools import cache
from typing import Any

import strawberry

from app.engine.graphql_core import (
    InputContext,
    LazyType,
    StrawberryEnumDefinition,
    StrawberryList,
    StrawberryMaybe,
    StrawberryObjectDefinition,
    StrawberryOptional,
    has_enum_definition,
    has_object_definition,
    is_scalar,
)

Convert = Callable[[Any, InputContext], Any]
"""Of a coerced value that is not None."""


def make_quickly(schema: strawberry.Schema) -> None:
    """Has all input types of the schema made in this way."""
    converter = schema.schema_converter
    for known in converter.type_map.values():
        definition = known.definition
        if isinstance(definition, StrawberryObjectDefinition) and definition.is_input:
            definition.from_input = _maker(definition, schema)


def _maker(definition: StrawberryObjectDefinition, schema: strawberry.Schema) -> Any:
    name_of = schema.config.name_converter.from_field

    @cache
    def fields() -> dict[str, tuple[str, Convert]]:
        # Looked up when one is made first: the types may lie in modules that are not there yet.
        return {
            name_of(field): (field.python_name, _convert(field.resolve_type(type_definition=definition), schema))
            for field in definition.fields
        }

    absent = {
        field.python_name: None
        for field in definition.fields
        if field.default_value is MISSING and field.default_factory is MISSING
    }

    def make(type_: type, given: Mapping[str, Any], context: InputContext) -> Any:
        known, values = fields(), dict[str, Any](absent)
        for name, value in given.items():
            python_name, convert = known[name]
            values[python_name] = None if value is None else convert(value, context)
        return type_(**values)

    return make


def _convert(type_: Any, schema: strawberry.Schema) -> Convert:
    if isinstance(type_, StrawberryMaybe):
        return lambda value, context: context.convert(value, type_)
    if isinstance(type_, StrawberryOptional):
        return _convert(type_.of_type, schema)
    if isinstance(type_, LazyType):
        return _convert(type_.resolve_type(), schema)
    if isinstance(type_, StrawberryList):
        return _each(_convert(type_.of_type, schema))
    if is_scalar(type_, schema.schema_converter.scalar_registry) or _is_enum(type_):
        return _as_it_is
    if has_object_definition(type_):
        make = type_.__strawberry_definition__.from_input
        assert make is not None, "every input type of the schema has one by now"
        return lambda value, context: make(type_, value, context)
    raise TypeError(f"{type_} is no input type")


def _each(convert: Convert) -> Convert:
    def convert_each(values: Iterable[Any], context: InputContext) -> list[Any]:
        return [None if value is None else convert(value, context) for value in values]

    return convert_each


def _as_it_is(value: Any, _: InputContext) -> Any:
    return value


def _is_enum(type_: Any) -> bool:
    return isinstance(type_, StrawberryEnumDefinition) or has_enum_definition(type_)
