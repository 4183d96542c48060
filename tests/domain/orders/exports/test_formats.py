"""Exports of shops are read as they are written: every order at the first try, its sums equal to what the file says."""

from collections.abc import Callable, Sequence

import pytest

from app.domain.orders.exports.cells import NotAllowedHere, money
from app.domain.orders.exports.formats import WrongHeader
from app.domain.orders.exports.known_formats import FORMATS
from app.domain.orders.exports.reading import Brought, Spoiled, Terms
from app.domain.orders.exports.table import Options, Table, open_table
from app.domain.orders.recording import OrderTold
from tests.domain.orders.exports.shops import SHOPS, Rows, Sale, Shop, cells_of, sales, text, total_of, written

SOLD = sales(300)
EUR = Terms("EUR", currency_said=True)


def opened(content: str | bytes, form: str | None = None, options: Options | None = None) -> Table:
    """The file as that format reads it, or as the one that its columns fit."""
    raw = content if isinstance(content, bytes) else content.encode()
    lines = raw.splitlines(keepends=True)
    formats = [*FORMATS.values()] if form is None else [FORMATS[form]]
    return open_table(lambda: iter(enumerate(lines, start=1)), formats, options or Options(EUR))


def orders(content: str | bytes, form: str | None = None, options: Options | None = None) -> list[Brought | Spoiled]:
    return [each for each in opened(content, form, options).orders() if each is not None]


def told(content: str | bytes, form: str | None = None, options: Options | None = None) -> list[OrderTold]:
    """What a file tells that has nothing wrong in it, by order id."""
    found = []
    for each in orders(content, form, options):
        assert isinstance(each, Brought), [str(wrong) for wrong in each.wrongs]
        found.append(each.told)
    return sorted(found, key=lambda order: order.order_id)


def wrongs(content: str | bytes, form: str | None = None, options: Options | None = None) -> list[str]:
    """Everything that is wrong, with its line."""
    found = [each for each in orders(content, form, options) if isinstance(each, Spoiled)]
    return [f"{wrong.line}: {wrong}" for each in found for wrong in each.wrongs]


def minor(amount: str | None) -> int:
    return 0 if amount is None else int(amount.replace(".", ""))


def total_told(order: OrderTold) -> int:
    """What line items and adjustments come to."""
    items = sum(
        (minor(item.total_amount) if item.total_amount else item.quantity * minor(item.unit_amount))
        - minor(item.discount_amount)
        for item in order.line_items
    )
    return items + sum(minor(each.amount) for each in order.adjustments)


@pytest.mark.parametrize("shop", SHOPS, ids=str)
def test_an_export_comes_in_whole_with_the_sums_of_the_file(shop: Shop) -> None:
    table = opened(written(shop.rows(SOLD)))
    assert table.header.format.name == shop.form
    found = {order.order_id: order for order in told(written(shop.rows(SOLD)))}
    assert list(found) == sorted(shop.order_id(sale) for sale in SOLD)
    for sale in SOLD:
        _is_told(shop, sale, found[shop.order_id(sale)])


def _is_told(shop: Shop, sale: Sale, order: OrderTold) -> None:
    total = total_of(shop, sale)
    if shop.items:
        assert total_told(order) == total
    assert bool(order.line_items) is shop.items
    assert len({item.item_id for item in order.line_items}) == len(order.line_items)
    paid = [minor(each.amount) for each in order.transactions]
    assert sum(paid) == (total if sale.paid else 0)
    if shop.refunds:
        assert sum(minor(each.refunded_amount) for each in order.transactions) == sale.refunded
    if shop.form in {"stripe", "refundry"} and sale.paid and total:
        assert paid == [amount for amount in sale.payments if amount] or sorted(paid) == sorted(sale.payments)
    assert order.currency == "EUR"
    assert order.customer is not None or shop.name == "woocommerce-types"


def _blanks(rows: Rows) -> str:
    lines = [
        ",".join('"' + cell.replace('"', '""') + '"' if cell else "  " for cell in cells) for cells in cells_of(rows)
    ]
    head, *rest = lines
    return "\n".join([head.replace('","', ' "," '), *(each.replace('","', '  "," ') for each in rest)])


def _commas(shop: Shop) -> Callable[[Rows], Rows]:
    return lambda rows: [
        {name: cell.replace(".", ",") if name in shop.numbers else cell for name, cell in row.items()} for row in rows
    ]


WAYS: dict[str, Callable[[Rows], str | bytes]] = {
    "semicolons": lambda rows: written(rows, ";"),
    "tabs": lambda rows: written(rows, "\t"),
    "pipes": lambda rows: written(rows, "|"),
    "a line that says the separator": lambda rows: "sep=;\r\n" + written(rows, ";"),
    "a byte order mark and CRLF": lambda rows: written(rows, end="\r\n"),
    "blanks around cells": _blanks,
    "separators at the end": lambda rows: "\n".join(f"{line},," for line in written(_one_line(rows)).splitlines()),
    "blank lines": lambda rows: written(_one_line(rows)).replace("\n", "\n\n") + " \n,,\n\n",
}


