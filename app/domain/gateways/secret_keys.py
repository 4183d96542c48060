"""The keys that seal secrets, as an operator writes them: base64 of 32 bytes each (SPEC 14.3)."""

import base64
import binascii
import re

KEY_BYTES = 32
"""Of AES-256."""

EXPECTED = f"Should be keys as `refundry secrets new-key` prints them, each the base64 of {KEY_BYTES} bytes"


def read_keys(text: str) -> tuple[bytes, ...]:
    """The keys in their order, each once; none for an empty text. They stand on lines or have commas between them.

    Raises ValueError, whose message says which key is wrong and repeats nothing of it.
    """
    written = [part for part in re.split(r"[,\s]+", text) if part]
    return tuple(dict.fromkeys(_read_key(part, number) for number, part in enumerate(written, start=1)))


def write_key(key: bytes) -> str:
    """The key as `read_keys` reads it."""
    return base64.b64encode(key).decode()


def _read_key(written: str, number: int) -> bytes:
    try:
        key = base64.b64decode(written, validate=True)
    except (binascii.Error, ValueError):
        raise ValueError(f"{EXPECTED}; number {number} is no base64") from None
    if len(key) != KEY_BYTES:
        raise ValueError(f"{EXPECTED}; number {number} has {len(key)} bytes")
    return key
