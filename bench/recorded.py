"""The statements that the service really sends for a request, and a pgbench script that sends the same ones.

What PostgreSQL was sent is read in its own log, for two requests of a kind. Where their values differ, they belong to
the request: the sale's number, what an earlier statement gave back, or what the service made up. Everything else is the
same each time.
"""

import asyncio
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import asyncpg

from app.flows.people.leases import LENGTH
from bench.client import ask_once, post
from bench.place import Place, Process, execute, name_of
from bench.reversals import reversal, service_id
from bench.sales import FIRST

PREFIX = "%m|%p|%d|"
_LINE = re.compile(r"\S+ \S+ \S+\|(?P<process>\d+)\|(?P<database>[^|]*)\|(?P<level>[A-Z]+): +(?P<text>.*)", re.DOTALL)
_STATEMENT = re.compile(r"(?:statement|execute [^:]*): (?P<statement>.*)", re.DOTALL)
_PARAMETER = re.compile(r"\$(\d+) = (NULL|'((?:[^']|'')*)')", re.DOTALL)
_PLACE = re.compile(r"\$(\d+)")
_TOKEN = re.compile(r"(\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d+)?(?:[+-]\d\d(?::?\d\d)?|Z)?|[A-Za-z0-9]+)")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[ T]")
_WARM_UP = 3
_TRIES = 8
_APART = 1_000_000
"""How far the sequences are moved apart, so that a number tells which of them it comes from."""


class NotTheSame(Exception):
    """The statements of two requests of one kind differ in more than their values, or a value comes from nowhere."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One statement as PostgreSQL got it, with its parameters in its own notation; None is NULL."""

    statement: str
    parameters: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Recorded:
    """What one reversal of the sale `number` sent, in order; sequences stood at `sequences` before it."""

    number: int
    sent: Sequence[Sent]
    sequences: dict[str, int]


def record_pair(place: Place, address: str, process: Process, *, settled: bool) -> tuple[Recorded, Recorded]:
    """Two reversals of sales that have settled or not, after some that nobody looks at.

    What the service does by the clock (a heartbeat every five seconds, plans that are made again) can fall into the
    moment of a request, so requests are recorded until two in a row sent the same. Raises NotTheSame where none do.
    """
    number = FIRST + (FIRST % 2 == 0) + settled
    for _ in range(_WARM_UP):
        ask_once(process.port, reversal(service_id(number)))
        number += 2
    before: Recorded | None = None
    for _ in range(_TRIES):
        try:
            recorded = _record(place, address, process, number)
        except NotTheSame:
            recorded = None
        if before is not None and recorded is not None and _statements(before) == _statements(recorded):
            return before, recorded
        before, number = recorded, number + 2
    raise NotTheSame("no two requests of the same kind in a row sent the same statements")


def _statements(recorded: Recorded) -> list[str]:
    return [each.statement for each in recorded.sent]


def begin_logging(address: str) -> None:
    """From the next connection on, every statement to the database stands in PostgreSQL's log."""
    execute(address, f"ALTER SYSTEM SET log_line_prefix = '{PREFIX}'")
    execute(address, "SELECT pg_reload_conf()")
    execute(address, f"ALTER DATABASE \"{name_of(address)}\" SET log_statement = 'all'")
    moved = "SELECT setval(seqrelid, {} * row_number() OVER (ORDER BY seqrelid)) FROM pg_sequence"
    execute(address, moved.format(_APART))


def as_script(fresh: str, first: Recorded, second: Recorded, sale: str) -> str:
    """A pgbench script that does what `first` did, to the sale whose number is the value of the expression `sale`.

    `fresh` is the address of a database as it was before, where the statements are sent once more to see what they
    give back. Raises NotTheSame.
    """
    kinds, given = asyncio.run(_sent_again(fresh, first))
    return written(first, second, kinds, given, sale)


def written(
    first: Recorded,
    second: Recorded,
    kinds: Sequence[Sequence[str]],
    given: Sequence[Mapping[str, str]],
    sale: str,
) -> str:
    """The script, where the types of each statement's parameters and the row that it gives are known."""
    if _statements(first) != _statements(second):
        raise NotTheSame("two requests of the same kind sent other statements")
    script = _Script(str(first.number), given)
    lines = [
        script.line(index, one, other.parameters, kinds[index])
        for index, (one, other) in enumerate(zip(first.sent, second.sent, strict=True))
    ]
    made_up = [f"\\set {name} random(1, 1000000000000000)" for name in script.made_up.values()]
    ends = [f"\\gset s{index}_" if index in script.needed else ";" for index in range(len(lines))]
    body = [f"{line} {end}" if end != ";" else f"{line};" for line, end in zip(lines, ends, strict=True)]
    return "\n".join([f"\\set sale {sale}", *made_up, *body, ""])


