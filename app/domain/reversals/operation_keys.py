"""The keys by which gateways know operations: under one key a gateway does one thing at most (SPEC 3 and 4).

The key of an operation that was asked for with an apiRequestKey is made of the request, always in the same way. A
database that went back to an earlier state has forgotten operations that a gateway remembers: the same request makes
the same key again, and the gateway recognizes it. How keys are made never changes; docs/specification.md tells it.
"""

import hashlib
import json
import re
import secrets

from app.domain.reversals.states import OperationKind

LENGTH = 32
"""Hexadecimal digits of a key, 128 bits."""

_OF_A_VOID = ".v"
"""Ends the key of a void. The refund that it turns into has the same key without this, as if it had been asked for in
the first place: after going back, the status of its payment may be an older one.
"""


_KEY_OF_A_REFUND = re.compile(f"[0-9a-f]{{{LENGTH}}}")


def can_be_key(text: str) -> bool:
    """Whether the text has the form of a refund's key, and so may be one that this service has sent."""
    return _KEY_OF_A_REFUND.fullmatch(text) is not None


def new_key(kind: OperationKind) -> str:
    """A random key, of what was asked for without an apiRequestKey."""
    return _of_kind(secrets.token_hex(LENGTH // 2), kind)


def derived_key(
    merchant: str, mutation: str, request_key: str, kind: OperationKind, *, part: str = "", use: int = 0
) -> str:
    """The key of an operation that `mutation` was asked for with `request_key`.

    `merchant` is the merchant's id for clients. `part` tells apart the operations of one request: the legacy id of the
    payment, for each part of an order's refund. `use` counts how often the request's key was used before.
    """
    return _of_kind(_digest("request", merchant, mutation, request_key, part, str(use)), kind)


def key_after_turn(key: str) -> str:
    """The key of the refund that a void of this key turned into, or of the void that a refund did."""
    return key.removesuffix(_OF_A_VOID) if key.endswith(_OF_A_VOID) else _digest("turn", key)


def key_after_decline(key: str) -> str:
    """The key of the next try, after the gateway declined what was sent under `key` and will repeat that."""
    return _digest("decline", key)


def _of_kind(key: str, kind: OperationKind) -> str:
    return key + _OF_A_VOID if kind is OperationKind.VOID else key


def _digest(*parts: str) -> str:
    """The first half of the SHA-256 of the parts, written as a JSON list in ASCII without spaces."""
    text = json.dumps(["refundry", *parts], ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:LENGTH]
