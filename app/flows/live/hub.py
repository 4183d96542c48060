"""Tells followers of changes: one look at the database for all of a process's followers.

PostgreSQL has the truth: the hub compares prints of what is followed (`store.live.prints`). A wake makes it look at
what was changed, at once; without any, it looks at everything that is followed each LOOK_EVERY seconds. So a wake that
is lost costs seconds, and no change. At the same time it looks up who may still look.
"""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

import structlog

from app.domain.people.endings import Ending
from app.domain.people.people import Actor, ActorKind, Right
from app.domain.problems import TookTooLong, TooMuch, Unavailable
from app.flows.live.subjects import Subject, SubjectKind
from app.flows.live.watch import Watch
from app.flows.people.sign_in import COOKIE_IDLE
from app.ringing.wakes import Wakes
from app.store.database import Store
from app.store.live import prints, standings
from app.store.live.prints import Print
from app.store.live.standings import Key, SignIn
from app.telemetry import metrics

log = structlog.get_logger(__name__)

Whose = TypeVar("Whose", Key, SignIn)

LOOK_EVERY = 2.0
"""Seconds between two looks at everything that is followed, and at the rights of those who follow."""

APART = 0.1
"""Seconds between two looks at least, however many wakes come."""

AT_ONCE = 500
"""Objects that one statement looks at."""

MOVES_KEPT = 4 * prints.OVERLAP.total_seconds()
"""Seconds in which it is known that a move was told: several looks see it."""

