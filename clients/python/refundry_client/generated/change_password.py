from typing import Optional

from .base_model import BaseModel
from .fragments import Person, Problem


class ChangePassword(BaseModel):
    """All mutations. The fields of one document run one after another."""

    change_password: Optional["ChangePasswordChangePassword"]
    "Changes the password of the person who sends this, and ends all other sessions of that person."


class ChangePasswordChangePassword(BaseModel):
    """The answer of `createUser`, `grantRight`, `revokeRight`, `disableUser`, `enableUser` and `changePassword`."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    user: Optional["ChangePasswordChangePasswordUser"]
    "The person, as of now."
    validation_errors: Optional[list["ChangePasswordChangePasswordValidationErrors"]]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


ChangePasswordChangePasswordUser = Person
ChangePasswordChangePasswordValidationErrors = Problem
ChangePassword.model_rebuild()
ChangePasswordChangePassword.model_rebuild()
