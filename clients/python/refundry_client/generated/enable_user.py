from typing import Optional

from .base_model import BaseModel
from .fragments import Person, Problem


class EnableUser(BaseModel):
    enable_user: Optional["EnableUserEnableUser"]


class EnableUserEnableUser(BaseModel):
    client_mutation_id: Optional[str]
    user: Optional["EnableUserEnableUserUser"]
    validation_errors: Optional[list["EnableUserEnableUserValidationErrors"]]


EnableUserEnableUserUser = Person
EnableUserEnableUserValidationErrors = Problem
EnableUser.model_rebuild()
EnableUserEnableUser.model_rebuild()
