"""Fields that are resolved, told apart from those that a value simply has."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import strawberry
from strawberry.extensions import FieldExtension
from strawberry.types.field import StrawberryField

Resolver = Callable[..., Any]


def resolved(
    description: str, *, deprecated: str | None = None, extensions: Sequence[FieldExtension] = ()
) -> Callable[[Resolver], StrawberryField]:
    """Makes a method a field of its type. `description` is what clients read, `deprecated` what to use instead."""
    decorate: Callable[[Resolver], StrawberryField] = strawberry.field(
        description=description, deprecation_reason=deprecated, extensions=list(extensions)
    )
    return decorate


class Reader(Protocol):
    """Reads by number, many at once."""

    def load_many(self, numbers: Sequence[int]) -> Awaitable[Sequence[Any]]: ...


@dataclass(frozen=True, slots=True)
class Loaded:
    """How a field comes by what has to be read for it, for however many objects at once.

    `reader` gives, of the request's loaders, the field's; `number` what an object's is read by, None for nothing to
    read; `show` makes the field's value of the object and what was read, None where there was nothing to read.
    """

    reader: Callable[[Any], Reader]
    number: Callable[[Any], int | None]
    show: Callable[[Any, Any], Any]

    async def read(self, context: Any, numbers: Sequence[int]) -> Sequence[Any]:
        """What was read by each of `numbers`."""
        return await self.reader(context.loaders).load_many(numbers)


LOADED = "loaded"
"""Under this name a field's metadata has its Loaded."""


def loaded(
    description: str,
    reader: Callable[[Any], Reader],
    number: Callable[[Any], int | None],
    *,
    deprecated: str | None = None,
) -> Callable[[Callable[[Any, Any], Any]], StrawberryField]:
    """Makes a method of an object and of what was read for it a field of its type, to be read as `Loaded` says."""

    def decorate(show: Callable[[Any, Any], Any]) -> StrawberryField:
        way = Loaded(reader, number, show)

        async def resolve(self: Any, info: strawberry.Info) -> Any:
            by = number(self)
            return show(self, None if by is None else (await way.read(info.context, [by]))[0])

        # Strawberry looks for the types in the method's module, and for the field's name.
        resolve.__module__, resolve.__name__, resolve.__qualname__ = show.__module__, show.__name__, show.__qualname__
        resolve.__annotations__ = {"info": strawberry.Info, "return": show.__annotations__["return"]}
        field: StrawberryField = strawberry.field(
            resolver=resolve, description=description, deprecation_reason=deprecated, metadata={LOADED: way}
        )
        return field

    return decorate
