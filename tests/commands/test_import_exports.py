"""`refundry import orders` with exports of shops: whole, repeatable, told beforehand, and corrected if asked."""

import asyncio
import os
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from app.settings import Settings, as_environment
from tests.domain.orders.exports.shops import SHOPS, Rows, Sale, sales, text, total_of, written
from tests.support import forkserver
from tests.support.merchant_client import Shop, live_service, open_shop
from tests.support.promises import verified

LOOK = """query ($id: String!) { order(orderId: $id) {
  status total { value currencyCode } refundedAmount { value } customer { email }
  lineItems { id quantity totalAmount { value } } transactions { status amount { value } }
} }"""


@dataclass(frozen=True, slots=True)
class Place:
    """A shop with a database of its own, and a folder for files."""

    shop: Shop
    settings: Settings
    folder: Path

    async def run(self, content: str | bytes, *options: str, name: str = "o.csv") -> "Told":
        file = self.folder / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return await self.run_file(file, *options)

    async def run_file(self, file: Path, *options: str) -> "Told":
        words = ["import", "orders", str(file), "--merchant", self.shop.merchant.public_id, *options]
        ended = await asyncio.to_thread(forkserver.run, *words, environment=as_environment(self.settings), timeout=120)
        return Told(ended.returncode, ended.stdout, ended.stderr)

    async def look(self, order_id: str) -> dict[str, Any]:
        answer = await self.shop.post(LOOK, {"id": order_id})
        assert "errors" not in answer.body, answer.body
        return dict(answer.body["data"]["order"])


@dataclass(frozen=True, slots=True)
class Told:
    """How an import ended, and what it printed and said."""

    status: int
    printed: str
    said: str


@pytest.fixture
async def place(settings: Settings, tmp_path: Path) -> AsyncIterator[Place]:
    async with live_service(settings) as live, open_shop(live) as shop:
        yield Place(shop, settings, tmp_path)


def numbered(first: int, sold: Sequence[Sale]) -> list[Sale]:
    """The same sales with other numbers."""
    return [replace(sale, number=first + each) for each, sale in enumerate(sold)]


async def test_exports_of_every_shop_come_in_and_come_in_again(place: Place) -> None:
    """Each at the first try, with the sums of the file; the second time nothing changes."""
    files: list[tuple[str, str]] = []
    for number, shop in enumerate(SHOPS):
        sold = numbered(10_000 * (number + 1), sales(25, seed=number))
        files.append((f"{shop.name}.csv", written(shop.rows(sold))))
        told = await place.run(files[-1][1], "--currency", "EUR", name=files[-1][0])
        assert told.status == 0, told
        assert told.said == ""
        assert f"is read in the format {shop.form}." in told.printed
        assert "25 orders new, 0 completed, 0 known before, 0 not imported" in told.printed
        for sale in sold[::3]:
            await _is_there(place, shop, sale)
    before = await place.shop.everything()
    for name, content in files:
        told = await place.run(content, "--currency", "EUR", name=name)
        assert (told.status, told.said) == (0, "")
        assert "0 orders new, 0 completed, 25 known before, 0 not imported" in told.printed
    assert await place.shop.everything() == before
    await verified(place.settings)


async def _is_there(place: Place, shop: Any, sale: Sale) -> None:
    order = await place.look(shop.order_id(sale))
    total = total_of(shop, sale)
    assert bool(order["lineItems"]) is shop.items
    assert order["total"] == {"value": text(total if shop.items or sale.paid else 0), "currencyCode": "EUR"}
    paid = [int(each["amount"]["value"].replace(".", "")) for each in order["transactions"]]
    assert sum(paid) == (total if sale.paid else 0)
    assert order["refundedAmount"]["value"] == text(sale.refunded if shop.refunds else 0)
    if order["customer"] is not None and shop.name != "analytics":
        assert order["customer"]["email"] == sale.email


