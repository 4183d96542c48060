from typing import Optional

from .base_model import BaseModel
from .fragments import Person, Problem


class ChangePassword(BaseModel):
    """What can be done. Fields of one document are done one after another."""

    change_password: Optional["ChangePasswordChangePassword"]
    "Gives the person who asks another password, and ends that person's other sessions."


class ChangePasswordChangePassword(BaseModel):
    """What `createUser`, `grantRight`, `revokeRight`, `disableUser`, `enableUser` and `changePassword` answer."""

    client_mutation_id: Optional[str]
    "The text that came with the input."
    user: Optional["ChangePasswordChangePasswordUser"]
    "The person, as of now."
    validation_errors: Optional[list["ChangePasswordChangePasswordValidationErrors"]]
    "What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data."


ChangePasswordChangePasswordUser = Person
ChangePasswordChangePasswordValidationErrors = Problem
ChangePassword.model_rebuild()
ChangePasswordChangePassword.model_rebuild()
