"""A refund report as the command line prints it: a table for people, or CSV for spreadsheets (SPEC 9)."""

import csv
import io
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Annotated

import typer

from app.commands.serving import DataDir, with_store
from app.domain.history.reports import RefundReport, ReportGroup, ReportRow
from app.domain.visible import visible
from app.flows.people import set_up
from app.flows.upkeep.report import ReportAsk, report_of
from app.store.database import Store

HEADINGS = ("key", "label", "currency", "count", "amount")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Starts of a text that a spreadsheet takes for a formula."""


TIMES = ["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S%z"]
"""The formats of a point in time in a command line."""


def report(
    merchant: Annotated[str, typer.Argument(help="The merchant's id.")],
    start: Annotated[
        datetime, typer.Option("--from", formats=TIMES, help="Refunds requested at this time or later, in UTC.")
    ],
    end: Annotated[datetime, typer.Option("--to", formats=TIMES, help="Refunds requested before this time, in UTC.")],
    group: Annotated[
        ReportGroup, typer.Option("--group-by", case_sensitive=False, help="What to group the refunds by.")
    ],
    currency: Annotated[str | None, typer.Option(help="Only refunds in this currency.")] = None,
    csv_asked: Annotated[bool, typer.Option("--csv", help="CSV for spreadsheets, without totals.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Count and sum the refunds of a merchant that count against their payments. By status, all refunds count."""
    ask = ReportAsk(_in_utc(start), _in_utc(end), group, currency)

    async def look(store: Store) -> RefundReport:
        return await report_of(store, (await set_up.find_merchant(store, merchant)).id, ask)

    found = with_store(data_dir, "refundry report", look, or_demo=True)
    typer.echo(as_csv(found) if csv_asked else as_table(found), nl=False)


def as_csv(report: RefundReport) -> str:
    """One line for each row, without totals. A text that a spreadsheet would take for a formula starts with a quote."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(HEADINGS)
    for row in report.rows:
        key, label, *numbers = _cells(row)
        writer.writerow([_plain(key), _plain(label), *numbers])
    return written.getvalue()


def as_table(report: RefundReport) -> str:
    """Aligned columns: group, count, amount and currency of each row, then a total for each currency."""
    lines = [("", "count", "amount", ""), *_lines(report.rows), ("", "", "", ""), *_lines(report.total)]
    widths = [max(len(line[column]) for line in lines) for column in range(4)]
    return "".join(
        f"{name:<{widths[0]}}  {count:>{widths[1]}}  {amount:>{widths[2]}} {currency}".rstrip() + "\n"
        for name, count, amount, currency in lines
    )


def _lines(rows: Iterable[ReportRow]) -> list[tuple[str, str, str, str]]:
    return [(visible(row.label or ""), f"{row.count:,}", str(row.amount), row.amount.currency) for row in rows]


def _cells(row: ReportRow) -> tuple[str, str, str, int, str]:
    return row.key or "", row.label or "", row.amount.currency, row.count, str(row.amount)


def _plain(text: str) -> str:
    shown = visible(text)
    return f"'{shown}" if text.startswith(_FORMULA) else shown


def _in_utc(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
