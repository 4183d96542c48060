from typing import Optional

from .base_model import BaseModel
from .fragments import Person, Problem


class EnableUser(BaseModel):
    """All mutations. The fields of one document run one after another."""

    enable_user: Optional["EnableUserEnableUser"]
    "Enables a disabled person, with the same rights as before."


class EnableUserEnableUser(BaseModel):
    """The answer of `createUser`, `grantRight`, `revokeRight`, `disableUser`, `enableUser` and `changePassword`."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    user: Optional["EnableUserEnableUserUser"]
    "The person, as of now."
    validation_errors: Optional[list["EnableUserEnableUserValidationErrors"]]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


EnableUserEnableUserUser = Person
EnableUserEnableUserValidationErrors = Problem
EnableUser.model_rebuild()
EnableUserEnableUser.model_rebuild()