def _one_line(rows: Rows) -> Rows:
    return [{name: cell.replace("\n", " ") for name, cell in row.items()} for row in rows]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("shop", SHOPS, ids=str)
def test_however_it_is_written_it_says_the_same(shop: Shop, way: str) -> None:
    rows = shop.rows(SOLD[:60])
    assert told(WAYS[way](rows)) == told(written(rows))


@pytest.mark.parametrize("shop", [each for each in SHOPS if each.numbers], ids=str)
def test_decimal_commas(shop: Shop) -> None:
    rows = shop.rows(SOLD[:60])
    commas = written(_commas(shop)(rows), ";")
    assert told(commas, None, Options(Terms("EUR", currency_said=True, decimal_comma=True))) == told(written(rows))
    assert any("Add --decimal-comma" in wrong for wrong in wrongs(commas))


@pytest.mark.parametrize("shop", [each for each in SHOPS if each.form != "refundry"], ids=str)
def test_latin_1_is_read_and_said(shop: Shop) -> None:
    rows = shop.rows(SOLD[:60])
    content = written(rows).replace("ë", "ö").replace("×", "x").encode("cp1252")
    table = opened(content)
    assert table.latin is not None
    assert content.splitlines()[table.latin - 1].decode("cp1252").isascii() is False
    assert told(content) == told(content.decode("cp1252"))
    assert opened(content, None, Options(EUR, encoding="cp1252")).latin is None


def test_a_file_of_two_encodings_is_not_guessed_at() -> None:
    lines = written(SHOPS[0].rows(SOLD[:20])).splitlines(keepends=True)
    place = next(number for number, line in enumerate(lines) if "ü" in line)
    mixed = b"".join(line.encode("cp1252" if number == place else "utf-8") for number, line in enumerate(lines))
    assert opened(mixed).latin is None
    assert f"{place + 1}: This line is not in UTF-8" in "\n".join(wrongs(mixed))


