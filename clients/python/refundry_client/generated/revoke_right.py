from typing import Optional

from .base_model import BaseModel
from .fragments import Person, Problem


class RevokeRight(BaseModel):
    revoke_right: Optional["RevokeRightRevokeRight"]


class RevokeRightRevokeRight(BaseModel):
    client_mutation_id: Optional[str]
    user: Optional["RevokeRightRevokeRightUser"]
    validation_errors: Optional[list["RevokeRightRevokeRightValidationErrors"]]


RevokeRightRevokeRightUser = Person
RevokeRightRevokeRightValidationErrors = Problem
RevokeRight.model_rebuild()
RevokeRightRevokeRight.model_rebuild()
