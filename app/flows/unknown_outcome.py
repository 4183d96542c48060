"""An operation of unknown outcome: looked at, asked about, and held while somebody's word on it is decided on.

Nothing is held while the gateway is asked. What has moved meanwhile is looked at and asked about once more.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

import structlog

from app.domain import resolutions as rules
from app.domain import schedule
from app.domain.ids import IdKind, read_global_id
from app.domain.payments import Operation, Refund, Transaction
from app.domain.people import Actor
from app.domain.problems import Condition, Path, Problem, RefundryError, Refused, not_found
from app.domain.resolutions import GatewayWord, Resolution, ResolvedOutcome, Ruling
from app.domain.states import AttemptOutcome, RetryState
from app.flows.asking import Heard, ask_gateway
from app.flows.carry_out import carry_out
from app.flows.order_effect import take_effect
from app.flows.outcomes import conclude
from app.flows.recording import Ended, Recording
from app.flows.reserving import instruction
from app.flows.resume import NOT_KNOWN, lock_operation, requester_of
from app.flows.service import Service, Work
from app.gateways.base import Absent, Instruction, Pending
from app.store import operations, refunds, resolutions, transactions

log = structlog.get_logger(__name__)

MOST_ASKED = 3
"""How often the gateway is asked before others, who work on the same payment, are left alone."""


@dataclass(frozen=True, slots=True)
class Seen:
    """An operation of unknown outcome while nothing was held, what its gateway was told, and who had asked for it."""

    operation: Operation
    message: Instruction
    requester: Actor


@dataclass(frozen=True, slots=True)
class Case:
    """The same operation, held and unmoved, with all that decides on a word about it.

    `waiting` is the word on it that awaits another person's. Problems are told at `path`.
    """

    held: Recording
    seen: Seen
    heard: Heard
    waiting: Resolution | None
    path: Path

    @property
    def work(self) -> Work:
        return self.held.work

    @property
    def operation(self) -> Operation:
        return self.held.operation

    @property
    def gateway_word(self) -> GatewayWord:
        return rules.gateway_word(self.heard.outcome, self.operation.last_outcome, long_ago=self._long_ago)

    def ruling(self, said: ResolvedOutcome, *, needs_another: bool) -> Ruling:
        return rules.rule(
            said, self.operation.kind, self.gateway_word, long_ago=self._long_ago, needs_another=needs_another
        )

    @property
    def needs_another(self) -> bool:
        """Whether the merchant wants a second person now, where a word frees the operation's refund."""
        merchant, transaction = self.work.merchant, self.held.transaction
        return rules.needs_another(
            merchant.approval_limits, transaction.towards_limit, always=merchant.require_approval_of_not_done
        )

    @property
    def provable_from(self) -> str:
        """From when on the last sending must have arrived, in ISO 8601."""
        gateway = self.held.service.absence_after(self.operation.gateway)
        return schedule.absence_provable_from(self.operation, gateway).isoformat(timespec="seconds")

    @property
    def _long_ago(self) -> bool:
        """Whether the last sending had arrived when the gateway was asked."""
        gateway = self.held.service.absence_after(self.operation.gateway)
        return schedule.absence_is_proven(self.operation, self.heard.at, gateway)


@dataclass(frozen=True, slots=True)
class Decided:
    """What is left once the decision is committed: how the operation `ended`, and what is `refused` all the same."""

    ended: Ended | None = None
    refused: Refused | None = None


async def decide_on(
    service: Service, actor: Actor, payment_id: str, path: Path, decide: Callable[[Case], Awaitable[Decided]]
) -> None:
    """Looks, asks and decides; goes on with what follows from the gateway's word. Raises Refused."""
    for _ in range(MOST_ASKED):
        seen = await _look(service, actor, payment_id, path)
        heard = await ask_gateway(service, seen.operation, seen.message)
        async with service.work(actor, Condition.REVERSAL_NOT_POSSIBLE_NOW, path) as work:
            held = await lock_operation(service, work, seen.operation.id)
            _check_unknown(held.operation, path)
            if _has_moved(seen.operation, held.operation):
                continue
            waiting = await resolutions.waiting(work.session, held.operation.id)
            decided = await decide(Case(held, seen, heard, waiting, path))
        if decided.ended is not None:
            await _go_on(service, work, seen, decided.ended)
        if decided.refused is not None:
            raise decided.refused
        return
    raise Refused(Problem(Condition.REVERSAL_NOT_POSSIBLE_NOW, path))


