"""Files of orders, as JSON Lines or CSV, read line by line: what each tells of an order, or why it can't be read.

Nothing that stands in a file is passed over: an unknown name, a line that is too long and one in another encoding are
told with their number, like any other that can't be read.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO, Any, NoReturn

import msgspec
from graphql import GraphQLError

from app.domain.problems import Path
from app.domain.recorded_orders import CustomerTold, LineItemTold, OrderTold, TransactionTold
from app.domain.states import PaymentStatus
from app.schema.scalars import currency_from, timestamp_from

LONGEST_LINE = 1_000_000
"""Bytes of one line."""

UTF_8 = "This is not UTF-8: save the file in that encoding."
TOO_LONG = f"This line is longer than {LONGEST_LINE:,} bytes."
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
OTHER_MARKS = (b"\xff\xfe", b"\xfe\xff")


class NotThisFile(Exception):
    """The file as a whole can't be read; the message says why."""


class NotRead(Exception):
    """A line can't be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An order that lines `first` to `last` tell of.

    Where its parts have lines of their own, `lines` has those of its line items and of its transactions; `names` are
    what the file calls things, where that is not what the API does.
    """

    first: int
    last: int
    told: OrderTold
    lines: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def place(self, path: Path) -> tuple[int, str]:
        """The line, and the name in it, that a problem at this path of the API's input is about."""
        line, inside = self.first, path[1:]
        if inside[0] in self.lines and len(inside) > 1:
            line = self.lines[inside[0]][int(inside[1])]
            inside = (inside[0], *inside[2:])
        name = ".".join(inside)
        return line, self.names.get(name, name)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Lines that tell of nothing that could be brought in, and why, by the number of the line that is to blame."""

    first: int
    last: int
    line: int
    reason: str


class Customer(msgspec.Struct, rename="camel", forbid_unknown_fields=True):
    """As `RecordCustomerInput`."""

    email: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    company: str | None = None
    phone_number: str | None = None


class LineItem(msgspec.Struct, rename="camel", forbid_unknown_fields=True):
    """As `RecordLineItemInput`."""

    id: str
    name: str
    quantity: int
    unit_amount: str | int
    tax_amount: str | int | None = None


class Transaction(msgspec.Struct, rename="camel", forbid_unknown_fields=True):
    """As `RecordTransactionInput`."""

    gateway_transaction_id: str
    amount: str | int
    status: PaymentStatus
    merchant_account_id: str | None = None
    created_at: str | None = None


class Order(msgspec.Struct, rename="camel", forbid_unknown_fields=True):
    """As `RecordOrderInput`, which is what a line of JSON is."""

    order_id: str
    currency_code: str
    placed_at: str | None = None
    customer: Customer | None = None
    line_items: list[LineItem] | None = None
    transactions: list[Transaction] | None = None

    def told(self) -> OrderTold:
        """What it tells. Raises NotRead for what is no currency, time or amount at all."""
        customer = self.customer
        return OrderTold(
            order_id=self.order_id,
            currency=_scalar("currencyCode", currency_from, self.currency_code),
            placed_at=_time("placedAt", self.placed_at),
            customer=None if customer is None else CustomerTold(**msgspec.structs.asdict(customer)),
            line_items=tuple(
                LineItemTold(
                    item_id=item.id,
                    name=item.name,
                    quantity=item.quantity,
                    unit_amount=str(item.unit_amount),
                    tax_amount=None if item.tax_amount is None else str(item.tax_amount),
                )
                for item in self.line_items or ()
            ),
            transactions=tuple(
                TransactionTold(
                    gateway_id=each.gateway_transaction_id,
                    amount=str(each.amount),
                    status=each.status,
                    account=each.merchant_account_id,
                    created_at=_time(f"transactions.{number}.createdAt", each.created_at),
                )
                for number, each in enumerate(self.transactions or ())
            ),
        )


def physical_lines(file: IO[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """The file's lines with their numbers from 1 on; None for one that is too long. Raises NotThisFile for UTF-16."""
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        too_long = len(line) > LONGEST_LINE
        rest = line
        while len(rest) > LONGEST_LINE and not rest.endswith(b"\n"):
            rest = file.readline(LONGEST_LINE + 1)
        if number == 1:
            if line.startswith(OTHER_MARKS):
                raise NotThisFile("It is written in UTF-16: save it as UTF-8.")
            line = line.removeprefix(BYTE_ORDER_MARK)
        yield number, None if too_long else line


def read_json_lines(file: IO[bytes]) -> Iterator[Entry | Unreadable]:
    """One order a line, with the names of `RecordOrderInput`. Empty lines tell nothing."""
    for number, line in physical_lines(file):
        if line is not None and not line.strip():
            continue
        try:
            yield Entry(number, number, _order_of(line))
        except NotRead as error:
            yield Unreadable(number, number, number, str(error))


def _order_of(line: bytes | None) -> OrderTold:
    if line is None:
        raise NotRead(TOO_LONG)
    try:
        values = json.loads(
            line.decode(), parse_float=str, parse_constant=_no_number, object_pairs_hook=_each_name_once
        )
        return msgspec.convert(values, Order).told()
    except UnicodeDecodeError as error:
        raise NotRead(UTF_8) from error
    except RecursionError as error:
        raise NotRead("This is nested too deep.") from error
    except msgspec.ValidationError as error:
        raise NotRead(f"{error}.".replace("`$.", "`")) from error
    except ValueError as error:
        raise NotRead(f"This is no JSON: {error}.") from error


def _each_name_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) < len(pairs):
        raise NotRead("A name stands twice in the same object.")
    return values


def _no_number(name: str) -> NoReturn:
    raise NotRead(f"{name} is no number.")


def _time(name: str, text: str | None) -> datetime | None:
    return None if text is None else _scalar(name, timestamp_from, text)


def _scalar(name: str, read: Any, text: str) -> Any:
    """What the API's own scalar reads in the text."""
    try:
        return read(text)
    except GraphQLError as error:
        raise NotRead(f"{name}: {error.message}") from error
