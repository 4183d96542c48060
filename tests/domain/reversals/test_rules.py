"""What the rules allow, over every kind of transaction."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.money import Money
from app.domain.problems import Condition, Refused
from app.domain.reversals import rules
from app.domain.reversals.payments import ExternalMark, PaymentMethod, Refund, Transaction
from app.domain.reversals.rules import RefundReversal, ReversalAction
from app.domain.reversals.states import AccountStatus, AttemptOutcome, OperationKind, PaymentStatus, RetryState
from tests.domain.reversals.values import NOW, account, open_operations, operation, refund, transaction, transactions
from tests.support import status_graph

S = PaymentStatus
CAPTURE = ("input", "transaction", "amount")


def refused(act: Callable[[], object]) -> tuple[Condition, ...]:
    """The conditions that stand in the way; none if `act` goes through."""
    try:
        act()
    except Refused as error:
        return tuple(problem.condition for problem in error.problems)
    return ()


@given(transactions())
def test_refundability_tells_what_the_rules_then_do(payment: Transaction) -> None:
    told = rules.refundability(payment, NOW)
    in_the_way = refused(lambda: rules.reversal(payment, NOW))
    assert tuple(problem.condition for problem in told.blockers) == in_the_way
    assert (told.action is ReversalAction.NONE) == bool(in_the_way)
    assert told.can_void == (not refused(lambda: rules.check_void(payment)))
    assert told.can_refund == (not refused(lambda: rules.refund_amount(payment, None, NOW)))
    if told.action is not ReversalAction.NONE:
        assert told.action is rules.reversal(payment, NOW)
        assert told.maximum == (payment.amount if told.action is ReversalAction.VOID else payment.refundable_amount)
    assert bool(told.maximum) == (told.can_void or told.can_refund)


@given(transactions())
def test_nothing_can_be_voided_and_refunded_at_once(payment: Transaction) -> None:
    told = rules.refundability(payment, NOW)
    assert not (told.can_void and told.can_refund)


@given(transactions())
def test_a_void_needs_a_status_before_settlement_and_nothing_given_back(payment: Transaction) -> None:
    if not refused(lambda: rules.check_void(payment)):
        assert payment.status in {"AUTHORIZED", "SUBMITTED_FOR_SETTLEMENT"} or (
            payment.method.paypal and payment.status == "SETTLEMENT_PENDING"
        )
        assert not payment.reserved
        assert payment.operation is None
        assert payment.account.gateway is not None


@given(transactions(), st.none() | st.integers(-5, 10**6 + 5))
def test_a_refund_never_exceeds_what_is_left(payment: Transaction, minor: int | None) -> None:
    asked = None if minor is None else str(Money(minor, "USD"))
    try:
        amount = rules.refund_amount(payment, asked, NOW)
    except Refused:
        return
    assert payment.status in {"SETTLING", "SETTLED"}
    assert 0 < amount.minor <= payment.amount.minor - payment.reserved.minor
    assert amount == payment.refundable_amount if minor is None else amount.minor == minor
    assert payment.account.gateway is not None
    assert payment.account.status is AccountStatus.ACTIVE
    assert payment.operation is None or payment.operation.certainly_not_done


@given(st.integers(1, 1000), st.integers(0, 1000), st.integers(1, 1005))
def test_exactly_what_fits_is_refunded(amount: int, reserved: int, minor: int) -> None:
    payment = transaction(amount=Money(amount, "USD"), reserved=Money(min(reserved, amount), "USD"))
    told = refused(lambda: rules.refund_amount(payment, str(Money(minor, "USD")), NOW))
    if reserved >= amount:
        assert told == (Condition.TRANSACTION_ALREADY_REFUNDED,)
    else:
        assert told == (() if minor <= amount - reserved else (Condition.REFUND_AMOUNT_TOO_LARGE,))


def test_every_problem_of_a_refund_is_told_at_once() -> None:
    """SPEC 2.1: several problems give several errors."""
    unsettled = transaction(status=S.AUTHORIZED)
    told = refused(lambda: rules.refund_amount(unsettled, "ten", NOW))
    assert told == (Condition.TRANSACTION_NOT_SETTLED, Condition.AMOUNT_INVALID)


def test_an_amount_too_large_says_how_much_is_left() -> None:
    """SPEC 2.4."""
    payment = transaction(reserved=Money(3000, "USD"))
    with pytest.raises(Refused) as error:
        rules.refund_amount(payment, "70.01", NOW)
    (problem,) = error.value.problems
    assert (problem.path, problem.facts["requested"], problem.facts["left"]) == (rules.AMOUNT, "70.01", "70.00")


@pytest.mark.parametrize("status", S)
def test_a_reversal_goes_by_the_status(status: PaymentStatus) -> None:
    """SPEC 1.1."""
    payment = transaction(status=status)
    if status in {"AUTHORIZED", "SUBMITTED_FOR_SETTLEMENT"}:
        assert rules.reversal(payment, NOW) is ReversalAction.VOID
    elif status in {"SETTLING", "SETTLED"}:
        assert rules.reversal(payment, NOW) is ReversalAction.REFUND
    elif status == "AUTHORIZING":
        assert refused(lambda: rules.reversal(payment, NOW)) == (Condition.REVERSAL_NOT_POSSIBLE_NOW,)
    else:
        assert refused(lambda: rules.reversal(payment, NOW)) == (Condition.TRANSACTION_NOT_VOIDABLE,)


def test_settlement_pending_is_voided_on_paypal() -> None:
    paypal = PaymentMethod(payer_email="payer@example.com")
    assert rules.reversal(transaction(status=S.SETTLEMENT_PENDING, method=paypal), NOW) is ReversalAction.VOID


@pytest.mark.parametrize(
    ("given_transaction", "condition"),
    [
        ({"reserved": Money(10000, "USD")}, Condition.TRANSACTION_ALREADY_REFUNDED),
        ({"method": PaymentMethod(brand="VISA", refundable=False)}, Condition.FUNDING_SOURCE_NOT_REFUNDABLE),
        ({"account": account(gateway=None)}, Condition.REFUND_ACCOUNT_UNLINKED),
        ({"account": account(status=AccountStatus.SUSPENDED)}, Condition.REFUND_ACCOUNT_SUSPENDED),
        ({"account": account(status=AccountStatus.PENDING)}, Condition.REFUND_ACCOUNT_PENDING),
        ({"account": account(supports_refunds=False)}, Condition.REFUND_ACCOUNT_NOT_SUPPORTED),
        (
            {"account": account(refunds_while_settling=False), "status": S.SETTLING},
            Condition.REFUND_WHILE_SETTLING_NOT_SUPPORTED,
        ),
        (
            {"operation": operation(kind=OperationKind.VOID, last_outcome=AttemptOutcome.UNKNOWN)},
            Condition.REVERSAL_NOT_POSSIBLE_NOW,
        ),
        (
            {
                "method": PaymentMethod(payer_email="payer@example.com"),
                "created_at": NOW - timedelta(days=180, seconds=1),
            },
            Condition.REFUND_PERIOD_OVER,
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_obstacle_to_a_refund_has_its_name(given_transaction: dict[str, object], condition: Condition) -> None:
    payment = transaction(**given_transaction)
    assert refused(lambda: rules.refund_amount(payment, "1.00", NOW)) == (condition,)
    assert refused(lambda: rules.reversal(payment, NOW)) == (condition,)


def test_an_account_that_refuses_while_settling_refunds_what_has_settled() -> None:
    payment = transaction(account=account(refunds_while_settling=False), status=S.SETTLED)
    assert rules.refund_amount(payment, None, NOW) == payment.amount


def test_a_paypal_refund_is_made_until_the_period_is_over() -> None:
    """BRAINTREE.md 4: within 180 days."""
    paypal = PaymentMethod(payer_email="payer@example.com")
    payment = transaction(method=paypal, created_at=NOW - timedelta(days=180))
    assert rules.refund_amount(payment, None, NOW) == payment.amount


def test_a_queued_void_lets_a_refund_through_once_it_was_certainly_not_done() -> None:
    """SPEC 5.4: only a void of unknown outcome holds the whole transaction."""
    waiting = operation(kind=OperationKind.VOID, last_outcome=AttemptOutcome.UNAVAILABLE)
    assert rules.refund_amount(transaction(operation=waiting), None, NOW) == Money(10000, "USD")


@given(transactions(), st.none() | st.integers(-5, 10**6 + 5))
def test_a_capture_takes_no_more_than_was_authorized(payment: Transaction, minor: int | None) -> None:
    asked = None if minor is None else str(Money(minor, "USD"))
    told = refused(lambda: rules.capture_amount(payment, asked, CAPTURE))
    if payment.status != "AUTHORIZED" or payment.operation is not None:
        assert told == (Condition.TRANSACTION_NOT_AUTHORIZED,)
    elif minor is None or 0 < minor <= payment.amount.minor:
        expected = payment.amount.minor if minor is None else minor
        assert rules.capture_amount(payment, asked, CAPTURE).minor == expected
    elif minor > 0:
        assert told == (Condition.SETTLEMENT_AMOUNT_TOO_LARGE,)
    else:
        assert told == ((Condition.AMOUNT_NEGATIVE if minor else Condition.AMOUNT_NOT_POSITIVE),)


@given(transactions())
def test_only_what_is_on_its_way_is_settled(payment: Transaction) -> None:
    on_its_way = payment.status in {"SUBMITTED_FOR_SETTLEMENT", "SETTLEMENT_PENDING", "SETTLING"}
    told = refused(lambda: rules.check_settlement(payment))
    assert told == (() if on_its_way and payment.operation is None else (Condition.SETTLEMENT_NOT_POSSIBLE,))


@given(open_operations)
def test_money_that_may_have_left_is_never_freed(running: object) -> None:
    """SPEC 1.4: a waiting refund is cancelled only where the gateway certainly did nothing."""
    waiting = refund(status=S.AUTHORIZING, operation=running)
    assert waiting.operation is not None
    told = refused(lambda: rules.refund_reversal(waiting))
    not_done = waiting.operation.last_outcome in {AttemptOutcome.UNAVAILABLE, AttemptOutcome.DECLINED}
    if not_done and waiting.operation.state is not RetryState.RUNNING:
        assert rules.refund_reversal(waiting) is RefundReversal.CANCEL
    else:
        assert told == (Condition.REVERSAL_NOT_POSSIBLE_NOW,)


@pytest.mark.parametrize("status", sorted(set(S) - {S.AUTHORIZING}))
def test_only_a_submitted_refund_is_voided(status: PaymentStatus) -> None:
    given_back = refund(status=status)
    if status == "SUBMITTED_FOR_SETTLEMENT":
        assert rules.refund_reversal(given_back) is RefundReversal.VOID
    else:
        assert refused(lambda: rules.refund_reversal(given_back)) == (Condition.TRANSACTION_NOT_VOIDABLE,)


def test_a_refund_whose_void_is_under_way_is_left_alone() -> None:
    voiding = operation(kind=OperationKind.REFUND_VOID, state=RetryState.RUNNING, last_outcome=None)
    told = refused(lambda: rules.refund_reversal(refund(operation=voiding)))
    assert told == (Condition.REVERSAL_NOT_POSSIBLE_NOW,)


@pytest.mark.parametrize("status", sorted(set(S) - {S.SETTLEMENT_PENDING, S.SETTLEMENT_CONFIRMED}))
def test_a_refund_counts_by_its_status(status: PaymentStatus) -> None:
    assert rules.counts_as_reserved(status) == (status in status_graph.RESERVING)


@pytest.mark.parametrize(
    ("given_account", "sale", "out_of"),
    [
        ({}, None, None),
        (
            {"status": AccountStatus.SUSPENDED},
            Condition.MERCHANT_ACCOUNT_SUSPENDED,
            Condition.MERCHANT_ACCOUNT_SUSPENDED,
        ),
        ({"status": AccountStatus.PENDING}, Condition.MERCHANT_ACCOUNT_INVALID, Condition.MERCHANT_ACCOUNT_INVALID),
        ({"gateway": None}, Condition.MERCHANT_ACCOUNT_INVALID, Condition.MERCHANT_ACCOUNT_INVALID),
        ({"gateway": "another"}, None, Condition.MERCHANT_ACCOUNT_INVALID),
        ({"currency": "EUR"}, None, Condition.MERCHANT_ACCOUNT_INVALID),
    ],
    ids=["fits", "suspended", "pending", "without gateway", "another gateway", "another currency"],
)
def test_an_account_has_to_fit(
    given_account: dict[str, object], sale: Condition | None, out_of: Condition | None
) -> None:
    """91513 and 91514 of BRAINTREE.md 3: for a sale, and for a refund that is to come out of another account."""
    asked = account(id=2, **given_account)
    assert refused(lambda: rules.check_sale(asked, CAPTURE)) == ((sale,) if sale else ())
    told = refused(lambda: rules.check_refund_account(asked, transaction(), CAPTURE))
    assert told == ((out_of,) if out_of else ())


@given(transactions(), st.none() | st.integers(-5, 10**6 + 5))
def test_what_was_refunded_elsewhere_counts_like_any_refund(payment: Transaction, minor: int | None) -> None:
    """SPEC 6: only what stands in the way of the gateway's part is no obstacle here."""
    asked = None if minor is None else str(Money(minor, "USD"))
    told = refused(lambda: rules.external_refund_amount(payment, asked))
    if not told:
        amount = rules.external_refund_amount(payment, asked)
        assert payment.status in {"SETTLING", "SETTLED"}
        assert 0 < amount.minor <= payment.amount.minor - payment.reserved.minor
        assert payment.operation is None or payment.operation.certainly_not_done
    else:
        assert refused(lambda: rules.refund_amount(payment, asked, NOW))


