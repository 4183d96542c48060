"""What goes wrong while an answer is made, and what of the answer goes with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graphql import ExecutionResult, FieldNode, GraphQLError

from app.domain.problems import AnswerTooLarge
from app.engine.path import Place


class Nothing(Exception):
    """Null has come as far as the root: there is no data."""


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
    """The answer is beyond `limit` at `place`. No handler of a field's errors takes it for one of those."""

    def __init__(self, limit: AnswerLimit, place: Place | None = None) -> None:
        self.limit, self.place = limit, place


class Failures:
    """The errors of one walk, `most` of them, and the places where null stands for them. `count` is how many failed,
    those included that are of no interest.
    """

    def __init__(self, most: int) -> None:
        self.errors: list[GraphQLError] = []
        self.count = 0
        self._most = most
        self._nulled: dict[int, Place | None] = {}

    def null(self, error: GraphQLError, at: Place | None) -> None:
        """Null stands at the nearest place to `at` where it may. Raises Nothing if there is none."""
        while at is not None and not at[3].nullable:
            at = at[0]
        self.note(error, at)
        if at is None:
            raise Nothing
        at[2][at[1]] = None

    def note(self, error: GraphQLError, place: Place | None) -> None:
        """Null stands at `place` for this error, unless something around it is null already.

        Raises TooLarge for too many of them, and for one that says that what was read is too much. An error of a root
        field itself is always noted: only that says whether a mutation was carried out.
        """
        self.count += 1
        if self.in_vain(place):
            return
        if len(error.path or ()) > 1:
            cause = error.original_error
            if isinstance(cause, AnswerTooLarge):
                raise TooLarge(AnswerLimit(cause.what, cause.asked, cause.allowed), place)
            if len(self.errors) >= self._most:
                raise TooLarge(AnswerLimit("errors in an answer", len(self.errors) + 1, self._most), place)
        self.errors.append(error)
        self._nulled[id(place)] = place

    def in_vain(self, place: Place | None) -> bool:
        """Whether nothing that comes to `place` will be seen."""
        if not self._nulled:
            return False
        while place is not None:
            if id(place) in self._nulled:
                return True
            place = place[0]
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
