"""The key ring that seals secrets at rest: AES-256-GCM, each text bound to its place (SPEC 14.3)."""

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.domain.gateways.secret_keys import KEY_BYTES

NONCE_BYTES = 12
"""96 random bits for each sealing: a key may seal some four thousand million texts before two are likely the same."""


class CannotOpen(Exception):
    """No key of the ring opens a sealed text, or it was sealed for another place."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A nonce with its ciphertext, and the id of the key that made it."""

    key_id: str
    data: bytes


class KeyRing:
    """Keys of 32 bytes each. The first one seals, all of them open. Its repr shows no key."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        if not keys:
            raise ValueError("a key ring has one key at least")
        self._keys = {_id_of(key): AESGCM(key) for key in keys}
        self.first = _id_of(keys[0])
        """The id of the key that seals."""

    def __repr__(self) -> str:
        return f"KeyRing({', '.join(self._keys)})"

    def seal(self, text: bytes, place: bytes) -> Sealed:
        """The sealed `text`, which opens with the same `place` alone."""
        nonce = os.urandom(NONCE_BYTES)
        return Sealed(self.first, nonce + self._keys[self.first].encrypt(nonce, text, place))

    def open(self, sealed: Sealed, place: bytes) -> bytes:
        """The text that was sealed for `place`. Raises CannotOpen."""
        key = self._keys.get(sealed.key_id)
        if key is None:
            raise CannotOpen("The key that sealed this is not in the key ring.")
        nonce, data = sealed.data[:NONCE_BYTES], sealed.data[NONCE_BYTES:]
        try:
            return key.decrypt(nonce, data, place)
        except (InvalidTag, ValueError):
            raise CannotOpen("This was sealed for another place, or was changed.") from None


def new_key() -> bytes:
    """A random key that nobody has had before."""
    return os.urandom(KEY_BYTES)


def _id_of(key: bytes) -> str:
    """What tells keys apart and gives nothing of them away."""
    return hashlib.sha256(b"refundry secrets key\0" + key).hexdigest()[:16]
