"""Ask a gateway what became of an operation of unknown outcome. Nothing is held meanwhile, nothing is sent."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from app.domain.copies import replace
from app.domain.reversals.answers import Absent, AttemptEnd, Declined, NotKnown, NotReached, Outcome, Standing
from app.domain.reversals.payments import Destination, Operation
from app.domain.reversals.states import AttemptOutcome, OperationKind
from app.flows.gateways.channel import Channel, NotUsable, channel_to, heard, standing_of
from app.flows.service import PATIENCE, Service
from app.gateways.base import ABSENCE_AFTER, Instruction, Sale
from app.gateways.pacing import NoSlot
from app.store.people import merchants
from app.store.reversals import references
from refundry.gateways import Kind, Sent

_SALES = frozenset({OperationKind.CHARGE, OperationKind.AUTHORIZE})

_FORGOTTEN = "The gateway may have forgotten the key by now: to ask again could do it a second time."

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Heard:
    """What a gateway said of an operation's key, asked at that time of the merchant's.

    `standing` is where the payment stands by its word, where it declined because it knows better than we do. A gateway
    that can't be reached has said nothing, which is NotKnown. `absence_after` is how long after the last sending "not
    found" is proof; None if it never is.
    """

    answer: Outcome | Absent
    standing: Standing | None
    at: datetime
    absence_after: timedelta | None = ABSENCE_AFTER

    @property
    def outcome(self) -> AttemptOutcome | None:
        """The answer in one word; None for a key that the gateway knows nothing of."""
        return None if isinstance(self.answer, Absent) else AttemptEnd.of(self.answer).outcome

    @property
    def in_words(self) -> str:
        """The answer for people, such as "DECLINED (2000 Do Not Honor)"."""
        match self.answer:
            case Absent():
                return "that it knows of no such thing"
            case NotKnown(message):
                return f"nothing ({message.removesuffix('.')})"
        end = AttemptEnd.of(self.answer)
        said = " ".join(part for part in (end.code, end.message) if part)
        return f"{end.outcome} ({said})" if said else end.outcome.value


async def ask_gateway(service: Service, operation: Operation, message: Instruction, merchant: str) -> Heard:
    """What the gateway says of the operation's key; `message` is what it was told to do, for the merchant of that
    public id. Raises Unavailable.
    """
    if operation.kind in _SALES:
        return await _ask_about_sale(service, operation, message)
    try:
        channel = await channel_to(service, operation.destination, merchant, message.at)
    except NotUsable as error:
        return Heard(NotKnown(str(error)), None, message.at)
    if operation.attempts_made == 0 and not channel.can_be_asked:
        # Nothing of it was sent that is known here; to send it, as the first time, is the only question.
        return Heard(Absent(), None, message.at, channel.absence_after)
    if not channel.can_be_asked and await _is_on_hold(service, operation):
        # The question would be a sending.
        return Heard(NotKnown("Sending is on hold."), None, message.at, channel.absence_after)
    found = await _find(service, channel, operation, message)
    if isinstance(found, NotReached):
        found = NotKnown(found.message)
    standing = await _standing_after(channel, message, found)
    return Heard(found, standing, message.at, channel.absence_after)


async def where_it_stands(
    service: Service, destination: Destination | None, merchant: str, message: Instruction | Sale, outcome: Outcome
) -> Standing | None:
    """Where the payment stands, asked for when the gateway declined because it knows better than we do (SPEC 1.2)."""
    if not isinstance(outcome, Declined) or outcome.reason is None or isinstance(message, Sale):
        return None
    try:
        channel = await channel_to(service, destination, merchant, message.at)
    except NotUsable:
        return None
    return await _standing_after(channel, message, outcome)


async def _is_on_hold(service: Service, operation: Operation) -> bool:
    async with service.store.session() as session:
        return (await merchants.get(session, operation.merchant_id)).on_hold


async def _find(service: Service, channel: Channel, operation: Operation, message: Instruction) -> Outcome | Absent:
    sent, message = await _sent(service, operation, message)
    if channel.is_forgotten(sent.first_sent_at, message.at):
        return NotKnown(_FORGOTTEN)
    try:
        async with channel.slot(PATIENCE), asyncio.timeout(channel.timeout):
            found = await channel.session.find(message, sent)
    except NoSlot:
        return NotKnown("The gateway account has more to do than it may do at a time: it was not asked.")
    except Exception as error:
        log.warning("gateway.not_asked", operation=operation.id, exc_info=True)
        return NotKnown(f"The gateway could not be asked ({type(error).__name__}).")
    if channel.opened is not None and not isinstance(found, Absent):
        await heard(service, channel.opened, found)
    return found


async def _standing_after(channel: Channel, message: Instruction, outcome: Outcome | Absent) -> Standing | None:
    if not isinstance(outcome, Declined) or outcome.reason is None:
        return None
    try:
        async with channel.slot(PATIENCE), asyncio.timeout(channel.timeout):
            found = await channel.session.standing(message.transaction)
    except Exception:
        # Without it the decline stands for itself: nothing was done, and nothing is turned.
        log.warning("gateway.standing_not_known", transaction=message.transaction, exc_info=True)
        return None
    return None if found is None else standing_of(found)


async def _ask_about_sale(service: Service, operation: Operation, message: Instruction) -> Heard:
    destination = operation.destination
    sandbox = None if destination is None else service.gateways.adapters.get(destination.gateway)
    if sandbox is None:
        return Heard(NotKnown(f"The gateway {operation.gateway} is not installed."), None, message.at)
    try:
        async with asyncio.timeout(service.timeout(destination)):
            found = await sandbox.find_sale(message.key, message.at)
    except Exception as error:
        log.warning("gateway.not_asked", operation=operation.id, exc_info=True)
        found = NotKnown(f"The gateway could not be asked ({type(error).__name__}).")
    return Heard(found, None, message.at, sandbox.absence_after)


async def _sent(service: Service, operation: Operation, message: Instruction) -> tuple[Sent, Instruction]:
    """What was sent of it so far, with the ids that were heard of it and of its payment's other refunds; and the
    instruction, with our key of the refund that it takes back.
    """
    async with service.store.session() as session:
        known = await references.of_operation(session, operation)
    sent = Sent(
        Kind(operation.kind.value),
        operation.attempts_made,
        operation.first_attempt_at,
        operation.last_attempt_at,
        known.own,
        known.others,
    )
    return sent, replace(message, refund_key=known.refund_key) if known.refund_key else message