async def test_a_dry_run_says_all_and_keeps_nothing(place: Place) -> None:
    sold = [sale for sale in sales(60) if sale.paid and sale.total and len(sale.lines) == 1][:10]
    rows = SHOPS[0].rows(sold)
    rows[2] |= {"Lineitem price": "much", "Lineitem quantity": "two"}
    rows[5] |= {"Currency": "CHF"}
    before = await place.shop.everything()
    told = await place.run(written(rows), "--dry-run")
    assert await place.shop.everything() == before
    assert told.status == 1
    assert [line for line in told.said.splitlines() if line.startswith("line ")] == [
        "line 4: Lineitem quantity: 'two' stands there; a whole number up to 1,000,000 is allowed.",
        "line 4: Lineitem price: 'much' stands there; an amount such as 12.50 is allowed.",
        "line 7: Currency: 'CHF' stands there: The merchant has no account in CHF. Add one, or leave such orders out.",
    ]
    paid = sum(sale.total for number, sale in enumerate(sold) if number not in {2, 5})
    refunded = sum(sale.refunded for number, sale in enumerate(sold) if number not in {2, 5})
    assert "Dry run: nothing is imported." in told.printed
    assert "EUR: 8 orders with 8 line items, " in told.printed
    assert f" 8 payments of {text(paid)}, of which {text(refunded)} was refunded before" in told.printed
    assert "8 orders new, 0 completed, 0 known before, 2 not imported" in told.printed
    done = await place.run(written(rows))
    assert "8 orders new, 0 completed, 0 known before, 2 not imported" in done.printed
    again = await place.run(written(rows), "--dry-run")
    assert "0 orders new, 0 completed, 8 known before, 2 not imported" in again.printed


async def test_an_order_that_differs_is_refused_or_corrected(place: Place) -> None:
    rows = SHOPS[8].rows([sale for sale in sales(60) if sale.paid and sale.total and not sale.refunded][:3])
    assert (await place.run(written(rows))).status == 0
    name = rows[0]["item_name"]
    rows[0] |= {"item_name": "Another name"}
    told = await place.run(written(rows))
    assert told.status == 1
    assert "line 2" in told.said
    assert "item_name: 'Another name' stands there: This contradicts the recorded order" in told.said
    assert name in told.said
    told = await place.run(written(rows), "--update")
    assert told.status == 0, told
    changed = await place.shop.execute("SELECT count(*) FROM order_line_items WHERE name = 'Another name'")
    assert changed[0]["count"] == 1


async def test_a_file_of_a_shop_that_no_format_knows(place: Place) -> None:
    content = "sep=;\r\nBestellung;Artikel;Anzahl;Summe;Farbe;\r\nB-1; Tasse ;2;1.234,50;rot;\r\nB-1;Topf;1;0,50;;\r\n"
    columns = "Bestellung=order_id, Artikel=item_name, Anzahl=item_quantity, Summe=item_total_amount"
    options = ("--map", columns, "--currency", "EUR", "--decimal-comma")
    told = await place.run(content, *options)
    assert told.status == 1
    assert "Its columns Farbe are unknown" in told.said
    told = await place.run(content, *options, "--ignore-unknown")
    assert told.status == 1
    assert "line 3 (lines 3 to 4 are not imported): item_id: A value is needed." in told.said
    told = await place.run(content, "--map", columns + ",Farbe=item_id", *options[2:])
    assert "line 4 (lines 3 to 4 are not imported): Farbe: A value is needed." in told.said
    told = await place.run(content.replace("0,50;;", "0,50;blau;"), "--map", columns + ",Farbe=item_id", *options[2:])
    assert told.status == 0, told
    assert (await place.look("B-1"))["total"]["value"] == "1235.00"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--map", "order_id"), "COLUMN=NAME"),
        (("--map", "a=nothing"), "'nothing' is none of"),
        (("--delimiter", "ab"), "--delimiter"),
        (("--encoding", "utf-16"), "--encoding"),
        (("--encoding", "klingon"), "--encoding"),
        (("--currency", "EURO"), "--currency"),
        (("--format", "xlsx"), "--format"),
    ],
)
async def test_a_wrong_command_line_ends_with_2(place: Place, options: Sequence[str], said: str) -> None:
    told = await place.run("order_id,currency_code\nA,EUR\n", *options)
    assert told.status == 2
    assert said in told.said
    assert "Traceback" not in told.said


async def test_latin_1_and_a_pipe(place: Place) -> None:
    """A file that can be read once only is read twice all the same."""
    rows: Rows = SHOPS[5].rows(numbered(5_000, sales(5)))
    content = written(rows).replace("Zoë", "Zoé").encode("latin-1")
    fifo = place.folder / "pipe.csv"
    os.mkfifo(fifo)
    writing = asyncio.create_task(asyncio.to_thread(fifo.write_bytes, content))
    told = await place.run_file(fifo, "--currency", "EUR")
    await writing
    assert told.status == 0, told
    assert "is not UTF-8: the file is read as Latin-1" in told.said
    assert "5 orders new" in told.printed
    done = await place.run(content, "--currency", "EUR", "--encoding", "latin-1")
    assert (done.status, done.said) == (0, "")
    assert "5 known before" in done.printed
