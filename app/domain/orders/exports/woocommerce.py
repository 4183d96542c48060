"""WooCommerce: exports of one row for each item, as the common plug-ins write them, and WooCommerce's own analytics.

Plug-ins have names of their own for the same columns. Their totals of line items are without tax and after discounts;
taxes stand beside them, or only in the order's own. Rows of other types carry shipping, fees, taxes and discounts. The
analytics have orders and totals only, written for people.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.money import Money
from app.domain.orders.exports.cells import Cell, NotAllowedHere, money
from app.domain.orders.exports.formats import Column, Format, names_in
from app.domain.orders.exports.reading import Reading, Row, rows_that_say
from app.domain.orders.orders import AdjustmentKind
from app.domain.orders.recording import LineItemTold
from app.domain.reversals.states import PaymentStatus

PAID, REFUNDED, UNPAID = "paid", "refunded", "unpaid"
STATUSES = {
    "processing": PAID,
    "completed": PAID,
    "refunded": REFUNDED,
    "on hold": UNPAID,
    "pending": UNPAID,
    "pending payment": UNPAID,
    "failed": UNPAID,
    "cancelled": UNPAID,
    "checkout draft": UNPAID,
    "draft": UNPAID,
}
ITEM = "line item"
TYPES: dict[str, str | AdjustmentKind] = {
    "line item": ITEM,
    "product": ITEM,
    "shipping": AdjustmentKind.SHIPPING,
    "fee": AdjustmentKind.FEE,
    "tax": AdjustmentKind.TAX,
    "coupon": AdjustmentKind.DISCOUNT,
    "discount": AdjustmentKind.DISCOUNT,
}
BESIDE = (
    (AdjustmentKind.SHIPPING, "shipping", "shipping_tax", "Shipping"),
    (AdjustmentKind.FEE, "fees", "fees_tax", "Fees"),
)
TOTALS = ("item_total_with_tax", "item_total", "item_cost")
"""The columns of what was paid for a row, the most exact one first."""


def read(reading: Reading) -> None:
    """The order of these rows."""
    reading.placed_at = reading.moment("placed_at")
    reading.add_customer("email", "full_name", "company", ("phone",))
    if reading.cell("first_name") or reading.cell("last_name"):
        reading.add_name("first_name", "last_name")
    if "analytics_total" in reading.header.has:
        _read_analytics(reading)
        return
    sums = _Sums(reading.nothing)
    for row in rows_that_say(reading, "item_name", "item_sku", *TOTALS):
        _read_row(reading, row, sums)
    total = reading.amount("total")
    if reading.cell("total") is None:
        reading.lacks("total")
    if total is not None and not reading.wrongs:
        _read_beside(reading, total, sums)
        _read_payment(reading, total, reading.amount_or_nothing("refunded"))


@dataclass(slots=True)
class _Sums:
    """Of an order's rows: the taxes that they say, their coupons, and which types of rows there are."""

    taxes: Money
    coupons: Money | None = None
    types: set[AdjustmentKind] = field(default_factory=set)


def _read_row(reading: Reading, row: Row, sums: _Sums) -> None:
    kind = reading.word("item_type", TYPES, row) if reading.cell("item_type", row) else ITEM
    paid = _paid(reading, row)
    if kind is None or paid is None:
        return
    if not isinstance(kind, AdjustmentKind):
        _read_item(reading, row, paid)
        sums.taxes = sums.taxes + reading.amount_or_nothing("item_tax", row)
        return
    sums.types.add(kind)
    if kind is AdjustmentKind.DISCOUNT:
        sums.coupons = reading.as_money(abs(paid.minor)) + (sums.coupons or reading.nothing)
        return
    name = reading.text("item_name", row) or kind.capitalize()
    reading.add_adjustment(kind, paid, name, _total_column(row), row)
    sums.taxes = sums.taxes + (paid if kind is AdjustmentKind.TAX else reading.amount_or_nothing("item_tax", row))


def _read_item(reading: Reading, row: Row, paid: Money) -> None:
    pieces = reading.pieces("item_quantity", row)
    cell = reading.cell("item_quantity", row)
    if cell is None:
        reading.lacks("item_quantity", row.line)
    if not pieces:
        if cell is not None and pieces == 0 and paid:
            reading.blame(cell, "of what was paid for, at least 1 is needed: export the quantity without refunds.")
        return
    before = _before_discounts(reading, row)
    price = before if before is not None and paid < before else paid
    name = reading.text("item_name", row) or reading.text("item_sku", row) or ""
    item = LineItemTold(
        item_id=reading.item_id(reading.text("item_sku", row), name),
        name=name,
        quantity=pieces,
        total_amount=str(price),
        discount_amount=str(price - paid) if paid < price else None,
    )
    columns = {"quantity": "item_quantity", "totalAmount": _total_column(row), "discountAmount": "item_subtotal"}
    reading.add_item(item, paid, row, name="item_name", id="item_sku", **columns)


