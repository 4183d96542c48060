"""Carries a plan out: walks the values, completes them, and waits for what has to be awaited.

What can be known at once is walked without awaiting anything. What cannot is noted with its place in the answer, and
put there when it has come. So is what would take longer than a turn of the event loop (app/engine/turns.py): the object
that it is about stands in the answer already, and is filled later. A value that is missing where null may not stand
takes the nearest place with it where it may, and what goes wrong below such a place is of no interest any more.

How much an answer holds is counted while it is made. Too much of it ends a query, and of a mutation the answer alone.
"""

from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Sequence
from inspect import CORO_CREATED, getcoroutinestate, iscoroutine
from typing import Any

from graphql import ExecutionResult, GraphQLError, OperationType, located_error

from app.engine.completion import Complete, missing, written_again
from app.engine.failures import AnswerLimit, Failures, Nothing, TooLarge, in_answer_order
from app.engine.graphql_core import Executor, is_awaitable
from app.engine.limits import Limits
from app.engine.path import Place, Spot, keys_of
from app.engine.plan import Plan, PlannedField, Selection
from app.engine.sharing import Sharing
from app.engine.tasks import Tasks
from app.engine.turns import Turns

AT_ONCE = 250
"""Resolvers that are awaited at the same time: all that are ready run within one turn of the loop."""

UnderWay = tuple[PlannedField, Awaitable[Any], Place]
"""What a resolver has returned to be awaited, and where in the answer its value belongs."""

ToLoad = tuple[int, Any, Place]
"""What something is read by for an object, and where in the answer its value belongs."""

Postponed = tuple[Callable[..., object], tuple[Any, ...], Place | None]
"""What fills a part of the answer, with its arguments, and the place of that part."""


