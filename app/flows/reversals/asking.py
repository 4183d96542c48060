"""Ask a gateway what became of an operation of unknown outcome. Nothing is held meanwhile, nothing is sent."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

import structlog

from app.domain.reversals.answers import Absent, AttemptEnd, NotKnown, NotReached, Outcome, Standing
from app.domain.reversals.payments import Operation
from app.domain.reversals.states import AttemptOutcome, OperationKind
from app.flows.reversals.life import where_it_stands
from app.flows.service import Service
from app.gateways.base import Instruction
from app.gateways.registry import UnknownGateway
from app.store.reversals import references
from refundry.gateways.calls import Kind, Sent

_SALES = frozenset({OperationKind.CHARGE, OperationKind.AUTHORIZE})

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Heard:
    """What a gateway said of an operation's key, asked at that time of the merchant's.

    `standing` is where the payment stands by its word, where it declined because it knows better than we do. A gateway
    that can't be reached has said nothing, which is NotKnown.
    """

    answer: Outcome | Absent
    standing: Standing | None
    at: datetime

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


async def ask_gateway(service: Service, operation: Operation, message: Instruction) -> Heard:
    """What the gateway says of the operation's key; `message` is what it was told to do. Raises Unavailable."""
    sent = None if operation.kind in _SALES else await _sent(service, operation)
    try:
        async with asyncio.timeout(service.timeout(operation.gateway)):
            gateway = service.gateway(operation.gateway)
            found = await (gateway.find_sale(message.key, message.at) if sent is None else gateway.find(message, sent))
    except UnknownGateway as error:
        return Heard(NotKnown(error.in_words), None, message.at)
    except Exception as error:
        log.warning("gateway.not_asked", operation=operation.id, exc_info=True)
        return Heard(NotKnown(f"The gateway could not be asked ({type(error).__name__})."), None, message.at)
    if isinstance(found, Absent):
        return Heard(found, None, message.at)
    if isinstance(found, NotReached):
        return Heard(NotKnown(found.message), None, message.at)
    return Heard(found, await where_it_stands(service, operation.gateway, message, found), message.at)


async def _sent(service: Service, operation: Operation) -> Sent:
    """What was sent of it so far, and the ids that were heard of it and of its payment's other refunds."""
    async with service.store.session() as session:
        heard = await references.of_operation(session, operation)
    return Sent(
        Kind(operation.kind.value),
        operation.attempts_made,
        operation.first_attempt_at,
        operation.last_attempt_at,
        heard.own,
        heard.others,
    )
