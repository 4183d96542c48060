"""Histories in words: each happening once, the oldest first."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.domain.history.kinds import (
    ChangeKind,
    Entry,
    GivenUp,
    asked,
    awaiting_approval,
    given_up,
    kept_entry,
    marked_refunded,
    recorded_anyway,
)
from app.domain.history.wording import (
    Action,
    AttemptMade,
    Fact,
    HistorySubject,
    StatusReached,
    SubjectKind,
    reason,
    tell,
    words_of,
)
from app.domain.money import Money
from app.domain.reversals.states import AttemptOutcome, OperationKind, PaymentSource, PaymentStatus

NOON = datetime(2030, 1, 1, 12, tzinfo=UTC)
PAYMENT, REFUND = HistorySubject(SubjectKind.TRANSACTION, "p1"), HistorySubject(SubjectKind.REFUND, "r1")
ORDER = HistorySubject(SubjectKind.ORDER, "order-1")
TEN = Money(1000, "USD")


def at(minutes: int) -> datetime:
    return NOON + timedelta(minutes=minutes)


def asked_for(
    minutes: int, subject: HistorySubject = REFUND, why: str | None = None, note: str | None = None
) -> Action:
    return Action(subject, at(minutes), asked(OperationKind.REFUND, TEN), "Kim", PaymentSource.CONTROL_PANEL, note, why)


def sent(
    minutes: int, outcome: AttemptOutcome | None, message: str | None = None, subject: HistorySubject = REFUND
) -> AttemptMade:
    return AttemptMade(subject, at(minutes), OperationKind.REFUND, 1, outcome, None, message)


def became(
    minutes: int, status: PaymentStatus, by: str | None = "Kim", subject: HistorySubject = REFUND
) -> StatusReached:
    return StatusReached(subject, at(minutes), status, by, PaymentSource.CONTROL_PANEL)


def test_what_was_answered_and_what_it_led_to_is_one_line() -> None:
    facts: list[Fact] = [
        became(1, PaymentStatus.AUTHORIZED),
        became(1, PaymentStatus.SUBMITTED_FOR_SETTLEMENT),
        sent(1, AttemptOutcome.ACCEPTED, "Approved"),
        asked_for(0, why=reason("DAMAGED", "Damaged on the way"), note="She called"),
    ]
    first, second = tell(facts, REFUND)
    assert (first.at, first.by, first.source, first.note) == (NOON, "Kim", PaymentSource.CONTROL_PANEL, "She called")
    assert first.what == "Asked to refund 10.00 USD. Reason: Damaged on the way (DAMAGED)."
    assert (second.at, second.by, second.source) == (at(1), None, None), "it was the gateway that answered"
    assert second.what == "Attempt 1 to refund: accepted by the gateway. It is submitted for settlement."


def test_what_a_gateway_said_is_told_and_what_can_be_done_again() -> None:
    (line,) = tell(
        [sent(0, AttemptOutcome.DECLINED, "Do Not Honor"), became(0, PaymentStatus.PROCESSOR_DECLINED)], REFUND
    )
    assert line.what == (
        "Attempt 1 to refund: declined by the gateway (Do Not Honor). It is declined. Its amount can be refunded again."
    )


def test_what_runs_is_told_with_what_was_asked() -> None:
    (line,) = tell([asked_for(0), sent(0, None)], REFUND)
    assert line.what == "Asked to refund 10.00 USD. Attempt 1 to refund has begun."
    assert line.by == "Kim"


def test_a_settlement_is_nobodys() -> None:
    facts = [became(0, PaymentStatus.SETTLING, None), became(0, PaymentStatus.SETTLED, None)]
    (line,) = tell(facts, REFUND)
    assert (line.what, line.by, line.source) == ("It is settled.", None, None)


def test_a_deed_of_the_service_itself_is_nobodys() -> None:
    deed = Action(REFUND, NOON, given_up(GivenUp.STATUS, PaymentStatus.VOIDED), None, None)
    (line,) = tell([deed, became(0, PaymentStatus.FAILED)], REFUND)
    assert line.what == "Given up: The transaction is VOIDED by now. It has failed. Its amount can be refunded again."


def test_a_line_about_something_else_says_what_it_is_about() -> None:
    facts: list[Fact] = [
        asked_for(0),
        became(0, PaymentStatus.SETTLED, None, PAYMENT),
        Action(ORDER, NOON, Entry(ChangeKind.ORDER_CANCELLED), "Kim", None),
    ]
    assert [line.what for line in tell(facts, PAYMENT)] == [
        "It is settled.",
        "Order order-1: Cancelled.",
        "Refund r1: Asked to refund 10.00 USD.",
    ]


def test_a_turn_is_told_in_its_order() -> None:
    """The void's answer leads to the refund, whatever they are called."""
    instead = Action(REFUND, NOON, asked(OperationKind.REFUND, TEN, instead=True), "Kim", PaymentSource.API)
    void = AttemptMade(
        HistorySubject(SubjectKind.TRANSACTION, "zz"), NOON, OperationKind.VOID, 1, AttemptOutcome.DECLINED, None, None
    )
    lines = tell([instead, void, became(0, PaymentStatus.SETTLED, "Kim", void.subject)], void.subject)
    assert [line.what for line in lines] == [
        "Attempt 1 to void: declined by the gateway. It is settled.",
        "Refund r1: Refunds 10.00 USD instead, since it has settled.",
    ]


