"""What each of the five answers comes to, for each kind of operation and all terms: a table, without a database."""

from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import product

import pytest

from app.domain.history.kinds import ChangeKind, Entry
from app.domain.history.notices import NoticeKind
from app.domain.money import Money
from app.domain.people.people import ALL_RIGHTS, Right
from app.domain.problems import Condition, NotAllowed, RefundryError, Refused, Unavailable
from app.domain.reversals.answers import Accepted, AttemptEnd, Declined, NotKnown, NotReached, Outcome, Standing
from app.domain.reversals.conclude import conclude, looks_at_payment
from app.domain.reversals.conclusion import Conclusion, Situation
from app.domain.reversals.payments import Terms
from app.domain.reversals.states import (
    RESERVING,
    AttemptOutcome,
    OperationKind,
    PaymentStatus,
    RefundFailurePolicy,
    RetryState,
    Subject,
    advance,
)
from tests.domain.reversals.situations import (
    ANSWERS,
    DAY,
    NOT_SETTLED_YET,
    SETTLED_ALREADY,
    YES,
    actor,
    merchant,
    situation,
)
from tests.domain.reversals.values import NOW, transaction

S, K, A, R, C = PaymentStatus, OperationKind, AttemptOutcome, RetryState, Condition
P, N = RefundFailurePolicy, NoticeKind
FIVE_MINUTES, SIX_HOURS = timedelta(minutes=5), timedelta(hours=6)


@dataclass(frozen=True)
class Expected:
    """The operation's next state, the status of what it is about, and what else there is to it."""

    state: RetryState
    status: PaymentStatus
    due: timedelta | None = None
    attention: bool = False
    told: NoticeKind | None = None
    refused: Condition | type[RefundryError] | None = None
    external: bool = False
    new_key: bool = False


def waits(status: PaymentStatus, due: timedelta = DAY) -> Expected:
    return Expected(R.WAITING, status, due)


UNDECIDED = {A.PENDING: SIX_HOURS, A.UNKNOWN: FIVE_MINUTES}
"""When the gateway is asked again what became of it, whatever was asked for."""

