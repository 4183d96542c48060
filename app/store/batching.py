"""Batches concurrent calls of one process: one statement for many questions, instead of one for each.

The first call runs at once, with those that are on their way in the same moment. Those that arrive while it runs go
together when it has finished.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from contextvars import Context
from dataclasses import dataclass
from typing import Generic, TypeVar

Question = TypeVar("Question")
Answer = TypeVar("Answer")

MOST = 64
"""Questions of one call. It bounds what a statement carries; more of them would not make it cheaper for each."""

TURNS = 2
"""Turns of the event loop before a call is made: tasks that were woken in the same turn as the first one ask in them.
Without other tasks they take no time. A call costs both sides more than all that is asked in it."""


@dataclass(frozen=True, slots=True, eq=False)
class _Asked(Generic[Question, Answer]):
    """A question and the task that waits for its answer. None is the answer to one that is to be asked alone."""

    question: Question
    waiting: "asyncio.Future[tuple[Answer] | None]"


class Together(Generic[Question, Answer]):
    """Joins the questions of concurrent tasks into calls of `ask_all`, which answers all of them in their order.

    One call is under way at a time, with `most` questions at most. A call of several that fails is made again for each
    of them alone, so that a wrong question fails alone; unless `apart` says of the error that the others would fare no
    better, or that something may have been done: then all of them raise it.
    """

    def __init__(
        self,
        ask_all: Callable[[Sequence[Question]], Awaitable[Sequence[Answer]]],
        *,
        apart: Callable[[Exception], bool],
        most: int = MOST,
    ) -> None:
        self._ask_all = ask_all
        self._apart = apart
        self._most = most
        self._gathered: deque[_Asked[Question, Answer]] = deque()
        self._called: list[_Asked[Question, Answer]] = []
        self._call: asyncio.Task[None] | None = None

    async def ask(self, question: Question) -> Answer:
        """The answer to the question. Raises what `ask_all` raises.

        A task that is cancelled takes nothing from the others. A call that no task waits for any more is cancelled.
        """
        asked: _Asked[Question, Answer] = _Asked(question, asyncio.get_running_loop().create_future())
        self._gathered.append(asked)
        if self._call is None:
            self._go()
        try:
            answered = await asked.waiting
        except asyncio.CancelledError:
            self._leave(asked)
            raise
        if answered is None:
            (answer,) = await self._ask_all([question])
            return answer
        return answered[0]

    def _go(self) -> None:
        # Of no request: what the call logs is not one request's more than another's.
        self._call = asyncio.get_running_loop().create_task(self._make_call(), context=Context())
        self._call.add_done_callback(self._ended)

    async def _make_call(self) -> None:
        for _ in range(TURNS):
            await asyncio.sleep(0)
        # Who asked since the task was made goes with it.
        while self._gathered and len(self._called) < self._most:
            self._called.append(self._gathered.popleft())
        called = list(self._called)
        if not called:
            return
        try:
            answers = await self._ask_all([each.question for each in called])
            answered = list(zip(called, answers, strict=True))
        except Exception as error:
            alone = len(called) > 1 and self._apart(error)
            for each in called:
                if each.waiting.done():
                    continue
                if alone:
                    each.waiting.set_result(None)
                else:
                    each.waiting.set_exception(error)
        else:
            for each, answer in answered:
                if not each.waiting.done():
                    each.waiting.set_result((answer,))

    def _ended(self, call: "asyncio.Task[None]") -> None:
        called, self._called, self._call = self._called, [], None
        for each in called:
            # Only where the call was cancelled, as when everything is, is anybody left without an answer.
            each.waiting.cancel()
        if self._gathered:
            self._go()

    def _leave(self, asked: _Asked[Question, Answer]) -> None:
        if asked in self._gathered:
            self._gathered.remove(asked)
        elif self._call is not None and asked in self._called and all(each.waiting.done() for each in self._called):
            self._call.cancel()
