"""The right word in bad weather: what /readyz and workers say, and what clients are told."""

import asyncio
import contextlib
import os
import signal
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import asyncpg
import httpx
import pytest

from app.assembly import assembled
from app.demo import processes
from app.demo.embedded import Urls
from app.domain.reversals.payments import Destination
from app.flows.upkeep.pulse import Part, Pulse, worker_beat_within
from app.store.migrate import known_revisions
from app.store.tables.upkeep import ProcessKind
from tests.addresses.test_connecting import socket_of, through
from tests.attacks.served import served
from tests.attacks.workers import working
from tests.commands.test_cli import refundry
from tests.crash.installation import until
from tests.faults.wire import Wire, wire
from tests.support import servers as real
from tests.support.merchant_client import Shop, open_shop

TABLES = "The tables are of"


@pytest.fixture
async def behind(database: str) -> AsyncIterator[Wire]:
    async with wire(socket_of(database)) as made:
        yield made


@pytest.fixture
async def pulse(servers: Urls, database: str, behind: Wire) -> AsyncIterator[Pulse]:
    """One that takes a part for lost at once, and waits for half a second only."""
    address = through(behind, database, sslmode="disable", connect_timeout="1")
    settings = real.settings_for(servers, address, statement_timeout=1.0)
    async with assembled(settings) as service:
        yield Pulse(service, ProcessKind.WORKER, "1", known_revisions(), lost_after=0.0, patience=0.5)


async def test_a_process_knows_whether_it_can_write(pulse: Pulse, behind: Wire, database: str) -> None:
    await pulse.beat()
    assert {part: pulse.problem(part) or pulse.warning(part) for part in Part} == dict.fromkeys(Part)
    assert await worker_beat_within(pulse.service.store, timedelta(minutes=2))
    behind.silence()
    await pulse.beat()
    assert pulse.problem(Part.DATABASE) == "no answer in time"
    await pulse.beat()
    assert pulse.problem(Part.DATABASE) is None, "the pools were renewed"
    behind.black_hole = True
    behind.silence()
    began = time.monotonic()
    await pulse.beat()
    assert time.monotonic() - began < 5
    assert pulse.problem(Part.DATABASE) == "no answer in time"


async def test_a_short_disturbance_is_none(pulse: Pulse, behind: Wire) -> None:
    pulse.lost_after = 10.0
    await pulse.beat()
    behind.silence()
    await pulse.beat()
    assert pulse.problem(Part.DATABASE) is None


