"""Orders that are brought in, many at a time: each function is one statement, however many there are.

A session that brings in orders locks the customers' e-mail addresses first, then the orders, then customers, each in a
fixed sequence: two sessions never wait for each other.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Row, Text, any_, bindparam, func, literal, or_, select, text, update
from sqlalchemy.dialects.postgresql import ARRAY, distinct_on, insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.history.kinds import ChangeKind, Entry
from app.domain.ids import new_legacy_id
from app.domain.money import Money
from app.domain.orders.contradictions import KnownPayment
from app.domain.orders.recording import CustomerTold, MadeElsewhere
from app.domain.people.people import Actor
from app.domain.reversals.payments import MerchantAccount, PaymentMethod, Transaction
from app.domain.reversals.states import PaymentSource, PaymentStatus
from app.store.reversals.rows import method_columns, select_transactions, transaction_from
from app.store.tables.gateways import OTHER_GATEWAY_IDS
from app.store.tables.payments import CHANGES, CUSTOMERS, ORDERS, STATUS_EVENTS, TRANSACTIONS


class Overtaken(Exception):
    """Somebody else brought in the same at the same time, and came first. Nothing may be kept; another try sees it."""


@dataclass(frozen=True, slots=True)
class NewOrder:
    """A new order."""

    order_id: str
    currency: str
    customer_id: int | None
    customer_email: str | None
    placed_at: datetime


@dataclass(frozen=True, slots=True)
class NewPayment:
    """A new payment, made elsewhere, of the order of that number."""

    made: MadeElsewhere
    account: MerchantAccount
    order_number: int
    order_id: str
    customer_id: int | None
    created_at: datetime


async def hold_addresses(session: AsyncSession, merchant_id: int, emails: Collection[str]) -> None:
    """Locks these e-mail addresses until the end of the session's work: no other session makes a customer of one."""
    keys = [f"customer {merchant_id} {email}" for email in sorted(emails)]
    statement = text("SELECT pg_advisory_xact_lock(hashtextextended(key, 0)) FROM unnest(CAST(:keys AS text[])) AS key")
    await session.execute(statement, {"keys": keys})


async def lock_orders(session: AsyncSession, merchant_id: int, order_ids: Collection[str]) -> dict[str, int]:
    """The numbers of those of the orders that there are, held until the end of the session's work."""
    statement = (
        select(ORDERS.c.order_id, ORDERS.c.id)
        .where(ORDERS.c.merchant_id == merchant_id, ORDERS.c.order_id == any_(_texts(order_ids)))
        .order_by(ORDERS.c.order_id)
        .with_for_update(key_share=True)
    )
    return {row.order_id: row.id for row in await session.execute(statement)}


async def known_payments(
    session: AsyncSession, merchant_id: int, payments: Collection[MadeElsewhere]
) -> dict[str, KnownPayment]:
    """The merchant's transactions that a gateway knows by an id of one of these payments, by that one's first id."""
    ids = sorted({each for made in payments for each in (made.gateway_id, *made.other_ids)})
    if not ids:
        return {}
    named = await session.execute(
        select(OTHER_GATEWAY_IDS.c.gateway_id, OTHER_GATEWAY_IDS.c.transaction_id).where(
            OTHER_GATEWAY_IDS.c.merchant_id == merchant_id, OTHER_GATEWAY_IDS.c.gateway_id == any_(_texts(ids))
        )
    )
    by_other_id = {row.gateway_id: row.transaction_id for row in named}
    statement = select_transactions().where(
        TRANSACTIONS.c.merchant_id == merchant_id,
        or_(
            TRANSACTIONS.c.gateway_id == any_(_texts(ids)),
            TRANSACTIONS.c.legacy_id == any_(_texts(ids)),
            TRANSACTIONS.c.id == any_(_numbers(by_other_id.values())),
        ),
    )
    found = [transaction_from(row) for row in await session.execute(statement)]
    recorded = await _recorded(session, [each for each in found if each.gateway_id is not None])
    first = await _first_statuses(session, list(recorded))
    known = {each.id: KnownPayment(each, first.get(each.id), recorded.get(each.id)) for each in found}
    # What carries such an id at the gateway is meant before what has it as its own.
    by_id = {each.legacy_id: known[each.id] for each in found if each.legacy_id in ids}
    by_id |= {other: known[number] for other, number in by_other_id.items()}
    by_id |= {each.at_gateway: known[each.id] for each in found if each.gateway_id is not None}
    names = {made.gateway_id: (made.gateway_id, *made.other_ids) for made in payments}
    return {
        first_id: by_id[meant]
        for first_id, ids_of_it in names.items()
        if (meant := next((each for each in ids_of_it if each in by_id), None)) is not None
    }


