"""The rows of one order, read by a format: what the order is, or everything that is wrong with its lines."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from app.domain.money import Money
from app.domain.orders.exports.cells import (
    Cell,
    NotAllowedHere,
    Wrong,
    currency_code,
    exact_moment,
    moment,
    money,
    one_of,
    whole_number,
)
from app.domain.orders.exports.formats import Header
from app.domain.orders.orders import AdjustmentKind
from app.domain.orders.recording import (
    MOST_ADJUSTMENTS,
    MOST_LINE_ITEMS,
    MOST_PIECES,
    MOST_TRANSACTIONS,
    AdjustmentTold,
    CustomerTold,
    LineItemTold,
    OrderTold,
    TransactionTold,
)
from app.domain.problems import Path
from app.domain.reversals.states import PaymentStatus

ValueT = TypeVar("ValueT")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its first and last line, and its filled cells by our names of their columns.

    `wrong` says why the row as a whole can't be read.
    """

    line: int
    last: int
    cells: Mapping[str, Cell]
    wrong: Wrong | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """How a file is read: the currency of orders that name none, whether somebody said that one, and whether commas
    stand for decimal points.
    """

    currency: str | None = None
    currency_said: bool = False
    decimal_comma: bool = False


@dataclass(frozen=True, slots=True)
class Brought:
    """The order of lines `first` to `last`. `cells` are those that a value came from, by its path in the API's input
    below `input`; `names` are the file's names of columns, by the API's names.
    """

    first: int
    last: int
    told: OrderTold
    cells: Mapping[Path, Cell] = field(default_factory=dict)

    def place(self, path: Path) -> tuple[int, str, str | None]:
        """The line, the file's column and its text that belong to this path of the API's input."""
        inside = path[1:]
        for length in range(len(inside), 0, -1):
            cell = self.cells.get(inside[:length])
            if cell is not None:
                exact = length == len(inside)
                return cell.line, cell.column, cell.text if exact else None
        return self.first, ".".join(inside), None


@dataclass(frozen=True, slots=True)
class Spoiled:
    """Lines `first` to `last`, which are not brought in, and everything that is wrong with them."""

    first: int
    last: int
    wrongs: tuple[Wrong, ...]


