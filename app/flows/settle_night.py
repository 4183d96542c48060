"""The sandbox's nightly settlement, and the expiry of authorizations: what time alone does to payments (SPEC 10, 13).

The gateway settles in books of its own and says what it moved. Whatever an earlier run was told and did not write down,
because it died, still stands in our tables as unsettled: of that the gateway is asked one by one.
"""

from datetime import UTC, datetime, time, timedelta

import structlog

from app.domain.answers import settlement_answer
from app.domain.payments import Merchant
from app.domain.people import Actor, nobody
from app.domain.problems import Condition
from app.domain.rules import TRANSACTION
from app.domain.states import PaymentSource
from app.flows.follow_gateway import follow_gateway, take_over
from app.flows.notify import notify_of_settlement
from app.flows.service import Service, now
from app.gateways.registry import SANDBOX
from app.gateways.sandbox.gateway import SandboxGateway
from app.store import merchants, operations, refunds, transactions
from app.store.history import Cause

log = structlog.get_logger(__name__)


def last_midnight(moment: datetime) -> datetime:
    """The midnight (UTC) that a moment's day began with."""
    return datetime.combine(moment.astimezone(UTC), time(), UTC)


async def settle_night(service: Service, merchant: Merchant) -> bool:
    """Settles what the sandbox merchant had submitted before the last midnight of its clock; False if that was done."""
    moment = now(merchant)
    midnight = last_midnight(moment)
    if not merchant.sandbox or (merchant.settled_until is not None and merchant.settled_until >= midnight):
        return False
    gateway = service.gateways.named(SANDBOX)
    assert isinstance(gateway, SandboxGateway)
    async with service.store.session() as session:
        passed_over = await transactions.voided_externally(session, merchant.id)
    await gateway.settle_due(merchant.public_id, moment, passing_over=passed_over)
    async with service.store.session() as session:
        payments = await transactions.unsettled(session, merchant.id, midnight)
        made = await refunds.unsettled(session, merchant.id, midnight)
    for transaction_id, since in payments:
        await _follow_transaction(service, merchant, gateway, transaction_id, _midnight_after(since))
    for refund_id, since in made:
        await _follow_refund(service, merchant, gateway, refund_id, _midnight_after(since))
    async with service.store.begin() as session:
        await merchants.set_settled_until(session, merchant.id, midnight)
    log.info("settlement.done", merchant=merchant.public_id, transactions=len(payments), refunds=len(made))
    return True


async def _follow_transaction(
    service: Service, merchant: Merchant, gateway: SandboxGateway, transaction_id: int, at: datetime
) -> None:
    async with service.store.session() as session:
        transaction = await transactions.get(session, transaction_id)
    standing = await gateway.standing(transaction.at_gateway, at)
    async with service.work(clock_of(merchant), Condition.SETTLEMENT_NOT_POSSIBLE, TRANSACTION) as work:
        seen, transaction = transaction.status, await transactions.lock(work.session, transaction_id)
        untouched = transaction.operation is None and transaction.status is seen
        if standing is not None and untouched:
            await take_over(work, transaction, _clock(at), standing)


async def _follow_refund(
    service: Service, merchant: Merchant, gateway: SandboxGateway, refund_id: int, at: datetime
) -> None:
    async with service.store.session() as session:
        key = await operations.accepted_key(session, refund_id)
    standing = await gateway.refund_standing(key, at)
    async with service.work(clock_of(merchant), Condition.SETTLEMENT_NOT_POSSIBLE, TRANSACTION) as work:
        transaction_id = (await refunds.get(work.session, refund_id)).transaction_id
        await transactions.lock(work.session, transaction_id)
        refund = await refunds.get(work.session, refund_id)
        busy = refund.operation is not None and refund.operation.open
        if standing is not None and not busy:
            await refunds.bring_up_to_date(
                work.session, refund, _clock(at), standing.status, settlement_answer(standing.status)
            )
            await notify_of_settlement(service, work, refund, standing.status)


def _clock(at: datetime) -> Cause:
    return Cause(at, PaymentSource.UNKNOWN, None)


def _midnight_after(moment: datetime) -> datetime:
    return last_midnight(moment) + timedelta(days=1)


async def expire_authorizations(service: Service, merchant: Merchant) -> None:
    """Asks the gateway about authorizations whose time is up, and follows it."""
    async with service.store.session() as session:
        expired = await transactions.expired_authorizations(session, merchant.id, now(merchant))
    for transaction in expired:
        await follow_gateway(service, clock_of(merchant), transaction)


def clock_of(merchant: Merchant) -> Actor:
    """Nobody: what happens by itself at its time."""
    return nobody(merchant.id, merchant.public_id)
