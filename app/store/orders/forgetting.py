"""Deletes what is known of a customer. What was paid, refunded and decided stays, with every amount (SPEC 16.4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, any_, func, literal, or_, select, text, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from app.store.tables.payments import CUSTOMERS, ORDERS

KEPT_OF_A_METHOD = ("brand", "refundable")
"""What stays of the payment method that a payment was made with, beside whether it was PayPal."""

SAID_OF_A_PERSON = ("custom_fields", "billing_address", "customer")
"""What a client sent along with a payment and may tell of a person, beside where the goods go."""

_THEIRS = "(customer_id = ANY (CAST(:customers AS bigint[])) OR belongs_to = ANY (CAST(:orders AS bigint[])))"

_OF_A_METHOD = """
            SELECT coalesce(jsonb_object_agg(name, CASE name WHEN 'payer_email' THEN '""' ELSE value END), '{{}}')
            FROM jsonb_each({}.method) AS each(name, value)
            WHERE name = 'payer_email' OR name = ANY (CAST(:kept AS text[]))
"""

_PAYMENTS = text(f"""
WITH theirs AS MATERIALIZED (
    SELECT id FROM transactions WHERE merchant_id = :merchant AND {_THEIRS} ORDER BY id FOR NO KEY UPDATE
), changed AS (
    UPDATE transactions t
    SET method = ({_OF_A_METHOD.format("t").strip()}),
        details = (t.details - CAST(:said AS text[])) #- '{{shipping,shipping_address}}'
    FROM theirs WHERE t.id = theirs.id
    RETURNING t.id
), unsaid AS (
    UPDATE outbox
    SET facts = facts || '{{"customer_name": null, "customer_email": null}}',
        recipient = CASE WHEN kind LIKE 'CUSTOMER%' THEN 'forgotten' ELSE recipient END,
        next_try_at = CASE WHEN kind LIKE 'CUSTOMER%' THEN NULL ELSE next_try_at END,
        failed_at = CASE WHEN kind LIKE 'CUSTOMER%' AND sent_at IS NULL THEN coalesce(failed_at, now())
            ELSE failed_at END,
        last_error = CASE WHEN kind LIKE 'CUSTOMER%' THEN NULL ELSE last_error END
    WHERE transaction_id IN (SELECT id FROM theirs)
    RETURNING id
)
SELECT (SELECT count(*) FROM changed) AS payments, (SELECT count(*) FROM unsaid) AS messages
""")  # noqa: S608 -- a condition of our own
"""An empty address says that a payment was made by PayPal, and tells of nobody. A mail to the customer that waits is
never sent, and what a mail server said of the address goes with it.
"""

_VAULT = text(f"""
UPDATE payment_methods p
SET method = ({_OF_A_METHOD.format("p").strip()}), deleted_at = coalesce(deleted_at, clock_timestamp())
WHERE merchant_id = :merchant AND customer_id = ANY (CAST(:customers AS bigint[]))
""")  # noqa: S608 -- a condition of our own

_CORRECTIONS = text("""
UPDATE changes SET facts = (facts - 'before' - 'after') || '{"forgotten": true}'
WHERE merchant_id = :merchant AND (
    kind = 'ORDER_CORRECTED' AND facts->>'part' = 'CUSTOMER' AND order_row_id = ANY (CAST(:orders AS bigint[]))
    OR kind = 'CUSTOMER_CORRECTED' AND facts->>'customer' = ANY (CAST(:names AS text[]))
)
""")


@dataclass(frozen=True, slots=True)
class Known:
    """The numbers of customers that were found, of their orders, and the customers' legacy ids."""

    customers: tuple[int, ...]
    names: tuple[str, ...]
    orders: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Cleared:
    """How many payments and messages were there to be cleared."""

    payments: int
    messages: int


async def hold(session: AsyncSession, merchant_id: int, *, legacy_id: str | None, email: str | None) -> Known:
    """The merchant's customers of that legacy id, or of that e-mail address, with their orders and those that have the
    address alone: all of them locked, orders first.
    """
    whose = CUSTOMERS.c.merchant_id == merchant_id
    address = None if email is None else email.lower()
    named = CUSTOMERS.c.legacy_id == legacy_id if address is None else func.lower(CUSTOMERS.c.email) == address
    found = select(CUSTOMERS.c.id, CUSTOMERS.c.legacy_id).where(whose, named).order_by(CUSTOMERS.c.id)
    customers = (await session.execute(found)).all()
    numbers = [each.id for each in customers]
    theirs = ORDERS.c.customer_id == any_(_numbers(numbers))
    if address is not None:
        theirs = or_(theirs, func.lower(ORDERS.c.customer_email) == address)
    orders = select(ORDERS.c.id).where(ORDERS.c.merchant_id == merchant_id, theirs).order_by(ORDERS.c.order_id)
    held = (await session.execute(orders.with_for_update(key_share=True))).scalars().all()
    locked = select(CUSTOMERS.c.id).where(CUSTOMERS.c.id == any_(_numbers(numbers))).order_by(CUSTOMERS.c.id)
    await session.execute(locked.with_for_update(key_share=True))
    return Known(tuple(numbers), tuple(each.legacy_id for each in customers), tuple(held))


async def clear(session: AsyncSession, merchant_id: int, known: Known) -> Cleared:
    """Deletes what is known of the customers, which are held with their orders: names, addresses, numbers, what their
    payments were made with, and what they were called in messages and corrections. Their methods in the vault end.
    """
    nothing = dict.fromkeys(("email", "first_name", "last_name", "company", "phone_number"))
    await session.execute(update(CUSTOMERS).where(CUSTOMERS.c.id == any_(_numbers(known.customers))).values(nothing))
    of_orders = update(ORDERS).where(ORDERS.c.id == any_(_numbers(known.orders)))
    await session.execute(of_orders.values(customer_email=None))
    names: dict[str, Any] = {"customers": list(known.customers), "orders": list(known.orders)}
    theirs = {**names, "merchant": merchant_id, "kept": list(KEPT_OF_A_METHOD)}
    row = (await session.execute(_PAYMENTS, {**theirs, "said": list(SAID_OF_A_PERSON)})).one()
    await session.execute(_VAULT, {name: value for name, value in theirs.items() if name != "orders"})
    corrected = {"merchant": merchant_id, "orders": list(known.orders), "names": list(known.names)}
    await session.execute(_CORRECTIONS, corrected)
    return Cleared(row.payments, row.messages)


def _numbers(values: Sequence[int]) -> Any:
    return literal(list(values), ARRAY(BigInteger))