class _Script:
    def __init__(self, sale: str, given: Sequence[Mapping[str, str]]) -> None:
        self._given = given
        self._known = {sale: "sale"}
        self.made_up: dict[str, str] = {}
        self.needed: set[int] = set()

    def line(self, index: int, sent: Sent, others: Sequence[str | None], kinds: Sequence[str]) -> str:
        """The statement with what each parameter is: a constant, or an expression of pgbench's variables."""

        def value(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            return self._value(index, sent.parameters[at], others[at], kinds[at])

        return _PLACE.sub(value, sent.statement.rstrip().rstrip(";"))

    def _value(self, index: int, one: str | None, other: str | None, kind: str) -> str:
        if one is None:
            return f"NULL::{kind}"
        if one == other:
            return f"{_quoted(one)}::{kind}"
        parts, others = _TOKEN.split(one), _TOKEN.split(other or "")
        if len(parts) != len(others):
            raise NotTheSame(f"{one!r} and {other!r} have different forms")
        pieces: list[str] = []
        constant = ""
        for part, another in zip(parts, others, strict=True):
            same = part == another and not self._is_version(index, part)
            if same or _MOMENT.match(part):
                constant += part
                continue
            pieces += [_quoted(constant)] if constant else []
            pieces.append(f":{self._variable(index, part)}")
            constant = ""
        pieces += [_quoted(constant)] if constant else []
        whole = " || ".join(piece + "::text" if piece.startswith(":") else piece for piece in pieces)
        if len(pieces) == 1:
            return f"{pieces[0]}::{kind}"
        return f"({whole})::{kind}"

    def _is_version(self, index: int, value: str) -> bool:
        """Whether an earlier statement gave it as a row's version: that is another one in another database."""
        rows = (column for row in self._given[:index] for column in row.items())
        return any(found == value for column, found in rows if column.endswith("version"))

    def _variable(self, index: int, value: str) -> str:
        if value in self._known:
            return self._known[value]
        for earlier, row in enumerate(self._given[:index]):
            for column, found in row.items():
                if found == value:
                    self.needed.add(earlier)
                    self._known[value] = f"s{earlier}_{column}"
                    return self._known[value]
        self._known[value] = self.made_up[value] = f"made_{len(self.made_up)}"
        return self._known[value]


PING = post(b'{"query": "{ ping }"}')


def _record(place: Place, address: str, process: Process, number: int) -> Recorded:
    # The key was known for a second, and is so again from here on: under load, hardly a request reads it.
    time.sleep(LENGTH)
    ask_once(process.port, PING)
    # What the last request left to do after its answer is over by now.
    time.sleep(0.3)
    sequences = {
        row[0]: row[1]
        for row in execute(
            address, "SELECT seqrelid::regclass::text, pg_sequence_last_value(seqrelid) FROM pg_sequence"
        )
    }
    start = place.log.stat().st_size
    ask_once(process.port, reversal(service_id(number)))
    time.sleep(0.3)
    with place.log.open(encoding="utf-8") as log:
        log.seek(start)
        said = log.read()
    return Recorded(number, list(statements_in(said, name_of(address))), sequences)


def statements_in(said: str, database: str) -> Iterator[Sent]:
    """What was sent to `database`, by a part of PostgreSQL's log, in which lines that continue one begin with a tab.

    Raises NotTheSame where one connection sends something while another has a transaction open.
    """
    process, statement, open_by = "", "", ""
    parameters: tuple[str | None, ...] = ()
    for entry in re.split(r"\n(?!\t)", said.strip()):
        found = _LINE.fullmatch(entry.replace("\n\t", "\n"))
        if found is None or found["database"] != database:
            continue
        matched = _STATEMENT.fullmatch(found["text"]) if found["level"] == "LOG" else None
        if matched is not None:
            if statement:
                yield Sent(statement, parameters)
            process, statement, parameters = found["process"], matched["statement"], ()
            open_by = _still_open(open_by, process, statement)
        elif found["level"] == "DETAIL" and found["process"] == process:
            values = _PARAMETER.findall(found["text"])
            parameters = tuple(None if whole == "NULL" else value.replace("''", "'") for _, whole, value in values)
    if statement:
        yield Sent(statement, parameters)


def _still_open(open_by: str, process: str, statement: str) -> str:
    """Which connection has a transaction open after `statement`. One connection of pgbench's stands for all of ours."""
    if open_by and process != open_by:
        raise NotTheSame("transactions of one request overlap")
    word = statement.split(maxsplit=1)[0].upper().rstrip(";")
    if word == "BEGIN":
        return process
    return "" if word in ("COMMIT", "ROLLBACK") else open_by


async def _sent_again(address: str, recorded: Recorded) -> tuple[list[list[str]], list[dict[str, str]]]:
    """The types of each statement's parameters, and the one row that it gives, by its columns."""
    connection: asyncpg.Connection[asyncpg.Record] = await asyncpg.connect(address.replace("+asyncpg", ""))
    kinds, given = list[list[str]](), list[dict[str, str]]()
    try:
        for sequence, value in recorded.sequences.items():
            if value is not None:
                await connection.execute("SELECT setval($1::text::regclass, $2)", sequence, value)
        for sent in recorded.sent:
            if not sent.parameters:
                await connection.execute(sent.statement)
                kinds.append([])
                given.append({})
                continue
            prepared = await connection.prepare(sent.statement)
            names = [_name(each) for each in prepared.get_parameters()]
            kinds.append(names)
            rows = await connection.fetch(_with_constants(sent, names))
            given.append(_as_text(rows[0]) if len(rows) == 1 else {})
    finally:
        await connection.close()
    return kinds, given


def _with_constants(sent: Sent, kinds: Sequence[str]) -> str:
    def constant(match: re.Match[str]) -> str:
        value = sent.parameters[int(match[1]) - 1]
        return f"{'NULL' if value is None else _quoted(value)}::{kinds[int(match[1]) - 1]}"

    return _PLACE.sub(constant, sent.statement)


def _name(kind: Any) -> str:
    schema = "" if kind.schema in ("pg_catalog", "public") else f"{kind.schema}."
    return f"{schema}{kind.name[:-2]}[]" if kind.name.endswith("[]") else f"{schema}{kind.name}"


def _as_text(row: asyncpg.Record) -> dict[str, str]:
    return {name: str(value) for name, value in row.items() if value is not None}


def _quoted(text: str) -> str:
    """A constant. A colon would begin a variable of pgbench's, and is written otherwise."""
    escaped = text.replace("'", "''")
    if ":" not in escaped and "\\" not in escaped:
        return f"'{escaped}'"
    return "E'" + escaped.replace("\\", "\\\\").replace(":", "\\x3a") + "'"
