from .base_model import BaseModel
from .fragments import EndpointOfWebhooks


class WebhookEndpoints(BaseModel):
    """All queries."""

    webhook_endpoints: list["WebhookEndpointsWebhookEndpoints"]
    "Where messages about changes are sent to, the oldest endpoint first."


WebhookEndpointsWebhookEndpoints = EndpointOfWebhooks
WebhookEndpoints.model_rebuild()
