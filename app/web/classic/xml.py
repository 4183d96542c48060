"""Writes the XML of a classic answer. Names have underscores here, and hyphens on the wire."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from xml.sax.saxutils import escape

Value = object
"""What can be written: None, text, bool, int, date, datetime, List, or a mapping of names to values."""

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot have, not even escaped."""


class Items(list[Value]):
    """An array whose elements are called `item`, or as `name` says. `kind` is the array's own `type`."""

    def __init__(self, values: list[Value], name: str = "item") -> None:
        super().__init__(values)
        self.name = name


class Pages(dict[str, Value]):
    """A page of a collection: its fields, and one element for each of `found`, all called `name`."""

    def __init__(self, fields: Mapping[str, Value], name: str, found: list[Value]) -> None:
        super().__init__(fields)
        self.name = name
        self.found = found


class Symbol(str):
    """A text that is marked as one of a closed list."""

    __slots__ = ()


def document(name: str, value: Value) -> bytes:
    """The XML document whose root has this name and value."""
    parts = [HEAD]
    _write(parts, name, value)
    return "".join(parts).encode()


def _write(parts: list[str], name: str, value: Value) -> None:
    tag = name.replace("_", "-")
    match value:
        case None:
            parts.append(f'<{tag} nil="true"/>')
        case bool():
            parts.append(f'<{tag} type="boolean">{str(value).lower()}</{tag}>')
        case int():
            parts.append(f'<{tag} type="integer">{value}</{tag}>')
        case datetime():
            parts.append(f'<{tag} type="datetime">{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}</{tag}>')
        case date():
            parts.append(f'<{tag} type="date">{value.isoformat()}</{tag}>')
        case Symbol():
            parts.append(f'<{tag} type="symbol">{_text(value)}</{tag}>')
        case str():
            parts.append(f"<{tag}>{_text(value)}</{tag}>")
        case Items():
            _write_inside(parts, f'{tag} type="array"', tag, [(value.name, each) for each in value])
        case Pages():
            inside = [*value.items(), *((value.name, each) for each in value.found)]
            _write_inside(parts, f'{tag} type="collection"', tag, inside)
        case Mapping():
            _write_inside(parts, tag, tag, list(value.items()))
        case _:
            raise TypeError(f"{name} cannot be written: {type(value).__name__}")


def _write_inside(parts: list[str], opening: str, tag: str, inside: list[tuple[str, Value]]) -> None:
    if not inside:
        parts.append(f"<{opening}/>")
        return
    parts.append(f"<{opening}>")
    for name, value in inside:
        _write(parts, name, value)
    parts.append(f"</{tag}>")


def _text(text: str) -> str:
    # A carriage return would be read as a line feed.
    return escape(_NO_XML.sub("\ufffd", text), {"\r": "&#13;"})
