"""Positions in an answer, and their paths, which errors and resolvers have."""

from typing import Any, NamedTuple, TypeAlias

from app.engine.graphql_core import Path


class Slot(NamedTuple):
    """The static part of a position: whether it is nullable, and the type of its field (None for a list's item)."""

    nullable: bool
    typename: str | None


Position: TypeAlias = tuple[Any, str | int, Any, Slot]
"""A response position: its parent (None for a root field), its key or index, the dict or list with its value, its slot.

It is a plain tuple because one is made for each object of an answer.
"""


def keys_of(position: Position | None) -> list[str | int]:
    """The path of an error at `position`: keys and indexes from the root on."""
    keys = []
    while position is not None:
        keys.append(position[1])
        position = position[0]
    return keys[::-1]


def path_of(position: Position) -> Path:
    """The path in a resolver's info."""
    above, key, _, slot = position
    return Path(None if above is None else path_of(above), key, slot.typename)
