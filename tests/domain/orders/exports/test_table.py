"""A long file is read as a stream: little of it is kept, however long it is."""

import tracemalloc
from collections.abc import Iterator

import pytest

from app.domain.orders.exports.formats import WrongHeader
from app.domain.orders.exports.known_formats import FORMATS
from app.domain.orders.exports.reading import Brought, Terms
from app.domain.orders.exports.table import Options, open_table

ORDERS = 15_000
HEADER = b"order_id,currency_code,item_id,item_name,item_quantity,item_total_amount\n"


def lines() -> Iterator[tuple[int, bytes]]:
    """Orders of two rows each, made while they are read."""
    yield 1, HEADER
    for number in range(2 * ORDERS):
        yield number + 2, b"A-%d,USD,%d,A product with a name that is not short,2,19.98\n" % (number // 2, number)


def test_what_is_kept_of_a_long_file_are_a_few_bytes_an_order() -> None:
    tracemalloc.start()
    try:
        found = 0
        for each in open_table(lines, [*FORMATS.values()], Options(Terms())).orders():
            found += isinstance(each, Brought)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert found == ORDERS
    # The file has 2 MB; as objects it would have more than 20.
    assert most < 1_000_000


def test_rows_of_too_many_orders_that_wait_are_not_held() -> None:
    rows = ["id,Amount,Status,Currency,order_id (metadata)"]
    rows += [f"ch_{number},1.00,Paid,usd,A-{number % 60}" for number in range(120)]
    raw = [row.encode() + b"\n" for row in rows]
    options = Options(Terms(), most_held=50)
    opened = open_table(lambda: iter(enumerate(raw, start=1)), [*FORMATS.values()], options)
    with pytest.raises(WrongHeader, match=r"sort the file by order_id \(metadata\)"):
        list(opened.orders())


def test_an_order_of_endless_rows_is_not_held() -> None:
    rows = ["order_id,currency_code,item_id,item_name,item_quantity,item_unit_amount"]
    rows += [f"A,USD,{number},Thing,1,1.00" for number in range(1_500)]
    raw = [row.encode() + b"\n" for row in rows]
    opened = open_table(lambda: iter(enumerate(raw, start=1)), [*FORMATS.values()], Options(Terms()))
    [order] = [each for each in opened.orders() if each is not None]
    assert not isinstance(order, Brought)
    assert (order.first, order.last) == (2, 1_501)
    assert "at most 1,000 rows" in str(order.wrongs[-1])
