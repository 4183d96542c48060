"""What refunding an order comes to: an order, a request and a time in, a plan out, or every reason why not.

The newest payments come first. Of a settled one any part of what is left can be refunded; an unsettled one is voided,
and only as a whole (SPEC 7.4 and 7.7).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from app.domain.ids import IdKind, global_id
from app.domain.money import Money, parse_amount
from app.domain.orders.allocation import Source, allocate, nearest_possible, split
from app.domain.orders.keeping import Keep
from app.domain.orders.orders import NEVER_PAID, Adjustment, LineItem, Order
from app.domain.problems import Condition, Findings, Path, Problem, Refused, TooMuch, not_found
from app.domain.reversals import rules
from app.domain.reversals.payments import Transaction
from app.domain.reversals.rules import ReversalAction
from app.domain.reversals.states import PaymentStatus

ORDER: Path = ("input", "orderId")
AMOUNT: Path = ("input", "amount")
LINE_ITEMS: Path = ("input", "lineItems")
ADJUSTMENTS: Path = ("input", "adjustments")
PAYMENTS: Path = ("input", "transactionIds")
BALANCE_DUE: Path = ("input", "balanceDue")

MOST_PARTS = 100
"""How many payments one request refunds: all of them are sent at once."""


@dataclass(frozen=True, slots=True)
class LineItemAsk:
    """A product by the shop's own id, with how many of it or how much; all that is left of it for neither."""

    item_id: str
    quantity: int | None = None
    amount: str | None = None


@dataclass(frozen=True, slots=True)
class AdjustmentAsk:
    """An adjustment by the shop's own id, with how much of it; all that is left of it for None."""

    adjustment_id: str
    amount: str | None = None


@dataclass(frozen=True, slots=True)
class RequestedRefund:
    """What is asked for: an amount, or products and adjustments, or neither (in full). Amounts are the client's texts.

    `payments` are the legacy ids of those to refund, "" for an id that is none; None stands for all of the order's.
    In full, less what is to `keep`, needs all of the order's payments. What was refunded `elsewhere` needs no gateway.
    """

    amount: str | None = None
    line_items: tuple[LineItemAsk, ...] | None = None
    payments: tuple[str, ...] | None = None
    balance_due: str | None = None
    adjustments: tuple[AdjustmentAsk, ...] | None = None
    keep: Keep | None = None
    elsewhere: bool = False

    @property
    def itemized(self) -> bool:
        """Whether it names products or adjustments."""
        return self.line_items is not None or self.adjustments is not None


@dataclass(frozen=True, slots=True)
class Part:
    """What one payment refunds, and how: all of it by a VOID, or `amount` by a REFUND."""

    transaction: Transaction
    action: ReversalAction
    amount: Money

    @property
    def whole(self) -> bool:
        """Whether the payment refunds all that was ever paid by it, so that a void does the same as a refund."""
        return self.amount == self.transaction.amount


@dataclass(frozen=True, slots=True)
class LineItemRefund:
    """What is refunded of one product: `portions` are what each of the plan's parts carries of `amount`."""

    item: LineItem
    quantity: int | None
    amount: Money
    portions: tuple[Money, ...] = ()


