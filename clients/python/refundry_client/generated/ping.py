from .base_model import BaseModel


class Ping(BaseModel):
    ping: str
