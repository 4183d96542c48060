from typing import Optional

from pydantic import AwareDatetime, Field

from .base_model import BaseModel
from .enums import WebhookMessageState
from .fragments import PageLimits


class WebhookMessages(BaseModel):
    """All queries."""

    webhook_messages: Optional["WebhookMessagesWebhookMessages"]
    "Messages to webhook endpoints, the latest first."


class WebhookMessagesWebhookMessages(BaseModel):
    """A page of messages."""

    edges: Optional[list[Optional["WebhookMessagesWebhookMessagesEdges"]]]
    "The page's messages, the latest first."
    page_info: "WebhookMessagesWebhookMessagesPageInfo"
    "The position of the page in the list."


class WebhookMessagesWebhookMessagesEdges(BaseModel):
    """A message in a list."""

    cursor: Optional[str]
    "The position in the list."
    node: Optional["WebhookMessagesWebhookMessagesEdgesNode"]
    "The message."


class WebhookMessagesWebhookMessagesEdgesNode(BaseModel):
    """A message to an endpoint."""

    id: str
    "Its id, which each try has in the header `webhook-id`."
    type_: str = Field(alias="type")
    "What it tells: one of `refund.queued`, `refund.accepted`, `refund.declined`, `refund.failed`, `refund.settled`, `refund.settlement_declined`, `refund.voided`, `refund.needs_attention`, `transaction.voided`, `transaction.settled`, `transaction.disputed`, `order.refunded`, `order.cancelled`, `approval.requested`, `approval.decided`, or `ping`."
    created_at: AwareDatetime
    "When the change was made."
    state: WebhookMessageState
    "Whether the receiver has it."
    payload: str
    "The body, as each try has it. Empty where it could not be written."
    endpoint: "WebhookMessagesWebhookMessagesEdgesNodeEndpoint"
    "The endpoint that it is sent to."
    attempts: list["WebhookMessagesWebhookMessagesEdgesNodeAttempts"]
    "The latest tries, the first of them first."


class WebhookMessagesWebhookMessagesEdgesNodeEndpoint(BaseModel):
    """Where messages about changes are sent to."""

    id: str
    "Its id."
    url: str
    "The address that messages are posted to."


class WebhookMessagesWebhookMessagesEdgesNodeAttempts(BaseModel):
    """One try of a message."""

    at: AwareDatetime
    "When it was made."
    status: Optional[int]
    "The HTTP status of the answer; null if there was none."
    message: Optional[str]
    "The first 1024 bytes of the answer's body, or why there was no answer. Needs the right VIEW."


WebhookMessagesWebhookMessagesPageInfo = PageLimits
WebhookMessages.model_rebuild()
WebhookMessagesWebhookMessages.model_rebuild()
WebhookMessagesWebhookMessagesEdges.model_rebuild()
WebhookMessagesWebhookMessagesEdgesNode.model_rebuild()
