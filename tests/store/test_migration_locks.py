"""Migrations hold nobody up: what each of them locks of the tables in use, and what it does meanwhile."""

import asyncio
import re
import time
from collections.abc import Collection
from dataclasses import dataclass, field

import asyncpg
import pytest
from alembic import command
from sqlalchemy import Connection, event, text

from app.store.migrate import LOCK_TIMEOUT, CannotMigrate, _config, _connected, _scripts, is_current, upgrade

HOT = {
    *("transactions", "refunds", "operations", "attempts", "orders", "order_line_items", "request_keys", "changes"),
    *("status_events", "outbox", "approvals"),
}

BEFORE = "a7c41e9d3b60"
"""All after this one: nobody had data that it, or those before it, could have held up."""

STRONG = {"AccessExclusiveLock", "ExclusiveLock", "ShareLock", "ShareRowExclusiveLock"}
"""Locks behind which whoever writes has to wait."""

_ROWS = re.compile(r"\s*(UPDATE|DELETE|INSERT|WITH)\b", re.IGNORECASE)
_SCANS = re.compile(
    r"ALTER TABLE (?:public\.)?(?P<table>\w+) .*(?:ADD (?:CONSTRAINT \S+ )?(?:CHECK|FOREIGN KEY|UNIQUE)(?!.*NOT VALID)"
    r"|SET NOT NULL|ALTER COLUMN \w+ TYPE)"
    r"|CREATE (?:UNIQUE )?INDEX (?!CONCURRENTLY)\S+ ON (?:public\.)?(?P<indexed>\w+)",
    re.IGNORECASE | re.DOTALL,
)
"""Statements that change rows, and those that read whole tables of the public schema."""


@dataclass
class Transaction:
    """What one transaction of a migration locked and did."""

    locked: set[str] = field(default_factory=set)
    long_work: list[str] = field(default_factory=list)


LOCKS = f"""
SELECT DISTINCT c.relname FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
WHERE l.pid = pg_backend_pid() AND l.granted AND l.mode IN ({", ".join(f"'{mode}'" for mode in sorted(STRONG))})
    AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
"""


def is_long(statement: str, tables: Collection[str]) -> bool:
    """Whether the statement changes rows, or reads one of the tables as a whole."""
    scanned = {found["table"] or found["indexed"] for found in _SCANS.finditer(statement)}
    return _ROWS.match(statement) is not None or not scanned.isdisjoint(tables)


def watched(connection: Connection, revision: str) -> list[Transaction]:
    """The transactions of one migration, as it runs. What runs outside of one holds its lock for a statement only."""
    done, present = list[Transaction](), Transaction()
    there = set(connection.execute(text("SELECT relname FROM pg_class WHERE relkind = 'r'")).scalars())
    connection.commit()

    def note(given: Connection, _: object, statement: str, *more: object) -> None:
        if given.get_execution_options().get("isolation_level") == "AUTOCOMMIT" or "alembic_version" in statement:
            return
        if _ROWS.match(statement) or any(
            (found["table"] or found["indexed"]) in there for found in _SCANS.finditer(statement)
        ):
            present.long_work.append(statement.strip())

    def end(given: Connection) -> None:
        nonlocal present
        cursor = given.connection.cursor()
        cursor.execute(LOCKS)
        present.locked = {row[0] for row in cursor.fetchall()} & HOT & there
        done.append(present)
        present = Transaction()

    event.listen(connection, "before_cursor_execute", note)
    event.listen(connection, "commit", end)
    try:
        command.upgrade(_config(connection), revision)
    finally:
        event.remove(connection, "before_cursor_execute", note)
        event.remove(connection, "commit", end)
    return done


async def test_no_migration_works_while_it_locks_a_table_that_is_in_use(empty: str) -> None:
    """It neither rewrites rows, nor reads a whole table, in a transaction that others have to wait for."""
    await upgrade(empty, BEFORE)
    revisions = [each.revision for each in _scripts().walk_revisions(BEFORE, "head")][::-1]
    assert revisions[0] == BEFORE
    locking = 0
    async with _connected(empty, {}) as connection:
        for revision in revisions[1:]:
            for transaction in await connection.run_sync(watched, revision):
                assert not (transaction.locked and transaction.long_work), revision
                locking += bool(transaction.locked)
    assert locking, "some of them change a table that is in use"
    assert await is_current(empty)


@pytest.mark.parametrize(
    ("statement", "takes_long"),
    [
        ("UPDATE refunds SET note = 'x'", True),
        ("ALTER TABLE refunds ADD CONSTRAINT ck_x CHECK (amount > 0)", True),
        ("ALTER TABLE refunds ADD CONSTRAINT ck_x CHECK (amount > 0) NOT VALID", False),
        ("ALTER TABLE refunds ADD COLUMN x boolean DEFAULT false NOT NULL", False),
        ("ALTER TABLE refunds ALTER COLUMN x TYPE text", True),
        ("ALTER TABLE refunds ALTER COLUMN x SET NOT NULL", True),
        ("CREATE INDEX ix_x ON refunds (amount)", True),
        ("CREATE INDEX ix_x ON other (amount)", False),
    ],
)
def test_long_work_is_told_from_short(statement: str, takes_long: bool) -> None:
    assert is_long(statement, HOT) is takes_long


async def test_a_migration_lets_those_pass_who_use_its_tables(empty: str) -> None:
    """It waits for a moment only, tries again, and says so at last."""
    await upgrade(empty, BEFORE)
    user = await asyncpg.connect(empty)
    holding = user.transaction()
    await holding.start()
    await user.execute("LOCK TABLE operations IN ACCESS SHARE MODE")
    began = time.monotonic()
    with pytest.raises(CannotMigrate, match="in use for too long"):
        await upgrade(empty, tries=2, pause=0.0)
    assert time.monotonic() - began < 4 * LOCK_TIMEOUT
    migrating = asyncio.create_task(upgrade(empty, pause=0.1))
    await holding.rollback()
    await migrating
    await user.close()
    assert await is_current(empty)
