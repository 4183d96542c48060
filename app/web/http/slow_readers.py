"""Clients that do not read what they are answered: how long, and how much in all, a process waits for them."""

import asyncio
from dataclasses import dataclass
from typing import Protocol

PATIENCE = 30.0
"""Seconds in which a client takes some of its answer; after as many without a byte it is given up."""

MOST_IN_ALL = 64 * 1024 * 1024
"""Bytes that clients together may leave unread in one process."""

LOOKS = 10
"""How often, within the patience, it is looked at whether clients have taken something."""


class SlowReader(Protocol):
    """A connection whose client is behind with reading."""

    def unread(self) -> int:
        """The bytes that are kept in memory until the client reads."""

    def give_up(self) -> None:
        """Ends the connection, and drops what is unread."""


@dataclass(slots=True)
class _Look:
    """How many bytes were unread at the last look, and when the client took some of them last, by the loop's clock."""

    unread: int
    since: float


class SlowReaders:
    """The connections of a process whose clients have yet to take what was written for them.

    A client that takes nothing for `patience` seconds is given up. Where all of them together leave more than
    `most_in_all` bytes unread, those go first that have taken nothing for longest; the last one left may stay.
    """

    def __init__(self, patience: float = PATIENCE, most_in_all: int = MOST_IN_ALL) -> None:
        self._patience = patience
        self._most_in_all = most_in_all
        self._behind: dict[SlowReader, _Look] = {}
        self._unread = 0
        self._looking: asyncio.TimerHandle | None = None

    def add(self, reader: SlowReader) -> None:
        """Its client is behind from now on."""
        loop = asyncio.get_running_loop()
        self.discard(reader)
        look = self._behind[reader] = _Look(reader.unread(), loop.time())
        self._unread += look.unread
        if self._looking is None:
            self._looking = loop.call_later(self._patience / LOOKS, self._look_again)
        if self._unread > self._most_in_all:
            self._make_room(loop.time())

    def discard(self, reader: SlowReader) -> None:
        """Its client has taken everything, or is gone."""
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
        """Finds out who has taken something since the last look."""
        for reader, look in self._behind.items():
            unread = reader.unread()
            if unread < look.unread:
                look.since = now
            self._unread += unread - look.unread
            look.unread = unread

    def _make_room(self, now: float) -> None:
        """Gives up those that have taken nothing for longest.

        A quarter more than needed goes, so that looking at all of them does not follow each write from then on.
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
