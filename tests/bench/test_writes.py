"""What a reversal writes is told of every table, on numbers that say nothing about speed."""

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from app.demo.embedded import Urls
from bench.place import Place
from bench.writes import KINDS, measure, table


@pytest.mark.usefixtures("template")
async def test_each_record_of_a_reversal_is_counted(servers: Urls, tmp_path: Path) -> None:
    anything: Any = SimpleNamespace(urls=servers, data=Path(servers.redis.removeprefix("unix://")).parents[1])
    with (tmp_path / "output").open("wb") as output:
        found = await asyncio.to_thread(measure, Place(anything, output), 40, 5)
    assert [each.kind for each in found] == list(KINDS)
    refund, void = found
    assert refund.records["Heap/INSERT"] > void.records["Heap/INSERT"] > 1
    assert "operations" in refund.tables
    assert "Heap/INSERT" in " ".join(table([refund]))