@given(transactions())
def test_what_was_voided_elsewhere_was_voidable(payment: Transaction) -> None:
    if not refused(lambda: rules.check_external_void(payment)):
        assert rules.is_voidable(payment)
        assert not payment.reserved
        assert payment.operation is None or payment.operation.certainly_not_done


MARK = ExternalMark("terminal 3", None, "Ada", NOW)


@pytest.mark.parametrize(
    ("others", "undone"),
    [
        ([], True),
        ([refund(id=2, external=MARK, status=S.SETTLED, transaction_id=2)], True),
        ([refund(id=2, status=S.PROCESSOR_DECLINED)], True),
        ([refund(id=2, status=S.FAILED)], True),
        ([refund(id=2, status=S.VOIDED)], True),
        ([refund(id=2, status=S.SETTLED)], False),
        ([refund(id=2, status=S.AUTHORIZING, transaction_id=2)], False),
    ],
    ids=["alone", "another mark", "declined", "failed", "voided", "settled", "waiting"],
)
def test_marks_are_undone_while_all_that_counts_on_the_order_is_marked(others: list[Refund], undone: bool) -> None:
    """SPEC 6.3."""
    own = refund(status=S.SETTLED, external=MARK)
    if undone:
        assert rules.external_refunds_to_undo(transaction(), [own, *others]) == [own]
    else:
        told = refused(lambda: rules.external_refunds_to_undo(transaction(), [own, *others]))
        assert told == (Condition.NOT_ALL_EXTERNAL,)


def test_without_a_mark_there_is_nothing_to_undo() -> None:
    undone = refund(status=S.VOIDED, external=MARK)
    told = refused(lambda: rules.external_refunds_to_undo(transaction(), [undone]))
    assert told == (Condition.NOTHING_TO_UNDO,)
    assert refused(lambda: rules.check_external_void_undo(transaction(), [])) == (Condition.NOTHING_TO_UNDO,)


def test_a_marked_void_is_undone_while_all_voids_on_the_order_are_marked() -> None:
    marked = transaction(status=S.VOIDED, voided_externally=True)
    by_gateway = transaction(id=2, status=S.VOIDED)
    assert not refused(lambda: rules.check_external_void_undo(marked, [marked, transaction(id=3)]))
    told = refused(lambda: rules.check_external_void_undo(marked, [marked, by_gateway]))
    assert told == (Condition.NOT_ALL_EXTERNAL,)
