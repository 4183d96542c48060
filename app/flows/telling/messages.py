"""Showing messages to a merchant's endpoints, and having them sent again (SPEC 15.1)."""

import re
from dataclasses import dataclass
from datetime import datetime

from app.domain.people.people import Actor, Right
from app.domain.problems import Condition, Path, Problem, Refused, not_found
from app.domain.telling.endpoints import Endpoint
from app.domain.telling.messages import MessageState
from app.flows.service import Service
from app.flows.telling.endpoints import legacy_id_of
from app.store.telling import endpoints, messages
from app.store.telling.messages import Message

ENDPOINT: Path = ("input", "endpointId")
MESSAGE: Path = ("input", "messageId")
SINCE: Path = ("input", "since")

MOST_AGAIN = 100_000
"""Messages that one request can have sent again."""

_MESSAGE_ID = re.compile(r"msg_[0-9a-f]{32}", re.ASCII)


@dataclass(frozen=True, slots=True)
class ResendAsk:
    """Which messages of an endpoint are sent again: one, or all since a time of the merchant's clock."""

    endpoint_id: str
    message_id: str | None = None
    since: datetime | None = None


async def resend(service: Service, actor: Actor, ask: ResendAsk) -> int:
    """How many messages are on their way again, under their own ids and at most MOST_AGAIN.

    Raises Refused (OBJECT_NOT_FOUND, TEXT_INVALID without exactly one of message and time, TIME_INVALID for a time to
    come, WEBHOOK_ENDPOINT_OFF), NotAllowed, Unavailable.
    """
    actor.require(Right.ADMINISTER)
    async with service.work(actor, Condition.REVERSAL_NOT_POSSIBLE_NOW, ENDPOINT) as work:
        endpoint = await endpoints.find(work.session, work.merchant.id, legacy_id_of(ask.endpoint_id), held=True)
        if endpoint is None:
            raise not_found(*ENDPOINT)
        if (ask.message_id is None) == (ask.since is None):
            expected = {"expected": "Send either messageId or since."}
            raise Refused(Problem(Condition.TEXT_INVALID, MESSAGE, expected))
        if ask.since is not None and ask.since > work.now:
            raise Refused(Problem(Condition.TIME_INVALID, SINCE, {"now": work.now.isoformat()}))
        if not endpoint.enabled:
            raise Refused(Problem(Condition.WEBHOOK_ENDPOINT_OFF, ENDPOINT))
        if ask.message_id is not None and _MESSAGE_ID.fullmatch(ask.message_id) is None:
            raise not_found(*MESSAGE)
        count = await messages.send_again(
            work.session, endpoint.id, work.now, public_id=ask.message_id, since=ask.since, most=MOST_AGAIN
        )
        if ask.message_id is not None and not count:
            raise not_found(*MESSAGE)
        return count


async def messages_of(
    service: Service, actor: Actor, endpoint_id: str | None, state: MessageState | None, most: int, before: int | None
) -> list[tuple[Message, Endpoint]]:
    """Up to `most` messages with their endpoints, the latest first, behind the number `before`; of one endpoint or of
    all, in one state or in any. Raises Refused (OBJECT_NOT_FOUND), NotAllowed, Unavailable.
    """
    actor.require(Right.ADMINISTER)
    async with service.store.session() as session:
        number = None
        if endpoint_id is not None:
            endpoint = await endpoints.find(session, actor.merchant_id, legacy_id_of(endpoint_id))
            if endpoint is None:
                raise not_found("endpointId")
            number = endpoint.id
        found = await messages.page(session, actor.merchant_id, number, state, most, before)
        named = await endpoints.named(session, actor.merchant_id, sorted({each.endpoint_id for each in found}))
    return [(each, named[each.endpoint_id]) for each in found if each.endpoint_id in named]
