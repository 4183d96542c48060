"""Whether anything grew beyond what was done: the last quarter of the run beside its second quarter."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from bench.soak.samples import Sample

WARM_UP = 10.0
"""Minutes after which caches and pools are full; a shorter run says nothing about memory."""

POOLS = 0.5
"""Minutes after which pools are full; a shorter run says nothing about what is open."""

MEMORY = 1.05
"""What memory may be of what it was: the allocator does not give back every page."""

NOISE = 2.0
"""MiB that say nothing."""

MORE_OPEN = 4
"""Connections and files that say nothing: pools open as many as a moment needs, within their sizes."""

BYTES_OF_A_ROW = 1.25
"""What a row may take of what it took: vacuum does not keep up at each moment."""

LARGE = 2 * 2**20
"""Bytes below which a table's pages say nothing about its rows."""

OF_A_PAYMENT: Mapping[str, float] = {
    "attempts": 6,
    "changes": 8,
    "operations": 2,
    "order_ids": 1,
    "order_line_items": 2,
    "order_refunds": 1,
    "orders": 1,
    "outbox": 2,
    "line_item_refunds": 2,
    "refunds": 1,
    "request_keys": 2,
    "status_events": 6,
    "transaction_texts": 1,
    "transactions": 1,
    "webhook_messages": 8,
    "webhook_objects": 2,
    "sandbox.answers": 4,
    "sandbox.journal": 8,
    "sandbox.payments": 1,
    "sandbox.refunds": 1,
}
"""The most rows that one payment (a transaction or a refund) makes; what is not named here does not grow."""

STEADY = 200
"""Rows of sessions, heartbeats and leases that come and go."""


@dataclass(frozen=True, slots=True)
class Growth:
    """One figure: what it was early and late, the most that it may be, and whether it is more."""

    what: str
    early: float
    late: float
    most: float

    @property
    def too_much(self) -> bool:
        return self.late > self.most


def judge(samples: Sequence[Sample], minutes: float) -> list[Growth]:
    """Every figure of a run of so many minutes. At least 4 samples are needed."""
    early = [each for each in samples if minutes / 4 <= each.minute < minutes / 2]
    late = [each for each in samples if each.minute >= minutes * 3 / 4]
    assert early, "too few samples"
    assert late, "too few samples"
    found = list(_of_tables(early[-1], late[-1]))
    if minutes / 4 >= POOLS:
        found += _of_what_is_open(early, late)
    if minutes / 4 >= WARM_UP:
        found += _of_memory(early, late)
    return found


def _of_what_is_open(early: Sequence[Sample], late: Sequence[Sample]) -> Iterator[Growth]:
    for name in late[-1].processes:

        def files(sample: Sample, name: str = name) -> float:
            return sample.processes[name].files

        yield _open(f"open files of {name}", early, late, files)
    yield _open("connections to PostgreSQL", early, late, lambda sample: sample.connections)
    yield _open("connections to Redis", early, late, lambda sample: sample.redis_clients)


def _of_memory(early: Sequence[Sample], late: Sequence[Sample]) -> Iterator[Growth]:
    for name in late[-1].processes:

        def memory(sample: Sample, name: str = name) -> float:
            return sample.processes[name].memory

        yield _memory(f"memory of {name}, MiB", early, late, memory)
    yield _memory("memory of the largest connection in PostgreSQL, MiB", early, late, lambda each: each.backend)
    yield _memory("memory of Redis, MiB", early, late, lambda each: each.redis_memory)
    yield _open("keys in Redis", early, late, lambda each: each.redis_keys)


def _memory(what: str, early: Sequence[Sample], late: Sequence[Sample], of: Callable[[Sample], float]) -> Growth:
    before, after = median(map(of, early)), median(map(of, late))
    return Growth(what, before, after, before * MEMORY + NOISE)


def _open(what: str, early: Sequence[Sample], late: Sequence[Sample], of: Callable[[Sample], float]) -> Growth:
    before, after = max(map(of, early)), median(map(of, late))
    return Growth(what, before, after, before + MORE_OPEN)


def _of_tables(early: Sample, late: Sample) -> Iterator[Growth]:
    payments = late.tables["transactions"].rows + late.tables["refunds"].rows
    for name, table in late.tables.items():
        before = early.tables[name]
        most = payments * OF_A_PAYMENT[name] if name in OF_A_PAYMENT else before.rows + STEADY
        if table.rows:
            yield Growth(f"rows of {name}", before.rows, table.rows, most)
        if table.bytes > LARGE and before.rows:
            width = before.bytes / before.rows
            yield Growth(f"bytes a row of {name}", width, table.bytes / table.rows, width * BYTES_OF_A_ROW)


def in_words(found: Sequence[Growth]) -> str:
    """A table in Markdown."""
    lines = ["| what | early | late | at most | |", "|---|---|---|---|---|"]
    for each in found:
        verdict = "grows" if each.too_much else "flat"
        cells = f"{each.early:,.1f} | {each.late:,.1f} | {each.most:,.1f}"
        lines.append(f"| {each.what} | {cells} | {verdict if not each.what.startswith('rows') else _rows(each)} |")
    return "\n".join(lines)


def _rows(each: Growth) -> str:
    return "more than was done" if each.too_much else "as was done"
