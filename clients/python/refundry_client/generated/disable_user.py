from typing import Optional

from .base_model import BaseModel
from .fragments import Person, Problem


class DisableUser(BaseModel):
    """All mutations. The fields of one document run one after another."""

    disable_user: Optional["DisableUserDisableUser"]
    "Disables a person: all sessions of the person end at once, and signing in is refused until `enableUser`. Queued requests of the person are not sent any more. You cannot disable yourself or the last administrator."


class DisableUserDisableUser(BaseModel):
    """The answer of `createUser`, `grantRight`, `revokeRight`, `disableUser`, `enableUser` and `changePassword`."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    user: Optional["DisableUserDisableUserUser"]
    "The person, as of now."
    validation_errors: Optional[list["DisableUserDisableUserValidationErrors"]]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


DisableUserDisableUserUser = Person
DisableUserDisableUserValidationErrors = Problem
DisableUser.model_rebuild()
DisableUserDisableUser.model_rebuild()
