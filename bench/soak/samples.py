"""What is looked at once a minute: each process's memory and open files, connections, keys in Redis, tables."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import asyncpg
from redis.asyncio import Redis

TABLES = """
SELECT CASE n.nspname WHEN 'public' THEN c.relname ELSE n.nspname || '.' || c.relname END AS name,
    quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS quoted,
    coalesce((SELECT sum(pg_total_relation_size(part.relid)) FROM pg_partition_tree(c.oid) AS part),
        pg_total_relation_size(c.oid))::bigint AS bytes
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname IN ('public', 'sandbox')
ORDER BY 1
"""

BACKENDS = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"

_MEMORY = re.compile(r"^VmRSS:\s+(\d+) kB", re.MULTILINE)
_OWN = re.compile(r"^RssAnon:\s+(\d+) kB", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ProcessFigures:
    """One process: resident memory in MiB, and open file descriptors."""

    memory: float
    files: int


@dataclass(frozen=True, slots=True)
class TableFigures:
    """One table with its indexes: rows, and bytes on the disk."""

    rows: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Sample:
    """How everything was `minute` minutes after the beginning, when `mutations` had been answered.

    `backend` is the own memory, in MiB, of the largest connection inside PostgreSQL. `redis_memory` is in MiB.
    """

    minute: float
    mutations: int
    processes: Mapping[str, ProcessFigures]
    connections: int
    backend: float
    redis_clients: int
    redis_memory: float
    redis_keys: int
    tables: Mapping[str, TableFigures]


def look_at_process(pid: int) -> ProcessFigures:
    """Raises OSError for a process that has ended."""
    return ProcessFigures(_mebibytes(pid, _MEMORY), sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir()))


async def take(
    minute: float,
    mutations: int,
    pids: Mapping[str, int],
    database: "asyncpg.Connection[asyncpg.Record]",
    redis: Redis,
) -> Sample:
    """Looks once. The connections by which it looks are not counted."""
    tables = dict[str, TableFigures]()
    for name, quoted, size in await database.fetch(TABLES):
        counted = await database.fetchval(f"SELECT count(*) FROM {quoted}")  # noqa: S608 - PostgreSQL has quoted it
        tables[name] = TableFigures(int(counted), int(size))
    backends = [int(pid) for (pid,) in await database.fetch(BACKENDS)]
    told = await redis.info()
    return Sample(
        minute=minute,
        mutations=mutations,
        processes={name: look_at_process(pid) for name, pid in pids.items()},
        connections=len(backends),
        backend=_largest(backends),
        redis_clients=int(told["connected_clients"]) - 1,
        redis_memory=float(told["used_memory"]) / 2**20,
        redis_keys=int(await redis.dbsize()),
        tables=tables,
    )


def _largest(backends: Sequence[int]) -> float:
    found = [0.0]
    for pid in backends:
        try:
            found.append(_mebibytes(pid, _OWN))
        except OSError:  # it has ended meanwhile
            continue
    return max(found)


def _mebibytes(pid: int, line: re.Pattern[str]) -> float:
    found = line.search(Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) / 1024 if found is not None else 0.0
