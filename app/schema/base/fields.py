"""Fields with a resolver, and fields that are read for many objects at once."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import strawberry
from strawberry.extensions import FieldExtension
from strawberry.types.field import StrawberryField

Resolver = Callable[..., Any]

HOLDS = "holds"
"""The key, in a list field's metadata, of the number of items that the list counts as in the cost of a document.

The number is what nearly all lists of the kind hold, or the service's own limit where that is low.
Items of a longer list are counted while the answer is made.
"""


STATUSES, REFUNDS, PAYMENTS, LINE_ITEMS, ADJUSTMENTS, HISTORY_LINES = 8, 10, 10, 20, 5, 20
"""What these lists count as: a payment's or refund's statuses, a payment's or order's refunds, an order's payments,
line items, adjustments, and the lines of a history.
"""


def holds(most: int | None) -> Mapping[str, Any]:
    """The metadata of a list field; of one that is no list for None."""
    return {} if most is None else {HOLDS: most}


def resolved(
    description: str,
    *,
    deprecated: str | None = None,
    extensions: Sequence[FieldExtension] = (),
    most: int | None = None,
) -> Callable[[Resolver], StrawberryField]:
    """Makes a method a field of its type. `description` is what clients read, `deprecated` what to use instead; `most`
    is what a list `holds`.
    """
    decorate: Callable[[Resolver], StrawberryField] = strawberry.field(
        description=description, deprecation_reason=deprecated, extensions=list(extensions), metadata=holds(most)
    )
    return decorate


class Reader(Protocol):
    """Reads by number, many at once."""

    def load_many(self, numbers: Sequence[int]) -> Awaitable[Sequence[Any]]: ...


@dataclass(frozen=True, slots=True)
class Loaded:
    """How a field's data is read, for any number of objects at once.

    `reader` gives, of the request's loaders, the field's; `number` what an object's is read by, None for nothing to
    read; `show` makes the field's value of the object and what was read, None where there was nothing to read. What is
    `shared` depends on the number alone: whatever objects have the same number have the same there.
    """

    reader: Callable[[Any], Reader]
    number: Callable[[Any], int | None]
    show: Callable[[Any, Any], Any]
    shared: bool = False

    async def read(self, context: Any, numbers: Sequence[int]) -> Sequence[Any]:
        """What was read by each of `numbers`."""
        return await self.reader(context.loaders).load_many(numbers)


LOADED = "loaded"
"""The key of the field's Loaded in its metadata."""


def loaded(
    description: str,
    reader: Callable[[Any], Reader],
    number: Callable[[Any], int | None],
    *,
    deprecated: str | None = None,
    most: int | None = None,
    shared: bool = False,
) -> Callable[[Callable[[Any, Any], Any]], StrawberryField]:
    """Makes a method of an object and of what was read for it a field of its type, to be read as `Loaded` says. `most`
    is what a list `holds`.
    """

    def decorate(show: Callable[[Any, Any], Any]) -> StrawberryField:
        source = Loaded(reader, number, show, shared)

        async def resolve(self: Any, info: strawberry.Info) -> Any:
            by = number(self)
            return show(self, None if by is None else (await source.read(info.context, [by]))[0])

        # Strawberry looks for the types in the method's module, and for the field's name.
        resolve.__module__, resolve.__name__, resolve.__qualname__ = show.__module__, show.__name__, show.__qualname__
        resolve.__annotations__ = {"info": strawberry.Info, "return": show.__annotations__["return"]}
        field: StrawberryField = strawberry.field(
            resolver=resolve,
            description=description,
            deprecation_reason=deprecated,
            metadata={LOADED: source, **holds(most)},
        )
        return field

    return decorate
