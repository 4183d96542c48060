"""Files of orders, as JSON Lines or CSV, read line by line: what each tells of an order, or why it can't be read.

Nothing that stands in a file is passed over: an unknown name, a line that is too long and one in another encoding are
told with their number, like any other that can't be read.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO, Any, Generic, NoReturn, Protocol, TypeVar

import msgspec
from graphql import GraphQLError

from app.domain.json_names import NamedTwice, each_name_once
from app.domain.problems import Path
from app.schema.base.scalars import timestamp_from

ToldT = TypeVar("ToldT")
ToldT_co = TypeVar("ToldT_co", covariant=True)

LONGEST_LINE = 1_000_000
"""Bytes of one line."""

UTF_8 = "This is not UTF-8: save the file in that encoding."
TOO_LONG = f"This line is longer than {LONGEST_LINE:,} bytes."
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
OTHER_MARKS = (b"\xff\xfe", b"\xfe\xff")


class NotThisFile(Exception):
    """The file as a whole can't be read; the message says why."""


class NotRead(Exception):
    """A line can't be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Entry(Generic[ToldT]):
    """What lines `first` to `last` tell of an order.

    Where its parts have lines of their own, `lines` has those of each list of parts, by the list's name; `names` are
    what the file calls things, where that is not what the API does.
    """

    first: int
    last: int
    told: ToldT
    lines: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def place(self, path: Path) -> tuple[int, str]:
        """The line, and the name in it, that a problem at this path of the API's input is about."""
        line, inside = self.first, path[1:]
        if len(inside) > 1 and inside[0] in self.lines:
            line = self.lines[inside[0]][int(inside[1])]
            inside = (inside[0], *inside[2:])
        name = ".".join(inside)
        return line, self.names.get(name, name)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Lines that tell of nothing that could be done, and why, by the number of the line that is to blame."""

    first: int
    last: int
    line: int
    reason: str


def physical_lines(file: IO[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """The file's lines with their numbers from 1 on; None for one that is too long. Raises NotThisFile for UTF-16."""
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        too_long = len(line) > LONGEST_LINE
        rest = line
        while len(rest) > LONGEST_LINE and not rest.endswith(b"\n"):
            rest = file.readline(LONGEST_LINE + 1)
        if number == 1:
            if line.startswith(OTHER_MARKS):
                raise NotThisFile("It is written in UTF-16: save it as UTF-8.")
            line = line.removeprefix(BYTE_ORDER_MARK)
        yield number, None if too_long else line


class Line(Protocol[ToldT_co]):
    """What a line of JSON is, as a msgspec.Struct that knows no other names."""

    def told(self) -> ToldT_co:
        """What it tells of an order. Raises NotRead."""


def read_json_lines(file: IO[bytes], kind: type[Line[ToldT]]) -> Iterator[Entry[ToldT] | Unreadable | None]:
    """One order a line, each as `kind`. Empty lines tell nothing: None."""
    for number, line in physical_lines(file):
        if line is not None and not line.strip():
            yield None
            continue
        try:
            yield Entry(number, number, _told_by(line, kind))
        except NotRead as error:
            yield Unreadable(number, number, number, str(error))


def _told_by(line: bytes | None, kind: type[Line[ToldT]]) -> ToldT:
    if line is None:
        raise NotRead(TOO_LONG)
    try:
        values = json.loads(line.decode(), parse_float=str, parse_constant=_no_number, object_pairs_hook=each_name_once)
        return msgspec.convert(values, kind).told()
    except UnicodeDecodeError as error:
        raise NotRead(UTF_8) from error
    except RecursionError as error:
        raise NotRead("This is nested too deep.") from error
    except msgspec.ValidationError as error:
        raise NotRead(f"{error}.".replace("`$.", "`")) from error
    except NamedTwice as error:
        raise NotRead(f"The name {error.name} stands twice in the same object.") from error
    except ValueError as error:
        raise NotRead(f"This is no JSON: {error}.") from error


def _no_number(name: str) -> NoReturn:
    raise NotRead(f"{name} is no number.")


def time_of(name: str, text: str | None) -> datetime | None:
    """The point in time that the file calls `name`, if it tells one. Raises NotRead."""
    return None if text is None else scalar(name, timestamp_from, text)


def scalar(name: str, read: Any, text: object) -> Any:
    """What the API's own scalar reads in what the file calls `name`. Raises NotRead."""
    try:
        return read(text)
    except GraphQLError as error:
        raise NotRead(f"{name}: {error.message}") from error
