"""Signatures of webhook messages, as Standard Webhooks 1.0 has them: HMAC-SHA256 over id, time and body."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

PREFIX = "whsec_"
SECRET_BYTES = 32
"""Of the 24 to 64 that the standard allows."""

BOTH_SIGN_FOR = timedelta(days=1)
"""How long the secret before signs as well, once another one was made."""


def new_secret() -> str:
    """A random secret, as receivers are given it."""
    return PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def headers_of(message_id: str, at: datetime, body: bytes, keys: Sequence[str]) -> Mapping[str, str]:
    """The headers that sign one try of a message at the wall clock's time `at`: one signature for each secret."""
    timestamp = str(int(at.timestamp()))
    signed = b".".join((message_id.encode(), timestamp.encode(), body))
    signatures = (
        base64.b64encode(hmac.new(base64.b64decode(key.removeprefix(PREFIX)), signed, hashlib.sha256).digest())
        for key in keys
    )
    return {
        "webhook-id": message_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": " ".join(f"v1,{each.decode()}" for each in signatures),
    }
