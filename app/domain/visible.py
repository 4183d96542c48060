"""Text from elsewhere as a person may read it in a log or a terminal: nothing in it moves, hides or forges anything."""

import re

_BIDIRECTIONAL = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"
_SEPARATORS = "\u2028\u2029"
_ANNOTATIONS = "\ufeff\ufff9-\ufffb"
_HALVES = "\ud800-\udfff"
_OTHERS = f"\x7f-\x9f{_BIDIRECTIONAL}{_SEPARATORS}{_ANNOTATIONS}{_HALVES}"

_CONTROLS = re.compile(f"[\x00-\x1f{_OTHERS}]")
_CONTROLS_IN_LINES = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f{_OTHERS}]|\r(?!\n)")


def visible(text: str) -> str:
    """The text on one line: control characters (C0, C1, bidirectional, separators, half pairs) as escapes of JSON.

    Other text stays as it is, so that a backslash that was there may look like one that was put there.
    """
    return text if text.isascii() and text.isprintable() else _CONTROLS.sub(_escaped, text)


def visible_lines(text: str) -> str:
    """The same for text of several lines, which stay lines; tabs stay as well."""
    return text if text.isascii() and text.isprintable() else _CONTROLS_IN_LINES.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
