"""What was refunded in a period, and why, by whom, through what (SPEC 9).

A refund belongs to the moment at which it was asked for, on the merchant's clock, and is counted as it stands now.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from app.domain.history.reports import Period, RefundReport, ReportGroup, ReportRow, report
from app.domain.ids import IdKind, global_id
from app.domain.people.people import Actor, Right
from app.domain.problems import Condition, Path, Problem, Refused
from app.flows.service import Service
from app.store.database import Store
from app.store.history import reports
from app.store.people import merchants, people, reasons

END: Path = ("input", "to")

NO_REASON = "No reason given"
ELSEWHERE = "Made outside of this service"


@dataclass(frozen=True, slots=True)
class ReportAsk:
    """From `start` on and before `end`, in that currency or in all of them."""

    start: datetime
    end: datetime
    group: ReportGroup
    currency: str | None = None


async def refund_report(service: Service, actor: Actor, ask: ReportAsk) -> RefundReport:
    """What counts of the merchant's refunds; by STATUS all of them. Raises Refused (SEARCH_INVALID), NotAllowed."""
    actor.require(Right.VIEW)
    return await report_of(service.store, actor.merchant_id, ask)


async def report_of(store: Store, merchant_id: int, ask: ReportAsk) -> RefundReport:
    """The same for the installation's operator, at its command line. Raises Refused."""
    if ask.end <= ask.start:
        raise Refused(Problem(Condition.SEARCH_INVALID, END, {"expected": "Send a time after that of `from`."}))
    async with store.session() as session:
        period = Period(ask.start, ask.end)
        zone = await merchants.time_zone(session, merchant_id)
        found = await reports.rows(session, merchant_id, period, ask.group, ask.currency, zone)
        match ask.group:
            case ReportGroup.REASON:
                labels = {each.code: each.label for each in await reasons.of_merchant(session, merchant_id)}
                labelled = [replace(row, label=labels.get(row.key or "", row.key or NO_REASON)) for row in found]
            case ReportGroup.USER:
                known = {each.legacy_id: each for each in await people.of_merchant(session, merchant_id)}
                labelled = [_of_user(row, known=row.key in known) for row in found]
            case ReportGroup.GATEWAY:
                labelled = [replace(row, label=row.key or ELSEWHERE) for row in found]
            case ReportGroup.STATUS | ReportGroup.DAY:
                labelled = [replace(row, label=row.key) for row in found]
    return report(ask.group, labelled)


def _of_user(row: ReportRow, *, known: bool) -> ReportRow:
    """A person by the id that clients know, and a key by its public half."""
    return replace(row, key=global_id(IdKind.USER, row.key)) if known and row.key is not None else row
