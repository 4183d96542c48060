"""Behind PgBouncer: in session mode everything works; in transaction mode a process says at the start what it needs."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import pytest
from sqlalchemy import text

from app.demo.embedded import Urls
from app.store import pooling
from app.store.database import Store
from tests.addresses.test_connecting import socket_of
from tests.commands.test_cli import refundry
from tests.faults.wire import wire
from tests.support import debian
from tests.support import servers as real
from tests.support.merchant_client import live_service, open_shop
from tests.support.promises import verified

ROLE = "refundry"

SETTINGS = (
    "lock_timeout, statement_timeout, idle_in_transaction_session_timeout, client_connection_check_interval, "
    "plan_cache_mode, enable_seqscan, enable_hashjoin, enable_mergejoin, jit, options"
)


@asynccontextmanager
async def behind(database: str, mode: str, **more: str) -> AsyncIterator[str]:
    """The address of the database behind a PgBouncer in that pool mode; `more` are its settings."""
    port, name = debian.free_port(), urlsplit(database).path[1:]
    with TemporaryDirectory(prefix="refundry-pgbouncer-") as made:
        folder = Path(made)
        async with wire(socket_of(database)) as to:
            settings = {
                "listen_addr": "127.0.0.1",
                "listen_port": port,
                "unix_socket_dir": "",
                "auth_type": "trust",
                "auth_file": folder / "users",
                "pool_mode": mode,
                "default_pool_size": 60,
                **more,
            }
            lines = [f"{key} = {value}" for key, value in settings.items()]
            database_line = f"{name} = host=127.0.0.1 port={to.port} dbname={name} user={ROLE}"
            (folder / "ini").write_text("\n".join(["[databases]", database_line, "[pgbouncer]", *lines, ""]))
            (folder / "users").write_text(f'"{ROLE}" ""\n')
            debian.give_away(folder)
            async with debian.running([debian.program("pgbouncer"), str(folder / "ini")], port, folder / "printed"):
                yield f"postgresql://{ROLE}@127.0.0.1:{port}/{name}"


async def test_in_session_mode_everything_works(servers: Urls, database: str) -> None:
    async with behind(database, "session") as address:
        assert await pooling.what_is_missing(address) is None
        settings = real.settings_for(servers, address)
        async with live_service(settings) as live, open_shop(live) as shop:
            paid = await shop.settled("100.00")
            answers = await asyncio.gather(*(shop.refund(paid, "30.00", key=f"k{number}") for number in range(6)))
            assert sum(not each.codes for each in answers) == 3
            queued = (await shop.refund(await shop.settled("4000.00"), "3000.00")).object["id"]
            await shop.advance("P1D")
            assert (await shop.node(queued))["retry"]["attemptsMade"] == 2
            assert (await shop.effects(paid)).count("refund") == 3
            migrated = await asyncio.to_thread(refundry, "migrate", settings=settings)
            assert migrated.returncode == 0, migrated.stderr
        await verified(settings)


async def test_settings_last_as_they_do_without_it(database: str) -> None:
    """They can't come with the connection's first message, and are set once it is there; `options` as well."""
    async with behind(database, "session") as address:
        store = Store(f"{address}?options=-c%20work_mem%3D5MB%20--search-path%3Dpublic", lock_timeout=1.5)
        try:
            for ways in (store.session, store.begin):
                async with ways() as session:
                    asked = "SELECT current_setting('lock_timeout'), current_setting('work_mem')"
                    assert tuple((await session.execute(text(asked))).one()) == ("1500ms", "5MB")
            async with store.connection() as connection:
                assert await connection.fetchval("SELECT current_setting('enable_seqscan')") == "off"
        finally:
            await store.close()


@pytest.mark.parametrize("round_robin", ["0", "1"])
async def test_transaction_mode_is_refused_at_the_start(servers: Urls, database: str, round_robin: str) -> None:
    async with behind(database, "transaction", server_round_robin=round_robin, min_pool_size="3") as address:
        for command in ("serve", "worker", "migrate"):
            ended = await asyncio.to_thread(refundry, command, settings=real.settings_for(servers, address))
            assert ended.returncode == 1
            assert "pool_mode=session" in ended.stderr
            assert "docs/operating/pgbouncer.md" in ended.stderr


async def test_a_pooler_that_drops_settings_is_refused(database: str) -> None:
    async with behind(database, "session", ignore_startup_parameters=SETTINGS) as address:
        said = await pooling.what_is_missing(address)
    assert said is not None
    assert "ignore_startup_parameters" in said


async def test_postgresql_itself_misses_nothing(database: str) -> None:
    assert await pooling.what_is_missing(database) is None
