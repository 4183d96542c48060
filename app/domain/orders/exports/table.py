"""A CSV file of orders, read in two goes: which orders' rows stand apart, then order by order.

Lines come in as bytes with their numbers, None for one that is too long, as often as they are asked for. Beside the
order that is read, eight bytes are kept for each order of the file.
"""

import csv
import re
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from app.domain.orders.exports.cells import Cell, Wrong
from app.domain.orders.exports.formats import Format, Header, WrongHeader, header_of
from app.domain.orders.exports.reading import Brought, Row, Spoiled, Terms, read_order

if TYPE_CHECKING:
    pass

Lines = Callable[[], Iterator[tuple[int, bytes | None]]]

UTF_8, LATIN_1 = "utf-8", "cp1252"
"""What is called Latin-1 is written as Windows-1252, which has more characters."""

DELIMITERS = ",;\t|"
MOST_HELD = 200_000
"""Rows of orders that are not complete yet, of a format that gathers them."""

NO_ORDER = "is empty, and each row has to say its order."
APART_BELOW = "further rows of this order stand apart below. The rows of one order have to stand together."
APART_ABOVE = "line {} has this order already. The rows of one order have to stand together."
BESIDE = "The neighbouring line {} can't be read, and may belong to the same order."
TOO_LONG = "This line is longer than {:,} bytes."
NOT_DECODED = "This line is not in {}. Save the file as UTF-8, or say its encoding with --encoding."

