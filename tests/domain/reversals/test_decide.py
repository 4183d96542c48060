"""What becomes of a request, over every status of a payment and all that was seen beside it, without a database."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import product
from typing import Any

import pytest
from hypothesis import given

from app.domain.money import Money
from app.domain.people.people import ActorKind, Right
from app.domain.problems import Condition, NotAllowed, Refused
from app.domain.reversals import rules
from app.domain.reversals.decide import AskedRefund, Facts, Reasons, Why, captures, decide, refunds, reverses, voids
from app.domain.reversals.new_operation import NewOperation
from app.domain.reversals.payments import Terms, Transaction
from app.domain.reversals.states import AccountStatus, OperationKind, PaymentStatus, RetryState
from tests.domain.reversals.situations import actor, merchant
from tests.domain.reversals.values import NOW, account, operation, transaction, transactions

S, K, C = PaymentStatus, OperationKind, Condition
TERMS = Terms()
VOID = partial(voids, TERMS)
REVERSE = partial(reverses, TERMS)
REFUND = partial(refunds, TERMS, AskedRefund())
CAPTURE = partial(captures, None, None)

BEFORE_SETTLEMENT, SETTLED = {S.AUTHORIZED, S.SUBMITTED_FOR_SETTLEMENT}, {S.SETTLING, S.SETTLED}


def facts(payment: Transaction | None = None, why: Why | None = None, **given: Any) -> Facts:
    """A key with every right that gives no reason asks about a settled payment; `given` counts more."""
    usual: dict[str, Any] = {
        "transaction": payment or transaction(),
        "merchant": merchant(),
        "actor": actor(),
        "at": NOW,
        "why": why or Why(None, None, ("input",)),
        "reasons": Reasons(),
    }
    return Facts(**{**usual, **given})


def outcome(seen: Facts, mutation: Callable[[Facts], NewOperation]) -> OperationKind | tuple[Condition, ...]:
    """What is reserved, or the conditions of the refusal."""
    try:
        return decide(seen, mutation).operation.kind
    except Refused as refused:
        return tuple(problem.condition for problem in refused.problems)


@pytest.mark.parametrize("status", S)
def test_a_refund_that_may_wait_waits_for_what_settles_by_itself(status: PaymentStatus) -> None:
    asked = AskedRefund("1.00", waits=True)
    seen, rule = facts(transaction(status=status)), partial(refunds, TERMS, asked)
    plainly = outcome(seen, partial(refunds, TERMS, AskedRefund("1.00")))
    if status in {S.SUBMITTED_FOR_SETTLEMENT, S.SETTLEMENT_PENDING, S.SETTLEMENT_CONFIRMED}:
        assert plainly == (C.TRANSACTION_NOT_SETTLED,)
        assert decide(seen, rule).operation.waits
    else:
        assert outcome(seen, rule) == plainly
        assert plainly != K.REFUND or not decide(seen, rule).operation.waits


def test_what_waits_for_settlement_stands_against_no_void() -> None:
    paid = transaction(status=S.SUBMITTED_FOR_SETTLEMENT)
    one = Money(1, paid.amount.currency)
    assert outcome(facts(replace(paid, reserved=one)), VOID) == (C.REVERSAL_NOT_POSSIBLE_NOW,)
    assert outcome(facts(replace(paid, reserved=one, waiting=one)), VOID) == K.VOID


@pytest.mark.parametrize("status", S)
def test_each_mutation_on_each_status(status: PaymentStatus) -> None:
    seen = facts(transaction(status=status))
    before, settled = status in BEFORE_SETTLEMENT, status in SETTLED
    under_way = (C.REVERSAL_NOT_POSSIBLE_NOW,) if status is S.AUTHORIZING else None
    assert outcome(seen, VOID) == (K.VOID if before else under_way or (C.TRANSACTION_NOT_VOIDABLE,))
    assert outcome(seen, REFUND) == (K.REFUND if settled else under_way or (C.TRANSACTION_NOT_SETTLED,))
    either = K.VOID if before else K.REFUND if settled else under_way or (C.TRANSACTION_NOT_VOIDABLE,)
    assert outcome(seen, REVERSE) == either
    assert outcome(seen, CAPTURE) == (K.CAPTURE if status is S.AUTHORIZED else (C.TRANSACTION_NOT_AUTHORIZED,))


@given(transactions())
def test_it_is_what_the_rules_allow(payment: Transaction) -> None:
    told = rules.refundability(payment, NOW)
    for mutation, allowed in ((VOID, told.can_void), (REFUND, told.can_refund)):
        decided = outcome(facts(payment), mutation)
        assert isinstance(decided, OperationKind) == allowed
    either = outcome(facts(payment), REVERSE)
    assert (either if isinstance(either, OperationKind) else "NONE") == told.action


@pytest.mark.parametrize("state", [RetryState.RUNNING, RetryState.WAITING, RetryState.PAUSED])
def test_beside_an_open_void_nothing_is_reserved_that_may_meet_it(state: RetryState) -> None:
    void = operation(kind=K.VOID, refund_id=None, state=state, last_outcome=None)
    for mutation, status in product((VOID, REVERSE, REFUND), (S.SUBMITTED_FOR_SETTLEMENT, S.SETTLED)):
        decided = outcome(facts(transaction(status=status, operation=void)), mutation)
        assert not isinstance(decided, OperationKind)


REASONS = Reasons(known=False, codes=("damaged", "late"))
STAFF = actor(kind=ActorKind.USER)
STRICT = merchant(require_reason_from_staff=True)


@pytest.mark.parametrize("mutation", [VOID, REVERSE, REFUND], ids=["void", "reverse", "refund"])
@pytest.mark.parametrize(
    ("code", "reasons", "asker", "whose", "expected"),
    [
        (None, Reasons(), STAFF, merchant(), None),
        (None, Reasons(codes=("damaged",)), STAFF, STRICT, C.REASON_REQUIRED),
        (None, Reasons(), actor(), STRICT, None),
        ("damaged", Reasons(), STAFF, STRICT, None),
        ("lost", REASONS, STAFF, STRICT, C.REASON_UNKNOWN),
        ("lost", REASONS, actor(), merchant(), C.REASON_UNKNOWN),
    ],
)
def test_the_reason(
    mutation: Callable[[Facts], NewOperation], code: str | None, reasons: Reasons, asker: Any, whose: Any, expected: Any
) -> None:
    status = S.SUBMITTED_FOR_SETTLEMENT if mutation is VOID else S.SETTLED
    seen = facts(transaction(status=status), Why(code, None, ("input",)), reasons=reasons, actor=asker, merchant=whose)
    decided = outcome(seen, mutation)
    assert isinstance(decided, OperationKind) if expected is None else decided == (expected,)


def test_everything_that_is_wrong_is_said_at_once_and_in_order() -> None:
    asked = AskedRefund("x", "o" * 256, "nowhere", "d" * 4001)
    seen = facts(transaction(status=S.AUTHORIZED), Why("lost", "n" * 4001, ("input", "refund")), reasons=REASONS)
    with pytest.raises(Refused) as refused:
        refunds(TERMS, asked, seen)
    assert [(each.condition, each.path[-1]) for each in refused.value.problems] == [
        (C.ORDER_ID_TOO_LONG, "orderId"),
        (C.TEXT_TOO_LONG, "description"),
        (C.REASON_UNKNOWN, "reasonCode"),
        (C.TEXT_TOO_LONG, "note"),
        (C.MERCHANT_ACCOUNT_INVALID, "merchantAccountId"),
        (C.TRANSACTION_NOT_SETTLED, "transactionId"),
        (C.AMOUNT_INVALID, "amount"),
    ]
    assert refused.value.problems[2].facts == {"allowed": "damaged, late"}


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (account(id=2, public_id="other"), K.REFUND),
        (None, (C.MERCHANT_ACCOUNT_INVALID,)),
        (account(id=2, public_id="other", currency="EUR"), (C.MERCHANT_ACCOUNT_INVALID,)),
        (account(id=2, public_id="other", gateway="another"), (C.MERCHANT_ACCOUNT_INVALID,)),
        (account(id=2, public_id="other", status=AccountStatus.PENDING), (C.MERCHANT_ACCOUNT_INVALID,)),
        (account(id=2, public_id="other", status=AccountStatus.SUSPENDED), (C.MERCHANT_ACCOUNT_SUSPENDED,)),
    ],
)
def test_the_account_that_was_asked_for(found: Any, expected: Any) -> None:
    seen = facts(account=found)
    assert outcome(seen, partial(refunds, TERMS, AskedRefund(account="other"))) == expected
    assert outcome(seen, partial(refunds, TERMS, AskedRefund(account="usd"))) is K.REFUND, "it is the payment's own"


@pytest.mark.parametrize("kind", ActorKind)
@pytest.mark.parametrize(("reserved", "amount"), [(0, 100), (0, 101), (50, 50), (50, 51)])
def test_a_second_person_is_asked_above_the_limit(kind: ActorKind, reserved: int, amount: int) -> None:
    seen = facts(
        transaction(reserved=Money(reserved, "USD")),
        actor=actor(kind=kind),
        merchant=merchant(approval_limits={"USD": 100}),
    )
    decided = decide(seen, partial(refunds, TERMS, AskedRefund(str(Money(amount, "USD")))))
    assert decided.awaits_approval == (kind is ActorKind.USER and reserved + amount > 100)


def test_nobody_has_to_agree_to_a_void() -> None:
    limited = merchant(approval_limits={"USD": 0})
    seen = facts(transaction(status=S.AUTHORIZED), actor=STAFF, merchant=limited)
    assert not decide(seen, VOID).awaits_approval


@pytest.mark.parametrize(("status", "right"), [(S.SETTLED, Right.REFUND), (S.AUTHORIZED, Right.VOID)])
def test_who_reverses_needs_the_right_for_what_that_does(status: PaymentStatus, right: Right) -> None:
    other = ({Right.REFUND, Right.VOID} - {right}).pop()
    assert isinstance(outcome(facts(transaction(status=status), actor=actor(rights=frozenset({right}))), REVERSE), K)
    with pytest.raises(NotAllowed):
        reverses(TERMS, facts(transaction(status=status), actor=actor(rights=frozenset({other}))))


def test_a_refund_comes_out_of_the_payment_as_it_is_now() -> None:
    late = facts(transaction(created_at=NOW - timedelta(days=400)), at=NOW)
    reversal = refunds(TERMS, AskedRefund("7", "another", None, "why", ({"name": "hat"},)), late)
    assert reversal.amount == Money(700, "USD")
    made = reversal.refund
    assert made is not None
    assert (made.order_id, made.account) == ("another", late.transaction.account)
    assert made.details == {"description": "why", "line_items": [{"name": "hat"}]}


@pytest.mark.parametrize(
    ("amount", "order_id", "expected"),
    [
        (None, None, K.CAPTURE),
        ("100", "order", K.CAPTURE),
        ("0.01", None, K.CAPTURE),
        ("100.01", None, (C.SETTLEMENT_AMOUNT_TOO_LARGE,)),
        ("x", None, (C.AMOUNT_INVALID,)),
        ("x", "o" * 256, (C.AMOUNT_INVALID, C.ORDER_ID_TOO_LONG)),
    ],
)
def test_what_is_captured(amount: str | None, order_id: str | None, expected: Any) -> None:
    assert outcome(facts(transaction(status=S.AUTHORIZED)), partial(captures, amount, order_id)) == expected


def test_a_capture_needs_neither_reason_nor_second_person_and_makes_no_refund() -> None:
    limited = merchant(approval_limits={"USD": 0}, require_reason_from_staff=True)
    seen = facts(transaction(status=S.AUTHORIZED), actor=STAFF, merchant=limited)
    decision = decide(replace(seen, why=None), partial(captures, "7", "order"))
    captured = decision.operation
    assert (captured.amount, captured.order_id) == (Money(700, "USD"), "order")
    assert (decision.awaits_approval, captured.refund, captured.makes_good) == (False, None, False)


@pytest.mark.parametrize("state", [RetryState.RUNNING, RetryState.WAITING, RetryState.PAUSED])
def test_nothing_is_captured_beside_what_is_open(state: RetryState) -> None:
    opened = operation(kind=K.VOID, refund_id=None, state=state)
    seen = facts(transaction(status=S.AUTHORIZED, operation=opened))
    assert outcome(seen, CAPTURE) == (C.TRANSACTION_NOT_AUTHORIZED,)
