"""`refundry refund-orders`: refunds the orders of a file, many at a time, and reports the result of each."""

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
from app.commands.orders.order_csv import read_csv
from app.commands.orders.order_files import Entry, Unreadable, WrongFile, read_json_lines
from app.commands.orders.refund_files import LAYOUT, RefundOrder, read_order_ids
from app.commands.orders.refund_results import Tally, line_of, line_of_unreadable
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
from app.domain.orders.keeping import read_keep
from app.domain.problems import Unavailable
from app.domain.reversals.states import RefundFailurePolicy
from app.domain.texts import LONGEST_NOTE
from app.flows.orders.refund_many import refund_orders
from app.flows.orders.refund_outcome import Forecast
from app.flows.orders.refund_run import ForAll, RefundTold, begin_run
from app.process import keep_what_is_loaded
from app.settings import Settings

Line = Entry[RefundTold] | Unreadable | None

AT_A_TIME = 64
MOST_AT_A_TIME = 1_000

STILL_WAITING = 3
"""The exit status when nothing has to be corrected, but some refunds still wait."""

HELP = "\n\n".join(
    [
        "Refund the orders of a file, for example when an event is cancelled. Each order is refunded exactly as "
        "refundOrder does it.",
        "The refunds are made in the name of a person of the merchant, with that person's rights. Refunds above the "
        "approval limit wait for another person. The history names the person and the command line.",
        "A run has a name. It refunds each order once, however often it is started. After Ctrl-C, a crash or a lost "
        "database, start it again with the same name, file and options, and it continues. The name holds for 30 days. "
        "An order whose line or options are different under the same name is refused (915232).",
        "The file is in UTF-8. Its name's ending, or --format, says what it has. ids (.txt): one order id a line; the "
        "order is refunded in full. jsonl (.jsonl): one order a line, as refundOrder takes it. csv (.csv): a header "
        f"with order_id and any of these columns, and a row for each order or line item: {', '.join(LAYOUT.columns)}. "
        "A value in a line counts more than an option.",
        "In a CSV file the rows of one order stand together; a row that stands apart can't be read. If the header has "
        "amount or columns of line items, each order needs a value in one of them. Put orders to refund in full into a "
        "file without these columns.",
        "With --dry-run nothing is refunded: each order's line says what would be refunded and how, and the error "
        "output has the sums by currency, what stands in the way, and the ids that are unknown. With --keep, a fee is "
        "kept of each order. With --record-externally, refunds are recorded that were made elsewhere, for example by "
        "bank. With --cancel-order, orders that are free or refunded already are cancelled.",
        "Each order's result is written as a line of JSON as soon as it is known: its line numbers, the result, the "
        "sums, and for each payment what was done and what the gateway answered.",
        "Exit status: 0 if everything was refunded, 3 if some refunds still wait in the queue or for approval, 1 if "
        "something has to be corrected, 2 if the command line is wrong, 130 if it was stopped.",
    ]
)


class Format(StrEnum):
    """The format of a file of orders to refund."""

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
    merchant: Annotated[str, typer.Option(help="The id of the merchant that the orders belong to.")],
    email: Annotated[str, typer.Option("--as", help="The e-mail address of the person who refunds.")],
    run: Annotated[str, typer.Option(help="The run's name. A run refunds an order once.")],
    written: Annotated[
        Format | None, typer.Option("--format", help="The file's format. By default its name says it.")
    ] = None,
    reason_code: Annotated[str | None, typer.Option(help="The code of one of the merchant's refund reasons.")] = None,
    note: Annotated[str | None, typer.Option(help="A note, in your own words.")] = None,
    cancel_order: Annotated[bool, typer.Option("--cancel-order", help="Cancel the orders too.")] = False,
    on_failure: Annotated[
        RefundFailurePolicy,
        typer.Option(case_sensitive=False, help="What to do if the gateway declines or is unavailable."),
    ] = RefundFailurePolicy.QUEUE,
    keep: Annotated[
        str | None, typer.Option(metavar="AMOUNT|SHARE", help="A fee that is kept of each order: 2.50, or 10%.")
    ] = None,
    external: Annotated[
        str | None,
        typer.Option(
            "--record-externally",
            metavar="REFERENCE",
            help="Record that the orders were refunded elsewhere, under this reference. No gateway is called.",
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be refunded of each order, and how. Refund nothing.")
    ] = False,
    at_a_time: Annotated[
        int, typer.Option(min=1, max=MOST_AT_A_TIME, help="Orders to refund at the same time.")
    ] = AT_A_TIME,
    results: Annotated[
        Path | None, typer.Option(help="The file for the lines of JSON, instead of standard output.")
    ] = None,
    data_dir: DataDir = None,
) -> None:
    form = written or SUFFIXES.get(file.suffix.lower())
    if form is None:
        formats = " or ".join(f"--format {each}" for each in Format)
        raise CommandFailed(f"{file.name} ends in none of {', '.join(SUFFIXES)}. Add {formats}.")
    for_all = ForAll(reason_code, note, cancel_order, on_failure, _keep(keep), _reference(external))
    with settings_of(data_dir, "refundry refund-orders", or_demo=True) as settings, ExitStack() as opened:
        require_current(settings)
        keep_what_is_loaded()
        source = opened.enter_context(file.open("rb"))
        progress = Progress(
            opened.enter_context(output_to("--results", results, sys.stdout, source)),
            Tally(Forecast() if dry_run else None),
        )
        request = RunRequest(run, merchant, email, for_all, at_a_time, dry_run)
        try:
            stopped = _start(settings, request, file.name, _lines(source, form), progress)
        except WrongFile as error:
            raise CommandFailed(f"{file.name} can't be read. {error}") from error
        finally:
            typer.echo("\n".join([*progress.tally.summary(), str(progress.tally)]), err=True)
    raise typer.Exit(_status(progress.tally, stopped=stopped))


