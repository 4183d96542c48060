"""Ask gateways what becomes of payments and refunds, until nothing of them changes any more (SPEC 14.7).

Payments are due by the index of `followed`. A gateway is asked for one payment with all of its refunds, in one
question; an account that is slow, or does not answer, holds up no other.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from app.domain.gateways.accounts import GatewayAccount
from app.domain.people.people import system_actor
from app.domain.problems import Condition, Problem, Refused, Unavailable
from app.domain.reversals.following import Follow, next_question, pause_after
from app.domain.reversals.payments import Transaction
from app.domain.reversals.rules import TRANSACTION
from app.flows.gateways.questions import CannotAsk, ask
from app.flows.gateways.take_over import TakenOver, take_over_payment
from app.flows.service import Service, Work, wall_clock
from app.gateways.adapters import UnknownAdapter
from app.gateways.sessions import AccountNotUsable
from app.store.gateways import accounts, following
from app.store.people import merchants
from app.store.reversals import refunds, transactions
from app.telemetry import tracing
from refundry.gateways import LooksUp, PaymentStanding

log = structlog.get_logger(__name__)

MOST_AT_ONCE = 500
"""Payments of one account that one run takes."""
MOST_QUESTIONS = 4
"""Questions to one account at a time: the account's other calls, refunds above all, are to find a free place."""
MOST_ASKED = 3
"""How often a gateway is asked about a payment that changes here while it answers."""
LEASE = timedelta(minutes=10)
"""How long the payments of one run are nobody else's."""
RUNS_FOR = timedelta(seconds=45)
"""How long one run begins new questions; the next one goes on."""

CAN_BE_ASKED = frozenset({LooksUp.BY_PAYMENT, LooksUp.BY_KEY})
NOT_THERE_PAUSE = timedelta(days=1)
"""How long after a gateway had no such payment it is asked again."""


@dataclass(frozen=True, slots=True)
class Followed:
    """What came of asking about a payment: the transaction as it is now, and what was taken over.

    `known` is False where the account has no such payment.
    """

    transaction: Transaction
    taken: TakenOver
    known: bool = True


async def follow_payment(service: Service, transaction_id: int, at: datetime | None = None) -> Followed:
    """Asks the gateway account of the transaction, and takes over all that it says, refunds and disputes included.

    A word that was under way while the payment changed here may be older than the change: it is asked for anew.

    `at` is the time of the question: the wall clock's unless given. Raises CannotAsk where the account can't be asked
    or does not answer; Refused where others hold the payment for too long, or change it each time; Unavailable. The
    transaction has to be one that was taken over from a gateway account.
    """
    for _ in range(MOST_ASKED):
        followed = await _follow_once(service, transaction_id, at)
        if followed is not None:
            return followed
    raise Refused(Problem(Condition.REVERSAL_NOT_POSSIBLE_NOW, TRANSACTION))


async def _follow_once(service: Service, transaction_id: int, at: datetime | None) -> Followed | None:
    async with service.store.session() as session:
        version = await transactions.version(session, transaction_id)
        transaction = await transactions.get(session, transaction_id)
        assert transaction.gateway_account_id is not None, "no gateway account has the payment"
        account = await accounts.get(session, transaction.gateway_account_id)
    standing = await ask(service, account, lambda session: session.standing(transaction.at_gateway))
    return await _follow_told(service, account, transaction_id, standing, version, at)


async def _follow_told(
    service: Service,
    account: GatewayAccount,
    transaction_id: int,
    standing: PaymentStanding | None,
    version: str,
    at: datetime | None,
) -> Followed | None:
    """Takes over what the gateway account was heard to say; None for a payment that it does not have.

    `version` is that of the transaction before the question. None, with nothing written, if it has changed since.
    Raises Refused where others hold the payment for too long; Unavailable.
    """
    async with service.store.session() as session:
        merchant = await merchants.get(session, account.merchant_id)
    actor = system_actor(merchant.id, merchant.public_id)
    async with service.work(actor, Condition.REVERSAL_NOT_POSSIBLE_NOW, TRANSACTION) as work:
        transaction = await transactions.lock(work.session, transaction_id)
        await work.locked()
        if await transactions.version(work.session, transaction_id) != version:
            return None
        asked_at = work.now if at is None else at
        if standing is None:
            log.warning("gateway.payment_not_there", transaction=transaction.legacy_id, account=account.name)
            await following.put_off(work.session, [transaction_id], asked_at + NOT_THERE_PAUSE)
            return Followed(transaction, TakenOver(), known=False)
        taken = await take_over_payment(service, work, account, transaction, standing)
        await schedule(service, work, account, transaction_id, asked_at, contradicted=taken.contradicted)
        return Followed(await transactions.get(work.session, transaction_id), taken)