@dataclass(frozen=True, slots=True)
class AdjustmentRefund:
    """What is refunded of one adjustment: `portions` are what each of the plan's parts carries of `amount`."""

    adjustment: Adjustment
    amount: Money
    portions: tuple[Money, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What is going to be done: the parts sum to `total`, and so do line items and adjustments, if there are any.

    `blockers` are payments that something is left of, and that can't be refunded now.
    """

    parts: tuple[Part, ...]
    line_items: tuple[LineItemRefund, ...]
    total: Money
    balance_due: Money
    blockers: tuple[Problem, ...]
    adjustments: tuple[AdjustmentRefund, ...] = ()

    def portions(self) -> Iterator[tuple[int, int, int | None, int]]:
        """What each part carries of each line: numbers of payment and line, the refund's quantity of it, minor units.

        A free product goes with the first part.
        """
        lines = [(each.item.id, each.quantity, each.portions) for each in self.line_items]
        lines += [(each.adjustment.id, None, each.portions) for each in self.adjustments]
        for line, quantity, portions in lines:
            for number, (part, portion) in enumerate(zip(self.parts, portions, strict=True)):
                if portion or (number == 0 and not any(portions)):
                    yield part.transaction.id, line, quantity, portion.minor


@dataclass(frozen=True, slots=True)
class _Usable:
    """A payment of which `maximum` can be refunded now; a VOID refunds all of it or nothing."""

    transaction: Transaction
    action: ReversalAction
    maximum: Money

    @property
    def source(self) -> Source:
        return Source(self.maximum, whole=self.action is ReversalAction.VOID)


def plan(order: Order, asked: RequestedRefund, now: datetime) -> Plan:
    """What `asked` comes to at `now`. Raises Refused with all that is wrong, TooMuch for more than MOST_PARTS payments.

    In full means all that can be refunded now: what can't is among the blockers. An amount, or products, are given
    back exactly, or not at all.
    """
    findings = Findings()
    chosen: Sequence[tuple[Path, Transaction]] = ()
    items: tuple[LineItemRefund, ...] = ()
    adjusted: tuple[AdjustmentRefund, ...] = ()
    amount: Money | None = None
    balance_due = Money(0, order.currency)
    with findings:
        chosen = _chosen(order, asked.payments)
    with findings:
        amount = None if asked.amount is None else parse_amount(asked.amount, order.currency, AMOUNT)
    with findings:
        if asked.itemized and asked.amount is not None:
            raise Refused(Problem(Condition.AMOUNT_BESIDE_LINE_ITEMS, AMOUNT))
    with findings:
        items = _line_items(order, asked, now)
    with findings:
        adjusted = _adjustments(order, asked, now)
    with findings:
        if asked.balance_due is not None:
            balance_due = parse_amount(asked.balance_due, order.currency, BALANCE_DUE, zero_allowed=True)
    findings.refuse()
    usable, blockers = _usable(chosen, now, named=asked.payments is not None, elsewhere=asked.elsewhere)
    if not usable:
        raise Refused(*blockers or [_nothing_left(order)])
    if asked.keep is not None:
        whole = _sum((each.maximum for each in usable), order.currency)
        amount = asked.keep.rest_of(whole, blockers, alone=asked.amount is None and not asked.itemized)
    if amount is not None:
        parts = _allocated(amount, AMOUNT, usable)
    elif asked.itemized:
        wanted = _sum(_amounts(items, adjusted), order.currency)
        if not wanted:
            raise Refused(*(_nothing_left_of(each.item, (*LINE_ITEMS, str(n))) for n, each in enumerate(items)))
        parts = _allocated(wanted, LINE_ITEMS if items else ADJUSTMENTS, usable)
    else:
        parts = tuple(Part(each.transaction, each.action, each.maximum) for each in usable)
    if len(parts) > MOST_PARTS:
        raise TooMuch("payments", len(parts), MOST_PARTS)
    total = _sum((part.amount for part in parts), order.currency)
    items, adjusted = _spread(items, adjusted, parts)
    return Plan(parts, items, total, balance_due, tuple(blockers), adjusted)


def _chosen(order: Order, named: Sequence[str] | None) -> list[tuple[Path, Transaction]]:
    """The payments to refund, newest first, each with the path of what names it."""
    if named is None:
        return [(ORDER, transaction) for transaction in order.transactions]
    paths: dict[str, Path] = {}
    findings = Findings()
    own = {transaction.legacy_id for transaction in order.transactions}
    with findings:
        _check_names(named, PAYMENTS)
    for number, legacy_id in enumerate(named):
        path = (*PAYMENTS, str(number))
        with findings:
            if legacy_id not in own:
                raise not_found(*path)
        paths.setdefault(legacy_id, path)
    findings.refuse()
    return [(paths[each.legacy_id], each) for each in order.transactions if each.legacy_id in paths]


def _line_items(order: Order, asked: RequestedRefund, now: datetime) -> tuple[LineItemRefund, ...]:
    """What is asked for of each product, still without saying of which payment it is refunded."""
    if asked.line_items is None:
        return ()
    findings = Findings()
    found: list[LineItemRefund] = []
    by_id = {item.item_id: item for item in order.line_items}
    # Once for all of them: each payment of the order is looked at for it.
    of_order = order.refundable(now)
    with findings:
        _check_names([each.item_id for each in asked.line_items], LINE_ITEMS, "lineItemId")
    for number, each in enumerate(asked.line_items):
        path = (*LINE_ITEMS, str(number))
        with findings:
            item = by_id.get(each.item_id)
            if item is None:
                raise not_found(*path, "lineItemId")
            found.append(_line_item(item, each, path, of_order))
    findings.refuse()
    return tuple(found)


def _line_item(item: LineItem, asked: LineItemAsk, path: Path, of_order: Money) -> LineItemRefund:
    """What is asked for of one product, where so much is left of its order. Raises Refused for more than is left of the
    product, in pieces or in money.
    """
    findings = Findings()
    left = item.pieces_left
    amount = item.left
    with findings:
        if asked.quantity is not None and not 1 <= asked.quantity <= left:
            told = {"name": item.name, "left": str(left)}
            raise Refused(Problem(Condition.QUANTITY_INVALID, (*path, "quantity"), told))
    with findings:
        if asked.amount is not None:
            amount = parse_amount(asked.amount, of_order.currency, (*path, "amount"))
            _check_left(item.left, amount, (*path, "amount"))
    findings.refuse()
    if asked.amount is not None:
        return LineItemRefund(item, asked.quantity, amount)
    if not item.total and left:
        return LineItemRefund(item, left if asked.quantity is None else asked.quantity, amount)
    if asked.quantity is not None:
        amount = item.next_pieces(asked.quantity)
    if item.left.minor <= 0 or not amount:
        raise Refused(_nothing_left_of(item, path))
    if asked.quantity is not None:
        return LineItemRefund(item, asked.quantity, amount)
    # Where nothing is left of the order, its payments say why.
    return LineItemRefund(item, left or None, item.refundable(of_order) or item.left)


def _adjustments(order: Order, asked: RequestedRefund, now: datetime) -> tuple[AdjustmentRefund, ...]:
    """What is asked for of each adjustment, still without saying of which payment it is refunded."""
    if asked.adjustments is None:
        return ()
    findings = Findings()
    found: list[AdjustmentRefund] = []
    by_id = {each.adjustment_id: each for each in order.adjustments}
    of_order = order.refundable(now)
    with findings:
        _check_names([each.adjustment_id for each in asked.adjustments], ADJUSTMENTS, "adjustmentId")
    for number, each in enumerate(asked.adjustments):
        path = (*ADJUSTMENTS, str(number))
        with findings:
            if each.adjustment_id not in by_id:
                raise not_found(*path, "adjustmentId")
            found.append(_adjustment(by_id[each.adjustment_id], each, path, of_order))
    findings.refuse()
    return tuple(found)


def _adjustment(known: Adjustment, asked: AdjustmentAsk, path: Path, of_order: Money) -> AdjustmentRefund:
    """What is asked for of one adjustment. Raises Refused for more than is left of it, and where nothing is."""
    if asked.amount is not None:
        amount = parse_amount(asked.amount, of_order.currency, (*path, "amount"))
        _check_left(known.left, amount, (*path, "amount"))
        return AdjustmentRefund(known, amount)
    if known.left.minor <= 0:
        raise Refused(_nothing_left_of(known, path))
    return AdjustmentRefund(known, known.refundable(of_order) or known.left)


def _nothing_left_of(line: LineItem | Adjustment, path: Path) -> Problem:
    facts = {"name": line.name, "total": str(line.total), "refunded": str(line.refunded)}
    return Problem(Condition.NOTHING_TO_REFUND, path, {**facts, "currency": line.total.currency})


def _check_left(left: Money, amount: Money, path: Path) -> None:
    if left < amount:
        facts = {"requested": str(amount), "left": str(left), "currency": amount.currency}
        raise Refused(Problem(Condition.REFUND_AMOUNT_TOO_LARGE, path, facts))


def _check_names(names: Sequence[str], path: Path, *below: str) -> None:
    """Raises Refused for a list that names nothing, or something twice."""
    if not names:
        raise Refused(Problem(Condition.LIST_EMPTY, path))
    first = {name: number for number, name in reversed(list(enumerate(names)))}
    twice = [number for number, name in enumerate(names) if name and first[name] != number]
    if twice:
        raise Refused(*(Problem(Condition.NAMED_TWICE, (*path, str(number), *below)) for number in twice))


def _usable(
    chosen: Sequence[tuple[Path, Transaction]], now: datetime, *, named: bool, elsewhere: bool = False
) -> tuple[list[_Usable], list[Problem]]:
    """The payments that can be refunded in part now, and why others can't that something is left of.

    Of those that were `named`, each says why it can't, whatever is left of it.
    """
    usable: list[_Usable] = []
    blockers: list[Problem] = []
    for path, transaction in chosen:
        found = rules.external_refundability(transaction) if elsewhere else rules.refundability(transaction, now)
        if found.can_void:
            usable.append(_Usable(transaction, ReversalAction.VOID, found.maximum))
        elif found.can_refund:
            usable.append(_Usable(transaction, ReversalAction.REFUND, found.maximum))
        elif named or _is_something_left(transaction):
            payment = {"payment": global_id(IdKind.TRANSACTION, transaction.legacy_id)}
            blockers += [replace(each, path=path, facts={**each.facts, **payment}) for each in found.blockers]
    return usable, blockers


def in_other_currency(transaction: Transaction) -> Problem:
    """Why a payment with the order's id is no part of its refund."""
    facts = {
        "payment": global_id(IdKind.TRANSACTION, transaction.legacy_id),
        "amount": str(transaction.amount),
        "currency": transaction.amount.currency,
    }
    return Problem(Condition.PAYMENT_IN_OTHER_CURRENCY, ORDER, facts)


def _is_something_left(transaction: Transaction) -> bool:
    came_to_nothing = transaction.status in NEVER_PAID or transaction.status is PaymentStatus.VOIDED
    return not came_to_nothing and bool(transaction.refundable_amount)


def _allocated(wanted: Money, path: Path, usable: Sequence[_Usable]) -> tuple[Part, ...]:
    """The payments that refund `wanted` together. Raises Refused, saying what they can give, where none do."""
    most = _sum((each.maximum for each in usable), wanted.currency)
    told = {"requested": str(wanted), "currency": wanted.currency}
    if most < wanted:
        raise Refused(Problem(Condition.REFUND_AMOUNT_TOO_LARGE, path, {**told, "left": str(most)}))
    sources = [each.source for each in usable]
    amounts = [each.maximum for each in usable] if wanted == most else allocate(wanted, sources)
    if amounts is None:
        smaller, larger = nearest_possible(wanted, sources)
        near = {"smaller": smaller, "larger": larger}
        told |= {name: str(amount) for name, amount in near.items() if amount is not None}
        raise Refused(Problem(Condition.AMOUNT_NOT_POSSIBLE, path, told))
    return tuple(
        Part(each.transaction, each.action, amount) for each, amount in zip(usable, amounts, strict=True) if amount
    )


def _spread(
    items: Sequence[LineItemRefund], adjusted: Sequence[AdjustmentRefund], parts: Sequence[Part]
) -> tuple[tuple[LineItemRefund, ...], tuple[AdjustmentRefund, ...]]:
    """The same line items and adjustments, each with what every part carries of it."""
    portions = split(_amounts(items, adjusted), [part.amount for part in parts])
    rows = [tuple(row) for row in portions]
    return (
        tuple(replace(item, portions=row) for item, row in zip(items, rows[: len(items)], strict=True)),
        tuple(replace(each, portions=row) for each, row in zip(adjusted, rows[len(items) :], strict=True)),
    )


def _amounts(items: Sequence[LineItemRefund], adjusted: Sequence[AdjustmentRefund]) -> list[Money]:
    return [each.amount for each in items] + [each.amount for each in adjusted]


def _nothing_left(order: Order) -> Problem:
    facts = {"total": str(order.paid), "refunded": str(order.refunded), "currency": order.currency}
    return Problem(Condition.NOTHING_TO_REFUND, ORDER, facts)


def _sum(amounts: Iterable[Money], currency: str) -> Money:
    return sum(amounts, Money(0, currency))