async def _first_statuses(session: AsyncSession, transaction_ids: list[int]) -> dict[int, PaymentStatus]:
    statement = (
        select(STATUS_EVENTS.c.transaction_id, STATUS_EVENTS.c.status)
        .where(STATUS_EVENTS.c.transaction_id == any_(_numbers(transaction_ids)))
        .ext(distinct_on(STATUS_EVENTS.c.transaction_id))
        .order_by(STATUS_EVENTS.c.transaction_id, STATUS_EVENTS.c.id)
    )
    return {row.transaction_id: PaymentStatus(row.status) for row in await session.execute(statement)}


async def _recorded(session: AsyncSession, brought_in: list[Transaction]) -> dict[int, Money | None]:
    """Those that orders were recorded with, by their numbers, and what of each was told to be refunded elsewhere.

    The others were taken over from their gateways, which know better than any file.
    """
    currencies = {each.id: each.amount.currency for each in brought_in}
    amount = CHANGES.c.facts["amount"].as_integer()
    statement = select(CHANGES.c.transaction_id, amount.label("amount")).where(
        CHANGES.c.transaction_id == any_(_numbers(currencies)),
        CHANGES.c.kind == ChangeKind.PAYMENT_RECORDED,
    )
    rows = await session.execute(statement)
    return {
        row.transaction_id: None if row.amount is None else Money(row.amount, currencies[row.transaction_id])
        for row in rows
    }


async def customers(session: AsyncSession, merchant_id: int, numbers: Collection[int]) -> dict[int, CustomerTold]:
    """What is known of those customers."""
    statement = select(CUSTOMERS).where(
        CUSTOMERS.c.merchant_id == merchant_id, CUSTOMERS.c.id == any_(_numbers(numbers))
    )
    return {row.id: _customer(row) for row in await session.execute(statement)}


async def customers_by_email(
    session: AsyncSession, merchant_id: int, emails: Collection[str]
) -> dict[str, list[tuple[int, CustomerTold]]]:
    """The customers of those addresses in lower case, by that; the oldest first."""
    email = func.lower(CUSTOMERS.c.email)
    statement = (
        select(CUSTOMERS, email.label("address"))
        .where(CUSTOMERS.c.merchant_id == merchant_id, email == any_(_texts(emails)))
        .order_by(CUSTOMERS.c.id)
    )
    found: dict[str, list[tuple[int, CustomerTold]]] = defaultdict(list)
    for row in await session.execute(statement):
        found[row.address].append((row.id, _customer(row)))
    return found


async def add_customers(
    session: AsyncSession, merchant_id: int, told: Sequence[CustomerTold], now: datetime
) -> list[int]:
    """New customers; their numbers in the same order."""
    if not told:
        return []
    rows = [
        {
            "merchant_id": merchant_id,
            "legacy_id": new_legacy_id(),
            "email": each.email,
            "first_name": each.first_name,
            "last_name": each.last_name,
            "company": each.company,
            "phone_number": each.phone_number,
            "created_at": now,
        }
        for each in told
    ]
    added = insert(CUSTOMERS).returning(CUSTOMERS.c.id, CUSTOMERS.c.legacy_id)
    numbers = {row.legacy_id: row.id for row in await session.execute(added, rows)}
    return [numbers[row["legacy_id"]] for row in rows]


async def fill_customers(session: AsyncSession, known: Mapping[int, CustomerTold]) -> None:
    """What is known of each customer from now on, by their numbers."""
    if not known:
        return
    columns = ("email", "first_name", "last_name", "company", "phone_number")
    statement = (
        update(CUSTOMERS)
        .where(CUSTOMERS.c.id == bindparam("number"))
        .values({name: bindparam(f"told_{name}") for name in columns})
    )
    rows = [
        {"number": number, **{f"told_{name}": getattr(each, name) for name in columns}}
        for number, each in known.items()
    ]
    await (await session.connection()).execute(statement, rows)


async def hold_customer(session: AsyncSession, number: int) -> None:
    """Locks the customer's orders, and then the customer, until the end of the session's work."""
    theirs = select(ORDERS.c.id).where(ORDERS.c.customer_id == number).order_by(ORDERS.c.order_id)
    await session.execute(theirs.with_for_update(key_share=True))
    await session.execute(select(CUSTOMERS.c.id).where(CUSTOMERS.c.id == number).with_for_update(key_share=True))


async def say_address(session: AsyncSession, number: int, email: str | None) -> None:
    """The customer's orders are found by that e-mail address from now on."""
    theirs = ORDERS.c.customer_id == number, ORDERS.c.customer_email.is_distinct_from(email)
    await session.execute(update(ORDERS).where(*theirs).values(customer_email=email))


