from typing import Optional

from .base_model import BaseModel
from .fragments import Person, Problem


class ChangePassword(BaseModel):
    change_password: Optional["ChangePasswordChangePassword"]


class ChangePasswordChangePassword(BaseModel):
    client_mutation_id: Optional[str]
    user: Optional["ChangePasswordChangePasswordUser"]
    validation_errors: Optional[list["ChangePasswordChangePasswordValidationErrors"]]


ChangePasswordChangePasswordUser = Person
ChangePasswordChangePasswordValidationErrors = Problem
ChangePassword.model_rebuild()
ChangePasswordChangePassword.model_rebuild()
