"""`refundry refund-orders`: a file's orders are given back, many at a time, with a word on what became of each."""

import asyncio
import json
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, aclosing
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import IO, Annotated, Any

import typer
import uvloop

from app.assembly import assembled
from app.commands.order_csv import read_csv
from app.commands.order_files import Entry, NotThisFile, Unreadable, read_json_lines
from app.commands.refund_files import LAYOUT, RefundOrder, read_order_ids
from app.commands.refund_results import Tally, line_of, line_of_unreadable
from app.commands.serving import (
    EVERY,
    STOPPED,
    CannotGoOn,
    DataDir,
    Output,
    output_to,
    require_current,
    settings_of,
    stopping_on_signals,
)
from app.domain.problems import Unavailable
from app.domain.reversals.states import RefundFailurePolicy
from app.flows.orders.refund_many import ForAll, RefundTold, begin_run, refund_orders
from app.process import keep_what_is_loaded
from app.settings import Settings

Line = Entry[RefundTold] | Unreadable | None

AT_A_TIME = 64
MOST_AT_A_TIME = 1_000

STILL_UNDER_WAY = 3
"""What it ends with where nothing has to be mended, and not everything is given back yet."""

HELP = "\n\n".join(
    [
        "Give back a file's orders, as when an event is cancelled, each exactly as refundOrder does it.",
        "It is done in the name of a person of the merchant's, by that person's rights; what is above the limit for "
        "people waits for another person's approval. The history says who it was, and that it was the command line.",
        "A run has a name, and gives each order back once, however often it is started: after Ctrl-C, a crash or a "
        "lost database start it again, with the same name, file and options, and it goes on. The name holds for 30 "
        "days. An order that asks for something else under the same name is refused (915232).",
        "The file has, by its name's end or --format: one order id a line, given back in full (.txt); JSON Lines, one "
        "order a line as refundOrder takes it (.jsonl); or CSV (.csv), a header with some of these columns, order_id "
        f"at least, and a row for each order or for each of its line items: {', '.join(LAYOUT.columns)}. All in UTF-8. "
        "What a line says counts more than an option.",
        "In CSV the rows of one order stand together; one that stands apart can't be read. Where the header has amount "
        "or columns of line items, no order has all of them empty: what is given back in full stands in a file without "
        "them.",
        "For each order a line of JSON is written as soon as it is known what became of it: the numbers of its lines, "
        "the result, the sums, and each payment with what was done and what its gateway answered.",
        "It ends with 0 if everything was given back, with 3 if something still waits in the queue or for approval, "
        "with 1 if something has to be mended, with 2 if the command line can't be understood, and with 130 if it was "
        "stopped.",
    ]
)


class Format(StrEnum):
    """How a file of what to give back is written."""

    IDS = "ids"
    JSONL = "jsonl"
    CSV = "csv"


SUFFIXES = {
    ".txt": Format.IDS,
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
    ".json": Format.JSONL,
    ".csv": Format.CSV,
}


