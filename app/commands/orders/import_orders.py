"""`refundry import orders`: imports the orders of a file, and reports each line that can't be imported."""

import asyncio
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, aclosing
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain, islice
from pathlib import Path
from typing import IO, Annotated

import typer

from app.assembly import assembled
from app.commands.orders.import_files import Order
from app.commands.orders.import_results import Line, Tally
from app.commands.orders.order_files import LONGEST_LINE, Entry, WrongFile, read_json_lines
from app.commands.orders.order_tables import (
    currency_of,
    delimiter_of,
    encoding_of,
    formats_of,
    mapping,
    open_export,
    orders_of,
    says_json,
    source_of,
)
from app.commands.serving import (
    EVERY,
    STOPPED,
    CommandFailed,
    DataDir,
    output_to,
    require_current,
    settings_of,
    stopping_on_signals,
)
from app.domain.orders.exports.known_formats import FORMATS
from app.domain.orders.exports.reading import Brought, Terms
from app.domain.orders.exports.table import Options
from app.domain.orders.recording import OrderTold
from app.flows.orders.import_orders import ForAll, import_orders, importer, only_currency
from app.flows.people.set_up import find_merchant
from app.settings import Settings


class Format(StrEnum):
    """The format of a file of orders to import."""

    AUTO = "auto"
    SHOPIFY = "shopify"
    WOOCOMMERCE = "woocommerce"
    MAGENTO = "magento"
    PRETIX = "pretix"
    STRIPE = "stripe"
    REFUNDRY = "refundry"
    JSONL = "jsonl"
    CSV = "csv"


JSON_SUFFIXES = {".jsonl", ".ndjson", ".json"}
SUFFIXES = (*sorted(JSON_SUFFIXES), ".csv", ".tsv")

HELP = "\n\n".join(
    [
        "Import the orders of a file, with their customers, line items, adjustments and payments.",
        "Known orders stay as they are, so an import can be stopped and started again at any time; with --update, what "
        "differs is corrected. Each line that is not imported is reported with its number, the file's own column, what "
        "stands there and what is allowed. The exit status is 1 then.",
        "Formats: "
        + "; ".join(f"{name}, {form.what}" for name, form in FORMATS.items())
        + ". The last one is CSV, or JSON Lines with one order a line. auto tells them by the file's columns, and says "
        "which it took.",
        "The rows of one order stand together, but for stripe. An order whose rows stand apart is not imported.",
        "Columns of the format refundry: " + ", ".join(column.names[0] for column in FORMATS["refundry"].columns) + ".",
    ]
)

imports = typer.Typer(no_args_is_help=True, help="Import data from other systems.")


@imports.callback()
def _group() -> None:
    """Makes `orders` a subcommand. With one command, Typer would leave its name out."""


@dataclass(frozen=True, slots=True)
class Request:
    """What the operator asked for: the merchant, how the file is read, and what holds for all orders."""

    merchant: str
    form: Format | None
    options: Options
    for_all: ForAll
    name: str


