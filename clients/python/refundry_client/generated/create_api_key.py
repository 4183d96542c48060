from typing import Optional

from .base_model import BaseModel
from .fragments import Problem


class CreateApiKey(BaseModel):
    """What can be done. Fields of one document are done one after another."""

    create_api_key: Optional["CreateApiKeyCreateApiKey"]
    "Makes a key for a program. Its private half is shown once, in the answer."


class CreateApiKeyCreateApiKey(BaseModel):
    """What `createApiKey` and `revokeApiKey` answer."""

    client_mutation_id: Optional[str]
    "The text that came with the input."
    public_key: Optional[str]
    "The public half."
    private_key: Optional[str]
    "The private half of a new key: it is shown here, and never again."
    name: Optional[str]
    "What it is for."
    rights: Optional[list["CreateApiKeyCreateApiKeyRights"]]
    "What may be asked for with it, or could be."
    validation_errors: Optional[list["CreateApiKeyCreateApiKeyValidationErrors"]]
    "What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data."


class CreateApiKeyCreateApiKeyRights(BaseModel):
    """One thing that somebody may do."""

    name: Optional[str]
    "Which thing: VIEW, REFUND, VOID and so on."


CreateApiKeyCreateApiKeyValidationErrors = Problem
CreateApiKey.model_rebuild()
CreateApiKeyCreateApiKey.model_rebuild()
