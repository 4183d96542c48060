from typing import Optional

from .base_model import BaseModel
from .fragments import Person, Problem


class GrantRight(BaseModel):
    """All mutations. The fields of one document run one after another."""

    grant_right: Optional["GrantRightGrantRight"]
    "Grants a right to a person."


class GrantRightGrantRight(BaseModel):
    """The answer of `createUser`, `grantRight`, `revokeRight`, `disableUser`, `enableUser` and `changePassword`."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    user: Optional["GrantRightGrantRightUser"]
    "The person, as of now."
    validation_errors: Optional[list["GrantRightGrantRightValidationErrors"]]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


GrantRightGrantRightUser = Person
GrantRightGrantRightValidationErrors = Problem
GrantRight.model_rebuild()
GrantRightGrantRight.model_rebuild()
