"""Shopify: the CSV file of orders that the admin exports.

A row for each line item. What is said of the order stands on its first row; the others repeat its name, e-mail address
and time. Prices are without discounts. Taxes are part of the prices or come on top, which only the total shows.
"""

from app.domain.money import Money
from app.domain.orders.exports.formats import Column, Format, names_in
from app.domain.orders.exports.reading import Reading, Row, rows_that_say
from app.domain.orders.orders import AdjustmentKind
from app.domain.orders.recording import LineItemTold
from app.domain.reversals.states import PaymentStatus

PAID, AUTHORIZED, UNPAID = "paid", "authorized", "unpaid"
STATUSES = {
    "paid": PAID,
    "partially paid": "in part",
    "partially refunded": PAID,
    "refunded": PAID,
    "authorized": AUTHORIZED,
    "pending": UNPAID,
    "unpaid": UNPAID,
    "voided": UNPAID,
    "expired": UNPAID,
}


def read(reading: Reading) -> None:
    """The order of these rows."""
    reading.placed_at = reading.moment("created_at")
    reading.add_customer("email", "name", "company", ("phone", "billing_phone"))
    gross, of_items = reading.nothing, reading.nothing
    for row in rows_that_say(reading, "item_name", "item_sku", "item_price"):
        price, discount = _read_item(reading, row)
        gross, of_items = gross + price, of_items + discount
    total = reading.amount("total")
    if reading.cell("total") is None:
        reading.lacks("total")
    if total is not None and not reading.wrongs:
        left = _read_discount(reading, gross, of_items)
        if not reading.wrongs:
            _read_beside(reading, total, left)
        _read_payment(reading, total)


def _read_item(reading: Reading, row: Row) -> tuple[Money, Money]:
    """One product: its price, and its own discount."""
    pieces, price = reading.pieces("item_quantity", row), reading.amount("item_price", row)
    for name in ("item_quantity", "item_price"):
        if reading.cell(name, row) is None:
            reading.lacks(name, row.line)
    if not pieces or price is None:
        return reading.nothing, reading.nothing  # What was removed from its order stands there with no pieces.
    name = reading.text("item_name", row) or reading.text("item_sku", row) or ""
    gross, discount = reading.as_money(pieces * price.minor), reading.amount_or_nothing("item_discount", row)
    item = LineItemTold(
        item_id=reading.item_id(reading.text("item_sku", row), name),
        name=name,
        quantity=pieces,
        unit_amount=str(price),
        discount_amount=str(discount) if discount else None,
    )
    columns = {"quantity": "item_quantity", "unitAmount": "item_price", "discountAmount": "item_discount"}
    reading.add_item(item, gross - discount, row, name="item_name", id="item_sku", **columns)
    return gross, discount


def _read_discount(reading: Reading, gross: Money, of_items: Money) -> Money:
    """Adds the order's own discount, as the subtotal has it; returns what is left of it, which is of the shipping."""
    discount, subtotal = reading.amount_or_nothing("discount"), reading.amount("subtotal")
    after = gross - of_items
    if subtotal is None:
        of_order = discount - of_items if of_items <= discount else discount
    elif subtotal in {after, after - discount, gross - discount}:
        of_order = after - subtotal
    else:
        reading.differ("subtotal", subtotal, after - discount, f"line items of {gross} less their discounts")
        return reading.nothing
    name = reading.text("discount_code") or "Discount"
    reading.add_adjustment(AdjustmentKind.DISCOUNT, reading.nothing - of_order, name, "discount")
    return discount - of_order if of_order <= discount else reading.nothing


def _read_beside(reading: Reading, total: Money, of_shipping: Money) -> None:
    """Shipping, duties and taxes: those that the total has."""
    items, duties = reading.sum, reading.amount_or_nothing("duties")
    shipping, taxes = reading.amount_or_nothing("shipping"), reading.amount_or_nothing("taxes")
    for sent in (shipping, shipping - of_shipping):
        for on_top in (reading.nothing, taxes):
            if items + sent + duties + on_top == total and sent.minor >= 0:
                name = reading.text("shipping_method") or "Shipping"
                reading.add_adjustment(AdjustmentKind.SHIPPING, sent, name, "shipping")
                reading.add_adjustment(AdjustmentKind.FEE, duties, "Duties", "duties")
                reading.add_adjustment(AdjustmentKind.TAX, on_top, "Taxes", "taxes")
                return
    how = f"line items of {items}, shipping of {shipping} and taxes of {taxes}"
    reading.differ("total", total, items + shipping + duties + taxes, how)


def _read_payment(reading: Reading, total: Money) -> None:
    status = reading.word("financial_status", STATUSES)
    refunded = reading.amount("refunded")
    amount = total
    if status == "in part":
        outstanding = reading.amount("outstanding")
        if outstanding is None:
            reading.lacks("outstanding")
            return
        amount = total - outstanding
    if status is None or status == UNPAID:
        return
    reading.paid(
        amount,
        PaymentStatus.AUTHORIZED if status == AUTHORIZED else PaymentStatus.SETTLED,
        gateway_id=reading.text("payment_reference"),
        at=reading.moment("paid_at"),
        refunded=refunded,
        gatewayTransactionId="payment_reference",
        amount="outstanding" if status == "in part" else "total",
        status="financial_status",
        createdAt="paid_at",
        refundedAmount="refunded",
    )


SHOPIFY = Format(
    name="shopify",
    what="the admin's export of orders",
    columns=(
        Column("order_id", ("Name",)),
        Column("currency", ("Currency",)),
        Column("financial_status", ("Financial Status",)),
        Column("total", ("Total",)),
        Column("subtotal", ("Subtotal",)),
        Column("shipping", ("Shipping",)),
        Column("taxes", ("Taxes",)),
        Column("duties", ("Duties",)),
        Column("discount", ("Discount Amount",)),
        Column("discount_code", ("Discount Code",)),
        Column("shipping_method", ("Shipping Method",)),
        Column("created_at", ("Created at",)),
        Column("paid_at", ("Paid at",)),
        Column("email", ("Email",)),
        Column("name", ("Billing Name",)),
        Column("company", ("Billing Company",)),
        Column("phone", ("Phone",)),
        Column("billing_phone", ("Billing Phone",)),
        Column("payment_reference", ("Payment References", "Payment Reference", "Payment ID")),
        Column("refunded", ("Refunded Amount",)),
        Column("outstanding", ("Outstanding Balance",)),
        Column("item_quantity", ("Lineitem quantity",), of_order=False),
        Column("item_name", ("Lineitem name",), of_order=False),
        Column("item_price", ("Lineitem price",), of_order=False),
        Column("item_sku", ("Lineitem sku",), of_order=False),
        Column("item_discount", ("Lineitem discount",), of_order=False),
    ),
    needed=(
        ("order_id",),
        ("financial_status",),
        ("total",),
        ("item_quantity",),
        ("item_name",),
        ("item_price",),
        ("currency",),
    ),
    read=read,
    ignored=names_in(
        "Fulfillment Status, Fulfilled at, Accepts Marketing, Lineitem compare at price, Lineitem requires "
        "shipping, Lineitem taxable, Lineitem fulfillment status, Notes, Note Attributes, Cancelled at, Payment "
        "Method, Vendor, Employee, Location, Device ID, Id, Tags, Risk Level, Source, Receipt Number, Payment "
        "Terms Name, Next Payment Due At, Tax Name, Tax Value"
    ),
    ignored_like=r"(billing|shipping) (street|address\d|city|zip|province|country|province name|name|company|phone)"
    r"|tax \d+ (name|value)",
)
