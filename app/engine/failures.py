"""Errors of an execution, the nulls that they leave in the answer, and the limits that end it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graphql import ExecutionResult, FieldNode, GraphQLError

from app.domain.problems import AnswerTooLarge
from app.engine.path import Position


class Nothing(Exception):
    """A null has propagated to the root: `data` is null."""


@dataclass(frozen=True, slots=True)
class AnswerLimit:
    """A limit that an answer is beyond: `what` it counts, how many were `asked` for and how many are `allowed`."""

    what: str
    asked: int
    allowed: int

    def error(self, path: Sequence[str | int], nodes: Sequence[FieldNode] = (), *, done: bool = False) -> GraphQLError:
        """The error at `path`; `done` if the mutation there was carried out."""
        error = AnswerTooLarge(self.what, self.asked, self.allowed, done=done)
        return GraphQLError(str(error), nodes or None, path=list(path) or None, original_error=error)


class TooLarge(BaseException):
    """The answer is beyond `limit` at `position`. No handler of a field's errors takes it for one of those."""

    def __init__(self, limit: AnswerLimit, position: Position | None = None) -> None:
        self.limit, self.position = limit, position


class Failures:
    """The errors of one execution, `most` at most, and the positions they nulled. `count` includes dropped errors."""

    def __init__(self, most: int) -> None:
        self.errors: list[GraphQLError] = []
        self.count = 0
        self._most = most
        self._nulled: dict[int, Position | None] = {}

    def null(self, error: GraphQLError, at: Position | None) -> None:
        """Nulls `at`, or its nearest nullable ancestor, and notes the error. Raises Nothing if there is none."""
        while at is not None and not at[3].nullable:
            at = at[0]
        self.note(error, at)
        if at is None:
            raise Nothing
        at[2][at[1]] = None

    def note(self, error: GraphQLError, position: Position | None) -> None:
        """Notes the error of a null at `position`; drops it if the position or an ancestor was nulled before.

        Raises TooLarge for one error too many, and for an AnswerTooLarge. The error of a root field itself is always
        noted, since it alone tells whether a mutation was done.
        """
        self.count += 1
        if self.in_vain(position):
            return
        if len(error.path or ()) > 1:
            cause = error.original_error
            if isinstance(cause, AnswerTooLarge):
                raise TooLarge(AnswerLimit(cause.what, cause.asked, cause.allowed), position)
            if len(self.errors) >= self._most:
                raise TooLarge(AnswerLimit("errors in an answer", len(self.errors) + 1, self._most), position)
        self.errors.append(error)
        self._nulled[id(position)] = position

    def in_vain(self, position: Position | None) -> bool:
        """Whether `position` or an ancestor is nulled, so that a value for it would be lost."""
        if not self._nulled:
            return False
        while position is not None:
            if id(position) in self._nulled:
                return True
            position = position[0]
        return id(None) in self._nulled


def in_answer_order(result: ExecutionResult) -> ExecutionResult:
    """The same result with its errors in the order of the answer: in which order fields fail depends on the executor
    and on what they wait for. Errors for one null stay in their order, and so do all where there is no data.
    """
    if not result.errors or len(result.errors) == 1 or result.data is None:
        return result
    return ExecutionResult(result.data, sorted(result.errors, key=lambda error: _position(result.data, error.path)))


def _position(data: Any, path: Sequence[str | int] | None) -> list[int]:
    """The path in numbers, as far as there is an answer."""
    steps: list[int] = []
    for key in path or ():
        if data is None:
            break
        steps.append(key if isinstance(key, int) else list(data).index(key))
        data = data[key]
    return steps
