"""The arguments of the schema's fields, as far as they can name something: which they are, and how one is put in."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLObjectType,
    get_named_type,
    get_nullable_type,
    is_list_type,
)

from app.schema.schema import schema

TEXTS = {"ID", "String"}
TYPES = schema._schema.type_map
Input = GraphQLArgument | GraphQLInputField


@dataclass(frozen=True, slots=True)
class Step:
    """One name on the way to an argument, and whether there is a list behind it."""

    name: str
    many: bool
    compares: bool = False


@dataclass(frozen=True, slots=True)
class Argument:
    """An id or a text that a field takes: of which type's field, and the way to it through the input."""

    owner: str
    field: str
    way: tuple[Step, ...]

    @property
    def name(self) -> str:
        return self.way[-1].name

    @property
    def path(self) -> str:
        return ".".join(step.name for step in self.way)

    @property
    def compares(self) -> bool:
        """Whether it is compared with what there is, instead of naming one thing."""
        return self.way[-1].compares

    def put(self, given: dict[str, Any], value: Any) -> dict[str, Any]:
        """The same arguments with that value here; in a list, what is first in it, or alone."""
        changed = deepcopy(given)
        place: Any = changed
        for step in self.way[:-1]:
            inner: Any = place.get(step.name) or ([{}] if step.many else {})
            place[step.name] = inner
            place = inner[0] if step.many else inner
        place[self.name] = [value] if self.way[-1].many else value
        return changed


def arguments() -> Iterator[Argument]:
    """Every argument of every field that is an id or a text, however deep in its input.

    What a search compares with, `orderId: {is: …}`, counts as one argument; so does what lies in a type that is already
    on the way.
    """
    for owner in TYPES.values():
        if isinstance(owner, GraphQLObjectType) and not owner.name.startswith("__"):
            for name, field in owner.fields.items():
                for argument_name, argument in field.args.items():
                    for way in _ways(argument_name, argument, ()):
                        yield Argument(owner.name, name, way)


def _ways(name: str, value: Input, seen: tuple[str, ...]) -> Iterator[tuple[Step, ...]]:
    step, type_ = Step(name, is_list_type(get_nullable_type(value.type))), get_named_type(value.type)
    if type_.name in TEXTS:
        yield (step,)
    elif _compares_texts(type_.name):
        yield (replace(step, compares=True),)
    elif isinstance(type_, GraphQLInputObjectType) and type_.name not in seen:
        for inner_name, inner in type_.fields.items():
            for way in _ways(inner_name, inner, (*seen, type_.name)):
                yield (step, *way)


def _compares_texts(type_name: str) -> bool:
    """Whether it is an input of a search that a text is compared with."""
    type_ = TYPES[type_name]
    if not isinstance(type_, GraphQLInputObjectType) or not {"is", "in"} & set(type_.fields):
        return False
    return all(get_named_type(part.type).name in TEXTS for part in type_.fields.values())
