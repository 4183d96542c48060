"""Orders in CSV: a header, then one or more rows for each order. A row has some of the order's parts, or none.

The rows of one order stand together. The columns of the order itself may be filled in its first row only.
"""

import csv
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import IO, TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

import msgspec

from app.commands.orders.order_files import (
    LONGEST_LINE,
    TOO_LONG,
    UTF_8,
    Entry,
    NotRead,
    ToldT,
    Unreadable,
    WrongFile,
    in_plain_words,
    physical_lines,
)

NO_ORDER = "order_id: is empty."
APART = "order_id: line {} has this order already. The rows of one order have to stand together."
BESIDE = "The neighbouring line {} can't be read, and may belong to the same order."

if TYPE_CHECKING:
    from _csv import Reader

KindT = TypeVar("KindT", bound=msgspec.Struct)


@dataclass(frozen=True, slots=True)
class Part:
    """A list in an order, such as its line items: the API's name of each column, its items' type, at most how many."""

    columns: Mapping[str, str]
    kind: type[msgspec.Struct]
    most: int


@dataclass(frozen=True)
class Layout(Generic[ToldT]):
    """The columns of one kind of file.

    `of_orders` are the columns of the order itself, `parts` those of each list in it, both with the API's names. The
    header must have the `needed` columns. `told` makes the order of its columns and parts; it raises NotRead.

    `one_of`: if the header has any of these columns, an order that has a value in none of them is refused, with the
    message `without`. `trimmed`: blanks around values of these columns are dropped. `once`: rows that stand apart from
    their order's first rows are refused.
    """

    of_orders: Mapping[str, str]
    parts: Mapping[str, Part]
    needed: Sequence[str]
    told: Callable[[Mapping[str, str], Mapping[str, Sequence[Any]]], ToldT]
    one_of: Collection[str] = ()
    without: str = ""
    trimmed: Collection[str] = ()
    once: bool = False

    @cached_property
    def columns(self) -> Sequence[str]:
        """The names of all columns."""
        return (*self.of_orders, *(column for part in self.parts.values() for column in part.columns))

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The columns by the API's names."""
        names = {name: column for column, name in self.of_orders.items()}
        for listed, part in self.parts.items():
            names |= {f"{listed}.{name}": column for column, name in part.columns.items()}
        return names


class Row(NamedTuple):
    """One row: its first and last line, and its filled cells by column. `wrong` says why it can't be read."""

    line: int
    last: int
    cells: Mapping[str, str]
    wrong: str | None = None


@dataclass(slots=True)
class Rows(Generic[ToldT]):
    """The rows of one order. If `one_of` has columns, one of them must have a value.

    `wrong` is the line number of the first row that can't be read, and the reason.
    """

    layout: Layout[ToldT]
    one_of: Collection[str]
    order_id: str
    first: int
    last: int
    said: dict[str, str] = field(default_factory=dict)
    parts: dict[str, list[tuple[int, msgspec.Struct]]] = field(default_factory=dict)
    says_one: bool = False
    wrong: tuple[int, str] | None = None

    def take(self, row: Row) -> None:
        """Adds one more row of the order."""
        self.last = row.last
        self.says_one = self.says_one or any(column in row.cells for column in self.one_of)
        try:
            if row.wrong is not None:
                raise NotRead(row.wrong)
            for column in self.layout.of_orders:
                value = row.cells.get(column)
                if value is not None and self.said.setdefault(column, value) != value:
                    raise NotRead(f"{column}: differs from line {self.first}, which is of the same order.")
            found = {name: _part(row, part) for name, part in self.layout.parts.items()}
        except NotRead as error:
            self.blame(row.line, str(error))
            return
        for name, part in found.items():
            if part is not None and self.wrong is None:
                self._keep(name, row.line, part)

    def _keep(self, name: str, line: int, part: msgspec.Struct) -> None:
        kept, kind = self.parts.setdefault(name, []), self.layout.parts[name]
        if len(kept) < kind.most:
            kept.append((line, part))
        else:
            [column, *_] = kind.columns
            self.blame(line, f"{column}: an order can have at most {kind.most} of them.")

    def blame(self, line: int, reason: str) -> None:
        """Makes the order unreadable, unless it is already. `line` is the one with the error."""
        if self.wrong is None:
            self.wrong = (line, reason)

    def read(self) -> Entry[ToldT] | Unreadable:
        """The order that the rows describe, or why it can't be read."""
        if self.wrong is None:
            parts = {name: self.parts.get(name, []) for name in self.layout.parts}
            lines = {name: tuple(line for line, _ in listed) for name, listed in parts.items()}
            try:
                told = self.layout.told(self.said, {name: [each for _, each in parts[name]] for name in parts})
                if self.one_of and not self.says_one:
                    raise NotRead(self.layout.without)
                return Entry(self.first, self.last, told, lines, self.layout.names)
            except NotRead as error:
                self.blame(self.first, str(error))
        assert self.wrong is not None
        return Unreadable(self.first, self.last, *self.wrong)


