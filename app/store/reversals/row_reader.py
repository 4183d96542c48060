"""From a row's columns to a value of the domain: each field is read from the column of its own name.

What a field's type says is enough to read it, so that a column which is added to a table and to its domain class is
read without a word more. Only what has another name, or is made of several columns, is named here.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields
from enum import StrEnum
from functools import cache
from operator import itemgetter
from types import UnionType
from typing import Any, Generic, Protocol, TypeVar, get_args, get_origin, get_type_hints

from app.domain.money import Money
from app.domain.reversals.answers import Dispute, DisputeState
from app.domain.reversals.payments import ExternalMark, PaymentMethod, Terms

Value = TypeVar("Value")


class Columns(Protocol):
    """A row's values, by the names of its columns."""

    def __getitem__(self, column: str, /) -> Any: ...


CURRENCY = "currency"
"""The column that says in which currency the amounts of its row are."""

OTHER_NAMES = {
    "reserved": "reserved_amount",
    "doubtful": "doubtful_amount",
    "waiting": "waiting_amount",
    "captured_in_parts": "parts_amount",
    "default": "is_default",
    "gateway_account": "gateway_account_id",
}
"""Fields whose column has another name."""

MARK = {
    "reference": "external_reference",
    "note": "external_note",
    "marked_by": "external_by",
    "marked_at": "external_at",
    "undone_by": "external_undone_by",
    "undone_at": "external_undone_at",
}
"""The columns of a mark's fields."""

DISPUTE = {"state": "dispute_state", "opened_at": "dispute_opened_at", "reason": "dispute_reason"}
"""The columns of a dispute's fields."""

_NO_COLUMN = ""
"""Stands for the column of a field that is none of its row's columns."""


class RowReader(Generic[Value]):
    """Reads values of `kind`, a dataclass. The fields named in `given` stand in other rows, and are handed in."""

    def __init__(self, kind: type[Value], *, given: frozenset[str] = frozenset()) -> None:
        self._kind = kind
        self._given: list[tuple[int, str]] = []
        self._parts: list[tuple[int, RowReader[Any] | _Mark | _Dispute]] = []
        self._amounts: list[int] = []
        self._conversions: list[tuple[int, Callable[[Any], Any]]] = []
        self._columns: list[str] = []
        hints = get_type_hints(kind)
        for place, name in enumerate(each.name for each in fields(kind)):  # type: ignore[arg-type]
            self._take(place, name, _without_none(hints[name]), is_given=name in given)
        # Last of all: in which currency the row's amounts are.
        self._columns.append(CURRENCY if self._amounts else self._columns[0])
        self._getters: dict[str, Callable[[Columns], tuple[Any, ...]]] = {}

    def _take(self, place: int, name: str, hint: Any, *, is_given: bool) -> None:
        """Decides how the field at that place is read. What is none of the row's columns gets its value afterwards."""
        column = OTHER_NAMES.get(name, name)
        if is_given:
            self._given.append((place, name))
        elif hint is Terms:
            self._parts.append((place, RowReader(hint)))
        elif hint is ExternalMark:
            self._parts.append((place, _Mark()))
        elif hint is Dispute:
            self._parts.append((place, _Dispute()))
        else:
            self._columns.append(column)
            if hint is Money:
                self._amounts.append(place)
            elif (convert := _conversion(hint)) is not None:
                self._conversions.append((place, convert))
            return
        self._columns.append(_NO_COLUMN)

    @property
    def columns(self) -> set[str]:
        """The columns that a row has to have."""
        return {*self._columns, *(column for _, part in self._parts for column in part.columns)} - {_NO_COLUMN}

    def read(self, columns: Columns, within: str = "", **given: Any) -> Value:
        """The value of a row; each of its columns is called by its own name behind `within`."""
        getter = self._getters.get(within) or self._getter(within)
        *values, currency = getter(columns)
        for place in self._amounts:
            values[place] = Money(values[place], currency)
        for place, convert in self._conversions:
            value = values[place]
            if value is not None:
                values[place] = convert(value)
        for place, part in self._parts:
            values[place] = part.read(columns, within)
        for place, name in self._given:
            values[place] = given[name]
        return self._kind(*values)

    def _getter(self, within: str) -> Callable[[Columns], tuple[Any, ...]]:
        """What takes all fields of a row at once; some column stands for those that are none of its columns."""
        some = next(each for each in self._columns if each is not _NO_COLUMN)
        names = (f"{within}{some if each is _NO_COLUMN else each}" for each in self._columns)
        getter: Callable[[Columns], tuple[Any, ...]] = itemgetter(*names)
        self._getters[within] = getter
        return getter


class _Mark:
    """Reads a person's mark; a row without one has none of its columns."""

    columns = frozenset(MARK.values())

    def read(self, columns: Columns, within: str = "") -> ExternalMark | None:
        if columns[f"{within}{MARK['marked_at']}"] is None:
            return None
        return ExternalMark(**{name: columns[f"{within}{column}"] for name, column in MARK.items()})


class _Dispute:
    """Reads a chargeback; a payment without one has none of its columns."""

    columns = frozenset(DISPUTE.values())

    def read(self, columns: Columns, within: str = "") -> Dispute | None:
        state = columns[f"{within}{DISPUTE['state']}"]
        if state is None:
            return None
        opened_at, reason = columns[f"{within}{DISPUTE['opened_at']}"], columns[f"{within}{DISPUTE['reason']}"]
        return Dispute(DisputeState(state), opened_at, reason)


def _without_none(hint: Any) -> Any:
    """The type of an optional value."""
    if isinstance(hint, UnionType):
        (hint,) = set(get_args(hint)) - {type(None)}
    return hint


def _conversion(hint: Any) -> Callable[[Any], Any] | None:
    """What makes a field's value of a column's; None where it is that."""
    if get_origin(hint) is tuple:
        return tuple
    if hint is PaymentMethod:
        return _method
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return members(hint).__getitem__
    return None


def _method(columns: Mapping[str, Any]) -> PaymentMethod:
    return PaymentMethod(**columns)


@cache
def members(kind: type[StrEnum]) -> dict[str, Any]:
    """What a column's text means: at once, where the enum itself would look twice."""
    return {each.value: each for each in kind}
