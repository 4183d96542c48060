"""One follower of a subject: what it has to be told, and whether it may go on."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import replace

from app.domain.people.endings import Ending
from app.domain.people.people import Actor, Right
from app.flows.live.subjects import Subject, SubjectKind

MOST_PENDING = 1_000
"""Changes of a queue that wait for one follower at most. Who is further behind looks at the queue anew."""


class Watch:
    """One subscription of `actor`, whose rights are as they were looked up last.

    Of an object it is told that something changed, once however often that was; of a queue, which operations moved.
    `event` is the operation that is being told of.
    """

    def __init__(
        self, actor: Actor, follow: Callable[["Watch", Subject], Awaitable[None]], leave: Callable[["Watch"], None]
    ) -> None:
        self.actor = actor
        self.subject: Subject | None = None
        self.event: int | None = None
        self.ending: Ending | None = None
        self._follow = follow
        self._leave = leave
        self._changed = False
        self._moved: OrderedDict[int, None] = OrderedDict()
        self._waiting: asyncio.Future[None] | None = None

    @property
    def begins_with_the_present(self) -> bool:
        """Whether the present state is told first, before any change. Of a queue it is not."""
        return self.subject is None or self.subject.kind is not SubjectKind.QUEUE

    async def follow(self, subject: Subject) -> bool:
        """From now on every change of the subject is told. Only the first call does anything, and returns True."""
        if self.subject is not None:
            return False
        self.subject = subject
        await self._follow(self, subject)
        return True

    async def wait(self, seconds: float) -> bool:
        """Returns when there is something to tell, or the end: True; or after so many seconds: False."""
        if self._has_news():
            return True
        self._waiting = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(seconds):
                await self._waiting
        except TimeoutError:
            return self._has_news()
        finally:
            self._waiting = None
        return True

    def take(self) -> bool:
        """Whether there is a change to tell now: `event` says of which operation, in a queue."""
        if self._moved:
            self.event, _ = self._moved.popitem(last=False)
            return True
        changed, self._changed = self._changed, False
        return changed

    def change(self) -> None:
        """Something of the subject has changed."""
        self._changed = True
        self._wake()

    def move(self, operation_id: int) -> None:
        """An operation of the queue has moved. It is told once, as it is by then."""
        self._moved[operation_id] = None
        self._moved.move_to_end(operation_id)
        if len(self._moved) > MOST_PENDING:
            self.end(Ending.BEHIND)
        self._wake()

    def may_now(self, rights: frozenset[Right]) -> None:
        """The actor has these rights by now. Where that is no right to look any more, it is told so."""
        if rights != self.actor.rights:
            self.actor = replace(self.actor, rights=rights)
            if Right.VIEW not in rights:
                self.change()

    def end(self, ending: Ending) -> None:
        """Nothing more is told. The first reason counts."""
        if self.ending is None:
            self.ending = ending
            self._wake()

    def close(self) -> None:
        """It follows nothing any more."""
        self.end(Ending.LEFT)
        self._leave(self)

    def _has_news(self) -> bool:
        return self._changed or bool(self._moved) or self.ending is not None

    def _wake(self) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(None)
