"""Sums over refunds: one statement for a whole report, however many refunds there are (SPEC 9)."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Date, case, cast, func, literal, null, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.history.reports import Period, ReportGroup, ReportRow
from app.domain.money import Money
from app.domain.reversals.states import RESERVING
from app.store.tables.payments import REFUNDS

_MIDNIGHT = datetime(1970, 1, 1, tzinfo=UTC)


async def rows(
    session: AsyncSession, merchant_id: int, period: Period, group: ReportGroup, currency: str | None, time_zone: str
) -> list[ReportRow]:
    """The merchant's refunds that were asked for in the period, in that currency or in any, put together by `group`.

    By STATUS those are all refunds, by anything else those that count against their payment. A user's row is labelled
    with the name that was kept with the refunds, others have no label yet. Days are those of the `time_zone`.
    """
    key, name = _key(group, time_zone), func.max(REFUNDS.c.requested_by) if group is ReportGroup.USER else null()
    statement = (
        select(
            key.label("key"),
            name.label("name"),
            REFUNDS.c.currency,
            func.count().label("number"),
            func.sum(REFUNDS.c.amount).label("amount"),
        )
        .where(
            REFUNDS.c.merchant_id == merchant_id,
            REFUNDS.c.created_at >= period.start,
            REFUNDS.c.created_at < period.end,
        )
        .group_by(key, REFUNDS.c.currency)
    )
    if currency is not None:
        statement = statement.where(REFUNDS.c.currency == currency)
    if group is not ReportGroup.STATUS:
        statement = statement.where(REFUNDS.c.status.in_(RESERVING))
    return [
        ReportRow(_text(row.key), row.name, row.number, Money(int(row.amount), row.currency))
        for row in await session.execute(statement)
    ]


def _key(group: ReportGroup, time_zone: str) -> ColumnElement[Any]:
    match group:
        case ReportGroup.REASON:
            return REFUNDS.c.reason_code
        case ReportGroup.USER:
            return REFUNDS.c.requested_by_id
        case ReportGroup.GATEWAY:
            return case((REFUNDS.c.external_at.is_(None), REFUNDS.c.gateway))
        case ReportGroup.STATUS:
            return REFUNDS.c.status
        case ReportGroup.DAY:
            if time_zone != "UTC":
                return cast(func.timezone(time_zone, REFUNDS.c.created_at), Date)
            # Whole days since one midnight: PostgreSQL has that much sooner than the text of a date.
            return func.date_bin(literal(timedelta(days=1)), REFUNDS.c.created_at, literal(_MIDNIGHT))


def _text(key: datetime | date | str | None) -> str | None:
    """A day as YYYY-MM-DD; every other key as it is. A moment is a midnight of UTC."""
    if isinstance(key, datetime):
        key = key.astimezone(UTC).date()
    return key.isoformat() if isinstance(key, date) else key
