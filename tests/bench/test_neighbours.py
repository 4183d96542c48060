"""A merchant's payments beside what another merchant's viewer sends, with some thousands of customers."""

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import asyncpg
import pytest

from app.demo.embedded import Urls
from bench.neighbours import Size, measure, table
from bench.place import Place

SMALL = Size(customers=20_000, sales=2_000, connections=8, rounds=1, seconds=1.0)

SEARCHING = """
SELECT count(*) FROM pg_stat_activity
WHERE application_name = 'refundry' AND state = 'active' AND query ~ '^\\s*SELECT customers'
"""


@pytest.mark.usefixtures("template")
async def test_all_payments_are_made_and_two_searches_are_under_way_at_most(servers: Urls, tmp_path: Path) -> None:
    anything: Any = SimpleNamespace(urls=servers)
    connection: asyncpg.Connection[asyncpg.Record] = await asyncpg.connect(servers.database)
    most, looked = 0, 0
    with (tmp_path / "output").open("wb") as output:
        measuring = asyncio.create_task(
            asyncio.to_thread(measure, Place(anything, output), SMALL, ["contains", "contains-two"])
        )
        while not measuring.done():
            most = max(most, await connection.fetchval(SEARCHING))
            looked += 1
            await asyncio.wait({measuring}, timeout=0.005)
        found = await measuring
    await connection.close()
    # What was sent last may have been given up with its connection, and is then answered nothing.
    assert {name for each in found for name in each.answered} <= {"data"}
    assert 1 <= most <= 2
    assert looked > 100
    assert "contains-two" in table(found)
