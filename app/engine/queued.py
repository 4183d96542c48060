"""What an execution has queued: each with the position that it belongs to."""

from collections.abc import Awaitable, Callable, Sequence
from inspect import CORO_CREATED, getcoroutinestate, iscoroutine
from typing import Any

from app.engine.path import Position
from app.engine.plan import PlannedField
from app.engine.symbols import MadeOf
from app.engine.writing import Writer

UnderWay = tuple[PlannedField, Awaitable[Any], Position]
"""A field, the awaitable that its resolver returned, and the position of its value."""

ToLoad = tuple[int, Any, Position]
"""The number to load by, the object that the field belongs to, and the position of its value."""

ToWrite = tuple[Writer, PlannedField, MadeOf[Any], Position]
"""What writes a list, its field, what it is made of, and the position of its value."""

Postponed = tuple[Callable[..., object], tuple[Any, ...], Position | None]
"""A function that fills a part of the answer, its arguments, and the position of that part."""


def drop(under_way: Sequence[UnderWay]) -> None:
    """Closes coroutines that never started, so that Python does not warn of them."""
    for _, value, _ in under_way:
        if iscoroutine(value) and getcoroutinestate(value) == CORO_CREATED:
            value.close()
