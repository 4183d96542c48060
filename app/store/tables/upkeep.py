"""The table of the processes that are at work. See `tables`."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Column, Index, Text
from sqlmodel import Field, SQLModel

from app.store.tables.columns import moment, one_of, words
from app.store.tables.naming import METADATA as METADATA


class ProcessKind(StrEnum):
    """What a process of the service does."""

    API = "API"
    WORKER = "WORKER"


class HeartbeatRow(SQLModel, table=True):
    """That a process could write at `beat_at`, by the database's clock."""

    __tablename__ = "heartbeats"

    process: str = Field(sa_column=Column(Text, primary_key=True))
    kind: ProcessKind = Field(sa_column=one_of(ProcessKind, "kind"))
    version: str = Field(sa_column=words())
    started_at: datetime = Field(sa_column=moment())
    beat_at: datetime = Field(sa_column=moment())

    __table_args__ = (Index("ix_heartbeats_kind_beat_at", "kind", "beat_at"),)


HEARTBEATS = METADATA.tables["heartbeats"]