EXPECTED: dict[tuple[OperationKind, AttemptOutcome, RefundFailurePolicy | None], Expected] = {
    (K.CHARGE, A.ACCEPTED, None): Expected(R.SUCCEEDED, S.SUBMITTED_FOR_SETTLEMENT),
    (K.CHARGE, A.DECLINED, None): Expected(R.EXHAUSTED, S.PROCESSOR_DECLINED),
    (K.CHARGE, A.UNAVAILABLE, None): Expected(R.EXHAUSTED, S.FAILED),
    (K.AUTHORIZE, A.ACCEPTED, None): Expected(R.SUCCEEDED, S.AUTHORIZED),
    (K.AUTHORIZE, A.DECLINED, None): Expected(R.EXHAUSTED, S.PROCESSOR_DECLINED),
    (K.AUTHORIZE, A.UNAVAILABLE, None): Expected(R.EXHAUSTED, S.FAILED),
    (K.CAPTURE, A.ACCEPTED, None): Expected(R.SUCCEEDED, S.SUBMITTED_FOR_SETTLEMENT),
    (K.CAPTURE, A.DECLINED, None): Expected(R.EXHAUSTED, S.AUTHORIZED, refused=C.TRANSACTION_NOT_AUTHORIZED),
    (K.CAPTURE, A.UNAVAILABLE, None): Expected(R.EXHAUSTED, S.AUTHORIZED, refused=Unavailable),
    (K.VOID, A.ACCEPTED, None): Expected(R.SUCCEEDED, S.VOIDED),
    (K.VOID, A.DECLINED, P.QUEUE): Expected(
        R.EXHAUSTED, S.SUBMITTED_FOR_SETTLEMENT, refused=C.TRANSACTION_NOT_VOIDABLE
    ),
    (K.VOID, A.DECLINED, P.SKIP): Expected(R.EXHAUSTED, S.SUBMITTED_FOR_SETTLEMENT, refused=C.TRANSACTION_NOT_VOIDABLE),
    (K.VOID, A.DECLINED, P.RECORD_ANYWAY): Expected(R.EXHAUSTED, S.VOIDED, external=True),
    (K.VOID, A.UNAVAILABLE, P.QUEUE): waits(S.SUBMITTED_FOR_SETTLEMENT),
    (K.VOID, A.UNAVAILABLE, P.SKIP): Expected(R.EXHAUSTED, S.SUBMITTED_FOR_SETTLEMENT),
    (K.VOID, A.UNAVAILABLE, P.RECORD_ANYWAY): Expected(R.EXHAUSTED, S.VOIDED, external=True),
    (K.REFUND, A.ACCEPTED, None): Expected(R.SUCCEEDED, S.SUBMITTED_FOR_SETTLEMENT),
    (K.REFUND, A.DECLINED, P.QUEUE): Expected(
        R.EXHAUSTED, S.PROCESSOR_DECLINED, attention=True, told=N.REFUND_DECLINED
    ),
    (K.REFUND, A.DECLINED, P.SKIP): Expected(R.EXHAUSTED, S.PROCESSOR_DECLINED, attention=True, told=N.REFUND_DECLINED),
    (K.REFUND, A.DECLINED, P.RECORD_ANYWAY): Expected(R.EXHAUSTED, S.SETTLED, external=True),
    (K.REFUND, A.UNAVAILABLE, P.QUEUE): waits(S.AUTHORIZING),
    (K.REFUND, A.UNAVAILABLE, P.SKIP): Expected(R.EXHAUSTED, S.FAILED),
    (K.REFUND, A.UNAVAILABLE, P.RECORD_ANYWAY): Expected(R.EXHAUSTED, S.SETTLED, external=True),
    (K.REFUND_VOID, A.ACCEPTED, None): Expected(R.SUCCEEDED, S.VOIDED),
    (K.REFUND_VOID, A.DECLINED, None): Expected(
        R.EXHAUSTED, S.SUBMITTED_FOR_SETTLEMENT, refused=C.TRANSACTION_NOT_VOIDABLE
    ),
    (K.REFUND_VOID, A.UNAVAILABLE, None): Expected(R.EXHAUSTED, S.SUBMITTED_FOR_SETTLEMENT, refused=Unavailable),
}
"""By kind, answer and what is to become of a failure; None where that makes no difference."""

PAIRS = list(product(K, A, P))


def expected(kind: OperationKind, outcome: AttemptOutcome, policy: RefundFailurePolicy, before: Situation) -> Expected:
    if outcome in UNDECIDED:
        subject = before.transaction if before.refund is None else before.refund
        return waits(subject.status, UNDECIDED[outcome])
    return EXPECTED.get((kind, outcome, policy)) or EXPECTED[kind, outcome, None]


def seen(after: Conclusion) -> Expected:
    """What came out, in the table's words."""
    subject, operation = after.subject, after.operation
    refused: Condition | type[RefundryError] | None = None
    if isinstance(after.refused, Refused):
        (problem,) = after.refused.problems
        refused = problem.condition
    elif after.refused is not None:
        refused = type(after.refused)
    marks = (after.transaction.external_void, after.refund and after.refund.external)
    return Expected(
        operation.state,
        subject.status,
        None if operation.next_attempt_at is None else operation.next_attempt_at - NOW,
        attention=subject.needs_attention,
        told=None if after.told is None else after.told.kind,
        refused=refused,
        external=any(marks),
        new_key=operation.key != "key",
    )


@pytest.mark.parametrize(("kind", "outcome", "policy"), PAIRS)
def test_every_answer_to_every_kind(kind: OperationKind, outcome: AttemptOutcome, policy: RefundFailurePolicy) -> None:
    before = situation(kind, Terms(on_failure=policy))
    assert seen(conclude(before, ANSWERS[outcome])) == expected(kind, outcome, policy, before)


EVERY_ANSWER = [*ANSWERS.values(), SETTLED_ALREADY, NOT_SETTLED_YET]
EITHER = (False, True)


