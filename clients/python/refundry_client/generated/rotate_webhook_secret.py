from typing import Optional

from .base_model import BaseModel
from .fragments import EndpointOfWebhooks, Problem


class RotateWebhookSecret(BaseModel):
    """All mutations. The fields of one document run one after another."""

    rotate_webhook_secret: Optional["RotateWebhookSecretRotateWebhookSecret"]
    "Makes another secret for an endpoint. For a day, messages are signed with the one before as well."


class RotateWebhookSecretRotateWebhookSecret(BaseModel):
    """What the mutations of webhook endpoints answer."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    endpoint: Optional["RotateWebhookSecretRotateWebhookSecretEndpoint"]
    "The endpoint, as of now."
    secret: Optional[str]
    "What messages are signed with. It is shown once: when it is made, and when it is changed."
    validation_errors: Optional[
        list["RotateWebhookSecretRotateWebhookSecretValidationErrors"]
    ]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


RotateWebhookSecretRotateWebhookSecretEndpoint = EndpointOfWebhooks
RotateWebhookSecretRotateWebhookSecretValidationErrors = Problem
RotateWebhookSecret.model_rebuild()
RotateWebhookSecretRotateWebhookSecret.model_rebuild()
