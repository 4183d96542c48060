"""An operation of unknown outcome: looked at, asked about, and held while somebody's word on it is decided on.

Nothing is held while the gateway is asked. What has moved meanwhile is looked at and asked about once more.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

import structlog

from app.domain.ids import IdKind, read_global_id
from app.domain.people.people import Actor
from app.domain.problems import Condition, Path, Problem, RefundryError, Refused, not_found
from app.domain.reversals import resolutions as rules
from app.domain.reversals import schedule
from app.domain.reversals.answers import Absent
from app.domain.reversals.going_on import NOT_KNOWN, told_by_gateway
from app.domain.reversals.payments import Operation, Refund, Transaction
from app.domain.reversals.resolutions import GatewayWord, Resolution, ResolvedOutcome, Ruling
from app.domain.reversals.states import RetryState
from app.flows.reversals.asking import Heard, ask_gateway
from app.flows.reversals.life import Ended, Hearing, carry_out, conclude_held
from app.flows.reversals.reserving import instruction
from app.flows.service import Service, Work, now
from app.gateways.base import ABSENCE_AFTER, Instruction
from app.store.reversals import look, refunds, requesters, resolutions, transactions
from app.store.reversals.look import Known

log = structlog.get_logger(__name__)

MOST_ASKED = 3
"""How often the gateway is asked before others, who work on the same payment, are left alone."""


@dataclass(frozen=True, slots=True)
class UnknownOperation:
    """An operation of unknown outcome while nothing was held, what its gateway was told, and who had asked for it."""

    operation: Operation
    message: Instruction
    requester: Actor


@dataclass(frozen=True, slots=True)
class Case:
    """The same operation, held and unmoved, with all that decides on a word about it.

    `waiting` is the word on it that awaits another person's. Problems are told at `path`.
    """

    service: Service
    work: Work
    known: Known
    seen: UnknownOperation
    heard: Heard
    waiting: Resolution | None
    path: Path

    @property
    def operation(self) -> Operation:
        return self.known.operation

    @property
    def gateway_word(self) -> GatewayWord:
        return rules.gateway_word(
            self.heard.outcome,
            taken=self.operation.was_taken,
            long_ago=self._long_ago,
            answered_wrongly=self.operation.answered_wrongly or self._absence_after is None,
        )

    def ruling(self, said: ResolvedOutcome, *, needs_another: bool) -> Ruling:
        return rules.rule(
            said, self.operation.kind, self.gateway_word, long_ago=self._long_ago, needs_another=needs_another
        )

    @property
    def needs_another(self) -> bool:
        """Whether the merchant wants a second person now, where a word frees the operation's refund."""
        merchant, transaction = self.known.merchant, self.known.transaction
        return rules.needs_another(
            merchant.approval_limits, transaction.towards_limit, always=merchant.require_approval_of_not_done
        )

    @property
    def provable_from(self) -> str:
        """From when on the last sending must have arrived, in ISO 8601."""
        arrived_after = self._absence_after or ABSENCE_AFTER
        return schedule.absence_provable_from(self.operation, arrived_after).isoformat(timespec="seconds")

    @property
    def _long_ago(self) -> bool:
        """Whether the last sending had arrived when the gateway was asked."""
        return schedule.absence_is_proven(self.operation, self.heard.at, self._absence_after or ABSENCE_AFTER)

    @property
    def _absence_after(self) -> timedelta | None:
        return self.heard.absence_after


@dataclass(frozen=True, slots=True)
class AfterRuling:
    """What is left once the decision is committed: how the operation `ended`, and what is `refused` all the same."""

    ended: Ended | None = None
    refused: Refused | None = None


async def decide_on(
    service: Service, actor: Actor, payment_id: str, path: Path, decide: Callable[[Case], Awaitable[AfterRuling]]
) -> None:
    """Looks, asks and decides; goes on with what follows from the gateway's word. Raises Refused."""
    for _ in range(MOST_ASKED):
        seen = await _look(service, actor, payment_id, path)
        heard = await ask_gateway(service, seen.operation, seen.message, seen.requester.merchant)
        async with service.work(actor, Condition.REVERSAL_NOT_POSSIBLE_NOW, path) as work:
            known = await look.hold(work.session, seen.operation.id)
            await work.locked()
            _check_unknown(known.operation, path)
            if has_moved(seen.operation, known.operation):
                continue
            waiting = await resolutions.waiting(work.session, known.operation.id)
            decided = await decide(Case(service, work, known, seen, heard, waiting, path))
        if decided.ended is not None:
            await _go_on(service, seen, decided.ended)
        if decided.refused is not None:
            raise decided.refused
        return
    raise Refused(Problem(Condition.REVERSAL_NOT_POSSIBLE_NOW, path))


async def _look(service: Service, actor: Actor, payment_id: str, path: Path) -> UnknownOperation:
    """The open operation of that payment, of unknown outcome. Raises Refused."""
    async with service.store.session() as session:
        work = await service.begun(session, actor)
        payment = await find_payment(work, payment_id, path)
    _check_unknown(payment.operation, path)
    assert payment.operation is not None, "an unknown outcome is that of an operation"
    known = await service.store.read_together(look.operations, payment.operation.id)
    assert known is not None, "operations are never deleted"
    assert known.requester is not None, "what was read names who asked"
    _check_unknown(known.operation, path)
    requester = await requesters.find_together(service.store, known.requester)
    return UnknownOperation(
        known.operation, instruction(known.operation, known.transaction, now(known.merchant), known.refund), requester
    )


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


def has_moved(seen: Operation, held: Operation) -> bool:
    """Whether the gateway was told or has said anything else since the operation was looked at."""
    known, now_known = (
        (each.attempts_made, each.key, each.last_outcome, each.gateway_reference) for each in (seen, held)
    )
    return known != now_known


async def record_answer(case: Case) -> Ended | None:
    """Writes the gateway's word down as the queue would, in the name of the operation's requester."""
    answer = case.heard.answer
    assert not isinstance(answer, Absent), "absence is no answer to an attempt"
    asker = Work(case.work.session, case.known.merchant, case.seen.requester)
    asker.now = case.work.now
    hearing = Hearing(partial(told_by_gateway, answer=answer), case.heard.standing, asker_waits=False)
    return await conclude_held(case.service, asker, case.known, hearing)


async def _go_on(service: Service, seen: UnknownOperation, ended: Ended) -> None:
    """What follows once it is committed: the next question, or what a reversal has turned into."""
    if ended.due_in is not None:
        await service.doorbell.ring(seen.operation.id, ended.due_in)
    if ended.turned is not None:
        try:
            await carry_out(service, seen.requester, ended.turned, asker_waits=False)
        except RefundryError as refused:
            # Its requester is not here; people are told as of any queued reversal.
            log.info("operation.refused", operation=seen.operation.id, error=str(refused))
