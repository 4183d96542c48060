"""Every pair of statuses, held up to SPEC 12."""

from itertools import pairwise, product

import pytest

from app.domain.reversals.states import (
    REFUNDABLE,
    RESERVING,
    TERMINAL,
    VOIDABLE,
    IllegalTransition,
    PaymentStatus,
    Subject,
    advance,
    path_to,
)
from tests.support import status_graph

S = PaymentStatus

PAIRS = [
    pytest.param(subject, before, after, external, id=f"{subject}-{before}-{after}{'-external' * external}")
    for subject, before, after, external in product(Subject, S, S, (False, True))
]
GOES_BACK = set(product(("SETTLING", "SETTLED"), ("AUTHORIZED", "SUBMITTED_FOR_SETTLEMENT", "SETTLEMENT_PENDING")))
"""Taken for settled by us alone: a transaction follows what its gateway says (SPEC 1.2)."""


def test_the_table_of_the_tests_speaks_of_statuses_that_exist() -> None:
    tables = [*status_graph.TABLES.values(), *status_graph.UNDONE_MARKS.values()]
    named = {status for table in tables for row in table.items() for words in row for status in words.split()}
    assert named == set(S) - {"SETTLEMENT_CONFIRMED"}
    assert status_graph.GIVEN_BACK < status_graph.RESERVING < named


@pytest.mark.parametrize(("subject", "before", "after", "external"), PAIRS)
def test_a_change_is_allowed_exactly_where_the_table_has_it(
    subject: Subject, before: PaymentStatus, after: PaymentStatus, external: bool
) -> None:
    if status_graph.allowed(subject, before, after, external=external):
        assert advance(subject, before, after, external=external) is after
    else:
        with pytest.raises(IllegalTransition):
            advance(subject, before, after, external=external)


@pytest.mark.parametrize(("subject", "before", "after"), list(product(Subject, S, S)))
def test_a_path_takes_allowed_steps_from_one_status_to_the_other(
    subject: Subject, before: PaymentStatus, after: PaymentStatus
) -> None:
    try:
        path = path_to(subject, before, after)
    except IllegalTransition:
        assert not status_graph.allowed(subject, before, after)
        return
    if before is after:
        assert path == []
    elif subject is Subject.TRANSACTION and (before.value, after.value) in GOES_BACK:
        assert path == [after]
    else:
        assert path[-1] is after
        assert all(status_graph.allowed(subject, *step) for step in pairwise([before, *path]))


@pytest.mark.parametrize("settled", ["SETTLED", "SETTLEMENT_DECLINED"])
@pytest.mark.parametrize(
    ("subject", "before"),
    [
        (Subject.TRANSACTION, S.AUTHORIZED),
        (Subject.TRANSACTION, S.SUBMITTED_FOR_SETTLEMENT),
        (Subject.TRANSACTION, S.SETTLEMENT_PENDING),
        (Subject.TRANSACTION, S.SETTLING),
        (Subject.REFUND, S.SUBMITTED_FOR_SETTLEMENT),
        (Subject.REFUND, S.SETTLING),
    ],
)
def test_a_settlement_that_nobody_watched_can_be_caught_up_with(
    subject: Subject, before: PaymentStatus, settled: str
) -> None:
    path = path_to(subject, before, S(settled))
    assert path[-1] is S(settled)
    if settled == "SETTLED":
        assert S.SETTLING in [before, *path]


@pytest.mark.parametrize("status", S)
def test_what_is_terminal_leads_nowhere(status: PaymentStatus) -> None:
    """SETTLEMENT_CONFIRMED is the mirror's alone: nothing leads to it here.

    That a refund may fail after it has settled makes that no status on the way.
    """
    leads_on = any(status in table for table in status_graph.TABLES.values()) and status is not S.SETTLED
    assert (status in TERMINAL) == (not leads_on and status is not S.SETTLEMENT_CONFIRMED)


def test_the_groups_of_statuses_are_those_of_the_specification() -> None:
    """BRAINTREE.md 4 and SPEC 12."""
    assert set(VOIDABLE) == {"AUTHORIZED", "SUBMITTED_FOR_SETTLEMENT"}
    assert set(REFUNDABLE) == {"SETTLING", "SETTLED"}
    assert RESERVING == status_graph.RESERVING
