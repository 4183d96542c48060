"""Webhook endpoints and their messages, for administrators (SPEC 15.1)."""

import re
from datetime import datetime
from typing import Annotated

import strawberry
import structlog
from strawberry import UNSET, field

from app.domain.ids import IdKind, global_id
from app.domain.people.people import Right
from app.domain.telling.endpoints import Endpoint
from app.domain.telling.messages import MessageState, MessageType, body_of
from app.flows.telling import endpoints as endpoint_flow
from app.flows.telling import messages as message_flow
from app.flows.telling.endpoints import CreateEndpointAsk, UpdateEndpointAsk
from app.flows.telling.messages import ResendAsk
from app.schema.base.context import Info
from app.schema.base.cursors import After, First, decoded, encoded, page_size
from app.schema.base.fields import holds
from app.schema.base.input_values import or_none
from app.schema.base.mutation_field import MutationInput, Payload, mutation, payload
from app.schema.base.pages import PageInfo, page_info
from app.schema.base.scalars import Timestamp
from app.store.telling.messages import Message

log = structlog.get_logger(__name__)

ENDPOINTS, TYPES, ATTEMPTS = 20, 15, 10
"""What a merchant's endpoints, an endpoint's types and a message's attempts count as."""

_TYPES = ", ".join(f"`{each}`" for each in MessageType)

_STATES = {
    MessageState.WAITING: "It is sent, or sent again, by itself.",
    MessageState.DELIVERED: "The receiver answered with a status from 200 to 299.",
    MessageState.FAILED: "It is not sent again by itself: there were ten tries, or the endpoint is switched off.",
}
WebhookMessageState = MessageState
strawberry.enum(WebhookMessageState, name="WebhookMessageState", description="Whether a receiver has a message.")
for _value in vars(WebhookMessageState)["__strawberry_definition__"].values:
    _value.description = _STATES[MessageState(_value.value)]

_CURSOR = re.compile(r"w([0-9]{1,18})", re.ASCII)


@strawberry.type(description="Where messages about changes are sent to.")
class WebhookEndpoint:
    id: strawberry.ID = field(description="Its id.")
    url: str = field(description="The address that messages are posted to.")
    types: list[str] = field(description=f"The types that it gets, of {_TYPES}.", metadata=holds(TYPES))
    description: str | None = field(description="What it is for.")
    enabled: bool = field(description="Whether messages are sent to it.")
    failing_since: Timestamp | None = field(
        description="When a try failed for the first time since a message was taken; null if the last one was taken. "
        "Five days later the endpoint is switched off."
    )
    created_at: Timestamp = field(description="When it was made. Messages are about changes since then.")


@strawberry.type(description="One try of a message.")
class WebhookAttempt:
    at: Timestamp = field(description="When it was made.")
    status: int | None = field(description="The HTTP status of the answer; null if there was none.")
    message: str | None = field(
        description="The first 1024 bytes of the answer's body, or why there was no answer. Needs the right VIEW."
    )


@strawberry.type(description="A message to an endpoint.")
class WebhookMessage:
    id: strawberry.ID = field(description="Its id, which each try has in the header `webhook-id`.")
    type: str = field(description=f"What it tells: one of {_TYPES}, or `ping`.")
    endpoint: WebhookEndpoint = field(description="The endpoint that it is sent to.")
    created_at: Timestamp = field(description="When the change was made.")
    state: WebhookMessageState = field(description="Whether the receiver has it.")
    attempts: list[WebhookAttempt] = field(
        description="The latest tries, the first of them first.", metadata=holds(ATTEMPTS)
    )
    payload: str = field(description="The body, as each try has it. Empty where it could not be written.")


@strawberry.type(description="A message in a list.")
class WebhookMessageConnectionEdge:
    cursor: str | None = field(description="The position in the list.")
    node: WebhookMessage | None = field(description="The message.")


@strawberry.type(description="A page of messages.")
class WebhookMessageConnection:
    edges: list[WebhookMessageConnectionEdge | None] | None = field(
        description="The page's messages, the latest first."
    )
    page_info: PageInfo = field(description="The position of the page in the list.")


