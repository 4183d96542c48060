"""Which process this is: what it signs leases with, so that others can tell whether it still lives."""

import os
import secrets
import socket
from dataclasses import dataclass
from typing import Self


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
        host, number, rest = lease.rsplit(":", 2)
        if host != self.host:
            return False
        if int(number) == self.number:
            return not rest.startswith(self.token)
        try:
            os.kill(int(number), 0)
        except ProcessLookupError:
            return True
        except PermissionError:
            return False
        return False
