"""The benchmark runs, on numbers so small that only its ratios say anything."""

from bench.queue import measure, table
from tests.support import servers as real


async def test_a_sweep_reads_what_is_due_and_a_worker_works_it_off_once() -> None:
    """Ten times as many refunds wait, and as many are due: a sweep that reads the queue would read ten times more."""
    with real.running() as servers:
        measured = await measure(servers, queued=4_000, fewer=400, due=40)
    assert measured.few.found == measured.many.found == measured.refunds_drained == 40
    assert measured.many.rows <= 1.5 * measured.few.rows
    assert measured.broken == []
    assert "1.00" in table(measured)
