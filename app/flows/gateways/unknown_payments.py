"""What one process remembers of payments' ids that gateways were asked for in vain, so that asking costs little."""

import asyncio
from collections import OrderedDict, deque
from dataclasses import dataclass, field

FORGOTTEN_AFTER = 60.0
"""Seconds for which an id is not asked about again that no account had."""
MOST_REMEMBERED = 10_000
MOST_IN_VAIN = 120
"""Ids that no account has, of one merchant, that gateways are asked for in FORGOTTEN_AFTER."""

Named = tuple[int, str]
"""A merchant's number, and a payment's id."""


@dataclass(slots=True)
class UnknownPayments:
    """Times are those of the event loop, in seconds. `under_way` has a lock for each id that is being asked about."""

    absent: OrderedDict[Named, float] = field(default_factory=OrderedDict)
    in_vain: dict[int, deque[float]] = field(default_factory=dict)
    under_way: dict[Named, asyncio.Lock] = field(default_factory=dict)

    def is_absent(self, named: Named, now: float) -> bool:
        """Whether no account had the id a moment ago."""
        since = self.absent.get(named)
        return since is not None and now < since + FORGOTTEN_AFTER

    def add(self, named: Named, now: float) -> None:
        """No account has the id."""
        self.absent[named] = now
        self.absent.move_to_end(named)
        while len(self.absent) > MOST_REMEMBERED:
            self.absent.popitem(last=False)
        self.in_vain.setdefault(named[0], deque(maxlen=MOST_IN_VAIN)).append(now)

    def are_too_many(self, merchant_id: int, now: float) -> bool:
        """Whether gateways were asked for so many of the merchant's ids in vain that no more is asked for a while."""
        times = self.in_vain.get(merchant_id)
        return times is not None and len(times) == MOST_IN_VAIN and now < times[0] + FORGOTTEN_AFTER
