"""Orders in CSV: a header, then one or more rows for each order, each with a product, a payment, both or neither.

The rows of one order stand together. What is said of the order itself may stand in its first row alone.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO, NamedTuple, TypeVar

import msgspec

from app.order_files import (
    LONGEST_LINE,
    TOO_LONG,
    UTF_8,
    Customer,
    Entry,
    LineItem,
    NotRead,
    NotThisFile,
    Order,
    Transaction,
    Unreadable,
    physical_lines,
)

OF_ORDERS = {"order_id": "orderId", "currency_code": "currencyCode", "placed_at": "placedAt"}
OF_CUSTOMERS = {
    "customer_email": "email",
    "customer_first_name": "firstName",
    "customer_last_name": "lastName",
    "customer_company": "company",
    "customer_phone_number": "phoneNumber",
}
OF_LINE_ITEMS = {
    "item_id": "id",
    "item_name": "name",
    "item_quantity": "quantity",
    "item_unit_amount": "unitAmount",
    "item_tax_amount": "taxAmount",
}
OF_TRANSACTIONS = {
    "gateway_transaction_id": "gatewayTransactionId",
    "merchant_account_id": "merchantAccountId",
    "transaction_amount": "amount",
    "transaction_status": "status",
    "transaction_created_at": "createdAt",
}
COLUMNS = (*OF_ORDERS, *OF_CUSTOMERS, *OF_LINE_ITEMS, *OF_TRANSACTIONS)
NEEDED = ("order_id", "currency_code")

NAMES = {
    **{name: column for column, name in OF_ORDERS.items()},
    **{f"customer.{name}": column for column, name in OF_CUSTOMERS.items()},
    **{f"lineItems.{name}": column for column, name in OF_LINE_ITEMS.items()},
    **{f"transactions.{name}": column for column, name in OF_TRANSACTIONS.items()},
}
"""The columns by the names that the API has for them."""

NO_ORDER = "order_id: it is empty."
BESIDE = "Line {} beside this one can't be read, and may be part of the same order."

PartT = TypeVar("PartT", bound=msgspec.Struct)


class Row(NamedTuple):
    """One row: its line, and what stands in its columns, empty ones left out. `wrong` says why it can't be read."""

    line: int
    cells: Mapping[str, str]
    wrong: str | None = None


@dataclass(slots=True)
class Rows:
    """The rows of one order; `wrong` is the first of them that can't be read, and why."""

    order_id: str
    first: int
    last: int
    said: dict[str, str] = field(default_factory=dict)
    items: list[tuple[int, LineItem]] = field(default_factory=list)
    transactions: list[tuple[int, Transaction]] = field(default_factory=list)
    wrong: tuple[int, str] | None = None

    def take(self, row: Row) -> None:
        """One more row of the order."""
        self.last = row.line
        try:
            if row.wrong is not None:
                raise NotRead(row.wrong)
            for column in (*OF_ORDERS, *OF_CUSTOMERS):
                value = row.cells.get(column)
                if value is not None and self.said.setdefault(column, value) != value:
                    raise NotRead(f"{column}: line {self.first} says something else of the same order.")
            item = _part(row, OF_LINE_ITEMS, LineItem)
            payment = _part(row, OF_TRANSACTIONS, Transaction)
        except NotRead as error:
            self.blame(row.line, str(error))
            return
        if item is not None:
            self.items.append((row.line, item))
        if payment is not None:
            self.transactions.append((row.line, payment))

    def blame(self, line: int, reason: str) -> None:
        """Nothing of the order is brought in."""
        if self.wrong is None:
            self.wrong = (line, reason)

    def read(self) -> Entry | Unreadable:
        """What the rows tell together."""
        if self.wrong is None:
            lines = {
                "lineItems": tuple(line for line, _ in self.items),
                "transactions": tuple(line for line, _ in self.transactions),
            }
            try:
                return Entry(self.first, self.last, self._order().told(), lines, NAMES)
            except NotRead as error:
                self.blame(self.first, str(error))
        assert self.wrong is not None
        return Unreadable(self.first, self.last, *self.wrong)

    def _order(self) -> Order:
        customer = {OF_CUSTOMERS[column]: value for column, value in self.said.items() if column in OF_CUSTOMERS}
        return Order(
            order_id=self.order_id,
            currency_code=self.said.get("currency_code", ""),
            placed_at=self.said.get("placed_at"),
            customer=msgspec.convert(customer, Customer) if customer else None,
            line_items=[item for _, item in self.items],
            transactions=[payment for _, payment in self.transactions],
        )


