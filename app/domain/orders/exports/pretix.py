"""pretix: the sheet "Order positions" of the export "Order data". It has a row for each ticket, with tax in its price.

Fees stand on a sheet of their own, and which payment was made at which gateway on none: a paid order has one payment of
its positions. Times are those of the event, without a zone.
"""

from app.domain.orders.exports.formats import Column, Format, names_in
from app.domain.orders.exports.reading import Reading, Row, rows_that_say
from app.domain.orders.recording import LineItemTold
from app.domain.reversals.states import PaymentStatus

PAID, UNPAID, CANCELED = "paid", "unpaid", "canceled"
STATUSES = {
    "paid": PAID,
    "pending": UNPAID,
    "expired": UNPAID,
    "overdue": UNPAID,
    "approval pending": UNPAID,
    "confirmed": UNPAID,
    "canceled": CANCELED,
    "canceled (paid fee)": CANCELED,
}


def read(reading: Reading) -> None:
    """The order of these rows; canceled positions of an order that is not canceled are left out."""
    reading.placed_at = reading.moment_of("day", "clock")
    reading.add_customer("email", "name", None, ("phone",))
    rows = [
        (row, reading.word("status", STATUSES, row)) for row in rows_that_say(reading, "product", "price", "status")
    ]
    standing = [row for row, status in rows if status != CANCELED]
    for row in standing or [row for row, _ in rows]:
        _read_position(reading, row)
    found = {status for _, status in rows if status not in {None, CANCELED}}
    if len(found) > 1:
        cell = reading.cell("status", rows[-1][0])
        assert cell is not None, "a row with a status was read"
        reading.blame(cell, "the rows of one order need one status.")
    if found == {PAID} and not reading.wrongs:
        reading.paid(
            reading.sum, PaymentStatus.SETTLED, amount="price", status="status", gatewayTransactionId="order_id"
        )


def _read_position(reading: Reading, row: Row) -> None:
    for name in ("price", "product"):
        if reading.cell(name, row) is None:
            reading.lacks(name, row.line)
    price, product = reading.amount("price", row), reading.text("product", row)
    if price is None or product is None:
        return
    variation = reading.text("variation", row)
    item = LineItemTold(
        item_id=reading.item_id(reading.text("position", row)),
        name=f"{product} – {variation}" if variation else product,
        quantity=1,
        total_amount=str(price),
    )
    reading.add_item(item, price, row, id="position", name="product", totalAmount="price")


PRETIX = Format(
    name="pretix",
    what="the order positions of the export of order data",
    columns=(
        Column("order_id", ("Order code",)),
        Column("currency", ("Currency",)),
        Column("email", ("Email", "E-mail")),
        Column("phone", ("Phone number",)),
        Column("name", ("Invoice address name",)),
        Column("day", ("Order date",)),
        Column("clock", ("Order time",)),
        Column("position", ("Position ID",), of_order=False),
        Column("status", ("Status",), of_order=False),
        Column("product", ("Product",), of_order=False),
        Column("variation", ("Variation",), of_order=False),
        Column("price", ("Price",), of_order=False),
    ),
    needed=(("order_id",), ("position",), ("status",), ("product",), ("price",), ("currency",)),
    read=read,
    ignored=names_in(
        "Event slug, Event name, Event start date, Event end date, Event location, Date, Start date, End date, Tax "
        "rate, Tax rule, Tax value, Tax code, Attendee name, Attendee email, Company, Address, ZIP code, City, "
        "Country, State, Voucher, Voucher budget usage, Voucher tag, Pseudonymization ID, Ticket secret, Seat ID, "
        "Seat name, Seat zone, Seat row, Seat number, Blocked, Valid from, Valid until, Order comment, Comment, "
        "Add to position ID, Add-on to position ID, Follow-up date, VAT ID, Sales channel, Order locale, Requires "
        "special attention, Check-in text, E-mail address verified, External customer ID, Payment providers, "
        "Position order link, Order link, Membership, Product ID, Variation ID, Discount, Customer ID, Check-in "
        "lists"
    ),
    ignored_like=r"(attendee name|invoice address name): .+",
)