@pytest.mark.parametrize("kind", K)
@pytest.mark.parametrize("policy", P)
def test_whatever_happens_it_holds_together(kind: OperationKind, policy: RefundFailurePolicy) -> None:
    """Whatever is answered; turning or not, with a standing or not, waited for or not, for the last time or not."""
    standing = Standing(S.SETTLED if kind is K.VOID else S.SUBMITTED_FOR_SETTLEMENT, Money(100_00, "USD"))
    for answer, (turns, asker_waits, may_turn, told) in product(EVERY_ANSWER, product(EITHER, repeat=4)):
        was_asked = told and looks_at_payment(kind, answer) and isinstance(answer, Declined)
        before = situation(
            kind,
            Terms(on_failure=policy, turns=turns),
            asker_waits=asker_waits,
            may_turn=may_turn,
            standing=standing if was_asked else None,
        )
        check(before, answer, conclude(before, answer))


def check(before: Situation, answer: Outcome, after: Conclusion) -> None:
    """What is true of every conclusion."""
    operation = after.operation
    assert after.attempt == AttemptEnd.of(answer)
    assert operation.lease is None, "nobody carries it out any more"
    assert operation.state in {R.WAITING, R.SUCCEEDED, R.EXHAUSTED}
    assert (operation.state is R.WAITING) == (operation.next_attempt_at is not None)
    assert after.outcome is operation.last_outcome is AttemptEnd.of(answer).outcome
    if AttemptEnd.of(answer).outcome in {A.PENDING, A.UNKNOWN}:
        assert operation.state is R.WAITING
        assert (after.transaction, after.refund, after.steps) == (before.transaction, before.refund, ())
        assert not after.releases_key
        assert after.refused is None
    if operation.key != before.operation.key:
        assert (AttemptEnd.of(answer).outcome, operation.state) == (A.DECLINED, R.WAITING), "proven not to be done"
    if after.releases_key:
        assert after.refused is not None
        assert operation.state is R.EXHAUSTED
    if after.refused is not None or after.turns is not None:
        assert operation.state is R.EXHAUSTED
    if after.turns is not None:
        assert before.operation.terms.turns
        assert before.may_turn
        assert after.turns.kind is {K.VOID: K.REFUND, K.REFUND: K.VOID}[before.operation.kind]
        assert after.turns.amount.minor == 100_00
        assert after.refund is None or after.refund.status is S.VOIDED
    status = {Subject.TRANSACTION: before.transaction.status}
    if before.refund is not None:
        status[Subject.REFUND] = before.refund.status
    for step in after.steps:
        if (before.standing is None) or step.of is Subject.REFUND:
            advance(step.of, status[step.of], step.status)
        status[step.of] = step.status
    assert status[Subject.TRANSACTION] is after.transaction.status
    if after.refund is not None:
        assert status[Subject.REFUND] is after.refund.status
        held = after.refund.status in RESERVING
        assert held or operation.state is R.EXHAUSTED or before.operation.kind is K.REFUND_VOID
    if looks_at_payment(before.operation.kind, answer):
        return
    other = replace(before, transaction=transaction(status=S.SETTLING, reserved=Money(77_00, "USD")))
    again = conclude(other, answer)
    assert (again.refund, again.steps, again.kept, again.told) == (after.refund, after.steps, after.kept, after.told)
    assert again.transaction is other.transaction, "what does not look at the payment says nothing of it"


def test_a_decline_is_queued_under_a_new_key_where_the_merchant_wants_that() -> None:
    before = situation(K.REFUND, merchant=merchant(retry_declines=True))
    assert seen(conclude(before, ANSWERS[A.DECLINED])) == Expected(R.WAITING, S.AUTHORIZING, DAY, new_key=True)
    last = replace(before, operation=replace(before.operation, retries_made=3))
    assert seen(conclude(last, ANSWERS[A.DECLINED])).status is S.PROCESSOR_DECLINED


