from typing import Optional

from .base_model import BaseModel
from .fragments import EndpointOfWebhooks, Problem


class UpdateWebhookEndpoint(BaseModel):
    """All mutations. The fields of one document run one after another."""

    update_webhook_endpoint: Optional["UpdateWebhookEndpointUpdateWebhookEndpoint"]
    "Changes an endpoint, or switches it off or on."


class UpdateWebhookEndpointUpdateWebhookEndpoint(BaseModel):
    """What the mutations of webhook endpoints answer."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    endpoint: Optional["UpdateWebhookEndpointUpdateWebhookEndpointEndpoint"]
    "The endpoint, as of now."
    validation_errors: Optional[
        list["UpdateWebhookEndpointUpdateWebhookEndpointValidationErrors"]
    ]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


UpdateWebhookEndpointUpdateWebhookEndpointEndpoint = EndpointOfWebhooks
UpdateWebhookEndpointUpdateWebhookEndpointValidationErrors = Problem
UpdateWebhookEndpoint.model_rebuild()
UpdateWebhookEndpointUpdateWebhookEndpoint.model_rebuild()