@imports.command("orders", help=HELP)
def orders(
    file: Annotated[Path, typer.Argument(help="The file.", exists=True, dir_okay=False, readable=True)],
    merchant: Annotated[str, typer.Option(help="The id of the merchant that the orders belong to.")],
    written: Annotated[
        Format | None, typer.Option("--format", help="The file's format. By default its name and columns say it.")
    ] = None,
    columns: Annotated[
        str | None, typer.Option("--map", help='What columns are: "Order Name=order_id,Sum=transaction_amount".')
    ] = None,
    ignore_unknown: Annotated[bool, typer.Option("--ignore-unknown", help="Leave unknown columns out.")] = False,
    currency: Annotated[
        str | None, typer.Option(help="The currency of orders that name none. By default that of the only account.")
    ] = None,
    decimal_comma: Annotated[
        bool, typer.Option("--decimal-comma", help="Amounts have a decimal comma: 1.234,50.")
    ] = False,
    delimiter: Annotated[
        str | None, typer.Option(help="What separates columns: comma, semicolon, tab or another character.")
    ] = None,
    encoding: Annotated[str | None, typer.Option(help="The file's encoding, such as latin-1.")] = None,
    update: Annotated[bool, typer.Option("--update", help="Correct orders that were recorded otherwise.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be imported, and all that is wrong. Import nothing.")
    ] = False,
    rejects: Annotated[
        Path | None, typer.Option(help="The file for lines that are not imported, instead of the error output.")
    ] = None,
    data_dir: DataDir = None,
) -> None:
    if written is None and file.suffix.lower() not in SUFFIXES:
        raise CommandFailed(f"{file.name} ends in none of {', '.join(SUFFIXES)}. Add --format, for example auto.")
    said = currency_of(currency)
    formats = formats_of("auto" if written in {None, Format.JSONL} else _table_format(written))
    options = Options(
        terms=Terms(said, currency_said=said is not None, decimal_comma=decimal_comma),
        encoding=encoding_of(encoding),
        delimiter=delimiter_of(delimiter),
        renamed=mapping(columns, formats),
        ignore_unknown=ignore_unknown,
        longest_line=LONGEST_LINE,
    )
    request = Request(merchant, written, options, ForAll(update, dry_run), file.name)
    with settings_of(data_dir, "refundry import", or_demo=True) as settings, ExitStack() as opened:
        require_current(settings)
        source = opened.enter_context(source_of(file))
        tally = Tally(opened.enter_context(output_to("--rejects", rejects, sys.stderr, source)))
        try:
            stopped = asyncio.run(_run(settings, request, source, tally))
        except WrongFile as error:
            raise CommandFailed(f"{file.name} can't be read. {error}") from error
        finally:
            tally.flush()
            if dry_run:
                typer.echo("\n".join(["Dry run: nothing is imported.", *tally.content()]))
            typer.echo(str(tally))
    if stopped:
        typer.echo("Stopped. Start it again to continue.", err=True)
        raise typer.Exit(STOPPED)
    if tally.rejected:
        raise typer.Exit(1)


def _table_format(written: Format | None) -> str:
    return "refundry" if written in {Format.CSV, Format.REFUNDRY} else str(written)


async def _run(settings: Settings, request: Request, source: IO[bytes], tally: Tally) -> bool:
    """Runs it. True if Ctrl-C or SIGTERM stopped it: the orders that were started are imported first."""
    stopping = stopping_on_signals()
    async with assembled(settings, answers_queries=False) as service:
        whose = await find_merchant(service.store, request.merchant)
        actor = importer(whose)
        terms = request.options.terms
        if terms.currency is None:
            terms = replace(terms, currency=await only_currency(service, whose))
        lines = _lines(source, replace(request, options=replace(request.options, terms=terms)))
        # Reading the first order shows whether the file can be read at all.
        lines = chain([*islice(lines, 1)], lines)
        tally.rejects.begin()
        told_at = time.monotonic()
        readable = _readable(lines, tally)
        async with aclosing(import_orders(service, actor, readable, request.for_all)) as parts:
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


def _lines(source: IO[bytes], request: Request) -> Iterator[Line]:
    """The orders of the file, by its format; says which that is, where nobody said it, and about the encoding."""
    form = request.form
    if _is_json(source, request):
        if request.options.renamed:
            raise typer.BadParameter("JSON Lines have no columns: use the names of recordOrder.", param_hint="--map")
        yield from read_json_lines(source, Order)
        return
    auto = form in {None, Format.AUTO}
    table = open_export(source, formats_of("auto" if auto else _table_format(form)), request.options)
    if auto:
        typer.echo(f"{request.name} is read in the format {table.header.format.name}.")
    if table.latin is not None:
        typer.echo(
            f"Line {table.latin} is not UTF-8: the file is read as Latin-1. Add --encoding if it is another encoding.",
            err=True,
        )
    yield from orders_of(table)


def _is_json(source: IO[bytes], request: Request) -> bool:
    match request.form:
        case Format.JSONL:
            return True
        case None | Format.AUTO | Format.REFUNDRY:
            return Path(request.name).suffix.lower() in JSON_SUFFIXES or says_json(source)
    return False


def _readable(lines: Iterator[Line], tally: Tally) -> Iterator[Entry[OrderTold] | Brought]:
    for each in lines:
        match each:
            case Entry() | Brought():
                yield each
            case None:
                continue
            case _:
                tally.take_unreadable(each)
