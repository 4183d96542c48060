from .base_model import BaseModel
from .fragments import Person


class Users(BaseModel):
    users: list["UsersUsers"]


UsersUsers = Person
Users.model_rebuild()
