"""Documents by chance of somebody who wants the most for the least: fields that lead from one to many and back.

Unlike those of tests/engine/selections.py they have no directives and few aliases, and are as deep as is allowed.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from graphql import (
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_abstract_type,
    is_composite_type,
    is_required_argument,
)


@dataclass(frozen=True, slots=True)
class Author:
    """Writes documents. `arguments` are the ways to ask for a field, by its type's name and its own, none for one that
    is not to be asked for; `leading` fields are preferred to others that have fields themselves.
    """

    chance: Random
    schema: GraphQLSchema
    arguments: Mapping[str, Sequence[str]]
    leading: Collection[str]

    def query(self, depth: int) -> str:
        """A query whose fields are nested `depth` deep at most."""
        assert self.schema.query_type is not None
        return "query " + self._selections(self.schema.query_type, depth)

    def _selections(self, type_: GraphQLNamedType, depth: int) -> str:
        if is_abstract_type(type_):
            one = self.chance.choice(self.schema.get_possible_types(type_))
            return f"{{ __typename ... on {one.name} {self._selections(one, depth)} }}"
        assert isinstance(type_, GraphQLObjectType)
        names = [name for name in type_.fields if self._ways(type_, name)]
        above = [name for name in names if is_composite_type(get_named_type(type_.fields[name].type))]
        leaves = [name for name in names if name not in above]
        chosen = self.chance.sample(leaves, min(len(leaves), self.chance.choice([1, 1, 2, 5])))
        if depth > 1 and above:
            wanted = [name for name in above if name in self.leading] or above
            chosen += self.chance.sample(wanted, min(len(wanted), self.chance.choice([1, 1, 1, 2, 3])))
        return "{ " + " ".join(self._field(type_, name, depth) for name in chosen or ["__typename"]) + " }"

    def _field(self, type_: GraphQLObjectType, name: str, depth: int) -> str:
        if name == "__typename":
            return name
        alias = f"also_{name}: " if self.chance.random() < 0.1 else ""
        named = get_named_type(type_.fields[name].type)
        below = self._selections(named, depth - 1) if is_composite_type(named) else ""
        return f"{alias}{name}{self.chance.choice(self._ways(type_, name))} {below}"

    def _ways(self, type_: GraphQLObjectType, name: str) -> Sequence[str]:
        known = self.arguments.get(f"{type_.name}.{name}")
        if known is not None:
            return known
        return [] if any(map(is_required_argument, type_.fields[name].args.values())) else [""]
