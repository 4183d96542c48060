"""The way to PostgreSQL: short transactions, statements that many requests share, and a part of it for queries."""

from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Hashable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from copy import copy
from datetime import timedelta
from hashlib import sha256
from typing import Any, NamedTuple, Self, TypeVar, cast

import asyncpg
import msgspec
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.addresses.postgresql import PostgresAddress, read_postgresql
from app.domain.problems import Unavailable
from app.store.batching import Together
from app.store.locks import Locks
from app.store.locks import Taken as Taken
from app.store.pool import NOTICE_A_LOST_CLIENT, QuickPool
from app.store.pool import Connection as Connection
from app.store.pools import POOL_WAIT, ForReading, GiveWay, OneAtATime, Pool, translated
from app.store.pools import Contended as Contended
from app.store.pools import TableLocked as TableLocked
from app.store.statements import Driver
from app.store.touched import noted
from app.telemetry import metrics, tracing

Question = TypeVar("Question", bound=Hashable)
Found = TypeVar("Found")
Row = TypeVar("Row")
Written = TypeVar("Written")

ReadAll = Callable[[Connection, Sequence[Question]], Awaitable[Mapping[Question, Found]]]
"""Reads what is asked for, many at a time, in one statement; what there is none of is left out."""

FindAll = Callable[[AsyncSession, Sequence[Question]], Awaitable[Mapping[Question, Found]]]

WriteAll = Callable[[Connection, Sequence[Row]], Awaitable[Sequence[Written | None]]]
"""Writes rows of many, in one statement that is its own transaction; None for one of which nothing was written."""

AT_ONCE = 6
"""Connections for what requests share, each kind of it under way once at a time."""

BY_ONE_PROCESS = {"max_parallel_workers_per_gather": "0"}
"""PostgreSQL's setting for what queries read: none of them takes more than one of its processors."""

SHARED_LOCK_TIMEOUT = 0.1
"""Seconds. A shared statement passes over rows that others hold; for a key that another has claimed and not committed,
it would keep everybody waiting who asked at the same time. Whoever meets one goes the way with locks."""

SHARED_ANSWER_TIMEOUT = 10.0
"""Seconds, many times what the longest shared statement takes. A connection that went silent is given up then: nobody
else's question of that kind could be asked before."""


STATEMENT_TIMEOUT = 30.0
"""Seconds that a statement of other work may take, waiting for rows included."""

SILENCE = 5.0
"""Seconds after which a server has gone silent that was to end a statement by itself, and did not say so."""


class Connections(NamedTuple):
    """How many of a process's connections are for what: what requests share, queries, and everything else."""

    shared: int
    queries: int
    work: int


