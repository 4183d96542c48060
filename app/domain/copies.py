"""Values with some of their fields changed, in little more than half the time that `dataclasses.replace` takes.

A reversal changes a dozen values of twenty fields on its way.
"""

from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

Value = TypeVar("Value")


def replace(value: Value, **changes: Any) -> Value:
    """A copy of the dataclass `value` with these fields changed. Raises KeyError for one that it does not have."""
    kind: Any = value.__class__
    places, read = _fields(kind)
    values = list(read(value))
    for name, changed in changes.items():
        values[places[name]] = changed
    copy: Value = kind(*values)
    return copy


@cache
def _fields(kind: Any) -> tuple[dict[str, int], Any]:
    """The places of the fields, and what reads all of them at once; two at least, for the reader to give a tuple."""
    names = [each.name for each in fields(kind)]
    return {name: place for place, name in enumerate(names)}, attrgetter(*names)