def command(
    file: Annotated[Path, typer.Argument(help="The file.", exists=True, dir_okay=False, readable=True)],
    merchant: Annotated[str, typer.Option(help="The id of the merchant whose orders they are.")],
    email: Annotated[str, typer.Option("--as", help="The e-mail address of the person in whose name it is done.")],
    run: Annotated[str, typer.Option(help="The run's name: in one run, an order is given back once.")],
    written: Annotated[Format | None, typer.Option("--format", help="By the file's name without.")] = None,
    reason_code: Annotated[str | None, typer.Option(help="Why, by the code of one of the merchant's reasons.")] = None,
    note: Annotated[str | None, typer.Option(help="Why, in words.")] = None,
    cancel_order: Annotated[bool, typer.Option("--cancel-order", help="The orders are cancelled then.")] = False,
    on_failure: Annotated[
        RefundFailurePolicy, typer.Option(case_sensitive=False, help="What becomes of what a gateway does not take.")
    ] = RefundFailurePolicy.QUEUE,
    at_a_time: Annotated[int, typer.Option(min=1, max=MOST_AT_A_TIME, help="Orders under way at once.")] = AT_A_TIME,
    results: Annotated[
        Path | None, typer.Option(help="Where to write the lines of JSON, instead of the standard output.")
    ] = None,
    data_dir: DataDir = None,
) -> None:
    form = written or SUFFIXES.get(file.suffix.lower())
    if form is None:
        formats = " or ".join(f"--format {each}" for each in Format)
        raise CannotGoOn(f"{file.name} ends in none of {', '.join(SUFFIXES)}: say {formats}.")
    with settings_of(data_dir, "refundry refund-orders", or_demo=True) as settings, ExitStack() as opened:
        require_current(settings)
        keep_what_is_loaded()
        source = opened.enter_context(file.open("rb"))
        told = Told(opened.enter_context(output_to("--results", results, sys.stdout, source)))
        lines = _lines(source, form)
        asked = Asked(run, merchant, email, ForAll(reason_code, note, cancel_order, on_failure), at_a_time)
        try:
            # What is no such file at all is said before anything is begun.
            first = next((each for each in lines if each is not None), None)
            if first is None:
                raise CannotGoOn(f"{file.name} names no order: nothing was begun.")
            # The service's own loop: most of what is done here is waiting for the database.
            with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
                stopped = runner.run(_run(settings, asked, chain([first], lines), told))
        except NotThisFile as error:
            raise CannotGoOn(f"{file.name} can't be read. {error}") from error
        finally:
            typer.echo(str(told.tally), err=True)
    if stopped:
        typer.echo("Stopped; start it again to go on.", err=True)
        raise typer.Exit(STOPPED)
    if not told.tally.nothing_to_mend:
        raise typer.Exit(1)
    if not told.tally.all_given_back:
        raise typer.Exit(STILL_UNDER_WAY)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the operator asks for: a run by its `name`, and how."""

    name: str
    merchant: str
    email: str
    for_all: ForAll
    at_a_time: int


@dataclass(slots=True)
class Told:
    """What was told so far: a line of JSON in `output` for each order, and now and then a word on how far it is."""

    output: Output
    tally: Tally = field(default_factory=Tally)
    told_at: float = field(default_factory=time.monotonic)

    def tell(self, line: dict[str, Any]) -> None:
        """One more order."""
        self.tally.take(line)
        # In ASCII: there is nothing that an output could not take, or that anybody takes for the end of a line.
        self.output.write(json.dumps(line) + "\n")
        if time.monotonic() - self.told_at >= EVERY:
            typer.echo(str(self.tally), err=True)
            self.told_at = time.monotonic()


async def _run(settings: Settings, asked: Asked, lines: Iterator[Line], told: Told) -> bool:
    """True if it was stopped by Ctrl-C or SIGTERM: the orders that were begun are given back first."""
    stopping = stopping_on_signals()
    async with assembled(settings, answers_queries=False) as service:
        run = await begin_run(service, asked.name, asked.merchant, asked.email, asked.for_all)
        told.output.begin()
        entries = _readable(lines, told, stopping)
        lost: Unavailable | None = None
        async with aclosing(refund_orders(service, run, entries, asked.at_a_time)) as ended:
            async for entry, outcome in ended:
                told.tell(line_of(entry, run, outcome))
                if isinstance(outcome, Unavailable):
                    lost = outcome
    if lost is not None:
        raise CannotGoOn(f"It can't go on: {lost}. Start it again then.")
    return stopping.is_set()


def _lines(source: IO[bytes], form: Format) -> Iterator[Line]:
    match form:
        case Format.IDS:
            return read_order_ids(source)
        case Format.JSONL:
            return read_json_lines(source, RefundOrder)
        case Format.CSV:
            return read_csv(source, LAYOUT)


def _readable(lines: Iterator[Line], told: Told, stopping: asyncio.Event) -> Iterator[Entry[RefundTold] | None]:
    """What is to be begun, until it is to stop; None for a line that begins nothing."""
    for each in lines:
        if stopping.is_set():
            return
        if isinstance(each, Unreadable):
            told.tell(line_of_unreadable(each))
            yield None
        else:
            yield each
