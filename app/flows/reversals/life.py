"""The life of an operation at a gateway: it is reserved, sent, and its outcome is concluded and written.

Between sending and writing nothing is held: no lock, no connection, no open transaction. A process that dies there
leaves a running attempt behind, which is UNKNOWN once its lease is over.

An outcome is concluded on what was seen, and written if that is still so, in one statement with others that come at the
same time. Where a row changed meanwhile, or several things have to be written one after the other, it is concluded once
more with the rows held.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from time import monotonic

import stamina
import structlog

from app.domain.copies import replace
from app.domain.history.kinds import ChangeKind
from app.domain.people.people import Actor
from app.domain.problems import RefundryError, Unavailable
from app.domain.reversals import schedule
from app.domain.reversals.answers import NotReached, Standing
from app.domain.reversals.conclude import conclude, looks_at_payment
from app.domain.reversals.conclusion import Conclusion, Situation
from app.domain.reversals.decide import Decision, awaits_approval
from app.domain.reversals.operation_keys import key_after_turn
from app.domain.reversals.payments import Operation, Refund, Transaction
from app.domain.reversals.states import AttemptOutcome, OperationKind
from app.flows.orders.reserve_order import take_effect
from app.flows.reversals.asking import where_it_stands
from app.flows.reversals.parts import follow_part
from app.flows.reversals.reserving import Sending, reserve
from app.flows.reversals.send import BUSY, put_back, send_quickly
from app.flows.service import Service, Work, now
from app.flows.upkeep.notify import notices_of
from app.gateways.pacing import NoSlot
from app.store.database import Contended
from app.store.history import changes
from app.store.orders import orders
from app.store.reversals import conclude as conclusions
from app.store.reversals import look, refunds, request_keys, transactions
from app.store.reversals.conclude import Concluded
from app.store.reversals.look import Known

log = structlog.get_logger(__name__)

TRIES = 5
PATIENCE = 15.0
"""How often, and for how many seconds, the recording of an answer is tried while the database is away."""

MOST_TURNS = 2
"""How often one reversal turns from a void into a refund or back, before it is the gateway that contradicts itself."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How an attempt ended: when the operation is due again, what it turned into, and what its requester is told.

    `subject` is what it was about or led to, as it is now: a void that turned into a refund above its requester's limit
    is not sent, but awaits approval. Without an outcome another process has taken the operation over.
    """

    operation: Operation
    outcome: AttemptOutcome | None
    due_in: timedelta | None = None
    turned: Sending | None = None
    refused: RefundryError | None = None
    subject: Transaction | Refund | None = None


@dataclass(frozen=True, slots=True)
class Hearing:
    """What is known of an operation's outcome, and who hears of what that comes to.

    `draw` makes the conclusion; None where the operation goes on instead. With `looks_at_payment` the transaction says
    something to it, and not the operation alone.
    """

    draw: Callable[[Situation], Conclusion | None]
    standing: Standing | None = None
    looks_at_payment: bool = True
    asker_waits: bool = True
    may_turn: bool = True


async def carry_out(service: Service, actor: Actor, sending: Sending, *, asker_waits: bool = True) -> Ended:
    """Sends the reserved operation and records the answer; a reversal that turns into another is carried out as well.

    `asker_waits` says that the requester hears of this; a queued operation's asker has had an answer long ago.
    Of what was put on hold nothing is sent: it ends without an outcome. Raises what a final refusal means to the
    requester: Refused, NotAllowed, Unavailable. Everything is written down by then.
    """
    turns_left, begun = MOST_TURNS, monotonic()
    while True:
        if sending.on_hold:
            return await _wait(service, actor, sending.operation)
        try:
            sending, outcome = await send_quickly(service, sending, actor.merchant, begun)
        except NoSlot as no_slot:
            waits = await put_back(service, sending, no_slot)
            if waits is not None:
                await service.doorbell.ring(waits.id, no_slot.again_in)
                return replace(await _wait(service, actor, waits), due_in=no_slot.again_in)
            outcome = NotReached(BUSY)
        hearing = Hearing(
            partial(conclude, outcome=outcome),
            await where_it_stands(service, sending.destination, actor.merchant, sending.message, outcome),
            looks_at_payment(sending.operation.kind, outcome),
            asker_waits=asker_waits,
            may_turn=turns_left > 0,
        )
        ended = await record(service, actor, sending.operation, hearing, sending.known)
        assert ended is not None, "an answer to an attempt always comes to something"
        # What was accepted is in the histories, and the request has a line of its own.
        if ended.outcome is not AttemptOutcome.ACCEPTED:
            log.info(
                "operation.sent", operation=sending.operation.id, kind=sending.operation.kind, outcome=ended.outcome
            )
        if ended.refused is not None:
            raise ended.refused
        if ended.turned is None:
            return ended
        sending, turns_left = ended.turned, turns_left - 1


async def _wait(service: Service, actor: Actor, operation: Operation) -> Ended:
    """It counts as queued, and may wait for days: a part of an order's refund takes effect."""
    if operation.terms.order_refund_id is not None:
        async with service.store.begin() as session:
            known = await look.hold(session, operation.id)
            work = Work(session, known.merchant, actor)
            await take_effect(work, operation.terms.order_refund_id, operation.transaction_id)
    return Ended(operation, operation.last_outcome)


