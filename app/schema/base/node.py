"""Objects with an id of their own."""

from typing import ClassVar, Protocol

import strawberry

from app.domain.ids import IdKind, global_id
from app.engine.symbols import pure
from app.schema.base.fields import resolved

_global_id = pure(global_id)


class Identified(Protocol):
    """The domain's value behind an object."""

    @property
    def legacy_id(self) -> str: ...


@strawberry.interface(description="An object that `node` can find by its id.")
class Node:
    KIND: ClassVar[IdKind]
    value: strawberry.Private[Identified]

    @resolved("Its id.")
    def id(self) -> strawberry.ID:
        return strawberry.ID(_global_id(self.KIND, self.value.legacy_id))
