"""Take a gateway's word on an operation that nobody waits for at the moment: one that it told by itself, or gave when
it was asked since it had told of something (SPEC 14.7).

The word is concluded and written as the answer to a question is. While an attempt runs, its own answer comes first.
"""

from enum import StrEnum
from functools import partial

import structlog

from app.domain.money import Money
from app.domain.people.people import Actor
from app.domain.problems import RefundryError
from app.domain.reversals.answers import Absent, NotKnown, Outcome, Pending, Standing
from app.domain.reversals.going_on import asks_first, told_by_gateway
from app.domain.reversals.payments import Operation
from app.domain.reversals.states import RetryState
from app.flows.reversals.asking import ask_gateway
from app.flows.reversals.life import Ended, Hearing, carry_out, conclude_held
from app.flows.reversals.reserving import instruction
from app.flows.reversals.unknown_outcome import has_moved
from app.flows.service import Service, Work, now
from app.store.reversals import look, requesters
from app.store.reversals.look import Known

log = structlog.get_logger(__name__)

OTHER_AMOUNT = "The gateway has told of another amount than was asked for."


class Told(StrEnum):
    """What came of a gateway's word."""

    CONCLUDED = "CONCLUDED"
    UNDER_WAY = "UNDER_WAY"
    """An attempt runs: the word has to wait until that has ended, or its lease is over."""
    OVER = "OVER"
    """The operation has ended: the word is one on the payment or the refund, if on anything."""
    NOTHING = "NOTHING"
    """The gateway knows nothing new."""


async def take_word(service: Service, operation_id: int, word: Outcome, amount: Money | None = None) -> Told:
    """Concludes the open operation on what its gateway has told of it. `amount` is the one that was told, if any.

    Raises Contended, Unavailable; nothing is written then.
    """
    known = await _look(service, operation_id)
    if amount is not None and amount != known.operation.amount:
        word = NotKnown(OTHER_AMOUNT, attention=True)
    return await _conclude(service, known, word, None)


async def ask_about(service: Service, operation_id: int) -> Told:
    """Asks the gateway about an open operation of unknown outcome, and concludes on its word.

    Nothing is sent again because the gateway knows nothing of it: that is the queue's to decide, at its time. Raises
    Contended, Unavailable.
    """
    known = await _look(service, operation_id)
    if known.operation.state is RetryState.RUNNING:
        return Told.UNDER_WAY
    if not known.operation.open:
        return Told.OVER
    if not asks_first(known.operation):
        return Told.NOTHING
    message = instruction(known.operation, known.transaction, now(known.merchant), known.refund)
    heard = await ask_gateway(service, known.operation, message, known.merchant.public_id)
    if isinstance(heard.answer, Absent | NotKnown):
        return Told.NOTHING
    return await _conclude(service, known, heard.answer, heard.standing, asked=True)


async def _look(service: Service, operation_id: int) -> Known:
    known = await service.store.read_together(look.operations, operation_id)
    assert known is not None, "operations are never deleted"
    return known


async def _conclude(
    service: Service, seen: Known, word: Outcome, standing: Standing | None, *, asked: bool = False
) -> Told:
    """Concludes on the word, unless the operation has gone on since it was `asked` for: it is one on the past then."""
    assert seen.requester is not None, "what was read names who asked"
    requester = await requesters.find_together(service.store, seen.requester)
    async with service.store.begin() as session:
        known = await look.hold(session, seen.operation.id)
        if known.operation.state is RetryState.RUNNING:
            return Told.UNDER_WAY
        if not known.operation.open:
            return Told.OVER
        if asked and has_moved(seen.operation, known.operation):
            return Told.UNDER_WAY
        if _says_nothing_new(known.operation, word):
            return Told.NOTHING
        hearing = Hearing(partial(told_by_gateway, answer=word), standing, asker_waits=False)
        ended = await conclude_held(service, Work(session, known.merchant, requester), known, hearing)
    assert ended is not None, "a gateway's word always comes to something"
    await _go_on(service, requester, ended)
    return Told.CONCLUDED


def _says_nothing_new(operation: Operation, word: Outcome) -> bool:
    """Whether the gateway has said before that it has taken it, under the same id."""
    return isinstance(word, Pending) and word.reference == operation.gateway_reference


async def _go_on(service: Service, requester: Actor, ended: Ended) -> None:
    """What follows once it is committed: the next question, or what a reversal has turned into."""
    if ended.due_in is not None:
        await service.doorbell.ring(ended.operation.id, ended.due_in)
    if ended.turned is not None:
        try:
            await carry_out(service, requester, ended.turned, asker_waits=False)
        except RefundryError as refused:
            # Its requester is not here; people are told as of any queued reversal.
            log.info("operation.refused", operation=ended.operation.id, error=str(refused))
