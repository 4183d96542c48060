from typing import Optional

from .base_model import BaseModel
from .fragments import Person, Problem


class EnableUser(BaseModel):
    """What can be done. Fields of one document are done one after another."""

    enable_user: Optional["EnableUserEnableUser"]
    "Lets a disabled person sign in again, with the rights from before."


class EnableUserEnableUser(BaseModel):
    """What `createUser`, `grantRight`, `revokeRight`, `disableUser`, `enableUser` and `changePassword` answer."""

    client_mutation_id: Optional[str]
    "The text that came with the input."
    user: Optional["EnableUserEnableUserUser"]
    "The person, as of now."
    validation_errors: Optional[list["EnableUserEnableUserValidationErrors"]]
    "What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data."


EnableUserEnableUserUser = Person
EnableUserEnableUserValidationErrors = Problem
EnableUser.model_rebuild()
EnableUserEnableUser.model_rebuild()
