"""How much was refunded, put together by reason, user, gateway, status or day (SPEC 9)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.money import Money
from app.domain.reversals.states import RESERVING


class ReportGroup(StrEnum):
    """What refunds are put together by."""

    REASON = "REASON"
    USER = "USER"
    GATEWAY = "GATEWAY"
    STATUS = "STATUS"
    DAY = "DAY"


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` on, and before `end`: two that follow each other have nothing in common."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class ReportRow:
    """How many refunds of one currency share a `key`, and how much they are about; `label` is for people."""

    key: str | None
    label: str | None
    count: int
    amount: Money


@dataclass(frozen=True, slots=True)
class RefundReport:
    """The rows by currency; within each the largest amount first, days in their order. `total` has one per currency."""

    rows: tuple[ReportRow, ...]
    total: tuple[ReportRow, ...]


def report(group: ReportGroup, rows: Iterable[ReportRow]) -> RefundReport:
    """The rows in order, with their total: that of the refunds that count against their payment (SPEC 12).

    Rows by STATUS are of all refunds, all others of those that count: so the total is the same whatever they are put
    together by.
    """
    ordered = sorted(rows, key=lambda row: _place(group, row))
    counts: defaultdict[str, int] = defaultdict(int)
    amounts: defaultdict[str, int] = defaultdict(int)
    for row in ordered:
        if group is not ReportGroup.STATUS or row.key in RESERVING:
            counts[row.amount.currency] += row.count
            amounts[row.amount.currency] += row.amount.minor
    total = (ReportRow(None, "Total", counts[each], Money(amounts[each], each)) for each in sorted(counts))
    return RefundReport(tuple(ordered), tuple(total))


def _place(group: ReportGroup, row: ReportRow) -> tuple[str, int, str]:
    largest_first = 0 if group is ReportGroup.DAY else -row.amount.minor
    return row.amount.currency, largest_first, row.key or ""
