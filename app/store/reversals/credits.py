"""Credits: the rows among the transactions that refunds without a payment are of."""

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.money import Money
from app.domain.reversals.payments import MerchantAccount, PaymentMethod
from app.domain.reversals.states import PaymentStatus
from app.store.reversals import status_events
from app.store.reversals.rows import method_columns
from app.store.reversals.status_events import Cause
from app.store.tables.payments import TRANSACTIONS


async def add(
    session: AsyncSession,
    merchant_id: int,
    legacy_id: str,
    account: MerchantAccount,
    amount: Money,
    method: PaymentMethod,
    customer_id: int | None,
    cause: Cause,
) -> int:
    """A new credit of that amount, of which all can be refunded. Its id is one of `domain.ids.credit_id`. Returns its
    number.
    """
    values = {
        "merchant_id": merchant_id,
        "legacy_id": legacy_id,
        "account_id": account.id,
        "customer_id": customer_id,
        "currency": amount.currency,
        "amount": amount.minor,
        "authorized_amount": amount.minor,
        "status": PaymentStatus.SETTLED,
        "method": method_columns(method),
        "source": cause.source,
        "created_at": cause.at,
        "gateway_id": legacy_id,
    }
    added = insert(TRANSACTIONS).values(**values).returning(TRANSACTIONS.c.id)
    number = int((await session.execute(added)).scalar_one())
    await status_events.add(session, cause, amount, [PaymentStatus.SETTLED], transaction_id=number)
    return number
