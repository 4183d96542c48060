"""Reversals over HTTP, beside PostgreSQL alone: pgbench sends the very statements that the service sends.

They are read in PostgreSQL's log (`recorded`), so that the script is always that of the code; as prepared statements,
one at a time on each connection, with neither HTTP nor GraphQL around them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from app.store.pool import PLANNED_FOR
from bench.client import ask
from bench.place import Broken, Place, check_promises, effects, execute, name_of, pgbench
from bench.recorded import as_script, begin_logging, record_pair
from bench.results import Row, Size, ratio, spread
from bench.reversals import CONNECTIONS, Sales
from bench.sales import FIRST, OF_AN_ORDER

FEW = 100
"""Sales in the databases where statements are recorded."""

EACH_ITS_OWN_VERSION = """
DO $$
DECLARE sale bigint;
BEGIN
    FOR sale IN SELECT id FROM transactions ORDER BY id LOOP
        UPDATE transactions SET amount = amount WHERE id = sale;
        COMMIT;
        UPDATE sandbox.payments SET amount = amount WHERE transaction = sale::text;
        COMMIT;
    END LOOP;
END $$
"""
"""What is loaded at once has one version; a script can tell where a value comes from only if it is like no other."""

AGAIN = f"""
\\if :i % {PLANNED_FOR} = {PLANNED_FOR - 1}
DISCARD PLANS;
\\endif
"""
"""As the service does."""

TWICE = """
SELECT count(*) - count(DISTINCT transaction) FROM sandbox.journal WHERE effect AND kind IN ('void', 'refund')
"""


def measure(place: Place, size: Size) -> list[Row]:
    """Throughput."""
    service_database = place.database(size.sales)
    sales = Sales(size.sales)
    pairs = list[tuple[float, float]]()
    with bare(place, size.sales, size.rounds) as alone, place.serving(service_database) as service:
        ask([service.port], sales.requests(), CONNECTIONS, size.seconds / 3)
        for _ in range(size.rounds):
            answered = ask([service.port], sales.requests(), CONNECTIONS, size.seconds)
            pairs.append((answered.by_second, alone.by_second(size.seconds)))
    place.drop(service_database)
    note = f"{spread(pairs)}; a void sends {alone.statements[0]} statements, a refund {alone.statements[1]}"
    return [
        Row("reverseTransaction, 32 connections: throughput", "pgbench, our statements", ratio(pairs), 0.6, note=note)
    ]


@dataclass(slots=True)
class Bare:
    """PostgreSQL alone, that reverses the sales of a `database` of its own, in so many `rounds`.

    `statements` are how many a void sends, and a refund.
    """

    database: str
    sales: int
    rounds: int
    path: Path
    statements: tuple[int, int]
    ran: int = 0
    made: int = 0

    def by_second(self, seconds: float) -> float:
        """Reversals by the second, half of them voids and half refunds, in one more round. Raises Broken."""
        share = self.sales // self.rounds // 2  # of pairs, for each round
        first = FIRST + 2 * share * self.ran
        ran = pgbench(self.database, self.path, CONNECTIONS, seconds, i=-1, each=share // CONNECTIONS, first=first)
        self.ran += 1
        self.made += 2 * ran.times
        return 2 * ran.by_second


@contextmanager
def bare(place: Place, sales: int, rounds: int) -> Iterator[Bare]:
    """Raises Broken at the end unless each sale was reversed once, and every promise was kept."""
    script, statements = record(place)
    database = place.database(sales)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "reversals.sql"
        path.write_text(script, encoding="utf-8")
        alone = Bare(database, sales, rounds, path, statements)
        yield alone
    if execute(database, TWICE)[0][0] or effects(database) != alone.made:
        raise Broken("pgbench reversed a sale twice, or ran out of them")
    check_promises(place, database)
    place.drop(database)


@cache
def record(place: Place) -> tuple[str, tuple[int, int]]:
    """A script that voids one sale and refunds the next, and how many statements each of the two are.

    They are recorded once for all that is measured beside them.
    """
    loaded = place.loaded(FEW)
    execute(loaded, EACH_ITS_OWN_VERSION)
    place.templates[FEW, OF_AN_ORDER] = name_of(loaded)
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
    return "\\set i :i + 1\n" + AGAIN + "".join(parts), (len(void[0].sent), len(refund[0].sent))
