"""What was told of an order, held against what is known of it.

Sent again, it changes nothing; sent with more, it adds; sent otherwise, every contradiction is named (SPEC 7.1, 7.8).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from app.domain.money import Money
from app.domain.orders.orders import Adjustment, LineItem, Order
from app.domain.orders.recording import (
    ADJUSTMENTS,
    CURRENCY,
    CUSTOMER,
    FIELDS_OF_CUSTOMERS,
    LINE_ITEMS,
    PLACED_AT,
    TRANSACTIONS,
    AdjustmentRead,
    CustomerTold,
    Draft,
    MadeElsewhere,
    OnConflict,
    Product,
)
from app.domain.problems import Condition, Findings, Path, Problem, Refused
from app.domain.reversals.payments import Transaction
from app.domain.reversals.states import PaymentStatus

Pair = tuple[object, object]
"""The value of a field as it was told, and as it is known."""


@dataclass(frozen=True, slots=True)
class KnownPayment:
    """A transaction that carries the told gateway's id, and the status that it had when it was brought in.

    `recorded_as` is None for one of the service's own, and one that was taken over from its gateway: these say
    themselves where they stand. `refunded_before` is what it was brought in with as refunded elsewhere.
    """

    transaction: Transaction
    recorded_as: PaymentStatus | None
    refunded_before: Money | None = None


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
        if draft.on_conflict is OnConflict.REFUSE:
            with findings:
                if order.recorded_at is not None and draft.placed_at not in {None, order.placed_at}:
                    raise Refused(_conflict(PLACED_AT, _moment(order.placed_at)))
            with findings:
                _compare_customers(draft.customer, customer)
            with findings:
                _compare_lines(draft, order)
    for number, payment in enumerate(draft.transactions):
        with findings:
            if payment.gateway_id in known:
                _compare_payments(payment, known[payment.gateway_id], order, (*TRANSACTIONS, str(number)))
    findings.refuse()


def fits_customer(told: CustomerTold, known: CustomerTold) -> bool:
    """Whether nothing that was told of a customer contradicts what is known of one."""
    return not _differing(told, known)


def merged(known: CustomerTold, told: CustomerTold) -> CustomerTold:
    """What is known of a customer, and what was told beyond that. What was told otherwise is kept as it was told last,
    but for the e-mail address, whose case means nothing.
    """
    newer = {name: value for name, value in told.told().items() if name != "email" or known.email is None}
    return replace(known, **newer)


def moves_to_another(draft: Draft, known: CustomerTold | None) -> bool:
    """Whether the draft corrects an order to be of another customer than the known one: of another e-mail address."""
    told = draft.customer
    if told is None or known is None or draft.on_conflict is OnConflict.REFUSE:
        return False
    return "email" in _differing(told, known)


def _compare_customers(told: CustomerTold | None, known: CustomerTold | None) -> None:
    if told is None or known is None:
        return
    differing = _differing(told, known)
    if differing:
        raise Refused(*(_conflict((*CUSTOMER, FIELDS_OF_CUSTOMERS[name]), was) for name, was in differing.items()))


def _differing(told: CustomerTold, known: CustomerTold) -> dict[str, str]:
    """What is known otherwise than it was told, however each is written."""
    was = known.told()
    return {
        name: was[name]
        for name, value in told.told().items()
        if name in was and _meaning(name, was[name]) != _meaning(name, value)
    }


def _meaning(name: str, value: str) -> str:
    """A customer's field without what is only a way of writing it: case, blanks, and a telephone number's signs."""
    if name == "phone_number":
        digits = "".join(each for each in value if each.isdigit())
        return digits.removeprefix("00") or value
    return " ".join(value.casefold().split())


def _compare_lines(draft: Draft, order: Order) -> None:
    findings = Findings()
    products = {each.item_id: each for each in order.line_items}
    adjusted = {each.adjustment_id: each for each in order.adjustments}
    with findings:
        told = [
            (each.item_id, _product_fields(each, products[each.item_id]) if each.item_id in products else {})
            for each in draft.line_items
        ]
        _compare_lists(told, [*products], LINE_ITEMS, "lineItems")
    with findings:
        told = [
            (
                each.adjustment_id,
                _adjustment_fields(each, adjusted[each.adjustment_id]) if each.adjustment_id in adjusted else {},
            )
            for each in draft.adjustments
        ]
        _compare_lists(told, [*adjusted], ADJUSTMENTS, "adjustments")
    findings.refuse()


def _compare_lists(told: Sequence[tuple[str, Mapping[str, Pair]]], known: Sequence[str], path: Path, name: str) -> None:
    """A list that was empty may be told once; afterwards it is what it is. `told` has the ids of its entries, and the
    fields of each that may contradict what is known, `known` the known ids.
    """
    if not told or not known:
        return
    findings = Findings()
    for number, (line_id, fields) in enumerate(told):
        place = (*path, str(number))
        with findings:
            if line_id not in known:
                raise Refused(_conflict((*place, "id"), ", ".join(known)))
            wrong = [_conflict((*place, each), str(was)) for each, (value, was) in fields.items() if value != was]
            if wrong:
                raise Refused(*wrong)
    missing = [line_id for line_id in known if line_id not in {each for each, _ in told}]
    with findings:
        if missing:
            expected = f"{', '.join(missing)} belong to it as well: leave {name} out, or send all of them."
            raise Refused(Problem(Condition.ORDER_CONFLICT, path, {"expected": expected}))
    findings.refuse()


def _product_fields(told: Product, known: LineItem) -> dict[str, Pair]:
    """The told and the known value of each field that was told. The price of all pieces stands for that of one."""
    fields: dict[str, Pair] = {"name": (told.name, known.name), "quantity": (told.quantity, known.quantity)}
    if told.whole_amount is not None:
        fields["totalAmount"] = (told.whole_amount, known.price)
    else:
        fields["unitAmount"] = (told.unit_amount, known.unit_amount)
    if told.whole_amount is None or told.tax_amount is not None:
        fields["taxAmount"] = (told.tax_amount or "none", known.tax_amount or "none")
    nothing = Money(0, known.unit_amount.currency)
    return fields | {"discountAmount": (told.own_discount or nothing, known.own_discount or nothing)}


def _adjustment_fields(told: AdjustmentRead, known: Adjustment) -> dict[str, Pair]:
    return {"name": (told.name, known.name), "kind": (told.kind, known.kind), "amount": (told.amount, known.amount)}


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
        with findings:
            before = known.refunded_before or Money(0, transaction.amount.currency)
            if told.refunded not in {None, before}:
                raise Refused(_conflict((*path, "refundedAmount"), str(before)))
    findings.refuse()


def _conflict(path: Path, known: str) -> Problem:
    return Problem(Condition.ORDER_CONFLICT, path, {"known": known})


def _moment(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")
