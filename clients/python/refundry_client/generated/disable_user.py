from typing import Optional

from .base_model import BaseModel
from .fragments import Person, Problem


class DisableUser(BaseModel):
    """What can be done. Fields of one document are done one after another."""

    disable_user: Optional["DisableUserDisableUser"]
    "Shuts a person out: every sign-in of that person's is over at once, and none succeeds until `enableUser`. Nothing more is sent of what the person asked for. Not for oneself, nor for the last administrator."


class DisableUserDisableUser(BaseModel):
    """What `createUser`, `grantRight`, `revokeRight`, `disableUser`, `enableUser` and `changePassword` answer."""

    client_mutation_id: Optional[str]
    "The text that came with the input."
    user: Optional["DisableUserDisableUserUser"]
    "The person, as of now."
    validation_errors: Optional[list["DisableUserDisableUserValidationErrors"]]
    "What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data."


DisableUserDisableUserUser = Person
DisableUserDisableUserValidationErrors = Problem
DisableUser.model_rebuild()
DisableUserDisableUser.model_rebuild()
