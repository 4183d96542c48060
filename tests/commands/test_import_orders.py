"""`refundry import orders`: every line of a file is imported, or reported with its number and the reason (SPEC 7.1)."""

import asyncio
import json
import signal
import subprocess
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from app.domain.orders.exports.refundry import REFUNDRY
from app.settings import Settings, as_environment
from tests.support import forkserver
from tests.support.merchant_client import Answer, Shop, live_service, open_shop
from tests.support.promises import verified

READ = "query ($id: String!) { order(orderId: $id) { total { value } lineItems { id } customer { email } } }"


def line(order_id: str, **more: Any) -> dict[str, Any]:
    """An order as a line of a file has it."""
    item = {"id": "a", "name": "Ä cup", "quantity": 2, "unitAmount": "1.50", "taxAmount": 0.25}
    paid = {"gatewayTransactionId": f"pay {order_id}", "amount": 3.5, "status": "SETTLED"}
    return {"orderId": order_id, "currencyCode": "USD", "lineItems": [item], "transactions": [paid], **more}


@dataclass(frozen=True, slots=True)
class Place:
    """A shop with a database of its own, and a folder for files."""

    shop: Shop
    settings: Settings
    folder: Path

    def start(self, file: Path, *options: str) -> "subprocess.Popen[str]":
        words = ["import", "orders", str(file), "--merchant", self.shop.merchant.public_id, *options]
        return forkserver.Started(
            *words, env=as_environment(self.settings), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    async def import_file(
        self, content: bytes | Sequence[dict[str, Any]], name: str = "o.jsonl", *options: str
    ) -> "Told":
        file = self.folder / name
        if not isinstance(content, bytes):
            content = "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in content).encode()
        file.write_bytes(content)
        return await self.ended(self.start(file, *options))

    async def ended(self, process: "subprocess.Popen[str]") -> "Told":
        printed, said = await asyncio.to_thread(process.communicate, timeout=120)
        return Told(process.returncode, printed.strip().rpartition("lines: ")[2], said)

    async def count(self, table: str = "orders") -> int:
        address = self.settings.database_url.replace("+asyncpg", "")
        connection: asyncpg.Connection[asyncpg.Record] = await asyncpg.connect(address)
        try:
            return int(await connection.fetchval(f"SELECT count(*) FROM {table}"))
        finally:
            await connection.close()


@dataclass(frozen=True, slots=True)
class Told:
    """How an import ended: the last line that it printed, and what it said on the way."""

    status: int
    tally: str
    said: str

    @property
    def rejected(self) -> list[str]:
        return [each for each in self.said.splitlines() if each.startswith("line ")]


@pytest.fixture
async def place(settings: Settings, tmp_path: Path) -> AsyncIterator[Place]:
    async with live_service(settings) as live, open_shop(live) as shop:
        yield Place(shop, settings, tmp_path)


def tally(new: int = 0, completed: int = 0, known: int = 0, rejected: int = 0) -> str:
    return f"{new} orders new, {completed} completed, {known} known before, {rejected} not imported"


async def test_the_same_file_again_changes_nothing(place: Place) -> None:
    orders = [line(f"A-{number}", customer={"email": f"c{number % 3}@example.com"}) for number in range(30)]
    assert await place.import_file(orders) == Told(0, tally(new=30), "")
    order = (await place.shop.post(READ, {"id": "A-7"})).body["data"]["order"]
    assert order == {"total": {"value": "3.50"}, "lineItems": [{"id": "a"}], "customer": {"email": "c1@example.com"}}
    before = await place.shop.everything()
    assert await place.import_file(orders) == Told(0, tally(known=30), "")
    assert await place.shop.everything() == before
    assert await place.count("customers") == 3
    await verified(place.settings)


async def test_each_bad_line_is_reported_and_the_others_are_imported(place: Place) -> None:
    good = [json.dumps(line(f"A-{number}")).encode() for number in range(4)]
    bad = {
        "not JSON": b'{"orderId": ',
        "UTF-8": '{"orderId": "Ä", "currencyCode": "USD"}'.encode("latin-1"),
        "longer than": b'{"orderId": "' + b"x" * 1_000_100 + b'"}',
        "twice": b'{"orderId": "B", "orderId": "C", "currencyCode": "USD"}',
        "unknown field": json.dumps(line("B") | {"colour": "red"}).encode(),
        "missing required field `currencyCode`": b'{"orderId": "B"}',
        "NaN is not a number": b'{"orderId": "B", "currencyCode": "USD", "placedAt": NaN}',
        "Timestamp needs": json.dumps(line("B", placedAt="2026-01-01T00:00:00")).encode(),
        '`lineItems.0.quantity`: "1.5" stands there; a whole number is allowed.': json.dumps(
            line("B") | {"lineItems": [{"id": "a", "name": "A", "quantity": 1.5, "unitAmount": "1"}]}
        ).encode(),
        "lineItems.0.unitAmount: Amount": json.dumps(
            line("B") | {"lineItems": [{"id": "a", "name": "A", "quantity": 1, "unitAmount": "1e2"}]}
        ).encode(),
        "transactions.0.gatewayTransactionId": json.dumps(
            line("B") | {"transactions": [{"gatewayTransactionId": "pay A-0", "amount": "3.5", "status": "SETTLED"}]}
        ).encode(),
        "transactions.0.status: 'PAID' stands there; one of AUTHORIZED, SETTLED": json.dumps(
            line("B") | {"transactions": [{"gatewayTransactionId": "x", "amount": "3.5", "status": "PAID"}]}
        ).encode(),
        "nested too deeply": b"[" * 100_000,
        "[] stands there; an object with names and values is allowed.": b"[]",
        "lineItems: 501 given, at most 500 allowed": json.dumps(
            line("B")
            | {"lineItems": [{"id": str(n), "name": "A", "quantity": 1, "unitAmount": "1"} for n in range(501)]}
        ).encode(),
    }
    content = b"\xef\xbb\xbf" + b"\r\n".join([good[0], b"", *bad.values(), *good[1:3], b"  ", good[3]])
    told = await place.import_file(content)
    assert (told.status, told.tally) == (1, tally(new=4, rejected=len(bad)))
    assert len(told.rejected) == len(bad)
    for number, (reason, said) in enumerate(zip(bad, told.rejected, strict=True), start=3):
        assert reason in said
        assert said.startswith(f"line {number}: ")
    assert await place.count() == 4


async def test_an_order_that_stands_in_a_file_twice(place: Place) -> None:
    other = line("A-1") | {"currencyCode": "EUR", "transactions": []}
    more = {"orderId": "A-2", "currencyCode": "USD", "customer": {"email": "c@example.com"}}
    told = await place.import_file([line("A-1"), line("A-1"), line("A-2"), more, other, line("A-3")])
    assert (told.status, told.tally) == (1, tally(new=3, completed=1, known=1, rejected=1))
    [rejected] = told.rejected
    assert rejected.startswith("line 5: currencyCode: This contradicts")


COLUMNS = [column.names[0] for column in REFUNDRY.columns]
HEADER = ",".join(COLUMNS)


def row(order_id: str, **more: str) -> str:
    values = {"order_id": order_id, **more}
    return ",".join(values.get(name, "") for name in COLUMNS)


FIRST = {"currency_code": "USD", "placed_at": "2026-01-05T10:00:00Z", "customer_email": "c@example.com"}
ITEM = {"item_id": "a", "item_name": '"A cup, ""large"""', "item_quantity": "2", "item_unit_amount": "1.50"}
PAID = {"gateway_transaction_id": "p-1", "transaction_amount": "3.00", "transaction_status": "SETTLED"}


async def test_csv(place: Place) -> None:
    rows = [
        HEADER,
        row("A-1", **FIRST, **ITEM, **PAID),
        row("A-1", **{**ITEM, "item_id": "b", "item_name": '"Two\nlines"'}),
        row("A-2", **FIRST),
        row("A-3", currency_code="USD"),
        row("A-3", currency_code="USD", **ITEM),
    ]
    told = await place.import_file(b"\xef\xbb\xbf" + "\r\n".join(rows).encode(), "o.csv")
    assert told == Told(0, tally(new=3), "")
    order = (await place.shop.order("A-1"))["lineItems"]
    assert [each["name"] for each in order] == ['A cup, "large"', "Two\nlines"]
    assert (await place.shop.order("A-1"))["transactions"][0]["amount"]["value"] == "3.00"
    again = await place.import_file("\n".join(rows).encode(), "o.txt", "--format", "csv")
    assert again == Told(0, tally(known=3), "")
    lines = [
        line(
            "A-3",
            transactions=None,
            lineItems=[{"id": "a", "name": 'A cup, "large"', "quantity": 2, "unitAmount": "1.50"}],
        )
    ]
    assert (await place.import_file(lines)).tally == tally(known=1)


async def test_bad_rows_leave_out_their_orders_as_a_whole(place: Place) -> None:
    rows = [
        HEADER,
        row("A-1", **FIRST, **ITEM),
        row("A-1", **{**ITEM, "item_id": "b", "item_quantity": "many"}),
        row("A-2", **FIRST),
        row("A-2", customer_email="d@example.com"),
        row("A-3", **FIRST, **{**ITEM, "item_unit_amount": "1.501"}),
        row("A-4", **FIRST) + ",more",
        row("", **FIRST),
        row("A-5", **FIRST),
        row("A-6", **FIRST),
        row("A-8", **{**FIRST, "currency_code": "usd"}),
        row("A-7", **FIRST, item_name="\xe4"),
        row("A-9", **FIRST, item_id='"never', item_name="closed"),
    ]
    told = await place.import_file(
        "\n".join(rows).encode("latin-1"), "o.csv", "--rejects", str(place.folder / "rejects")
    )
    said = (place.folder / "rejects").read_text().splitlines()
    assert [each.partition(":")[0] for each in said] == [
        "line 3 (lines 2 to 3 are not imported)",
        "line 5 (lines 4 to 5 are not imported)",
        "line 6",
        "line 7",
        "line 8",
        "line 9",
        "line 11",
        "line 12",
        "line 13",
    ]
    reasons = "\n".join(said)
    for part in (
        "item_quantity: 'many' stands there",
        "differs from line 4",
        "item_unit_amount: '1.501' stands there",
        "UTF-8",
        "three capital",
    ):
        assert part in reasons
    assert (told.status, told.rejected) == (1, [])
    assert await place.count() == 1
    assert (await place.shop.order("A-6"))["orderId"] == "A-6"


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"order_id,currency_code,colour\n", "o.csv", "colour are unknown"),
        (b"order_id,placed_at\n", "o.csv", "currency_code"),
        (b"order_id,order_id,currency_code\n", "o.csv", "once"),
        (b"", "o.csv", "header"),
        ("order_id".encode("utf-16"), "o.csv", "UTF-16"),
        ("{}".encode("utf-16"), "o.jsonl", "UTF-16"),
        (b"{}", "o.xlsx", "--format"),
    ],
)
async def test_files_that_are_none(place: Place, content: bytes, name: str, reason: str) -> None:
    told = await place.import_file(content, name)
    assert told.status == 1
    assert reason in told.said


