"""Our own CSV: one or more rows for each order, each with a line item, an adjustment and a payment, or some of them."""

from collections.abc import Mapping
from typing import TypeVar

from app.domain.orders.exports.cells import NotAllowedHere, one_of, plain_amount
from app.domain.orders.exports.formats import Column, Format
from app.domain.orders.exports.reading import Reading, Row
from app.domain.orders.orders import AdjustmentKind
from app.domain.orders.recording import AdjustmentTold, CustomerTold, LineItemTold, TransactionTold
from app.domain.reversals.states import RECORDABLE, PaymentStatus

KindT = TypeVar("KindT", AdjustmentKind, PaymentStatus)

OF_CUSTOMERS = {
    "customer_email": "email",
    "customer_first_name": "firstName",
    "customer_last_name": "lastName",
    "customer_company": "company",
    "customer_phone_number": "phoneNumber",
}
OF_LINE_ITEMS = {
    "item_id": "id",
    "item_name": "name",
    "item_quantity": "quantity",
    "item_unit_amount": "unitAmount",
    "item_tax_amount": "taxAmount",
    "item_total_amount": "totalAmount",
    "item_discount_amount": "discountAmount",
}
OF_ADJUSTMENTS = {
    "adjustment_id": "id",
    "adjustment_name": "name",
    "adjustment_kind": "kind",
    "adjustment_amount": "amount",
}
OF_TRANSACTIONS = {
    "gateway_transaction_id": "gatewayTransactionId",
    "merchant_account_id": "merchantAccountId",
    "transaction_amount": "amount",
    "transaction_status": "status",
    "transaction_created_at": "createdAt",
    "transaction_refunded_amount": "refundedAmount",
}


def read(reading: Reading) -> None:
    """The order of these rows, with amounts as they stand there: whether they are any, the order's own rules decide."""
    cell = reading.cell("placed_at")
    if cell is not None:
        reading.cells["placedAt",] = cell
        reading.placed_at = reading.exact_moment("placed_at")
    told = {column: cell for column in OF_CUSTOMERS if (cell := reading.cell(column)) is not None}
    if told:
        reading.cells |= {("customer", OF_CUSTOMERS[column]): cell for column, cell in told.items()}
        reading.customer = CustomerTold(
            **{column.removeprefix("customer_"): cell.text for column, cell in told.items()}
        )
    for row in reading.rows:
        if row.wrong is None:
            _read_row(reading, row)


def _read_row(reading: Reading, row: Row) -> None:
    if _says(reading, row, OF_LINE_ITEMS, ("item_id", "item_name", "item_quantity")):
        _read_item(reading, row)
    if _says(reading, row, OF_ADJUSTMENTS, tuple(OF_ADJUSTMENTS)):
        _read_adjustment(reading, row)
    if _says(reading, row, OF_TRANSACTIONS, ("gateway_transaction_id", "transaction_amount", "transaction_status")):
        _read_transaction(reading, row)


def _says(reading: Reading, row: Row, columns: Mapping[str, str], needed: tuple[str, ...]) -> bool:
    """Whether the row says anything in these columns; then it has to fill those that are needed."""
    says = any(column in row.cells for column in columns)
    for column in needed:
        if says and column not in row.cells:
            reading.lacks(column, row.line)
    return says


def _read_item(reading: Reading, row: Row) -> None:
    quantity = reading.pieces("item_quantity", row)
    names = ("item_unit_amount", "item_tax_amount", "item_total_amount", "item_discount_amount")
    unit, tax, total, discount = (_amount(reading, name, row) for name in names)
    if not any(name in row.cells for name in ("item_unit_amount", "item_total_amount")):
        reading.lacks("item_unit_amount", row.line)
    item = LineItemTold(
        item_id=reading.text("item_id", row) or "",
        name=reading.text("item_name", row) or "",
        quantity=quantity or 0,
        unit_amount=unit,
        tax_amount=tax,
        total_amount=total,
        discount_amount=discount,
    )
    reading.add_item(item, reading.nothing, row, **{name: column for column, name in OF_LINE_ITEMS.items()})


def _read_adjustment(reading: Reading, row: Row) -> None:
    kind = _named(reading, "adjustment_kind", row, {each.value: each for each in AdjustmentKind})
    amount = _amount(reading, "adjustment_amount", row)
    if kind is not None and amount is not None:
        adjustment = AdjustmentTold(
            adjustment_id=reading.text("adjustment_id", row) or "",
            name=reading.text("adjustment_name", row) or "",
            kind=kind,
            amount=amount,
        )
        reading.add_told_adjustment(adjustment, row, **{name: column for column, name in OF_ADJUSTMENTS.items()})


def _read_transaction(reading: Reading, row: Row) -> None:
    status = _named(reading, "transaction_status", row, {each.value: each for each in sorted(RECORDABLE)})
    amount, refunded = (_amount(reading, name, row) for name in ("transaction_amount", "transaction_refunded_amount"))
    if status is not None and amount is not None:
        payment = TransactionTold(
            gateway_id=reading.text("gateway_transaction_id", row) or "",
            amount=amount,
            status=status,
            account=reading.text("merchant_account_id", row),
            created_at=reading.exact_moment("transaction_created_at", row),
            refunded_amount=refunded,
        )
        reading.add_payment(payment, row, **{name: column for column, name in OF_TRANSACTIONS.items()})


def _named(reading: Reading, name: str, row: Row, allowed: Mapping[str, KindT]) -> KindT | None:
    cell = reading.cell(name, row)
    found = None if cell is None else allowed.get(cell.text)
    if cell is not None and found is None:
        reading.blame(cell, one_of(list(allowed)))
    return found


def _amount(reading: Reading, name: str, row: Row) -> str | None:
    cell = reading.cell(name, row)
    if cell is None:
        return None
    try:
        return plain_amount(cell.text, decimal_comma=reading.terms.decimal_comma)
    except NotAllowedHere as error:
        reading.blame(cell, str(error))
        return None


REFUNDRY = Format(
    name="refundry",
    what="orders as recordOrder takes them",
    columns=(
        Column("order_id", ("order_id",)),
        Column("currency", ("currency_code",)),
        Column("placed_at", ("placed_at",)),
        *(Column(name, (name,)) for name in OF_CUSTOMERS),
        *(Column(name, (name,), of_order=False) for name in (*OF_LINE_ITEMS, *OF_ADJUSTMENTS, *OF_TRANSACTIONS)),
    ),
    needed=(("order_id",), ("currency",)),
    read=read,
    exact=True,
)
