"""How large the tables are: as PostgreSQL counts them, without reading any."""

from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

_LOOK = text("""
SELECT CASE n.nspname WHEN 'public' THEN c.relname ELSE n.nspname || '.' || c.relname END AS name,
    greatest(coalesce(s.n_live_tup, 0), c.reltuples::bigint, 0) AS rows,
    pg_table_size(c.oid) AS data, pg_indexes_size(c.oid) AS indexes
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_stat_user_tables s ON s.relid = c.oid
WHERE c.relkind IN ('r', 'p') AND n.nspname IN ('public', 'sandbox')
ORDER BY pg_total_relation_size(c.oid) DESC, 1
""")


@dataclass(frozen=True, slots=True)
class TableSize:
    """A table's size in bytes, without and with nothing but its indexes; `rows` is an estimate."""

    name: str
    rows: int
    data: int
    indexes: int

    @property
    def total(self) -> int:
        return self.data + self.indexes


async def look(session: AsyncSession) -> list[TableSize]:
    """Every table of the service and of the sandbox's books, the largest first."""
    return [TableSize(row.name, row.rows, row.data, row.indexes) for row in await session.execute(_LOOK)]
