"""What an order consists of once a draft is recorded: its products and adjustments, with shared discounts (SPEC 7.1).

An order's discounts and gift cards lower what was paid for its products, in proportion to their prices. What the
products can't bear is taken off shipping, taxes and fees.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.domain.money import Money
from app.domain.orders.allocation import split
from app.domain.orders.orders import Adjustment, LineItem, Order
from app.domain.orders.recording import ADJUSTMENTS, LINE_ITEMS, AdjustmentRead, Draft, OnConflict, Product
from app.domain.problems import Condition, Findings, Path, Problem, Refused

Value = Product | AdjustmentRead


@dataclass(frozen=True, slots=True)
class Line:
    """A product or an adjustment as it is to be kept: `row` is the number of the row that has it, None for a new one.

    `order_discount` is its share of the order's discounts.
    """

    row: int | None
    value: Value
    order_discount: Money

    @property
    def id(self) -> str:
        """The shop's own id."""
        return self.value.item_id if isinstance(self.value, Product) else self.value.adjustment_id

    @property
    def price(self) -> Money:
        """What it costs before the order's discounts; negative for a discount itself."""
        return self.value.paid if isinstance(self.value, Product) else self.value.amount


@dataclass(frozen=True, slots=True)
class Composition:
    """All products and adjustments of an order, and the lines that it had `before`."""

    before: tuple[Line, ...]
    line_items: tuple[Line, ...]
    adjustments: tuple[Line, ...]

    @property
    def new(self) -> tuple[Line, ...]:
        """Lines that were not there before."""
        return tuple(each for each in (*self.line_items, *self.adjustments) if each.row is None)

    @property
    def changed(self) -> tuple[Line, ...]:
        """Lines that were there with other values."""
        was = {each.row: each for each in self.before}
        now = (*self.line_items, *self.adjustments)
        return tuple(each for each in now if each.row is not None and was[each.row] != each)

    @property
    def removed(self) -> tuple[int, ...]:
        """The numbers of the rows that go."""
        kept = {each.row for each in (*self.line_items, *self.adjustments)}
        return tuple(each.row for each in self.before if each.row is not None and each.row not in kept)


def compose(draft: Draft, order: Order | None) -> Composition:
    """What the order consists of by then. Raises Refused for discounts above all prices, and for what would be less
    than what was refunded of it.

    A list that is sent is kept where none was known, and replaces the known one if the draft says so.
    """
    known_products = () if order is None else tuple(_of_line_item(each) for each in order.line_items)
    known_adjustments = () if order is None else tuple(_of_adjustment(each) for each in order.adjustments)
    updates = draft.on_conflict is OnConflict.UPDATE
    products = _replaced(known_products, [replace(each, unit_amount=each.unit) for each in draft.line_items], updates)
    adjusted = _replaced(known_adjustments, draft.adjustments, updates)
    line_items, adjustments = _shared(products, adjusted, draft.currency)
    if order is not None:
        _check_refunded(order, draft, line_items, adjustments)
    return Composition((*known_products, *known_adjustments), line_items, adjustments)


def _of_line_item(item: LineItem) -> Line:
    value = Product(
        item.item_id,
        item.name,
        item.quantity,
        item.unit_amount,
        item.tax_amount,
        item.whole_amount,
        item.own_discount or None,
    )
    return Line(item.id, value, item.order_discount or Money(0, item.unit_amount.currency))


def _of_adjustment(known: Adjustment) -> Line:
    value = AdjustmentRead(known.adjustment_id, known.name, known.kind, known.amount)
    return Line(known.id, value, known.order_discount or Money(0, known.amount.currency))


def _replaced(known: Sequence[Line], told: Sequence[Value], updates: bool) -> list[Line]:
    """The lines of a list, their shares of discounts not worked out yet."""
    if not told or (known and not updates):
        return list(known)
    rows = {each.id: each for each in known}
    found = []
    for value in told:
        line = Line(None, value, _nothing(value))
        was = rows.get(line.id)
        found.append(line if was is None else replace(was, value=value))
    return found


def _shared(
    products: Sequence[Line], adjusted: Sequence[Line], currency: str
) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The same lines, each with its share of the order's discounts, by largest remainder. Without products nothing is
    shared: the order costs what was paid. Raises Refused for more than there is to take it from.
    """
    lowering = [isinstance(each.value, AdjustmentRead) and each.value.kind.lowers for each in adjusted]
    discounts = -sum(each.price.minor for each, lowers in zip(adjusted, lowering, strict=True) if lowers)
    prices = [each.price for each in products]
    charges = [
        Money(0 if lowers else each.price.minor, currency) for each, lowers in zip(adjusted, lowering, strict=True)
    ]
    of_products, of_charges = sum(each.minor for each in prices), sum(each.minor for each in charges)
    if not products:
        discounts = 0
    if discounts > of_products + of_charges:
        facts = {"maximum": str(Money(of_products + of_charges, currency))}
        raise Refused(Problem(Condition.AMOUNT_TOO_LARGE, ADJUSTMENTS, facts))
    first = min(discounts, of_products)
    [shares] = split([Money(first, currency)], prices)
    [rest] = split([Money(discounts - first, currency)], charges)
    return (
        tuple(replace(each, order_discount=share) for each, share in zip(products, shares, strict=True)),
        tuple(replace(each, order_discount=share) for each, share in zip(adjusted, rest, strict=True)),
    )


def _check_refunded(order: Order, draft: Draft, line_items: Sequence[Line], adjustments: Sequence[Line]) -> None:
    """Nothing becomes less than what was refunded of it, and what was refunded does not go."""
    findings = Findings()
    products = {each.id: each for each in line_items}
    charges = {each.id: each for each in adjustments}
    for item in order.line_items:
        path = _path(LINE_ITEMS, [each.item_id for each in draft.line_items], item.item_id)
        with findings:
            _check_line(products.get(item.item_id), item.name, item.refunded, path, pieces=item.refunded_quantity)
    for each in order.adjustments:
        path = _path(ADJUSTMENTS, [told.adjustment_id for told in draft.adjustments], each.adjustment_id)
        with findings:
            _check_line(charges.get(each.adjustment_id), each.name, each.refunded, path)
    findings.refuse()


def _check_line(line: Line | None, name: str, refunded: Money, path: Path, *, pieces: int = 0) -> None:
    told = f"{refunded} {refunded.currency}" + (f" and {pieces} of it" if pieces else "")
    if line is None:
        if refunded or pieces:
            expected = f"Of {name}, {told} were refunded: it cannot be left out."
            raise Refused(Problem(Condition.ORDER_CONFLICT, path, {"expected": expected}))
        return
    if isinstance(line.value, Product) and line.value.quantity < pieces:
        expected = f"Of {name}, {pieces} were refunded: send {pieces} or more."
        raise Refused(Problem(Condition.ORDER_CONFLICT, (*path, "quantity"), {"expected": expected}))
    paid = line.price - line.order_discount
    if paid < refunded and not (isinstance(line.value, AdjustmentRead) and line.value.kind.lowers):
        expected = f"Of {name}, {told} were refunded, and {paid} would have been paid for it, discounts taken off."
        raise Refused(Problem(Condition.ORDER_CONFLICT, path, {"expected": expected}))


def _path(of_list: Path, told: Sequence[str], name: str) -> Path:
    """The path of a line in the draft; of the list itself for one that is not in it."""
    return (*of_list, str(told.index(name))) if name in told else of_list


def _nothing(value: Value) -> Money:
    amount = value.unit if isinstance(value, Product) else value.amount
    return Money(0, amount.currency)
