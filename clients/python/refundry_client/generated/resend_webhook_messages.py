from typing import Optional

from .base_model import BaseModel
from .fragments import Problem


class ResendWebhookMessages(BaseModel):
    """All mutations. The fields of one document run one after another."""

    resend_webhook_messages: Optional["ResendWebhookMessagesResendWebhookMessages"]
    "Sends messages of an endpoint again, whatever became of them, under the ids that they have."


class ResendWebhookMessagesResendWebhookMessages(BaseModel):
    """The answer of `resendWebhookMessages`."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    count: Optional[int]
    "How many messages are sent again."
    validation_errors: Optional[
        list["ResendWebhookMessagesResendWebhookMessagesValidationErrors"]
    ]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


ResendWebhookMessagesResendWebhookMessagesValidationErrors = Problem
ResendWebhookMessages.model_rebuild()
ResendWebhookMessagesResendWebhookMessages.model_rebuild()
