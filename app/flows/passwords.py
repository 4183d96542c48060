"""What is kept of a password: an argon2id hash with its parameters and salt, slow enough to make guessing expensive.

The work is done in a thread, a few at a time: each takes 64 MB while it lasts.
"""

import asyncio
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

AT_A_TIME = 4
"""Hashes that one process computes together; more would only take memory."""

_hasher = PasswordHasher()
"""With the second recommended parameters of RFC 9106, section 4."""

_turns = asyncio.Semaphore(AT_A_TIME)


async def hash_password(password: str) -> str:
    """What to keep of a password."""
    async with _turns:
        return await asyncio.to_thread(_hasher.hash, _plain(password))


async def matches(password: str, kept: str | None) -> bool:
    """Whether it is the password that `kept` was made of.

    Without anything kept the answer is no, after the same work: how long it takes tells nobody who has an account.
    """
    if kept is None:
        await hash_password(password)
        return False
    async with _turns:
        return await asyncio.to_thread(_verify, kept, _plain(password))


def _verify(kept: str, plain: bytes) -> bool:
    try:
        return _hasher.verify(kept, plain)
    except VerifyMismatchError:
        return False


def _plain(password: str) -> bytes:
    """The same bytes for the same characters, on whatever keyboard they were typed."""
    return unicodedata.normalize("NFKC", password).encode(errors="surrogatepass")
