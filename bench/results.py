"""What was measured, as one table: ratios, since those are what another machine should see as well."""

import os
import platform
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median

from app.demo.embedded import program
from tests.support import node

PACKAGES = ("asyncpg", "graphql-core", "sqlalchemy", "starlette", "strawberry-graphql", "uvicorn", "uvloop")


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: what was done, beside what, their `ratio`, and what it should be: at least, or at most, the goal."""

    work: str
    beside: str
    ratio: float
    goal: float
    at_most: bool = False
    note: str = ""

    @property
    def reached(self) -> bool:
        return self.ratio <= self.goal if self.at_most else self.ratio >= self.goal

    @property
    def cells(self) -> tuple[str, str, str, str, str]:
        goal = f"{'at most' if self.at_most else 'at least'} {self.goal:g}"
        return self.work, self.beside, f"{self.ratio:.2f}", goal, "yes" if self.reached else "no"


HEAD = ("work", "beside", "ratio", "goal", "reached")


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured: `rounds` by turns of so many `seconds` each, and so much of everything else."""

    rounds: int
    seconds: float
    sales: int
    orders: int
    at_once: int
    transactions: int
    starts: int
    requests: int
    requests_seconds: float
    queued: int
    due: int


FULL = Size(
    rounds=3,
    seconds=6,
    sales=100_000,
    orders=10_000,
    at_once=1_000,
    transactions=1_000_000,
    starts=7,
    requests=100_000,
    requests_seconds=90,
    queued=20_000,
    due=1_000,
)
SMOKE = Size(
    rounds=1,
    seconds=0.3,
    sales=6_000,
    orders=100,
    at_once=40,
    transactions=2_000,
    starts=1,
    requests=60,
    requests_seconds=5,
    queued=400,
    due=40,
)


def ratio(pairs: Sequence[tuple[float, float]]) -> float:
    """The middle one of the ratios of what was measured by turns, so that a machine that slows down meets both."""
    return median(one / other for one, other in pairs)


def spread(pairs: Sequence[tuple[float, float]]) -> str:
    """How far the rounds' ratios lie apart."""
    ratios = sorted(one / other for one, other in pairs)
    return f"rounds {ratios[0]:.2f} to {ratios[-1]:.2f}" if len(ratios) > 1 else "one round"


def table(rows: Sequence[Row], failed: Sequence[str] = ()) -> str:
    """For the screen: columns in line, below them notes, and the benchmarks that `failed`, with why."""
    lines = [HEAD, *(row.cells for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD))]
    shown = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]
    notes = [f"{row.work}, beside {row.beside}: {row.note}" for row in rows if row.note]
    return "\n".join([*shown, "", *notes, *(f"NOT MEASURED: {each}" for each in failed)])


def markdown(rows: Sequence[Row], failed: Sequence[str], size: Size, profiled: str) -> str:
    """For `RESULTS.md`: the table, the notes, what `failed`, what bounds it with what was `profiled`, the machine."""
    lines = [HEAD, tuple("---" for _ in HEAD), *(row.cells for row in rows)]
    return "\n".join(
        [
            "# Measured",
            "",
            f"By `make bench`: {size.rounds} rounds of {size.seconds:g} seconds by turns. Ratios are medians.",
            "PostgreSQL has fsync and synchronous_commit on. Both sides of a ratio ran on the same machine, in the",
            "same minutes, with the load in a process of its own. The top of each file in `bench/` says what its",
            "ratios compare, and what each peer does and leaves out.",
            "",
            *(f"| {' | '.join(line)} |" for line in lines),
            "",
            "## Notes",
            "",
            *(f"* {row.work}, beside {row.beside}: {row.note}" for row in rows if row.note),
            *(f"* not measured: {each}" for each in failed),
            "",
            (Path(__file__).parent / "BOUNDS.md").read_text(encoding="utf-8"),
            "## Where the process spends its time",
            "",
            "By `python -m bench.profile`: the innermost part of the project that was at work, and the library that it",
            "had called.",
            "",
            "```",
            profiled,
            "```",
            "",
            "## Machine",
            "",
            *(f"* {fact}" for fact in machine()),
            "",
        ]
    )


def machine() -> list[str]:
    """The machine's size, and the versions of what counts."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return [
        f"{os.cpu_count()} processors ({platform.machine()}), {memory:.0f} GiB of memory, {platform.system()}",
        f"Python {platform.python_version()}, {_said(program('postgres'), '--version')}, "
        f"Node {_said(node.node(), '--version')}",
        ", ".join(f"{name} {version(name)}" for name in PACKAGES),
    ]


def _said(*command: object) -> str:
    words = [str(word) for word in command]
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout.strip()
