"""The way to PostgreSQL: short transactions, statements that many requests share, and failures in our own words."""

from collections.abc import AsyncIterator, Awaitable, Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from typing import Any, TypeVar, cast

import asyncpg
import msgspec
from sqlalchemy import PoolProxiedConnection, Select, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import ORMExecuteState, Session
from sqlalchemy.util import greenlet_spawn

from app.domain.problems import Unavailable
from app.quick_pool import NOTICE_A_LOST_CLIENT, QuickPool
from app.quick_pool import Connection as Connection
from app.store.locks import Locks
from app.store.locks import Taken as Taken
from app.store.prepared import Driver
from app.together import Together

Question = TypeVar("Question", bound=Hashable)
Found = TypeVar("Found")
Row = TypeVar("Row")
Written = TypeVar("Written")

ReadAll = Callable[[Connection, Sequence[Question]], Awaitable[Mapping[Question, Found]]]
"""Reads what is asked for, many at a time, in one statement; what there is none of is left out."""

FindAll = Callable[[AsyncSession, Sequence[Question]], Awaitable[Mapping[Question, Found]]]

WriteAll = Callable[[Connection, Sequence[Row]], Awaitable[Sequence[Written | None]]]
"""Writes rows of many, in one statement that is its own transaction; None for one of which nothing was written."""

CONNECT_TIMEOUT = 5.0
"""Seconds."""

POOL_WAIT = 10.0
"""Seconds that a caller waits for a connection while others have all of the pool."""

AT_ONCE = 6
"""Connections for what requests share, each kind of it under way once at a time, and for what is read by number."""

SHARED_LOCK_TIMEOUT = 0.1
"""Seconds. A shared statement passes over rows that others hold; for a key that another has claimed and not committed,
it would keep everybody waiting who asked at the same time. Whoever meets one goes the way with locks."""

SHARED_ANSWER_TIMEOUT = 10.0
"""Seconds, many times what the longest shared statement takes. A connection that went silent is given up then: nobody
else's question of that kind could be asked before."""

_HELD_BY_OTHERS = {"55P03", "40P01"}
"""SQLSTATEs of a lock that was not to be had in time, and of a deadlock that this side was chosen to give way in."""

_GONE = ("08", "53", "57P")
"""SQLSTATE classes of a server that is lost, full or going down: connection exceptions, insufficient resources,
operator intervention."""


class Contended(Unavailable):
    """Others held a row for as long as we were willing to wait. Nothing was changed."""


class _ForReading(Session):
    """A session without a transaction, so that each of its statements is spared two round trips."""


@event.listens_for(_ForReading, "do_orm_execute")
def _refuse_to_write(asked: ORMExecuteState) -> None:
    """What is written here could not be taken back, and a lock would be gone at once."""
    writes = asked.is_insert or asked.is_update or asked.is_delete
    if writes or (isinstance(asked.statement, Select) and asked.statement._for_update_arg is not None):
        raise AssertionError("a session for reading writes nothing and locks nothing")


