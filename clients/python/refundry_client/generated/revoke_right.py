from typing import Optional

from .base_model import BaseModel
from .fragments import Person, Problem


class RevokeRight(BaseModel):
    """What can be done. Fields of one document are done one after another."""

    revoke_right: Optional["RevokeRightRevokeRight"]
    "Takes a right from a person, at once. The last person who administers keeps that right."


class RevokeRightRevokeRight(BaseModel):
    """What `createUser`, `grantRight`, `revokeRight`, `disableUser`, `enableUser` and `changePassword` answer."""

    client_mutation_id: Optional[str]
    "The text that came with the input."
    user: Optional["RevokeRightRevokeRightUser"]
    "The person, as of now."
    validation_errors: Optional[list["RevokeRightRevokeRightValidationErrors"]]
    "What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data."


RevokeRightRevokeRightUser = Person
RevokeRightRevokeRightValidationErrors = Problem
RevokeRight.model_rebuild()
RevokeRightRevokeRight.model_rebuild()
