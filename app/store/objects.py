"""Rows as SQLModel objects, for what is read and written now and then: see `docs/adr/0006-sqlmodel-sessions.md`.

Statements by hand go to the database beside the session, and know nothing of what it has in memory. So an object is
always read as its row is now, and what was changed of it is written at once (`flush`).
"""

from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Select, event, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import SQLModel

from app.store.pools import ForReading

Object = TypeVar("Object", bound=SQLModel)

_AS_IT_IS_NOW = {"populate_existing": True}


@event.listens_for(ForReading, "before_flush")
def _refuse_to_write(*_: object) -> None:
    """What is written in a session for reading could not be taken back."""
    raise AssertionError("a session for reading writes nothing")


async def find_one(session: AsyncSession, statement: Select[Object]) -> Object | None:
    """The one object that the statement selects; None if there is none."""
    return (await session.scalars(statement, execution_options=_AS_IT_IS_NOW)).one_or_none()


async def find_all(session: AsyncSession, statement: Select[Object]) -> list[Object]:
    return list(await session.scalars(statement, execution_options=_AS_IT_IS_NOW))


async def get(session: AsyncSession, kind: type[Object], key: Any) -> Object:
    """The object of that primary key, which is there."""
    return await session.get_one(kind, key, populate_existing=True)


async def add(session: AsyncSession, made: Object) -> Object:
    """The new object, written, with the number and the defaults that the database gave it."""
    session.add(made)
    await session.flush()
    return made


async def wall_clock(session: AsyncSession) -> datetime:
    """When the session's work began, by the database's clock; in a session for reading, now."""
    now: datetime = (await session.execute(select(func.now()))).scalar_one()
    return now
