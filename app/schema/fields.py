"""Fields that are resolved, told apart from those that a value simply has."""

from collections.abc import Callable, Sequence
from typing import Any

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
