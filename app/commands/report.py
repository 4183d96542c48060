"""A refund report as the command line prints it: a table for people, or CSV for spreadsheets (SPEC 9)."""

import csv
import io
from collections.abc import Iterable

from app.domain.history.reports import RefundReport, ReportRow
from app.domain.visible import visible

HEADINGS = ("key", "label", "currency", "count", "amount")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Starts of a text that a spreadsheet takes for a formula."""


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
