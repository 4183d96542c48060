from .base_model import BaseModel
from .fragments import Person


class Users(BaseModel):
    """All queries."""

    users: list["UsersUsers"]
    "The people of the merchant."


UsersUsers = Person
Users.model_rebuild()
