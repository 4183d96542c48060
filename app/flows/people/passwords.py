"""The hash of a password: argon2id with its parameters and salt, slow enough to make guessing expensive.

A hash takes 64 MB and a fifth of a second of one core, or of four at once. So few are computed at a time, on threads
that leave one core to everything else where there are several, and there is a line for them (`turns`) with bounds.
People whom the service knows have a line and a thread of their own: a flood of strangers is not before them.
"""

import asyncio
import os
import sys
import threading
import unicodedata
from collections.abc import AsyncIterator, Hashable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from app.flows.people.turns import HashingTurns

MOST_AT_A_TIME = 2
"""Hashes that one line computes together; more would only take memory."""

MOST_WAITING = 16
PATIENCE = 4.0
"""Seconds that somebody waits in the line at most."""

STEP_BACK = 5
"""How much less than others' the priority of the threads is that work for strangers (Linux's nice)."""

_hasher = PasswordHasher()
"""With the second recommended parameters of RFC 9106, section 4."""


class HashingLine:
    """Who waits for hashes to be computed, and the threads that do. `step_back` lowers the threads' priority."""

    def __init__(self, *, step_back: int = 0) -> None:
        at_a_time = max(1, min(MOST_AT_A_TIME, _cores() - 1))
        self.turns = HashingTurns(at_a_time, MOST_WAITING, PATIENCE)
        self._threads = ThreadPoolExecutor(at_a_time, "passwords", initializer=_leave_a_core, initargs=(step_back,))

    @asynccontextmanager
    async def turn(self, name: Hashable, behind: int = 0) -> AsyncIterator["Hashing"]:
        """A block in which passwords can be hashed, by turns of that `name`. Raises TooBusy: see `HashingTurns`."""
        async with self.turns.turn(name, behind):
            yield Hashing(self._threads)


class Hashing:
    """Computes hashes, in a thread, for somebody whose turn it is."""

    def __init__(self, threads: ThreadPoolExecutor) -> None:
        self._threads = threads

    async def hash(self, password: str) -> str:
        """What to keep of a password."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, _hash, _plain(password))

    async def matches(self, password: str, kept: str | None) -> bool:
        """Whether it is the password that `kept` was made of.

        Without anything kept the answer is no, after the same work: how long it takes does not tell who has an account.
        """
        if kept is None:
            await self.hash(password)
            return False
        return await asyncio.get_running_loop().run_in_executor(self._threads, _verify, kept, _plain(password))


async def hash_password(password: str, name: Hashable = "operator") -> str:
    """What to keep of a password that somebody chose whom the service knows by that name. Raises TooBusy."""
    async with KNOWN.turn(name) as hashing:
        return await hashing.hash(password)


def _hash(plain: bytes) -> str:
    return _hasher.hash(plain)


def _verify(kept: str, plain: bytes) -> bool:
    try:
        return _hasher.verify(kept, plain)
    except VerifyMismatchError:
        return False


def _plain(password: str) -> bytes:
    """The same bytes for the same characters, on whatever keyboard they were typed."""
    return unicodedata.normalize("NFKC", password).encode(errors="surrogatepass")


def _cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def _leave_a_core(step_back: int) -> None:
    """Keeps the thread, and those that argon2 starts from it, off one core: what answers requests finds it free.

    Only Linux has both for a thread alone.
    """
    if sys.platform != "linux":
        return
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) > 1:
        os.sched_setaffinity(0, cores[1:])
    if step_back:
        thread = threading.get_native_id()
        os.setpriority(os.PRIO_PROCESS, thread, os.getpriority(os.PRIO_PROCESS, thread) + step_back)


KNOWN = HashingLine()
"""For people who have signed in, or did so from the same network before, and for operators."""

STRANGERS = HashingLine(step_back=STEP_BACK)
"""For sign-ins from where that account has never been used."""
