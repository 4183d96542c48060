"""Runs an operation by its plan: resolves fields, completes their values, and awaits those that are awaitable.

Fields that need no awaiting are resolved in one pass. Others are queued with their position in the answer, and filled
in when their value is there. Work that would outlast a turn of the event loop (app/engine/turns.py) is queued likewise:
its object is in the answer already, and filled later. A null in a non-null position nulls the nearest nullable
ancestor; later errors below a nulled position are dropped.

The bytes of an answer are counted while it is made. Too many end a query; of a mutation they null only its own field.
"""

from collections import deque
from collections.abc import Awaitable, Coroutine, Iterator
from typing import Any

from graphql import ExecutionResult, GraphQLError, OperationType, located_error

from app.engine.completion import Complete, missing, written_again
from app.engine.failures import AnswerLimit, Failures, Nothing, TooLarge, in_answer_order
from app.engine.graphql_core import Executor, is_awaitable
from app.engine.limits import Limits
from app.engine.path import Position, Slot, keys_of
from app.engine.plan import OperationPlan, PlannedField, Selection
from app.engine.queued import Postponed, ToLoad, ToWrite, UnderWay, drop
from app.engine.sharing import Sharing
from app.engine.symbols import MadeOf
from app.engine.tasks import Tasks
from app.engine.turns import LoopTurns
from app.engine.writing import write_or_complete

AT_ONCE = 250
"""Resolvers that run at the same time at most: all that are ready run within one turn of the event loop."""