def _before_discounts(reading: Reading, row: Row) -> Money | None:
    """The price of a line item with as much tax as its total has; None if the file does not say it."""
    before = reading.amount("item_subtotal", row)
    with_taxes = {"item_tax", "item_total_with_tax"} & reading.header.has
    if before is None or (with_taxes and "item_subtotal_tax" not in reading.header.has):
        return None
    return before + reading.amount_or_nothing("item_subtotal_tax", row) if with_taxes else before


def _paid(reading: Reading, row: Row) -> Money | None:
    """What was paid for a row, with tax where the file says that for each row."""
    column = _total_column(row)
    if reading.cell(column, row) is None:
        reading.lacks(column, row.line)
    amount = reading.amount(column, row)
    if amount is None or column == "item_total_with_tax":
        return amount
    if column == "item_cost":
        amount = reading.as_money(amount.minor * (reading.pieces("item_quantity", row) or 0))
    return amount + reading.amount_or_nothing("item_tax", row)


def _total_column(row: Row) -> str:
    return next((name for name in TOTALS if name in row.cells), "item_total")


def _read_beside(reading: Reading, total: Money, sums: _Sums) -> None:
    """Shipping, fees, taxes and discounts of the order, as far as no rows of their own say them."""
    taxes = sums.taxes
    for kind, column, tax_column, name in BESIDE:
        if kind not in sums.types:
            tax = reading.amount_or_nothing(tax_column)
            reading.add_adjustment(kind, reading.amount_or_nothing(column) + tax, name, column)
            taxes = taxes + tax
    said = reading.amount("taxes")
    hidden = "item_total_with_tax" in reading.header.has and "item_tax" not in reading.header.has
    if said is not None and AdjustmentKind.TAX not in sums.types and not hidden:
        if said < taxes:
            reading.differ("taxes", said, taxes, "the taxes of its rows, shipping and fees")
            return
        reading.add_adjustment(AdjustmentKind.TAX, said - taxes, "Taxes", "taxes")
    discount = reading.amount_or_nothing("discount") if sums.coupons is None else sums.coupons
    if reading.sum != total and reading.sum - discount == total:
        reading.add_adjustment(AdjustmentKind.DISCOUNT, reading.nothing - discount, "Discount", "discount")
    if reading.sum != total and not reading.wrongs:
        reading.differ("total", total, reading.sum, "line items, shipping, fees, taxes and discounts")


def _read_payment(reading: Reading, total: Money, refunded: Money) -> None:
    status = reading.word("status", STATUSES)
    if status in {None, UNPAID}:
        return
    column = "total" if "total" in reading.header.has else "analytics_total"
    reading.paid(
        total,
        PaymentStatus.SETTLED,
        gateway_id=reading.text("transaction_id"),
        at=reading.moment("paid_at"),
        # Plug-ins write what was refunded with and without a sign.
        refunded=total if status == REFUNDED else reading.as_money(abs(refunded.minor)),
        gatewayTransactionId="transaction_id",
        amount=column,
        status="status",
        createdAt="paid_at",
        refundedAmount="refunded",
    )


def _read_analytics(reading: Reading) -> None:
    """An order of the analytics: its total, and behind it what is left of that once something was refunded."""
    cell = reading.cell("analytics_total")
    if cell is None:
        reading.lacks("analytics_total")
        return
    comma, currency = reading.terms.decimal_comma, reading.nothing.currency
    try:
        amounts = [money(text, currency, decimal_comma=comma, spelled=True) for text in _AMOUNTS.findall(cell.text)]
    except NotAllowedHere as error:
        reading.blame(cell, str(error))
        return
    if not 1 <= len(amounts) <= 2:
        reading.blame(cell, "an amount such as $12.50 is allowed.")
        return
    _read_payment(reading, amounts[0], amounts[0] - amounts[-1])


_AMOUNTS = re.compile(r"[^\d\s]{0,5}\s?\d[\d.,]*(?:\s?[^\d\s.,]{1,5}(?=\s|$))?")


def is_refund(cells: Mapping[str, Cell]) -> bool:
    """Whether a row of the analytics is a refund: the row of its order says what is left."""
    return "net_sales" in cells and "-" in cells["net_sales"].text


