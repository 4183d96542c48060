from typing import Optional

from .base_model import BaseModel
from .fragments import Problem


class CreateApiKey(BaseModel):
    """All mutations. The fields of one document run one after another."""

    create_api_key: Optional["CreateApiKeyCreateApiKey"]
    "Creates an API key for a program. Its private key is shown once, in the answer."


class CreateApiKeyCreateApiKey(BaseModel):
    """The answer of `createApiKey` and `revokeApiKey`."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    public_key: Optional[str]
    "The public key."
    private_key: Optional[str]
    "The private key of a new API key. It is shown here, and never again."
    name: Optional[str]
    "What it is for."
    rights: Optional[list["CreateApiKeyCreateApiKeyRights"]]
    "The rights of the key."
    validation_errors: Optional[list["CreateApiKeyCreateApiKeyValidationErrors"]]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


class CreateApiKeyCreateApiKeyRights(BaseModel):
    """A right of a person or an API key."""

    name: Optional[str]
    "The name: VIEW, REFUND, VOID and so on."


CreateApiKeyCreateApiKeyValidationErrors = Problem
CreateApiKey.model_rebuild()
CreateApiKeyCreateApiKey.model_rebuild()