@strawberry.input(description="A new webhook endpoint.")
class CreateWebhookEndpointInput(MutationInput):
    url: str = field(
        description="The address to post messages to: https, on a public address, unless the operator allows others."
    )
    types: list[str] | None = field(default=UNSET, description=f"The types to get, of {_TYPES}. Default: all.")
    description: str | None = field(default=UNSET, description="What it is for, in up to 255 characters.")


@strawberry.input(description="What is to change of a webhook endpoint. What is not named stays as it is.")
class UpdateWebhookEndpointInput(MutationInput):
    id: strawberry.ID = field(description="Which endpoint it is.")
    url: str | None = field(default=UNSET, description="Another address to post messages to.")
    types: list[str] | None = field(default=UNSET, description="The types to get from now on.")
    description: str | None = field(default=UNSET, description="What it is for; empty for nothing.")
    enabled: bool | None = field(
        default=UNSET,
        description="Whether messages are sent to it. Those that are not sent are kept, and can be sent again later.",
    )


@strawberry.input(description="A webhook endpoint.")
class WebhookEndpointInput(MutationInput):
    id: strawberry.ID = field(description="Which endpoint it is.")


@payload("What the mutations of webhook endpoints answer.")
class WebhookEndpointPayload(Payload):
    endpoint: WebhookEndpoint | None = field(description="The endpoint, as of now.")
    secret: str | None = field(
        description="What messages are signed with. It is shown once: when it is made, and when it is changed."
    )


@strawberry.input(description="Messages to send again: give either `messageId` or `since`.")
class ResendWebhookMessagesInput(MutationInput):
    endpoint_id: strawberry.ID = field(description="Which endpoint it is.")
    message_id: strawberry.ID | None = field(default=UNSET, description="The one message to send again.")
    since: Timestamp | None = field(
        default=UNSET, description="Send all messages again that were created then or later, 100,000 at most."
    )


@payload("The answer of `resendWebhookMessages`.")
class ResendWebhookMessagesPayload(Payload):
    count: int | None = field(description="How many messages are sent again.")


async def webhook_endpoints(info: Info) -> list[WebhookEndpoint]:
    context = info.context
    return [_endpoint(each) for each in await endpoint_flow.endpoints_of(context.service, context.actor)]


async def webhook_messages(
    info: Info,
    endpoint_id: Annotated[strawberry.ID | None, strawberry.argument(description="Only those to this one.")] = UNSET,
    state: Annotated[WebhookMessageState | None, strawberry.argument(description="Only those in this state.")] = UNSET,
    first: First = UNSET,
    after: After = UNSET,
) -> WebhookMessageConnection | None:
    context = info.context
    size, cursor, endpoint = page_size(or_none(first)), or_none(after), or_none(endpoint_id)
    before = None if cursor is None else decoded(cursor, _CURSOR, lambda match: int(match[1]), _cursor)
    found = await message_flow.messages_of(
        context.service,
        context.actor,
        None if endpoint is None else str(endpoint),
        or_none(state),
        size + 1,
        before,
    )
    may_view = Right.VIEW in context.actor.rights
    edges = [
        WebhookMessageConnectionEdge(cursor=_cursor(message.id), node=_message(message, to, may_view=may_view))
        for message, to in found[:size]
    ]
    return WebhookMessageConnection(
        edges=list(edges), page_info=page_info([each.cursor for each in edges], more=len(found) > size)
    )


@mutation("Adds an endpoint that is told of changes from now on. The answer has its secret, this once.")
async def create_webhook_endpoint(
    info: Info, input: Annotated[CreateWebhookEndpointInput, strawberry.argument(description="The new endpoint.")]
) -> WebhookEndpointPayload | None:
    context = info.context
    ask = CreateEndpointAsk(input.url, or_none(input.types), or_none(input.description))
    endpoint, secret = await endpoint_flow.create_endpoint(context.service, context.actor, ask)
    return WebhookEndpointPayload(endpoint=_endpoint(endpoint), secret=secret)


