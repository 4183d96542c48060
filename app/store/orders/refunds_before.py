"""What a request has made of an order before, read for many requests in two statements.

A run that is started again asks for everything once more, and nearly all of it is over: whatever is not is left to
those who look closer.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, Row, Select, Text, and_, any_, bindparam, case, func, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.money import Money
from app.domain.orders.orders import NEVER_PAID, status_of
from app.domain.orders.results import OrderResult, PaymentResult, Result
from app.domain.reversals.rules import ReversalAction
from app.domain.reversals.states import AttemptOutcome, OperationKind, PaymentStatus, RetryState
from app.store.tables.payments import OPERATIONS, ORDER_REFUNDS, ORDERS, REFUNDS, REQUEST_KEYS, TRANSACTIONS


@dataclass(frozen=True, slots=True)
class Before:
    """An earlier request by its apiRequestKey: what it asked, and the number of the order's refund that it made.

    `result` is what became of it, once every payment was refunded; None while anything of it is otherwise.
    """

    fingerprint: bytes
    order_refund_id: int
    result: OrderResult | None


# Made once: they are cheaper to run than to put together.
_PARTS: Select[Any] = (
    select(
        REQUEST_KEYS.c.merchant_id,
        REQUEST_KEYS.c.key,
        REQUEST_KEYS.c.fingerprint,
        REQUEST_KEYS.c.order_refund_id,
        ORDERS.c.id.label("order_row_id"),
        ORDERS.c.currency,
        OPERATIONS.c.kind,
        OPERATIONS.c.state,
        OPERATIONS.c.last_outcome,
        TRANSACTIONS.c.legacy_id.label("payment"),
        TRANSACTIONS.c.amount.label("paid"),
        TRANSACTIONS.c.status.label("payment_status"),
        REFUNDS.c.legacy_id.label("refund"),
        REFUNDS.c.amount.label("refunded"),
        REFUNDS.c.status.label("refund_status"),
        select(func.count())
        .where(REFUNDS.c.order_refund_id == ORDER_REFUNDS.c.id)
        .correlate(ORDER_REFUNDS)
        .scalar_subquery()
        .label("refunds"),
    )
    .join(ORDER_REFUNDS, ORDER_REFUNDS.c.id == REQUEST_KEYS.c.order_refund_id)
    .join(ORDERS, ORDERS.c.id == ORDER_REFUNDS.c.order_row_id)
    .outerjoin(
        OPERATIONS,
        and_(
            OPERATIONS.c.order_refund_id == ORDER_REFUNDS.c.id,
            OPERATIONS.c.kind.in_([OperationKind.VOID, OperationKind.REFUND]),
        ),
    )
    .outerjoin(TRANSACTIONS, TRANSACTIONS.c.id == OPERATIONS.c.transaction_id)
    .outerjoin(REFUNDS, REFUNDS.c.id == OPERATIONS.c.refund_id)
    .where(
        REQUEST_KEYS.c.merchant_id == any_(bindparam("merchants", type_=ARRAY(BigInteger))),
        REQUEST_KEYS.c.key == any_(bindparam("keys", type_=ARRAY(Text))),
    )
    .order_by(TRANSACTIONS.c.created_at.desc(), TRANSACTIONS.c.id.desc())
)

_MONEY: Select[Any] = (
    select(
        TRANSACTIONS.c.belongs_to,
        func.sum(
            case(
                (TRANSACTIONS.c.status == PaymentStatus.VOIDED, TRANSACTIONS.c.amount),
                else_=TRANSACTIONS.c.reserved_amount,
            )
        ).label("refunded"),
        func.sum(case((TRANSACTIONS.c.status.in_(NEVER_PAID), 0), else_=TRANSACTIONS.c.amount)).label("paid"),
    )
    .where(TRANSACTIONS.c.belongs_to == any_(bindparam("orders", type_=ARRAY(BigInteger))))
    .group_by(TRANSACTIONS.c.belongs_to)
)


async def find(session: AsyncSession, asked: Sequence[tuple[int, str]]) -> dict[tuple[int, str], Before]:
    """Those of the requests that made a refund of an order, by their merchant's number and their key.

    Keys that no longer hold are among them.
    """
    values = {"merchants": [*{merchant for merchant, _ in asked}], "keys": [key for _, key in asked]}
    rows = defaultdict[tuple[int, str], list[Row[Any]]](list)
    for row in await session.execute(_PARTS, values):
        rows[row.merchant_id, row.key].append(row)
    numbers = {found[0].order_row_id for found in rows.values()}
    money = {row.belongs_to: row for row in await session.execute(_MONEY, {"orders": [*numbers]})}
    return {name: _before(found, money.get(found[0].order_row_id)) for name, found in rows.items()}


def _before(rows: Sequence[Row[Any]], money: Row[Any] | None) -> Before:
    row = rows[0]
    result = None
    # A payment has one operation, unless a void turned into a refund; a refund has none while it awaits approval.
    over = all((each.state, each.last_outcome) == (RetryState.SUCCEEDED, AttemptOutcome.ACCEPTED) for each in rows)
    alone = len({each.payment for each in rows}) == len(rows)
    if over and alone and row.refunds == sum(each.refund is not None for each in rows) and money is not None:
        payments = tuple(_payment(each) for each in rows)
        if all(each.result is Result.GIVEN_BACK for each in payments):
            refunded, paid = Money(int(money.refunded), row.currency), Money(int(money.paid), row.currency)
            result = OrderResult(row.currency, status_of(refunded, paid), paid - refunded, payments)
    return Before(row.fingerprint, row.order_refund_id, result)


def _payment(row: Row[Any]) -> PaymentResult:
    refunds = row.kind == OperationKind.REFUND
    return PaymentResult(
        payment=row.payment,
        action=ReversalAction.REFUND if refunds else ReversalAction.VOID,
        refund=row.refund,
        status=PaymentStatus(row.refund_status if refunds else row.payment_status),
        amount=Money(row.refunded if refunds else row.paid, row.currency),
        outcome=AttemptOutcome(row.last_outcome),
    )
