"""What refunding an order comes to: an order, a request and a time in, a plan out, or every reason why not.

The newest payments come first. Of a settled one any part of what is left can be refunded; an unsettled one is voided,
and only as a whole (SPEC 7.4 and 7.7).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from app.domain.ids import IdKind, global_id
from app.domain.money import Money, parse_amount
from app.domain.orders.allocation import Source, allocate, nearest_possible, split
from app.domain.orders.orders import NEVER_PAID, LineItem, Order
from app.domain.problems import Condition, Findings, Path, Problem, Refused, TooMuch, not_found
from app.domain.reversals import rules
from app.domain.reversals.payments import Transaction
from app.domain.reversals.rules import ReversalAction
from app.domain.reversals.states import PaymentStatus

ORDER: Path = ("input", "orderId")
AMOUNT: Path = ("input", "amount")
LINE_ITEMS: Path = ("input", "lineItems")
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
class RequestedRefund:
    """What is asked for: an amount, or products, or neither (in full). Amounts are the client's texts.

    `payments` are the legacy ids of those to refund, "" for an id that is none; None stands for all of the order's.
    """

    amount: str | None = None
    line_items: tuple[LineItemAsk, ...] | None = None
    payments: tuple[str, ...] | None = None
    balance_due: str | None = None


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
class Plan:
    """What is going to be done: the parts sum to `total`, and so do the line items, if there are any.

    `blockers` are payments that something is left of, and that can't be refunded now.
    """

    parts: tuple[Part, ...]
    line_items: tuple[LineItemRefund, ...]
    total: Money
    balance_due: Money
    blockers: tuple[Problem, ...]


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
    amount: Money | None = None
    balance_due = Money(0, order.currency)
    with findings:
        chosen = _chosen(order, asked.payments)
    with findings:
        amount = None if asked.amount is None else parse_amount(asked.amount, order.currency, AMOUNT)
    with findings:
        items = _line_items(order, asked, now)
    with findings:
        if asked.balance_due is not None:
            balance_due = parse_amount(asked.balance_due, order.currency, BALANCE_DUE, zero_allowed=True)
    findings.refuse()
    usable, blockers = _usable(chosen, now, named=asked.payments is not None)
    if not usable:
        raise Refused(*blockers or [_nothing_left(order)])
    if amount is not None:
        parts = _allocated(amount, AMOUNT, usable)
    elif items:
        parts = _allocated(_sum((item.amount for item in items), order.currency), LINE_ITEMS, usable)
    else:
        parts = tuple(Part(each.transaction, each.action, each.maximum) for each in usable)
    if len(parts) > MOST_PARTS:
        raise TooMuch("payments", len(parts), MOST_PARTS)
    total = _sum((part.amount for part in parts), order.currency)
    return Plan(parts, _spread(items, parts), total, balance_due, tuple(blockers))


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
        if asked.amount is not None:
            raise Refused(Problem(Condition.AMOUNT_BESIDE_LINE_ITEMS, AMOUNT))
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
    left = item.quantity - item.refunded_quantity
    told = {"name": item.name, "left": str(left)}
    amount = item.left
    with findings:
        if asked.quantity is not None and not 1 <= asked.quantity <= left:
            raise Refused(Problem(Condition.QUANTITY_INVALID, (*path, "quantity"), told))
    with findings:
        if asked.amount is not None:
            amount = parse_amount(asked.amount, of_order.currency, (*path, "amount"))
            _check_left(item, amount, (*path, "amount"))
    findings.refuse()
    if asked.amount is not None:
        return LineItemRefund(item, asked.quantity, amount)
    if item.left.minor <= 0 or (asked.quantity is not None and not item.piece):
        facts = {"name": item.name, "total": str(item.total), "refunded": str(item.refunded)}
        raise Refused(Problem(Condition.NOTHING_TO_REFUND, path, {**facts, "currency": of_order.currency}))
    if asked.quantity is not None:
        amount = Money(asked.quantity * item.piece.minor, of_order.currency)
        _check_left(item, amount, (*path, "quantity"))
        return LineItemRefund(item, asked.quantity, amount)
    rest = item.refundable(of_order)
    if not rest:
        # What is left of the product is no longer left of the order: the payments say why.
        return LineItemRefund(item, None, item.left)
    return LineItemRefund(item, left if left > 0 and rest == item.left else None, rest)


def _check_left(item: LineItem, amount: Money, path: Path) -> None:
    if item.left < amount:
        facts = {"requested": str(amount), "left": str(item.left), "currency": amount.currency}
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
    chosen: Sequence[tuple[Path, Transaction]], now: datetime, *, named: bool
) -> tuple[list[_Usable], list[Problem]]:
    """The payments that can be refunded in part now, and why others can't that something is left of.

    Of those that were `named`, each says why it can't, whatever is left of it.
    """
    usable: list[_Usable] = []
    blockers: list[Problem] = []
    for path, transaction in chosen:
        found = rules.refundability(transaction, now)
        if found.can_void:
            usable.append(_Usable(transaction, ReversalAction.VOID, found.maximum))
        elif found.can_refund:
            usable.append(_Usable(transaction, ReversalAction.REFUND, found.maximum))
        elif named or _is_something_left(transaction):
            payment = {"payment": global_id(IdKind.TRANSACTION, transaction.legacy_id)}
            blockers += [replace(each, path=path, facts={**each.facts, **payment}) for each in found.blockers]
    return usable, blockers


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


def _spread(items: Sequence[LineItemRefund], parts: Sequence[Part]) -> tuple[LineItemRefund, ...]:
    """The same line items, each with what every part carries of it."""
    portions = split([item.amount for item in items], [part.amount for part in parts])
    return tuple(replace(item, portions=tuple(row)) for item, row in zip(items, portions, strict=True))


def _nothing_left(order: Order) -> Problem:
    facts = {"total": str(order.paid), "refunded": str(order.refunded), "currency": order.currency}
    return Problem(Condition.NOTHING_TO_REFUND, ORDER, facts)


def _sum(amounts: Iterable[Money], currency: str) -> Money:
    return sum(amounts, Money(0, currency))
