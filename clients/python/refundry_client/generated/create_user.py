from typing import Optional

from .base_model import BaseModel
from .fragments import Person, Problem


class CreateUser(BaseModel):
    """What can be done. Fields of one document are done one after another."""

    create_user: Optional["CreateUserCreateUser"]
    "Lets somebody sign in from now on."


class CreateUserCreateUser(BaseModel):
    """What `createUser`, `grantRight`, `revokeRight`, `disableUser`, `enableUser` and `changePassword` answer."""

    client_mutation_id: Optional[str]
    "The text that came with the input."
    user: Optional["CreateUserCreateUserUser"]
    "The person, as of now."
    validation_errors: Optional[list["CreateUserCreateUserValidationErrors"]]
    "What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data."


CreateUserCreateUserUser = Person
CreateUserCreateUserValidationErrors = Problem
CreateUser.model_rebuild()
CreateUserCreateUser.model_rebuild()
