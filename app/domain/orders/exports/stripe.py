"""Stripe: the export of payments, with the metadata that names the order. A row for each payment, newest first.

An order may have several payments, which stand wherever they were made.
"""

from app.domain.orders.exports.formats import Column, Format, names_in
from app.domain.orders.exports.reading import Reading, Row
from app.domain.orders.recording import TransactionTold
from app.domain.reversals.states import PaymentStatus

PAID, AUTHORIZED, UNPAID = "paid", "authorized", "unpaid"
STATUSES = {
    "paid": PAID,
    "succeeded": PAID,
    "refunded": PAID,
    "partially refunded": PAID,
    "partial refund": PAID,
    "disputed": PAID,
    "requires capture": AUTHORIZED,
    "uncaptured": AUTHORIZED,
    "failed": UNPAID,
    "canceled": UNPAID,
    "blocked": UNPAID,
    "pending": UNPAID,
    "incomplete": UNPAID,
    "expired": UNPAID,
    "requires payment method": UNPAID,
    "requires action": UNPAID,
    "requires confirmation": UNPAID,
}
CAPTURED = {"true": True, "false": False}


def read(reading: Reading) -> None:
    """The order of these rows, each with a payment; what came to nothing is left out."""
    for row in reading.rows:
        if row.wrong is None:
            _read_payment(reading, row)
    described = next((row for row in reversed(reading.rows) if "email" in row.cells), None)
    if described is not None:
        reading.add_customer("email", "name", row=described)
    made = [each.created_at for each in reading.transactions if each.created_at is not None]
    reading.placed_at = min(made, default=None)


def _read_payment(reading: Reading, row: Row) -> None:
    for name in ("payment_id", "amount"):
        if reading.cell(name, row) is None:
            reading.lacks(name, row.line)
    status = reading.word("status", STATUSES, row)
    captured = reading.word("captured", CAPTURED, row) if reading.cell("captured", row) else True
    at, amount = reading.moment("created_at", row), reading.amount("amount", row)
    refunded, payment_id = reading.amount("refunded", row), reading.text("payment_id", row)
    intent_id = reading.text("intent_id", row)
    if status in {None, UNPAID} or not amount or payment_id is None or captured is None:
        return
    unsettled = status == AUTHORIZED or not captured
    payment = TransactionTold(
        gateway_id=payment_id,
        amount=str(amount),
        status=PaymentStatus.AUTHORIZED if unsettled else PaymentStatus.SETTLED,
        created_at=at,
        refunded_amount=str(refunded) if refunded else None,
        other_ids=() if intent_id in {None, payment_id} else (intent_id,),
    )
    columns = {"gatewayTransactionId": "payment_id", "createdAt": "created_at", "refundedAmount": "refunded"}
    reading.add_payment(payment, row, amount="amount", status="status", **columns)


STRIPE = Format(
    name="stripe",
    what="the export of payments, with a column order_id (metadata)",
    columns=(
        Column("order_id", ("order_id (metadata)", "orderId (metadata)", "order (metadata)")),
        Column("currency", ("Currency",)),
        Column("payment_id", ("id",), of_order=False),
        Column("intent_id", ("PaymentIntent ID", "Payment Intent ID"), of_order=False),
        Column("amount", ("Amount",), of_order=False),
        Column("refunded", ("Amount Refunded",), of_order=False),
        Column("status", ("Status",), of_order=False),
        Column("captured", ("Captured",), of_order=False),
        Column("created_at", ("Created date (UTC)", "Created (UTC)"), of_order=False),
        Column("email", ("Customer Email",), of_order=False),
        Column("name", ("Card Name",), of_order=False),
    ),
    needed=(("order_id",), ("payment_id",), ("amount",), ("status",), ("currency",)),
    read=read,
    gathers=True,
    ignored=names_in(
        "Description, Seller Message, Converted Amount, Converted Amount Refunded, Converted Currency, Fee, Taxes "
        "On Fee, Tax, Net, Mode, Statement Descriptor, Customer ID, Customer Description, Customer Phone, Decline "
        "Reason, Is Link, Link Funding, Invoice ID, Invoice Number, Payment Source Type, Payment Method Type, "
        "Destination, Transfer, Transfer Group, Transfer Group ID, Checkout Session ID, "
        "Checkout Custom Field 1 Key, Checkout Custom Field 1 Value, Checkout Custom Field 2 Key, "
        "Checkout Custom Field 2 Value, Checkout Custom Field 3 Key, Checkout Custom Field 3 Value, Checkout Line "
        "Item Summary, Checkout Promotional Consent, Checkout Terms of Service Consent, Client Reference ID, "
        "Payment Link ID, UTM Campaign, UTM Content, UTM Medium, UTM Source, UTM Term, Terminal Location ID, "
        "Terminal Reader ID, Application Fee, Application ID, Interchange Costs, Merchant Service Charge, Refunded "
        "date (UTC), Bank Name, Refunded, Disputed Amount"
    ),
    ignored_like=r".+ \(metadata\)|card .+|dispute.*|shipping .+|user .+",
)
