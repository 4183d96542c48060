from typing import Optional

from .base_model import BaseModel
from .fragments import Person, Problem


class CreateUser(BaseModel):
    create_user: Optional["CreateUserCreateUser"]


class CreateUserCreateUser(BaseModel):
    client_mutation_id: Optional[str]
    user: Optional["CreateUserCreateUserUser"]
    validation_errors: Optional[list["CreateUserCreateUserValidationErrors"]]


CreateUserCreateUserUser = Person
CreateUserCreateUserValidationErrors = Problem
CreateUser.model_rebuild()
CreateUserCreateUser.model_rebuild()
