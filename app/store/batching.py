"""What is asked at the same time within one process, asked in one call: a statement for all instead of one for each.

Nobody waits for company that may come: whoever comes while no call is under way goes at once, with those who are on
their way in the same moment, and those who come meanwhile go together when it has ended.
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
"""Of the event loop before a call is made: whoever was woken in the same one as the first comes to ask in them. With
nobody else there they take no time; each call costs both sides more than all that is asked in it."""


@dataclass(frozen=True, slots=True, eq=False)
class _Asked(Generic[Question, Answer]):
    """A question and whoever waits for its answer, which is None for one that is to be asked alone."""

    question: Question
    waiting: "asyncio.Future[tuple[Answer] | None]"


class Together(Generic[Question, Answer]):
    """Joins the questions of concurrent tasks into calls of `ask_all`, which answers all of them in their order.

    One call is under way at a time, with `most` questions at most. A call of several that fails is made again for each
    of them alone, so that what is wrong with one question is heard by whoever asked it; unless `apart` says of what it
    raised that the others would fare no better, or that something may have been done: then all of them are raised it.
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

        Whoever is cancelled takes nothing from the others. A call that nobody waits for any more is cancelled.
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
