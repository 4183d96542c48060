"""What PostgreSQL writes for a reversal: records and bytes of its log (WAL), and what the tables grow by.

    python -m bench.writes [--reversals 2000]

Every sale is reversed by one request after the other, the settled ones first. Images of whole pages, which PostgreSQL
adds after a checkpoint, are left out: how many there are depends on the time between checkpoints. Nothing is vacuumed
meanwhile, so that the tables' growth has the old versions of rows in it, whose space PostgreSQL uses again later.
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bench.client import ask
from bench.place import Broken, Place, Process, check_promises, effects, execute, opened
from bench.processors import spent
from bench.reversals import reversal, service_id
from bench.sales import FIRST

WARM_UP = 100
KINDS = ("refund", "void")

GROWN = """
SELECT CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || c.relname AS name,
    pg_relation_size(c.oid) AS data, pg_indexes_size(c.oid) AS indexes
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND n.nspname IN ('public', 'sandbox')
"""

WRITTEN = """
SELECT "resource_manager/record_type" AS kind, count, record_size AS bytes
FROM pg_get_wal_stats($1::text::pg_lsn, $2::text::pg_lsn, true) WHERE count > 0
"""

NOT_VACUUMED = """
DO $$
DECLARE name regclass;
BEGIN
    FOR name IN SELECT oid FROM pg_class WHERE relkind = 'r' AND relnamespace IN ('public'::regnamespace,
        'sandbox'::regnamespace)
    LOOP
        EXECUTE format('ALTER TABLE %s SET (autovacuum_enabled = off)', name);
    END LOOP;
END $$
"""


@dataclass(frozen=True, slots=True)
class Written:
    """What one reversal of a `kind` writes: records of the log by their type, their bytes, bytes by table (without and
    with nothing but its indexes), and the milliseconds that PostgreSQL's processes worked.
    """

    kind: str
    records: Mapping[str, float]
    log_bytes: float
    tables: Mapping[str, tuple[float, float]]
    milliseconds: float

    @property
    def table_bytes(self) -> float:
        return sum(data + indexes for data, indexes in self.tables.values())


def measure(place: Place, reversals: int, warm_up: int = WARM_UP) -> list[Written]:
    """Of so many reversals, half of them refunds. Raises Broken."""
    database = place.database(reversals + 2 * warm_up)
    execute(database, "CREATE EXTENSION IF NOT EXISTS pg_walinspect")
    execute(database, NOT_VACUUMED)
    numbers = range(FIRST, FIRST + reversals + 2 * warm_up)
    with place.serving(database) as service:
        found = [
            _measure(place, database, service, kind, warm_up, [number for number in numbers if number % 2 == voided])
            for voided, kind in enumerate(KINDS)
        ]
    if effects(database) != len(numbers):
        raise Broken("not every sale was reversed once")
    check_promises(place, database)
    place.drop(database)
    return found


def _measure(place: Place, database: str, service: Process, kind: str, warm_up: int, sales: Sequence[int]) -> Written:
    requests = [reversal(service_id(number)) for number in sales]
    ask([service.port], requests[:warm_up], 1)
    execute(database, "CHECKPOINT")
    began, before, used = _place(database), _sizes(database), spent(place, service)
    ask([service.port], requests[warm_up:], 1)
    used = spent(place, service) - used
    ended, after, each = _place(database), _sizes(database), len(requests) - warm_up
    log = execute(database, WRITTEN, began, ended)
    grown = {
        name: ((data - before[name][0]) / each, (indexes - before[name][1]) / each)
        for name, (data, indexes) in after.items()
        if (data, indexes) != before[name]
    }
    return Written(
        kind,
        {row["kind"]: row["count"] / each for row in log},
        float(sum(row["bytes"] for row in log)) / each,
        grown,
        1000 * used.database / each,
    )


def _place(database: str) -> str:
    return str(execute(database, "SELECT pg_current_wal_flush_lsn()::text")[0][0])


def _sizes(database: str) -> dict[str, tuple[int, int]]:
    return {row["name"]: (row["data"], row["indexes"]) for row in execute(database, GROWN)}


def table(found: Sequence[Written]) -> Iterator[str]:
    """The lines that are printed."""
    for each in found:
        yield f"A {each.kind}: {sum(each.records.values()):.1f} records of {each.log_bytes:,.0f} bytes in the log,"
        yield f"  {each.table_bytes:,.0f} bytes of tables and indexes,"
        yield f"  {each.milliseconds:.2f} ms of processor time of PostgreSQL"
        for kind, count in sorted(each.records.items(), key=lambda row: -row[1]):
            if count >= 0.05:
                yield f"  {count:7.2f}  {kind}"
        for name, (data, indexes) in sorted(each.tables.items(), key=lambda row: -sum(row[1])):
            yield f"  {data:7,.0f} + {indexes:7,.0f} bytes  {name}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reversals", type=int, default=2_000)
    asked = parser.parse_args()
    with opened() as place:
        print("\n".join(table(measure(place, asked.reversals))))


if __name__ == "__main__":
    main()