@pytest.mark.parametrize("shop", [each for each in SHOPS if each.form != "stripe"], ids=str)
def test_an_order_whose_rows_stand_apart_is_left_out_as_a_whole(shop: Shop) -> None:
    rows = shop.rows(SOLD[:20])
    row = rows[len(rows) // 2]
    found = orders(written([*rows, row]))
    apart = [each for each in found if isinstance(each, Spoiled)]
    assert len(apart) == 2
    assert "stand apart below" in str(apart[0].wrongs[0])
    assert f"line {apart[0].first} has this order already" in str(apart[1].wrongs[0])
    assert row[shop.key] not in {each.told.order_id for each in found if isinstance(each, Brought)}
    assert len({each.told.order_id for each in found if isinstance(each, Brought)}) == 19


BAD: Sequence[tuple[int, str, str, str]] = (
    (0, "Lineitem quantity", "two", "a whole number up to 1,000,000 is allowed."),
    (0, "Lineitem price", "1.234,50", "an amount such as 12.50 is allowed. Add --decimal-comma"),
    (0, "Lineitem price", "12.505", "an amount in EUR with at most 2 decimals is allowed."),
    (0, "Financial Status", "settled?", "one of paid, partially paid"),
    (0, "Currency", "€", "three letters of a currency, such as USD, are allowed."),
    (0, "Created at", "yesterday", "a date and a time such as"),
    (0, "Total", "1.00", "come to"),
    (0, "Subtotal", "0.03", "come to"),
    (1, "status", "shipped", "one of processing, completed"),
    (1, "order_total", "9,999.99", "but line items, shipping, fees, taxes and discounts come to"),
    (1, "item_quantity", "0.5", "a whole number"),
    (1, "item_total", "ten", "an amount such as 12.50"),
    (2, "Quantity", "", "A value is needed."),
    (3, "line_type", "mystery", "one of line item, product, shipping"),
    (4, "N. Revenue (formatted)", "€12,5", "an amount such as 12.50"),
    (5, "Status", "teleported", "one of processing, complete"),
    (5, "Grand Total (Purchased)", "free", "an amount such as 12.50"),
    (6, "Price", "12.50 EUR", "an amount such as 12.50"),
    (6, "Order date", "2026-02-30", "a date and a time such as"),
    (6, "Product", "", "A value is needed."),
    (7, "Amount", "1e3", "an amount such as 12.50"),
    (7, "Captured", "maybe", "one of true, false is allowed."),
    (7, "id", "", "A value is needed."),
    (8, "item_quantity", "1.5", "a whole number"),
    (8, "currency_code", "eur", "three capital letters"),
    (8, "adjustment_kind", "TIP", "one of SHIPPING, TAX, DISCOUNT, FEE, GIFT_CARD is allowed."),
)


@pytest.mark.parametrize(("shop", "column", "cell", "allowed"), BAD)
def test_what_is_wrong_says_the_column_what_stands_there_and_what_is_allowed(
    shop: int, column: str, cell: str, allowed: str
) -> None:
    """In one of the orders: the others come in."""
    sold = [sale for sale in SOLD if sale.paid and sale.total and sale.shipping and sale.lines[0].sku][:5]
    rows = SHOPS[shop].rows(sold)
    place = next(number for number, row in enumerate(rows) if number > 2 and row.get(column))
    of_order = FORMATS[SHOPS[shop].form].by_file_name[column.lower()][1].of_order
    key = SHOPS[shop].key
    for number, row in enumerate(rows):
        if number == place or (of_order and row[key] == rows[place][key] and row[column]):
            rows[number] = {**row, column: cell}
    said = wrongs(written(rows))
    assert said
    assert any(column in each and allowed in each for each in said), said
    assert not cell or any(f"{column}: '{cell}' stands there" in each for each in said), said
    lines = [int(each.partition(":")[0]) for each in said]
    assert lines == sorted(lines)
    assert len([each for each in orders(written(rows)) if isinstance(each, Brought)]) >= 4


def test_all_that_is_wrong_is_said_at_once() -> None:
    rows = SHOPS[0].rows([sale for sale in SOLD if sale.paid and sale.total and len(sale.lines) == 1][:2])
    rows[0] |= {"Lineitem quantity": "x", "Lineitem price": "y", "Total": "z", "Created at": "w"}
    assert [each.split(":")[1].strip() for each in wrongs(written(rows))] == [
        "Created at",
        "Lineitem quantity",
        "Lineitem price",
        "Total",
    ]


def test_columns_that_nobody_knows_are_named_and_left_out_if_asked() -> None:
    for shop in SHOPS:
        rows = [{**row, "Favourite colour": "red"} for row in shop.rows(SOLD[:5])]
        with pytest.raises(WrongHeader, match="Its columns Favourite colour are unknown"):
            opened(written(rows))
        assert told(written(rows), None, Options(EUR, ignore_unknown=True)) == told(written(shop.rows(SOLD[:5])))


def test_columns_are_what_is_said_of_them() -> None:
    rows = SHOPS[8].rows(SOLD[:20])
    names = {"order_id": "Bestellung", "transaction_amount": "Summe, gesamt"}
    renamed = [{names.get(name, name): cell for name, cell in row.items()} for row in rows]
    said = {"bestellung": "order_id", "summe, gesamt": "transaction_amount"}
    assert told(written(renamed), None, Options(EUR, renamed=said)) == told(written(rows))
    with pytest.raises(WrongHeader, match="no column nothing, which --map names"):
        opened(written(rows), None, Options(EUR, renamed={"nothing": "order_id"}))


def test_a_currency_that_nobody_says() -> None:
    rows = SHOPS[2].rows(SOLD[:5])
    with pytest.raises(WrongHeader, match=r"no order_currency, which .* Add --currency"):
        opened(written(rows), None, Options(Terms()))
    rows = SHOPS[0].rows(SOLD[:5])
    rows[0]["Currency"] = ""
    assert wrongs(written(rows), None, Options(Terms())) == ["2: Currency: A value is needed."]


def test_an_amount_in_another_currency_than_the_shops_is_asked_about() -> None:
    rows = SHOPS[5].rows([sale for sale in SOLD if sale.paid and sale.total][:1])
    rows[0]["Grand Total (Base)"] = "1.0000"
    [said] = wrongs(written(rows), None, Options(Terms("EUR")))
    assert "Say with --currency" in said
    assert told(written(rows))


def test_payments_whose_order_is_not_known_are_told_one_by_one() -> None:
    rows = SHOPS[7].rows(SOLD[:20])
    rows[3]["order_id (metadata)"] = ""
    said = wrongs(written(rows))
    assert said == ["5: order_id (metadata): is empty, and each row has to say its order."]


@pytest.mark.parametrize(
    ("amount", "comma", "spelled", "read"),
    [
        ("12.50", False, False, 1250),
        ("1,234.50", False, False, 123450),
        ("1,234", False, False, None),
        ("1,234", False, True, 123400),
        ("1.234,50", True, False, 123450),
        ("12,50", True, False, 1250),
        ("12.50", True, False, None),
        ("$1,234.50", False, True, 123450),
        ("1 234,50 €", True, True, 123450),
        ("1'234.50 CHF", False, True, 123450),
        ("$12.50", False, False, None),
        ("64.0000", False, False, 6400),
        ("64.0001", False, False, None),
        ("-5", False, False, -500),
        ("1e3", False, False, None),
        ("", False, False, None),
        (".5", False, False, None),
        ("12,34,567.00", False, True, None),
        ("9" * 17, False, False, None),
        ("١٢", False, False, None),
    ],
)
def test_amounts(amount: str, comma: bool, spelled: bool, read: int | None) -> None:
    if read is None:
        with pytest.raises(NotAllowedHere):
            money(amount, "EUR", decimal_comma=comma, spelled=spelled)
    else:
        assert money(amount, "EUR", decimal_comma=comma, spelled=spelled).minor == read
        assert text(read)