_READERS = {
    SubjectKind.TRANSACTION: prints.of_transactions,
    SubjectKind.REFUND: prints.of_refunds,
    SubjectKind.ORDER: prints.of_orders,
}


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many subscriptions a process has at most, and one person of them. A key may have half of them."""

    of_process: int
    of_person: int

    def of_actor(self, actor: Actor) -> int:
        return self.of_person if actor.kind is ActorKind.USER else max(1, self.of_process // 2)


class Hub:
    """All followers of a process. `store` is for reading; it gives way to payments."""

    def __init__(self, store: Store, wakes: Wakes, bounds: Bounds, look_every: float = LOOK_EVERY) -> None:
        self._store = store
        self._wakes = wakes
        self._bounds = bounds
        self._look_every = look_every
        self._watches: set[Watch] = set()
        self._of_actor: Counter[tuple[int, str]] = Counter()
        self._followers: defaultdict[Subject, set[Watch]] = defaultdict(set)
        self._prints: dict[Subject, Print] = {}
        self._by_transaction: defaultdict[int, set[Subject]] = defaultdict(set)
        self._moved: dict[tuple[int, int], float] = {}
        self._looked_at_queues: datetime | None = None
        self._woken: set[Subject] = set()
        self._bell = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._stopping = False

    def open(self, actor: Actor) -> Watch:
        """A new subscription of the actor's, to be closed in the end. Raises TooMuch where too many are open."""
        whose = (actor.merchant_id, actor.id)
        most = self._bounds.of_actor(actor)
        if self._of_actor[whose] >= most:
            raise TooMuch("open subscriptions", most + 1, most)
        if len(self._watches) >= self._bounds.of_process:
            raise TooMuch("open subscriptions of a process", len(self._watches) + 1, self._bounds.of_process)
        watch = Watch(actor, self._follow, self._leave)
        if self._stopping:
            watch.end(Ending.STOPPED)
        self._watches.add(watch)
        self._of_actor[whose] += 1
        metrics.SUBSCRIPTIONS.set(len(self._watches))
        if not self._tasks:
            loop = asyncio.get_running_loop()
            self._tasks = [loop.create_task(self._look_again()), loop.create_task(self._wakes.listen(self.wake))]
        return watch

    def wake(self, transaction_ids: Collection[int] | None) -> None:
        """Looks soon at what belongs to these transactions, or at everything for None. Queues are always looked at."""
        if transaction_ids is None:
            self._woken.update(self._followers)
        else:
            for number in transaction_ids:
                self._woken |= self._by_transaction.get(number, set())
            if transaction_ids:
                self._woken.update(each for each in self._followers if each.kind is SubjectKind.QUEUE)
        if self._woken:
            self._bell.set()

    def stop(self) -> None:
        """Ends every subscription, and takes no further ones."""
        self._stopping = True
        for watch in self._watches:
            watch.end(Ending.STOPPED)

    async def close(self) -> None:
        """Ends every subscription, and the looking."""
        self.stop()
        for task in self._tasks:
            task.cancel()
        for task in self._tasks:
            with suppress(asyncio.CancelledError):
                await task
        self._tasks = []

    async def _follow(self, watch: Watch, subject: Subject) -> None:
        self._followers[subject].add(watch)
        if subject.kind is SubjectKind.QUEUE:
            await self._look_at_queues([subject], but_not=watch)
        elif subject not in self._prints:
            await self._look_at(subject.kind, [subject])

    def _leave(self, watch: Watch) -> None:
        if watch not in self._watches:
            return
        self._watches.discard(watch)
        metrics.SUBSCRIPTIONS.set(len(self._watches))
        whose = (watch.actor.merchant_id, watch.actor.id)
        self._of_actor[whose] -= 1
        if not self._of_actor[whose]:
            del self._of_actor[whose]
        subject = watch.subject
        if subject is not None:
            self._followers[subject].discard(watch)
            if not self._followers[subject]:
                self._forget(subject)

    def _forget(self, subject: Subject) -> None:
        del self._followers[subject]
        self._woken.discard(subject)
        self._note(subject, None)

    def _note(self, subject: Subject, found: Print | None) -> None:
        """Keeps the print of the subject, and by which transactions it is woken."""
        before = self._prints.pop(subject, None)
        for number in () if before is None else before.transaction_ids:
            self._by_transaction[number].discard(subject)
            if not self._by_transaction[number]:
                del self._by_transaction[number]
        if found is not None:
            self._prints[subject] = found
            for number in found.transaction_ids:
                self._by_transaction[number].add(subject)

    async def _look_again(self) -> None:
        """Looks for as long as the process runs: at what wakes say, and at everything now and then."""
        loop = asyncio.get_running_loop()
        looked = loop.time()
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(max(0.0, looked + self._look_every - loop.time())):
                    await self._bell.wait()
            self._bell.clear()
            subjects, self._woken = self._woken, set()
            everything = loop.time() - looked >= self._look_every
            if everything:
                subjects, looked = set(self._followers), loop.time()
            try:
                if everything and self._watches:
                    await self._look_up_rights()
                await self._look(subjects)
            except (Unavailable, TookTooLong) as error:
                # The prints are as they were: what has changed is seen by a later look.
                log.info("live.not_looked", error=type(error).__name__)
            except Exception:
                log.exception("live.look_failed")
            await asyncio.sleep(APART)

    async def _look(self, subjects: Iterable[Subject]) -> None:
        of_kind: defaultdict[SubjectKind, list[Subject]] = defaultdict(list)
        for subject in subjects:
            of_kind[subject.kind].append(subject)
        for kind, several in of_kind.items():
            if kind is SubjectKind.QUEUE:
                await self._look_at_queues(several)
                continue
            for start in range(0, len(several), AT_ONCE):
                await self._look_at(kind, several[start : start + AT_ONCE])

    async def _look_at(self, kind: SubjectKind, subjects: Collection[Subject]) -> None:
        async with self._store.driver() as driver:
            found = await _READERS[kind](driver, [each.number for each in subjects])
        for subject in subjects:
            now = found.get(subject.number)
            if subject not in self._followers or now is None:
                continue
            before = self._prints.get(subject)
            if before == now:
                continue
            self._note(subject, now)
            if before is not None:
                for watch in self._followers[subject]:
                    watch.change()

    async def _look_at_queues(self, subjects: Collection[Subject], *, but_not: Watch | None = None) -> None:
        """Tells what moved, each move once, but not to one that has only begun to follow."""
        since = None if but_not is not None else self._looked_at_queues
        async with self._store.driver() as driver:
            moves, looked = await prints.moves(driver, [each.number for each in subjects], since)
        if but_not is None or self._looked_at_queues is None:
            self._looked_at_queues = looked
        now = asyncio.get_running_loop().time()
        self._moved = {each: at for each, at in self._moved.items() if now - at < MOVES_KEPT}
        for move in moves:
            name = (move.operation_id, move.value)
            if name in self._moved:
                continue
            self._moved[name] = now
            for watch in self._followers.get(Subject(SubjectKind.QUEUE, move.merchant_id), ()):
                if watch is not but_not:
                    watch.move(move.operation_id)

    async def _look_up_rights(self) -> None:
        keys: defaultdict[Key, list[Watch]] = defaultdict(list)
        sign_ins: defaultdict[SignIn, list[Watch]] = defaultdict(list)
        for watch in self._watches:
            actor = watch.actor
            if actor.kind is ActorKind.USER:
                sign_ins[SignIn(actor.merchant_id, actor.id, actor.session or "")].append(watch)
            else:
                keys[Key(actor.id)].append(watch)
        async with self._store.driver() as driver:
            of_keys = await standings.of_keys(driver, keys)
            of_sign_ins = await standings.of_sign_ins(driver, sign_ins, COOKIE_IDLE)
        _tell_rights(keys, of_keys)
        _tell_rights(sign_ins, of_sign_ins)


def _tell_rights(watches: Mapping[Whose, list[Watch]], rights: Mapping[Whose, frozenset[Right]]) -> None:
    """Each follower has these rights now; one of whom nothing is known any more is over."""
    for whose, several in watches.items():
        for watch in several:
            if whose in rights:
                watch.may_now(rights[whose])
            else:
                watch.end(Ending.REVOKED)
