"""Values and types of a later service that this client does not know: they are let through, and say so."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field

OTHER = "any other"
"""The tag of the member of a union that takes what none of the others is for."""

T = TypeVar("T")


class OpenEnum(StrEnum):
    """An enumeration that also takes unknown values; `is_known` says whether a value is known."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_ = value
        member._value_ = value
        return member

    @property
    def is_known(self) -> bool:
        """Whether this client has a name for it."""
        return self.value in type(self)._value2member_map_


class UnknownObject(BaseModel):
    """An object of a type that this client does not know: `typename__` says which."""

    model_config = ConfigDict(extra="allow")

    typename__: str = Field(alias="__typename")
    "The type's name."


def member_among(*names: str) -> Callable[[Any], str]:
    """Of an object, as JSON or as a model: its type's name if that is one of `names`, else OTHER."""

    def member(value: Any) -> str:
        name = value.get("__typename") if isinstance(value, dict) else getattr(value, "typename__", None)
        return name if name in names else OTHER

    return member


def present(payload: T | None) -> T:
    """A mutation's payload, which is there whenever the answer has no errors. Raises TypeError if it is not."""
    if payload is None:
        raise TypeError("an answer without errors has a payload")
    return payload
