"""Carries a plan out: walks the values, completes them, and waits for what has to be awaited.

What can be known at once is walked without awaiting anything. What cannot is noted with its place in the answer, and
put there when it has come; all that one walk has noted is awaited together. A value that is missing where null may not
stand takes the nearest place with it where it may, and what goes wrong below such a place is of no interest any more.
"""

from collections.abc import Awaitable, Coroutine, Sequence
from inspect import CORO_CREATED, getcoroutinestate, iscoroutine
from typing import Any

from graphql import ExecutionResult, GraphQLError, OperationType, located_error
from graphql.execution import Executor
from graphql.pyutils import gather_with_cancel, is_awaitable

from app.web.completion import missing, written_again
from app.web.place import Place, keys_of
from app.web.plan import Plan, PlannedField, Selection

UnderWay = tuple[PlannedField, Awaitable[Any], Place]
"""What a resolver has returned to be awaited, and where in the answer its value belongs."""

ToLoad = tuple[int, Any, Place]
"""What something is read by for an object, and where in the answer its value belongs."""


class _Nothing(Exception):
    """Null has come as far as the root: there is no data."""


class Walk:
    """One time that `plan` is carried out, with the variables and the context that `executor` was made with."""

    def __init__(self, plan: Plan, executor: Executor[Any]) -> None:
        self.plan = plan
        self.executor = executor
        self._errors: list[GraphQLError] = []
        self._failures = 0
        self._nulled: dict[int, Place | None] = {}
        self._later: list[tuple[PlannedField, Any, Place]] = []
        self._under_way: list[UnderWay] = []
        self._answered: dict[tuple[Selection, int], tuple[dict[str, Any], object]] = {}
        self._to_load: dict[PlannedField, list[ToLoad]] = {}

    async def to_the_end(self) -> ExecutionResult:
        """The data and the errors."""
        try:
            selection = self.plan.root_selection(self.executor)
            if self.executor.operation.operation is OperationType.MUTATION:
                data = await self._one_after_another(selection)
            else:
                data = self.answer(selection, self.executor.root_value, None)
                await self._rest()
        except _Nothing:
            _drop(self._under_way)
            data = None
        except GraphQLError as error:
            self._note(error, None)
            _drop(self._under_way)
            data = None
        return ExecutionResult(data, self._errors or None)

    async def _one_after_another(self, selection: Selection) -> dict[str, Any]:
        data = selection.blank.copy()
        for field in selection.fields:
            self._put(field, self.executor.root_value, None, data)
            await self._rest()
        return data

    def answer(self, selection: Selection, source: Any, place: Place | None) -> dict[str, Any]:
        """What the answer has for the object `source`, which stands at `place`. Raises GraphQLError, located."""
        answers = selection.blank.copy()
        for key, read, kept, write, field in selection.leaves:
            try:
                value = read(source)
                if type(value) is kept:
                    answers[key] = value
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
        if known is None:
            failures = self._failures
            known = self.answer(selection, source, place), source
            # With an error it is answered anew: that may be unseen here, and belongs to each place where it is seen.
            if self._failures == failures:
                self._answered[key] = known
        return known[0]

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
        self._note(located, place)

    async def _rest(self) -> None:
        """Returns when all that was noted is in its place. Raises _Nothing."""
        later, self._later = self._later, []
        under_way, self._under_way = self._under_way, []
        to_load, self._to_load = self._to_load, {}
        works: list[Coroutine[Any, Any, None]] = [
            self._come(field, source, place) for field, source, place in later if not self._in_vain(place)
        ]
        works += [self._load(field, asked) for field, asked in to_load.items()]
        works += [self._awaited(field, value, place) for field, value, place in under_way]
        try:
            if len(works) == 1:
                await works[0]
            elif works:
                await gather_with_cancel(*works)
        except BaseException:
            _drop(under_way)
            raise

    async def _come(self, field: PlannedField, source: Any, place: Place) -> None:
        try:
            info = field.info(self.executor, place)
            value = await field.resolve(source, info, **field.arguments(self.executor))
            place[2][place[1]] = field.complete(self, field, value, place)
        except Exception as error:
            self._failed_later(error, field, place)
        await self._rest()

    async def _load(self, field: PlannedField, asked: list[ToLoad]) -> None:
        assert field.loaded is not None, "otherwise it is not asked for here"
        asked = [each for each in asked if not self._in_vain(each[2])]
        if not asked:
            return
        try:
            found = await field.loaded.read(self.executor.context_value, [number for number, _, _ in asked])
        except Exception as error:
            for _, _, place in asked:
                self._failed_later(error, field, place)
            return
        for (_, source, place), each in zip(asked, found, strict=True):
            try:
                place[2][place[1]] = field.complete(self, field, field.loaded.show(source, each), place)
            except Exception as error:
                self._failed_later(error, field, place)
        await self._rest()

    async def _awaited(self, field: PlannedField, value: Awaitable[Any], place: Place) -> None:
        try:
            place[2][place[1]] = field.complete(self, field, await value, place)
        except Exception as error:
            self._failed_later(error, field, place)
        await self._rest()

    def _failed_later(self, error: Exception, field: PlannedField, place: Place) -> None:
        """Notes an error of `field`, around which the answer stands already. Raises _Nothing if none of it can."""
        located = located_error(error, field.nodes, keys_of(place))
        at: Place | None = place
        while at is not None and not at[3].nullable:
            at = at[0]
        self._note(located, at)
        if at is None:
            raise _Nothing
        at[2][at[1]] = None

    def _note(self, error: GraphQLError, place: Place | None) -> None:
        """Null stands at `place` for this error, unless something around it is null already."""
        self._failures += 1
        if not self._in_vain(place):
            self._errors.append(error)
            self._nulled[id(place)] = place

    def _in_vain(self, place: Place | None) -> bool:
        """Whether nothing that comes to `place` will be seen."""
        if not self._nulled:
            return False
        while place is not None:
            if id(place) in self._nulled:
                return True
            place = place[0]
        return id(None) in self._nulled


def _drop(under_way: Sequence[UnderWay]) -> None:
    """Nobody waits any more for what was made and has not begun."""
    for _, value, _ in under_way:
        if iscoroutine(value) and getcoroutinestate(value) == CORO_CREATED:
            value.close()
