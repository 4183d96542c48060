"""Ids as clients see them: unpadded base64 of `transaction_<legacyId>` (BRAINTREE.md 5), each made in one way only."""

import base64
import binascii
import hashlib
import secrets
import string
from enum import StrEnum
from functools import lru_cache

_LETTERS = string.ascii_lowercase + string.digits
_LENGTH = 12
_ALL_IDS = len(_LETTERS) ** _LENGTH
_LONGEST = 200


class IdKind(StrEnum):
    TRANSACTION = "transaction"
    REFUND = "refund"
    CUSTOMER = "customer"
    ORDER = "order"
    PAYMENT_METHOD = "paymentmethod"
    RETRY = "retry"
    DISPUTE = "dispute"
    USER = "user"
    DRIFT = "drift"
    REFUND_RUN = "refundrun"
    WEBHOOK_ENDPOINT = "webhookendpoint"
    VERIFICATION = "verification"


def new_legacy_id() -> str:
    """A fresh short id: 12 lower-case letters and digits, from 62 random bits."""
    return _legacy_id(secrets.randbelow(_ALL_IDS))


def _legacy_id(number: int) -> str:
    letters = []
    for _ in range(_LENGTH):
        number, place = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[place])
    return "".join(letters)


def derived_legacy_id(key: str) -> str:
    """The short id of a payment that is sold under an operation's `key`, always the same."""
    return _legacy_id(int.from_bytes(hashlib.sha256(f"legacy id of {key}".encode()).digest()) % _ALL_IDS)


_CREDIT = "credit."
"""What the ids of credits begin with, at the gateway too. No client's id leads to one: it has a point."""


def credit_id(key: str | None) -> str:
    """The id of a credit, which a refund without a payment is of: always the same for an operation's `key`, or new."""
    return _CREDIT + (new_legacy_id() if key is None else derived_legacy_id(key))


def is_credit(legacy_id: str) -> bool:
    return legacy_id.startswith(_CREDIT)


def global_id(kind: IdKind, legacy_id: str) -> str:
    return any_global_id(kind, legacy_id)


def any_global_id(prefix: str, legacy_id: str) -> str:
    """The id of an object of whatever kind, known here or not."""
    return base64.b64encode(f"{prefix}_{legacy_id}".encode()).decode().rstrip("=")


@lru_cache(maxsize=1024)
def read_global_id(text: str) -> tuple[IdKind, str] | None:
    """Kind and legacy id behind a client's id; None for whatever `global_id` would not have made."""
    if len(text) > _LONGEST:
        return None
    try:
        plain = base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), validate=True).decode("ascii")
        kind_name, _, legacy_id = plain.partition("_")
        kind = IdKind(kind_name)
    except (UnicodeError, binascii.Error, ValueError):
        return None
    if not legacy_id or not set(legacy_id) <= set(_LETTERS) or global_id(kind, legacy_id) != text:
        return None
    return kind, legacy_id
