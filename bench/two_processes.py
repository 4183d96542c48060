"""Reversals over HTTP by two API processes, beside one: the same connections, half of them to each.

A worker runs beside in both cases, and one PostgreSQL serves all of them.
"""

import os

from bench.client import ask
from bench.place import Place, check_promises
from bench.results import Row, Size, ratio, spread
from bench.reversals import CONNECTIONS, Sales


def measure(place: Place, size: Size) -> list[Row]:
    """Throughput."""
    database = place.database(size.sales)
    sales = Sales(size.sales)
    with place.starting(database) as one, place.starting(database) as other, place.working(database):
        place.ready(one, other)
        both = [one.port, other.port]
        ask(both, sales.requests(), CONNECTIONS, size.seconds / 3)
        pairs = [
            (
                ask(both, sales.requests(), CONNECTIONS, size.seconds).by_second,
                ask([one.port], sales.requests(), CONNECTIONS, size.seconds).by_second,
            )
            for _ in range(size.rounds)
        ]
    check_promises(place, database)
    place.drop(database)
    note = f"{spread(pairs)}; two API processes, PostgreSQL and the load share {os.cpu_count()} processors"
    return [Row("reverseTransaction, two processes: throughput", "one process", ratio(pairs), 1.7, note=note)]