async def as_it_is_now(service: Service, ended: Ended) -> Transaction | Refund:
    """What the reversal led to, in its present state: the refund, or the transaction that was to be voided."""
    if ended.subject is not None:
        return ended.subject
    async with service.store.session() as session:
        if ended.operation.refund_id is not None:
            return await refunds.get(session, ended.operation.refund_id)
        return await transactions.get(session, ended.operation.transaction_id)


async def record(
    service: Service, actor: Actor, operation: Operation, hearing: Hearing, known: Known | None = None
) -> Ended | None:
    """Writes down what is known of the operation; `known` is what it was reserved on, if no lock was waited for.

    None where nothing was concluded, and nothing is written. Without an outcome where another process has taken the
    operation over. While the database is away it is tried again for a while. A try that was committed although its
    answer was lost is recognized by the next one, since the lease is gone. Raises Unavailable if it can't be written;
    the attempt is then UNKNOWN once its lease is over, and verified.
    """
    ended = await record_as_seen(service, actor, operation, hearing, known)
    if ended is None:
        async for attempt in stamina.retry_context(on=(Unavailable, Contended), attempts=TRIES, timeout=PATIENCE):
            with attempt:
                try:
                    ended = await _record_held(service, actor, operation, hearing)
                except Contended as error:
                    if attempt.num == TRIES:
                        raise Unavailable("others hold the payment; its outcome is found out later") from error
                    raise
    if ended is not None and ended.due_in is not None:
        await service.doorbell.ring(operation.id, ended.due_in)
    return ended


async def record_as_seen(
    service: Service, actor: Actor, operation: Operation, hearing: Hearing, known: Known | None
) -> Ended | None:
    """How it ended, concluded on what was seen; None, with nothing written, if it takes the rows to be held."""
    try:
        if known is None or (known.version is None and hearing.looks_at_payment):
            known = await service.store.read_together(look.operations, operation.id)
        if known is None or known.operation.lease != operation.lease:
            return None
        concluded = await _concluded(service, None, actor, hearing, known)
        if concluded is None or not _is_one_statement(concluded.conclusion):
            return None
        written = await service.store.write_together(conclusions.write, concluded)
    except Unavailable:
        # With the rows held there is the patience to wait for a database that is away, or for others that hold them.
        return None
    return None if written is None else _ended(concluded)


async def _record_held(service: Service, actor: Actor, operation: Operation, hearing: Hearing) -> Ended | None:
    async with service.store.begin() as session:
        known = await look.hold(session, operation.id)
        if known.operation.lease is None or known.operation.lease != operation.lease:
            return Ended(known.operation, None)
        return await conclude_held(service, Work(session, known.merchant, actor), known, hearing)


async def conclude_held(service: Service, work: Work, known: Known, hearing: Hearing) -> Ended | None:
    """Concludes on what the work holds, and writes it: what it turns into is reserved in the same transaction.

    None, with nothing written, where nothing was concluded.
    """
    concluded = await _concluded(service, work, work.actor, hearing, known)
    return None if concluded is None else await _write_held(service, work, concluded)


