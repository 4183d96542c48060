"""How a report is put in order, and what its total is of (SPEC 9)."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.domain.history.reports import ReportGroup, ReportRow, report
from app.domain.money import Money
from app.domain.reversals.states import RESERVING, PaymentStatus

currencies = st.sampled_from(["EUR", "JPY", "USD"])


def rows_of(keys: st.SearchStrategy[str]) -> st.SearchStrategy[list[ReportRow]]:
    row = st.builds(
        lambda key, currency, count, minor: ReportRow(key, key, count, Money(minor, currency)),
        *(keys, currencies, st.integers(1, 99), st.integers(1, 10**6)),
    )
    return st.lists(row, max_size=20, unique_by=lambda each: (each.key, each.amount.currency))


@given(rows_of(st.sampled_from(["2026-01-01", "2026-01-02", "2026-01-03"])), st.sampled_from(ReportGroup))
def test_rows_stand_by_currency_and_then_the_largest_first_or_by_day(rows: list[ReportRow], group: ReportGroup) -> None:
    found = report(group, rows).rows
    assert sorted(found, key=id) == sorted(rows, key=id)
    for before, after in pairwise(found):
        assert before.amount.currency <= after.amount.currency
        if before.amount.currency == after.amount.currency:
            if group is ReportGroup.DAY:
                assert (before.key or "") < (after.key or "")
            else:
                assert before.amount.minor >= after.amount.minor


@given(rows_of(st.sampled_from(PaymentStatus)))
def test_the_total_is_of_what_counts(rows: list[ReportRow]) -> None:
    counting = [row for row in rows if row.key in RESERVING]
    found = report(ReportGroup.STATUS, rows).total
    assert found == report(ReportGroup.DAY, counting).total
    assert [row.amount.currency for row in found] == sorted({row.amount.currency for row in counting})
    assert sum(row.count for row in found) == sum(row.count for row in counting)
    for row in found:
        assert row.amount.minor == sum(e.amount.minor for e in counting if e.amount.currency == row.amount.currency)
