"""`refundry import orders`: imports the orders of a file, and reports each line that can't be imported."""

import asyncio
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, aclosing
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain, islice
from pathlib import Path
from typing import IO, Annotated

import typer

from app.assembly import assembled
from app.commands.import_files import LAYOUT, Order
from app.commands.order_csv import read_csv
from app.commands.order_files import Entry, Unreadable, WrongFile, read_json_lines
from app.commands.serving import (
    EVERY,
    STOPPED,
    CommandFailed,
    DataDir,
    Output,
    output_to,
    require_current,
    settings_of,
    stopping_on_signals,
)
from app.domain.orders.recording import OrderTold
from app.domain.problems import Refused, TooMuch
from app.domain.visible import visible
from app.flows.orders.import_orders import import_orders, importer
from app.flows.orders.record_order import Recorded
from app.flows.people.set_up import find_merchant
from app.schema.errors.messages import message_of
from app.settings import Settings

HELP = f"""Import the orders of a file, with their customers, line items and payments.

Known orders stay as they are, so an import can be stopped and started again at any time. Each line that is not imported
is reported with its number and the reason. The exit status is 1 then.

The file is in UTF-8. JSON Lines have one order a line, as recordOrder takes it:
{{"orderId": "A-1", "currencyCode": "USD", "lineItems": […]}}.

CSV has a header with order_id, currency_code and any of these columns, in any order:
{", ".join(LAYOUT.columns)}.
Each order has one or more rows, which stand together. Each row has a line item, a payment, both or neither. The columns
of the order and its customer may be filled in its first row only. Times are ISO 8601 with a time zone.
"""

imports = typer.Typer(no_args_is_help=True, help="Import data from other systems.")


class Format(StrEnum):
    """The format of a file of orders to import."""

    JSONL = "jsonl"
    CSV = "csv"


SUFFIXES = {".jsonl": Format.JSONL, ".ndjson": Format.JSONL, ".json": Format.JSONL, ".csv": Format.CSV}


@dataclass(slots=True)
class Tally:
    """The totals of an import so far. `flush` writes the rejected lines to `rejects`, in their order."""

    rejects: Output
    waiting: list[tuple[int, str]] = field(default_factory=list)
    last_line: int = 0
    new: int = 0
    completed: int = 0
    known: int = 0
    rejected: int = 0

    def __str__(self) -> str:
        return (
            f"{self.last_line:,} lines: {self.new:,} orders new, {self.completed:,} completed, "
            f"{self.known:,} known before, {self.rejected:,} not imported"
        )

    def take(self, entry: Entry[OrderTold], outcome: Recorded | Refused | TooMuch) -> None:
        """Adds the result of one order that was read."""
        self.last_line = max(self.last_line, entry.last)
        match outcome:
            case Recorded(new=True):
                self.new += 1
            case Recorded(completed=True):
                self.completed += 1
            case Recorded():
                self.known += 1
            case TooMuch():
                told = f"{outcome.what}: {outcome.asked} given, at most {outcome.allowed} allowed."
                self._reject(entry.first, entry.last, entry.first, told)
            case Refused():
                for problem in outcome.problems:
                    line, name = entry.place(problem.path)
                    self._tell(entry.first, entry.last, line, f"{name}: {message_of(problem)}")
                self.rejected += 1

    def take_unreadable(self, lines: Unreadable) -> None:
        """Adds lines that can't be read."""
        self.last_line = max(self.last_line, lines.last)
        self._reject(lines.first, lines.last, lines.line, lines.reason)

    def _reject(self, first: int, last: int, line: int, reason: str) -> None:
        self._tell(first, last, line, reason)
        self.rejected += 1

    def _tell(self, first: int, last: int, line: int, reason: str) -> None:
        beside = f" (lines {first} to {last} are not imported)" if last > first else ""
        self.waiting.append((line, f"line {line}{beside}: {visible(reason)}\n"))

    def flush(self, up_to: int | None = None) -> None:
        """Writes what is wrong with the lines up to that one, or with all lines."""
        self.waiting.sort(key=lambda told: told[0])
        now = [text for line, text in self.waiting if up_to is None or line <= up_to]
        del self.waiting[: len(now)]
        if now:
            self.rejects.write("".join(now))


@imports.callback()
def _group() -> None:
    """Makes `orders` a subcommand. With one command, Typer would leave its name out."""


@imports.command("orders", help=HELP)
def orders(
    file: Annotated[Path, typer.Argument(help="The file.", exists=True, dir_okay=False, readable=True)],
    merchant: Annotated[str, typer.Option(help="The id of the merchant that the orders belong to.")],
    written: Annotated[
        Format | None, typer.Option("--format", help="The file's format. By default its name says it.")
    ] = None,
    rejects: Annotated[
        Path | None, typer.Option(help="The file for lines that are not imported, instead of the error output.")
    ] = None,
    data_dir: DataDir = None,
) -> None:
    form = written or SUFFIXES.get(file.suffix.lower())
    if form is None:
        raise CommandFailed(f"{file.name} ends in none of {', '.join(SUFFIXES)}. Add --format jsonl or --format csv.")
    with settings_of(data_dir, "refundry import", or_demo=True) as settings, ExitStack() as opened:
        require_current(settings)
        source = opened.enter_context(file.open("rb"))
        tally = Tally(opened.enter_context(output_to("--rejects", rejects, sys.stderr, source)))
        try:
            stopped = asyncio.run(_run(settings, merchant, source, form, tally))
        except WrongFile as error:
            raise CommandFailed(f"{file.name} can't be read. {error}") from error
        finally:
            tally.flush()
            typer.echo(str(tally))
    if stopped:
        typer.echo("Stopped. Start it again to continue.", err=True)
        raise typer.Exit(STOPPED)
    if tally.rejected:
        raise typer.Exit(1)


async def _run(settings: Settings, merchant: str, source: IO[bytes], form: Format, tally: Tally) -> bool:
    """Runs it. True if Ctrl-C or SIGTERM stopped it: the orders that were started are imported first."""
    stopping = stopping_on_signals()
    lines = read_csv(source, LAYOUT) if form is Format.CSV else read_json_lines(source, Order)
    async with assembled(settings, answers_queries=False) as service:
        actor = importer(await find_merchant(service.store, merchant))
        # Reading the first order shows whether the file can be read at all.
        lines = chain([*islice(lines, 1)], lines)
        tally.rejects.begin()
        told_at = time.monotonic()
        async with aclosing(import_orders(service, actor, _readable(lines, tally))) as parts:
            async for part in parts:
                for entry, outcome in part:
                    tally.take(entry, outcome)
                tally.flush(part[-1][0].last)
                if time.monotonic() - told_at >= EVERY:
                    typer.echo(str(tally), err=True)
                    told_at = time.monotonic()
                if stopping.is_set():
                    return True
    return False


def _readable(lines: Iterator[Entry[OrderTold] | Unreadable | None], tally: Tally) -> Iterator[Entry[OrderTold]]:
    for each in lines:
        if isinstance(each, Unreadable):
            tally.take_unreadable(each)
        elif each is not None:
            yield each