def test_the_words_of_entries() -> None:
    waiting = awaiting_approval(asked(OperationKind.REFUND, TEN))
    assert words_of(waiting) == "Asked to refund 10.00 USD, which awaits approval"
    assert words_of(marked_refunded(TEN, "ref-1")) == "Marked as refunded externally: 10.00 USD, reference ref-1"
    recorded = recorded_anyway(OperationKind.VOID, TEN)
    assert words_of(recorded) == "Recorded as voided externally, as was asked for: 10.00 USD"
    assert reason("OLD", None) == "OLD"
    assert words_of(Entry(ChangeKind.RESOLVED_NOT_DONE)) == "Resolved: not done"


def test_a_kind_of_a_later_version_is_told_by_its_code() -> None:
    assert words_of(kept_entry("LATER_KIND", {"amount": 1})) == "LATER_KIND"
    assert kept_entry("PAUSED", {}) == Entry(ChangeKind.PAUSED)


SUBJECTS = st.sampled_from([PAYMENT, REFUND, HistorySubject(SubjectKind.REFUND, "r2"), ORDER])
MINUTES = st.integers(0, 5)
FACTS: st.SearchStrategy[Fact] = st.one_of(
    st.builds(asked_for, MINUTES, SUBJECTS),
    st.builds(
        lambda minutes, outcome, subject: sent(minutes, outcome, "Said.", subject),
        MINUTES,
        st.none() | st.sampled_from(AttemptOutcome),
        SUBJECTS,
    ),
    st.builds(
        lambda minutes, status, subject: became(minutes, status, None, subject),
        MINUTES,
        st.sampled_from(PaymentStatus),
        SUBJECTS,
    ),
)


@given(st.lists(FACTS))
def test_every_moment_of_everything_is_one_line(facts: list[Fact]) -> None:
    lines = tell(facts, REFUND)
    assert len(lines) == len({(fact.at, fact.subject) for fact in facts})
    assert all(before.at <= after.at for before, after in pairwise(lines))
    assert all(line.what.endswith(".") and ".." not in line.what for line in lines)
    assert sum(line.what.count("Asked to refund") for line in lines) == sum(isinstance(fact, Action) for fact in facts)
    assert sum(line.what.count("Attempt 1") for line in lines) == sum(isinstance(fact, AttemptMade) for fact in facts)
