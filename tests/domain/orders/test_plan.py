"""What giving back an order comes to, for any order and any request: exact, and never more than is left."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.ids import IdKind, global_id
from app.domain.money import Money, exponent
from app.domain.orders.orders import LineItem, Order, refunded_of
from app.domain.orders.plan import MOST_PARTS, LineItemAsk, Plan, RequestedRefund, plan
from app.domain.orders.previews import preview_token
from app.domain.problems import Condition, Problem, Refused, TooMuch
from app.domain.reversals import rules
from app.domain.reversals.payments import PaymentMethod, Transaction
from app.domain.reversals.rules import ReversalAction
from app.domain.reversals.states import PaymentStatus
from tests.domain.reversals.values import NOW, account, accounts, methods, nothing_of, open_operations, transaction

CURRENCIES = ["JPY", "USD", "KWD"]
Draw = Callable[[st.SearchStrategy[Any]], Any]

STATUSES = [*PaymentStatus, *[PaymentStatus.SETTLED] * 24, *[PaymentStatus.SUBMITTED_FOR_SETTLEMENT] * 8]


def order(*transactions: Transaction, items: tuple[LineItem, ...] = (), currency: str = "USD") -> Order:
    """An order with these payments, the newest first."""
    usual: dict[str, Any] = {
        "id": 1,
        "legacy_id": "ord1",
        "merchant_id": 1,
        "order_id": "order-1",
        "currency": currency,
        "placed_at": NOW,
        "cancelled": False,
        "balance_due": Money(0, currency),
        "line_items": items,
        "transactions": transactions,
        "refunds": (),
        "adjustments": (),
    }
    return Order(**{**nothing_of(Order), **usual})


def item(number: int, quantity: int, unit: Money, tax: Money | None = None, **given: Any) -> LineItem:
    return LineItem(
        id=number,
        item_id=f"item-{number}",
        name=f"Product {number}",
        quantity=quantity,
        unit_amount=unit,
        tax_amount=tax,
        refunded_quantity=given.get("refunded_quantity", 0),
        refunded=given.get("refunded", Money(0, unit.currency)),
    )


def usd(text: str) -> Money:
    return Money(round(float(text) * 100), "USD")


def paid(number: int, amount: Money, **given: Any) -> Transaction:
    return transaction(
        id=number,
        legacy_id=f"pay{number}",
        amount=amount,
        authorized_amount=amount,
        reserved=given.pop("reserved", Money(0, amount.currency)),
        created_at=given.pop("created_at", NOW - timedelta(hours=number)),
        **{"confirmed": True, **given},
    )


def seldom(strategy: st.SearchStrategy[Any], otherwise: Any) -> st.SearchStrategy[Any]:
    """One in eight is anything, so that most orders can be given back in some way."""
    return st.integers(0, 7).flatmap(lambda number: st.just(otherwise) if number else strategy)


@st.composite
def orders(draw: Draw) -> Order:
    """Any order: payments in every state, with earlier refunds, and products of which some were given back."""
    currency = draw(st.sampled_from(CURRENCIES))
    transactions = []
    for number in range(draw(seldom(st.just(0), 2) | st.integers(1, 5))):
        amount = draw(st.integers(1, 50))
        status = draw(st.sampled_from(STATUSES))
        transactions.append(
            paid(
                number,
                Money(amount, currency),
                reserved=Money(draw(st.just(0) | st.integers(0, amount)), currency),
                status=status,
                account=replace(draw(seldom(accounts, account())), currency=currency),
                method=draw(seldom(methods, PaymentMethod(brand="VISA"))),
                created_at=NOW - timedelta(days=draw(st.sampled_from([0, 1, 180, 181])), hours=number),
                operation=draw(seldom(open_operations, None)),
                confirmed=draw(seldom(st.just(False), otherwise=True)),
            )
        )
    items = []
    for number in range(draw(st.integers(0, 3))):
        sold = item(
            number,
            draw(st.integers(1, 4)),
            Money(draw(st.integers(0, 20)), currency),
            draw(st.none() | st.builds(Money, st.integers(0, 3), st.just(currency))),
        )
        refunded = Money(draw(st.just(0) | st.integers(0, sold.total.minor)), currency)
        refunded_quantity = draw(st.just(0) | st.integers(0, sold.quantity))
        items.append(replace(sold, refunded=refunded, refunded_quantity=refunded_quantity))
    return order(*transactions, items=tuple(items), currency=currency)


@dataclass(frozen=True)
class Asked:
    order: Order
    asked: RequestedRefund


def _amounts(currency: str) -> st.SearchStrategy[str]:
    return st.integers(1, 60).map(lambda minor: str(Money(minor, currency)))


@st.composite
def requests(draw: Draw, of: st.SearchStrategy[Order]) -> Asked:
    """An order, and anything that may be asked for of it."""
    found = draw(of)
    amounts = _amounts(found.currency)
    kind = draw(st.sampled_from(["full", "amount", "items"]))
    payments = [each.legacy_id for each in found.transactions]
    named = st.lists(st.sampled_from(payments or ["none"]), max_size=3, unique=True)
    chosen = draw(st.none() if kind == "items" else seldom(named, None))
    line_items = None
    if kind == "items" and found.line_items:
        ids = st.sampled_from([each.item_id for each in found.line_items])
        small = st.integers(1, 9).map(lambda minor: str(Money(minor, found.currency)))
        asks = st.builds(LineItemAsk, ids, st.none() | st.integers(0, 3), st.none() | small)
        line_items = tuple(draw(st.lists(asks, min_size=1, max_size=3, unique_by=lambda each: each.item_id)))
    asked = RequestedRefund(
        amount=draw(amounts) if kind == "amount" else None,
        line_items=line_items,
        payments=None if chosen is None else tuple(chosen),
        balance_due=draw(st.none() | st.just("0") | amounts),
    )
    return Asked(found, asked)


def told(asked: Asked) -> Plan | Refused:
    try:
        return plan(asked.order, asked.asked, NOW)
    except Refused as refused:
        return refused


def left_of(transaction: Transaction) -> int:
    return rules.refundability(transaction, NOW).maximum.minor


@given(requests(orders()))
def test_every_plan_is_exact_and_within_what_is_left(asked: Asked) -> None:
    found = told(asked)
    if isinstance(found, Refused):
        assert found.problems
        return
    usable = {each.id: each for each in asked.order.transactions}
    assert found.parts
    assert sum(part.amount.minor for part in found.parts) == found.total.minor
    assert len({part.transaction.id for part in found.parts}) == len(found.parts)
    for part in found.parts:
        assert 0 < part.amount.minor <= left_of(usable[part.transaction.id])
        reversal = rules.refundability(part.transaction, NOW)
        assert part.action is (ReversalAction.VOID if reversal.can_void else ReversalAction.REFUND)
        assert part.action is ReversalAction.REFUND or part.amount == part.transaction.amount
    if found.line_items:
        assert sum(each.amount.minor for each in found.line_items) == found.total.minor
        for number, part in enumerate(found.parts):
            assert sum(each.portions[number].minor for each in found.line_items) == part.amount.minor
    for each in found.line_items:
        assert sum(portion.minor for portion in each.portions) == each.amount.minor
        assert 0 < each.amount.minor <= each.item.left.minor
        assert each.quantity is None or 1 <= each.quantity <= each.item.quantity - each.item.refunded_quantity
    newest_first = [each.id for each in asked.order.transactions if each.id in {p.transaction.id for p in found.parts}]
    assert [part.transaction.id for part in found.parts] == newest_first


@given(requests(orders()))
def test_an_amount_is_refused_only_where_no_choice_of_payments_gives_it(asked: Asked) -> None:
    found = told(asked)
    wanted = asked.asked.amount
    if wanted is None or asked.asked.payments == ():
        return
    chosen = [
        each
        for each in asked.order.transactions
        if asked.asked.payments is None or each.legacy_id in asked.asked.payments
    ]
    if asked.asked.payments is not None and len(chosen) < len(asked.asked.payments):
        return
    choices = [
        (0, left_of(each)) if rules.refundability(each, NOW).can_void else range(left_of(each) + 1) for each in chosen
    ]
    sums = {sum(choice) for choice in product(*choices)} if len(choices) < 4 else None
    minor = int(wanted.replace(".", ""))
    if sums is not None:
        assert isinstance(found, Plan) == (minor in sums)
    if isinstance(found, Refused):
        _check_told(asked, found.problems, sum(left_of(each) for each in chosen))


def _check_told(asked: Asked, problems: tuple[Problem, ...], most: int) -> None:
    """What a refusal offers instead is possible."""
    for problem in problems:
        if problem.condition is Condition.REFUND_AMOUNT_TOO_LARGE:
            assert problem.facts["left"] == str(Money(most, asked.order.currency))
            assert isinstance(told(replace(asked, asked=replace(asked.asked, amount=problem.facts["left"]))), Plan)
        if problem.condition is Condition.AMOUNT_NOT_POSSIBLE:
            offered = [problem.facts[name] for name in ("smaller", "larger") if name in problem.facts]
            assert offered
            for amount in offered:
                assert isinstance(told(replace(asked, asked=replace(asked.asked, amount=amount))), Plan)


@given(orders())
def test_in_full_is_all_that_can_be_given_back_now(sold: Order) -> None:
    most = sum(left_of(each) for each in sold.transactions)
    found = told(Asked(sold, RequestedRefund()))
    if not most:
        assert isinstance(found, Refused)
        return
    assert isinstance(found, Plan)
    assert found.total.minor == most == sold.refundable(NOW).minor
    blocked = [each for each in sold.transactions if not left_of(each) and sold.paid and _still_paid(each)]
    assert {problem.facts["payment"] for problem in found.blockers} == {
        global_id(IdKind.TRANSACTION, each.legacy_id) for each in blocked
    }


def _still_paid(transaction: Transaction) -> bool:
    brought = order(transaction, currency=transaction.amount.currency)
    return (brought.paid - refunded_of(transaction)).minor > 0


@given(st.data(), orders())
def test_whatever_is_asked_for_one_after_the_other_never_exceeds_what_was_paid(
    data: st.DataObject, sold: Order
) -> None:
    """Each plan is carried out on values, and the next is made of what is left."""
    before = sold.refunded.minor
    given_since = 0
    for _ in range(4):
        asked = data.draw(requests(st.just(sold)))
        found = told(asked)
        if isinstance(found, Plan):
            sold = carried_out(sold, found)
            given_since += found.total.minor
    assert sold.refunded.minor == before + given_since
    for each in sold.transactions:
        assert refunded_of(each) <= each.amount
    for product_ in sold.line_items:
        assert product_.left.minor >= 0
        assert 0 <= product_.refunded_quantity <= product_.quantity


def carried_out(sold: Order, done: Plan) -> Order:
    """The order once every part of the plan was accepted."""
    parts = {part.transaction.id: part for part in done.parts}
    items = {each.item.id: each for each in done.line_items}
    transactions = []
    for each in sold.transactions:
        part = parts.get(each.id)
        if part is None:
            transactions.append(each)
        elif part.action is ReversalAction.VOID:
            transactions.append(replace(each, status=PaymentStatus.VOIDED))
        else:
            transactions.append(replace(each, reserved=each.reserved + part.amount))
    line_items = tuple(
        replace(
            each,
            refunded=each.refunded + items[each.id].amount,
            refunded_quantity=each.refunded_quantity + (items[each.id].quantity or 0),
        )
        if each.id in items
        else each
        for each in sold.line_items
    )
    return replace(sold, transactions=tuple(transactions), line_items=line_items)


@given(requests(orders()), st.sampled_from([timedelta(minutes=5), timedelta(days=1), timedelta(days=30)]))
def test_time_alone_outdates_a_preview_only_if_the_plan_is_another_one(asked: Asked, later: timedelta) -> None:
    found = told(asked)
    if isinstance(found, Refused):
        return
    try:
        by_then = plan(asked.order, asked.asked, NOW + later)
    except Refused:
        return
    tokens = {preview_token("shop", "asked", asked.order, each) for each in (found, by_then)}
    assert (len(tokens) == 1) == (found == by_then)


@given(requests(orders()), st.data())
def test_a_token_is_another_one_once_anything_is(asked: Asked, data: st.DataObject) -> None:
    found = told(asked)
    if isinstance(found, Refused):
        return
    token = preview_token("shop", "asked", asked.order, found)
    assert token == preview_token("shop", "asked", asked.order, found)
    assert token != preview_token("another shop", "asked", asked.order, found)
    assert token != preview_token("shop", "asked otherwise", asked.order, found)
    assert token != preview_token("shop", "asked", replace(asked.order, cancelled=True), found)
    number = data.draw(st.integers(0, len(asked.order.transactions) - 1))
    transactions = list(asked.order.transactions)
    seen = transactions[number]
    operation = data.draw(open_operations)
    for changed in (
        replace(seen, reserved=seen.reserved + Money(1, seen.amount.currency)),
        replace(seen, account=replace(seen.account, gateway="another")),
        replace(seen, operation=None if seen.operation else operation),
    ):
        transactions[number] = changed
        other = replace(asked.order, transactions=tuple(transactions))
        assert token != preview_token("shop", "asked", other, found)


def refused(sold: Order, **asked: Any) -> list[tuple[str, str]]:
    """What is refused, by condition and by path below the input."""
    with pytest.raises(Refused) as caught:
        plan(sold, RequestedRefund(**asked), NOW)
    return [(problem.condition.value, ".".join(problem.path[1:])) for problem in caught.value.problems]


TWO_ITEMS = (item(1, 2, usd("20.00"), usd("5.00")), item(2, 1, usd("50.00")))
SETTLED = order(paid(1, usd("60.00")), paid(2, usd("40.00")), items=TWO_ITEMS)


def test_everything_that_is_wrong_is_told_at_once() -> None:
    wrong = (LineItemAsk("item-1", 3), LineItemAsk("nothing"), LineItemAsk("item-2", None, "0"), LineItemAsk("item-2"))
    found = refused(SETTLED, amount="1.001", line_items=wrong, payments=("pay1", "pay1", "pay9"), balance_due="-1")
    assert found == [
        ("NAMED_TWICE", "transactionIds.1"),
        ("OBJECT_NOT_FOUND", "transactionIds.2"),
        ("AMOUNT_INVALID", "amount"),
        ("AMOUNT_BESIDE_LINE_ITEMS", "amount"),
        ("NAMED_TWICE", "lineItems.3.lineItemId"),
        ("QUANTITY_INVALID", "lineItems.0.quantity"),
        ("OBJECT_NOT_FOUND", "lineItems.1.lineItemId"),
        ("AMOUNT_NOT_POSITIVE", "lineItems.2.amount"),
        ("AMOUNT_NEGATIVE", "balanceDue"),
    ]


def test_an_empty_list_is_not_everything() -> None:
    assert refused(SETTLED, line_items=()) == [("LIST_EMPTY", "lineItems")]
    assert refused(SETTLED, payments=()) == [("LIST_EMPTY", "transactionIds")]


def test_a_quantity_is_worth_its_price_with_tax() -> None:
    found = plan(SETTLED, RequestedRefund(line_items=(LineItemAsk("item-1", 1),)), NOW)
    assert (found.total, found.line_items[0].quantity) == (usd("25.00"), 1)


def test_neither_quantity_nor_amount_is_all_that_is_left_of_it() -> None:
    some = replace(TWO_ITEMS[0], refunded_quantity=1, refunded=usd("25.00"))
    found = plan(replace(SETTLED, line_items=(some,)), RequestedRefund(line_items=(LineItemAsk("item-1"),)), NOW)
    assert (found.total, found.line_items[0].quantity) == (usd("25.00"), 1)


def test_an_amount_beside_a_quantity_is_the_amount_for_so_many() -> None:
    found = plan(SETTLED, RequestedRefund(line_items=(LineItemAsk("item-1", 2, "10.00"),)), NOW)
    assert (found.total, found.line_items[0].quantity) == (usd("10.00"), 2)


def test_what_is_left_of_a_product_is_not_more_than_what_is_left_of_the_order() -> None:
    """SPEC 7.8: a refund without line items lowers what is left of the order, not of its products."""
    sold = order(paid(1, usd("100.00"), reserved=usd("70.00")), items=TWO_ITEMS)
    found = plan(sold, RequestedRefund(line_items=(LineItemAsk("item-2"),)), NOW)
    assert (found.total, found.line_items[0].quantity) == (usd("30.00"), 1)
    assert refused(sold, line_items=(LineItemAsk("item-1"), LineItemAsk("item-2"))) == [
        ("REFUND_AMOUNT_TOO_LARGE", "lineItems")
    ]


def test_nothing_is_left_of_a_product_that_was_given_back_or_that_cost_nothing() -> None:
    gone = replace(TWO_ITEMS[0], refunded=TWO_ITEMS[0].total, refunded_quantity=2)
    free = item(3, 1, usd("0"))
    sold = replace(SETTLED, line_items=(gone, free))
    assert refused(sold, line_items=(LineItemAsk("item-1"),)) == [("NOTHING_TO_REFUND", "lineItems.0")]
    assert refused(sold, line_items=(LineItemAsk("item-3", 1),)) == [("NOTHING_TO_REFUND", "lineItems.0")]


def test_the_newest_payment_gives_first() -> None:
    found = plan(SETTLED, RequestedRefund(amount="70"), NOW)
    assert [(part.transaction.legacy_id, str(part.amount)) for part in found.parts] == [
        ("pay1", "60.00"),
        ("pay2", "10.00"),
    ]


def test_a_payment_that_has_not_settled_is_left_alone_unless_all_of_it_goes_back() -> None:
    sold = order(paid(1, usd("60.00"), status=PaymentStatus.AUTHORIZED), paid(2, usd("40.00")))
    found = plan(sold, RequestedRefund(amount="30.00"), NOW)
    assert [(part.transaction.legacy_id, part.action) for part in found.parts] == [("pay2", ReversalAction.REFUND)]
    found = plan(sold, RequestedRefund(amount="70.00"), NOW)
    assert [(part.action, str(part.amount)) for part in found.parts] == [("VOID", "60.00"), ("REFUND", "10.00")]
    assert refused(sold, amount="50.00") == [("AMOUNT_NOT_POSSIBLE", "amount")]


def test_an_order_of_which_nothing_is_left_says_so_and_one_that_is_blocked_says_why() -> None:
    gone = paid(1, usd("10.00"), reserved=usd("10.00"))
    assert refused(order(gone)) == [("NOTHING_TO_REFUND", "orderId")]
    assert refused(order()) == [("NOTHING_TO_REFUND", "orderId")]
    assert refused(order(gone), payments=("pay1",)) == [("TRANSACTION_ALREADY_REFUNDED", "transactionIds.0")]
    unlinked = paid(2, usd("10.00"), account=replace(gone.account, gateway=None))
    assert refused(order(gone, unlinked)) == [("REFUND_ACCOUNT_UNLINKED", "orderId")]


def test_more_payments_than_can_be_sent_at_once_are_too_many() -> None:
    many = order(*(paid(number, usd("1.00")) for number in range(MOST_PARTS + 1)))
    with pytest.raises(TooMuch):
        plan(many, RequestedRefund(), NOW)
    assert len(plan(many, RequestedRefund(amount=str(MOST_PARTS)), NOW).parts) == MOST_PARTS


@given(st.sampled_from(CURRENCIES), st.integers(1, 10**6), st.integers(1, 7))
@example("KWD", 1000, 3)
def test_thirds_of_every_currency_sum_to_the_whole(currency: str, minor: int, pieces: int) -> None:
    sold = order(
        *(paid(number, Money(minor, currency)) for number in range(pieces)),
        items=tuple(item(number, pieces, Money(minor, currency)) for number in range(1, 3)),
        currency=currency,
    )
    assert len(str(Money(minor, currency)).partition(".")[2]) == exponent(currency)
    asked = RequestedRefund(line_items=(LineItemAsk("item-1", 1), LineItemAsk("item-2", max(pieces - 2, 1))))
    found = told(Asked(sold, asked))
    if isinstance(found, Plan):
        assert sum(part.amount.minor for part in found.parts) == found.total.minor
        assert sum(portion.minor for each in found.line_items for portion in each.portions) == found.total.minor
