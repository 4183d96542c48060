"""Documents by chance: whatever a client may select of a schema, in every way that GraphQL has for it."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from graphql import (
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
    is_abstract_type,
    is_composite_type,
    is_object_type,
    is_required_argument,
)

DIRECTIVES = (
    *("", "", "", "", "", "", ""),
    *("@include(if: true)", "@skip(if: false)", "@include(if: false)", "@skip(if: true) @include(if: true)"),
    *(
        "@include(if: $yes)",
        "@skip(if: $yes)",
        "@skip(if: $no)",
        "@include(if: $maybe)",
        "@skip(if: $no, ) @include(if: $yes)",
    ),
)

TIMES = 3
"""How often a document is sent, with other variables each time."""

FAVOUR = 4
"""How often a favoured field counts beside the others."""


@dataclass(frozen=True, slots=True)
class DrawnDocument:
    """A document, and some sets of values for its variables."""

    text: str
    variables: Sequence[dict[str, Any]]


@dataclass(slots=True)
class _Author:
    """Writes one document. `arguments` are the ways to ask for a field, by its type's name and its own; the `favoured`
    fields are asked for more often than others.
    """

    chance: Random
    schema: GraphQLSchema
    arguments: Mapping[str, Sequence[str]]
    favoured: Collection[str]
    fragments: dict[str, str] = field(default_factory=dict)
    applicable: dict[str, list[str]] = field(default_factory=dict)

    def selections(self, type_: GraphQLNamedType, depth: int) -> str:
        count = self.chance.randint(1, 4)
        return "{ " + " ".join(self._selection(type_, depth) for _ in range(count)) + " }"

    def _selection(self, type_: GraphQLNamedType, depth: int) -> str:
        kinds = ["field"] * 6 + ["inline", "inline", "spread", "typename"]
        match self.chance.choice(kinds):
            case "inline":
                on = self.chance.choice([*self._related(type_), None])
                condition = f"on {on.name}" if on else ""
                return f"... {condition} {self._directive()} {self.selections(on or type_, depth)}"
            case "spread" if depth:
                return f"...{self._fragment(type_, depth)} {self._directive()}"
            case "field" if not isinstance(type_, GraphQLUnionType):
                return self._field(type_, depth)
        return f"{self.chance.choice(['', 'kind:'])} __typename {self._directive()}"

    def _field(self, type_: GraphQLNamedType, depth: int) -> str:
        assert isinstance(type_, GraphQLObjectType | GraphQLInterfaceType)
        names = [
            name for name, each in type_.fields.items() if depth or not is_composite_type(get_named_type(each.type))
        ]
        names = [name for name in names if self._ways(type_, name)]
        if not names:
            return "__typename"
        name = self.chance.choice(names + [name for name in names if name in self.favoured] * FAVOUR)
        ways = self._ways(type_, name)
        arguments = self.chance.choice(ways)
        alias = self.chance.choice(["", "", f"also_{name}:"])
        if arguments:
            # Under one key there may be one field with one set of arguments only.
            alias = f"{name}{ways.index(arguments)}:"
        below = self._below(type_.fields[name].type, depth)
        return f"{alias} {name}{arguments} {self._directive()} {below}"

    def _below(self, type_: GraphQLOutputType, depth: int) -> str:
        named = get_named_type(type_)
        return self.selections(named, depth - 1) if is_composite_type(named) else ""

    def _ways(self, type_: GraphQLObjectType | GraphQLInterfaceType, name: str) -> Sequence[str]:
        known = self.arguments.get(f"{type_.name}.{name}") or self.arguments.get(name)
        if known is not None:
            return known
        return [] if any(map(is_required_argument, type_.fields[name].args.values())) else [""]

    def _fragment(self, type_: GraphQLNamedType, depth: int) -> str:
        known = self.applicable.setdefault(type_.name, [])
        if known and self.chance.random() < 0.5:
            return self.chance.choice(known)
        name = f"F{len(self.fragments)}"
        self.fragments[name] = ""
        on = self.chance.choice(self._related(type_))
        self.fragments[name] = f"fragment {name} on {on.name} {self.selections(on, depth - 1)}"
        known.append(name)
        return name

    def _related(self, type_: GraphQLNamedType) -> list[GraphQLNamedType]:
        """The types that a fragment may be on within a selection on `type_`."""
        related: list[GraphQLNamedType] = [type_]
        if is_abstract_type(type_):
            related += self.schema.get_possible_types(type_)
        elif is_object_type(type_):
            related += type_.interfaces
        return related

    def _directive(self) -> str:
        return self.chance.choice(DIRECTIVES)


def document(
    chance: Random,
    schema: GraphQLSchema,
    root: GraphQLObjectType,
    arguments: Mapping[str, Sequence[str]],
    variables: Mapping[str, tuple[str, Sequence[Any]]],
    depth: int = 3,
    favoured: Collection[str] = (),
) -> DrawnDocument:
    """A document with one operation on `root`; a `...` among a variable's values leaves it out."""
    author = _Author(chance, schema, arguments, favoured)
    selections = author.selections(root, depth)
    fragments = " ".join(author.fragments.values())
    operation = "mutation" if root is schema.mutation_type else "query"
    kinds = {
        **variables,
        "yes": ("Boolean!", [True, True, True, False]),
        "no": ("Boolean!", [False, False, False, True]),
    }
    kinds["maybe"] = ("Boolean = true", [..., True, False, None])
    written = f"{selections} {fragments}"
    used = {name: type_ for name, (type_, _) in kinds.items() if re.search(rf"\${name}\b", written)}
    declared = " ".join(f"${name}: {type_}" for name, type_ in used.items())
    drawn = [{name: chance.choice(choices) for name, (_, choices) in kinds.items()} for _ in range(TIMES)]
    values = [{name: value for name, value in each.items() if value is not ...} for each in drawn]
    return DrawnDocument(f"{operation} {f'({declared})' if declared else ''} {written}", values)