def _status(tally: Tally, *, stopped: bool) -> int:
    """The exit status of a run that has ended, or was stopped."""
    if stopped:
        typer.echo("Stopped. Start it again to continue.", err=True)
        return STOPPED
    if not tally.nothing_to_correct:
        return 1
    return 0 if tally.all_refunded else STILL_WAITING


def _start(settings: Settings, request: "RunRequest", name: str, lines: Iterator[Line], progress: "Progress") -> bool:
    """Runs it, as `_run`, if the file of that name can be read at all. Raises WrongFile, CommandFailed."""
    first = next((each for each in lines if each is not None), None)
    if first is None:
        raise CommandFailed(f"{name} names no order. Nothing was refunded.")
    # The loop that the service runs on: this command mostly waits for the database.
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(_run(settings, request, chain([first], lines), progress))


@dataclass(frozen=True, slots=True)
class RunRequest:
    """What the operator asked for: a run by its `name`, the person, and the options for all orders."""

    name: str
    merchant: str
    email: str
    for_all: ForAll
    at_a_time: int
    dry_run: bool


@dataclass(slots=True)
class Progress:
    """Writes a line of JSON for each order to `output`, and every few seconds the totals to the error output."""

    output: Output
    tally: Tally
    reported_at: float = field(default_factory=time.monotonic)

    def tell(self, line: dict[str, Any]) -> None:
        """Writes the line of one more order."""
        self.tally.take(line)
        # In ASCII: every output can encode it, and no program takes a character in it for the end of a line.
        self.output.write(json.dumps(line) + "\n")
        if time.monotonic() - self.reported_at >= EVERY:
            typer.echo(str(self.tally), err=True)
            self.reported_at = time.monotonic()


async def _run(settings: Settings, request: RunRequest, lines: Iterator[Line], progress: Progress) -> bool:
    """Runs it. True if Ctrl-C or SIGTERM stopped it: the orders that were started are refunded first."""
    stopping = stopping_on_signals()
    async with assembled(settings, answers_queries=False) as service:
        run = await begin_run(
            service, request.name, request.merchant, request.email, request.for_all, dry_run=request.dry_run
        )
        progress.output.begin()
        entries = _readable(lines, progress, stopping)
        lost: Unavailable | None = None
        async with aclosing(refund_orders(service, run, entries, request.at_a_time)) as ended:
            async for entry, outcome in ended:
                progress.tell(line_of(entry, run, outcome))
                if progress.tally.forecast is not None:
                    progress.tally.forecast.add(entry.told.order_id, outcome)
                if isinstance(outcome, Unavailable):
                    lost = outcome
    if lost is not None:
        raise CommandFailed(f"{lost}. Start it again when the database is back.")
    return stopping.is_set()


def _keep(text: str | None) -> str | None:
    """What is kept, as `read_keep` takes it. Raises typer.BadParameter."""
    try:
        return None if text is None else str(read_keep(text))
    except ValueError as error:
        raise typer.BadParameter(f"{text!r}: {error}", param_hint="--keep") from error


def _reference(text: str | None) -> str | None:
    """The reference of refunds that were made elsewhere. Raises typer.BadParameter for one that can't be kept."""
    if text is None:
        return None
    if not text.strip() or len(text) > LONGEST_NOTE or not text.isprintable():
        raise typer.BadParameter(
            f"Send 1 to {LONGEST_NOTE:,} characters that can be printed.", param_hint="--record-externally"
        )
    return text


def _lines(source: IO[bytes], form: Format) -> Iterator[Line]:
    match form:
        case Format.IDS:
            return read_order_ids(source)
        case Format.JSONL:
            return read_json_lines(source, RefundOrder)
        case Format.CSV:
            return read_csv(source, LAYOUT)


def _readable(lines: Iterator[Line], progress: Progress, stopping: asyncio.Event) -> Iterator[Entry[RefundTold] | None]:
    """The orders to refund, until the run is to stop. None for a line without an order."""
    for each in lines:
        if stopping.is_set():
            return
        if isinstance(each, Unreadable):
            progress.tell(line_of_unreadable(each))
            yield None
        else:
            yield each
