from .base_model import BaseModel
from .fragments import Key


class ApiKeys(BaseModel):
    """All queries."""

    api_keys: list["ApiKeysApiKeys"]
    "The API keys of the merchant, the oldest first."


ApiKeysApiKeys = Key
ApiKeys.model_rebuild()
