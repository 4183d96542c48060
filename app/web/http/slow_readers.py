"""Bounds how long and how much in all a process keeps responses for clients that do not read them."""

import asyncio
from dataclasses import dataclass
from typing import Protocol

PATIENCE = 30.0
"""Seconds without one byte read after which a connection is closed."""

MOST_IN_ALL = 64 * 1024 * 1024
"""Unread bytes of all connections of one process, at most."""

LOOKS = 10
"""Checks of each connection within the patience."""


class SlowReader(Protocol):
    """A connection whose client has unread bytes."""

    def unread(self) -> int:
        """The bytes that wait in memory until the client reads."""

    def give_up(self) -> None:
        """Closes the connection, and drops the unread bytes."""


@dataclass(slots=True)
class _Look:
    """The unread bytes at the last check, and when the client last read some, by the event loop's clock."""

    unread: int
    since: float


class SlowReaders:
    """The connections of a process with unread bytes.

    A connection is closed if its client reads nothing for `patience` seconds. If all of them have more than
    `most_in_all` unread bytes, those whose clients read nothing for longest are closed first; one may always stay.
    """

    def __init__(self, patience: float = PATIENCE, most_in_all: int = MOST_IN_ALL) -> None:
        self._patience = patience
        self._most_in_all = most_in_all
        self._behind: dict[SlowReader, _Look] = {}
        self._unread = 0
        self._looking: asyncio.TimerHandle | None = None

    def add(self, reader: SlowReader) -> None:
        """Watches the connection from now on."""
        loop = asyncio.get_running_loop()
        self.discard(reader)
        look = self._behind[reader] = _Look(reader.unread(), loop.time())
        self._unread += look.unread
        if self._looking is None:
            self._looking = loop.call_later(self._patience / LOOKS, self._look_again)
        if self._unread > self._most_in_all:
            self._make_room(loop.time())

    def discard(self, reader: SlowReader) -> None:
        """Stops watching: the client has read everything, or is gone."""
        look = self._behind.pop(reader, None)
        if look is not None:
            self._unread -= look.unread
        if not self._behind and self._looking is not None:
            self._looking.cancel()
            self._looking = None

    def _look_again(self) -> None:
        loop = asyncio.get_running_loop()
        self._looking = None
        now = loop.time()
        self._look(now)
        for reader in [each for each, look in self._behind.items() if now - look.since >= self._patience]:
            self._give_up(reader)
        if self._behind:
            self._looking = loop.call_later(self._patience / LOOKS, self._look_again)

    def _look(self, now: float) -> None:
        """Notes which clients have read something since the last check."""
        for reader, look in self._behind.items():
            unread = reader.unread()
            if unread < look.unread:
                look.since = now
            self._unread += unread - look.unread
            look.unread = unread

    def _make_room(self, now: float) -> None:
        """Closes the connections whose clients read nothing for longest.

        A quarter more than needed is freed, so that not every later write checks all connections.
        """
        self._look(now)
        enough = self._most_in_all * 3 // 4
        for reader in sorted(self._behind, key=lambda each: self._behind[each].since):
            if self._unread <= enough or len(self._behind) == 1:
                return
            self._give_up(reader)

    def _give_up(self, reader: SlowReader) -> None:
        self.discard(reader)
        reader.give_up()
