"""The kinds of columns that the tables are made of."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, DateTime, Enum, ForeignKey, Identity, Text, text

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