async def _look(service: Service, actor: Actor, payment_id: str, path: Path) -> Seen:
    """The open operation of that payment, of unknown outcome. Raises Refused."""
    async with service.store.session() as session:
        work = await service.begun(session, actor)
        payment = await find_payment(work, payment_id, path)
        if isinstance(payment, Refund):
            transaction = await transactions.get(session, payment.transaction_id)
        else:
            transaction = payment
        operation = payment.operation
    _check_unknown(operation, path)
    assert operation is not None, "an unknown outcome is that of an operation"
    requester = await requester_of(service, operation.id)
    assert requester is not None, "operations are never deleted"
    return Seen(operation, instruction(operation, transaction, work.now), requester)


async def find_payment(work: Work, payment_id: str, path: Path) -> Transaction | Refund:
    """The merchant's transaction or refund of that id. Raises Refused: OBJECT_NOT_FOUND."""
    found: Transaction | Refund | None = None
    match read_global_id(payment_id):
        case (IdKind.REFUND, legacy_id):
            found = await refunds.find(work.session, work.merchant.id, legacy_id)
        case (IdKind.TRANSACTION, legacy_id):
            found = await transactions.find(work.session, work.merchant.id, legacy_id)
    if found is None:
        raise not_found(*path)
    return found


def _check_unknown(operation: Operation | None, path: Path) -> None:
    """Raises Refused unless the operation waits, and its outcome is unknown or pending."""
    if operation is not None and operation.state is RetryState.RUNNING:
        raise Refused(Problem(Condition.REVERSAL_NOT_POSSIBLE_NOW, path))
    if operation is None or not operation.open or operation.last_outcome not in NOT_KNOWN:
        raise Refused(Problem(Condition.OUTCOME_IS_KNOWN, path))


def _has_moved(seen: Operation, held: Operation) -> bool:
    """Whether the gateway was told or has said anything else since the operation was looked at."""
    return (seen.attempts_made, seen.key, seen.last_outcome) != (held.attempts_made, held.key, held.last_outcome)


async def record_answer(case: Case) -> Ended | None:
    """Writes the gateway's word down as the queue would, in the name of whoever had asked for the operation."""
    work, operation, answer = case.work, case.operation, case.heard.answer
    assert not isinstance(answer, Absent), "absence is no answer to an attempt"
    await resolutions.overtake(work.session, operation.id, work.now)
    if isinstance(answer, Pending) and operation.last_outcome is AttemptOutcome.PENDING:
        return None
    if isinstance(answer, Pending) and operation.state is RetryState.PAUSED:
        await operations.take_for_pending(work.session, operation)
        return None
    asker = Work(work.session, work.merchant, case.seen.requester)
    asker.now = work.now
    ended = await conclude(replace(case.held, work=asker, may_turn=True), answer, case.heard.standing)
    if ended.turned is None:
        await take_effect(asker, operation.terms.order_refund_id, operation.transaction_id)
    return ended


async def _go_on(service: Service, work: Work, seen: Seen, ended: Ended) -> None:
    """What follows once it is committed: the next question, or what a reversal has turned into."""
    if ended.due is not None:
        await service.doorbell.ring(seen.operation.id, ended.due - work.now)
    if ended.turned is not None:
        try:
            await carry_out(service, seen.requester, ended.turned, asker_waits=False)
        except RefundryError as refused:
            # Whoever had asked for it is not here; people are told as of any queued reversal.
            log.info("operation.refused", operation=seen.operation.id, error=str(refused))