def read_csv(file: IO[bytes]) -> Iterator[Entry | Unreadable]:
    """Orders, each from the rows that stand together with the same order_id. Raises NotThisFile for a wrong header."""
    rows = _rows(file)
    order: Rows | None = None
    torn = 0
    for row in rows:
        order_id = row.cells.get("order_id")
        if order_id is None:
            # Whose row it was nobody knows: an order beside it may lack it.
            if order is not None:
                order.blame(order.last, BESIDE.format(row.line))
                yield order.read()
            yield Unreadable(row.line, row.line, row.line, row.wrong or NO_ORDER)
            order, torn = None, row.line
            continue
        if order is None or order.order_id != order_id:
            if order is not None:
                yield order.read()
            order = Rows(order_id, row.line, row.line)
            if torn:
                order.blame(row.line, BESIDE.format(torn))
                torn = 0
        order.take(row)
    if order is not None:
        yield order.read()


def _rows(file: IO[bytes]) -> Iterator[Row]:
    csv.field_size_limit(LONGEST_LINE)
    too_long: set[int] = set()
    reader = csv.reader(_text(file, too_long), strict=True)
    try:
        header = [name.strip().lower() for name in next(reader, [])]
    except csv.Error as error:
        raise NotThisFile(f"Its first line is no CSV: {error}.") from error
    _check_header(header)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Row(line, {}, f"This is no CSV: {error}.")
            continue
        if too_long & set(range(line, reader.line_num + 1)):
            yield Row(line, {}, TOO_LONG)
        elif any(cells):
            yield _row(line, header, cells)


def _text(file: IO[bytes], too_long: set[int]) -> Iterator[str]:
    for number, line in physical_lines(file):
        if line is None:
            too_long.add(number)
        yield "" if line is None else line.decode(errors="surrogateescape")


def _check_header(header: Sequence[str]) -> None:
    unknown = [name for name in header if name not in COLUMNS]
    missing = [name for name in NEEDED if name not in header]
    if unknown:
        raise NotThisFile(f"Its columns {', '.join(unknown)} are not known. There are: {', '.join(COLUMNS)}.")
    if missing or len(set(header)) < len(header):
        raise NotThisFile(f"Its header needs each of its columns once, {' and '.join(NEEDED)} among them.")


def _row(line: int, header: Sequence[str], cells: Sequence[str]) -> Row:
    known = {name: cell for name, cell in zip(header, cells, strict=False) if cell.strip()}
    if any("\ud800" <= character <= "\udfff" for cell in cells for character in cell):
        return Row(line, {name: cell for name, cell in known.items() if name == "order_id"}, UTF_8)
    if len(cells) != len(header):
        return Row(line, known, f"It has {len(cells)} columns, and the header has {len(header)}.")
    if "order_id" not in known:
        return Row(line, known, NO_ORDER)
    return Row(line, known)


def _part(row: Row, columns: Mapping[str, str], kind: type[PartT]) -> PartT | None:
    """The product or the payment that stands in these columns of the row; None if there is none."""
    values = {name: row.cells[column] for column, name in columns.items() if column in row.cells}
    if not values:
        return None
    try:
        return msgspec.convert(values, kind, strict=False)
    except msgspec.ValidationError as error:
        told = str(error)
        for column, name in columns.items():
            told = told.replace(f"`$.{name}`", f"`{column}`").replace(f"field `{name}`", f"field `{column}`")
        raise NotRead(f"{told}.") from error
