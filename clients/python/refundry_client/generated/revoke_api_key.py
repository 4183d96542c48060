from typing import Optional

from .base_model import BaseModel
from .fragments import Problem


class RevokeApiKey(BaseModel):
    """What can be done. Fields of one document are done one after another."""

    revoke_api_key: Optional["RevokeApiKeyRevokeApiKey"]
    "Shuts a key out, at once and for good."


class RevokeApiKeyRevokeApiKey(BaseModel):
    """What `createApiKey` and `revokeApiKey` answer."""

    client_mutation_id: Optional[str]
    "The text that came with the input."
    public_key: Optional[str]
    "The public half."
    name: Optional[str]
    "What it is for."
    validation_errors: Optional[list["RevokeApiKeyRevokeApiKeyValidationErrors"]]
    "What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data."


RevokeApiKeyRevokeApiKeyValidationErrors = Problem
RevokeApiKey.model_rebuild()
RevokeApiKeyRevokeApiKey.model_rebuild()