async def schedule(
    service: Service,
    work: Work,
    account: GatewayAccount,
    transaction_id: int,
    asked_at: datetime,
    *,
    contradicted: bool = False,
) -> None:
    """Writes down when the account is asked again about the payment that the work holds: it answered at `asked_at`."""
    due = await _next(service, work, account, transaction_id, asked_at, asked_at, contradicted=contradicted)
    await following.follow_until(work.session, transaction_id, account.id, due, asked_at)


async def _next(
    service: Service,
    work: Work,
    account: GatewayAccount,
    transaction_id: int,
    asked_at: datetime | None,
    now: datetime,
    *,
    contradicted: bool = False,
) -> datetime | None:
    late_failure = _late_failure(service, account)
    if late_failure is None:
        return None
    transaction = await transactions.get(work.session, transaction_id)
    of_it = tuple(await refunds.of_transaction(work.session, transaction_id))
    return next_question(Follow(transaction, of_it, asked_at, late_failure, contradicted), now)


@tracing.flow("follow_due")
async def follow_due(service: Service, at: datetime | None = None) -> int:
    """Asks about what is due by `at`, the wall clock's time unless given. Returns the number of payments looked at.

    Whatever fails of one payment or account stops none of the others.
    """
    by = wall_clock() if at is None else at
    async with service.store.session() as session:
        numbers = await following.accounts_due(session, by)
        found = [await accounts.get(session, number) for number in numbers]
    done = await asyncio.gather(*(_follow_account(service, account, by) for account in found), return_exceptions=True)
    for account, each in zip(found, done, strict=True):
        if isinstance(each, BaseException):
            log.warning("following.account_failed", account=account.name, error=type(each).__name__)
    return sum(each for each in done if isinstance(each, int))


async def _follow_account(service: Service, account: GatewayAccount, at: datetime) -> int:
    async with service.store.begin() as session:
        numbers = await following.take_due(session, account.id, at, MOST_AT_ONCE, LEASE)
    run = _Run(iter(numbers), asyncio.get_running_loop().time() + RUNS_FOR.total_seconds())

    async def look() -> None:
        while (number := run.next()) is not None:
            await _look_at(service, account, number, at, run)

    at_once = min(MOST_QUESTIONS, await _places(service, account), len(numbers))
    await asyncio.gather(*(look() for _ in range(at_once)))
    left = list(run.waiting)
    if left:
        async with service.store.begin() as session:
            await following.put_off(session, left, at + pause_after(1) if run.refused else at)
    return len(numbers) - len(left)


async def _places(service: Service, account: GatewayAccount) -> int:
    """How many of the account's calls at a time are questions: up to half of them, one at least."""
    try:
        terms = await service.sessions.terms_of(account.id, account.version)
    except AccountNotUsable:
        return 1
    return max(1, terms.concurrency // 2)


@dataclass(slots=True)
class _Run:
    """The payments that are still to be looked at, until when, and whether the account can be asked at all."""

    waiting: Iterator[int]
    ends: float
    refused: bool = False

    def next(self) -> int | None:
        over = self.refused or asyncio.get_running_loop().time() >= self.ends
        return None if over else next(self.waiting, None)


async def _look_at(service: Service, account: GatewayAccount, number: int, at: datetime, run: _Run) -> None:
    """Looks at one payment, and asks if it is time to. What fails is tried again later, and fails nothing else."""
    try:
        if not await _is_early(service, account, number, at):
            await follow_payment(service, number, at)
    except CannotAsk as error:
        log.warning("following.not_answered", account=account.name, transaction=number, error=str(error))
        run.refused = run.refused or error.refused
        await _put_off(service, number, at)
    except Refused:
        # Others hold it for too long; it is due again once the lease is over.
        log.info("following.held_by_others", account=account.name, transaction=number)
    except Unavailable:
        raise
    except Exception:
        log.exception("following.failed", account=account.name, transaction=number)
        await _put_off(service, number, at)


async def _is_early(service: Service, account: GatewayAccount, number: int, at: datetime) -> bool:
    """Whether the payment was only marked, since a refund of it has changed, and is asked about later or never."""
    actor = system_actor(account.merchant_id, account.name)
    async with service.work(actor, Condition.REVERSAL_NOT_POSSIBLE_NOW, TRANSACTION) as work:
        await transactions.lock(work.session, number)
        asked_at = await following.asked_at(work.session, number)
        due = await _next(service, work, account, number, asked_at, at)
        if due is None:
            await following.follow_no_more(work.session, number)
        elif due > at:
            await following.put_off(work.session, [number], due)
        return due is None or due > at


async def _put_off(service: Service, number: int, at: datetime) -> None:
    async with service.store.begin() as session:
        failures = await following.not_answered(session, number)
        await following.put_off(session, [number], at + pause_after(failures))


def _late_failure(service: Service, account: GatewayAccount) -> timedelta | None:
    """How long the account's refunds may fail after a yes; None where the gateway can't be asked at all."""
    try:
        able = service.sessions.adapters.named(account.adapter).capabilities
    except UnknownAdapter:
        # It may be installed again.
        return timedelta(0)
    return able.late_failure if able.looks_up in CAN_BE_ASKED else None
