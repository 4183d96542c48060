"""Where in an answer something goes: known while the answer is made, written as a path where something goes wrong."""

from typing import Any, NamedTuple, TypeAlias

from app.engine.graphql_core import Path


class Spot(NamedTuple):
    """What is known of a place before there is an answer: whether null may stand there, and whose field it is.

    `typename` is None for the items of a list.
    """

    nullable: bool
    typename: str | None


Place: TypeAlias = tuple[Any, str | int, Any, Spot]
"""The place around it (None for a root field), the key or index, the dict or list that has it, and its spot.

A plain tuple, since one is made for each object of an answer.
"""


def keys_of(place: Place | None) -> list[str | int]:
    """The path as errors have it."""
    keys = []
    while place is not None:
        keys.append(place[1])
        place = place[0]
    return keys[::-1]


def path_of(place: Place) -> Path:
    """The path as resolvers are told it."""
    above, key, _, spot = place
    return Path(None if above is None else path_of(above), key, spot.typename)
