"""Connections to PostgreSQL for a few statements that are sent thousands of times a second, and always the same.

Each finds a handful of rows by their keys. Planning it takes longer than carrying it out, so it is planned once for
many times, and afresh now and then: while a table is almost empty, PostgreSQL takes other ways through it than later.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from contextlib import asynccontextmanager
from time import monotonic
from typing import TYPE_CHECKING, Any

import asyncpg
from asyncpg.pool import PoolConnectionProxy

from app.addresses.postgresql import read_postgresql
from app.store.connecting import CLOSING, BoundedConnection, connect

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

IDLE = 300.0
"""Seconds after which a connection that was not used is closed, or replaced when it is to be used."""

PLANNED_FOR = 100
"""How often a connection is used with the same plans."""


class QuickPool:
    """From `least` to `most` connections, which open when they are first used, or with `open`.

    `settings` are PostgreSQL's, beside those above; `prepare` is done to each connection once. `dsn` is an address as
    REFUNDRY_DATABASE_URL has it. `answer_timeout` is for each statement, in seconds: a server that went silent is not
    noticed otherwise, and `on_silence` is called then. `wait` is how many seconds a caller waits for one of the
    connections while others have them all, or while it is opened.
    """

    def __init__(
        self,
        dsn: str,
        *,
        least: int,
        most: int,
        settings: Mapping[str, str] | None = None,
        prepare: Callable[[Any], Coroutine[Any, Any, None]] | None = None,
        answer_timeout: float = 60,
        wait: float = 60,
        on_silence: Callable[[], object] | None = None,
    ) -> None:
        self._address = read_postgresql(dsn)
        self._least = least
        self._most = most
        self._settings = {**(settings or {}), **NOTICE_A_LOST_CLIENT, **BY_THEIR_KEYS}
        self._prepare = prepare
        self._answer_timeout = answer_timeout
        self._wait = wait
        self._on_silence = on_silence or self.renew
        self._renewed = 0.0
        self._opening = asyncio.Lock()
        self._pool: asyncpg.Pool[asyncpg.Record] | None = None
        self._used: Counter[int] = Counter()

    async def open(self) -> "asyncpg.Pool[asyncpg.Record]":
        """Opens the connections. Raises what asyncpg raises where the database does not answer."""
        async with self._opening:
            if self._pool is None:
                self._pool = await asyncpg.create_pool(
                    connect=self._connect,
                    min_size=self._least,
                    max_size=self._most,
                    reset=_leave_as_it_is,
                    init=self._prepare,
                    max_inactive_connection_lifetime=IDLE,
                    connection_class=BoundedConnection,
                )
            return self._pool

    async def _connect(self, *_: object, **__: object) -> BoundedConnection:
        return await connect(self._address, settings=self._settings, answer_timeout=self._answer_timeout)

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[Connection]:
        """A connection for the length of a block. Raises what asyncpg raises, and TimeoutError where none gets free."""
        pool = self._pool or await self.open()
        # asyncpg's own timeout would make a task for each.
        async with asyncio.timeout(self._wait):
            connection: Any = await pool.acquire()
            while connection.opened < self._renewed:
                connection.terminate()
                await pool.release(connection)
                connection = await pool.acquire()
        try:
            number = connection.get_server_pid()
            self._used[number] += 1
            if self._used[number] % PLANNED_FOR == 0:
                await connection.execute("DISCARD PLANS")
            yield connection
        except TimeoutError:
            # It may never answer again, and must not be used again; nor may the others that were open with it.
            connection.terminate()
            self._on_silence()
            raise
        except asyncio.CancelledError:
            # Its statement may go on, and its answer come: the connection goes with its caller.
            connection.terminate()
            raise
        finally:
            await pool.release(connection)

    @property
    def used(self) -> int:
        """Connections that somebody has at this moment."""
        return 0 if self._pool is None else self._pool.get_size() - self._pool.get_idle_size()

    def renew(self) -> None:
        """Has every connection of now replaced before it is used again."""
        self._renewed = monotonic()

    async def close(self) -> None:
        """Closes them, after the work on them has ended, or after CLOSING seconds."""
        async with self._opening:
            pool, self._pool = self._pool, None
        if pool is not None:
            try:
                async with asyncio.timeout(CLOSING):
                    await pool.close()
            except TimeoutError:
                pool.terminate()


async def plan_as_usual(connection: Connection) -> None:
    """For the rest of a transaction that reads whole tables."""
    usual = {"plan_cache_mode": "auto", "enable_seqscan": "on", "enable_hashjoin": "on", "enable_mergejoin": "on"}
    await connection.execute("".join(f"SET LOCAL {name} = {value};" for name, value in usual.items()))


async def _leave_as_it_is(_connection: object) -> None:
    """Nothing of a session outlives its transaction here, so a connection needs no cleaning between two uses."""
