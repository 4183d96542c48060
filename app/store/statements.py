"""Statements that are written once and sent as they are, by the driver itself.

What SQLAlchemy does for each execution, its cache and its rows, takes longer than PostgreSQL does for a page.
"""

from operator import itemgetter
from typing import Any, ClassVar, Generic, TypeAlias, TypeVar

from asyncpg import Record
from sqlalchemy import ARRAY, BigInteger, BindParameter, Dialect, Select, bindparam
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg

from app.store.pool import Connection

Driver: TypeAlias = Connection

_DIALECT: Dialect = PGDialect_asyncpg()  # type: ignore[no-untyped-call]


def parameter(name: str, type_: Any) -> BindParameter[Any]:
    """A place in a statement that is given a value of its own each time."""
    return bindparam(name, None, type_)


MERCHANT = parameter("merchant", BigInteger)
NUMBERS = parameter("numbers", ARRAY(BigInteger))


class NamedRow(Record):
    """A row as the driver gives it. What a subclass names, with its type, are the columns, in their order."""

    __slots__ = ()

    columns: ClassVar[tuple[str, ...]]

    def __init_subclass__(cls) -> None:
        cls.columns = tuple(cls.__annotations__)
        for place, name in enumerate(cls.columns):
            setattr(cls, name, property(itemgetter(place)))


Kind = TypeVar("Kind", bound=Record)


class Prepared(Generic[Kind]):
    """`statement` as text, to be sent with a value for each `parameter`. It gives the driver's rows, of that `kind`.

    PostgreSQL plans it for any values, once it has seen some; `planned_each_time`, by the values that it is sent with.
    """

    def __init__(self, statement: Select[Any], kind: type[Kind], *, planned_each_time: bool = False) -> None:
        self._planned_each_time = planned_each_time
        compiled = statement.compile(dialect=_DIALECT, compile_kwargs={"render_postcompile": True})
        self.text = str(compiled)
        self.kind = kind
        names: list[str] = compiled.positiontup or []
        self._constants = [(name, compiled.params[name]) for name in names]

    def values(self, **given: object) -> list[object]:
        """What it is sent with, in the order of its `$1`, `$2`, …"""
        return [given.get(name, constant) for name, constant in self._constants]

    async def fetch(self, driver: Driver, **given: object) -> list[Kind]:
        values = self.values(**given)
        if self._planned_each_time:
            # Without a name it is forgotten, and its plan with it.
            statement = await driver.prepare(self.text, name="", record_class=self.kind)
            return await statement.fetch(*values)
        return await driver.fetch(self.text, *values, record_class=self.kind)
