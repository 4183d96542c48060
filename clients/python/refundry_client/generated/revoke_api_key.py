from typing import Optional

from .base_model import BaseModel
from .fragments import Problem


class RevokeApiKey(BaseModel):
    revoke_api_key: Optional["RevokeApiKeyRevokeApiKey"]


class RevokeApiKeyRevokeApiKey(BaseModel):
    client_mutation_id: Optional[str]
    public_key: Optional[str]
    name: Optional[str]
    validation_errors: Optional[list["RevokeApiKeyRevokeApiKeyValidationErrors"]]


RevokeApiKeyRevokeApiKeyValidationErrors = Problem
RevokeApiKey.model_rebuild()
RevokeApiKeyRevokeApiKey.model_rebuild()