def divided(size: int, *, for_queries: bool) -> Connections:
    """How `size` connections are divided. Each part has one at least: with fewer than three there are three."""
    shared = min(AT_ONCE, max(1, size // 2))
    queries = max(1, (size - shared) // 2) if for_queries else 0
    return Connections(shared, queries, max(1, size - shared - queries))


class Store:
    """The database. `lock_timeout` is how long a statement waits for a row that others hold, `shared_answer_timeout`
    how long one that requests share may take, `query_timeout` how long one of a query, `statement_timeout` how long
    any other (None for as long as it takes); all in seconds. `database_url` is as REFUNDRY_DATABASE_URL has it.

    Connections for queries are set aside only where there is a `query_timeout`: mutations never wait for what a query
    reads. What it reads, it reads by a store of its own (`for_a_query`), at `read_database_url` if that is given.
    """

    def __init__(
        self,
        database_url: str,
        pool_size: int = 16,
        lock_timeout: float = 5.0,
        shared_answer_timeout: float = SHARED_ANSWER_TIMEOUT,
        query_timeout: float | None = None,
        statement_timeout: float | None = STATEMENT_TIMEOUT,
        read_database_url: str | None = None,
    ) -> None:
        address = read_postgresql(database_url)
        settings = {
            "application_name": "refundry",
            "lock_timeout": str(round(lock_timeout * 1000)),
            "idle_in_transaction_session_timeout": "60000",
            "timezone": "UTC",
            **NOTICE_A_LOST_CLIENT,
        }
        self.connections = divided(pool_size, for_queries=query_timeout is not None)
        self._queries: Pool | None = None
        self._replica: Pool | None = None
        self._quick = QuickPool(
            database_url,
            least=1,
            most=self.connections.shared,
            settings={**settings, "lock_timeout": str(round(min(lock_timeout, SHARED_LOCK_TIMEOUT) * 1000))},
            prepare=_read_json,
            answer_timeout=shared_answer_timeout,
            wait=POOL_WAIT,
            on_silence=self.renew,
        )
        self._locks = Locks(database_url, settings=settings, timeout=SILENCE)
        limit = None if statement_timeout is None else max(statement_timeout, lock_timeout + SILENCE)
        self._work = self._limited(address, self.connections.work, settings, limit)
        self._query_timeout = query_timeout or 0.0
        if query_timeout is not None:
            limited = {**settings, **BY_ONE_PROCESS}
            self._queries = self._limited(address, self.connections.queries, limited, query_timeout)
            if read_database_url is not None:
                replica = read_postgresql(read_database_url)
                self._replica = self._limited(replica, self.connections.queries, limited, query_timeout)
        self._reads: Pool | OneAtATime = self._work
        self._together: dict[Callable[..., object], Together[Any, Any]] = {}
        self.clock_ahead = timedelta(0)
        self.committed: Callable[[Collection[int]], object] = _tell_nobody
        """Called after a commit with the numbers of the transactions that may have changed by it. It must not wait."""

    def set_clock(self, ahead: timedelta) -> None:
        """Keeps how far the database's clock is ahead of this process's. Leases go by the database's."""
        self.clock_ahead = ahead

    def _limited(self, address: PostgresAddress, size: int, settings: Mapping[str, str], seconds: float | None) -> Pool:
        """A pool whose statements the server ends after so many seconds, or this side where the server is silent."""
        if seconds is None:
            return Pool(address, size, settings, None, self.renew)
        ended = {"statement_timeout": str(round(seconds * 1000))}
        return Pool(address, size, {**settings, **ended}, seconds + SILENCE, self.renew)

    def renew(self) -> None:
        """Has every connection of now replaced before it is used again: where one has gone silent, others have."""
        metrics.SILENCES.inc()
        for pool in (self._quick, self._work, self._queries, self._replica):
            if pool is not None:
                pool.renew()

    def connections_used(self) -> dict[str, float]:
        """How many connections are in use now, by what they are for."""
        pools: dict[str, QuickPool | Pool | None]
        pools = {"shared": self._quick, "work": self._work, "queries": self._queries, "replica": self._replica}
        return {name: float(pool.used) for name, pool in pools.items() if pool is not None}

    def for_a_query(self, give_way: GiveWay, *, may_lag: bool = False) -> Self:
        """The same database as one query sees it: what it reads, it reads by one connection at a time of those for
        queries, each time after it has given way; of the replica's, if there is one and it `may_lag`. It gets
        TookTooLong where a statement takes longer than `query_timeout`, and has nothing to be closed.
        """
        pool = self._replica if may_lag and self._replica is not None else self._queries
        assert pool is not None, "there are no connections for queries"
        view = copy(self)
        view._reads = OneAtATime(pool, self._query_timeout, give_way)
        return view

    def session(self) -> AbstractAsyncContextManager[AsyncSession]:
        """A session for reading, each statement as things are by then. Raises Unavailable when the database is away."""
        return self._reads.session()

    def driver(self) -> AbstractAsyncContextManager[Driver]:
        """A connection of the driver's own for reading, each statement as things are by then. Raises Unavailable."""
        return self._reads.driver()

    def at_one_moment(self) -> AbstractAsyncContextManager[AsyncSession]:
        """A session for reading everything as it is at one moment, in however many statements."""
        return self._reads.at_one_moment()

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncSession]:
        """A session whose work is committed at the end of the block, or undone as a whole.

        Raises Contended when a lock was not to be had in time, Unavailable when the database is away; of a commit
        whose answer was lost nobody knows, and the request's apiRequestKey finds the truth.
        """
        async with self._work.begin() as session:
            yield session
        if touched := noted(session):
            self.committed(touched)

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[Connection]:
        """A connection for single statements, each a transaction of its own. Raises Contended, Unavailable."""
        with translated():
            async with self._quick.connection() as connection:
                yield connection

    async def read_together(self, read: ReadAll[Question, Found], question: Question) -> Found | None:
        """What `read`, a function of a module, finds now; None if nothing. Raises Unavailable.

        What others in this process ask of it at the same time is read in the same statement, which begins after
        everybody has asked: nothing that was committed before is missed.
        """
        return await self._read_together(read, self.connection, question)

    async def find_together(self, find: FindAll[Question, Found], question: Question) -> Found | None:
        """The same, of a function that reads by a session."""
        return await self._read_together(find, self._work.session, question)

    async def _read_together(
        self,
        read: Callable[[Any, Sequence[Question]], Awaitable[Mapping[Question, Found]]],
        opened: Callable[[], AbstractAsyncContextManager[object]],
        question: Question,
    ) -> Found | None:
        joined: Together[Question, Found | None] | None = self._together.get(read)
        if joined is None:

            async def read_all(questions: Sequence[Question]) -> list[Found | None]:
                async with opened() as reader:
                    found = await read(reader, list(dict.fromkeys(questions)))
                return [found.get(each) for each in questions]

            joined = self._together[read] = Together(read_all, apart=lambda error: not isinstance(error, Unavailable))
        with tracing.batch(read):
            return await joined.ask(question)

    async def write_together(self, write: WriteAll[Row, Written], row: Row) -> Written | None:
        """What `write`, a function of a module, wrote; None if nothing, since something stands in the way.

        What others in this process write by it at the same time is written by the same statement. Where PostgreSQL
        takes one of the rows for wrong, or a constraint refuses it, the others are written all the same. Raises
        Contended, Unavailable.
        """
        joined: Together[Row, Written | None] | None = self._together.get(write)
        if joined is None:

            async def write_all(rows: Sequence[Row]) -> Sequence[Written | None]:
                async with self.connection() as connection:
                    return await write(connection, rows)

            joined = self._together[write] = Together(write_all, apart=_one_is_refused)
        try:
            with tracing.batch(write):
                written = await joined.ask(row)
        except asyncpg.IntegrityConstraintViolationError:
            return None
        if written is not None:
            self.committed(getattr(row, "transaction_ids", ()))
        return written

    @asynccontextmanager
    async def alone(self, what: str, number: int) -> AsyncIterator[None]:
        """Nobody else does `what` for `number` while the block runs, in any process.

        Raises Taken, at once, where another does, and Unavailable. All of these blocks of a process together keep one
        connection, beside those of the pool.
        """
        with translated():
            async with self._locks.hold(what, number):
                yield

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[tuple[AsyncSession, str]]:
        """A session that reads everything as it is at one moment, and PostgreSQL's name for that moment.

        Other connections that are given the name see the same, as long as the block lasts.
        """
        async with self._work.at_one_moment() as session:
            # It reads whole tables, and waits for whoever reads beside it.
            await session.execute(text("SET LOCAL work_mem = '64MB'"))
            await session.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
            moment: str = (await session.execute(text("SELECT pg_export_snapshot()"))).scalar_one()
            yield session, moment

    async def identity(self) -> str:
        """A short name of this database, the same for every process of an installation and for a promoted standby, and
        another one for a copy that was restored elsewhere. Raises Unavailable.
        """
        async with self.session() as session:
            may_ask = "SELECT has_function_privilege('pg_control_system()', 'execute')"
            number = 0
            if (await session.execute(text(may_ask))).scalar_one():
                number = (await session.execute(text("SELECT system_identifier FROM pg_control_system()"))).scalar_one()
            own = "SELECT oid::text || '/' || datname FROM pg_database WHERE datname = current_database()"
            return sha256(f"{number}/{(await session.execute(text(own))).scalar_one()}".encode()).hexdigest()[:12]

    async def ping(self) -> None:
        """Raises Unavailable unless the database answers."""
        async with self.session() as session:
            await session.execute(text("SELECT 1"))

    async def close(self) -> None:
        await self._quick.close()
        await self._work.close()
        for pool in (self._queries, self._replica):
            if pool is not None:
                await pool.close()


async def driver_of(session: AsyncSession) -> Connection:
    """The driver's own connection of a session for reading, or of one that has begun, within its transaction."""
    raw = await (await session.connection()).get_raw_connection()
    connection: Connection = cast(Any, raw.driver_connection)
    if session.sync_session.__class__ is not ForReading and not connection.is_in_transaction():
        # SQLAlchemy begins with its own first statement, and not before.
        await session.execute(text("SELECT"))
    return connection


async def _read_json(connection: Connection) -> None:
    """Values in JSON come as what they are, as they do by SQLAlchemy."""
    await connection.set_type_codec(
        "jsonb", schema="pg_catalog", encoder=_as_it_is, decoder=msgspec.json.decode, format="text"
    )


def _as_it_is(text: str) -> str:
    return text


def _tell_nobody(_: Collection[int]) -> None:
    """What is committed is told to nobody."""


def _one_is_refused(error: Exception) -> bool:
    """Whether one of the rows is to blame, so that nothing was written of the others either."""
    return isinstance(error, asyncpg.IntegrityConstraintViolationError | asyncpg.DataError)