async def add_orders(
    session: AsyncSession, merchant_id: int, orders: Sequence[NewOrder], now: datetime
) -> dict[str, int]:
    """New orders; their numbers by order id. Raises Overtaken if one is there by now."""
    if not orders:
        return {}
    rows = [
        {
            "merchant_id": merchant_id,
            "legacy_id": new_legacy_id(),
            "order_id": each.order_id,
            "currency": each.currency,
            "customer_id": each.customer_id,
            "customer_email": each.customer_email,
            "placed_at": each.placed_at,
            "recorded_at": now,
        }
        for each in sorted(orders, key=lambda each: each.order_id)
    ]
    added = insert(ORDERS).on_conflict_do_nothing(index_elements=["merchant_id", "order_id"])
    found = await session.execute(added.returning(ORDERS.c.id, ORDERS.c.order_id), rows)
    numbers = {row.order_id: row.id for row in found}
    if len(numbers) < len(rows):
        raise Overtaken
    return numbers


async def complete_order(session: AsyncSession, number: int, **values: Any) -> None:
    """Writes down what was not known of an order: `recorded_at`, `placed_at`, `customer_id`, `customer_email`."""
    await session.execute(update(ORDERS).where(ORDERS.c.id == number).values(**values))


async def add_payments(session: AsyncSession, merchant_id: int, payments: Sequence[NewPayment]) -> dict[str, int]:
    """Payments made elsewhere, none of them confirmed; their numbers by the gateway's ids.

    Their histories begin with the status that was told. Raises Overtaken if one is there by now.
    """
    if not payments:
        return {}
    rows = [
        {
            "merchant_id": merchant_id,
            "legacy_id": new_legacy_id(),
            "account_id": each.account.id,
            "customer_id": each.customer_id,
            "order_id": each.order_id,
            "belongs_to": each.order_number,
            "currency": each.made.amount.currency,
            "amount": each.made.amount.minor,
            "authorized_amount": each.made.amount.minor,
            "status": each.made.status,
            "method": method_columns(PaymentMethod()),
            "source": PaymentSource.UNKNOWN,
            "created_at": each.created_at,
            "gateway_id": each.made.gateway_id,
            "confirmed": False,
        }
        for each in sorted(payments, key=lambda each: each.made.gateway_id)
    ]
    added = insert(TRANSACTIONS).on_conflict_do_nothing(
        index_elements=["merchant_id", "gateway_id"], index_where=TRANSACTIONS.c.gateway_id.is_not(None)
    )
    found = await session.execute(added.returning(TRANSACTIONS.c.id, TRANSACTIONS.c.gateway_id), rows)
    numbers = {row.gateway_id: row.id for row in found}
    if len(numbers) < len(rows):
        raise Overtaken
    others = [
        {"merchant_id": merchant_id, "gateway_id": other, "transaction_id": numbers[each.made.gateway_id]}
        for each in payments
        for other in each.made.other_ids
    ]
    if others:
        await session.execute(insert(OTHER_GATEWAY_IDS).on_conflict_do_nothing(), others)
    events = [
        {
            "transaction_id": numbers[row["gateway_id"]],
            "status": row["status"],
            "at": row["created_at"],
            "amount": row["amount"],
            "currency": row["currency"],
            "source": PaymentSource.UNKNOWN,
        }
        for row in rows
    ]
    await session.execute(insert(STATUS_EVENTS), events)
    return numbers


async def attach_payment(session: AsyncSession, transaction_id: int, order_number: int, order_id: str) -> None:
    """Makes one of the merchant's transactions part of an order. Raises Overtaken if it is part of one by now."""
    statement = (
        update(TRANSACTIONS)
        .where(TRANSACTIONS.c.id == transaction_id, TRANSACTIONS.c.belongs_to.is_(None))
        .values(order_id=order_id, belongs_to=order_number)
        .returning(TRANSACTIONS.c.id)
    )
    if (await session.execute(statement)).one_or_none() is None:
        raise Overtaken


async def add_changes(
    session: AsyncSession, actor: Actor, at: datetime, changes: Sequence[tuple[int, int | None, Entry]]
) -> None:
    """Keeps what `actor` did: to an order's number, to a payment of it or none (SPEC 8.5)."""
    if changes:
        rows = [
            {
                "merchant_id": actor.merchant_id,
                "order_row_id": order_number,
                "transaction_id": transaction_id,
                "at": at,
                "actor_id": actor.id,
                "actor_name": actor.name,
                "source": actor.source,
                "address": actor.address,
                "kind": entry.kind,
                "facts": entry.facts,
            }
            for order_number, transaction_id, entry in changes
        ]
        await session.execute(insert(CHANGES), rows)


def _customer(row: Row[Any]) -> CustomerTold:
    return CustomerTold(
        email=row.email,
        first_name=row.first_name,
        last_name=row.last_name,
        company=row.company,
        phone_number=row.phone_number,
    )


def _texts(values: Collection[str]) -> ColumnElement[Any]:
    return literal(list(values), ARRAY(Text))


def _numbers(values: Collection[int]) -> ColumnElement[Any]:
    return literal(list(values), ARRAY(BigInteger))