async def test_rejects_in_a_file(place: Place) -> None:
    rejects, content = place.folder / "rejects", b'{"orderId": "A-1"}\n'
    for name, reason in (("o.jsonl", "--rejects names the input file"), (".", "Is a directory")):
        told = await place.import_file(content, "o.jsonl", "--rejects", str(place.folder / name))
        assert (told.status, reason in told.said) == (1, True)
        assert (place.folder / "o.jsonl").read_bytes() == content
    assert (await place.import_file(content, "o.jsonl", "--rejects", str(rejects))).status == 1
    once = rejects.read_text()
    assert once.startswith("line 1: ")
    assert (await place.import_file(b"colour", "o.csv", "--rejects", str(rejects))).status == 1
    assert (await place.import_file(content, "o.jsonl", "--rejects", str(rejects), "--merchant", "nobody")).status == 1
    assert rejects.read_text() == once
    told = await place.import_file(content, "o.jsonl", "--rejects", "/dev/full")
    assert (told.status, "Traceback" in told.said) == (1, False)
    assert "--rejects /dev/full: No space left on device" in told.said
    assert (await place.import_file([line("A-1")], "o.jsonl", "--rejects", str(rejects))).status == 0
    assert rejects.read_text() == ""


async def test_a_merchant_that_is_none(place: Place) -> None:
    file = place.folder / "o.jsonl"
    file.write_text("")
    words = ["import", "orders", str(file), "--merchant", "nobody"]
    done = await asyncio.to_thread(forkserver.run, *words, environment=as_environment(place.settings))
    assert done.returncode == 1
    assert "nobody" in done.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
