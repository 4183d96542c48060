"""Ask the gateway whether it has a payment that was made elsewhere: until it says so, it moves no money (SPEC 7.8)."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import wraps
from typing import Protocol, TypeVar

import structlog

from app.domain.copies import replace
from app.domain.history.kinds import ChangeKind, Entry
from app.domain.ids import IdKind, global_id, read_global_id
from app.domain.people.people import Actor
from app.domain.problems import Condition, Refused
from app.domain.reversals.answers import Standing
from app.domain.reversals.confirmation import KNOWN_ALREADY, NOT_REACHED, NOT_THERE, misfit
from app.domain.reversals.payments import Transaction
from app.domain.reversals.rules import TRANSACTION
from app.domain.reversals.states import PaymentSource, as_kept
from app.domain.reversals.taking_over import amount_at_gateway
from app.flows.gateways import questions
from app.flows.gateways.adopt_unknown import adopt_named
from app.flows.gateways.channel import ask_standing
from app.flows.gateways.following import schedule
from app.flows.gateways.questions import CannotAsk
from app.flows.gateways.take_over import take_over_payment
from app.flows.reversals.follow import take_over
from app.flows.service import Service, Work
from app.store.gateways import accounts
from app.store.reversals import found, transactions
from app.store.reversals.status_events import Cause
from refundry.gateways import PaymentStanding

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


def adopted_first(without_money: Condition) -> Callable[[Flow[AskT, Result]], Flow[AskT, Result]]:
    """`confirmed_first` for a flow that payments of Braintree's come in by: also where the id is unknown here.

    One that never held money is refused with `without_money`.
    """
    return lambda flow: confirmed_first(flow, without_money)


def confirmed_first(flow: Flow[AskT, Result], without_money: Condition | None = None) -> Flow[AskT, Result]:
    """The flow, tried once more where it was refused for want of a gateway's word that could be had."""

    @wraps(flow)
    async def confirmed(service: Service, actor: Actor, ask: AskT) -> Result:
        try:
            return await flow(service, actor, ask)
        except Refused as refused:
            conditions = {each.condition for each in refused.problems if each.path == TRANSACTION}
            if Condition.TRANSACTION_NOT_CONFIRMED in conditions:
                if not await confirm_named(service, actor, ask.transaction_id):
                    raise
            elif Condition.OBJECT_NOT_FOUND in conditions and without_money is not None:
                adopted = await adopt_named(service, actor, ask.transaction_id, without_money)
                if adopted is None:
                    raise
                ask = replace(ask, transaction_id=global_id(IdKind.TRANSACTION, adopted.legacy_id))
            else:
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
    if transaction.account.gateway_account is not None:
        return await _confirm_by_account(service, actor, transaction, transaction.account.gateway_account)
    because, standing = NOT_THERE, None
    try:
        standing = await ask_standing(service, merchant, transaction, at)
    except Exception:
        log.warning("gateway.not_asked", transaction=transaction.legacy_id, exc_info=True)
        because = NOT_REACHED
    await _write_down(service, actor, transaction, standing, because)
    return because is not NOT_REACHED


async def _confirm_by_account(service: Service, actor: Actor, transaction: Transaction, account_id: int) -> bool:
    """The same of a payment whose merchant account names a gateway account: all that it says is taken over."""
    async with service.store.session() as session:
        account = await accounts.get(session, account_id)
    try:
        standing = await questions.ask(service, account, lambda session: session.standing(transaction.at_gateway))
    except CannotAsk:
        log.warning("gateway.not_asked", transaction=transaction.legacy_id, exc_info=True)
        await _write_down(service, actor, transaction, None, NOT_REACHED)
        return False
    async with service.work(actor, Condition.REVERSAL_NOT_POSSIBLE_NOW, TRANSACTION) as work:
        transaction = await transactions.lock(work.session, transaction.id)
        await work.locked()
        if not _can_be_asked(transaction):
            return True
        wrong = await _misfit(work, transaction, standing)
        if wrong is not None or standing is None:
            await transactions.mark_unconfirmed(work.session, transaction.id, wrong or NOT_THERE)
            return True
        await found.belongs_to_account(work.session, transaction.id, account.id, standing.reference)
        await found.also_called(work.session, work.merchant.id, transaction.id, standing.also_known_as)
        await work.keep(Entry(ChangeKind.CONFIRMED), transaction_id=transaction.id, by_itself=True)
        taken = await take_over_payment(service, work, account, transaction, standing)
        await schedule(service, work, account, transaction.id, work.now, contradicted=taken.contradicted)
    return True


async def _misfit(work: Work, transaction: Transaction, standing: PaymentStanding | None) -> str | None:
    """In words, why what the account has is not the payment that was brought in; None if it is."""
    if standing is None:
        return NOT_THERE
    other = await found.payment_number(work.session, work.merchant.id, standing.reference)
    if other not in {None, transaction.id}:
        return KNOWN_ALREADY
    status = as_kept(standing.status)
    amount = amount_at_gateway(status, standing.amount, standing.captured)
    return misfit(transaction, status, standing.amount if amount is None else amount)


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
