from typing import Optional

from .base_model import BaseModel
from .fragments import EndpointOfWebhooks, Problem


class CreateWebhookEndpoint(BaseModel):
    """All mutations. The fields of one document run one after another."""

    create_webhook_endpoint: Optional["CreateWebhookEndpointCreateWebhookEndpoint"]
    "Adds an endpoint that is told of changes from now on. The answer has its secret, this once."


class CreateWebhookEndpointCreateWebhookEndpoint(BaseModel):
    """What the mutations of webhook endpoints answer."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    endpoint: Optional["CreateWebhookEndpointCreateWebhookEndpointEndpoint"]
    "The endpoint, as of now."
    secret: Optional[str]
    "What messages are signed with. It is shown once: when it is made, and when it is changed."
    validation_errors: Optional[
        list["CreateWebhookEndpointCreateWebhookEndpointValidationErrors"]
    ]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


CreateWebhookEndpointCreateWebhookEndpointEndpoint = EndpointOfWebhooks
CreateWebhookEndpointCreateWebhookEndpointValidationErrors = Problem
CreateWebhookEndpoint.model_rebuild()
CreateWebhookEndpointCreateWebhookEndpoint.model_rebuild()
