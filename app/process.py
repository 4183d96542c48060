"""Which process this is: what it signs leases with, so that others can tell whether it still lives."""

import gc
import os
import re
import secrets
import socket
from dataclasses import dataclass
from typing import Self

_SIGNED = re.compile(r"(?P<host>.*):(?P<number>[1-9][0-9]{0,8}):(?P<token>[^:]*)", re.ASCII | re.DOTALL)
"""A lease, by the process that signed it. Whatever else may stand there, nothing is known of it."""

YOUNG = 20_000
"""Objects that come into being before the collector looks at them: a request's are gone by then."""


def keep_what_is_loaded() -> None:
    """Called when a process has everything that it serves with: the collector doesn't look at that again.

    Otherwise it would walk through all modules and the schema every few thousand requests, while everybody waits.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG)


@dataclass(frozen=True, slots=True)
class Process:
    """A process by its machine, its number there, and a token of its own, since numbers are given again."""

    host: str
    number: int
    token: str

    @classmethod
    def this(cls) -> Self:
        return cls(socket.gethostname(), os.getpid(), secrets.token_hex(4))

    @property
    def name(self) -> str:
        return f"{self.host}:{self.number}:{self.token}"

    def knows_dead(self, lease: str) -> bool:
        """Whether the process that signed `lease` is known to be dead: one of this machine that is no longer there.

        Of another machine's process nothing is known. A wrong yes costs nothing but a question to the gateway.
        """
        signed = _SIGNED.fullmatch(lease)
        if signed is None or signed["host"] != self.host:
            return False
        number = int(signed["number"])
        if number == self.number:
            return not signed["token"].startswith(self.token)
        try:
            os.kill(number, 0)
        except ProcessLookupError:
            return True
        except PermissionError:
            return False
        return False