@pytest.mark.parametrize(
    ("kind", "status", "told"), [(K.REFUND, S.FAILED, N.REFUND_FAILED), (K.VOID, None, N.VOID_FAILED)]
)
def test_after_the_last_attempt_people_are_told(
    kind: OperationKind, status: PaymentStatus | None, told: NoticeKind
) -> None:
    before = situation(kind, retry_attempts=0)
    after = conclude(before, ANSWERS[A.UNAVAILABLE])
    assert seen(after) == Expected(R.EXHAUSTED, status or S.SUBMITTED_FOR_SETTLEMENT, attention=True, told=told)


def test_nobody_records_as_done_elsewhere_who_may_not_any_more() -> None:
    rights = ALL_RIGHTS - {Right.MARK_EXTERNALLY}
    terms = Terms(on_failure=P.RECORD_ANYWAY)
    for kind, outcome in product((K.VOID, K.REFUND), (A.DECLINED, A.UNAVAILABLE)):
        assert not seen(conclude(situation(kind, terms, actor=actor(rights=rights)), ANSWERS[outcome])).external


@pytest.mark.parametrize("asker_waits", [False, True])
def test_a_void_that_came_too_late_turns_into_a_refund(asker_waits: bool) -> None:
    standing = Standing(S.SETTLED, Money(80_00, "USD"))
    before = situation(K.VOID, Terms(turns=True), standing=standing, asker_waits=asker_waits)
    after = conclude(before, SETTLED_ALREADY)
    assert after.turns is not None
    assert (after.turns.kind, after.turns.amount, after.turns.instead) == (K.REFUND, Money(100_00, "USD"), True)
    assert [step.status for step in after.steps] == [S.SETTLING, S.SETTLED]


def test_one_that_may_not_be_refunded_comes_to_nothing() -> None:
    only_void = actor(rights=frozenset({Right.VOID}))
    standing = Standing(S.SETTLED, Money(100_00, "USD"))
    before = situation(K.VOID, Terms(turns=True), standing=standing, actor=only_void)
    after = conclude(before, SETTLED_ALREADY)
    assert isinstance(after.refused, NotAllowed)
    assert (after.turns, after.releases_key, after.transaction.status) == (None, True, S.SETTLED)
    unheard = conclude(replace(before, asker_waits=False), SETTLED_ALREADY)
    assert seen(unheard).told is N.VOID_FAILED
    assert unheard.transaction.needs_attention


def test_a_refund_that_came_too_early_turns_into_a_void() -> None:
    standing = Standing(S.SUBMITTED_FOR_SETTLEMENT, Money(100_00, "USD"))
    before = situation(K.REFUND, Terms(turns=True), standing=standing)
    after = conclude(before, NOT_SETTLED_YET)
    assert after.turns is not None
    assert (after.turns.kind, after.turns.transaction.reserved) == (K.VOID, Money(0, "USD"))
    assert after.refund is not None
    assert after.refund.status is S.VOIDED


def test_where_the_gateway_has_what_can_not_be_a_person_looks() -> None:
    before = situation(K.VOID, standing=Standing(S.AUTHORIZING, Money(100_00, "USD")))
    after = conclude(before, SETTLED_ALREADY)
    assert after.contradicted
    assert after.transaction.needs_attention
    assert after.transaction.status is S.SUBMITTED_FOR_SETTLEMENT


def test_what_takes_too_long_needs_somebody_once() -> None:
    before = situation(K.REFUND, at=NOW + timedelta(days=11))
    after = conclude(before, ANSWERS[A.PENDING])
    assert after.told is not None
    assert after.told.kind is N.OUTCOME_PENDING
    assert [each.entry for each in after.kept] == [Entry(ChangeKind.ATTENTION_NEEDED)]
    assert conclude(replace(before, was_dismissed=True), ANSWERS[A.PENDING]).told is None


@pytest.mark.parametrize("kind", [K.VOID, K.REFUND])
@pytest.mark.parametrize("outcome", A)
@pytest.mark.parametrize("policy", P)
def test_a_part_of_an_order_takes_effect_if_it_gives_back_or_is_about_to(
    kind: OperationKind, outcome: AttemptOutcome, policy: RefundFailurePolicy
) -> None:
    after = conclude(situation(kind, Terms(on_failure=policy, order_refund_id=1)), ANSWERS[outcome])
    gives_back = after.transaction.status is S.VOIDED or after.operation.state is R.WAITING
    if after.refund is not None:
        gives_back = after.refund.status in RESERVING
    assert after.takes_effect == gives_back


