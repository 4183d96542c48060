"""Steps two and three of every reversal: the gateway is called, and what it answered is written down.

Between the two nothing is held: no lock, no connection, no open transaction. Who dies here leaves a running attempt
behind, which is UNKNOWN once its lease is over.
"""

import asyncio
import logging
from datetime import timedelta
from typing import assert_never

import stamina
import structlog

from app.domain.payments import Refund, Transaction
from app.domain.people import Actor
from app.domain.problems import Unavailable
from app.domain.states import OperationKind
from app.flows.at_once import accept_at_once
from app.flows.outcomes import record
from app.flows.recording import Ended
from app.flows.reserving import Sending
from app.flows.service import Service
from app.gateways.base import Declined, Gateway, Instruction, Outcome, Sale, Standing, answer
from app.store import refunds, transactions
from app.store.database import Contended

log = structlog.get_logger(__name__)

TRIES = 5
PATIENCE = 15.0
"""How often, and for how many seconds, the recording of an answer is tried while the database is away."""

MOST_TURNS = 2
"""How often one reversal turns from a void into a refund or back, before it is the gateway that contradicts itself."""


async def carry_out(service: Service, actor: Actor, sending: Sending, *, asker_waits: bool = True) -> Ended:
    """Sends the reserved operation and records the answer; a reversal that turns into another is carried out as well.

    `asker_waits` says that whoever asked hears of this; a queued operation's asker has had an answer long ago.
    Raises what a final refusal means to whoever asked: Refused, NotAllowed, Unavailable. Everything is written down by
    then.
    """
    turns_left = MOST_TURNS
    while True:
        outcome = await send(service, sending)
        ended = await accept_at_once(service, actor, sending, outcome)
        if ended is None:
            standing = await where_it_stands(service, sending.gateway, sending.message, outcome)
            ended = await _written_down(
                service, actor, sending, outcome, standing, may_turn=turns_left > 0, asker_waits=asker_waits
            )
        # That all went as it should is in the histories; one line a request is enough for it.
        level = logging.DEBUG if ended.subject is not None else logging.INFO
        log.log(
            level, "operation.sent", operation=sending.operation.id, kind=sending.operation.kind, outcome=ended.outcome
        )
        if ended.refused is not None:
            raise ended.refused
        if ended.turned is None:
            return ended
        sending, turns_left = ended.turned, turns_left - 1


async def as_it_is_now(service: Service, ended: Ended) -> Transaction | Refund:
    """What the reversal led to, in its present state: the refund, or the transaction that was to be voided."""
    if ended.subject is not None:
        return ended.subject
    async with service.store.session() as session:
        if ended.refund_id is not None:
            return await refunds.get(session, ended.refund_id)
        return await transactions.get(session, ended.operation.transaction_id)


async def _written_down(
    service: Service,
    actor: Actor,
    sending: Sending,
    outcome: Outcome,
    standing: Standing | None,
    *,
    may_turn: bool,
    asker_waits: bool,
) -> Ended:
    """Records the answer, however the database is at the moment: it was paid for, and is worth some patience.

    A try whose commit came through without our hearing of it is recognized by the next: the lease is gone. Raises
    Unavailable if it can't be written; the attempt is then UNKNOWN once its lease is over, and verified.
    """
    async for attempt in stamina.retry_context(on=(Unavailable, Contended), attempts=TRIES, timeout=PATIENCE):
        with attempt:
            try:
                async with service.store.begin() as session:
                    work = await service.begun(session, actor)
                    ended = await record(
                        service, work, sending, outcome, standing, may_turn=may_turn, asker_waits=asker_waits
                    )
            except Contended as error:
                if attempt.num == TRIES:
                    raise Unavailable("others hold the payment; its outcome is found out later") from error
                raise
    if ended.due is not None:
        await service.doorbell.ring(sending.operation.id, max(ended.due - work.now, timedelta(0)))
    return ended


async def send(service: Service, sending: Sending) -> Outcome:
    """What the gateway answers; UNKNOWN for everything that is no answer."""
    gateway = service.gateway(sending.gateway)
    return await answer(_call(gateway, sending), service.settings.gateway_timeout)


async def _call(gateway: Gateway, sending: Sending) -> Outcome:
    message = sending.message
    if isinstance(message, Sale):
        return await gateway.sell(message)
    match sending.operation.kind:
        case OperationKind.CAPTURE:
            return await gateway.capture(message)
        case OperationKind.VOID:
            return await gateway.void(message)
        case OperationKind.REFUND:
            return await gateway.refund(message)
        case OperationKind.REFUND_VOID:
            assert sending.refund_key is not None
            return await gateway.void_refund(message, sending.refund_key)
        case OperationKind.CHARGE | OperationKind.AUTHORIZE:
            raise ValueError("a sale is never sent twice")
        case _:
            assert_never(sending.operation.kind)


async def where_it_stands(
    service: Service, gateway: str | None, message: Instruction | Sale, outcome: Outcome
) -> Standing | None:
    """Where the payment stands, asked for when the gateway declined because it knows better than we do (SPEC 1.2)."""
    if not isinstance(outcome, Declined) or outcome.reason is None:
        return None
    try:
        async with asyncio.timeout(service.settings.gateway_timeout):
            return await service.gateway(gateway).standing(message.transaction, message.at)
    except Exception:
        # Without it the decline stands for itself: nothing was done, and nothing is turned.
        log.warning("gateway.standing_not_known", transaction=message.transaction, exc_info=True)
        return None
