"""A format of exports: its columns, and how it is told from others by them."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.orders.exports.cells import Cell
    from app.domain.orders.exports.reading import Reading


class WrongHeader(Exception):
    """The first line does not fit any format, or not the one that was said; the message says why."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is read, by our name. `names` are those that files have for it, the preferred one first.

    A column of the order itself stands on its first row; further rows repeat it, or leave it empty.
    """

    name: str
    names: tuple[str, ...]
    of_order: bool = True


@dataclass(frozen=True)
class Format:
    """How one system exports orders.

    Of each group in `needed`, the file has at least one column, unless it is a currency that was said otherwise.
    `ignored` are columns that are known and say nothing that is read, in lower case; so are those that `ignored_like`
    matches. With `gathers`, the rows of an order may stand apart. Rows that a format `leaves_out` are no part of any
    order. An `exact` format is our own: in UTF-8, with currencies in capitals.
    """

    name: str
    what: str
    columns: tuple[Column, ...]
    needed: tuple[tuple[str, ...], ...]
    read: "Callable[[Reading], None]"
    ignored: Collection[str] = ()
    ignored_like: str = r"(?!)"
    gathers: bool = False
    leaves_out: "Callable[[Mapping[str, Cell]], bool] | None" = None
    exact: bool = False
    most_rows: int = 1_000

    @cached_property
    def by_file_name(self) -> Mapping[str, tuple[int, Column]]:
        """Columns by the names that files have for them, in lower case, each with its preference."""
        return {
            name.lower(): (preference, column)
            for column in self.columns
            for preference, name in enumerate(column.names)
        }

    @cached_property
    def by_name(self) -> Mapping[str, Column]:
        return {column.name: column for column in self.columns}

    def ignores(self, name: str) -> bool:
        """Whether a column of that name, in lower case, is known and not read."""
        return name in self.ignored or re.fullmatch(self.ignored_like, name) is not None

    def missing(self, found: Collection[str], currency: str | None) -> list[str]:
        """The file's names of what it needs and has not, where columns of those names were found."""
        return [
            " or ".join(dict.fromkeys(self.by_name[name].names[0] for name in group))
            for group in self.needed
            if not any(name in found for name in group) and not (currency and "currency" in group)
        ]


def names_in(text: str) -> frozenset[str]:
    """Names of columns, in lower case, from a text that has them with commas between."""
    return frozenset(name.strip().lower() for name in text.split(","))


@dataclass(frozen=True)
class Header:
    """The first line of a file, as a format reads it: for each place the column that is read there, or None.

    `own` are the file's own names, `unknown` those that the format does not know.
    """

    format: Format
    own: Sequence[str]
    columns: Sequence[Column | None]
    unknown: Sequence[str]
    missing: Sequence[str]
    twice: Sequence[str] = field(default=())

    @cached_property
    def has(self) -> frozenset[str]:
        """The names of the columns that the file has."""
        return frozenset(column.name for column in self.columns if column is not None)

    @property
    def known(self) -> int:
        """How many columns the format knows."""
        return len(self.own) - len(self.unknown)

    def require(self, *, ignore_unknown: bool) -> None:
        """Raises WrongHeader for a header that can't be read in this format."""
        if self.unknown and not ignore_unknown:
            known = ", ".join(column.names[0] for column in self.format.columns)
            raise WrongHeader(
                f"Its columns {', '.join(self.unknown)} are unknown. Columns of the format {self.format.name} are: "
                f"{known}. Add --ignore-unknown to leave unknown columns out, or --map to say what they are."
            )
        if self.twice:
            raise WrongHeader(f"Its header must have each column once; {', '.join(self.twice)} stands there twice.")
        if self.missing:
            raise WrongHeader(
                f"Its header has no {' and no '.join(self.missing)}, which the format {self.format.name} needs."
                f"{_about_currency(self.missing, self.format)}"
            )


def _about_currency(missing: Sequence[str], form: Format) -> str:
    currency = form.by_name.get("currency")
    needs = currency is not None and any(name in missing for name in currency.names)
    return " Add --currency if all of its orders have one." if needs else ""


def header_of(form: Format, own: Sequence[str], renamed: Mapping[str, str], currency: str | None) -> Header:
    """The file's own column names, as the format reads them. `renamed` are our names by the file's, in lower case."""
    best: dict[str, tuple[int, int]] = {}
    twice = []
    for place, name in enumerate(own):
        found = _found(form, name.lower(), renamed)
        if found is None:
            continue
        preference, column = found
        earlier = best.get(column.name)
        if earlier is not None and earlier[0] == preference:
            twice.append(name)
        if earlier is None or preference < earlier[0]:
            best[column.name] = (preference, place)
    by_place = {place: form.by_name[name] for name, (_, place) in best.items()}
    unknown = [
        name or f"(column {place})"
        for place, name in enumerate(own, start=1)
        if _found(form, name.lower(), renamed) is None and not form.ignores(name.lower())
    ]
    columns = [by_place.get(place) for place in range(len(own))]
    return Header(form, own, columns, unknown, form.missing(best, currency), twice)


def _found(form: Format, name: str, renamed: Mapping[str, str]) -> tuple[int, Column] | None:
    """The column that a file's name stands for, and its preference: what was said counts most."""
    said = renamed.get(name)
    if said is not None:
        column = form.by_name.get(said) or form.by_file_name.get(said, (0, None))[1]
        return None if column is None else (-1, column)
    return form.by_file_name.get(name)
