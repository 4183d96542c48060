from .base_model import BaseModel
from .fragments import Key


class ApiKeys(BaseModel):
    """What can be asked."""

    api_keys: list["ApiKeysApiKeys"]
    "The keys that programs get in with, the oldest first."


ApiKeysApiKeys = Key
ApiKeys.model_rebuild()
