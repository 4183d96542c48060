"""Endpoints: where a merchant's systems receive messages."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.telling.messages import MessageType

MOST_ENDPOINTS = 20
"""Of one merchant: each change is written once for each of them."""

LONGEST_DESCRIPTION = 255


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where messages of `types` go (None for all) while it is `enabled`. Times are the merchant's.

    `failing_since` is the first failed try since one was taken, `off_because` why the service switched it off.
    """

    id: int
    merchant_id: int
    legacy_id: str
    url: str
    types: tuple[MessageType, ...] | None
    description: str | None
    enabled: bool
    failing_since: datetime | None
    off_because: str | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class KeptSecret:
    """A secret as it is kept: sealed by the key `key_id`, or as it is where that is None."""

    data: bytes
    key_id: str | None