def read_csv(file: IO[bytes], layout: Layout[ToldT]) -> Iterator[Entry[ToldT] | Unreadable | None]:
    """Reads orders from rows that stand together and have the same order_id. None for a row that ends no order.

    Raises WrongFile for a wrong header.
    """
    csv.field_size_limit(LONGEST_LINE)
    too_long: set[int] = set()
    reader = csv.reader(_text(file, too_long), strict=True)
    header = _header(reader, layout)
    one_of = layout.one_of if any(column in header for column in layout.one_of) else ()
    order: Rows[ToldT] | None = None
    torn = 0
    # Only a hash and a line number are kept of each order: files may be long.
    lines_of: dict[int, int] = {}
    for row in _rows(reader, header, layout, too_long):
        if row is None:
            yield None
            continue
        order_id = row.cells.get("order_id")
        if order_id is None:
            # The row's order is unknown. It may be the one before or the one after.
            if order is not None:
                order.blame(order.last, BESIDE.format(row.line))
                yield order.read()
            yield Unreadable(row.line, row.last, row.line, row.wrong or NO_ORDER)
            order, torn = None, row.line
            continue
        if order is None or order.order_id != order_id:
            if order is not None:
                yield order.read()
            order = Rows(layout, one_of, order_id, row.line, row.last)
            if torn:
                order.blame(row.line, BESIDE.format(torn))
                torn = 0
            if layout.once and (known := lines_of.setdefault(hash(order_id), row.line)) != row.line:
                order.blame(row.line, APART.format(known))
        else:
            yield None
        order.take(row)
    if order is not None:
        yield order.read()


def _header(reader: "Reader", layout: Layout[Any]) -> Sequence[str]:
    try:
        header = [name.strip().lower() for name in next(reader, [])]
    except csv.Error as error:
        raise WrongFile(f"Its first line is not CSV: {error}.") from error
    _check_header(header, layout)
    return header


def _rows(reader: "Reader", header: Sequence[str], layout: Layout[Any], too_long: set[int]) -> Iterator[Row | None]:
    """The rows; None for an empty one."""
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Row(line, max(line, reader.line_num), {}, f"This line is not CSV: {error}.")
            continue
        if too_long & set(range(line, reader.line_num + 1)):
            yield Row(line, reader.line_num, {}, TOO_LONG)
        elif any(cells):
            known = {
                name: cell.strip() if name in layout.trimmed else cell
                for name, cell in zip(header, cells, strict=False)
                if cell.strip()
            }
            yield Row(line, reader.line_num, *_read(header, cells, known))
        else:
            yield None


def _text(file: IO[bytes], too_long: set[int]) -> Iterator[str]:
    for number, line in physical_lines(file):
        if line is None:
            too_long.add(number)
        yield "" if line is None else line.decode(errors="surrogateescape")


def _check_header(header: Sequence[str], layout: Layout[Any]) -> None:
    unknown = [name for name in header if name not in layout.columns]
    missing = [name for name in layout.needed if name not in header]
    if unknown:
        known = ", ".join(layout.columns)
        raise WrongFile(f"Its columns {', '.join(unknown)} are unknown. The known columns are: {known}.")
    if missing or len(set(header)) < len(header):
        needed = " and ".join(layout.needed)
        raise WrongFile(f"Its header must have each column once, and must have {needed}.")


def _read(
    header: Sequence[str], cells: Sequence[str], known: Mapping[str, str]
) -> tuple[Mapping[str, str], str | None]:
    """Those of the `known` cells that can be read, and the reason if a row is wrong."""
    if any("\ud800" <= character <= "\udfff" for cell in cells for character in cell):
        return {name: cell for name, cell in known.items() if name == "order_id"}, UTF_8
    if len(cells) != len(header):
        return known, f"This row has {len(cells)} columns, but the header has {len(header)}."
    if "order_id" not in known:
        return known, NO_ORDER
    return known, None


def _part(row: Row, part: Part) -> msgspec.Struct | None:
    """The row's item of a list in the order. None if its columns are empty."""
    values = {name: row.cells[column] for column, name in part.columns.items() if column in row.cells}
    return converted(values, part.kind, part.columns) if values else None


def converted(values: Mapping[str, Any], kind: type[KindT], columns: Mapping[str, str]) -> KindT:
    """The texts of cells, converted to `kind`. Raises NotRead with a message that names the columns."""
    try:
        return msgspec.convert(values, kind, strict=False)
    except msgspec.ValidationError as error:
        told = in_plain_words(str(error), values).removesuffix(".")
        for column, name in columns.items():
            told = told.replace(f"`{name}`", f"`{column}`")
        raise NotRead(f"{told}.") from error
