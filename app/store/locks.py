"""Locks across processes: PostgreSQL's advisory locks, all those of one process on one connection."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import asyncpg

from app.addresses.postgresql import read_postgresql
from app.domain.problems import Unavailable
from app.store.connecting import BoundedConnection, connect

Key = tuple[str, int]

_TRY = "SELECT pg_try_advisory_lock(hashtext($1), $2)"
_UNLOCK = "SELECT pg_advisory_unlock(hashtext($1), $2)"


class Taken(Unavailable):
    """Another holds the lock, in this process or in another. Nothing was done."""


class Locks:
    """Locks that are held for longer than a transaction. Taking one never waits for its holder.

    One connection carries all that this process holds, and is open while it holds any: however many locks are asked
    for, PostgreSQL has one connection more. `dsn` is an address as REFUNDRY_DATABASE_URL has it, `timeout` the seconds
    that a statement may take.

    A lost connection loses its locks, while their holders go on. They guard against work that is done twice in vain;
    what must not happen twice is guarded by its own rows.
    """

    def __init__(self, dsn: str, *, settings: Mapping[str, str], timeout: float) -> None:
        self._address = read_postgresql(dsn)
        self._settings = dict(settings)
        self._timeout = timeout
        self._held: set[Key] = set()
        self._one_at_a_time = asyncio.Lock()
        self._connection: BoundedConnection | None = None

    @asynccontextmanager
    async def hold(self, what: str, number: int) -> AsyncIterator[None]:
        """Holds the lock of that name and number for the block. Raises Taken, and what asyncpg raises."""
        key = what, number
        # PostgreSQL gives a connection again what it has already, so that this process has to know by itself.
        if key in self._held:
            raise Taken(f"{what} {number} is held by this process")
        self._held.add(key)
        ours = True
        try:
            ours = await self._take(key)
            if not ours:
                raise Taken(f"{what} {number} is held by another process")
            yield
        finally:
            # A caller that is cancelled leaves no lock behind.
            await asyncio.shield(self._release(key, ours=ours))

    async def _take(self, key: Key) -> bool:
        async with self._one_at_a_time:
            if self._connection is None or self._connection.is_closed():
                self._connection = await connect(self._address, settings=self._settings, answer_timeout=self._timeout)
            try:
                taken: bool = await self._connection.fetchval(_TRY, *key)
            except TimeoutError:
                # It went silent: the next one gets another.
                self._connection.terminate()
                raise
            return taken

    async def _release(self, key: Key, *, ours: bool) -> None:
        async with self._one_at_a_time:
            self._held.discard(key)
            connection = self._connection
            if connection is None:
                return
            try:
                if not self._held:
                    await connection.close(timeout=self._timeout)
                elif ours:
                    await connection.fetchval(_UNLOCK, *key)
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
                # Without the connection there is no lock either.
                connection.terminate()
            if not self._held:
                self._connection = None
