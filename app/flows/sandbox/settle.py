"""Settle a sandbox transaction, or a refund, at once instead of at the next midnight of its clock (SPEC 1.5 and 10)."""

from dataclasses import dataclass

from app.domain.history.kinds import ChangeKind, Entry
from app.domain.ids import IdKind, read_global_id
from app.domain.people.people import Actor, Right
from app.domain.problems import Condition, Problem, Refused, not_found
from app.domain.reversals import rules
from app.domain.reversals.answers import settlement_answer
from app.domain.reversals.payments import Refund, Transaction
from app.domain.reversals.rules import TRANSACTION
from app.domain.reversals.states import PaymentStatus
from app.flows.gateways.confirm import confirmed_first
from app.flows.reversals.finding import lock_transaction
from app.flows.reversals.follow import take_over
from app.flows.reversals.waiting_refunds import go_on_with_waiting
from app.flows.service import Service, Work
from app.flows.upkeep.notify import notify_of_settlement
from app.gateways.sandbox.gateway import SandboxGateway
from app.store.reversals import operations, refunds, transactions


@dataclass(frozen=True, slots=True)
class SettleAsk:
    """What `sandboxSettleTransaction` was asked: to settle, or to be `declined` at settlement. With `begins` a
    transaction's settlement only begins: it is SETTLING, or on PayPal SETTLEMENT_PENDING.
    """

    transaction_id: str
    declined: bool = False
    begins: bool = False


@confirmed_first
async def settle_transaction(service: Service, actor: Actor, ask: SettleAsk) -> Transaction:
    """The transaction, as far as its gateway has settled it; for a refund's id, the transaction that it refunds.

    The gateway settles first, in books of its own; we follow. Asking again after a crash between the two finds that it
    has settled. Raises Refused, NotAllowed.
    """
    actor.require(Right.CHARGE)
    match read_global_id(ask.transaction_id):
        case (IdKind.REFUND, legacy_id):
            return await _settle_refund(service, actor, ask, legacy_id)
        case _:
            return await go_on_with_waiting(service, await _settle_transaction(service, actor, ask))


async def _settle_transaction(service: Service, actor: Actor, ask: SettleAsk) -> Transaction:
    async with service.work(actor, Condition.SETTLEMENT_NOT_POSSIBLE, TRANSACTION) as work:
        transaction = await lock_transaction(work, ask.transaction_id)
        rules.check_settlement(transaction)
        sandbox, at = _sandbox(service, work, transaction), work.now
    if ask.begins:
        standing = await sandbox.begin_settlement(transaction.at_gateway, at)
    else:
        standing = await sandbox.settle(transaction.at_gateway, at, declined=ask.declined)
    async with service.work(actor, Condition.SETTLEMENT_NOT_POSSIBLE, TRANSACTION) as work:
        seen, transaction = transaction.status, await transactions.lock(work.session, transaction.id)
        await work.locked()
        if standing is not None and transaction.operation is None and transaction.status is seen:
            await work.keep(Entry(ChangeKind.SETTLED_BY_HAND), transaction_id=transaction.id)
            await take_over(work, transaction, work.cause, standing)
        return await transactions.get(work.session, transaction.id)


async def _settle_refund(service: Service, actor: Actor, ask: SettleAsk, legacy_id: str) -> Transaction:
    async with service.work(actor, Condition.SETTLEMENT_NOT_POSSIBLE, TRANSACTION) as work:
        refund = await refunds.find(work.session, work.merchant.id, legacy_id)
        if refund is None:
            raise not_found(*TRANSACTION)
        transaction = await transactions.lock(work.session, refund.transaction_id)
        await work.locked()
        refund = await refunds.get(work.session, refund.id)
        _check_refund_settlement(refund, scripted=ask.declined or ask.begins)
        key = await operations.accepted_key(work.session, refund.id)
        sandbox, at = _sandbox(service, work, transaction), work.now
    standing = await sandbox.settle_refund(key, at)
    async with service.work(actor, Condition.SETTLEMENT_NOT_POSSIBLE, TRANSACTION) as work:
        transaction = await transactions.lock(work.session, transaction.id)
        await work.locked()
        refund = await refunds.get(work.session, refund.id)
        busy = refund.operation is not None and refund.operation.open
        if standing is not None and not busy and refund.status is PaymentStatus.SUBMITTED_FOR_SETTLEMENT:
            await work.keep(Entry(ChangeKind.SETTLED_BY_HAND), transaction_id=transaction.id, refund_id=refund.id)
            await refunds.bring_up_to_date(
                work.session, refund, work.cause, standing.status, settlement_answer(standing.status)
            )
            await notify_of_settlement(service, work, refund, standing.status)
        return await transactions.get(work.session, transaction.id)


def _check_refund_settlement(refund: Refund, *, scripted: bool) -> None:
    """Raises Refused unless the refund was submitted; how it settles, its amount alone says, and nothing `scripted`."""
    submitted = refund.status is PaymentStatus.SUBMITTED_FOR_SETTLEMENT
    if not submitted or scripted or (refund.operation is not None and refund.operation.open):
        raise Refused(Problem(Condition.SETTLEMENT_NOT_POSSIBLE, TRANSACTION, {"status": refund.status.value}))


def _sandbox(service: Service, work: Work, transaction: Transaction) -> SandboxGateway:
    """The sandbox gateway behind the transaction. Raises Refused where it is a real one's to settle."""
    name = transaction.account.gateway
    gateway = None if name is None else service.gateways.adapters.get(name)
    if not work.merchant.sandbox or not isinstance(gateway, SandboxGateway):
        raise Refused(Problem(Condition.NOT_A_SANDBOX, TRANSACTION))
    return gateway
