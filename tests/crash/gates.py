"""Gates: real locks that hold processes up between two steps of their work, where a test wants to find them.

The product knows nothing of them. A test closes the next gate before it opens the one that the processes wait at, so
that nobody slips through; PostgreSQL itself says who waits.
"""

import asyncio
import time
from collections.abc import Collection
from dataclasses import dataclass, field
from enum import Enum
from types import TracebackType
from typing import Self

import asyncpg

from tests.crash.installation import until


class Gate(Enum):
    """Where work can be held up, and by what lock."""

    RESERVE = "LOCK TABLE operations IN EXCLUSIVE MODE"
    """Before an operation is reserved or taken: nothing of it is committed."""
    RESERVE_NEXT = "LOCK TABLE ONLY operations IN EXCLUSIVE MODE"
    """What waits at RESERVE is committed, and what came meanwhile isn't. To be closed while the work waits there."""
    SEND = "LOCK TABLE sandbox.answers IN ACCESS EXCLUSIVE MODE"
    """It is committed, and the gateway has been called or asked, but has not looked at it."""
    EFFECT = "LOCK TABLE sandbox.journal IN EXCLUSIVE MODE"
    """The gateway is in the middle of it."""
    RECORD = "LOCK TABLE transactions IN EXCLUSIVE MODE"
    """The gateway has answered; nothing of the answer is written."""
    SAY = "LOCK TABLE resolutions IN EXCLUSIVE MODE"
    """The gateway was asked and the payment is held; nothing of what somebody said of it is written."""
    WRITE = "LOCK TABLE status_events IN EXCLUSIVE MODE"
    """In the middle of writing the answer down."""
    TELL = "LOCK TABLE webhook_messages IN EXCLUSIVE MODE"
    """In the middle of writing the answer down, with a message about it; or of taking messages, or of their ends."""
    ANSWER = "LOCK TABLE status_events IN ACCESS EXCLUSIVE MODE"
    """The outcome is committed; the asker has not been told. To be closed while the work waits at WRITE."""


QUEUED = {Gate.RESERVE_NEXT, Gate.ANSWER}
"""Gates that close behind those who wait at another already, in the moment in which they commit."""

AT_THE_GATEWAY = {Gate.SEND, Gate.EFFECT}
"""Where one session waits for all: the gateway does in one transaction what it is sent at the same time."""

QUIET = 0.5
"""Seconds without anybody new at the gates after which nobody more is taken to come."""


@dataclass(slots=True)
class Gates:
    """The closed gates, each held by a connection of its own. Leaving the block opens all of them."""

    database: str
    closed: dict[Gate, "asyncpg.Connection[asyncpg.Record]"] = field(default_factory=dict)
    caught: set[int] = field(default_factory=set)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.open(*self.closed)

    async def walk(self, gates: Collection[Gate]) -> None:
        """Closes these gates, and opens the others: what waited goes on to the next of these."""
        to_open = [gate for gate in self.closed if gate not in gates]
        queued: list[asyncio.Task[str]] = []
        for gate in gates:
            if gate in self.closed:
                continue
            connection = self.closed[gate] = await asyncpg.connect(self.database)
            await connection.execute("BEGIN")
            locking = asyncio.create_task(connection.execute(gate.value))
            if gate in QUEUED:
                number = connection.get_server_pid()
                await until(lambda number=number: self._waits(number), "the gate to be queued")  # type: ignore[misc]
                queued.append(locking)
            else:
                await locking
        await self.open(*to_open)
        await asyncio.gather(*queued)

    async def catch(self, number: int, *, sessions: int | None = None) -> None:
        """Returns once that many operations wait at the closed gates, or behind others that do.

        Each has a session of its own, and there may be one more: a sweep of the minute rings again for what is being
        taken. What goes together waits in one, and what comes meanwhile waits for that unseen. So at the gateway one
        session is enough, and elsewhere `sessions`, once as many operations are under way and nobody comes any more.
        """
        fewest = sessions or (1 if AT_THE_GATEWAY & self.closed.keys() else number)
        holders = {connection.get_server_pid() for connection in self.closed.values()}
        came = time.monotonic()

        async def all_there() -> bool:
            nonlocal came
            waiting = await self._waiting()
            before, self.caught = self.caught, set()
            while more := {pid for pid, blocked_by in waiting if blocked_by & (holders | self.caught)} - self.caught:
                self.caught |= more
            if self.caught != before:
                came = time.monotonic()
            if len(self.caught) >= max(number, fewest):
                return True
            if len(self.caught) < fewest or time.monotonic() < came + QUIET:
                return False
            under_way = await self._ask("SELECT FROM operations WHERE state = 'RUNNING'")
            return Gate.RESERVE in self.closed or len(under_way) >= number

        await until(all_there, f"{number} at {[gate.name for gate in self.closed]}")

    async def open(self, *gates: Gate) -> None:
        for gate in gates:
            await self.closed.pop(gate).close()

    async def cut(self) -> None:
        """Ends the sessions that were caught: PostgreSQL carries nothing more of theirs out, as it else would."""
        await self._ask("SELECT pg_terminate_backend(pid) FROM unnest($1::int[]) AS pid", list(self.caught))

    async def ended(self) -> None:
        """Returns once the sessions that were caught, whose process is dead, have ended and hold nothing."""

        async def none_left() -> bool:
            left = await self._ask("SELECT pid FROM pg_stat_activity WHERE pid = ANY ($1)", list(self.caught))
            return not left

        await until(none_left, "the sessions of the dead process to end")

    async def _waits(self, number: int) -> bool:
        return any(pid == number for pid, _ in await self._waiting())

    async def _waiting(self) -> list[tuple[int, set[int]]]:
        statement = (
            "SELECT pid, pg_blocking_pids(pid) AS blocked_by FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return [(row["pid"], set(row["blocked_by"])) for row in await self._ask(statement)]

    async def _ask(self, statement: str, *values: object) -> list[asyncpg.Record]:
        connection = await asyncpg.connect(self.database)
        try:
            return list(await connection.fetch(statement, *values))
        finally:
            await connection.close()
