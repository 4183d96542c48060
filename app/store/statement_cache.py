"""Criteria of one shape have one statement, whatever their values.

A shape is criteria without their values: texts, numbers, times, and lists of texts. What is left out, flags, names of
columns, and what is a choice of few (an enum) stay; they make another statement.
"""

from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass
from datetime import datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

from sqlalchemy import ARRAY, BigInteger, DateTime, Numeric, Text

from app.store.search.matching import TextMatch
from app.store.statements import parameter

_TYPES: dict[type, Any] = {
    str: Text(),
    int: BigInteger(),
    Decimal: Numeric(),
    datetime: DateTime(timezone=True),
    tuple: ARRAY(Text),
}


def shape_of(criteria: object, values: dict[str, object]) -> Hashable:
    """The shape; the values are added to `values`, each by the name of its parameter."""

    def take(value: object) -> object:
        values[_name(len(values))] = value
        return type(value)

    shape: Hashable = _walk(criteria, take, tuple)
    return shape


def with_parameters(*criteria: Any) -> list[Any]:
    """The same criteria with a parameter in place of each value, by the names that `shape_of` gives them in turn."""
    taken = 0

    def replace(value: object) -> object:
        nonlocal taken
        taken += 1
        return parameter(_name(taken - 1), _TYPES[type(value)])

    return [_walk(each, replace, lambda parts: parts[0](*parts[1:])) for each in criteria]


def _name(number: int) -> str:
    return f"value_{number}"


def _walk(part: Any, change: Callable[[object], object], build: Callable[[tuple[Any, ...]], Any]) -> Any:
    """`part` with each of its values changed; `build` makes what stands for an object, of its class and its parts."""
    if part is None or isinstance(part, bool | Enum | frozenset) or part == ():
        return part
    if isinstance(part, tuple):
        # A column's name, or a status, and what is asked of it; or many of these.
        if is_dataclass(part[-1]) or isinstance(part[0], tuple):
            return tuple(each if isinstance(each, str) else _walk(each, change, build) for each in part)
        return change(part)
    if isinstance(part, TextMatch):
        part = part.with_patterns()
    kind: type = type(part)
    if not is_dataclass(kind):
        return change(part)
    return build((kind, *[_walk(getattr(part, name), change, build) for name in _names(kind)]))


@cache
def _names(dataclass: Any) -> tuple[str, ...]:
    return tuple(each.name for each in fields(dataclass))
