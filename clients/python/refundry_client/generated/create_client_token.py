from typing import Optional

from .base_model import BaseModel
from .fragments import Problem


class CreateClientToken(BaseModel):
    """All mutations. The fields of one document run one after another."""

    create_client_token: Optional["CreateClientTokenCreateClientToken"]
    "Makes a token in the form that Braintree's code for browsers and phones reads, for sandbox merchants alone."


class CreateClientTokenCreateClientToken(BaseModel):
    """The answer of `createClientToken`."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    client_token: Optional[str]
    "A token in the form that Braintree's browser code reads. It opens nothing here: a page of the sandbox uses nonces."
    validation_errors: Optional[
        list["CreateClientTokenCreateClientTokenValidationErrors"]
    ]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


CreateClientTokenCreateClientTokenValidationErrors = Problem
CreateClientToken.model_rebuild()
CreateClientTokenCreateClientToken.model_rebuild()
