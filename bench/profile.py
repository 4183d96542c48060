"""Where an API process spends its time: python -m bench.profile

While reversals come on 32 connections, and while one client reads pages one after the other. Prints the shares of what
is at work, largest first, and whose processor time it is.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import pages
from bench.client import ask
from bench.place import Place, effects, opened
from bench.processors import shares, spent
from bench.results import FULL, Size
from bench.reversals import CONNECTIONS, Sales

MOST_TRANSACTIONS = 100_000
"""Of which pages are read: the process's part is the same, however many there are."""

SHOWN = 15


@dataclass(frozen=True, slots=True)
class Profile:
    """How often what was at work, during what, and in words how busy the processors were."""

    work: str
    counted: Counter[str]
    busy: str

    def lines(self) -> Iterator[str]:
        """The largest shares, one a line."""
        everything = sum(self.counted.values())
        for name, times in self.counted.most_common(SHOWN):
            yield f"{times / everything:6.1%}  {name}"


def profiles(place: Place, size: Size) -> list[Profile]:
    """Of reversals and of pages. Raises Broken, NotAnswered."""
    return [_of_reversals(place, size), _of_pages(place, size)]


def _of_reversals(place: Place, size: Size) -> Profile:
    database, asked = place.database(size.sales), Sales(size.sales)
    counted, busy = _profiled(place, database, asked.requests(), CONNECTIONS, size.seconds)
    assert effects(database) == asked.taken, "the journal has every reversal once"
    place.drop(database)
    return Profile(f"reverseTransaction, {CONNECTIONS} connections", counted, busy)


def _of_pages(place: Place, size: Size) -> Profile:
    transactions = min(size.transactions, MOST_TRANSACTIONS)
    database = place.loaded(transactions, refunded_every=pages.REFUNDED_EVERY)
    counted, busy = _profiled(place, database, pages.requests(pages.questions(transactions)), 1, size.seconds)
    place.drop(database)
    return Profile("transactions(first: 50), one connection", counted, busy)


def _profiled(
    place: Place, database: str, requests: Iterable[bytes], connections: int, seconds: float
) -> tuple[Counter[str], str]:
    left = iter(requests)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "counted"
        with place.serving(database, ("-m", "bench.profiled_server", str(file))) as service:
            ask([service.port], left, connections, seconds / 3)
            before = spent(place, service)
            ask([service.port], left, connections, seconds)
            used = spent(place, service) - before
        return Counter[str](json.loads(file.read_text(encoding="utf-8"))), shares(used)


def in_words(measured: Iterable[Profile]) -> str:
    return "\n\n".join("\n".join([f"{each.work}: {each.busy}", *each.lines()]) for each in measured)


def main() -> None:
    with opened() as place:
        print(in_words(profiles(place, FULL)))


if __name__ == "__main__":
    main()
