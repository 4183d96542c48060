"""Reads what a classic call sends, XML or JSON, into plain values. Nothing in a body names or fetches anything else."""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from xml.parsers import expat

from starlette.requests import Request

from app.schema.base.numbers import ExactNumber
from app.web.http.body import body_of
from app.web.http.statuses import HttpRefusal
from app.web.request import decode_json

Sent = str | bool | None | list["Sent"] | dict[str, "Sent"]
"""A value as sent: numbers are text, as they were written. An element without content is ""."""

MOST_DEPTH = 16
MOST_ELEMENTS = 5_000
"""Of one body. A sale with 249 line items of 16 fields each has some 4,300."""

XML = frozenset({"application/xml", "text/xml"})
JSON = "application/json"
UTF_8 = frozenset({"", "utf-8", "utf8"})
"""How a body's text may be encoded, as its type says it."""

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,99}", re.ASCII)


async def read_body(request: Request, body_bytes: int) -> Mapping[str, Sent]:
    """The root element's name, and what it contains; empty for an empty body.

    Raises HttpRefusal for what is no XML or JSON of that form, for more than `body_bytes`, MOST_DEPTH or
    MOST_ELEMENTS, and for a name that stands twice in one place.
    """
    media_type, _, parameters = request.headers.get("content-type", "").lower().partition(";")
    charset = parameters.strip().removeprefix("charset=").strip('"')
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise HttpRefusal("UNSUPPORTED_MEDIA_TYPE", "Send the body as it is, without a Content-Encoding.")
    content = await body_of(request).read(body_bytes)
    if not content.strip():
        return {}
    if media_type.strip() not in XML | {JSON} or charset not in UTF_8:
        raise HttpRefusal("UNSUPPORTED_MEDIA_TYPE", "Send the body as application/xml or application/json, in UTF-8.")
    return _from_json(decode_json(content)) if media_type.strip() == JSON else read_xml(content)


def read_xml(content: bytes) -> Mapping[str, Sent]:
    """The same from an XML document in UTF-8. Raises HttpRefusal."""
    tree = _Tree()
    # The encoding is ours to say: a declaration of another one would choose how Python decodes.
    parser = expat.ParserCreate("UTF-8")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = tree.start
    parser.EndElementHandler = tree.end
    parser.CharacterDataHandler = tree.text
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        what = expat.ErrorString(error.code)
        raise _bad(f"The body is not valid XML in UTF-8: {what} in line {error.lineno}.") from None
    return tree.root


def _refuse_doctype(*_: object) -> None:
    raise _bad("The body must not have a DOCTYPE.")


class _Tree:
    """The values of the elements that have ended, within those that have not."""

    def __init__(self) -> None:
        self.root: dict[str, Sent] = {}
        self._open: list[_Open] = []
        self._elements = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        if self._elements > MOST_ELEMENTS:
            raise _bad(f"The body may have up to {MOST_ELEMENTS:,} elements.")
        if len(self._open) == MOST_DEPTH:
            raise _bad(f"The body may be nested {MOST_DEPTH} elements deep.")
        self._open.append(_Open(_checked_name(tag).replace("-", "_"), attributes))

    def text(self, text: str) -> None:
        self._open[-1].texts.append(text)

    def end(self, _: str) -> None:
        ended = self._open.pop()
        value = ended.value()
        if self._open:
            self._open[-1].children.append((ended.name, value))
        else:
            self.root[ended.name] = value


class _Open:
    """One element that has not ended yet."""

    __slots__ = ("attributes", "children", "name", "texts")

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name = name
        self.attributes = attributes
        self.children: list[tuple[str, Sent]] = []
        self.texts: list[str] = []

    def value(self) -> Sent:
        text = "".join(self.texts)
        kind = self.attributes.get("type")
        if self.attributes.get("nil") == "true":
            return None
        if text.isspace():
            text = ""
        if text and (self.children or kind == "array"):
            raise _bad(f"{self.name} has text beside elements.")
        if kind == "array":
            return [value for _, value in self.children]
        if not self.children:
            return text in ("true", "1") if kind == "boolean" and text else text
        named = dict(self.children)
        if len(named) < len(self.children):
            names = [name for name, _ in self.children]
            twice = next(name for name in names if names.count(name) > 1)
            raise _bad(f"{self.name} has {twice} twice. Send it once.")
        return named


def _from_json(given: object) -> Mapping[str, Sent]:
    if not isinstance(given, dict):
        raise _bad("The body must be one JSON object.")
    plain = _plain(given, MOST_DEPTH)
    assert isinstance(plain, dict)
    return plain


def _plain(value: Any, depth: int) -> Sent:
    if not depth:
        raise _bad(f"The body may be nested {MOST_DEPTH} objects deep.")
    match value:
        case None | str() | bool():
            return value
        case ExactNumber():
            return value.text
        case int() | float():
            return str(value)
        case Mapping():
            return {_checked_name(name).replace("-", "_"): _plain(each, depth - 1) for name, each in value.items()}
        case Sequence():
            return [_plain(each, depth - 1) for each in value]
        case _:
            raise AssertionError(f"JSON has no {type(value).__name__}")


def _checked_name(name: str) -> str:
    """The name, if an answer can have an element that is called so: it repeats what was sent."""
    if _NAME.fullmatch(name) is None:
        raise _bad("Names are of letters, digits, hyphens and underscores, and begin with a letter.")
    return name


def _bad(message: str) -> HttpRefusal:
    return HttpRefusal("BAD_REQUEST", message)
