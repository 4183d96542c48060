"""What is followed at gateways: which payments are due to be asked about, and how far imports of them have come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.store.tables.following import FOLLOWED, PAYMENT_IMPORTS
from app.store.tables.gateways import GATEWAY_ACCOUNTS


@dataclass(frozen=True, slots=True)
class Position:
    """An import that has not come to its end: everything made before `at` is in. `ends_at` None is the present."""

    begins_at: datetime
    ends_at: datetime | None
    at: datetime


async def accounts_due(session: AsyncSession, at: datetime) -> list[int]:
    """The numbers of the gateway accounts with a payment that is due by `at`: one look into the index for each."""
    due = select(1).where(FOLLOWED.c.gateway_account_id == GATEWAY_ACCOUNTS.c.id, FOLLOWED.c.due_at <= at).exists()
    statement = select(GATEWAY_ACCOUNTS.c.id).where(due).order_by(GATEWAY_ACCOUNTS.c.id)
    return list((await session.execute(statement)).scalars())


async def take_due(session: AsyncSession, account_id: int, at: datetime, most: int, lease: timedelta) -> list[int]:
    """The numbers of up to `most` of the account's payments that are due by `at`, those first that are due for longest.

    Nobody else takes them before `at` plus `lease`, by when they are due again unless something else was written.
    """
    due = (
        select(FOLLOWED.c.transaction_id)
        .where(FOLLOWED.c.gateway_account_id == account_id, FOLLOWED.c.due_at <= at)
        .order_by(FOLLOWED.c.due_at, FOLLOWED.c.transaction_id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    numbers = list((await session.execute(due)).scalars())
    if numbers:
        taken = update(FOLLOWED).where(FOLLOWED.c.transaction_id.in_(numbers)).values(due_at=at + lease)
        await session.execute(taken)
    return numbers


async def asked_at(session: AsyncSession, transaction_id: int) -> datetime | None:
    """When the gateway last answered a question about the payment; None if it never did, or is not followed."""
    statement = select(FOLLOWED.c.asked_at).where(FOLLOWED.c.transaction_id == transaction_id)
    found: datetime | None = (await session.execute(statement)).scalar_one_or_none()
    return found


async def follow_until(
    session: AsyncSession, transaction_id: int, account_id: int, due_at: datetime | None, asked_at: datetime
) -> None:
    """The gateway has answered at `asked_at`, and is asked next at `due_at`; for None the payment is followed no more.

    The work holds the payment.
    """
    if due_at is None:
        await follow_no_more(session, transaction_id)
        return
    values = {"gateway_account_id": account_id, "due_at": due_at, "asked_at": asked_at, "failures": 0}
    statement = insert(FOLLOWED).values(transaction_id=transaction_id, **values)
    await session.execute(statement.on_conflict_do_update(index_elements=["transaction_id"], set_=values))


async def follow_no_more(session: AsyncSession, transaction_id: int) -> None:
    """Nothing of the payment changes any more. The work holds the payment."""
    await session.execute(delete(FOLLOWED).where(FOLLOWED.c.transaction_id == transaction_id))


async def not_answered(session: AsyncSession, transaction_id: int) -> int:
    """A question about the payment had no answer; how many in a row have had none. 0 if it is not followed."""
    statement = update(FOLLOWED).where(FOLLOWED.c.transaction_id == transaction_id)
    failed = statement.values(failures=FOLLOWED.c.failures + 1).returning(FOLLOWED.c.failures)
    return (await session.execute(failed)).scalar_one_or_none() or 0


async def put_off(session: AsyncSession, transaction_ids: Sequence[int], due_at: datetime) -> None:
    """Those of the payments that are followed are looked at next at `due_at`."""
    statement = update(FOLLOWED).where(FOLLOWED.c.transaction_id.in_(transaction_ids))
    await session.execute(statement.values(due_at=due_at))


async def position(session: AsyncSession, account_id: int) -> Position | None:
    """How far the account's import has come that did not end; None if there is none."""
    row = (
        await session.execute(select(PAYMENT_IMPORTS).where(PAYMENT_IMPORTS.c.gateway_account_id == account_id))
    ).one_or_none()
    return None if row is None else Position(row.begins_at, row.ends_at, row.position)


async def keep_position(session: AsyncSession, account_id: int, reached: Position) -> None:
    values = {"begins_at": reached.begins_at, "ends_at": reached.ends_at, "position": reached.at}
    statement = insert(PAYMENT_IMPORTS).values(gateway_account_id=account_id, **values)
    await session.execute(statement.on_conflict_do_update(index_elements=["gateway_account_id"], set_=values))


async def forget_position(session: AsyncSession, account_id: int) -> None:
    """The account's import has come to its end."""
    await session.execute(delete(PAYMENT_IMPORTS).where(PAYMENT_IMPORTS.c.gateway_account_id == account_id))
