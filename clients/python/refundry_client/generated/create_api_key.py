from typing import Optional

from .base_model import BaseModel
from .fragments import Problem


class CreateApiKey(BaseModel):
    create_api_key: Optional["CreateApiKeyCreateApiKey"]


class CreateApiKeyCreateApiKey(BaseModel):
    client_mutation_id: Optional[str]
    public_key: Optional[str]
    private_key: Optional[str]
    name: Optional[str]
    rights: Optional[list["CreateApiKeyCreateApiKeyRights"]]
    validation_errors: Optional[list["CreateApiKeyCreateApiKeyValidationErrors"]]


class CreateApiKeyCreateApiKeyRights(BaseModel):
    name: Optional[str]


CreateApiKeyCreateApiKeyValidationErrors = Problem
CreateApiKey.model_rebuild()
CreateApiKeyCreateApiKey.model_rebuild()
