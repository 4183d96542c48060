"""Files of exported orders: CSV in one of the known formats, read as often as that takes."""

import codecs
import csv
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

import typer

from app.commands.orders.order_files import WrongFile, physical_lines
from app.domain.money import has_minor_units
from app.domain.orders.exports.formats import Format, WrongHeader
from app.domain.orders.exports.known_formats import FORMATS
from app.domain.orders.exports.reading import Brought, Spoiled
from app.domain.orders.exports.table import Options, Table, open_table

DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "\\t": "\t", "pipe": "|"}


@contextmanager
def source_of(file: Path) -> Iterator[IO[bytes]]:
    """The file, to be read more than once: what comes through a pipe is kept in a file of its own meanwhile."""
    with file.open("rb") as opened:
        if opened.seekable():
            yield opened
            return
        with TemporaryFile() as kept:
            shutil.copyfileobj(opened, kept)
            kept.seek(0)
            yield kept


def says_json(source: IO[bytes]) -> bool:
    """Whether the file begins as JSON Lines do."""
    source.seek(0)
    beginning = source.read(1_000).removeprefix(codecs.BOM_UTF8).lstrip()
    source.seek(0)
    return beginning.startswith(b"{")


def open_export(source: IO[bytes], formats: Sequence[Format], options: Options) -> Table:
    """The file as one of the formats reads it. Raises WrongFile."""

    def lines() -> Iterator[tuple[int, bytes | None]]:
        source.seek(0)
        return physical_lines(source)

    try:
        return open_table(lines, formats, options)
    except WrongHeader as error:
        raise WrongFile(str(error)) from error


def orders_of(table: Table) -> Iterator[Brought | Spoiled | None]:
    """The orders of the file, or what is wrong with them; None for a row that ends none. Raises WrongFile."""
    try:
        yield from table.orders()
    except WrongHeader as error:
        raise WrongFile(str(error)) from error


def mapping(text: str | None, formats: Sequence[Format]) -> Mapping[str, str]:
    """Our columns by a file's own, in lower case, from "Order Name=order_id,…".

    Raises typer.BadParameter for what is none, or names a column that none of the formats has.
    """
    if text is None:
        return {}
    known = list(dict.fromkeys(name for each in formats for name in (*each.by_name, *each.by_file_name)))
    found: dict[str, str] = {}
    for pair in next(csv.reader([text], skipinitialspace=True), []):
        own, equals, ours = (part.strip() for part in pair.rpartition("="))
        if not equals or not own:
            raise typer.BadParameter(f"{pair!r} is not of the form COLUMN=NAME.", param_hint="--map")
        if ours.lower() not in known:
            raise typer.BadParameter(f"{ours!r} is none of: {', '.join(known)}.", param_hint="--map")
        found[own.lower()] = ours.lower()
    return found


def delimiter_of(text: str | None) -> str | None:
    """One character, or its name. Raises typer.BadParameter."""
    if text is None:
        return None
    found = DELIMITERS.get(text.lower(), text)
    if len(found) != 1 or found in '"\r\n' or found.isalnum():
        raise typer.BadParameter(
            f"{text!r} is neither one character nor one of {', '.join(DELIMITERS)}.", param_hint="--delimiter"
        )
    return found


def encoding_of(text: str | None) -> str | None:
    """The name of an encoding that lines can be told apart in. Raises typer.BadParameter."""
    if text is None:
        return None
    try:
        found = codecs.lookup(text)
        plain = found.encode("a,;\t\r\n")[0] == b"a,;\t\r\n"
    except (LookupError, ValueError, TypeError):
        plain = False
    if not plain:
        raise typer.BadParameter(
            f"{text!r} is not an encoding that is read. Use utf-8, latin-1 or another one that has ASCII.",
            param_hint="--encoding",
        )
    return "cp1252" if found.name in {"iso8859-1", "latin-1"} else found.name


def currency_of(text: str | None) -> str | None:
    """A currency's three letters. Raises typer.BadParameter."""
    if text is None:
        return None
    if not has_minor_units(text.upper()):
        raise typer.BadParameter(f"{text!r} is no currency of three letters, such as USD.", param_hint="--currency")
    return text.upper()


def formats_of(name: str) -> Sequence[Format]:
    """The format of that name; all of them for "auto"."""
    return [*FORMATS.values()] if name == "auto" else [FORMATS[name]]
