from typing import Optional

from .base_model import BaseModel
from .fragments import Person, Problem


class GrantRight(BaseModel):
    """What can be done. Fields of one document are done one after another."""

    grant_right: Optional["GrantRightGrantRight"]
    "Gives a person a right."


class GrantRightGrantRight(BaseModel):
    """What `createUser`, `grantRight`, `revokeRight`, `disableUser`, `enableUser` and `changePassword` answer."""

    client_mutation_id: Optional[str]
    "The text that came with the input."
    user: Optional["GrantRightGrantRightUser"]
    "The person, as of now."
    validation_errors: Optional[list["GrantRightGrantRightValidationErrors"]]
    "What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data."


GrantRightGrantRightUser = Person
GrantRightGrantRightValidationErrors = Problem
GrantRight.model_rebuild()
GrantRightGrantRight.model_rebuild()