@pytest.mark.parametrize("kind", K)
@pytest.mark.parametrize("renewed", [True, False])
def test_a_failure_that_is_kept_under_a_wire_key_renews_it(kind: OperationKind, renewed: bool) -> None:
    """Our own key names the operation for ever; with a new one of ours, the wire key begins anew."""
    before = situation(kind)
    after = conclude(before, NotReached("It repeats a failure.", new_key=renewed)).operation
    assert after.key == before.operation.key
    assert (after.wire_key != before.operation.wire_key) == (renewed and after.open)
    twice = replace(before, operation=replace(before.operation, wire_keys=2))
    assert twice.operation.wire_key == f"{before.operation.key}.2"
    declined = conclude(replace(twice, merchant=merchant(retry_declines=True)), ANSWERS[A.DECLINED]).operation
    if declined.key != before.operation.key:
        assert declined.wire_key == declined.key


@pytest.mark.parametrize("kind", [OperationKind.REFUND, OperationKind.VOID])
def test_an_unknown_outcome_that_is_kept_under_a_wire_key_renews_it(kind: OperationKind) -> None:
    """Should it be proven absent, the next sending is no repetition of the failure. Until then nothing is sent."""
    before = situation(kind)
    after = conclude(before, NotKnown("It repeats a failure.", new_key=True)).operation
    assert (after.last_outcome, after.key) == (A.UNKNOWN, before.operation.key)
    assert after.wire_key == f"{before.operation.key}.2"
    assert conclude(before, NotKnown("Silence.")).operation.wire_key == before.operation.wire_key


@pytest.mark.parametrize("kind", K)
@pytest.mark.parametrize("dismissed", [True, False])
def test_a_wrong_answer_is_unknown_and_for_a_person_to_look_at(kind: OperationKind, dismissed: bool) -> None:
    before = situation(kind, was_dismissed=dismissed)
    after = conclude(before, NotKnown("It is about 99.00.", attention=True))
    assert (after.outcome, after.operation.state, after.steps) == (A.UNKNOWN, RetryState.WAITING, ())
    assert (after.operation.answered_wrongly, after.operation.absence_is_no_proof) == (True, True)
    told = None if after.told is None else after.told.kind
    seen = ((after.refund or after.transaction).needs_attention, told)
    assert seen == ((False, None) if dismissed else (True, NoticeKind.OUTCOME_CONTRADICTED))


@pytest.mark.parametrize("kind", K)
@pytest.mark.parametrize(("credentials", "attention"), [(False, False), (True, False), (False, True)])
def test_an_account_that_cannot_be_used_is_told_of(kind: OperationKind, credentials: bool, attention: bool) -> None:
    after = conclude(situation(kind), NotReached("401", credentials=credentials, attention=attention))
    assert after.outcome is A.UNAVAILABLE
    assert after.account_refused == ("401" if credentials or attention else None)
    if after.operation.open:
        assert (after.refund or after.transaction).needs_attention == attention


@pytest.mark.parametrize("status", [None, *S])
def test_what_the_gateway_settles_at_once_goes_there_step_by_step(status: PaymentStatus | None) -> None:
    after = conclude(situation(K.REFUND), Accepted("re_1", YES, status))
    beyond = {
        S.SETTLEMENT_PENDING: [S.SETTLEMENT_PENDING],
        S.SETTLING: [S.SETTLING],
        S.SETTLEMENT_CONFIRMED: [S.SETTLING],
        S.SETTLED: [S.SETTLING, S.SETTLED],
    }.get(status or S.AUTHORIZED, [])
    assert [step.status for step in after.steps] == [S.AUTHORIZED, S.SUBMITTED_FOR_SETTLEMENT, *beyond]
    assert after.refund is not None
    assert after.refund.status is after.steps[-1].status
