from typing import Optional

from .base_model import BaseModel
from .fragments import Person, Problem


class GrantRight(BaseModel):
    grant_right: Optional["GrantRightGrantRight"]


class GrantRightGrantRight(BaseModel):
    client_mutation_id: Optional[str]
    user: Optional["GrantRightGrantRightUser"]
    validation_errors: Optional[list["GrantRightGrantRightValidationErrors"]]


GrantRightGrantRightUser = Person
GrantRightGrantRightValidationErrors = Problem
GrantRight.model_rebuild()
GrantRightGrantRight.model_rebuild()
