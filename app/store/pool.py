"""Connections to PostgreSQL for a few statements that are sent thousands of times a second, and always the same.

Each finds a handful of rows by their keys. Planning it takes longer than carrying it out, so it is planned once for
many times, and afresh now and then: while a table is almost empty, PostgreSQL takes other ways through it than later.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import asyncpg
from asyncpg.pool import PoolConnectionProxy

if TYPE_CHECKING:
    Connection = asyncpg.Connection[asyncpg.Record] | PoolConnectionProxy[asyncpg.Record]
else:
    Connection = asyncpg.Connection

BY_THEIR_KEYS = {
    "plan_cache_mode": "force_generic_plan",
    "enable_seqscan": "off",
    "enable_hashjoin": "off",
    "enable_mergejoin": "off",
}
"""PostgreSQL's settings for such statements: they are planned once, and never read a whole table for a few rows."""

NOTICE_A_LOST_CLIENT = {"client_connection_check_interval": "1s"}
"""PostgreSQL's setting for every connection: a statement ends with the client that asked for it.

A request to cancel may come to nothing, where the statement has only just begun. Without its client it would then go
on, beside the connection that the pool opens in its place.
"""

PLANNED_FOR = 100
"""How often a connection is used with the same plans."""


class QuickPool:
    """From `least` to `most` connections, which open when they are first used, or with `open`.

    `settings` are PostgreSQL's, beside those above; `prepare` is done to each connection once. `dsn` is an address with
    or without SQLAlchemy's "+asyncpg". `timeout` is for opening a connection, `answer_timeout` for each statement, both
    in seconds: a server that went silent is not noticed otherwise. `wait` is how many seconds a caller waits for one of
    the connections while others have them all.
    """

    def __init__(
        self,
        dsn: str,
        *,
        least: int,
        most: int,
        settings: Mapping[str, str] | None = None,
        prepare: Callable[[Any], Coroutine[Any, Any, None]] | None = None,
        timeout: float = 60,
        answer_timeout: float | None = None,
        wait: float = 60,
    ) -> None:
        self._dsn = dsn.replace("postgresql+asyncpg://", "postgresql://", 1)
        self._least = least
        self._most = most
        self._settings = {**(settings or {}), **NOTICE_A_LOST_CLIENT, **BY_THEIR_KEYS}
        self._prepare = prepare
        self._timeout = timeout
        self._answer_timeout = answer_timeout
        self._wait = wait
        self._opening = asyncio.Lock()
        self._pool: asyncpg.Pool[asyncpg.Record] | None = None
        self._used: Counter[int] = Counter()

    async def open(self) -> "asyncpg.Pool[asyncpg.Record]":
        """Opens the connections. Raises what asyncpg raises where the database does not answer."""
        async with self._opening:
            if self._pool is None:
                self._pool = await asyncpg.create_pool(
                    self._dsn,
                    min_size=self._least,
                    max_size=self._most,
                    reset=_leave_as_it_is,
                    init=self._prepare,
                    timeout=self._timeout,
                    command_timeout=self._answer_timeout,
                    server_settings=self._settings,
                )
            return self._pool

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[Connection]:
        """A connection for the length of a block. Raises what asyncpg raises, and TimeoutError where none gets free."""
        pool = self._pool or await self.open()
        # asyncpg's own timeout would make a task for each.
        async with asyncio.timeout(self._wait):
            connection = await pool.acquire()
        try:
            number = connection.get_server_pid()
            self._used[number] += 1
            if self._used[number] % PLANNED_FOR == 0:
                await connection.execute("DISCARD PLANS")
            yield connection
        except TimeoutError:
            # It may never answer again, and must not be used again.
            connection.terminate()
            raise
        finally:
            await pool.release(connection)

    async def close(self) -> None:
        """Closes them, after the work on them has ended."""
        async with self._opening:
            pool, self._pool = self._pool, None
        if pool is not None:
            await pool.close()


async def plan_as_usual(connection: Connection) -> None:
    """For the rest of a transaction that reads whole tables."""
    usual = {"plan_cache_mode": "auto", "enable_seqscan": "on", "enable_hashjoin": "on", "enable_mergejoin": "on"}
    await connection.execute("".join(f"SET LOCAL {name} = {value};" for name, value in usual.items()))


async def _leave_as_it_is(_connection: object) -> None:
    """Nothing of a session outlives its transaction here, so a connection needs no cleaning between two uses."""
