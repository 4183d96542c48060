"""The kinds of columns that the tables are made of, and how statements written by hand list a table's columns."""

from collections.abc import Container
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, DateTime, Enum, ForeignKey, Identity, Table, Text, text
from sqlalchemy.dialects import postgresql

TRIGRAMS = "gin_trgm_ops"
"""The operator class by which a GIN index finds what a text contains, from three letters or digits on (pg_trgm)."""


def key() -> Column[int]:
    return Column(BigInteger, Identity(always=True), primary_key=True)


def reference(target: str, *, nullable: bool = False) -> Column[int]:
    return Column(BigInteger, ForeignKey(target), nullable=nullable)


def words(*, nullable: bool = False, unique: bool = False) -> Column[str]:
    return Column(Text, nullable=nullable, unique=unique)


def minor_units() -> Column[int]:
    return Column(BigInteger, nullable=False)


def moment(*, nullable: bool = False) -> Column[datetime]:
    return Column(DateTime(timezone=True), nullable=nullable)


def flag(*, default: bool = False) -> Column[bool]:
    return Column(Boolean, nullable=False, server_default=text("true" if default else "false"))


def one_of(values: type[StrEnum], name: str, *, nullable: bool = False) -> Column[Any]:
    return Column(Enum(values, native_enum=False, create_constraint=True, name=name, length=32), nullable=nullable)


def names_of(table: Table, *, without: Container[str] = ()) -> str:
    """The table's columns, as a statement lists them."""
    return ", ".join(column.name for column in table.c if column.name not in without)


def types_of(table: Table, *, without: Container[str] = ()) -> str:
    """The table's columns with their types, as PostgreSQL has rows of them read out of JSON."""
    return ", ".join(f"{column.name} {_type(column)}" for column in table.c if column.name not in without)


def set_from_json(table: Table, alias: str, json: str, *, without: Container[str] = ()) -> str:
    """What an UPDATE of the table, called `alias`, sets: the columns that the object `json` has; others stay."""
    names = names_of(table, without=without)
    of_next = ", ".join(f"next.{name}" for name in names.split(", "))
    return f"({names}) = (SELECT {of_next} FROM json_populate_record({alias}, {json}) AS next)"  # noqa: S608 -- the columns' names are those of our own tables


def _type(column: Column[Any]) -> str:
    kind = "text" if isinstance(column.type, Enum) else column.type.compile(dialect=postgresql.dialect())  # type: ignore[no-untyped-call]
    return str(kind)
