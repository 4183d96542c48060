"""An order's amounts as they are: shared discounts, pieces that don't divide, shipping, in any order of refunds."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.money import Money
from app.domain.orders.composition import Composition, Line, compose
from app.domain.orders.orders import Adjustment, AdjustmentKind, LineItem, Order, Unfinished
from app.domain.orders.pieces import Given, given_back
from app.domain.orders.plan import AdjustmentAsk, LineItemAsk, Plan, RequestedRefund, plan
from app.domain.orders.recording import (
    AdjustmentRead,
    AdjustmentTold,
    Draft,
    LineItemTold,
    OnConflict,
    OrderTold,
    Product,
    read,
)
from app.domain.problems import Refused
from tests.domain.orders.test_plan import order, paid, usd
from tests.domain.reversals.values import NOW, account

KINDS = st.sampled_from(AdjustmentKind)


def cents(minor: int) -> str:
    return str(Money(minor, "USD"))


def drafted(items: Any, adjustments: Any = (), **more: Any) -> Draft:
    return read(
        OrderTold("A-1", "USD", line_items=tuple(items), adjustments=tuple(adjustments), **more), [account()], NOW
    )


def sold(composition: Composition, *payments: int) -> Order:
    """The order that consists of this, paid by such payments."""
    rows = [*composition.line_items, *composition.adjustments]
    numbers = {id(line): number for number, line in enumerate(rows, start=1)}
    return replace(
        order(*(paid(number, Money(minor, "USD")) for number, minor in enumerate(payments, start=1))),
        line_items=tuple(_item(numbers[id(line)], line) for line in composition.line_items),
        adjustments=tuple(_adjustment(numbers[id(line)], line) for line in composition.adjustments),
    )


def _item(number: int, line: Line) -> LineItem:
    value = line.value
    assert isinstance(value, Product)
    prices = value.whole_amount, value.own_discount, line.order_discount
    return LineItem(number, line.id, value.name, value.quantity, value.unit, value.tax_amount, 0, usd("0"), *prices)


def _adjustment(number: int, line: Line) -> Adjustment:
    value = line.value
    assert isinstance(value, AdjustmentRead)
    return Adjustment(number, line.id, value.name, value.kind, value.amount, usd("0"), line.order_discount)


@st.composite
def told_orders(draw: Any) -> Draft:
    """Any products with prices of one or of all pieces, discounts, and anything beside them."""
    items = []
    for number in range(draw(st.integers(1, 4))):
        quantity, price = draw(st.integers(1, 7)), draw(st.integers(0, 60))
        item = LineItemTold(f"item-{number}", "A product", quantity)
        if draw(st.booleans()):
            item = replace(item, unit_amount=cents(price), tax_amount=draw(st.sampled_from([None, "0.03"])))
            whole = quantity * (price + (3 if item.tax_amount else 0))
        else:
            whole = price
            item = replace(item, total_amount=cents(price))
        items.append(replace(item, discount_amount=draw(st.none() | st.integers(0, whole).map(cents))))
    adjustments = []
    for number, kind in enumerate(draw(st.lists(KINDS, max_size=4))):
        amount = draw(st.integers(0, 30))
        told = cents(-amount) if kind.lowers else cents(amount)
        adjustments.append(AdjustmentTold(f"item-{number}", kind.title(), kind, told))
    return drafted(items, adjustments)


@given(told_orders())
def test_every_line_knows_what_was_paid_for_it(draft: Draft) -> None:
    prices = sum(each.paid.minor for each in draft.line_items)
    charges = sum(each.amount.minor for each in draft.adjustments if not each.kind.lowers)
    discounts = -sum(each.amount.minor for each in draft.adjustments if each.kind.lowers)
    try:
        composition = compose(draft, None)
    except Refused:
        assert discounts > prices + charges
        return
    found = sold(composition)
    assert found.total.minor == prices + charges - discounts
    assert all(each.total.minor >= 0 for each in found.line_items)
    assert all(each.total.minor >= 0 for each in found.adjustments)
    exact = [(each.paid.minor, discounts * each.paid.minor) for each in draft.line_items]
    if prices >= discounts > 0:
        for line, (_, share) in zip(composition.line_items, exact, strict=True):
            assert abs(line.order_discount.minor * prices - share) < prices


@st.composite
def asks(draw: Any, of: Order) -> RequestedRefund:
    """Anything that may be asked for: an amount, or some lines by quantity, by amount, or what is left."""
    if draw(st.integers(0, 5)) == 0:
        return RequestedRefund(amount=cents(draw(st.integers(1, 40))))
    items = []
    for item in draw(st.lists(st.sampled_from(of.line_items), max_size=3, unique_by=lambda each: each.id)):
        quantity = draw(st.none() | st.integers(1, item.quantity))
        amount = draw(st.none() | st.none() | st.integers(1, 20).map(cents))
        items.append(LineItemAsk(item.item_id, quantity, amount))
    names = [each.adjustment_id for each in of.adjustments]
    chosen = draw(st.lists(st.sampled_from(names), max_size=2, unique=True)) if names else []
    adjusted = [AdjustmentAsk(name, draw(st.none() | st.integers(1, 9).map(cents))) for name in chosen]
    return RequestedRefund(line_items=tuple(items) or None, adjustments=tuple(adjusted) or None)


class Books:
    """An order, and what was refunded of each of its lines, as the store keeps it."""

    def __init__(self, sold: Order) -> None:
        self.sold = sold
        self.given: dict[int, list[Given]] = {}

    def carry_out(self, done: Plan) -> None:
        for each in done.line_items:
            self.given.setdefault(each.item.id, []).append(Given(each.quantity, each.amount.minor, whole=True))
        for charge in done.adjustments:
            self.given.setdefault(charge.adjustment.id, []).append(Given(None, charge.amount.minor, whole=True))
        amounts = {part.transaction.id: part.amount for part in done.parts}
        payments = (
            replace(each, reserved=each.reserved + amounts.get(each.id, usd("0"))) for each in self.sold.transactions
        )
        self.sold = replace(
            self.sold,
            transactions=tuple(payments),
            line_items=tuple(self._item(each) for each in self.sold.line_items),
            adjustments=tuple(
                replace(each, refunded=Money(sum(given.amount for given in self.given.get(each.id, ())), "USD"))
                for each in self.sold.adjustments
            ),
        )

    def _item(self, item: LineItem) -> LineItem:
        back = given_back(self.given.get(item.id, ()), item.total, item.quantity)
        return replace(item, refunded=back.amount, refunded_quantity=back.quantity, unfinished=back.unfinished)


@given(st.data(), told_orders(), st.integers(1, 3))
def test_any_refunds_in_any_order_are_exact_and_the_last_piece_closes_the_line(
    data: st.DataObject, draft: Draft, payments: int
) -> None:
    try:
        composition = compose(draft, None)
    except Refused:
        return
    total = sold(composition).total.minor
    shares = [total // payments + (1 if number < total % payments else 0) for number in range(payments)]
    books = Books(sold(composition, *(share for share in shares if share)))
    if not books.sold.transactions:
        return
    refunded = 0
    for _ in range(5):
        asked = data.draw(asks(books.sold))
        try:
            found = plan(books.sold, asked, NOW)
        except Refused:
            continue
        assert sum(part.amount.minor for part in found.parts) == found.total.minor
        if asked.itemized:
            lines = [each.amount.minor for each in found.line_items] + [each.amount.minor for each in found.adjustments]
            assert sum(lines) == found.total.minor
        books.carry_out(found)
        refunded += found.total.minor
    assert books.sold.refunded.minor == refunded
    for item in books.sold.line_items:
        assert item.left.minor >= 0
        assert 0 <= item.refunded_quantity <= item.quantity
    assert all(each.left.minor >= 0 for each in books.sold.adjustments)
    rest = _what_is_left(books.sold)
    if rest is not None and _by_lines_alone(books, refunded):
        books.carry_out(plan(books.sold, rest, NOW))
        assert books.sold.refunded.minor == total
        assert not any(each.left for each in (*books.sold.line_items,))
        assert not any(each.left for each in books.sold.adjustments)


def _what_is_left(found: Order) -> RequestedRefund | None:
    """All pieces that are left by their number, all that is left of other products, and of all adjustments."""
    items = tuple(
        LineItemAsk(each.item_id, each.pieces_left or None)
        for each in found.line_items
        if each.left or each.pieces_left
    )
    adjusted = tuple(AdjustmentAsk(each.adjustment_id) for each in found.adjustments if each.left)
    if not any(each.left for each in found.line_items) and not adjusted:
        return None
    closed = {each.item_id for each in found.line_items if each.total and not each.left}
    items = tuple(each for each in items if each.item_id not in closed)
    return RequestedRefund(line_items=items or None, adjustments=adjusted or None)


def _by_lines_alone(books: Books, refunded: int) -> bool:
    return sum(given.amount for each in books.given.values() for given in each) == refunded


@given(st.integers(0, 10_000), st.integers(1, 40), st.lists(st.integers(1, 12), min_size=1, max_size=40))
@example(17925, 10, [1] * 10)
def test_pieces_give_back_the_total_in_whatever_steps(total: int, quantity: int, steps: list[int]) -> None:
    (line,) = compose(drafted([LineItemTold("it", "It", quantity, total_amount=cents(total))]), None).line_items
    item = _item(1, line)
    for step in [*steps, quantity]:
        pieces = min(step, item.pieces_left)
        if not pieces:
            break
        amount = item.next_pieces(pieces)
        assert abs(amount.minor * quantity - total * pieces) <= quantity
        item = replace(item, refunded=item.refunded + amount, refunded_quantity=item.refunded_quantity + pieces)
    assert not item.pieces_left
    assert item.refunded.minor == total


def test_a_quantity_never_fails_for_want_of_a_cent() -> None:
    """Pieces that were given back at a little more than their share leave a little less for the others."""
    (line,) = compose(drafted([LineItemTold("it", "It", 4, total_amount="10.00")]), None).line_items
    item = replace(_item(1, line), refunded=usd("2.51"))
    assert item.next_pieces(3) == usd("7.49")
    assert replace(item, refunded=usd("10.00")).next_pieces(1) == usd("0")


@pytest.mark.parametrize(
    ("refunds", "quantity", "amount", "unfinished"),
    [
        ([Given(1, 600, whole=False)], 0, 600, {1: 600}),
        ([Given(1, 600, whole=False), Given(1, 400, whole=True)], 1, 1000, {}),
        ([Given(1, 600, whole=False), Given(1, 1000, whole=True)], 1, 1600, {1: 600}),
        ([Given(2, 600, whole=False), Given(1, 1000, whole=True)], 1, 1600, {2: 600}),
        ([Given(2, 600, whole=False), Given(2, 100, whole=False)], 0, 700, {2: 700}),
        ([Given(1, 0, whole=False), Given(None, 300, whole=True)], 0, 300, {}),
        ([Given(3, 3000, whole=True)], 3, 3000, {}),
    ],
)
def test_pieces_whose_refund_failed_in_part(
    refunds: list[Given], quantity: int, amount: int, unfinished: dict[int, int]
) -> None:
    back = given_back(refunds, usd("30.00"), 3)
    assert (back.quantity, back.amount.minor) == (quantity, amount)
    assert {each.quantity: each.amount.minor for each in back.unfinished} == unfinished


def test_the_same_asked_again_gives_back_what_is_missing() -> None:
    (line,) = compose(drafted([LineItemTold("it", "It", 3, "10.00")]), None).line_items
    item = replace(_item(1, line), refunded=usd("6.00"), unfinished=(Unfinished(1, usd("6.00")),))
    assert item.next_pieces(1) == usd("4.00")
    assert item.next_pieces(2) == usd("20.00")
    assert item.next_pieces(3) == usd("24.00")


def test_the_tax_in_a_refund_is_in_proportion_to_the_price() -> None:
    (line,) = compose(drafted([LineItemTold("it", "It", 3, "8.40", "1.60")]), None).line_items
    item = _item(1, line)
    assert [item.tax_in(usd(amount)) for amount in ("30.00", "10.00", "5.00", "0.03")] == [
        usd("4.80"),
        usd("1.60"),
        usd("0.80"),
        usd("0.00"),
    ]
    assert replace(item, tax_amount=None).tax_in(usd("10.00")) is None
    assert replace(item, whole_amount=usd("0")).tax_in(usd("0")) is None


def test_an_update_keeps_the_rows_of_lines_that_stay() -> None:
    first = sold(compose(drafted([LineItemTold("a", "A", 1, "1"), LineItemTold("b", "B", 1, "2")]), None))
    told = drafted([LineItemTold("b", "B", 1, "3"), LineItemTold("c", "C", 1, "4")], on_conflict=OnConflict.UPDATE)
    found = compose(told, first)
    assert [(each.id, each.row) for each in found.line_items] == [("b", 2), ("c", None)]
    assert [each.id for each in found.changed] == ["b"]
    assert found.removed == (1,)
    same = compose(replace(told, line_items=()), first)
    assert (same.new, same.changed, same.removed) == ((), (), ())
