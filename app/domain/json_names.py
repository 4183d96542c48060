"""Objects of JSON that have a name twice. Readers differ in which of the two they take, so that none is taken here."""

from collections.abc import Sequence
from typing import Any

from app.domain.visible import visible

LONGEST_SHOWN = 100
"""Characters of a name that are repeated."""


class NamedTwice(ValueError):
    """An object has the same name twice; `name` is how it is told."""

    def __init__(self, name: str) -> None:
        shown = name if len(name) <= LONGEST_SHOWN else f"{name[:LONGEST_SHOWN]}…"
        self.name = f'"{visible(shown)}"'
        super().__init__(self.name)


def each_name_once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """The object of these names and values, as `json.loads` asks its `object_pairs_hook`. Raises NamedTwice."""
    values = dict(pairs)
    if len(values) == len(pairs):
        return values
    seen = set()
    for name, _ in pairs:
        if name in seen:
            raise NamedTwice(name)
        seen.add(name)
    raise AssertionError("there are fewer names than pairs")
