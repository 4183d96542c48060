"""What was told of an order, held against what is known of it.

Sent again, it changes nothing; sent with more, it adds; sent otherwise, every contradiction is named (SPEC 7.1, 7.8).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from app.domain.orders.orders import LineItem, Order
from app.domain.orders.recording import (
    CURRENCY,
    CUSTOMER,
    FIELDS_OF_CUSTOMERS,
    LINE_ITEMS,
    PLACED_AT,
    TRANSACTIONS,
    CustomerTold,
    Draft,
    MadeElsewhere,
    Product,
)
from app.domain.problems import Condition, Findings, Path, Problem, Refused
from app.domain.reversals.payments import Transaction
from app.domain.reversals.states import PaymentStatus


@dataclass(frozen=True, slots=True)
class KnownPayment:
    """A transaction that carries the told gateway's id, and the status that it had when it was brought in.

    `recorded_as` is None for one of the service's own: it says itself where it stands.
    """

    transaction: Transaction
    recorded_as: PaymentStatus | None


def contradictions(
    draft: Draft, order: Order | None, customer: CustomerTold | None, known: Mapping[str, KnownPayment]
) -> None:
    """Raises Refused with everything in which the draft contradicts what is known.

    `order` is the one of that id, if there is one, `customer` what is known of who placed it, `known` are the
    transactions that carry one of the draft's gateway ids, by those.
    """
    findings = Findings()
    if order is not None:
        if order.currency != draft.currency:
            raise Refused(_conflict(CURRENCY, order.currency))
        with findings:
            if order.recorded_at is not None and draft.placed_at not in {None, order.placed_at}:
                raise Refused(_conflict(PLACED_AT, _moment(order.placed_at)))
        with findings:
            _compare_customers(draft.customer, customer)
        with findings:
            _compare_products(draft.line_items, order.line_items)
    for number, payment in enumerate(draft.transactions):
        with findings:
            if payment.gateway_id in known:
                _compare_payments(payment, known[payment.gateway_id], order, (*TRANSACTIONS, str(number)))
    findings.refuse()


def fits_customer(told: CustomerTold, known: CustomerTold) -> bool:
    """Whether nothing that was told of a customer contradicts what is known of one."""
    return not _differing(told, known)


def merged(known: CustomerTold, told: CustomerTold) -> CustomerTold:
    """What is known of a customer, and what was told beyond that."""
    return replace(known, **{name: value for name, value in told.told().items() if getattr(known, name) is None})


def _compare_customers(told: CustomerTold | None, known: CustomerTold | None) -> None:
    if told is None or known is None:
        return
    differing = _differing(told, known)
    if differing:
        raise Refused(*(_conflict((*CUSTOMER, FIELDS_OF_CUSTOMERS[name]), was) for name, was in differing.items()))


def _differing(told: CustomerTold, known: CustomerTold) -> dict[str, str]:
    """What is known otherwise than it was told; e-mail addresses look at neither case."""
    was = known.told()
    return {
        name: was[name]
        for name, value in told.told().items()
        if name in was and (was[name].lower() != value.lower() if name == "email" else was[name] != value)
    }


def _compare_products(told: Sequence[Product], known: Sequence[LineItem]) -> None:
    """An order without products may be told of them once; afterwards they are what they are."""
    if not told or not known:
        return
    findings, by_id = Findings(), {item.item_id: item for item in known}
    for number, product in enumerate(told):
        path = (*LINE_ITEMS, str(number))
        with findings:
            if product.item_id not in by_id:
                raise Refused(_conflict((*path, "id"), ", ".join(by_id)))
            _compare_product(product, by_id[product.item_id], path)
    missing = by_id.keys() - {product.item_id for product in told}
    with findings:
        if missing:
            names = ", ".join(item_id for item_id in by_id if item_id in missing)
            expected = f"{names} belong to it as well: leave lineItems out, or send all of them."
            raise Refused(Problem(Condition.ORDER_CONFLICT, LINE_ITEMS, {"expected": expected}))
    findings.refuse()


def _compare_product(told: Product, known: LineItem, path: Path) -> None:
    values = [
        ("name", told.name, known.name),
        ("quantity", told.quantity, known.quantity),
        ("unitAmount", told.unit_amount, known.unit_amount),
        ("taxAmount", told.tax_amount, known.tax_amount),
    ]
    wrong = [
        _conflict((*path, name), "none" if was is None else str(was)) for name, value, was in values if value != was
    ]
    if wrong:
        raise Refused(*wrong)


def _compare_payments(told: MadeElsewhere, known: KnownPayment, order: Order | None, path: Path) -> None:
    transaction = known.transaction
    number = None if order is None else order.id
    if transaction.amount.currency != told.amount.currency:
        raise Refused(_conflict((*path, "amount"), f"{transaction.amount} {transaction.amount.currency}"))
    findings = Findings()
    with findings:
        elsewhere = transaction.belongs_to is not None and transaction.belongs_to != number
        if elsewhere or (transaction.belongs_to is None and transaction.order_id):
            expected = f"It belongs to the order {transaction.order_id}."
            raise Refused(Problem(Condition.ORDER_CONFLICT, (*path, "gatewayTransactionId"), {"expected": expected}))
    with findings:
        if told.amount not in {transaction.amount, transaction.authorized_amount}:
            raise Refused(_conflict((*path, "amount"), str(transaction.amount)))
    with findings:
        if told.account is not None and told.account.id != transaction.account.id:
            raise Refused(_conflict((*path, "merchantAccountId"), transaction.account.public_id))
    if known.recorded_as is not None:
        with findings:
            if told.status is not known.recorded_as:
                raise Refused(_conflict((*path, "status"), known.recorded_as.value))
        with findings:
            if told.created_at not in {None, transaction.created_at}:
                raise Refused(_conflict((*path, "createdAt"), _moment(transaction.created_at)))
    findings.refuse()


def _conflict(path: Path, known: str) -> Problem:
    return Problem(Condition.ORDER_CONFLICT, path, {"known": known})


def _moment(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")
