"""What goes wrong while an answer is made, and what of the answer goes with it."""

from collections.abc import Sequence

from graphql import FieldNode, GraphQLError

from app.domain.problems import AnswerTooLarge
from app.engine.path import Place, keys_of


class Nothing(Exception):
    """Null has come as far as the root: there is no data."""


class TooLarge(BaseException):
    """The answer holds too much. No handler of a field's errors takes it for one of those."""

    def __init__(self, what: str, asked: int, allowed: int, place: Place | None = None) -> None:
        self.what, self.asked, self.allowed, self.place = what, asked, allowed, place

    def told(self, place: Place | None, nodes: Sequence[FieldNode] = (), *, done: bool = False) -> GraphQLError:
        """The error that stands at `place`; `done` if the mutation there was carried out."""
        error = AnswerTooLarge(self.what, self.asked, self.allowed, done=done)
        return GraphQLError(str(error), nodes or None, path=keys_of(place) or None, original_error=error)


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
                raise TooLarge(cause.what, cause.asked, cause.allowed, place)
            if len(self.errors) >= self._most:
                raise TooLarge("errors in an answer", len(self.errors) + 1, self._most, place)
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