class PlanExecution:
    """One time that `plan` is carried out, with the variables and the context that `executor` was made with."""

    def __init__(
        self,
        plan: Plan,
        executor: Executor[Any],
        turns: Turns | None = None,
        limits: Limits | None = None,
        *,
        shares: bool = True,
    ) -> None:
        self.plan = plan
        self.executor = executor
        self.spent = 0
        self._limits = limits or Limits()
        self._turns = turns or Turns()
        self.long = self._turns.long
        self._look_at = min(self._turns.portion, self._limits.answer_bytes)
        self._had = 0
        self._mutates = executor.operation.operation is OperationType.MUTATION
        self._sharing = Sharing() if shares and not self._mutates else None
        self._failures = Failures(self._limits.answer_errors)
        self._later: deque[tuple[PlannedField, Any, Place]] = deque()
        self._under_way: list[UnderWay] = []
        self._to_load: dict[PlannedField, list[ToLoad]] = {}
        self._postponed: deque[Postponed] = deque()
        self._answered: dict[tuple[Selection, int], tuple[dict[str, Any], object, int]] = {}
        self._tasks = Tasks()

    async def run(self) -> ExecutionResult:
        """The data and the errors."""
        try:
            data = await self._data()
        except TooLarge as error:
            return ExecutionResult(None, [*self._failures.errors, error.limit.error(keys_of(error.place))])
        if self._failures.errors and self._sharing is not None and self._sharing.reused:
            return await PlanExecution(self.plan, self.executor, self._turns, self._limits, shares=False).run()
        return in_answer_order(ExecutionResult(data, self._failures.errors or None))

    async def _data(self) -> dict[str, Any] | None:
        try:
            selection = self.plan.root_selection(self.executor)
            if self._mutates:
                return await self._one_after_another(selection)
            data = self.answer(selection, self.executor.root_value, None)
            await self._rest()
        except Nothing:
            return None
        except GraphQLError as error:
            self._failures.note(error, None)
            return None
        finally:
            _drop(self._under_way)
        self._check(self.spent if self._sharing is None else self._sharing.total(self.spent), None)
        return data

    async def _one_after_another(self, selection: Selection) -> dict[str, Any]:
        data = selection.blank.copy()
        for field in selection.fields:
            before, place = self.spent, (None, field.key, data, field.spot)
            try:
                self._put(field, self.executor.root_value, None, data)
                await self._rest()
                self._check(self.spent, place)
            except TooLarge as error:
                # What the mutation did stays, and the next ones are carried out as well.
                await self._give_up()
                self.spent = before
                self._failures.null(error.limit.error([field.key], field.nodes, done=True), place)
        return data

    def answer(
        self, selection: Selection, source: Any, place: Place | None, answers: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """What the answer has for the object `source`, which stands at `place`; `answers` if that stands there already.
        Raises GraphQLError, located.
        """
        if answers is None:
            answers = selection.blank.copy()
            self.spent += selection.weight
            if self.spent > self._look_at and not selection.flat and self._has_to_wait(place):
                self._postponed.append((self.answer, (selection, source, place, answers), place))
                return answers
        for key, read, kept, write, text, field in selection.leaves:
            try:
                value = read(source)
                if type(value) is kept:
                    answers[key] = value
                    if text:
                        self.spent += len(value)  # type: ignore[arg-type] # texts are of the class str
                elif value is not None:
                    written = write(value)
                    answers[key] = written_again(field, value) if written is None else written
                elif not field.spot.nullable:
                    raise missing(field)
            except Exception as error:
                self.failed(error, field, (place, key, answers, field.spot))
        for key, read, complete, field in selection.known:
            here = (place, key, answers, field.spot)
            try:
                answers[key] = complete(self, field, read(source), here)
            except Exception as error:
                self.failed(error, field, here)
        for field in selection.others:
            self._put(field, source, place, answers)
        return answers

    def answer_once(self, selection: Selection, source: Any, place: Place) -> dict[str, Any]:
        """The same for a selection with nothing below it: what stands in many places is answered for all of them."""
        key = selection, id(source)
        known = self._answered.get(key)
        if known is not None:
            self.spent += known[2]
            return known[0]
        failures, before = self._failures.count, self.spent
        answers = self.answer(selection, source, place)
        # With an error it is answered anew: that may be unseen here, and belongs to each place where it is seen.
        if self._failures.count == failures:
            self._answered[key] = answers, source, self.spent - before
        return answers

    def complete_later(
        self,
        complete: Complete,
        field: PlannedField,
        items: Iterator[tuple[int, Any]],
        completed: list[Any],
        spot: Spot,
        place: Place,
    ) -> None:
        """Has the items of a long list, at `place`, completed one after the other between turns of the loop."""
        self._check(self.spent, place)
        self._postponed.append((self._items, (complete, field, items, completed, spot, place), place))

    def _items(
        self,
        complete: Complete,
        field: PlannedField,
        items: Iterator[tuple[int, Any]],
        completed: list[Any],
        spot: Spot,
        place: Place,
    ) -> None:
        for index, item in items:
            here = (place, index, completed, spot)
            try:
                completed.append(complete(self, field, item, here))
            except Exception as error:
                self.failed(error, field, here)
                completed.append(None)
            if self.spent > self._look_at and self._has_to_wait(here):
                self.complete_later(complete, field, items, completed, spot, place)
                return

    def _has_to_wait(self, place: Place | None) -> bool:
        """Whether the turn is over. Raises TooLarge."""
        self._check(self.spent, place)
        if self._turns.over():
            return True
        self._look_at = min(self.spent + self._turns.portion, self._limits.answer_bytes)
        return False

    def _check(self, spent: int, place: Place | None) -> None:
        if spent > self._limits.answer_bytes:
            raise TooLarge(AnswerLimit("bytes in an answer", spent, self._limits.answer_bytes), place)

    def _put(self, field: PlannedField, source: Any, above: Place | None, answers: dict[str, Any]) -> None:
        """Puts the field's value into `answers`, or notes that it comes later."""
        key = field.key
        place = (above, key, answers, field.spot)
        try:
            if field.read is not None:
                answers[key] = field.complete(self, field, field.read(source), place)
            elif field.loaded is not None:
                number = field.loaded.number(source)
                if number is None:
                    answers[key] = field.complete(self, field, field.loaded.show(source, None), place)
                else:
                    self._to_load.setdefault(field, []).append((number, source, place))
            elif field.awaited:
                self._later.append((field, source, place))
            else:
                value = field.resolve(source, field.info(self.executor, place), **field.arguments(self.executor))
                if is_awaitable(value):
                    self._under_way.append((field, value, place))
                else:
                    answers[key] = field.complete(self, field, value, place)
        except Exception as error:
            self.failed(error, field, place)
            answers[key] = None

    def failed(self, error: Exception, field: PlannedField, place: Place) -> None:
        """Notes an error of `field` where null may stand, as the answer then has it. Raises it, located, elsewhere."""
        located = located_error(error, field.nodes, keys_of(place))
        if not place[3].nullable:
            raise located
        self._failures.note(located, place)

    async def _rest(self) -> None:
        """Returns when all that was noted is in its place. Raises Nothing and TooLarge."""
        try:
            while True:
                works = self._ready()
                if len(works) == 1 and not self._tasks and not self._postponed:
                    await works[0]
                    continue
                self._tasks.start(works)
                if self._postponed:
                    await self._fill()
                    self._tasks.check()
                elif self._tasks:
                    await self._tasks.news()
                else:
                    return
        except BaseException:
            await self._give_up()
            raise

    def _ready(self) -> list[Coroutine[Any, Any, None]]:
        """What was noted and may begin now."""
        works: list[Coroutine[Any, Any, None]] = []
        while self._later and len(works) + len(self._tasks) < AT_ONCE:
            field, source, place = self._later.popleft()
            if not self._failures.in_vain(place):
                works.append(self._come(field, source, place))
        if self._to_load:
            to_load, self._to_load = self._to_load, {}
            works += [self._load(field, asked) for field, asked in to_load.items()]
        if self._under_way:
            under_way, self._under_way = self._under_way, []
            works += [self._awaited(field, value, place) for field, value, place in under_way]
        return works

    async def _fill(self) -> None:
        """Fills what was postponed until the turn is over, and waits for another one."""
        while self._postponed:
            fill, arguments, place = self._postponed.popleft()
            if self._failures.in_vain(place):
                continue
            self._go_on(place)
            try:
                fill(*arguments)
            except GraphQLError as error:
                self._failures.null(error, place)
            if self._turns.over():
                await self._another_turn()
                return

    async def _another_turn(self) -> None:
        self._had += 1
        self._tasks.stir()
        await self._turns.another(self._had)

    async def _give_up(self) -> None:
        """Ends all that has begun, and forgets what has not."""
        self._later.clear()
        self._to_load.clear()
        self._postponed.clear()
        _drop(self._under_way)
        self._under_way.clear()
        await self._tasks.give_up()

    async def _come(self, field: PlannedField, source: Any, place: Place) -> None:
        try:
            info = field.info(self.executor, place)
            value = await field.resolve(source, info, **field.arguments(self.executor))
            self._go_on(place)
            place[2][place[1]] = field.complete(self, field, value, place)
        except Exception as error:
            self._failed_later(error, field, place)

    async def _load(self, field: PlannedField, asked: list[ToLoad]) -> None:
        assert field.loaded is not None, "otherwise it is not asked for here"
        asked = [each for each in asked if not self._failures.in_vain(each[2])]
        if not asked:
            return
        try:
            found = await field.loaded.read(self.executor.context_value, [number for number, _, _ in asked])
        except Exception as error:
            for _, _, place in asked:
                self._failed_later(error, field, place)
            return
        sharing = self._sharing if field.loaded.shared else None
        for (number, source, place), each in zip(asked, found, strict=True):
            known = None if sharing is None else sharing.again(field, number, place)
            if known is not None:
                place[2][place[1]] = known.answer
                continue
            try:
                self._go_on(place)
                account = None if sharing is None else sharing.begin(field, number, place, self.spent)
                answer = place[2][place[1]] = field.complete(self, field, field.loaded.show(source, each), place)
                if account is not None:
                    account.answer = answer
            except Exception as error:
                self._failed_later(error, field, place)
            if self.spent > self._look_at and self._has_to_wait(place):
                await self._another_turn()

    async def _awaited(self, field: PlannedField, value: Awaitable[Any], place: Place) -> None:
        try:
            come = await value
            self._go_on(place)
            place[2][place[1]] = field.complete(self, field, come, place)
        except Exception as error:
            self._failed_later(error, field, place)

    def _go_on(self, place: Place | None) -> None:
        """What is walked from here on stands at `place`."""
        if self._sharing is not None:
            self._sharing.go_on(place, self.spent)

    def _failed_later(self, error: Exception, field: PlannedField, place: Place) -> None:
        """Notes an error of `field`, around which the answer stands already. Raises Nothing if none of it can."""
        self._failures.null(located_error(error, field.nodes, keys_of(place)), place)


def _drop(under_way: Sequence[UnderWay]) -> None:
    """Nobody waits any more for what was made and has not begun."""
    for _, value, _ in under_way:
        if iscoroutine(value) and getcoroutinestate(value) == CORO_CREATED:
            value.close()
