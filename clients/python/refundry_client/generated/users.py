from .base_model import BaseModel
from .fragments import Person


class Users(BaseModel):
    """What can be asked."""

    users: list["UsersUsers"]
    "The people who sign in for the merchant."


UsersUsers = Person
Users.model_rebuild()
