"""GraphQL's suggestions ("Did you mean …?"), without those that the client can't have meant."""

import re
from difflib import SequenceMatcher

_HINT = re.compile(r" Did you mean (?P<what>(?:the \w+ \w+ )?)(?P<names>'[^?]*)\?$")
_UNKNOWN = re.compile(r"'([^']+)'")
_NAMES = re.compile(r"'([^']+)'")

LEAST_ALIKE = 0.85
"""How alike two names have to be, from 0 to 1, so that one may be a slip for the other."""


def meant_suggestions(message: str) -> str:
    """The message with those of its suggestions that are like the unknown name; without a hint if none is."""
    hint, unknown = _HINT.search(message), _UNKNOWN.search(message)
    if hint is None or unknown is None or "inline fragment" in message:
        return message
    names = _NAMES.findall(hint["names"])
    meant = [name for name in names if are_alike(unknown[1].rpartition(".")[2], name)]
    if meant == names:
        return message
    shown = f" Did you mean {hint['what']}{_listed(meant)}?" if meant else ""
    return message[: hint.start()] + shown


def are_alike(written: str, name: str) -> bool:
    """Whether `written` may be a slip for `name`: a part of it, or nearly spelt like it."""
    first, second = written.lower(), name.lower()
    if min(len(first), len(second)) >= 4 and (first in second or second in first):
        return True
    return SequenceMatcher(None, first, second).ratio() >= (LEAST_ALIKE if len(first) > 8 else 0.7)


def _listed(names: list[str]) -> str:
    quoted = [f"'{name}'" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"
