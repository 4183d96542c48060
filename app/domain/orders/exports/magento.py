"""Magento: the grid of orders, as the admin exports it. It has a row for each order with its total, and no products."""

from app.domain.money import Money
from app.domain.orders.exports.formats import Column, Format, names_in
from app.domain.orders.exports.reading import Reading
from app.domain.reversals.states import PaymentStatus

PAID, UNPAID = "paid", "unpaid"
STATUSES = {
    "processing": PAID,
    "complete": PAID,
    "closed": PAID,
    "pending": UNPAID,
    "pending payment": UNPAID,
    "payment review": UNPAID,
    "suspected fraud": UNPAID,
    "fraud": UNPAID,
    "on hold": UNPAID,
    "holded": UNPAID,
    "canceled": UNPAID,
}


def read(reading: Reading) -> None:
    """The order of this row."""
    reading.placed_at = reading.moment("placed_at")
    name = "customer_name" if reading.cell("customer_name") else "bill_to_name"
    reading.add_customer("email", name)
    total, base = (reading.amount(each, spelled=True) for each in ("total", "base_total"))
    refunded = reading.amount("refunded", spelled=True)
    status = reading.word("status", STATUSES)
    cell = reading.cell("total")
    if cell is None:
        reading.lacks("total")
    if total is None or status is None:
        return
    if cell is not None and base is not None and base != total and not reading.terms.currency_said:
        reading.blame(
            cell, f"the total in the shop's own currency is {base}. Say with --currency which one this is in."
        )
    if status == PAID:
        _read_payment(reading, total, refunded)


def _read_payment(reading: Reading, total: Money, refunded: Money | None) -> None:
    reading.paid(
        total,
        PaymentStatus.SETTLED,
        refunded=refunded,
        amount="total",
        status="status",
        refundedAmount="refunded",
        gatewayTransactionId="order_id",
    )


MAGENTO = Format(
    name="magento",
    what="the admin's grid of orders",
    columns=(
        Column("order_id", ("ID",)),
        Column("currency", ("Order Currency", "Currency")),
        Column("total", ("Grand Total (Purchased)",)),
        Column("base_total", ("Grand Total (Base)",)),
        Column("status", ("Status",)),
        Column("placed_at", ("Purchase Date",)),
        Column("email", ("Customer Email",)),
        Column("customer_name", ("Customer Name",)),
        Column("bill_to_name", ("Bill-to Name",)),
        Column("refunded", ("Total Refunded",)),
    ),
    needed=(("order_id",), ("total",), ("status",), ("currency",)),
    read=read,
    ignored=names_in(
        "Purchase Point, Ship-to Name, Billing Address, Shipping Address, Shipping Information, Customer Group, "
        "Subtotal, Shipping and Handling, Payment Method, Allocated sources, Pickup Location Code, Refunded to "
        "Store Credit, Braintree Transaction Source, Dispute State, Signifyd Guarantee Decision, Coupon Code"
    ),
    most_rows=1,
)
