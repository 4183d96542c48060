from .base_model import BaseModel
from .fragments import Key


class ApiKeys(BaseModel):
    api_keys: list["ApiKeysApiKeys"]


ApiKeysApiKeys = Key
ApiKeys.model_rebuild()