@mutation("Changes an endpoint, or switches it off or on.")
async def update_webhook_endpoint(
    info: Info, input: Annotated[UpdateWebhookEndpointInput, strawberry.argument(description="What is to change.")]
) -> WebhookEndpointPayload | None:
    context = info.context
    ask = UpdateEndpointAsk(
        id=str(input.id),
        url=or_none(input.url),
        types=or_none(input.types),
        description=or_none(input.description),
        enabled=or_none(input.enabled),
    )
    return _payload(await endpoint_flow.update_endpoint(context.service, context.actor, ask))


@mutation("Deletes an endpoint with its messages.")
async def delete_webhook_endpoint(
    info: Info, input: Annotated[WebhookEndpointInput, strawberry.argument(description="Which endpoint it is.")]
) -> WebhookEndpointPayload | None:
    context = info.context
    return _payload(await endpoint_flow.delete_endpoint(context.service, context.actor, str(input.id)))


@mutation("Makes another secret for an endpoint. For a day, messages are signed with the one before as well.")
async def rotate_webhook_secret(
    info: Info, input: Annotated[WebhookEndpointInput, strawberry.argument(description="Which endpoint it is.")]
) -> WebhookEndpointPayload | None:
    context = info.context
    endpoint, secret = await endpoint_flow.rotate_secret(context.service, context.actor, str(input.id))
    return WebhookEndpointPayload(endpoint=_endpoint(endpoint), secret=secret)


@mutation("Sends a message of the type `ping` to an endpoint.")
async def ping_webhook_endpoint(
    info: Info, input: Annotated[WebhookEndpointInput, strawberry.argument(description="Which endpoint it is.")]
) -> WebhookEndpointPayload | None:
    context = info.context
    return _payload(await endpoint_flow.ping_endpoint(context.service, context.actor, str(input.id)))


@mutation("Sends messages of an endpoint again, whatever became of them, under the ids that they have.")
async def resend_webhook_messages(
    info: Info, input: Annotated[ResendWebhookMessagesInput, strawberry.argument(description="Which messages.")]
) -> ResendWebhookMessagesPayload | None:
    context = info.context
    message, since = or_none(input.message_id), or_none(input.since)
    ask = ResendAsk(str(input.endpoint_id), None if message is None else str(message), since)
    return ResendWebhookMessagesPayload(count=await message_flow.resend(context.service, context.actor, ask))


def _payload(endpoint: Endpoint) -> WebhookEndpointPayload:
    return WebhookEndpointPayload(endpoint=_endpoint(endpoint), secret=None)


def _endpoint(value: Endpoint) -> WebhookEndpoint:
    return WebhookEndpoint(
        id=strawberry.ID(global_id(IdKind.WEBHOOK_ENDPOINT, value.legacy_id)),
        url=value.url,
        types=[each.value for each in (value.types or MessageType)],
        description=value.description,
        enabled=value.enabled,
        failing_since=_moment(value.failing_since),
        created_at=Timestamp(value.created_at),
    )


def _message(value: Message, endpoint: Endpoint, *, may_view: bool) -> WebhookMessage:
    return WebhookMessage(
        id=strawberry.ID(value.public_id),
        type=value.type,
        endpoint=_endpoint(endpoint),
        created_at=Timestamp(value.created_at),
        state=value.state,
        attempts=[
            WebhookAttempt(at=Timestamp(each.at), status=each.status, message=each.said if may_view else None)
            for each in value.attempts
        ],
        payload=_body_of(value),
    )


def _body_of(value: Message) -> str:
    try:
        return body_of(value.type, value.created_at, value.facts).decode()
    except Exception:
        # The other messages are shown all the same, and the attempts say what is wrong with this one.
        log.exception("webhooks.not_written", message=value.public_id)
        return ""


def _moment(value: datetime | None) -> Timestamp | None:
    return None if value is None else Timestamp(value)


def _cursor(number: int) -> str:
    return encoded(f"w{number}")
