from typing import Optional

from .base_model import BaseModel
from .fragments import Problem


class RevokeApiKey(BaseModel):
    """All mutations. The fields of one document run one after another."""

    revoke_api_key: Optional["RevokeApiKeyRevokeApiKey"]
    "Revokes an API key, at once and for ever."


class RevokeApiKeyRevokeApiKey(BaseModel):
    """The answer of `createApiKey` and `revokeApiKey`."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    public_key: Optional[str]
    "The public key."
    name: Optional[str]
    "What it is for."
    validation_errors: Optional[list["RevokeApiKeyRevokeApiKeyValidationErrors"]]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


RevokeApiKeyRevokeApiKeyValidationErrors = Problem
RevokeApiKey.model_rebuild()
RevokeApiKeyRevokeApiKey.model_rebuild()
