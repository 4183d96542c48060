"""A gateway account: one merchant's credentials and configuration for an adapter (SPEC 14.1)."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

LONGEST_NAME = 64
SHOWN, LEAST_TO_SHOW = 4, 8
"""How many characters of a secret people see, and how many it must have for that."""

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*", re.ASCII)


class AccountState(StrEnum):
    """Whether a gateway account can be used."""

    ACTIVE = "ACTIVE"
    CREDENTIALS_REFUSED = "CREDENTIALS_REFUSED"
    """The gateway refused the credentials when it was last asked."""
    NOT_INSTALLED = "NOT_INSTALLED"
    """This installation has no usable adapter of that name."""
    RETIRED = "RETIRED"


@dataclass(frozen=True, slots=True)
class SecretFingerprint:
    """By what people recognize a secret: the first 16 hexadecimal digits of its SHA-256, and its last four characters.

    `last_four` is empty unless the adapter names the secret as the one whose last four may be seen.
    """

    key: str
    fingerprint: str
    last_four: str


@dataclass(frozen=True, slots=True)
class GatewayAccount:
    """A gateway account in its current version. `settings` are texts by name; no secret is in here.

    `credentials_refused`, `last_answered_at` and `last_error` tell of the last time that the gateway was asked.
    """

    id: int
    merchant_id: int
    name: str
    adapter: str
    version: int
    live: bool
    settings: Mapping[str, str]
    fingerprints: tuple[SecretFingerprint, ...]
    webhook_token: str
    created_at: datetime
    credentials_refused: bool = False
    last_answered_at: datetime | None = None
    last_error: str | None = None
    retired_at: datetime | None = None

    @property
    def webhook_path(self) -> str:
        """Where the gateway sends its webhooks, below the service's own address."""
        return f"/gateways/{self.adapter}/{self.webhook_token}"

    def state(self, *, installed: bool) -> AccountState:
        """The state, where `installed` says whether the adapter can be used here."""
        if self.retired_at is not None:
            return AccountState.RETIRED
        if not installed:
            return AccountState.NOT_INSTALLED
        return AccountState.CREDENTIALS_REFUSED if self.credentials_refused else AccountState.ACTIVE


@dataclass(frozen=True, slots=True)
class SealedVersion:
    """One version of a gateway account with its sealed secrets. `retired` says so of the account.

    `reference` is the gateway's own id of the account, where it was asked with this version. `credentials_refused` says
    that the gateway refused the account's present ones when it was last asked.
    """

    account_id: int
    merchant_id: int
    adapter: str
    version: int
    settings: Mapping[str, str]
    key_id: str
    sealed: bytes
    retired: bool
    reference: str | None = None
    name: str = ""
    credentials_refused: bool = False


_TIMES_AND_PACE = frozenset({"timeout", "absence_after", "concurrency", "rate"})


def leads_to_the_same(one: SealedVersion, other: SealedVersion) -> bool:
    """Whether both versions lead to the same account at the gateway, as far as is known.

    They do where no setting differs but those of times and pace, unless the gateway itself has named two accounts.
    """
    if one.reference is not None and other.reference is not None and one.reference != other.reference:
        return False
    return _place(one.settings) == _place(other.settings)


def _place(settings: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in settings.items() if key not in _TIMES_AND_PACE}


def can_be_name(text: str) -> bool:
    """Whether a gateway account may have this name."""
    return len(text) <= LONGEST_NAME and _NAME.fullmatch(text) is not None


def fingerprints_of(secrets: Mapping[str, str | Sequence[str]], headline: str) -> tuple[SecretFingerprint, ...]:
    """One fingerprint for each secret, several under the name of a list. `headline` is the secret that may be seen."""
    return tuple(
        SecretFingerprint(key, _digest(text), _last_four(text) if key == headline else "")
        for key, value in sorted(secrets.items())
        for text in ([value] if isinstance(value, str) else value)
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _last_four(text: str) -> str:
    return text[-SHOWN:] if len(text) >= LEAST_TO_SHOW else ""
