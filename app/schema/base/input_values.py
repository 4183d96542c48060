"""The values of an input that a client sent. Null means absent, as it does to Braintree."""

import dataclasses
from collections.abc import Collection
from enum import Enum
from typing import Any, ClassVar, Protocol, TypeVar

from strawberry import UNSET

from app.domain.problems import Findings, NotSupported, Path, TooMuch
from app.domain.texts import check_text

LONGEST_TEXT = 255
LONGEST_LIST = 249
"""Of line items, custom fields and the like, in one payment."""

Value = TypeVar("Value")


class Input(Protocol):
    """An input of the schema, as a dataclass."""

    __dataclass_fields__: ClassVar[dict[str, dataclasses.Field[Any]]]


def or_none(value: Value | None) -> Value | None:
    """The value, or None where the client left it out."""
    return None if value is UNSET else value


def has_value(value: object) -> bool:
    """Whether a value has content. Null, and an empty text, list or object have none, at any depth."""
    match value:
        case None | "" | []:
            return False
        case _ if value is UNSET:
            return False
        case list():
            return any(has_value(item) for item in value)
        case _ if dataclasses.is_dataclass(value):
            return any(has_value(getattr(value, part.name)) for part in dataclasses.fields(value))
    return True


def refuse_unsupported(path: Path, **values: object) -> None:
    """Raises NotSupported for the first of `values`, by the schema's names, that has a value.

    They are in the schema since Braintree's has them. To ignore them would answer a different request.
    """
    for name, value in values.items():
        if has_value(value):
            raise NotSupported((*path, camel(name)))


def submitted_values(value: Input, path: Path, only: Collection[str]) -> dict[str, Any]:
    """The fields of an input named by `only` that were sent, as plain values to store.

    Raises Refused with all that cannot be stored: texts over 255 characters, or with characters that the database
    refuses; and TooMuch for lists of over 249 items.
    """
    findings = Findings()
    found = _submitted_values(value, path, findings, only)
    findings.refuse()
    return found


def camel(name: str) -> str:
    """A name as GraphQL has it: order_id is orderId."""
    first, *others = name.split("_")
    return first + "".join(part.title() for part in others)


def _submitted_values(
    value: Input, path: Path, findings: Findings, only: Collection[str] | None = None
) -> dict[str, Any]:
    parts = {
        part.name: _part(getattr(value, part.name), (*path, camel(part.name)), findings)
        for part in dataclasses.fields(value)
        if only is None or part.name in only
    }
    return {name: part for name, part in parts.items() if part is not None and part != []}


def _part(value: Any, path: Path, findings: Findings) -> Any:
    if value is None or value is UNSET:
        return None
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, list):
        if len(value) > LONGEST_LIST:
            raise TooMuch(path[-1], len(value), LONGEST_LIST)
        return [_part(item, (*path, str(number)), findings) for number, item in enumerate(value)]
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        with findings:
            check_text(value, path, LONGEST_TEXT)
        return value
    return _submitted_values(value, path, findings)
