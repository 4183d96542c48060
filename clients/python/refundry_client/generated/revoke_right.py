from typing import Optional

from .base_model import BaseModel
from .fragments import Person, Problem


class RevokeRight(BaseModel):
    """All mutations. The fields of one document run one after another."""

    revoke_right: Optional["RevokeRightRevokeRight"]
    "Revokes a right of a person, at once. The last administrator keeps the right ADMINISTER."


class RevokeRightRevokeRight(BaseModel):
    """The answer of `createUser`, `grantRight`, `revokeRight`, `disableUser`, `enableUser` and `changePassword`."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    user: Optional["RevokeRightRevokeRightUser"]
    "The person, as of now."
    validation_errors: Optional[list["RevokeRightRevokeRightValidationErrors"]]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


RevokeRightRevokeRightUser = Person
RevokeRightRevokeRightValidationErrors = Problem
RevokeRight.model_rebuild()
RevokeRightRevokeRight.model_rebuild()
