"""Ask the gateway whether it has a payment that was made elsewhere: until it says so, it moves no money (SPEC 7.8)."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import wraps
from typing import Protocol, TypeVar

import structlog

from app.domain.history.kinds import ChangeKind, Entry
from app.domain.ids import IdKind, read_global_id
from app.domain.people.people import Actor
from app.domain.problems import Condition, Refused
from app.domain.reversals.answers import Standing
from app.domain.reversals.confirmation import NOT_REACHED, NOT_THERE, misfit
from app.domain.reversals.payments import Transaction
from app.domain.reversals.rules import TRANSACTION
from app.domain.reversals.states import PaymentSource
from app.flows.gateways.channel import ask_standing
from app.flows.reversals.follow import take_over
from app.flows.service import Service
from app.store.reversals import transactions
from app.store.reversals.status_events import Cause

log = structlog.get_logger(__name__)

AT_A_TIME = 10
"""How many payments of one order a gateway is asked about at the same time."""


class NamesTransaction(Protocol):
    """What a mutation was asked, about one transaction."""

    @property
    def transaction_id(self) -> str: ...


AskT = TypeVar("AskT", bound=NamesTransaction)
Result = TypeVar("Result")
Flow = Callable[[Service, Actor, AskT], Awaitable[Result]]


def confirmed_first(flow: Flow[AskT, Result]) -> Flow[AskT, Result]:
    """The flow, tried once more where it was refused for want of a gateway's word that could be had."""

    @wraps(flow)
    async def confirmed(service: Service, actor: Actor, ask: AskT) -> Result:
        try:
            return await flow(service, actor, ask)
        except Refused as refused:
            unconfirmed = any(each.condition is Condition.TRANSACTION_NOT_CONFIRMED for each in refused.problems)
            if not unconfirmed or not await confirm_named(service, actor, ask.transaction_id):
                raise
        return await flow(service, actor, ask)

    return confirmed


async def confirm_named(service: Service, actor: Actor, transaction_id: str) -> bool:
    """Asks about the transaction of that id, if it is not confirmed; False if there is none to ask about."""
    match read_global_id(transaction_id):
        case (IdKind.TRANSACTION, legacy_id):
            async with service.store.session() as session:
                transaction = await transactions.find(session, actor.merchant_id, legacy_id)
            if transaction is not None and _can_be_asked(transaction):
                await confirm(service, actor, transaction)
                return True
    return False


async def confirm_all(service: Service, actor: Actor, unconfirmed: Sequence[Transaction]) -> None:
    """Asks about several, some at a time; no further once a gateway was not reached."""
    asked = [each for each in unconfirmed if _can_be_asked(each)]
    for first in range(0, len(asked), AT_A_TIME):
        some = asked[first : first + AT_A_TIME]
        answered = await asyncio.gather(*(_confirm_unless_held(service, actor, each) for each in some))
        if not all(answered):
            return


async def _confirm_unless_held(service: Service, actor: Actor, transaction: Transaction) -> bool:
    """`confirm`; a payment that others hold for too long stays as it is, and the others are asked about."""
    try:
        return await confirm(service, actor, transaction)
    except Refused:
        return True


async def confirm(service: Service, actor: Actor, transaction: Transaction) -> bool:
    """Asks the transaction's gateway, and writes down what it says; False if it could not be asked.

    Only what the gateway has as this merchant's counts. Where amount, currency or status do not fit, it stays
    unconfirmed, and says why.
    """
    async with service.work(actor, Condition.REVERSAL_NOT_POSSIBLE_NOW, TRANSACTION) as work:
        at, merchant = work.now, work.merchant.public_id
    because, standing = NOT_THERE, None
    try:
        standing = await ask_standing(service, merchant, transaction, at)
    except Exception:
        log.warning("gateway.not_asked", transaction=transaction.legacy_id, exc_info=True)
        because = NOT_REACHED
    await _write_down(service, actor, transaction, standing, because)
    return because is not NOT_REACHED


async def _write_down(
    service: Service, actor: Actor, transaction: Transaction, standing: Standing | None, because: str
) -> None:
    async with service.work(actor, Condition.REVERSAL_NOT_POSSIBLE_NOW, TRANSACTION) as work:
        transaction = await transactions.lock(work.session, transaction.id)
        await work.locked()
        if not _can_be_asked(transaction):
            return
        if standing is None:
            await transactions.mark_unconfirmed(work.session, transaction.id, because)
            return
        wrong = misfit(transaction, standing.status, standing.amount)
        if wrong is not None:
            await transactions.mark_unconfirmed(work.session, transaction.id, wrong)
            return
        await transactions.mark_confirmed(work.session, transaction.id)
        await work.keep(Entry(ChangeKind.CONFIRMED), transaction_id=transaction.id, by_itself=True)
        await take_over(work, transaction, Cause(work.now, PaymentSource.UNKNOWN, None), standing)


def _can_be_asked(transaction: Transaction) -> bool:
    return not transaction.confirmed and transaction.account.gateway is not None
