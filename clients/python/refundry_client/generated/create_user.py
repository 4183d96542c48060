from typing import Optional

from .base_model import BaseModel
from .fragments import Person, Problem


class CreateUser(BaseModel):
    """All mutations. The fields of one document run one after another."""

    create_user: Optional["CreateUserCreateUser"]
    "Adds a person, who can sign in from now on."


class CreateUserCreateUser(BaseModel):
    """The answer of `createUser`, `grantRight`, `revokeRight`, `disableUser`, `enableUser` and `changePassword`."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    user: Optional["CreateUserCreateUserUser"]
    "The person, as of now."
    validation_errors: Optional[list["CreateUserCreateUserValidationErrors"]]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


CreateUserCreateUserUser = Person
CreateUserCreateUserValidationErrors = Problem
CreateUser.model_rebuild()
CreateUserCreateUser.model_rebuild()
