"""What was read about credentials holds for a second, so that not every request has to read it (SPEC 8.1).

The second begins before the reading is sent. Whoever takes something away, or gives it, is answered only when a whole
second has passed since that was written: no process goes by what it had read before, whatever the clocks say.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Hashable
from time import monotonic

from app.domain.people.people import Actor

LENGTH = 1.0
"""Seconds that a reading holds for at most."""

MOST = 10_000
"""Credentials that a process knows at the same time; beyond them the one that was read longest ago is forgotten."""


class Leases:
    """The actors of the credentials that a process has read of late. Credentials are kept as hashes alone."""

    def __init__(self) -> None:
        self._known: OrderedDict[Hashable, tuple[float, Actor]] = OrderedDict()

    def actor(self, credentials: Hashable) -> Actor | None:
        """Whom the credentials stand for; None where that has to be read."""
        known = self._known.get(credentials)
        return known[1] if known is not None and monotonic() < known[0] else None

    def keep(self, credentials: Hashable, actor: Actor, asked_at: float, left: float = LENGTH) -> None:
        """The reading was sent at `asked_at` (monotonic); the credentials expire in `left` seconds."""
        self._known[credentials] = asked_at + min(left, LENGTH), actor
        self._known.move_to_end(credentials)
        if len(self._known) > MOST:
            self._known.popitem(last=False)


async def over() -> None:
    """Returns when nothing holds any more that any process had read before: awaited after the commit."""
    await asyncio.sleep(LENGTH)
