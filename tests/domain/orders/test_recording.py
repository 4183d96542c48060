"""What was told of an order held against what is known, and what a gateway says against what was told (SPEC 7.8)."""

from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given

from app.domain.money import Money
from app.domain.orders.contradictions import KnownPayment, contradictions, fits_customer, merged
from app.domain.orders.orders import LineItem, Order
from app.domain.orders.recording import CustomerTold, Draft, LineItemTold, OrderTold, TransactionTold, own_account, read
from app.domain.problems import Condition, Refused
from app.domain.reversals import rules
from app.domain.reversals.confirmation import misfit
from app.domain.reversals.payments import Transaction
from app.domain.reversals.rules import ReversalAction
from app.domain.reversals.states import RECORDABLE, PaymentStatus
from tests.domain.reversals.values import NOW, account, transaction, transactions

S = PaymentStatus
TOLD = OrderTold(
    "A-1",
    "USD",
    NOW - timedelta(days=1),
    CustomerTold("a@example.com", "Ann"),
    (LineItemTold("cup", "A cup", 2, "10.00", "1.00"), LineItemTold("gift", "A gift", 1, "0")),
    (TransactionTold("p-1", "22.00", S.SETTLED),),
)


def known() -> tuple[Order, dict[str, KnownPayment]]:
    """The order as TOLD makes it."""
    paid = transaction(
        amount=Money(2200, "USD"), authorized_amount=Money(2200, "USD"), order_id="A-1", belongs_to=7, gateway_id="p-1"
    )
    items = tuple(
        LineItem(number, each.item_id, each.name, each.quantity, each.unit, each.tax_amount, 0, Money(0, "USD"))
        for number, each in enumerate(draft().line_items)
    )
    order = Order(
        id=7,
        legacy_id="abc",
        merchant_id=1,
        order_id="A-1",
        currency="USD",
        customer_id=1,
        customer_email="a@example.com",
        placed_at=NOW - timedelta(days=1),
        recorded_at=NOW,
        cancelled=False,
        balance_due=Money(0, "USD"),
        line_items=items,
        transactions=(paid,),
        refunds=(),
    )
    return order, {"p-1": KnownPayment(paid, S.SETTLED)}


def draft(**other: Any) -> Draft:
    return read(replace(TOLD, **other), [account()], NOW)


def wrong(told: Draft, **of_order: Any) -> set[str]:
    order, payments = known()
    try:
        contradictions(told, replace(order, **of_order), TOLD.customer, payments)
    except Refused as refused:
        problems = refused.problems
    else:
        problems = ()
    assert {each.condition for each in problems} <= {Condition.ORDER_CONFLICT}
    return {".".join(each.path[1:]) for each in problems}


def test_the_same_contradicts_nothing() -> None:
    assert wrong(draft()) == set()
    assert wrong(draft(placed_at=None, customer=None, line_items=(), transactions=())) == set()
    assert wrong(draft(line_items=tuple(reversed(TOLD.line_items)))) == set()
    assert wrong(draft(customer=CustomerTold("A@EXAMPLE.COM", company="Cups"))) == set()
    contradictions(draft(), None, None, {})


@pytest.mark.parametrize(
    ("other", "path"),
    [
        ({"placed_at": NOW}, "placedAt"),
        ({"customer": CustomerTold("b@example.com")}, "customer.email"),
        ({"customer": CustomerTold(first_name="anna")}, "customer.firstName"),
        ({"line_items": TOLD.line_items[:1]}, "lineItems"),
        ({"transactions": (TransactionTold("p-1", "21.99", S.SETTLED),)}, "transactions.0.amount"),
        ({"transactions": (TransactionTold("p-1", "22.00", S.SETTLING),)}, "transactions.0.status"),
        (
            {"transactions": (TransactionTold("p-1", "22.00", S.SETTLED, created_at=NOW - timedelta(1)),)},
            "transactions.0.createdAt",
        ),
    ],
)
def test_each_contradiction_is_named(other: dict[str, Any], path: str) -> None:
    assert wrong(draft(**other)) == {path}


def test_an_order_known_by_its_payments_alone_takes_what_is_told() -> None:
    assert wrong(draft(placed_at=NOW), recorded_at=None) == set()
    assert wrong(draft(), line_items=()) == set()


def test_customers() -> None:
    ann = CustomerTold("a@example.com", "Ann")
    assert fits_customer(CustomerTold("A@example.com", company="Cups"), ann)
    assert not fits_customer(CustomerTold("a@example.com", "Anna"), ann)
    assert merged(ann, CustomerTold("A@example.com", company="Cups")) == replace(ann, company="Cups")


def test_the_account_that_nobody_named() -> None:
    usd, second, euro = account(), account(id=2, public_id="usd2", default=False), account(id=3, currency="EUR")
    assert own_account([second, usd, euro], "USD") == usd
    assert own_account([replace(second, id=5), second], "USD") == second
    assert own_account([usd], "EUR") is None


@pytest.mark.parametrize(("told", "says"), list(product(sorted(RECORDABLE), PaymentStatus)))
def test_what_is_confirmed_can_be_followed(told: PaymentStatus, says: PaymentStatus) -> None:
    """Nothing is confirmed that would then contradict the gateway."""
    brought_in = transaction(status=told, confirmed=False, gateway_id="p-1")
    because = misfit(brought_in, says, brought_in.amount)
    if told is says:
        assert because is None
    if told is S.VOIDED and says is not S.VOIDED:
        assert because is not None
    if because is not None:
        assert says in because
    less = Money(brought_in.amount.minor - 1, "USD")
    captured = told is S.AUTHORIZED and says not in {S.AUTHORIZED, S.VOIDED}
    assert (misfit(brought_in, says, less) is None) == (because is None and captured)
    assert misfit(brought_in, says, Money(brought_in.amount.minor + 1, "USD")) is not None
    assert misfit(brought_in, says, Money(brought_in.amount.minor, "EUR")) is not None


@given(transactions())
def test_what_is_not_confirmed_moves_no_money(confirmed: Transaction) -> None:
    found = rules.refundability(replace(confirmed, confirmed=False, gateway_id="p-1"), NOW)
    assert (found.action, found.can_void, found.can_refund, bool(found.maximum)) == (
        ReversalAction.NONE,
        False,
        False,
        False,
    )
    assert found.blockers
