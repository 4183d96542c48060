from .base_model import BaseModel


class Ping(BaseModel):
    """What can be asked."""

    ping: str
    'Always "pong": shows that the service answers.'
