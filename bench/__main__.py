"""Everything that is promised of the service's speed, measured beside what it is compared with.

    python -m bench [--smoke] [NAME ...]

Prints one table; a full run of all of them writes it to `RESULTS.md` as well. With --smoke the numbers are tiny: it
checks that every benchmark works, and says nothing about speed.
"""

import argparse
import sys
import time
from collections.abc import Callable

from bench import (
    beside_mercurius,
    beside_pgbench,
    bulk,
    draining,
    failing,
    memory,
    pages,
    pages_beside_mercurius,
    slow_gateway,
    starting,
    two_processes,
)
from bench.client import NotAnswered
from bench.place import FOLDER, Broken, Place, opened
from bench.profile import in_words, profiles
from bench.recorded import NotTheSame
from bench.results import FULL, SMOKE, Row, Size, markdown, table

BENCHMARKS: dict[str, Callable[[Place, Size], list[Row]]] = {
    "mercurius": beside_mercurius.measure,
    "pgbench": beside_pgbench.measure,
    "orders": bulk.measure,
    "gateway": slow_gateway.measure,
    "failing": failing.measure,
    "draining": draining.measure,
    "pages": pages.measure,
    "mercurius-pages": pages_beside_mercurius.measure,
    "processes": two_processes.measure,
    "start": starting.measure,
    "memory": memory.measure,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", metavar="NAME", nargs="*", help=f"only these: {', '.join(BENCHMARKS)}")
    parser.add_argument("--smoke", action="store_true")
    asked = parser.parse_args()
    unknown = set(asked.names) - set(BENCHMARKS)
    if unknown:
        parser.error(f"There is no benchmark called {', '.join(sorted(unknown))}.")
    size = SMOKE if asked.smoke else FULL
    rows, failed = list[Row](), list[str]()
    with opened() as place:
        for name, measure in BENCHMARKS.items():
            if asked.names and name not in asked.names:
                continue
            began = time.monotonic()
            try:
                rows += measure(place, size)
            except (Broken, NotAnswered, NotTheSame) as error:
                failed.append(f"{name}: {str(error)[:500]}")
            print(f"{name}: {time.monotonic() - began:.0f} seconds", file=sys.stderr)
        profiled = "" if asked.names else in_words(profiles(place, size))
    print(table(rows, failed))
    if not asked.smoke and not asked.names:
        (FOLDER / "RESULTS.md").write_text(markdown(rows, failed, size, profiled), encoding="utf-8")
    if failed:
        sys.exit(1)


if __name__ == "__main__":
    main()
