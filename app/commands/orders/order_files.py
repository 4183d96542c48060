"""Files of orders, as JSON Lines or CSV, read line by line: each line's order, or why it can't be read.

Nothing in a file is ignored: an unknown name, a line that is too long and a line in another encoding are reported with
their number, like any other line that can't be read.
"""

import json
import re
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
"""Bytes of a line at most."""

LONGEST_SHOWN = 80
"""Characters of a value that a message repeats."""

IN_WORDS = {
    "int": "a whole number",
    "str": "a text",
    "bool": "true or false",
    "array": "a list",
    "object": "an object with names and values",
}
_EXPECTED = re.compile(r"Expected `([^`]+)`, got `[^`]+`(?: - at `\$(.*)`)?")

UTF_8 = "This line is not UTF-8. Save the file as UTF-8."
TOO_LONG = f"This line is longer than {LONGEST_LINE:,} bytes."
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
OTHER_MARKS = (b"\xff\xfe", b"\xfe\xff")


class WrongFile(Exception):
    """The file as a whole can't be read; the message says why."""


class NotRead(Exception):
    """A line can't be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Entry(Generic[ToldT]):
    """The order that lines `first` to `last` describe.

    If line items or payments have lines of their own, `lines` has the line of each, by the list's name. `names` has the
    file's names for what the API calls differently.
    """

    first: int
    last: int
    told: ToldT
    lines: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def place(self, path: Path) -> tuple[int, str]:
        """The line and the name in the file that belong to this path of the API's input."""
        line, inside = self.first, path[1:]
        if len(inside) > 1 and inside[0] in self.lines:
            line = self.lines[inside[0]][int(inside[1])]
            inside = (inside[0], *inside[2:])
        name = ".".join(inside)
        return line, self.names.get(name, name)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Lines `first` to `last`, which can't be read. `line` is the one with the error, `reason` says what it is."""

    first: int
    last: int
    line: int
    reason: str


def physical_lines(file: IO[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """The lines with their numbers, from 1 on. None for a line that is too long. Raises WrongFile for UTF-16."""
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        too_long = len(line) > LONGEST_LINE
        rest = line
        while len(rest) > LONGEST_LINE and not rest.endswith(b"\n"):
            rest = file.readline(LONGEST_LINE + 1)
        if number == 1:
            if line.startswith(OTHER_MARKS):
                raise WrongFile("It is in UTF-16. Save it as UTF-8.")
            line = line.removeprefix(BYTE_ORDER_MARK)
        yield number, None if too_long else line


class Line(Protocol[ToldT_co]):
    """The type of a line of JSON: a msgspec.Struct that refuses unknown names."""

    def told(self) -> ToldT_co:
        """The order that the line describes. Raises NotRead."""


def read_json_lines(file: IO[bytes], kind: type[Line[ToldT]]) -> Iterator[Entry[ToldT] | Unreadable | None]:
    """Reads one order a line, each as `kind`. None for an empty line."""
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
    values: Any = None
    try:
        values = json.loads(line.decode(), parse_float=str, parse_constant=_no_number, object_pairs_hook=each_name_once)
        return msgspec.convert(values, kind).told()
    except UnicodeDecodeError as error:
        raise NotRead(UTF_8) from error
    except RecursionError as error:
        raise NotRead("This line is nested too deeply.") from error
    except msgspec.ValidationError as error:
        raise NotRead(in_plain_words(str(error), values)) from error
    except NamedTwice as error:
        raise NotRead(f"The name {error.name} is twice in the same object.") from error
    except ValueError as error:
        raise NotRead(f"This line is not JSON: {error}.") from error


def in_plain_words(told: str, values: Any) -> str:
    """What msgspec told of `values`, in words for people: the place, what stands there, and what is allowed."""
    found = _EXPECTED.fullmatch(told)
    if found is None:
        return f"{told}.".replace("`$.", "`")
    expected, place = found[1], found[2] or ""
    names = re.findall(r"\w+", place)
    try:
        for name in names:
            values = values[int(name) if isinstance(values, list) else name]
    except (KeyError, IndexError, ValueError, TypeError):
        return f"{told}.".replace("`$.", "`")
    shown = json.dumps(values, ensure_ascii=False)
    shown = shown if len(shown) <= LONGEST_SHOWN else f"{shown[:LONGEST_SHOWN]}…"
    allowed = " or ".join(IN_WORDS.get(each, each) for each in expected.split(" | ") if each != "null")
    at = f"`{'.'.join(names)}`: " if names else ""
    return f"{at}{shown} stands there; {allowed} is allowed."


def _no_number(name: str) -> NoReturn:
    raise NotRead(f"{name} is not a number.")


def time_of(name: str, text: str | None) -> datetime | None:
    """The time in the value that the file calls `name`. None without a value. Raises NotRead."""
    return None if text is None else scalar(name, timestamp_from, text)


def scalar(name: str, read: Any, text: object) -> Any:
    """The value that the file calls `name`, read by a scalar of the API. Raises NotRead."""
    try:
        return read(text)
    except GraphQLError as error:
        raise NotRead(f"{name}: {error.message}") from error
