"""What a day of load is judged by."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bench.soak.judge import judge
from bench.soak.samples import ProcessFigures, Sample, TableFigures

MINUTES = 60


def flat(minute: int) -> Sample:
    """How it is after so many minutes where each makes 100 payments, and nothing else grows."""
    made = 100 * minute
    return Sample(
        minute=minute,
        mutations=3 * made,
        processes={"API 1": ProcessFigures(160.0, 40), "worker": ProcessFigures(140.0, 25)},
        connections=38,
        backend=18.0,
        redis_clients=12,
        redis_memory=1.6,
        redis_keys=20,
        tables={
            "transactions": TableFigures(made, 1000 * made),
            "refunds": TableFigures(made, 1000 * made),
            "attempts": TableFigures(4 * made, 2000 * made),
            "sessions": TableFigures(7, 16_384),
        },
    )


def grown(change: Callable[[Sample], Sample] = lambda sample: sample) -> list[str]:
    """What is found to have grown in a run whose samples are changed so."""
    samples = [change(flat(minute)) for minute in range(1, MINUTES + 1)]
    return [each.what for each in judge(samples, MINUTES) if each.too_much]


def with_table(name: str, rows: Callable[[int], int], width: Callable[[int], int]) -> Callable[[Sample], Sample]:
    def change(sample: Sample) -> Sample:
        at = int(sample.minute)
        return replace(sample, tables={**sample.tables, name: TableFigures(rows(at), rows(at) * width(at))})

    return change


def with_process(memory: Callable[[float], float], files: Callable[[float], int]) -> Callable[[Sample], Sample]:
    def change(sample: Sample) -> Sample:
        figures = ProcessFigures(memory(sample.minute), files(sample.minute))
        return replace(sample, processes={**sample.processes, "worker": figures})

    return change


def test_tables_that_grow_with_what_was_done_are_none_that_grow() -> None:
    assert grown() == []


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (with_process(lambda at: 140 + at / 2, lambda at: 25), ["memory of worker, MiB"]),
        (with_process(lambda at: 140, lambda at: 25 + int(at / 5)), ["open files of worker"]),
        (lambda sample: replace(sample, redis_memory=sample.minute), ["memory of Redis, MiB"]),
        (lambda sample: replace(sample, redis_keys=int(sample.minute)), ["keys in Redis"]),
        (lambda sample: replace(sample, connections=20 + int(sample.minute)), ["connections to PostgreSQL"]),
        (lambda sample: replace(sample, redis_clients=int(sample.minute)), ["connections to Redis"]),
        (with_table("sessions", lambda at: 10 * at, lambda at: 100), ["rows of sessions"]),
        (with_table("attempts", lambda at: 100 * at * at, lambda at: 500), ["rows of attempts"]),
        (with_table("refunds", lambda at: 100 * at, lambda at: 100 * at), ["bytes a row of refunds"]),
        (with_table("unheard_of", lambda at: 5 * at, lambda at: 100), []),
        (with_table("unheard_of", lambda at: 9 * at, lambda at: 100), ["rows of unheard_of"]),
    ],
    ids=lambda value: "-".join(value).replace(" ", "_") if isinstance(value, list) else "",
)
def test_what_grows_beyond_what_was_done_is_named(change: Callable[[Sample], Sample], found: list[str]) -> None:
    assert grown(change) == found


@pytest.mark.parametrize(
    ("minutes", "judged"), [(1, {"rows"}), (8, {"rows", "open"}), (60, {"rows", "open", "memory"})]
)
def test_a_short_run_says_nothing_about_what_takes_longer_to_be_full(minutes: int, judged: set[str]) -> None:
    samples = [replace(flat(each), minute=each * minutes / MINUTES) for each in range(1, MINUTES + 1)]
    found = {each.what.split()[0] for each in judge(samples, minutes)}
    assert found & {"rows", "open", "memory"} == judged
