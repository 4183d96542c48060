"""The identity of a process, which signs its leases with it, its garbage collector, and its end."""

import gc
import os
import re
import secrets
import socket
import threading
from dataclasses import dataclass
from typing import Self

import structlog

log = structlog.get_logger(__name__)

_SIGNED = re.compile(r"(?P<host>.*):(?P<number>[1-9][0-9]{0,8}):(?P<token>[^:]*)", re.ASCII | re.DOTALL)
"""The form of a lease: host, process id and token of the process that signed it."""

YOUNG = 20_000
"""Allocations before the youngest generation is collected. Most objects of a request are freed by then."""


def keep_what_is_loaded() -> None:
    """Exempts all loaded objects from garbage collection. Called when a process has loaded modules and schema.

    Otherwise a full collection would visit them every few thousand requests, and hold up all requests meanwhile.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG)


def end_within(seconds: float) -> None:
    """Ends this process after so many seconds with status 1, whatever hangs in it, unless it has ended by then.

    What is cut so is no worse off than after a crash: everything that was sent is written down before.
    """
    timer = threading.Timer(seconds, _end)
    timer.daemon = True
    timer.start()


def _end() -> None:
    log.error("process.forced_to_end", hint="Something still hung after REFUNDRY_SHUTDOWN_GRACE seconds.")
    os._exit(1)


@dataclass(frozen=True, slots=True)
class Process:
    """A process by its host, its process id, and a random token, since process ids are reused."""

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
        """Whether the process that signed `lease` ran on this host and is no longer there.

        False for a process of another host, which may be alive. A wrong True costs only one look at the gateway.
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