async def test_a_server_that_takes_no_writes_is_told(pulse: Pulse, database: str) -> None:
    name = database.partition("?")[0].rpartition("/")[2]
    await _execute(database, f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')
    await pulse.beat()
    assert pulse.problem(Part.DATABASE) == "the database is read-only"
    writing = f"{database}&options=-c%20default_transaction_read_only%3Doff"
    await _execute(writing, f'ALTER DATABASE "{name}" RESET default_transaction_read_only')
    pulse.service.store.renew()
    await pulse.beat()
    assert pulse.problem(Part.DATABASE) is None


@pytest.mark.parametrize(
    ("revision", "problem", "warning"),
    [
        ("c58e2f7a1b94", "The tables are of an earlier version than this program. Run `refundry migrate` first.", None),
        (
            "ffffffffffff",
            None,
            "The tables are of a later version than this program. Start the version that migrated them.",
        ),
    ],
)
async def test_tables_of_another_version_are_told(
    pulse: Pulse, database: str, revision: str, problem: str | None, warning: str | None
) -> None:
    await _execute(database, f"UPDATE alembic_version SET version_num = '{revision}'")
    await pulse.beat()
    assert (pulse.problem(Part.SCHEMA), pulse.warning(Part.SCHEMA)) == (problem, warning)


async def test_leases_go_by_the_databases_clock(pulse: Pulse) -> None:
    """Also in a process whose clock differs: what another one takes over by, is the same clock."""
    await pulse.beat()
    store = pulse.service.store
    assert abs(store.clock_ahead) < timedelta(seconds=5), "one machine has one clock"
    store.set_clock(timedelta(hours=2))
    until = pulse.service.leasing(Destination("sandbox")).lease().until
    assert timedelta(hours=2) < until - datetime.now(UTC) < timedelta(hours=2, minutes=1)


async def test_a_redis_that_is_away_is_a_warning(pulse: Pulse, servers: Urls, database: str) -> None:
    settings = real.settings_for(servers, database, redis_url="redis://127.0.0.1:1/0")
    async with assembled(settings) as service:
        other = Pulse(service, ProcessKind.API, "1", known_revisions(), lost_after=0.0, patience=0.5)
        await other.beat()
        assert (other.problem(Part.REDIS), other.warning(Part.REDIS)) == (None, "ConnectionError")


async def test_clients_are_told_of_maintenance_as_such(shop: Shop) -> None:
    """A table that an operator has locked is no conflict between requests."""
    transaction = await shop.settled("10.00")
    connection = await asyncpg.connect(shop.live.settings.database_url)
    try:
        async with connection.transaction():
            await connection.execute("LOCK TABLE operations IN ACCESS EXCLUSIVE MODE")
            answer = await shop.refund(transaction, "1.00", key="maintained")
        assert answer.codes == ["SERVICE_AVAILABILITY"]
    finally:
        await connection.close()
    assert (await shop.refund(transaction, "1.00", key="maintained")).codes == []


async def test_a_served_process_says_why_it_is_not_ready(
    servers: Urls, database: str, behind: Wire, tmp_path: Path
) -> None:
    """And is back soon after; when it is told to stop meanwhile, it has ended within its grace."""
    address = through(behind, database, sslmode="disable", connect_timeout="1")
    limits = {"statement_timeout": 60.0, "lock_timeout": 0.1, "gateway_timeout": 0.5, "shutdown_grace": 7.0}
    settings = real.settings_for(servers, address, **limits)
    async with served(settings, tmp_path / "log") as process, httpx.AsyncClient() as http:
        url = f"http://127.0.0.1:{process.port}/readyz"
        assert (await http.get(url)).json()["checks"] == dict.fromkeys(["database", "schema", "redis"], "ok")
        await _execute(database, "ALTER TABLE heartbeats RENAME TO elsewhere")
        await until(lambda: _says(http, url, 503), "it to notice")
        assert (await http.get(url)).json()["reasons"]["database"]
        await _execute(database, "ALTER TABLE elsewhere RENAME TO heartbeats")
        await until(lambda: _says(http, url, 200), "it to recover")
        live = replace(process.live, settings=real.settings_for(servers, database, **limits))
        async with open_shop(live) as shop:
            transaction = await shop.settled("10.00")
            behind.black_hole = True
            behind.silence()
            asking = asyncio.create_task(shop.refund(transaction, "1.00"))
            await until(lambda: _waits(asking), "the refund to be on its way")
            began = time.monotonic()
            os.kill(process.number, signal.SIGTERM)
            await until(lambda: _gone(process.number), "it to end")
            assert time.monotonic() - began < limits["shutdown_grace"] + 2
            with contextlib.suppress(httpx.HTTPError):
                await asking


async def test_a_worker_says_that_it_is_at_work(servers: Urls, database: str, tmp_path: Path) -> None:
    settings = real.settings_for(servers, database)
    before = refundry("worker", "--check", settings=settings)
    assert (before.returncode, before.stderr) == (
        1,
        "refundry: No worker of this installation was at work within the last two minutes.\n",
    )

    async def beat() -> bool:
        return (await asyncio.to_thread(refundry, "worker", "--check", settings=settings)).returncode == 0

    async with working(settings, tmp_path / "worker.log"):
        await until(beat, "the worker to beat")


async def _says(http: httpx.AsyncClient, url: str, status: int) -> bool:
    return (await http.get(url)).status_code == status


async def _gone(number: int) -> bool:
    return not processes.command_of(number)


async def _waits(task: "asyncio.Task[object]") -> bool:
    await asyncio.sleep(0.2)
    return not task.done()


async def _execute(database: str, statement: str) -> None:
    connection = await asyncpg.connect(database)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()
