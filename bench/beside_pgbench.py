"""Reversals over HTTP, beside PostgreSQL alone: pgbench sends the very statements that the service sends.

They are read in PostgreSQL's log (`recorded`), so that the script is always that of the code; as prepared statements,
one at a time on each connection, with neither HTTP nor GraphQL around them.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from bench.client import ask
from bench.place import Broken, Place, check_promises, effects, execute, pgbench
from bench.recorded import as_script, begin_logging, record_pair
from bench.results import Row, Size, ratio, spread
from bench.reversals import CONNECTIONS, Sales
from bench.sales import FIRST

FEW = 100
"""Sales in the databases where statements are recorded."""

TWICE = """
SELECT count(*) - count(DISTINCT transaction) FROM sandbox.journal WHERE effect AND kind IN ('void', 'refund')
"""


def measure(place: Place, size: Size) -> list[Row]:
    """Throughput."""
    script, statements = record(place)
    service_database, bare_database = place.database(size.sales), place.database(size.sales)
    sales = Sales(size.sales)
    pairs = list[tuple[float, float]]()
    made = 0
    share = size.sales // size.rounds // 2  # of pairs, for each round
    with TemporaryDirectory() as folder, place.serving(service_database) as service:
        path = Path(folder) / "reversals.sql"
        path.write_text(script, encoding="utf-8")
        ask([service.port], sales.requests(), CONNECTIONS, size.seconds / 3)
        for number in range(size.rounds):
            answered = ask([service.port], sales.requests(), CONNECTIONS, size.seconds)
            first = FIRST + 2 * share * number
            each = share // CONNECTIONS
            ran = pgbench(bare_database, path, CONNECTIONS, size.seconds, i=-1, each=each, first=first)
            made += 2 * ran.times
            pairs.append((answered.by_second, 2 * ran.by_second))
    if execute(bare_database, TWICE)[0][0] or effects(bare_database) != made:
        raise Broken("pgbench reversed a sale twice, or ran out of them")
    check_promises(place, bare_database)
    place.drop(service_database)
    place.drop(bare_database)
    note = f"{spread(pairs)}; a void sends {statements[0]} statements, a refund {statements[1]}"
    return [
        Row("reverseTransaction, 32 connections: throughput", "pgbench, our statements", ratio(pairs), 0.6, note=note)
    ]


def record(place: Place) -> tuple[str, tuple[int, int]]:
    """A script that voids one sale and refunds the next, and how many statements each of the two are."""
    recorded = place.database(FEW)
    fresh = [place.database(FEW), place.database(FEW)]
    begin_logging(recorded)
    with place.serving(recorded) as service:
        void = record_pair(place, recorded, service, settled=False)
        refund = record_pair(place, recorded, service, settled=True)
    parts = [
        as_script(fresh[0], *void, sale=":first + 2 * (:each * :client_id + :i)"),
        as_script(fresh[1], *refund, sale=":sale + 1"),
    ]
    return "\\set i :i + 1\n" + "".join(parts), (len(void[0].sent), len(refund[0].sent))
