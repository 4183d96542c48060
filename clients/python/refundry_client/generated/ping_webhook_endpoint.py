from typing import Optional

from .base_model import BaseModel
from .fragments import EndpointOfWebhooks, Problem


class PingWebhookEndpoint(BaseModel):
    """All mutations. The fields of one document run one after another."""

    ping_webhook_endpoint: Optional["PingWebhookEndpointPingWebhookEndpoint"]
    "Sends a message of the type `ping` to an endpoint."


class PingWebhookEndpointPingWebhookEndpoint(BaseModel):
    """What the mutations of webhook endpoints answer."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    endpoint: Optional["PingWebhookEndpointPingWebhookEndpointEndpoint"]
    "The endpoint, as of now."
    validation_errors: Optional[
        list["PingWebhookEndpointPingWebhookEndpointValidationErrors"]
    ]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


PingWebhookEndpointPingWebhookEndpointEndpoint = EndpointOfWebhooks
PingWebhookEndpointPingWebhookEndpointValidationErrors = Problem
PingWebhookEndpoint.model_rebuild()
PingWebhookEndpointPingWebhookEndpoint.model_rebuild()