async def test_stopped_and_started_again(place: Place, number: signal.Signals) -> None:
    file = place.folder / "o.jsonl"
    file.write_text("".join(json.dumps(line(f"A-{number}")) + "\n" for number in range(6_000)))
    process = place.start(file)
    while not await place.count():
        assert process.poll() is None
        await asyncio.sleep(0.02)
    process.send_signal(number)
    stopped = await place.ended(process)
    assert stopped.status == (130 if number is signal.SIGINT else -signal.SIGKILL)
    there = await place.count()
    assert 0 < there < 6_000
    assert await place.count("transactions") == there
    again = await place.ended(place.start(file))
    assert again.tally.replace(",", "") == tally(new=6_000 - there, known=there).replace(",", "")
    assert await place.count() == await place.count("transactions") == 6_000


async def test_two_imports_and_the_api_at_once(place: Place) -> None:
    file = place.folder / "o.jsonl"
    orders = [line(f"A-{number}", customer={"email": f"c{number % 7}@example.com"}) for number in range(1_500)]
    file.write_text("".join(json.dumps(each) + "\n" for each in orders))
    processes = [place.start(file), place.start(file)]
    by_hand: list[Answer] = []
    began = time.monotonic()
    while any(process.poll() is None for process in processes) and time.monotonic() - began < 60:
        told = dict(orders[len(by_hand) * 37 % len(orders)])
        del told["currencyCode"]
        by_hand.append(await place.shop.record_order(told.pop("orderId"), **told))
    ended = [await place.ended(process) for process in processes]
    assert [each.status for each in ended] == [0, 0], ended
    assert not [answer.body for answer in by_hand if "errors" in answer.body]
    assert await place.count() == await place.count("transactions") == 1_500
    assert await place.count("customers") == 7
    await verified(place.settings)
