"""Conditions that searches are made of: what a text must be like, when something was. None asks for nothing."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, any_, false, func


@dataclass(frozen=True, slots=True)
class TextMatch:
    """What a text must be like, all of it at once; `one_of` None means any. `fold` looks at neither case."""

    equals: str | None = None
    differs: str | None = None
    starts: str | None = None
    ends: str | None = None
    contains: str | None = None
    one_of: tuple[str, ...] | None = None
    fold: bool = False

    def with_patterns(self) -> "TextMatch":
        """The same with whole LIKE patterns for what it starts with, ends with and contains."""
        if self.starts is None and self.ends is None and self.contains is None:
            return self
        return replace(
            self,
            starts=None if self.starts is None else _escaped(self.starts) + "%",
            ends=None if self.ends is None else "%" + _escaped(self.ends),
            contains=None if self.contains is None else "%" + _escaped(self.contains) + "%",
        )

    @property
    def patterns(self) -> "TextMatch | None":
        """What it starts with, ends with and contains; None if that does not matter."""
        if self.starts is None and self.ends is None and self.contains is None:
            return None
        return TextMatch(starts=self.starts, ends=self.ends, contains=self.contains, fold=self.fold)

    @property
    def exact(self) -> "TextMatch":
        """Everything but `patterns`."""
        return replace(self, starts=None, ends=None, contains=None)


@dataclass(frozen=True, slots=True)
class TimeRange:
    """Both ends included."""

    since: datetime | None = None
    until: datetime | None = None


def among(
    column: ColumnElement[Any], wanted: Collection[object] | BindParameter[Any] | None
) -> list[ColumnElement[bool]]:
    """One of these; nothing at all if there are none of them."""
    if wanted is None:
        return []
    if isinstance(wanted, BindParameter):
        return [column == any_(wanted)]
    return [column.in_(wanted) if wanted else false()]


def within(column: ColumnElement[datetime], times: TimeRange) -> list[ColumnElement[bool]]:
    """Between these times."""
    since = [] if times.since is None else [column >= times.since]
    return since if times.until is None else [*since, column <= times.until]


def alike(column: ColumnElement[Any], wanted: TextMatch | None) -> list[ColumnElement[bool]]:
    """Like that text."""
    return [] if wanted is None else matching(column, wanted.with_patterns())


def matching(
    column: ColumnElement[Any], wanted: TextMatch | None, *, is_lower: bool = False
) -> list[ColumnElement[bool]]:
    """The same for what has patterns already. Parameters may stand in the places of texts.

    `is_lower` says that the column has texts in lower case only.
    """
    if wanted is None:
        return []
    conditions: list[ColumnElement[bool]] = []
    subject = func.lower(column) if wanted.fold and not is_lower else column

    def folded(text: str) -> Any:
        return func.lower(text) if wanted.fold else text

    if wanted.equals is not None:
        conditions.append(subject == folded(wanted.equals))
    if wanted.differs is not None:
        conditions.append(subject.is_distinct_from(folded(wanted.differs)))
    if wanted.starts is not None:
        conditions.append(subject.like(folded(wanted.starts)))
    if wanted.ends is not None:
        conditions.append(subject.like(folded(wanted.ends)))
    if wanted.contains is not None:
        conditions.append(subject.like(folded(wanted.contains)))
    if isinstance(wanted.one_of, BindParameter):
        assert not wanted.fold, "folded, each of them would have to be looked at by itself"
        conditions.append(subject == any_(wanted.one_of))
    elif wanted.one_of is not None:
        conditions.append(subject.in_([folded(text) for text in wanted.one_of]))
    return conditions


def _escaped(text: str) -> str:
    """For LIKE, whose own escape character is the backslash."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