class Store:
    """The database. `lock_timeout` is how long a statement waits for a row that others hold, `shared_answer_timeout`
    how long one that requests share may take; both in seconds.
    """

    def __init__(
        self,
        database_url: str,
        pool_size: int = 16,
        lock_timeout: float = 5.0,
        shared_answer_timeout: float = SHARED_ANSWER_TIMEOUT,
    ) -> None:
        url = make_url(database_url).set(drivername="postgresql+asyncpg")
        settings = {
            "application_name": "refundry",
            "lock_timeout": str(round(lock_timeout * 1000)),
            "idle_in_transaction_session_timeout": "60000",
            "timezone": "UTC",
            **NOTICE_A_LOST_CLIENT,
        }
        shared = min(AT_ONCE, max(1, pool_size // 2))
        self._engine: AsyncEngine = create_async_engine(
            url,
            pool_size=max(1, pool_size - shared),
            max_overflow=0,
            pool_timeout=POOL_WAIT,
            hide_parameters=True,
            json_deserializer=msgspec.json.decode,
            connect_args={"timeout": CONNECT_TIMEOUT, "server_settings": settings},
        )
        self._quick = QuickPool(
            database_url,
            least=1,
            most=shared,
            settings={**settings, "lock_timeout": str(round(min(lock_timeout, SHARED_LOCK_TIMEOUT) * 1000))},
            prepare=_read_json,
            timeout=CONNECT_TIMEOUT,
            answer_timeout=shared_answer_timeout,
            wait=POOL_WAIT,
        )
        self._locks = Locks(database_url, settings=settings, timeout=CONNECT_TIMEOUT)
        self._sessions = async_sessionmaker(self._engine, expire_on_commit=False)
        self._for_reading = async_sessionmaker(
            self._engine.execution_options(isolation_level="AUTOCOMMIT"), sync_session_class=_ForReading
        )
        self._together: dict[Callable[..., object], Together[Any, Any]] = {}

    @asynccontextmanager
    async def session(self) -> AsyncIterator[AsyncSession]:
        """A session for reading, each statement as things are by then. Raises Unavailable when the database is away."""
        with translated():
            async with self._for_reading() as session:
                yield session

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[Connection]:
        """A connection for single statements, each a transaction of its own. Raises Contended, Unavailable."""
        with translated():
            async with self._quick.connection() as connection:
                yield connection

    @asynccontextmanager
    async def driver(self) -> AsyncIterator[Driver]:
        """A connection of the driver's own for reading, each statement as things are by then. Raises Unavailable.

        It comes from the same pool, by the shortest way: a session takes longer than a small statement does.
        """
        with translated():
            connection, driver = await self._take()
            try:
                yield driver
            except BaseException as error:
                # Cut short, or lost: nobody else is to have it.
                if not isinstance(error, Exception) or driver.is_closed():
                    await greenlet_spawn(connection.invalidate)
                raise
            finally:
                await greenlet_spawn(connection.close)

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

    async def read_together(self, read: ReadAll[Question, Found], question: Question) -> Found | None:
        """What `read`, a function of a module, finds now; None if nothing. Raises Unavailable.

        What others in this process ask of it at the same time is read in the same statement, which begins after
        everybody has asked: nothing that was committed before is missed.
        """
        return await self._read_together(read, self.connection, question)

    async def find_together(self, find: FindAll[Question, Found], question: Question) -> Found | None:
        """The same, of a function that reads by a session."""
        return await self._read_together(find, self.session, question)

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
            return await joined.ask(row)
        except asyncpg.IntegrityConstraintViolationError:
            return None

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
        """A session whose work is committed at the end of the block, or undone as a whole.

        Raises Contended when a lock was not to be had in time, Unavailable when the database is away; of a commit
        whose answer was lost nobody knows, and the request's apiRequestKey finds the truth.
        """
        with translated():
            async with self._sessions.begin() as session:
                yield session

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
        async with self.at_one_moment() as session:
            # It reads whole tables, and waits for whoever reads beside it.
            await session.execute(text("SET LOCAL work_mem = '64MB'"))
            await session.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
            moment: str = (await session.execute(text("SELECT pg_export_snapshot()"))).scalar_one()
            yield session, moment

    async def ping(self) -> None:
        """Raises Unavailable unless the database answers."""
        async with self.session() as session:
            await session.execute(text("SELECT 1"))

    async def close(self) -> None:
        await self._quick.close()
        await self._engine.dispose()


async def driver_of(session: AsyncSession) -> Connection:
    """The driver's own connection of a session for reading, or of one that has begun, within its transaction."""
    raw = await (await session.connection()).get_raw_connection()
    connection: Connection = cast(Any, raw.driver_connection)
    if session.sync_session.__class__ is not _ForReading and not connection.is_in_transaction():
        # SQLAlchemy begins with its own first statement, and not before.
        await session.execute(text("SELECT"))
    return connection


@contextmanager
def translated() -> Iterator[None]:
    """Turns what the driver raises into Contended or Unavailable; a defect of ours stays what it is."""
    try:
        yield
    except PoolTimeout as error:
        raise Unavailable("no database connection was free in time") from error
    except DBAPIError as error:
        state = str(getattr(error.orig, "sqlstate", None) or "")
        if state in _HELD_BY_OTHERS:
            raise Contended("a row was held for too long") from error
        if error.connection_invalidated or state.startswith(_GONE) or _is_connection_loss(error):
            raise Unavailable("the database was lost") from error
        raise
    except asyncpg.PostgresError as error:
        if error.sqlstate in _HELD_BY_OTHERS:
            raise Contended("a row was held for too long") from error
        if str(error.sqlstate).startswith(_GONE):
            raise Unavailable("the database was lost") from error
        raise
    except (OSError, asyncpg.InterfaceError) as error:
        raise Unavailable("the database cannot be reached") from error


async def _read_json(connection: Connection) -> None:
    """Values in JSON come as what they are, as they do by SQLAlchemy."""
    await connection.set_type_codec(
        "jsonb", schema="pg_catalog", encoder=_as_it_is, decoder=msgspec.json.decode, format="text"
    )


def _as_it_is(text: str) -> str:
    return text


def _one_is_refused(error: Exception) -> bool:
    """Whether one of the rows is to blame, so that nothing was written of the others either."""
    return isinstance(error, asyncpg.IntegrityConstraintViolationError | asyncpg.DataError)


def _is_connection_loss(error: DBAPIError) -> bool:
    cause: BaseException | None = error.orig
    while cause is not None:
        if isinstance(cause, OSError | asyncpg.PostgresConnectionError | asyncpg.InterfaceError):
            return True
        cause = cause.__cause__
    return False
