"""What becomes slower as the tables grow: the same work in a database of many payments, beside one of fewer.

    python -m bench.growth [--rows 10000000] [--beside 1000000] [--data FOLDER] [--seconds 6] [--rounds 3]

Both are on servers of their own. Payments are a second apart, each with its history, its operation and attempt; every
three have an order, every tenth a refund. A folder named by `--data` is kept: the next run takes what it has.

The two take turns. The ratio is that of the times that a piece of work takes.
"""

import argparse
import asyncio
import json
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

import asyncpg

from app.assembly import assembled
from app.demo.embedded import Servers
from app.flows.reversals.sweep import sweep
from app.store.migrate import upgrade
from bench import pages
from bench.client import NotAnswered, ask, post
from bench.place import Broken, Place, Process, execute, name_of
from bench.results import Row, ratio, spread, table
from bench.reversals import reversal, service_id
from bench.sales import FIRST, OF_AN_ORDER, load_sales
from tests.support import servers as real

MOST = 1.3
"""How many times as long it may take."""

CONNECTIONS = 8
REFUNDED_EVERY = 10
QUESTIONS = 200

INDEXES = """
SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS made_by
FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname IN ('public', 'sandbox') AND NOT EXISTS (SELECT FROM pg_constraint o WHERE o.conindid = i.indexrelid)
ORDER BY 1
"""
"""Those that are no constraint's."""

NOT_REVERSED = """
SELECT t.id FROM unnest($1::bigint[]) WITH ORDINALITY asked (id, place) JOIN transactions t USING (id)
WHERE t.status IN ('SETTLED', 'SUBMITTED_FOR_SETTLEMENT') AND t.reserved_amount = 0 ORDER BY asked.place
"""

ORDERS = """
query Orders($input: OrderSearchInput!) {
  orders(input: $input, first: 50) { edges { node { id orderId status placedAt } } pageInfo { hasNextPage } }
}
"""

REPORT = """
query Report($input: RefundReportInput!) {
  refundReport(input: $input) { rows { key currencyCode count } total { currencyCode count } }
}
"""


@dataclass(slots=True)
class Large:
    """A database with so many payments, a process that serves it, and the next payments that were not reversed."""

    rows: int
    address: str
    service: Process
    payments: Iterator[int]


Work = Callable[[Large, float], float]
"""Does a piece of work over and over for so many seconds; returns how often by the second."""


def works(place: Place, rows: int) -> dict[str, Work]:
    """All of it, with the same questions for every database that has at least so many payments."""
    asked = [pages.request(each) for each in pages.questions(rows)[:QUESTIONS]]
    return {
        "reverseTransaction, 8 connections": _reverse,
        "transactions(first: 50) with histories and refunds": partial(_ask, asked),
        "orders(first: 50) by id, words, status and time": partial(_ask, _orders(rows)),
        "refundReport of five days": partial(_ask, _reports()),
        "the sweep of operations": partial(_sweep, place),
    }


def _reverse(large: Large, seconds: float) -> float:
    """Voids and refunds of payments from anywhere in the table."""
    requests = (reversal(service_id(number)) for number in large.payments)
    return ask([large.service.port], requests, CONNECTIONS, seconds).by_second


def _ask(asked: Sequence[bytes], large: Large, seconds: float) -> float:
    return ask([large.service.port], cycle(asked), 1, seconds).by_second


def _sweep(place: Place, large: Large, seconds: float) -> float:
    async def run() -> float:
        async with assembled(place.settings(large.address)) as service:
            await sweep(service)
            times, began = 0, time.perf_counter()
            while times < 5 or time.perf_counter() - began < seconds:
                await sweep(service)
                times += 1
            return times / (time.perf_counter() - began)

    return asyncio.run(run())