def _is_one_statement(conclusion: Conclusion) -> bool:
    """Whether it is written by one statement, and nothing has to be made before or after it."""
    changes_authorization = conclusion.transaction.part_of is not None and conclusion.refund is None
    return conclusion.turns is None and conclusion.joins_order is None and not changes_authorization


async def _concluded(
    service: Service, work: Work | None, actor: Actor, hearing: Hearing, known: Known
) -> Concluded | None:
    situation = await situation_of(service, work, actor, known, hearing)
    conclusion = hearing.draw(situation)
    if conclusion is None:
        return None
    version = known.version if hearing.looks_at_payment else None
    return await _with_notices(service, work, Concluded(situation, conclusion, version, known.merchant_version))


async def situation_of(service: Service, work: Work | None, actor: Actor, known: Known, hearing: Hearing) -> Situation:
    """All that a conclusion is drawn from."""
    operation, at = known.operation, now(known.merchant) if work is None else work.now
    interval, attempts = service.retry_plan(known.merchant)
    was_dismissed = False
    if operation.absence_is_no_proof or schedule.is_pending_for_too_long(operation, at):
        async with service.reading(work) as session:
            was_dismissed = await changes.kept_since(
                session,
                ChangeKind.ATTENTION_DISMISSED,
                operation.first_attempt_at,
                transaction_id=operation.transaction_id,
                refund_id=operation.refund_id,
            )
    return Situation(
        operation,
        known.transaction,
        known.refund,
        known.merchant,
        actor,
        at,
        interval,
        attempts,
        hearing.standing,
        asker_waits=hearing.asker_waits,
        may_turn=hearing.may_turn,
        was_dismissed=was_dismissed,
        verification_delays=service.settings.verification_delays,
    )


async def _with_notices(service: Service, work: Work | None, concluded: Concluded) -> Concluded:
    """With the messages by which people are told of it."""
    if concluded.conclusion.contradicted:
        standing = concluded.situation.standing
        log.error(
            "gateway.contradicts_us",
            transaction=concluded.situation.transaction.legacy_id,
            says=None if standing is None else standing.status,
        )
    notices = await notices_of(service, work, concluded.situation, concluded.conclusion)
    return replace(concluded, notices=notices) if notices else concluded


async def _write_held(service: Service, work: Work, concluded: Concluded) -> Ended:
    """Writes it with the rows held in the work, and what it turns into after it, in the same transaction."""
    work.now = concluded.situation.at
    conclusion, operation = concluded.conclusion, concluded.situation.operation
    if conclusion.joins_order is not None:
        belongs_to = await orders.of_payment(
            work.session,
            operation.merchant_id,
            conclusion.joins_order,
            operation.amount.currency,
            conclusion.transaction.customer_id,
            conclusion.transaction.created_at,
        )
        conclusion = replace(conclusion, transaction=replace(conclusion.transaction, belongs_to=belongs_to))
    held = replace(concluded, conclusion=conclusion, version=None, merchant_version=None)
    await conclusions.write_held(work.session, held)
    if operation.kind is OperationKind.CHARGE and conclusion.transaction.part_of is not None:
        await follow_part(work, operation.transaction_id, conclusion.transaction.part_of)
    if conclusion.turns is None:
        return _ended(held)
    awaits = awaits_approval(work.actor, work.merchant, conclusion.turns)
    turned = await reserve(service, work, Decision(conclusion.turns, awaits), key_after_turn(operation.key))
    if isinstance(turned, Refund):
        await request_keys.pass_on(work.session, operation.id, refund_id=turned.id, to_operation_id=None)
        # It counts as queued, and may wait for days.
        await take_effect(work, operation.terms.order_refund_id, operation.transaction_id)
        return Ended(conclusion.operation, conclusion.outcome, subject=turned)
    await request_keys.pass_on(
        work.session, operation.id, refund_id=turned.operation.refund_id, to_operation_id=turned.operation.id
    )
    return Ended(conclusion.operation, conclusion.outcome, turned=turned)


def _ended(concluded: Concluded) -> Ended:
    conclusion, at = concluded.conclusion, concluded.situation.at
    return Ended(
        conclusion.operation,
        conclusion.outcome,
        due_in=None if conclusion.due is None else max(conclusion.due - at, timedelta(0)),
        refused=conclusion.refused,
        subject=conclusion.subject,
    )
