from typing import Optional

from .base_model import BaseModel
from .fragments import Person, Problem


class DisableUser(BaseModel):
    disable_user: Optional["DisableUserDisableUser"]


class DisableUserDisableUser(BaseModel):
    client_mutation_id: Optional[str]
    user: Optional["DisableUserDisableUserUser"]
    validation_errors: Optional[list["DisableUserDisableUserValidationErrors"]]


DisableUserDisableUserUser = Person
DisableUserDisableUserValidationErrors = Problem
DisableUser.model_rebuild()
DisableUserDisableUser.model_rebuild()