def _orders(rows: int) -> list[bytes]:
    chance, newest = random.Random(1), datetime.now(UTC) - timedelta(days=1)
    asked = list[bytes]()
    for number in range(QUESTIONS):
        order = f"order-{(FIRST + chance.randrange(rows)) // OF_AN_ORDER}"
        until = newest - timedelta(seconds=chance.randrange(rows // 2))
        times = {
            "greaterThanOrEqualTo": (until - timedelta(seconds=rows // 2)).isoformat(),
            "lessThanOrEqualTo": until.isoformat(),
        }
        status = chance.choice(["OPEN", "PARTIALLY_REFUNDED"])
        inputs: list[dict[str, object]] = [
            {"orderId": {"is": order}},
            {"orderId": {"startsWith": order[:-1]}},
            {"orderId": {"contains": order[-6:]}},
            {"placedAt": times},
            {"placedAt": times, "status": status},
        ]
        asked.append(post(json.dumps({"query": ORDERS, "variables": {"input": inputs[number % len(inputs)]}}).encode()))
    return asked


def _reports() -> list[bytes]:
    newest = datetime.now(UTC) - timedelta(days=1)
    period = {"from": (newest - timedelta(days=5)).isoformat(), "to": newest.isoformat()}
    inputs = [{**period, "groupBy": group} for group in ("REASON", "USER", "GATEWAY", "STATUS", "DAY")]
    return [post(json.dumps({"query": REPORT, "variables": {"input": each}}).encode()) for each in inputs]


def measure(place: Place, many: str, few: str, rows: tuple[int, int], rounds: int, seconds: float) -> list[Row]:
    """All work in the database at the address `many` beside the same in `few`; `rows` are their payments."""
    found = list[Row]()
    with ExitStack() as stack:
        larges = [
            Large(size, address, stack.enter_context(place.serving(address)), _payments(size, address))
            for address, size in zip((many, few), rows, strict=True)
        ]
        for name, work in works(place, min(rows)).items():
            for large in larges:
                work(large, seconds / 3)
            pairs = list[tuple[float, float]]()
            for _ in range(rounds):
                more, fewer = (work(large, seconds) for large in larges)
                pairs.append((1 / more, 1 / fewer))
            beside = f"the same at {rows[1]:,}"
            found.append(Row(f"{name}, {rows[0]:,} payments", beside, ratio(pairs), MOST, True, spread(pairs)))
    return found


def _payments(rows: int, address: str) -> Iterator[int]:
    """Payments from the whole table that were not refunded."""
    chance = random.Random()
    while True:
        some = [FIRST + chance.randrange(rows) for _ in range(5_000)]
        yield from dict.fromkeys(row[0] for row in execute(address, NOT_REVERSED, some))


async def fill(address: str, rows: int) -> None:
    """Migrates an empty database, and writes so many payments into it; indexes are made once the rows are there."""
    await upgrade(address)
    connection: asyncpg.Connection[asyncpg.Record] = await asyncpg.connect(address.replace("+asyncpg", ""))
    try:
        indexes = await connection.fetch(INDEXES)
        for each in indexes:
            await connection.execute(f"DROP INDEX {each['name']}")
        await connection.execute(f"ALTER DATABASE \"{name_of(address)}\" SET work_mem = '256MB'")
        await load_sales(address, rows, refunded_every=REFUNDED_EVERY)
        await connection.execute("SET maintenance_work_mem = '1GB'")
        for each in indexes:
            await connection.execute(each["made_by"])
        await connection.execute(f'ALTER DATABASE "{name_of(address)}" RESET work_mem')
        await connection.execute("ANALYZE")
    finally:
        await connection.close()


@contextmanager
def opened(data: Path, sizes: Sequence[int]) -> Iterator[tuple[Place, list[str]]]:
    """Servers in the folder `data`, with the addresses of databases that have so many payments each."""
    servers = Servers(data).take("bench").start()
    try:
        execute(servers.urls.database, "ALTER SYSTEM SET max_wal_size = '8GB'")
        execute(servers.urls.database, "SELECT pg_reload_conf()")
        addresses = list[str]()
        for rows in sizes:
            name = f"payments_{rows}"
            address = real.address_of(servers.urls, name)
            if not execute(servers.urls.database, f"SELECT 1 FROM pg_database WHERE datname = '{name}'"):  # noqa: S608 -- a name of ours
                began, unfinished = time.monotonic(), f"{name}_unfinished"
                execute(servers.urls.database, f'DROP DATABASE IF EXISTS "{unfinished}"')
                execute(servers.urls.database, f'CREATE DATABASE "{unfinished}"')
                asyncio.run(fill(real.address_of(servers.urls, unfinished), rows))
                execute(servers.urls.database, f'ALTER DATABASE "{unfinished}" RENAME TO "{name}"')
                print(f"{rows:,} payments written in {time.monotonic() - began:.0f} seconds", file=sys.stderr)
            asyncio.run(upgrade(address))
            addresses.append(address)
        with TemporaryDirectory() as logs, (Path(logs) / "output").open("wb") as output:
            yield Place(servers, output), addresses
    finally:
        servers.stop()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--beside", type=int, default=1_000_000)
    parser.add_argument("--data", type=Path, help="a folder that is kept")
    parser.add_argument("--seconds", type=float, default=6.0)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--fill", action="store_true", help="fill the folder only")
    asked = parser.parse_args()
    with ExitStack() as stack:
        data = asked.data or Path(stack.enter_context(TemporaryDirectory(prefix="refundry-bench-")))
        place, addresses = stack.enter_context(opened(data, (asked.beside, asked.rows)))
        if asked.fill:
            return
        few, many = addresses
        failed = list[str]()
        rows = list[Row]()
        try:
            rows = measure(place, many, few, (asked.rows, asked.beside), asked.rounds, asked.seconds)
        except (Broken, NotAnswered) as error:
            failed.append(str(error)[:500])
        print(table(rows, failed))
    if failed:
        sys.exit(1)


if __name__ == "__main__":
    main()