_SEPARATOR = re.compile(r"sep=(.)", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"')


@dataclass(frozen=True, slots=True)
class Options:
    """How a file is read; None for what the file itself says. `renamed` are our columns by its own, in lower case."""

    terms: Terms
    encoding: str | None = None
    delimiter: str | None = None
    renamed: Mapping[str, str] = field(default_factory=dict)
    ignore_unknown: bool = False
    longest_line: int = 1_000_000
    most_held: int = MOST_HELD


@dataclass(frozen=True)
class Table:
    """A file whose header was read. `apart` are the numbers of blocks of rows, by the hash of the order id, of orders
    that have several; `latin` is the first line that is not UTF-8, if the file is read as Latin-1 for it.
    """

    lines: Lines
    header: Header
    options: Options
    encoding: str
    delimiter: str
    apart: Mapping[int, int]
    latin: int | None = None

    def orders(self) -> Iterator[Brought | Spoiled | None]:
        """The orders, in the order in which they end; None for a row that ends none. Raises WrongHeader."""
        rows = _rows(_Text(self.lines(), self.encoding), self.delimiter, self.header, self.options)
        return _gathered(self, rows) if self.header.format.gathers else _grouped(self, rows)


def open_table(lines: Lines, formats: Sequence[Format], options: Options) -> Table:
    """The file as one of the formats reads it, the one that knows most of its columns. Raises WrongHeader."""
    text = _Text(lines(), options.encoding or UTF_8)
    delimiter, own = _first(text, options)
    currency = options.terms.currency
    headers = [header_of(form, own, options.renamed, currency) for form in formats]
    fitting = [each for each in headers if not each.missing] or headers
    header = max(fitting, key=lambda each: (each.known, len(each.has)))
    header.require(ignore_unknown=options.ignore_unknown)
    unnamed = [name for name in options.renamed if name not in {each.lower() for each in own}]
    if unnamed:
        raise WrongHeader(f"It has no column {', '.join(unnamed)}, which --map names.")
    text = _Text(lines(), options.encoding or UTF_8)
    apart = _apart(header, _rows(text, delimiter, header, options))
    latin = None
    if options.encoding is None and not header.format.exact and text.undecoded and not text.beyond_ascii:
        latin = text.undecoded
    encoding = options.encoding or (LATIN_1 if latin else UTF_8)
    return Table(lines, header, options, encoding, delimiter, apart, latin)


class _Text:
    """Lines as text. `number` is that of the last one. What can't be decoded comes as surrogates.

    `undecoded` is the first such line, `beyond_ascii` says whether another one has characters beyond ASCII.
    """

    def __init__(self, lines: Iterator[tuple[int, bytes | None]], encoding: str) -> None:
        self.lines, self.encoding = lines, encoding
        self.number = 0
        self.too_long = False
        self.undecoded: int | None = None
        self.beyond_ascii = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        self.number, line = next(self.lines)
        if line is None:
            self.too_long = True
            return ""
        if line.isascii():
            return line.decode("ascii")
        try:
            text = line.decode(self.encoding)
        except UnicodeDecodeError:
            self.undecoded = self.undecoded or self.number
            return line.decode(self.encoding, "surrogateescape")
        self.beyond_ascii = True
        return text


def _first(text: _Text, options: Options) -> tuple[str, Sequence[str]]:
    """The delimiter and the columns' own names, without empty ones at the end. Raises WrongHeader."""
    line = next((each for each in text if each.strip()), "")
    separator = _SEPARATOR.fullmatch(line.strip("\r\n").strip('"'))
    delimiter = options.delimiter
    if separator is not None:
        delimiter = delimiter or separator[1]
        line = next((each for each in text if each.strip()), "")
    if delimiter is None:
        bare = _QUOTED.sub("", line)
        delimiter = max(DELIMITERS, key=bare.count)
    try:
        names = next(csv.reader([line], delimiter=delimiter, strict=True, skipinitialspace=True), [])
    except csv.Error as error:
        raise WrongHeader(f"Its first line is not CSV: {error}.") from error
    own = [name.strip() for name in names]
    while own and not own[-1]:
        own.pop()
    if not own:
        raise WrongHeader("It has no header: its first line has to name the columns.")
    return delimiter, own


def _rows(text: _Text, delimiter: str, header: Header, options: Options) -> Iterator[Row | None]:
    """The rows after the header; None for one that is empty, or that the format leaves out."""
    _first(text, options)
    csv.field_size_limit(options.longest_line)
    reader = csv.reader(text, delimiter=delimiter, strict=True, skipinitialspace=True)
    while True:
        line, text.too_long = text.number + 1, False
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            wrong = Wrong(line, "", None, f"This line is not CSV: {error}.")
            yield Row(line, max(line, text.number), {}, wrong)
            continue
        if text.too_long:
            yield Row(line, text.number, {}, Wrong(line, "", None, TOO_LONG.format(options.longest_line)))
            continue
        yield _row(line, text, cells, header)


def _row(line: int, text: _Text, texts: Sequence[str], header: Header) -> Row | None:
    """The filled cells of a row, and the reason if it is wrong; None for an empty one, or one that is left out."""
    if not any(each.strip() for each in texts):
        return None
    cells = {
        column.name: Cell(line, own, filled)
        for column, own, each in zip(header.columns, header.own, texts, strict=False)
        if column is not None and (filled := each.strip())
    }
    leaves_out = header.format.leaves_out
    if leaves_out is not None and leaves_out(cells):
        return None
    wrong = None
    if any("\ud800" <= character <= "\udfff" for each in texts if not each.isascii() for character in each):
        cells = {name: cell for name, cell in cells.items() if name == "order_id"}
        wrong = Wrong(line, "", None, NOT_DECODED.format("UTF-8" if text.encoding == UTF_8 else text.encoding))
    elif len(texts) < len(header.own) or any(each.strip() for each in texts[len(header.own) :]):
        told = f"This row has {len(texts)} columns, but the header has {len(header.own)}."
        wrong = Wrong(line, "", None, told)
    elif "order_id" not in cells:
        place = [column is not None and column.name == "order_id" for column in header.columns].index(True)
        wrong = Wrong(line, header.own[place], None, NO_ORDER)
    return Row(line, text.number, cells, wrong)


def _apart(header: Header, rows: Iterator[Row | None]) -> Mapping[int, int]:
    """How many blocks of rows each order has whose rows stand apart, by the hash of its id."""
    blocks = [array("q") for _ in range(256)]
    last = None
    for row in rows:
        cell = None if row is None else row.cells.get("order_id")
        if cell is None:
            last = last if row is None else None
        elif cell.text != last:
            last = cell.text
            number = hash(last)
            blocks[number & 255].append(number)
    found: dict[int, int] = {}
    for each in blocks:
        ordered = sorted(each)
        for one, next_one in pairwise(ordered):
            if one == next_one:
                found[one] = found.get(one, 1) + 1
    return found


def _grouped(table: Table, rows: Iterator[Row | None]) -> Iterator[Brought | Spoiled | None]:
    """Orders of rows that have to stand together."""
    order: list[Row] = []
    torn = 0
    first_of: dict[int, int] = {}
    for row in rows:
        if row is None:
            yield None
            continue
        cell = row.cells.get("order_id")
        if cell is None:
            # The row's order is unknown. It may be the one before or the one after.
            if order:
                spoiled = any(each.wrong is not None for each in order)
                yield _ended(table, order if spoiled else [*order, _beside(order[-1], row.line)])
            assert row.wrong is not None, "a row without an order is wrong"
            yield Spoiled(row.line, row.last, (row.wrong,))
            order, torn = [], row.line
            continue
        if order and order[0].cells["order_id"].text == cell.text:
            yield None
        else:
            if order:
                yield _ended(table, order)
            order = []
            order += _apart_here(table, row, cell, first_of)
            if torn and row.wrong is None:
                order.append(_beside(row, torn))
            torn = 0
        _take(table, order, row)
    if order:
        yield _ended(table, order)


def _apart_here(table: Table, row: Row, cell: Cell, first_of: dict[int, int]) -> list[Row]:
    """What spoils an order whose rows stand apart; nothing for others."""
    number = hash(cell.text)
    if number not in table.apart:
        return []
    first = first_of.setdefault(number, row.line)
    told = APART_BELOW if first == row.line else APART_ABOVE.format(first)
    return [Row(row.line, row.last, {"order_id": cell}, Wrong(row.line, cell.column, cell.text, told))]


def _beside(row: Row, torn: int) -> Row:
    """A row that spoils the order of `row`, for a neighbour that can't be read."""
    return Row(row.line, row.last, row.cells, Wrong(row.line, "", None, BESIDE.format(torn)))


def _take(table: Table, order: list[Row], row: Row) -> None:
    most = table.header.format.most_rows
    if len(order) < most:
        order.append(row)
        return
    cell = row.cells["order_id"]
    last = order[-1]
    told = last.wrong or Wrong(row.line, cell.column, cell.text, f"an order can have at most {most:,} rows.")
    order[-1] = Row(last.line, row.last, last.cells, told)


def _ended(table: Table, rows: Sequence[Row]) -> Brought | Spoiled:
    return read_order(table.header, table.options.terms, rows)


def _gathered(table: Table, rows: Iterator[Row | None]) -> Iterator[Brought | Spoiled | None]:
    """Orders whose rows may stand apart, each once its last block of rows has ended."""
    waiting: dict[str, list[Row]] = {}
    blocks: dict[str, int] = {}
    held = 0
    last: str | None = None
    for row in _and_the_end(rows):
        cell = None if row is None or row is END else row.cells.get("order_id")
        order_id = None if cell is None else cell.text
        if last is not None and order_id != last and row is not None:
            blocks[last] = blocks.get(last, 0) + 1
            if blocks[last] >= table.apart.get(hash(last), 1):
                complete = waiting.pop(last)
                held -= len(complete)
                yield _ended(table, complete)
            last = None
        if row is None or row is END:
            yield None
            continue
        if order_id is None:
            assert row.wrong is not None, "a row without an order is wrong"
            yield Spoiled(row.line, row.last, (row.wrong,))
            continue
        before = len(waiting.setdefault(order_id, []))
        _take(table, waiting[order_id], row)
        held += len(waiting[order_id]) - before
        last = order_id
        if held > table.options.most_held:
            raise WrongHeader(f"Rows of too many orders stand apart: sort the file by {row.cells['order_id'].column}.")
        yield None


END = Row(0, 0, {})
"""Stands for the end of the file."""


def _and_the_end(rows: Iterator[Row | None]) -> Iterator[Row | None]:
    yield from rows
    yield END
