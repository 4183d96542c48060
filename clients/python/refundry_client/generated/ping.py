from .base_model import BaseModel


class Ping(BaseModel):
    """All queries."""

    ping: str
    'Always "pong": shows that the service answers.'
