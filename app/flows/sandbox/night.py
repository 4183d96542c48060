"""The sandbox's nightly settlement, and the expiry of authorizations: what time alone does to payments (SPEC 10, 13).

The gateway settles in books of its own and says what it moved. Whatever an earlier run was told and did not write down,
because it died, still stands in our tables as unsettled: of that the gateway is asked one by one.
"""

from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, time, timedelta
from functools import partial

import structlog

from app.domain.people.people import Actor, system_actor
from app.domain.problems import Condition, Unavailable
from app.domain.reversals.answers import settlement_answer
from app.domain.reversals.payments import Merchant
from app.domain.reversals.rules import TRANSACTION
from app.domain.reversals.states import PaymentSource
from app.flows.reversals.follow import follow_gateway, take_over
from app.flows.service import Service, now
from app.flows.upkeep.notify import notify_of_settlement
from app.gateways.registry import SANDBOX
from app.gateways.sandbox.gateway import SandboxGateway
from app.store.people import merchants
from app.store.reversals import operations, refunds, transactions
from app.store.reversals.status_events import Cause

log = structlog.get_logger(__name__)

Stop = Callable[[], bool]
"""Asked between two steps of something long: whether it is to end there. Once true, it stays true."""

NightStep = tuple[str, Callable[[], Awaitable[object]]]
"""What is done to one payment, and what a log calls it."""


def never() -> bool:
    """A Stop that lets everything come to its end."""
    return False


def last_midnight(moment: datetime) -> datetime:
    """The midnight (UTC) that a moment's day began with."""
    return datetime.combine(moment.astimezone(UTC), time(), UTC)


async def settle_night(service: Service, merchant: Merchant, stop: Stop = never) -> bool:
    """Settles what the sandbox merchant had submitted before the last midnight of its clock.

    False if that was done, or if it was to `stop` before. Raises what the first payment that can't be followed has
    raised, after all others were.
    """
    moment = now(merchant)
    midnight = last_midnight(moment)
    if not merchant.sandbox or (merchant.settled_until is not None and merchant.settled_until >= midnight):
        return False
    gateway = service.gateways.named(SANDBOX)
    assert isinstance(gateway, SandboxGateway)
    async with service.store.session() as session:
        passed_over = await transactions.voided_externally(session, merchant.id)
    await gateway.settle_due(merchant.public_id, moment, passing_over=passed_over)
    since = merchant.settled_until or datetime.fromtimestamp(0, UTC)
    late = await gateway.late_failures(merchant.public_id, since)
    async with service.store.session() as session:
        failed = await refunds.settled_under(session, merchant.id, late) if late else {}
        payments = await transactions.unsettled(session, merchant.id, midnight)
        made = await refunds.unsettled(session, merchant.id, midnight)
    steps: list[NightStep] = []
    for name, follow, found in (("transaction", _follow_transaction, payments), ("refund", _follow_refund, made)):
        for number, since in found:
            step = partial(follow, service, merchant, gateway, number, _midnight_after(since))
            steps.append((f"{name} {number}", step))
    for key, number in failed.items():
        steps.append((f"refund {number}", partial(_follow_refund, service, merchant, gateway, number, late[key])))
    if not await _take(steps, merchant, stop):
        return False
    async with service.store.begin() as session:
        await merchants.set_settled_until(session, merchant.id, midnight)
    log.info("settlement.done", merchant=merchant.public_id, transactions=len(payments), refunds=len(made))
    return True


async def _take(steps: Sequence[NightStep], merchant: Merchant, stop: Stop) -> bool:
    """Takes one step after another; False if it was to `stop` before the last.

    One that fails stops none of the others; what the first of those has raised is raised at the end.
    """
    broken: Exception | None = None
    for name, step in steps:
        if stop():
            return False
        try:
            await step()
        except Unavailable:
            raise
        except Exception as error:
            log.warning("settlement.step_failed", merchant=merchant.public_id, step=name, error=type(error).__name__)
            broken = broken or error
    if broken is not None:
        raise broken
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


async def expire_authorizations(service: Service, merchant: Merchant, stop: Stop = never) -> None:
    """Asks the gateway about authorizations whose time is up, and follows it, unless it is to `stop` before.

    Raises as `settle_night` does.
    """
    async with service.store.session() as session:
        expired = await transactions.expired_authorizations(session, merchant.id, now(merchant))
    steps = [(f"transaction {each.id}", partial(follow_gateway, service, clock_of(merchant), each)) for each in expired]
    await _take(steps, merchant, stop)


def clock_of(merchant: Merchant) -> Actor:
    """The service: what happens by itself at its time."""
    return system_actor(merchant.id, merchant.public_id)