WOOCOMMERCE = Format(
    name="woocommerce",
    what="one row for each item, of an export plug-in, or the analytics of orders",
    columns=(
        Column(
            "order_id", ("order_number_formatted", "order_number", "Order Number", "Order #", "order_id", "Order ID")
        ),
        Column("currency", ("order_currency", "Order Currency", "Currency")),
        Column("status", ("order_status", "Order Status", "Status")),
        Column("total", ("order_total", "Order Total Amount", "Order Total")),
        Column("analytics_total", ("N. Revenue (formatted)",)),
        Column("net_sales", ("Net Sales", "N. Revenue"), of_order=False),
        Column("placed_at", ("order_date", "Order Date", "Date")),
        Column("paid_at", ("paid_date", "Paid Date", "date_paid")),
        Column("transaction_id", ("transaction_id", "Transaction ID")),
        Column("refunded", ("refunded_total", "Order Refund Amount", "Order Total Refunded")),
        Column("shipping", ("shipping_total", "Order Shipping Amount")),
        Column("shipping_tax", ("shipping_tax_total", "Order Shipping Tax Amount")),
        Column("fees", ("fee_total", "Order Fees Amount", "Fees Amount")),
        Column("fees_tax", ("fee_tax_total", "Order Fees Tax Amount")),
        Column("taxes", ("tax_total", "Order Total Tax Amount")),
        Column("discount", ("discount_total", "Cart Discount Amount")),
        Column("email", ("billing_email", "Email (Billing)", "Billing Email", "customer_email", "Customer Email")),
        Column("first_name", ("billing_first_name", "First Name (Billing)", "Billing First Name")),
        Column("last_name", ("billing_last_name", "Last Name (Billing)", "Billing Last Name")),
        Column("full_name", ("billing_full_name", "Full Name (Billing)", "Customer")),
        Column("company", ("billing_company", "Company (Billing)", "Billing Company")),
        Column("phone", ("billing_phone", "Phone (Billing)", "Billing Phone")),
        Column("item_type", ("line_type", "item_type", "Item Type"), of_order=False),
        Column("item_name", ("item_name", "Item Name", "Product Name", "Name"), of_order=False),
        Column("item_sku", ("item_sku", "SKU"), of_order=False),
        Column("item_quantity", ("item_quantity", "Quantity", "Quantity (- Refund)"), of_order=False),
        Column("item_subtotal", ("item_subtotal", "Order Line Subtotal"), of_order=False),
        Column("item_subtotal_tax", ("item_subtotal_tax", "Order Line Subtotal Tax"), of_order=False),
        Column("item_total", ("item_total", "Order Line Total", "Order Line (w/o tax)"), of_order=False),
        Column("item_tax", ("item_total_tax", "item_tax", "Order Line Tax"), of_order=False),
        Column("item_total_with_tax", ("Order Line Total (include tax)",), of_order=False),
        Column("item_cost", ("item_price", "Item Cost"), of_order=False),
    ),
    needed=(
        ("order_id",),
        ("status",),
        ("total", "analytics_total"),
        ("item_total", "item_total_with_tax", "item_cost", "analytics_total"),
        ("item_quantity", "analytics_total"),
        ("currency",),
    ),
    read=read,
    leaves_out=is_refund,
    ignored=names_in(
        "order_id, order_number, order_key, wt_import_key, customer_id, customer_user, customer_note, "
        "customer_ip_address, customer_user_agent, payment_method, payment_method_title, shipping_method, "
        "vat_number, cart_discount, order_discount, order_subtotal, item_id, item_product_id, item_meta, "
        "item_refunded, item_refunded_qty, line_items, shipping_items, fee_items, tax_items, coupon_items, "
        "coupons, refunds, refund_items, order_notes, download_permissions, download_permissions_granted, "
        "date_completed, Customer Note, Customer type, Item #, Item Tax Rate, Item Discount Amount, Product Id, "
        "Product Variation, Category, Image URL, Coupon Code, Discount Amount, Discount Amount Tax, Coupon(s), "
        "Coupons Used, Payment Method Title, Payment Method, Shipping Method Title, Shipping Method, Cart Discount "
        "Amount (inc. tax), Order Subtotal Amount, Order Tax Amount, Order Line Total Refunded, Order Line Total "
        "(- Refund), Order Line Tax Refunded, Order Line Tax (- Refund), Order Total Amount (- Refund), Order "
        "Total Amount without Tax, Total items, Total products, Product(s), Items sold, Attribution, Completed "
        "Date"
    ),
    ignored_like=r"(billing|shipping)_\w+|.+ \((billing|shipping)\)|meta:.+",
)
