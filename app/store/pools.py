"""A pool of connections to PostgreSQL, the ways to read and write by it, and failures in our own words."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from time import monotonic

import asyncpg
import msgspec
from sqlalchemy import ExceptionContext, PoolProxiedConnection, Select, event
from sqlalchemy.exc import DBAPIError, DisconnectionError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import ORMExecuteState, Session
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.util import greenlet_spawn

from app.addresses.postgresql import PostgresAddress
from app.domain.problems import TookTooLong, Unavailable
from app.store.connecting import CLOSING, BoundedConnection, connect
from app.store.pool import IDLE
from app.store.statements import Driver
from app.telemetry import metrics

POOL_WAIT = 10.0
"""Seconds that a caller waits for a connection while others have all of the pool."""

GiveWay = Callable[[], Awaitable[None]]
"""Returns once whoever goes first has gone."""

_LOCK_TIMEOUT = "55P03"
_HELD_BY_OTHERS = {_LOCK_TIMEOUT, "40P01"}
"""SQLSTATEs of a lock that was not to be had in time, and of a deadlock that this side was chosen to give way in."""

_CANCELLED = {"57014", "40001"}
"""SQLSTATEs of a statement that ran out of time, or that an operator ended; and of one that a replica ended, since it
kept it from following its primary. Nothing of it was done."""

_GONE = ("08", "53", "57P")
"""SQLSTATE classes of a server that is lost, full or going down: connection exceptions, insufficient resources,
operator intervention."""

_READ_ONLY = "25006"
"""SQLSTATE of a write to a standby that is not promoted, or to a server that an operator has made read-only."""

_SCHEMA_CHANGED = asyncpg.InvalidCachedStatementError
"""A statement that was prepared before a migration. It is prepared anew the next time."""


class Contended(Unavailable):
    """Others held a row for as long as we were willing to wait. Nothing was changed."""


class TableLocked(Contended):
    """A whole table was locked for as long, by an operator or a migration. Nothing was changed."""


class Interrupted(Unavailable):
    """PostgreSQL ended the statement before it had come to its end. Nothing was changed."""


class ForReading(Session):
    """A session without a transaction, so that each of its statements is spared two round trips."""


@event.listens_for(ForReading, "do_orm_execute")
def _refuse_to_write(asked: ORMExecuteState) -> None:
    """What is written here could not be taken back, and a lock would be gone at once."""
    writes = asked.is_insert or asked.is_update or asked.is_delete
    if writes or (isinstance(asked.statement, Select) and asked.statement._for_update_arg is not None):
        raise AssertionError("a session for reading writes nothing and locks nothing")


class Pool:
    """At most `size` connections, each opened when it is first needed. `settings` are PostgreSQL's, for each of them.

    A statement whose answer takes longer than `answer_timeout` seconds counts as lost; `on_silence` is called then. All
    of its ways raise Unavailable where the database is away, or where no connection became free in time.
    """

    def __init__(
        self,
        address: PostgresAddress,
        size: int,
        settings: Mapping[str, str],
        answer_timeout: float | None,
        on_silence: Callable[[], object],
    ) -> None:
        async def open_one() -> BoundedConnection:
            return await connect(address, settings=settings, answer_timeout=answer_timeout)

        self._engine: AsyncEngine = create_async_engine(
            "postgresql+asyncpg://",
            async_creator=open_one,
            pool_size=size,
            max_overflow=0,
            pool_timeout=POOL_WAIT,
            hide_parameters=True,
            json_deserializer=msgspec.json.decode,
        )
        self._renewed = 0.0
        self._on_silence = on_silence
        pool = self._engine.sync_engine.pool
        event.listen(pool, "checkin", _note_use)
        event.listen(pool, "checkout", self._refuse_the_old)
        event.listen(self._engine.sync_engine, "handle_error", self._count_silence_as_loss)
        self._sessions = async_sessionmaker(self._engine, expire_on_commit=False)
        self._for_reading = async_sessionmaker(
            self._engine.execution_options(isolation_level="AUTOCOMMIT"), sync_session_class=ForReading
        )

    @asynccontextmanager
    async def session(self) -> AsyncIterator[AsyncSession]:
        """A session for reading, each statement as things are by then."""
        with translated():
            async with self._for_reading() as session:
                yield session

    @asynccontextmanager
    async def at_one_moment(self) -> AsyncIterator[AsyncSession]:
        """A session for reading everything as it is at one moment, in however many statements."""
        options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with translated():
            async with self._sessions() as session:
                await session.connection(execution_options=options)
                yield session

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncSession]:
        """A session whose work is committed at the end of the block, or undone as a whole. Raises Contended as well."""
        with translated():
            async with self._sessions.begin() as session:
                yield session

    @asynccontextmanager
    async def driver(self) -> AsyncIterator[Driver]:
        """A connection of the driver's own for reading, each statement as things are by then.

        It comes by the shortest way: a session takes longer than a small statement does.
        """
        with translated():
            connection, driver = await self._take()
            try:
                yield driver
            except BaseException as error:
                # Cut short, or lost: nobody else is to have it.
                if not isinstance(error, Exception) or isinstance(error, TimeoutError) or driver.is_closed():
                    driver.terminate()
                    await greenlet_spawn(connection.invalidate)
                if isinstance(error, TimeoutError):
                    self._on_silence()
                raise
            finally:
                await greenlet_spawn(connection.close)

    @property
    def used(self) -> int:
        """Connections that somebody has at this moment."""
        return int(self._engine.sync_engine.pool.checkedout())  # type: ignore[attr-defined] # QueuePool has it

    def renew(self) -> None:
        """Has every connection of now replaced before it is used again."""
        self._renewed = monotonic()

    def _refuse_the_old(self, _: object, record: ConnectionPoolEntry, connection: PoolProxiedConnection) -> None:
        """Has a connection replaced that is older than the last renewal, or was idle for so long that what lies
        between may have forgotten it.
        """
        used: float = record.info.get("used", 0.0)
        driver = _driver(connection)
        if driver.opened >= self._renewed and (not used or monotonic() - used < IDLE):
            return
        # Without a goodbye, for which a silent peer would be waited for.
        driver.terminate()
        raise DisconnectionError

    def _count_silence_as_loss(self, context: ExceptionContext) -> None:
        if not isinstance(context.original_exception, TimeoutError | asyncio.CancelledError):
            return
        if context.connection is not None and not context.connection.invalidated:
            _driver(context.connection.connection).terminate()
        if isinstance(context.original_exception, TimeoutError):
            context.is_disconnect = True
            self._on_silence()

    async def _take(self) -> tuple[PoolProxiedConnection, Driver]:
        """A connection out of the pool; one that was lost while nobody had it is replaced."""
        while True:
            try:
                connection = await greenlet_spawn(self._engine.sync_engine.pool.connect)
            except self._engine.dialect.loaded_dbapi.Error as error:
                # The pool itself raises what elsewhere SQLAlchemy says in its own classes.
                raise DBAPIError.instance(None, None, error, self._engine.dialect.loaded_dbapi.Error) from error
            driver: Driver = connection.driver_connection  # type: ignore[assignment]
            if not driver.is_closed():
                return connection, driver
            await greenlet_spawn(connection.invalidate)

    async def close(self) -> None:
        """Closes the connections that nobody has; those of a silent server after CLOSING seconds."""
        try:
            async with asyncio.timeout(CLOSING):
                await self._engine.dispose()
        except TimeoutError:
            self.renew()


def _note_use(_: object, record: ConnectionPoolEntry) -> None:
    record.info["used"] = monotonic()


def _driver(connection: PoolProxiedConnection) -> BoundedConnection:
    driver = connection.driver_connection
    assert isinstance(driver, BoundedConnection)
    return driver


class OneAtATime:
    """One query's way to read by `pool`, by one connection at a time, however many of its fields are to be read.

    Before each time it awaits what `give_way` returns. Raises TookTooLong for what takes longer than the `seconds` that
    the pool's connections give a statement.
    """

    def __init__(self, pool: Pool, seconds: float, give_way: GiveWay) -> None:
        self._pool = pool
        self._seconds = seconds
        self._give_way = give_way
        self._turn = asyncio.Lock()
        self._whose: asyncio.Task[object] | None = None

    @asynccontextmanager
    async def session(self) -> AsyncIterator[AsyncSession]:
        async with self._in_turn(), self._pool.session() as session:
            yield session

    @asynccontextmanager
    async def at_one_moment(self) -> AsyncIterator[AsyncSession]:
        async with self._in_turn(), self._pool.at_one_moment() as session:
            yield session

    @asynccontextmanager
    async def driver(self) -> AsyncIterator[Driver]:
        async with self._in_turn(), self._pool.driver() as driver:
            yield driver

    @asynccontextmanager
    async def _in_turn(self) -> AsyncIterator[None]:
        task = asyncio.current_task()
        assert self._whose is not task, "it would wait for itself"
        async with self._turn:
            self._whose = task
            try:
                await self._give_way()
                yield
            except Interrupted as error:
                raise TookTooLong(self._seconds) from error
            finally:
                self._whose = None


@contextmanager
def translated() -> Iterator[None]:
    """Turns what the driver raises into Contended, Interrupted or Unavailable; a defect of ours stays what it is."""
    try:
        yield
    except PoolTimeout as error:
        metrics.POOL_TIMEOUTS.inc()
        raise Unavailable("no database connection was free in time") from error
    except DBAPIError as error:
        told = _told(_cause(error.orig))
        if told is None and (error.connection_invalidated or _is_connection_loss(error)):
            told = Unavailable("the database was lost")
        if told is None:
            raise
        raise told from error
    except asyncpg.PostgresError as error:
        told = _told(error)
        if told is None:
            raise
        raise told from error
    except TimeoutError as error:
        raise Unavailable("the database does not answer in time") from error
    except (OSError, asyncpg.InterfaceError, asyncpg.InternalClientError) as error:
        raise Unavailable("the database cannot be reached") from error


def _cause(error: BaseException | None) -> BaseException | None:
    """PostgreSQL's own error behind SQLAlchemy's."""
    while error is not None and not isinstance(error, asyncpg.PostgresError):
        error = error.__cause__
    return error


def _told(error: BaseException | None) -> Unavailable | None:
    if not isinstance(error, asyncpg.PostgresError):
        return None
    state = str(error.sqlstate)
    if state == _LOCK_TIMEOUT and not getattr(error, "context", None):
        # PostgreSQL says beside it which row, if it was one that was waited for.
        return TableLocked("a table is locked")
    if state in _HELD_BY_OTHERS:
        return Contended("a row was held for too long")
    if state in _CANCELLED:
        return Interrupted("a statement was ended by the database")
    if state == _READ_ONLY:
        return Unavailable("the database is read-only")
    if isinstance(error, _SCHEMA_CHANGED):
        return Unavailable("the database's tables have just been changed")
    return Unavailable("the database was lost") if state.startswith(_GONE) else None


def _is_connection_loss(error: DBAPIError) -> bool:
    cause: BaseException | None = error.orig
    while cause is not None:
        if isinstance(
            cause, OSError | asyncpg.PostgresConnectionError | asyncpg.InterfaceError | asyncpg.InternalClientError
        ):
            return True
        cause = cause.__cause__
    return False
