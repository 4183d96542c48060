"""Where an API process spends its time while reversals come on 32 connections: python -m bench.profile

Prints the shares of what is at work, largest first, and whose processor time it is.
"""

import json
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.client import ask
from bench.place import Place, effects, opened
from bench.processors import shares, spent
from bench.reversals import CONNECTIONS, Sales

SALES, SECONDS = 60_000, 10.0
SHOWN = 25


def measure(place: Place, sales: int = SALES, seconds: float = SECONDS) -> tuple[Counter[str], str]:
    """How often what was at work, and in words how busy the processors were. Raises Broken, NotAnswered."""
    database, asked = place.database(sales), Sales(sales)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "counted"
        with place.serving(database, ("-m", "bench.profiled_server", str(file))) as service:
            ask([service.port], asked.requests(), CONNECTIONS, seconds / 3)
            before = spent(place, service)
            ask([service.port], asked.requests(), CONNECTIONS, seconds)
            used = spent(place, service) - before
        counted = Counter[str](json.loads(file.read_text(encoding="utf-8")))
    assert effects(database) == asked.taken, "the journal has every reversal once"
    place.drop(database)
    return counted, shares(used)


def main() -> None:
    with opened() as place:
        counted, busy = measure(place)
    everything = sum(counted.values())
    print(busy)
    for name, times in counted.most_common(SHOWN):
        print(f"{times / everything:6.1%}  {name}")


if __name__ == "__main__":
    main()
