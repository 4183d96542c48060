"""Reads what is needed to go on with operations, as of one moment, for many at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Table, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.people.people import Actor, ActorKind
from app.domain.reversals.payments import Merchant, Operation, Refund, Transaction
from app.store.database import Connection, driver_of
from app.store.orders import order_refunds
from app.store.reversals.rows import account_from, merchant_from, operation_from, refund_of, transaction_of
from app.store.tables.payments import MERCHANT_ACCOUNTS, MERCHANTS, OPERATIONS, REFUNDS, TRANSACTIONS


def prefixed(alias: str, name: str, table: Table) -> str:
    """All columns of the table called `alias`, each under its own name behind `name`."""
    return ", ".join(f"{alias}.{column.name} AS {name}__{column.name}" for column in table.c)


_OPERATIONS = f"""
    SELECT {prefixed("o", "operation", OPERATIONS)}, {prefixed("t", "transaction", TRANSACTIONS)},
        {prefixed("a", "account", MERCHANT_ACCOUNTS)}, {prefixed("m", "merchant", MERCHANTS)},
        {prefixed("r", "refund", REFUNDS)}, {prefixed("b", "refund_account", MERCHANT_ACCOUNTS)},
        {prefixed("h", "open", OPERATIONS)}, t.xmin::text AS version, m.xmin::text AS merchant_version,
        o.xmin::text AS operation_version
    FROM unnest($1::bigint[]) AS asked(id)
    JOIN operations o ON o.id = asked.id
    JOIN merchants m ON m.id = o.merchant_id
    JOIN transactions t ON t.id = o.transaction_id
    JOIN merchant_accounts a ON a.id = t.account_id
    LEFT JOIN LATERAL (SELECT * FROM refunds r WHERE r.id = o.refund_id LIMIT 1) r ON true
    LEFT JOIN LATERAL (SELECT * FROM merchant_accounts b WHERE b.id = r.account_id LIMIT 1) b ON true
    LEFT JOIN LATERAL (
        SELECT * FROM operations h
        WHERE h.transaction_id = t.id AND h.refund_id IS NULL AND h.state IN ('WAITING', 'RUNNING', 'PAUSED') LIMIT 1
    ) h ON true
"""  # noqa: S608 -- the columns' names are those of our own tables


@dataclass(frozen=True, slots=True)
class Requester:
    """Who asked for an operation: a key or a person of the merchant's, by its id and the name that it had then."""

    merchant_id: int
    kind: ActorKind
    id: str
    name: str

    @classmethod
    def of(cls, actor: Actor) -> "Requester":
        return cls(actor.merchant_id, actor.kind, actor.id, actor.name)


@dataclass(frozen=True, slots=True)
class Known:
    """An operation with its transaction, its refund if it has one, its merchant, and who asked, as of one moment.

    `version` changes whenever the transaction's row does, `merchant_version` whenever the merchant's does, and so on.
    Without a `version` nothing may be concluded from the transaction: it is as it was before the operation was
    reserved; without an `operation_version` this was not read, but is what was written.
    """

    operation: Operation
    transaction: Transaction
    refund: Refund | None
    merchant: Merchant
    version: str | None
    merchant_version: str
    operation_version: str | None = None
    requester: Requester | None = None


async def operations(connection: Connection, ids: Sequence[int]) -> dict[int, Known]:
    """What there is of the operations of those numbers."""
    found = {}
    for row in await connection.fetch(_OPERATIONS, ids):
        operation = operation_from(row, "operation__")
        opened = None if row["open__id"] is None else operation_from(row, "open__")
        transaction = transaction_of(row, account_from(row, "account__"), opened, "transaction__")
        refund = None
        if row["refund__id"] is not None:
            refund = refund_of(row, account_from(row, "refund_account__"), operation, "refund__")
        merchant = merchant_from(row, "merchant__")
        kind, id_ = ActorKind(row["operation__requested_by_kind"]), row["operation__requested_by_id"]
        found[operation.id] = Known(
            operation,
            transaction,
            refund,
            merchant,
            row["version"],
            row["merchant_version"],
            row["operation_version"],
            Requester(operation.merchant_id, kind, id_, operation.requested_by),
        )
    return found


async def hold(session: AsyncSession, operation_id: int) -> Known:
    """What there is of the operation, locked until the end of the session's work.

    The order's row is locked before the transaction's, where the outcome may change the order, and the transaction's
    before the operation's, everywhere.
    """
    found = select(OPERATIONS.c.transaction_id, OPERATIONS.c.order_refund_id).where(OPERATIONS.c.id == operation_id)
    row = (await session.execute(found)).one()
    await order_refunds.lock_order(session, row.order_refund_id)
    for table, number in ((TRANSACTIONS, row.transaction_id), (OPERATIONS, operation_id)):
        await session.execute(select(table.c.id).where(table.c.id == number).with_for_update())
    return (await operations(await driver_of(session), [operation_id]))[operation_id]
