"""Whose processor time goes into a request: the API's process, PostgreSQL's, or nobody's while everybody waits.

Linux tells; elsewhere nothing is said of it.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from bench.place import Place, Process

_PROC = Path("/proc")
_STAT_PARENT, _STAT_USER, _STAT_SYSTEM = 1, 11, 12
"""Fields of /proc/…/stat behind the command's name."""


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of processor time that a process and PostgreSQL have taken by some moment, which `at` tells."""

    at: float
    process: float
    database: float

    def __sub__(self, before: "Spent") -> "Spent":
        return Spent(self.at - before.at, self.process - before.process, self.database - before.database)

    def __add__(self, other: "Spent") -> "Spent":
        return Spent(self.at + other.at, self.process + other.process, self.database + other.database)


NOTHING = Spent(0.0, 0.0, 0.0)


def spent(place: Place, process: Process) -> Spent:
    """By now, from the start of each process on; nothing where that is not told."""
    if not (_PROC / "self" / "stat").exists():
        return NOTHING
    own = _seconds(_PROC / str(process.process.pid))
    return Spent(monotonic(), own, sum(_seconds(folder) for folder in _of_database(place)))


def compared(ours: Spent, our_requests: int, theirs: Spent, their_requests: int) -> str:
    """In words: what a request takes beside one of the peer's, in all and of either side."""
    if not all((ours.process, ours.database, theirs.process, theirs.database)):
        return "processor times are not told here, or it was too short to tell"
    process = ours.process / our_requests / (theirs.process / their_requests)
    database = ours.database / our_requests / (theirs.database / their_requests)
    whole = (ours.process + ours.database) / our_requests / ((theirs.process + theirs.database) / their_requests)
    share = ours.process / (ours.process + ours.database)
    busy = (ours.process + ours.database) / ours.at / (os.cpu_count() or 1)
    return (
        f"processor time of a request {whole:.2f} of the peer's (process {process:.2f}, PostgreSQL {database:.2f}); "
        f"{share:.0%} of ours is the process's, and both together kept the processors {busy:.0%} busy"
    )


def shares(used: Spent) -> str:
    """In words: how much of the time the process was at work, and PostgreSQL."""
    if not used.at:
        return "processor times are not told here"
    return f"its process worked {used.process / used.at:.0%} of the time, PostgreSQL {used.database / used.at:.0%}"


def _of_database(place: Place) -> Iterator[Path]:
    (written,) = place.servers.data.rglob("postmaster.pid")
    postmaster = written.read_text().split(maxsplit=1)[0]
    for folder in _PROC.glob("[0-9]*"):
        if folder.name == postmaster or _fields(folder)[_STAT_PARENT : _STAT_PARENT + 1] == [postmaster]:
            yield folder


def _seconds(folder: Path) -> float:
    fields = _fields(folder)
    return sum(int(each) for each in fields[_STAT_USER : _STAT_SYSTEM + 1]) / os.sysconf("SC_CLK_TCK")


def _fields(folder: Path) -> list[str]:
    """Nothing of a process that has ended meanwhile."""
    try:
        return (folder / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []
