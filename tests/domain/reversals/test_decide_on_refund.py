"""What becomes of a refund that is there already, over everything that may be known of it, without a database."""

from dataclasses import replace
from typing import Any

import pytest

from app.domain.money import Money
from app.domain.people.people import ActorKind, Right
from app.domain.problems import Condition, Refused
from app.domain.reversals.approvals import Approval, ApprovalState
from app.domain.reversals.decide import Reasons, Why
from app.domain.reversals.decide_on_refund import (
    Cancellation,
    RefundFacts,
    check_another,
    sends_approved,
    takes_back,
    was_decided_so,
)
from app.domain.reversals.new_operation import NewOperation
from app.domain.reversals.payments import Destination, Terms
from app.domain.reversals.states import (
    AccountStatus,
    AttemptOutcome,
    OperationKind,
    PaymentStatus,
    RefundFailurePolicy,
    RetryState,
)
from tests.domain.reversals.situations import actor, merchant
from tests.domain.reversals.values import NOW, account, operation, refund, transaction

S, K, C, R, A = PaymentStatus, OperationKind, Condition, RetryState, AttemptOutcome
TERMS = Terms(note="a mistake")
HELD = Money(10_00, "USD")
OVER = operation(state=R.SUCCEEDED, last_outcome=A.ACCEPTED)


def approval(**given: Any) -> Approval:
    """A person asked for the refund, and it waits; `given` counts more."""
    usual: dict[str, Any] = {
        "refund_id": 1,
        "state": ApprovalState.WAITING,
        "turns": True,
        "on_failure": RefundFailurePolicy.QUEUE,
        "requested_by": "Ada",
        "requested_by_kind": ActorKind.USER,
        "requested_by_id": "ada",
        "requested_at": NOW,
        "decided_by": None,
        "decided_by_id": None,
        "decided_at": None,
        "note": None,
    }
    return Approval(**{**usual, **given})


APPROVED = approval(state=ApprovalState.APPROVED, decided_by="Bob", decided_by_id="bob")


def facts(made: Any = None, paid: Any = None, **given: Any) -> RefundFacts:
    """A refund of 10.00 that holds as much of its payment; `given` counts more."""
    usual: dict[str, Any] = {
        "transaction": paid or transaction(reserved=HELD),
        "refund": made or refund(amount=HELD, status=S.AUTHORIZING, operation=None),
        "merchant": merchant(),
        "actor": actor(),
        "at": NOW,
    }
    return RefundFacts(**{**usual, **given})


def taken_back(seen: RefundFacts) -> object:
    """CANCEL, the kind of operation, or the conditions of the refusal."""
    try:
        decided = takes_back(TERMS, seen)
    except Refused as refused:
        return tuple(each.condition for each in refused.problems)
    return "CANCEL" if isinstance(decided, Cancellation) else decided.kind


@pytest.mark.parametrize("status", S)
def test_by_its_status(status: PaymentStatus) -> None:
    expected = {
        S.AUTHORIZING: (C.REVERSAL_NOT_POSSIBLE_NOW,),
        S.SUBMITTED_FOR_SETTLEMENT: K.REFUND_VOID,
    }
    assert taken_back(facts(refund(status=status, operation=OVER))) == expected.get(
        status, (C.TRANSACTION_NOT_VOIDABLE,)
    )


@pytest.mark.parametrize(
    ("state", "last", "expected"),
    [
        (R.WAITING, A.UNAVAILABLE, "CANCEL"),
        (R.PAUSED, A.UNAVAILABLE, "CANCEL"),
        (R.WAITING, A.DECLINED, "CANCEL"),
        (R.WAITING, A.UNKNOWN, (C.REVERSAL_NOT_POSSIBLE_NOW,)),
        (R.PAUSED, A.UNKNOWN, (C.REVERSAL_NOT_POSSIBLE_NOW,)),
        (R.WAITING, A.PENDING, (C.REVERSAL_NOT_POSSIBLE_NOW,)),
        (R.RUNNING, None, (C.REVERSAL_NOT_POSSIBLE_NOW,)),
        (R.RUNNING, A.UNAVAILABLE, (C.REVERSAL_NOT_POSSIBLE_NOW,)),
    ],
)
def test_money_that_may_have_left_is_never_freed(
    state: RetryState, last: AttemptOutcome | None, expected: object
) -> None:
    waiting = operation(state=state, last_outcome=last)
    assert taken_back(facts(refund(status=S.AUTHORIZING, operation=waiting))) == expected


def test_one_that_awaits_approval_is_cancelled_with_it() -> None:
    asked = approval()
    assert takes_back(TERMS, facts(approval=asked)) == Cancellation(None, asked)


def test_an_approval_that_was_given_lets_nothing_be_cancelled() -> None:
    running = operation(state=R.RUNNING, last_outcome=None)
    sent = refund(status=S.AUTHORIZING, operation=running)
    assert taken_back(facts(sent, approval=APPROVED)) == (C.REVERSAL_NOT_POSSIBLE_NOW,)


@pytest.mark.parametrize("state", [R.RUNNING, R.WAITING, R.PAUSED])
def test_nothing_is_voided_while_a_void_is_open(state: RetryState) -> None:
    opened = operation(kind=K.REFUND_VOID, state=state, last_outcome=A.UNKNOWN)
    seen = facts(refund(status=S.SUBMITTED_FOR_SETTLEMENT, operation=opened))
    assert taken_back(seen) == (C.REVERSAL_NOT_POSSIBLE_NOW,)


def test_a_void_goes_to_the_gateway_that_made_the_refund() -> None:
    """Whichever gateway the account is linked to by now: that one has no such refund."""
    earlier = Destination("earlier", 7, 2)
    made = replace(OVER, gateway="earlier", gateway_account_id=7, gateway_account_version=2)
    seen = refund(status=S.SUBMITTED_FOR_SETTLEMENT, operation=made)
    void = takes_back(TERMS, facts(seen))
    assert isinstance(void, NewOperation)
    assert (void.destination, void.transaction.account.destination) == (earlier, Destination("sandbox"))


def test_a_void_is_of_the_whole_refund_on_the_terms_that_were_asked_for() -> None:
    decided = takes_back(TERMS, facts(refund(amount=HELD, status=S.SUBMITTED_FOR_SETTLEMENT, operation=OVER)))
    assert not isinstance(decided, Cancellation)
    assert (decided.amount, decided.of_refund, decided.terms, decided.refund) == (HELD, 1, TERMS, None)


def test_reason_and_status_are_refused_together() -> None:
    seen = facts(
        refund(status=S.SETTLED, operation=OVER),
        why=Why("lost", None, ("input",)),
        reasons=Reasons(known=False, codes=("late",)),
    )
    assert taken_back(seen) == (C.REASON_UNKNOWN, C.TRANSACTION_NOT_VOIDABLE)


def sent(seen: RefundFacts) -> object:
    """The kind of operation, or the conditions of the refusal."""
    try:
        return sends_approved(seen).kind
    except Refused as refused:
        return tuple(each.condition for each in refused.problems)


@pytest.mark.parametrize("status", S)
def test_an_approved_refund_is_sent_only_while_its_payment_can_be_refunded(status: PaymentStatus) -> None:
    expected = {
        S.SETTLED: K.REFUND,
        S.SETTLING: K.REFUND,
        S.AUTHORIZING: (C.REVERSAL_NOT_POSSIBLE_NOW,),
    }
    seen = facts(paid=transaction(status=status, reserved=HELD), approval=approval())
    assert sent(seen) == expected.get(status, (C.TRANSACTION_NOT_SETTLED,))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, K.REFUND),
        ({"paid": transaction(reserved=Money(100_00, "USD"))}, K.REFUND),
        ({"actor": actor(rights=frozenset({Right.VOID}))}, (C.APPROVAL_NOT_POSSIBLE,)),
        ({"paid": transaction(reserved=HELD, account=account(gateway=None))}, (C.REFUND_ACCOUNT_UNLINKED,)),
        ({"made": refund(amount=HELD, account=account(id=2, public_id="other"))}, K.REFUND),
        (
            {"made": refund(amount=HELD, account=account(id=2, status=AccountStatus.SUSPENDED))},
            (C.MERCHANT_ACCOUNT_SUSPENDED,),
        ),
        ({"made": refund(amount=HELD, account=account(id=2, currency="EUR"))}, (C.MERCHANT_ACCOUNT_INVALID,)),
    ],
)
def test_it_is_sent_as_if_it_were_asked_for_now(given: dict[str, Any], expected: object) -> None:
    assert sent(facts(approval=approval(), **given)) == expected


def test_a_refusal_points_at_the_refund() -> None:
    with pytest.raises(Refused) as refused:
        sends_approved(facts(paid=transaction(status=S.VOIDED), approval=approval()))
    assert [each.path for each in refused.value.problems] == [("input", "refundId")]


def test_it_is_sent_once_on_the_terms_that_it_was_asked_for_with() -> None:
    made = refund(amount=HELD, reason_code="late", note="sorry", order_refund_id=5)
    operation = sends_approved(facts(made, approval=approval(on_failure=RefundFailurePolicy.SKIP)))
    assert operation.terms == Terms(RefundFailurePolicy.SKIP, True, "late", "sorry", 5)
    assert (operation.of_refund, operation.amount) == (1, HELD)
    assert operation.entry is None, "history has it"
    assert operation.refund is None, "no second refund is made"
    assert not operation.makes_good


@pytest.mark.parametrize(
    ("asked", "who", "expected"),
    [
        (approval(), "bob", False),
        (APPROVED, "bob", True),
        (APPROVED, "eve", C.APPROVAL_NOT_AWAITED),
        (approval(state=ApprovalState.REJECTED, decided_by="Bob", decided_by_id="bob"), "bob", C.APPROVAL_NOT_AWAITED),
        (approval(state=ApprovalState.OVERTAKEN), "bob", C.APPROVAL_NOT_AWAITED),
    ],
)
def test_what_was_decided_is_decided(asked: Approval, who: str, expected: object) -> None:
    person = actor(kind=ActorKind.USER, id=who)
    try:
        found: object = was_decided_so(person, asked, ApprovalState.APPROVED)
    except Refused as refused:
        (problem,) = refused.problems
        found = problem.condition
    assert found == expected


@pytest.mark.parametrize(
    ("asked", "who", "expected"),
    [
        (None, "bob", C.APPROVAL_NOT_AWAITED),
        (approval(), "ada", C.APPROVAL_BY_ANOTHER),
        (approval(), "bob", None),
        (APPROVED, "ada", None),
    ],
)
def test_whoever_asked_does_not_agree(asked: Approval | None, who: str, expected: Condition | None) -> None:
    person = actor(kind=ActorKind.USER, id=who)
    if expected is None:
        assert check_another(person, asked) is asked
        return
    with pytest.raises(Refused) as refused:
        check_another(person, asked)
    assert [each.condition for each in refused.value.problems] == [expected]
