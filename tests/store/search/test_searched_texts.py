"""The texts that payments are searched by: kept by the database itself, and brought along by the migration."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import TypeAlias

import asyncpg
import pytest
from alembic import command

from app.store import migrate
from app.store.migrate import CannotMigrate, upgrade

Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record]"

BEFORE = "6f0c1b2d9a37"
"""The migration that the tables of texts come after."""

PAYMENTS = """
INSERT INTO merchants (public_id, name, sandbox, created_at) VALUES ('m', 'M', true, now());
INSERT INTO merchant_accounts (merchant_id, public_id, currency, status) VALUES (1, 'usd', 'USD', 'ACTIVE');
INSERT INTO orders (merchant_id, legacy_id, order_id, currency, placed_at) VALUES (1, 'o1', 'A-1', 'USD', now());
INSERT INTO transactions (merchant_id, legacy_id, account_id, order_id, currency, amount, authorized_amount, status,
    method, source, created_at)
VALUES (1, 't1', 1, 'A-1', 'USD', 100, 100, 'SETTLED', '{"cardholder": "Ann LEE", "last4": "4242"}', 'API', now()),
    (1, 't2', 1, 'A-2', 'USD', 100, 100, 'SETTLED', '{"payer_email": "Ann@Example.com"}', 'API', now()),
    (1, 't3', 1, NULL, 'USD', 100, 100, 'SETTLED', '{}', 'API', now());
INSERT INTO refunds (merchant_id, legacy_id, transaction_id, account_id, order_id, currency, amount, status, source,
    created_at, requested_by, requested_by_id)
VALUES (1, 'r1', 1, 1, 'A-1', 'USD', 1, 'SETTLED', 'API', now(), 'Key', 'key'),
    (1, 'r2', 1, 1, 'Own-1', 'USD', 1, 'SETTLED', 'API', now(), 'Key', 'key'),
    (1, 'r3', 1, 1, NULL, 'USD', 1, 'SETTLED', 'API', now(), 'Key', 'key');
"""

ORDER_IDS = ["A-1", "A-2", "Own-1"]
TEXTS = [(1, 1, "ann lee", None, "4242"), (2, 1, None, "ann@example.com", None)]


@pytest.fixture
async def connection(empty: str) -> AsyncIterator[Connection]:
    connection = await asyncpg.connect(empty)
    yield connection
    await connection.close()


async def migrate_to(address: str, revision: str) -> None:
    await migrate._in_transaction(address, lambda connection: command.upgrade(migrate._config(connection), revision))


async def kept(connection: Connection) -> tuple[list[str], list[tuple[object, ...]]]:
    ids = await connection.fetch("SELECT order_id FROM order_ids WHERE merchant_id = 1 ORDER BY order_id")
    texts = await connection.fetch("SELECT * FROM transaction_texts ORDER BY transaction_id")
    return [row["order_id"] for row in ids], [tuple(row) for row in texts]


async def test_the_database_keeps_them(empty: str, connection: Connection) -> None:
    await upgrade(empty)
    await connection.execute(PAYMENTS)
    assert await kept(connection) == (ORDER_IDS, TEXTS)
    await connection.execute("UPDATE transactions SET order_id = 'B-1', method = '{}' WHERE id = 2")
    await connection.execute("""UPDATE transactions SET method = '{"last4": "0001"}' WHERE id IN (1, 3)""")
    await connection.execute("UPDATE transactions SET status = 'SETTLING' WHERE id = 1")
    assert await kept(connection) == (
        sorted([*ORDER_IDS, "B-1"]),
        [(1, 1, None, None, "0001"), (3, 1, None, None, "0001")],
    )


async def test_those_of_earlier_payments_are_brought_along(empty: str, connection: Connection) -> None:
    await migrate_to(empty, BEFORE)
    await connection.execute(PAYMENTS)
    await upgrade(empty)
    assert await kept(connection) == (ORDER_IDS, TEXTS)


def _let_in(file: Path, rule: str) -> None:
    file.write_text(f"{rule}\n{file.read_text()}")


async def test_whoever_may_not_create_the_extension_is_told_what_to_do(empty: str, connection: Connection) -> None:
    """The owner of all tables, but not of the database."""
    name = empty.partition("?")[0].rpartition("/")[2]
    await connection.execute(f"CREATE ROLE {name}_owner LOGIN; ALTER DATABASE {name} OWNER TO {name}_owner")
    # The server lets in nobody else by itself.
    _let_in(Path(await connection.fetchval("SHOW hba_file")), f"local {name} {name}_owner trust")
    await connection.execute("SELECT pg_reload_conf()")
    theirs = empty.replace("//refundry@", f"//{name}_owner@")
    await migrate_to(theirs, BEFORE)
    await connection.execute(f"ALTER DATABASE {name} OWNER TO refundry; GRANT ALL ON SCHEMA public TO {name}_owner")
    with pytest.raises(CannotMigrate, match=r"permission denied.*CREATE EXTENSION pg_trgm"):
        await upgrade(theirs)
    await connection.execute("CREATE EXTENSION pg_trgm")
    await upgrade(theirs)
    assert await migrate.is_current(theirs)
