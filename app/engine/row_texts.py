"""Functions that make JSON text of rows, composed for the lists of a document; app/engine/generating.py makes them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice, repeat
from operator import itemgetter
from typing import TYPE_CHECKING, Any, ClassVar
from weakref import WeakSet

from app.engine.symbols import Column

if TYPE_CHECKING:
    from app.engine.plan import PlannedField

MOST_CASES = 32
"""Functions of one list, for the values that decide what its items are."""

MOST_KEPT = 20_000
"""Texts that are kept for values, of all documents together."""

LONGEST_KEPT = 300
"""Characters of such a text."""


class NotWritten(Exception):
    """It is not written here, for whatever reason. The executor answers it."""


class Learned(Exception):
    """A field depends on more columns than was known: what was generated has to be generated anew."""


def by_column(columns: Sequence[Column], key: Any) -> dict[Column, Any]:
    """The values of the columns in the key of a dict: a tuple, or of one column its value."""
    return dict(zip(columns, (key,) if len(columns) == 1 else key, strict=True))


class Kept(dict[Any, str]):
    """The text of a field for the values of the columns that it depends on. `make` makes one, and says how many bytes
    the executor counts for it; `heaviest` is the most of them.
    """

    everywhere: ClassVar[WeakSet["Kept"]] = WeakSet()
    room: ClassVar[int] = MOST_KEPT

    def __init__(self, columns: Sequence[Column], make: Callable[[Mapping[Column, Any]], tuple[str, int]]) -> None:
        super().__init__()
        self._columns = columns
        self._make = make
        self.heaviest = 0

    __hash__ = object.__hash__  # type: ignore[assignment] # equal ones are not the same

    def __missing__(self, key: Any) -> str:
        text, weight = self._make(by_column(self._columns, key))
        self.heaviest = max(self.heaviest, weight)
        if len(text) <= LONGEST_KEPT:
            self._make_room()
            self[key] = text
        return text

    def _make_room(self) -> None:
        Kept.everywhere.add(self)
        Kept.room -= 1
        if Kept.room < 0:
            for each in [*Kept.everywhere]:
                each.clear()
            Kept.room = MOST_KEPT


Write = Callable[..., str]
"""Makes the text of a row from the row, the row around it, and the texts of the lists within it."""


class Cases(dict[Any, Write]):
    """The function for each value of the columns that decide what an item is."""

    def __init__(self, columns: Sequence[Column], make: Callable[[Mapping[Column, Any]], Write]) -> None:
        super().__init__()
        self.columns = columns
        self._make = make

    def __missing__(self, key: Any) -> Write:
        if len(self) >= MOST_CASES:
            raise NotWritten
        made = self[key] = self._make(by_column(self.columns, key))
        return made


@dataclass(eq=False, slots=True)
class Level:
    """How the items of a list are written, which are rows of the class `kind`, and the lists within each of them.

    `weight` is the bytes that the executor counts for an item, without its texts and without what is `kept`.
    """

    kind: Any
    write: Write | Cases
    inner: list["Inner"]
    kept: list[Kept]
    weight: int

    def bytes(self, rows: int, found: "Found") -> int:
        """At least what the executor counts for so many rows and for what was found for them, without texts."""
        own = rows * (self.weight + sum(each.heaviest for each in self.kept))
        return own + sum(
            inner.level.bytes(sum(map(len, lists)), below)
            for inner, (lists, below) in zip(self.inner, found, strict=True)
        )

    def texts(self, rows: Sequence[Any], around: Sequence[Any] | None, found: "Found") -> Iterator[str]:
        """The text of each row. `around` are the rows that they stand in, `found` is what was read for them."""
        parts = [each.texts(rows, below) for each, below in zip(self.inner, found, strict=True)]
        outer = repeat(None) if around is None else around
        if not isinstance(self.write, Cases):
            return map(self.write, rows, outer, *parts)
        cases = self.write
        keys = map(itemgetter(*(self.kind.columns.index(each.name) for each in cases.columns)), rows)
        return (cases[key](row, up) for key, row, up in zip(keys, rows, outer, strict=False))


Found = list[tuple[list[Sequence[Any]], "Found"]]
"""For each list within a list's items: the rows of each item, and what was found for all of these rows."""


@dataclass(eq=False, slots=True)
class Inner:
    """A list that is loaded for each row of another, by the number at that `place` of the row."""

    field: "PlannedField"
    place: int
    level: Level

    def texts(self, rows: Sequence[Any], found: tuple[list[Sequence[Any]], Found]) -> Iterator[str]:
        """The text of each row's list."""
        lists, below = found
        around = [row for row, each in zip(rows, lists, strict=True) for _ in each]
        texts = self.level.texts([*chain.from_iterable(lists)], around, below)
        return ("[" + ",".join(islice(texts, len(each))) + "]" for each in lists)
