from typing import Optional

from .base_model import BaseModel
from .fragments import EndpointOfWebhooks, Problem


class DeleteWebhookEndpoint(BaseModel):
    """All mutations. The fields of one document run one after another."""

    delete_webhook_endpoint: Optional["DeleteWebhookEndpointDeleteWebhookEndpoint"]
    "Deletes an endpoint with its messages."


class DeleteWebhookEndpointDeleteWebhookEndpoint(BaseModel):
    """What the mutations of webhook endpoints answer."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    endpoint: Optional["DeleteWebhookEndpointDeleteWebhookEndpointEndpoint"]
    "The endpoint, as of now."
    validation_errors: Optional[
        list["DeleteWebhookEndpointDeleteWebhookEndpointValidationErrors"]
    ]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


DeleteWebhookEndpointDeleteWebhookEndpointEndpoint = EndpointOfWebhooks
DeleteWebhookEndpointDeleteWebhookEndpointValidationErrors = Problem
DeleteWebhookEndpoint.model_rebuild()
DeleteWebhookEndpointDeleteWebhookEndpoint.model_rebuild()
