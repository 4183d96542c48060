"""Writes lists of rows as JSON text: reads what belongs to them, and runs what was generated for the document.

The executor is the judge of every answer. What is not known here, what fails, and what is long is left to it.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from app.engine.generating import Generated
from app.engine.row_texts import Found, Inner, Learned, Level, NotWritten
from app.engine.symbols import Column, MadeOf

if TYPE_CHECKING:
    from app.engine.executor import PlanExecution
    from app.engine.path import Position
    from app.engine.plan import PlannedField

MOST_BYTES = 256 * 1024
"""Bytes, counted as those of an answer but without texts, that are written in one turn of the event loop: a few
milliseconds' work.
"""

MOST_GENERATED = 12
"""How often the functions of one list are generated: each time they turned out to depend on something more."""

MOST_FAILURES = 3
"""How often the executor answers in place of the functions of one list before it always does."""


class Writer:
    """Writes the list that a field is, for all runs of a plan."""

    def __init__(self, planned: "PlannedField") -> None:
        self._planned = planned
        self._learned: dict[object, set[Column]] = {}
        self._generated: Generated | None = None
        self._made_by: tuple[Any, Any] | None = None
        self._times = 0
        self._failures = 0

    @property
    def given_up(self) -> bool:
        return self._failures >= MOST_FAILURES

    async def write(self, execution: "PlanExecution", made: MadeOf[Any]) -> tuple[msgspec.Raw, int]:
        """The list's text, and at least the bytes that the executor would count for it.

        Raises NotWritten, and whatever reading raises.
        """
        generated = self._generate(execution, made)
        found = await _read(execution, generated.level, made.rows)
        try:
            while True:
                try:
                    written = self._write(execution, made, found)
                except Learned:
                    self._generated = None
                else:
                    self._failures = 0
                    return written
        except Exception as error:
            # Whatever goes wrong in a field: the executor says what that comes to.
            self._failures += 1
            raise NotWritten from error

    def _generate(self, execution: "PlanExecution", made: MadeOf[Any]) -> Generated:
        # A function that is another one each time may carry what is one request's alone.
        made_by = made.kind, made.make
        if self._generated is not None and self._made_by == made_by:
            return self._generated
        self._times += 1
        if self._times > MOST_GENERATED:
            self._failures = MOST_FAILURES
        if self.given_up:
            raise NotWritten
        try:
            generated = Generated(execution, self._planned, made.kind, made.make, self._learned)
        except Exception as error:
            self._failures += 1
            raise NotWritten from error
        self._made_by, self._generated = made_by, generated
        return generated

    def _write(self, execution: "PlanExecution", made: MadeOf[Any], found: Found) -> tuple[msgspec.Raw, int]:
        generated = self._generate(execution, made)
        level = generated.level
        if level.bytes(len(made.rows), found) > MOST_BYTES:
            raise NotWritten
        generated.begin(execution)
        text = "[" + ",".join(level.texts(made.rows, None, found)) + "]"
        return msgspec.Raw(text.encode()), len(text) + level.bytes(len(made.rows), found)


async def write_or_complete(
    execution: "PlanExecution", writer: Writer, field: "PlannedField", made: MadeOf[Any], position: "Position"
) -> None:
    """Puts the list's text at `position`, or what the executor makes of it where it can't be written."""
    try:
        text, spent = await writer.write(execution, made)
        if execution.spent + spent > execution.limits.answer_bytes:
            raise NotWritten
    except Exception:
        # Whatever has failed, of the service or of us: it fails again here, and is told as it always is.
        execution.go_on(position)
        try:
            position[2][position[1]] = field.complete(execution, field, list(made), position)
        except Exception as error:
            execution.failed_later(error, field, position)
        return
    execution.go_on(position)
    execution.spent += spent
    position[2][position[1]] = text


async def _read(execution: "PlanExecution", level: Level, rows: Sequence[Any]) -> Found:
    """What the lists within these rows are made of."""
    if any(type(row) is not level.kind for row in rows):
        raise NotWritten
    found: Found = []
    for each in level.inner:
        lists = await _load(execution, each, rows)
        below = [row for rows_of_one in lists for row in rows_of_one]
        found.append((lists, await _read(execution, each.level, below)))
    return found


async def _load(execution: "PlanExecution", inner: Inner, rows: Sequence[Any]) -> list[Sequence[Any]]:
    loaded = inner.field.loaded
    assert loaded is not None, "it was generated for a field that is loaded"
    numbers = [row[inner.place] for row in rows]
    if None in numbers:
        raise NotWritten
    return [*await loaded.read(execution.executor.context_value, numbers)] if numbers else []
