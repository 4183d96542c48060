"""What is asked at the same time is asked in one call, and everybody hears of their own question alone."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.store.batching import Together

MOST = 3
TICKS = 10


class Wrong(Exception):
    """Something is wrong with one question."""


class Lost(Exception):
    """All is lost, whatever was asked."""


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    number: int
    wrong: bool = False


@dataclass(slots=True, eq=False)
class Call:
    """A call under way: it ends when the test lets it."""

    questions: list[Question]
    end: "asyncio.Future[None]"

    @property
    def under_way(self) -> bool:
        return not self.end.done()


@dataclass(slots=True)
class Asked:
    """Answers a question with its number, once it is let, and refuses all of a call that has a wrong one in it."""

    calls: list[Call] = field(default_factory=list)

    async def all_of(self, questions: Sequence[Question]) -> list[int]:
        call = Call([*questions], asyncio.get_running_loop().create_future())
        self.calls.append(call)
        await call.end
        wrong = [each for each in questions if each.wrong]
        if wrong:
            raise Wrong(*(each.number for each in wrong))
        return [each.number for each in questions]

    @property
    def under_way(self) -> list[Call]:
        return [call for call in self.calls if call.under_way]


def together(asked: Asked) -> Together[Question, int]:
    return Together(asked.all_of, apart=lambda error: isinstance(error, Wrong), most=MOST)


class AnyOrder(RuleBasedStateMachine):
    """Whatever comes, fails or gives up in whatever order."""

    @initialize()
    def begin(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.asked = Asked()
        self.together = together(self.asked)
        self.waiting: dict[Question, asyncio.Task[int]] = {}
        self.lost: set[Question] = set()
        self.gone: set[Question] = set()

    def teardown(self) -> None:
        if hasattr(self, "loop"):
            while any(not task.done() for task in self.waiting.values()):
                self._end_a_call(None)
            self.everybody_hears_of_their_own()
            self.loop.close()

    @rule(wrong=st.lists(st.booleans(), min_size=1, max_size=2 * MOST))
    def ask(self, wrong: list[bool]) -> None:
        for each in wrong:
            question = Question(len(self.waiting), each)
            self.waiting[question] = self.loop.create_task(self.together.ask(question))
        self._go_on()

    @precondition(lambda self: self.asked.under_way)
    @rule()
    def answer(self) -> None:
        self._end_a_call(None)

    @precondition(lambda self: self.asked.under_way)
    @rule()
    def lose(self) -> None:
        self.lost.update(self.asked.under_way[0].questions)
        self._end_a_call(Lost())

    @precondition(lambda self: self.waiting)
    @rule(data=st.data())
    def give_up(self, data: st.DataObject) -> None:
        question = data.draw(st.sampled_from(list(self.waiting)))
        if self.waiting[question].cancel():
            self.gone.add(question)
        self._go_on()

    @invariant()
    def one_call_is_under_way_for_those_who_wait(self) -> None:
        if not hasattr(self, "loop"):
            return
        waited_for = {question for question, task in self.waiting.items() if not task.done()}
        called = [question for call in self.asked.under_way for question in call.questions]
        joined = [call for call in self.asked.under_way if self._is_first(call)]
        assert len(joined) <= 1
        assert all(1 <= len(call.questions) <= MOST for call in self.asked.calls)
        assert bool(called) == bool(waited_for)
        assert all(waited_for & {*call.questions} for call in self.asked.under_way), "a call that nobody waits for"

    @invariant()
    def everybody_hears_of_their_own(self) -> None:
        for question, task in self.waiting.items() if hasattr(self, "loop") else ():
            assert not task.cancelled() or question in self.gone
            if not task.done() or task.cancelled():
                continue
            error = task.exception()
            if error is None:
                assert (task.result(), question.wrong) == (question.number, False)
            elif isinstance(error, Wrong):
                assert (error.args, question.wrong) == ((question.number,), True)
            else:
                assert isinstance(error, Lost)
                assert question in self.lost

    def _is_first(self, call: Call) -> bool:
        """Whether its questions were not asked before, as those are that are asked once more alone."""
        before = self.asked.calls[: self.asked.calls.index(call)]
        return not any(question in earlier.questions for earlier in before for question in call.questions)

    def _end_a_call(self, error: Exception | None) -> None:
        end = self.asked.under_way[0].end
        if error is None:
            end.set_result(None)
        else:
            end.set_exception(error)
        self._go_on()

    def _go_on(self) -> None:
        """Until nothing is left to be done but what waits for the test."""
        for _ in range(TICKS):
            self.loop.run_until_complete(asyncio.sleep(0))


TestAnyOrder = AnyOrder.TestCase


async def _ticks() -> None:
    for _ in range(TICKS):
        await asyncio.sleep(0)


async def test_who_comes_alone_goes_at_once_and_those_who_come_meanwhile_go_together() -> None:
    asked = Asked()
    joined = together(asked)
    tasks = [asyncio.create_task(joined.ask(Question(0)))]
    await _ticks()
    tasks += [asyncio.create_task(joined.ask(Question(number))) for number in range(1, MOST + 2)]
    await _ticks()
    assert [len(call.questions) for call in asked.calls] == [1]

    for _ in range(3):
        asked.under_way[0].end.set_result(None)
        await _ticks()

    assert [len(call.questions) for call in asked.calls] == [1, MOST, 1]
    assert await asyncio.gather(*tasks) == list(range(MOST + 2))


async def test_who_asks_at_the_same_moment_goes_together_from_the_start() -> None:
    asked = Asked()
    joined = together(asked)
    tasks = [asyncio.create_task(joined.ask(Question(number))) for number in range(MOST)]
    await _ticks()
    (call,) = asked.calls
    call.end.set_result(None)
    assert await asyncio.gather(*tasks) == list(range(MOST))


@pytest.mark.parametrize("answers", [lambda questions: [], lambda questions: [1, *questions]])
async def test_answers_that_do_not_match_the_questions_are_nobodys(
    answers: Callable[[Sequence[int]], list[int]],
) -> None:
    async def ask_all(questions: Sequence[int]) -> list[int]:
        return answers(questions)

    joined = Together(ask_all, apart=lambda _: False)
    told = await asyncio.gather(joined.ask(1), joined.ask(2), return_exceptions=True)
    assert all(isinstance(each, ValueError) for each in told)