class Reading:
    """One order while it is read: its rows, and what was found by now."""

    def __init__(self, header: Header, terms: Terms, rows: Sequence[Row]) -> None:
        self.header, self.terms, self.rows = header, terms, rows
        self.first, self.last = rows[0].line, max(row.last for row in rows)
        self.wrongs: list[Wrong] = [row.wrong for row in rows if row.wrong is not None]
        self.cells: dict[Path, Cell] = {}
        self.placed_at: datetime | None = None
        self.customer: CustomerTold | None = None
        self.line_items: list[LineItemTold] = []
        self.adjustments: list[AdjustmentTold] = []
        self.transactions: list[TransactionTold] = []
        self.items_minor, self.beside_minor = 0, 0
        self._item_ids: set[str] = set()
        self._adjustment_ids: set[str] = set()
        self._of_order = self._told_once()
        self.order_id = self._of_order["order_id"].text
        self.cells["orderId",] = self._of_order["order_id"]
        self.currency = self._currency()

    def brought(self) -> Brought | Spoiled:
        """What the rows come to, once the format has read them."""
        if self.wrongs:
            ordered = sorted(self.wrongs, key=lambda wrong: wrong.line)
            return Spoiled(self.first, self.last, tuple(dict.fromkeys(ordered)))
        assert self.currency is not None, "an order without a currency is wrong"
        told = OrderTold(
            order_id=self.order_id,
            currency=self.currency,
            placed_at=self.placed_at,
            customer=self.customer,
            line_items=tuple(self.line_items),
            transactions=tuple(self.transactions),
            adjustments=tuple(self.adjustments),
        )
        return Brought(self.first, self.last, told, self.cells)

    def blame(self, cell: Cell, allowed: str) -> None:
        """Adds what is wrong with a cell."""
        self.wrongs.append(Wrong(cell.line, cell.column, cell.text, allowed))

    def lacks(self, name: str, line: int | None = None) -> None:
        """Adds that a cell is empty, or that its column is missing."""
        self.wrongs.append(Wrong(line or self.first, self.name_of(name), None, "A value is needed."))

    def differ(self, name: str, said: Money, found: Money, how: str) -> None:
        """Adds that the file says one sum, and its own values come to another."""
        cell = self.cell(name)
        line = self.first if cell is None else cell.line
        stands = str(said) if cell is None else cell.text
        allowed = f"but {how} come to {found} {found.currency}."
        self.wrongs.append(Wrong(line, self.name_of(name), stands, allowed))

    def name_of(self, name: str) -> str:
        """The file's own name of a column, or the format's if the file has none."""
        for place, column in enumerate(self.header.columns):
            if column is not None and column.name == name:
                return self.header.own[place]
        return self.header.format.by_name[name].names[0]

    def cell(self, name: str, row: Row | None = None) -> Cell | None:
        """A cell of the row; without one, of the order itself. None for an empty one."""
        return self._of_order.get(name) if row is None else row.cells.get(name)

    def text(self, name: str, row: Row | None = None) -> str | None:
        cell = self.cell(name, row)
        return None if cell is None else cell.text

    def amount(self, name: str, row: Row | None = None, *, spelled: bool = False) -> Money | None:
        """An amount in the order's currency; None for an empty cell, or for one that was found to be wrong."""
        cell, currency = self.cell(name, row), self.currency
        if cell is None or currency is None:
            return None
        comma = self.terms.decimal_comma
        return self._read(cell, lambda text: money(text, currency, decimal_comma=comma, spelled=spelled))

    def amount_or_nothing(self, name: str, row: Row | None = None) -> Money:
        """As `amount`, where an empty cell says that it is nothing."""
        found = self.amount(name, row)
        return self.nothing if found is None else found

    def pieces(self, name: str, row: Row) -> int | None:
        """A number of pieces; None for an empty cell, or for one that was found to be wrong."""
        cell = self.cell(name, row)
        if cell is None:
            return None
        return self._read(cell, lambda text: whole_number(text, MOST_PIECES, decimal_comma=self.terms.decimal_comma))

    def moment(self, name: str, row: Row | None = None) -> datetime | None:
        """A point in time; None for an empty cell, or for one that was found to be wrong."""
        cell = self.cell(name, row)
        return None if cell is None else self._read(cell, moment)

    def exact_moment(self, name: str, row: Row | None = None) -> datetime | None:
        """A point in time that has to say its zone; None as for `moment`."""
        cell = self.cell(name, row)
        return None if cell is None else self._read(cell, exact_moment)

    def word(self, name: str, words: Mapping[str, ValueT], row: Row | None = None) -> ValueT | None:
        """What one of the allowed words stands for, in whichever case; None for one that was found to be wrong."""
        cell = self.cell(name, row)
        if cell is None:
            self.lacks(name, None if row is None else row.line)
            return None
        found = words.get(cell.text.lower().removeprefix("wc-").replace("-", " ").replace("_", " "))
        if found is None:
            self.blame(cell, one_of(list(words)))
        return found

    def as_money(self, minor: int) -> Money:
        """So many minor units of the order's currency, which is known once a format reads the order."""
        assert self.currency is not None, "amounts are read once the currency is known"
        return Money(minor, self.currency)

    @property
    def nothing(self) -> Money:
        return self.as_money(0)

    @property
    def sum(self) -> Money:
        """What was paid for the line items, and the adjustments."""
        return self.as_money(self.items_minor + self.beside_minor)

    def moment_of(self, day: str, clock: str) -> datetime | None:
        """The time of a day and of a time of day that stand in columns of their own."""
        cell, time = self.cell(day), self.text(clock)
        if cell is None:
            return None
        return self._read(cell, lambda text: moment(f"{text} {time}" if time else text))

    def add_customer(
        self,
        email: str,
        name: str | None = None,
        company: str | None = None,
        phones: Iterable[str] = (),
        row: Row | None = None,
    ) -> None:
        """Who placed it, from the columns of those names: a full name is split at its last blank."""
        told: dict[str, str] = {}
        for field_name, column in (("email", email), ("company", company)):
            self._tell(told, field_name, None if column is None else self.cell(column, row))
        full = None if name is None else self.cell(name, row)
        if full is not None:
            first, _, last = full.text.rpartition(" ")
            given = {"first_name": first.strip() or last, "last_name": last if first.strip() else ""}
            for field_name, text in given.items():
                self._tell(told, field_name, full, text)
        phone = next((found for each in phones if (found := self.cell(each, row)) is not None), None)
        if phone is not None:
            self._tell(told, "phone_number", phone, phone.text.lstrip("'"))
        self.customer = CustomerTold(**told) if told else None

    def add_name(self, first: str, last: str) -> None:
        """The customer's first and last name, from the columns of those names."""
        told = {} if self.customer is None else self.customer.told()
        self._tell(told, "first_name", self.cell(first))
        self._tell(told, "last_name", self.cell(last))
        self.customer = CustomerTold(**told) if told else None

    def _tell(self, told: dict[str, str], field_name: str, cell: Cell | None, text: str | None = None) -> None:
        value = text if text is not None else (None if cell is None else cell.text)
        if cell is not None and value:
            first, *rest = field_name.split("_")
            self.cells["customer", first + "".join(word.capitalize() for word in rest)] = cell
            told[field_name] = value

    def item_id(self, *texts: str | None) -> str:
        """An id of a line item that no other one of the order has: the first text, with a number if it is taken."""
        wanted = next((text for text in texts if text), str(len(self.line_items) + 1))
        return _free(wanted, self._item_ids)

    def add_item(self, item: LineItemTold, paid: Money, row: Row, /, **columns: str) -> None:
        """One product, and what was paid for it. `columns` are those that its values came from, by the API's names."""
        self.items_minor += paid.minor
        self._keep("lineItems", len(self.line_items), row, columns)
        if len(self.line_items) < MOST_LINE_ITEMS:
            self.line_items.append(item)
        else:
            self._too_many("line items", MOST_LINE_ITEMS, row)

    def add_adjustment(
        self, kind: AdjustmentKind, amount: Money, name: str, column: str, row: Row | None = None
    ) -> None:
        """An amount beside the products, from the column of that name, if it is any. Discounts are negative."""
        if not amount:
            return
        self.beside_minor += amount.minor
        told = AdjustmentTold(_free(kind.lower(), self._adjustment_ids), name, kind, str(amount))
        self.add_told_adjustment(told, row, amount=column)

    def add_told_adjustment(self, adjustment: AdjustmentTold, row: Row | None, /, **columns: str) -> None:
        """An adjustment with an id of its own. `columns` are those that its values came from, by the API's names."""
        self._keep("adjustments", len(self.adjustments), row, columns)
        if len(self.adjustments) < MOST_ADJUSTMENTS:
            self.adjustments.append(adjustment)
        else:
            self._too_many("adjustments", MOST_ADJUSTMENTS, row or self.rows[0])

    def add_payment(self, payment: TransactionTold, row: Row | None = None, /, **columns: str) -> None:
        """One payment, likewise."""
        self._keep("transactions", len(self.transactions), row, columns)
        if len(self.transactions) < MOST_TRANSACTIONS:
            self.transactions.append(payment)
        else:
            self._too_many("payments", MOST_TRANSACTIONS, row or self.rows[0])

    def paid(
        self,
        amount: Money,
        status: PaymentStatus,
        /,
        *,
        gateway_id: str | None = None,
        at: datetime | None = None,
        refunded: Money | None = None,
        **columns: str,
    ) -> None:
        """The one payment of an order, if it is of anything. Without an id at a gateway it is named after the order."""
        if amount.minor > 0:
            made = gateway_id or f"{self.header.format.name} {self.order_id}"
            before = str(refunded) if refunded else None
            self.add_payment(TransactionTold(made, str(amount), status, None, at, before), None, **columns)

    def _keep(self, listed: str, number: int, row: Row | None, columns: Mapping[str, str]) -> None:
        at = (listed, str(number))
        for name, column in {"merchantAccountId": "currency", **columns}.items():
            cell = self.cell(column, row) or self.cell(column)
            if cell is not None:
                self.cells[(*at, name)] = cell
        first = self._of_order["order_id"] if row is None else next(iter(row.cells.values()))
        self.cells[at] = first

    def _too_many(self, what: str, most: int, row: Row) -> None:
        self.wrongs.append(
            Wrong(row.line, self.name_of("order_id"), self.order_id, f"an order has at most {most} {what}.")
        )

    def _told_once(self) -> dict[str, Cell]:
        """The cells of the order itself: each from the first row that fills it. Others that differ are wrong."""
        told: dict[str, Cell] = {}
        of_order = {column.name for column in self.header.format.columns if column.of_order}
        for row in self.rows:
            for name, cell in row.cells.items():
                if name not in of_order:
                    continue
                first = told.setdefault(name, cell)
                if first.text != cell.text:
                    self.blame(cell, f"differs from line {first.line}, which is of the same order: '{first.text}'.")
        return told

    def _currency(self) -> str | None:
        cell = self._of_order.get("currency")
        if cell is not None:
            self.cells["currencyCode",] = cell
            exact = self.header.format.exact
            return self._read(cell, lambda text: currency_code(text, exact=exact))
        if self.terms.currency is None and any(row.wrong is None for row in self.rows):
            self.lacks("currency")
        return self.terms.currency

    def _read(self, cell: Cell, read: Callable[[str], ValueT]) -> ValueT | None:
        try:
            return read(cell.text)
        except NotAllowedHere as error:
            self.blame(cell, str(error))
            return None


def read_order(header: Header, terms: Terms, rows: Sequence[Row]) -> Brought | Spoiled:
    """The order of these rows, which all name the same one."""
    reading = Reading(header, terms, rows)
    readable = [row for row in rows if row.wrong is None]
    if readable and reading.currency is not None:
        header.format.read(reading)
    return reading.brought()


def rows_that_say(reading: Reading, *names: str) -> Iterator[Row]:
    """The order's rows that can be read, and that fill any of the columns."""
    for row in reading.rows:
        if row.wrong is None and any(name in row.cells for name in names):
            yield row


def _free(wanted: str, taken: set[str]) -> str:
    """The text, with a number if it is taken; from now on it is."""
    shortened = wanted[:240]
    found, number = shortened, 1
    while found in taken:
        number += 1
        found = f"{shortened} ({number})"
    taken.add(found)
    return found