class PlanExecution:
    """One run of `plan`, with the variables and the context that `executor` was built with.

    `spent` counts the bytes of the answer so far, and `long` is the number of items from which on a list is completed
    in several turns. With `shares`, fields that are `loaded` with `shared` are answered once for each number.
    """

    def __init__(
        self,
        plan: OperationPlan,
        executor: Executor[Any],
        turns: LoopTurns | None = None,
        limits: Limits | None = None,
        *,
        shares: bool = True,
        writes: bool = True,
    ) -> None:
        self.plan = plan
        self.executor = executor
        self.spent = 0
        self.limits = limits or Limits()
        self._turns = turns or LoopTurns()
        self.long = self._turns.long
        self._look_at = min(self._turns.portion, self.limits.answer_bytes)
        self._had = 0
        self._mutates = executor.operation.operation is OperationType.MUTATION
        self._sharing = Sharing() if shares and not self._mutates else None
        self._failures = Failures(self.limits.answer_errors)
        self._later: deque[tuple[PlannedField, Any, Position]] = deque()
        self._under_way: list[UnderWay] = []
        self._to_load: dict[PlannedField, list[ToLoad]] = {}
        self._postponed: deque[Postponed] = deque()
        self._writes = writes and not self._mutates
        self._wrote = False
        self._to_write: list[ToWrite] = []
        self._answered: dict[tuple[Selection, int], tuple[dict[str, Any], object, int]] = {}
        self._tasks = Tasks()

    async def run(self) -> ExecutionResult:
        """The data and the errors, in the order of the answer. Never raises for what goes wrong in a field."""
        try:
            data = await self._data()
        except TooLarge as error:
            if self._wrote:
                # What is written is counted as a little more than it is, and all at once.
                return await self._again(writes=False).run()
            return ExecutionResult(None, [*self._failures.errors, error.limit.error(keys_of(error.position))])
        if self._failures.errors and self._sharing is not None and self._sharing.reused:
            return await self._again(writes=self._writes, shares=False).run()
        return in_answer_order(ExecutionResult(data, self._failures.errors or None))

    async def _data(self) -> dict[str, Any] | None:
        try:
            self.plan.runs += 1
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
            drop(self._under_way)
        self._check(self.spent if self._sharing is None else self._sharing.total(self.spent), None)
        return data

    async def _one_after_another(self, selection: Selection) -> dict[str, Any]:
        data = selection.blank.copy()
        for field in selection.fields:
            before, position = self.spent, (None, field.key, data, field.slot)
            try:
                self._put(field, self.executor.root_value, None, data)
                await self._rest()
                self._check(self.spent, position)
            except TooLarge as error:
                # The mutation is done, and the next ones run as well: only the answer is too large.
                await self._give_up()
                self.spent = before
                self._failures.null(error.limit.error([field.key], field.nodes, done=True), position)
        return data

    def _again(self, *, writes: bool, shares: bool = True) -> "PlanExecution":
        """Another run of the same operation."""
        return PlanExecution(self.plan, self.executor, self._turns, self.limits, shares=shares, writes=writes)

    def beside(self) -> "PlanExecution":
        """An execution to complete single values by, beside this one and without its turns."""
        return PlanExecution(self.plan, self.executor, LoopTurns(), self.limits, shares=False, writes=False)

    def clean(self) -> bool:
        """Whether nothing has failed and nothing is left to do; what has begun is dropped."""
        left = self._later or self._under_way or self._to_load or self._postponed
        drop(self._under_way)
        return not left and not self._failures.count

    def answer(
        self, selection: Selection, source: Any, position: Position | None, answers: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Answers `selection` for the object `source` at `position`, into `answers` if there is such a dict already.

        Raises GraphQLError, located, if a non-null field of it failed.
        """
        if answers is None:
            answers = selection.blank.copy()
            self.spent += selection.weight
            if self.spent > self._look_at and not selection.flat and self._has_to_wait(position):
                self._postponed.append((self.answer, (selection, source, position, answers), position))
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
                elif not field.slot.nullable:
                    raise missing(field)
            except Exception as error:
                self.failed(error, field, (position, key, answers, field.slot))
        for key, read, complete, field in selection.known:
            here = (position, key, answers, field.slot)
            try:
                answers[key] = complete(self, field, read(source), here)
            except Exception as error:
                self.failed(error, field, here)
        for field in selection.others:
            self._put(field, source, position, answers)
        return answers

    def answer_once(self, selection: Selection, source: Any, position: Position) -> dict[str, Any]:
        """Answers a flat selection once for each object, however many positions the object has in the answer."""
        key = selection, id(source)
        known = self._answered.get(key)
        if known is not None:
            self.spent += known[2]
            return known[0]
        failures, before = self._failures.count, self.spent
        answers = self.answer(selection, source, position)
        # An answer with an error is not kept: each position has an error of its own.
        if self._failures.count == failures:
            self._answered[key] = answers, source, self.spent - before
        return answers

    def write_later(self, field: PlannedField, made: MadeOf[Any], position: Position) -> bool:
        """Queues a list to be written as text. Returns False if the executor has to complete it."""
        writer = self.plan.writer(field) if self._writes else None
        if writer is None:
            return False
        self._wrote = True
        self._to_write.append((writer, field, made, position))
        return True

    def complete_later(
        self,
        complete: Complete,
        field: PlannedField,
        items: Iterator[tuple[int, Any]],
        completed: list[Any],
        slot: Slot,
        position: Position,
    ) -> None:
        """Queues the items of a long list at `position`, to be completed in several turns of the event loop."""
        self._check(self.spent, position)
        self._postponed.append((self._items, (complete, field, items, completed, slot, position), position))

    def _items(
        self,
        complete: Complete,
        field: PlannedField,
        items: Iterator[tuple[int, Any]],
        completed: list[Any],
        slot: Slot,
        position: Position,
    ) -> None:
        for index, item in items:
            here = (position, index, completed, slot)
            try:
                completed.append(complete(self, field, item, here))
            except Exception as error:
                self.failed(error, field, here)
                completed.append(None)
            if self.spent > self._look_at and self._has_to_wait(here):
                self.complete_later(complete, field, items, completed, slot, position)
                return

    def _has_to_wait(self, position: Position | None) -> bool:
        """Whether the turn of this execution is over. Raises TooLarge for an answer beyond its limit."""
        self._check(self.spent, position)
        if self._turns.over():
            return True
        self._look_at = min(self.spent + self._turns.portion, self.limits.answer_bytes)
        return False

    def _check(self, spent: int, position: Position | None) -> None:
        if spent > self.limits.answer_bytes:
            raise TooLarge(AnswerLimit("bytes in an answer", spent, self.limits.answer_bytes), position)

    def _put(self, field: PlannedField, source: Any, above: Position | None, answers: dict[str, Any]) -> None:
        """Resolves `field` of `source` and puts its value into `answers`, or queues it."""
        key = field.key
        position = (above, key, answers, field.slot)
        try:
            if field.read is not None:
                answers[key] = field.complete(self, field, field.read(source), position)
            elif field.loaded is not None:
                number = field.loaded.number(source)
                if number is None:
                    answers[key] = field.complete(self, field, field.loaded.show(source, None), position)
                else:
                    self._to_load.setdefault(field, []).append((number, source, position))
            elif field.awaited:
                self._later.append((field, source, position))
            else:
                value = field.resolve(source, field.info(self.executor, position), **field.arguments(self.executor))
                if is_awaitable(value):
                    self._under_way.append((field, value, position))
                else:
                    answers[key] = field.complete(self, field, value, position)
        except Exception as error:
            self.failed(error, field, position)
            answers[key] = None

    def failed(self, error: Exception, field: PlannedField, position: Position) -> None:
        """Notes the error of a nullable `field`, which then is null. Raises that of a non-null one, located."""
        located = located_error(error, field.nodes, keys_of(position))
        if not position[3].nullable:
            raise located
        self._failures.note(located, position)

    async def _rest(self) -> None:
        """Returns when nothing is queued or awaited any more. Raises Nothing and TooLarge."""
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
        """The queued work that may start now: AT_ONCE resolvers at most, and everything that is loaded."""
        works: list[Coroutine[Any, Any, None]] = []
        while self._later and len(works) + len(self._tasks) < AT_ONCE:
            field, source, position = self._later.popleft()
            if not self._failures.in_vain(position):
                works.append(self._come(field, source, position))
        if self._to_load:
            to_load, self._to_load = self._to_load, {}
            works += [self._load(field, asked) for field, asked in to_load.items()]
        if self._to_write:
            to_write, self._to_write = self._to_write, []
            works += [write_or_complete(self, *each) for each in to_write if not self._failures.in_vain(each[3])]
        if self._under_way:
            under_way, self._under_way = self._under_way, []
            works += [self._awaited(field, value, position) for field, value, position in under_way]
        return works

    async def _fill(self) -> None:
        """Fills the postponed parts until the turn is over, then waits for another turn."""
        while self._postponed:
            fill, arguments, position = self._postponed.popleft()
            if self._failures.in_vain(position):
                continue
            self.go_on(position)
            try:
                fill(*arguments)
            except GraphQLError as error:
                self._failures.null(error, position)
            if self._turns.over():
                await self._another_turn()
                return

    async def _another_turn(self) -> None:
        self._had += 1
        self._tasks.stir()
        await self._turns.another(self._had)

    async def _give_up(self) -> None:
        """Cancels what has started, and drops what has not."""
        self._later.clear()
        self._to_load.clear()
        self._to_write.clear()
        self._postponed.clear()
        drop(self._under_way)
        self._under_way.clear()
        await self._tasks.give_up()

    async def _come(self, field: PlannedField, source: Any, position: Position) -> None:
        try:
            info = field.info(self.executor, position)
            value = await field.resolve(source, info, **field.arguments(self.executor))
            self.go_on(position)
            position[2][position[1]] = field.complete(self, field, value, position)
        except Exception as error:
            self.failed_later(error, field, position)

    async def _load(self, field: PlannedField, asked: list[ToLoad]) -> None:
        assert field.loaded is not None, "only loaded fields are queued for loading"
        asked = [each for each in asked if not self._failures.in_vain(each[2])]
        if not asked:
            return
        try:
            found = await field.loaded.read(self.executor.context_value, [number for number, _, _ in asked])
        except Exception as error:
            for _, _, position in asked:
                self.failed_later(error, field, position)
            return
        sharing = self._sharing if field.loaded.shared else None
        for (number, source, position), each in zip(asked, found, strict=True):
            known = None if sharing is None else sharing.again(field, number, position)
            if known is not None:
                position[2][position[1]] = known.answer
                continue
            try:
                self.go_on(position)
                account = None if sharing is None else sharing.begin(field, number, position, self.spent)
                answer = position[2][position[1]] = field.complete(
                    self, field, field.loaded.show(source, each), position
                )
                if account is not None:
                    account.answer = answer
            except Exception as error:
                self.failed_later(error, field, position)
            if self.spent > self._look_at and self._has_to_wait(position):
                await self._another_turn()

    async def _awaited(self, field: PlannedField, value: Awaitable[Any], position: Position) -> None:
        try:
            come = await value
            self.go_on(position)
            position[2][position[1]] = field.complete(self, field, come, position)
        except Exception as error:
            self.failed_later(error, field, position)

    def go_on(self, position: Position | None) -> None:
        """From now on, `spent` counts for the answer at `position`."""
        if self._sharing is not None:
            self._sharing.go_on(position, self.spent)

    def failed_later(self, error: Exception, field: PlannedField, position: Position) -> None:
        """Notes the error of a field whose value came later, and nulls its nearest nullable ancestor or itself.

        Raises Nothing if there is none.
        """
        self._failures.null(located_error(error, field.nodes, keys_of(position)), position)
