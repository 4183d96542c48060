"""Child processes that neither run as root nor outlive their parent."""

import ctypes
import grp
import hashlib
import os
import pwd
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import structlog

from app.demo.private_files import open_unlinked

log = structlog.get_logger(__name__)

BARE = {"LC_ALL": "C", "PATH": os.defpath}
"""An environment with nothing of the user's, so that no PGDATA or locale changes what a server does."""

GROUPS = range(60578, 61184)
"""Groups that no system gives to anybody: neither to people, nor to services, nor to containers."""

LONGEST_PID_FILE = 65_536
"""Characters that are read of a file with a process's number; PostgreSQL's has some hundred."""

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


class AddressTaken(Exception):
    """The service can't listen where it was told to."""


@dataclass(frozen=True, slots=True)
class Account:
    """The operating system's user that a server runs as, by numbers."""

    user: int
    group: int


class CannotReach(Exception):
    """The servers' account can't walk to what it needs, and nothing of ours is in its way; the message says where."""


def account_for_servers(data: Path) -> Account | None:
    """Whom the database servers of a data folder run as: None for ourselves, unless we are root.

    PostgreSQL refuses root, and wants a user that has a name: `nobody`. Since others may run as that one too, it has a
    group that is this folder's alone: who is not in it gets neither into the folder nor at the processes' memory.
    """
    if os.geteuid() != 0:
        return None
    start = int.from_bytes(hashlib.sha256(os.fsencode(data)).digest()[:4], "big")
    group = next(each for each in _round(GROUPS, start) if not _is_known(each))
    return Account(pwd.getpwnam("nobody").pw_uid, group)


def _round(numbers: range, start: int) -> list[int]:
    """All the numbers, beginning somewhere among them."""
    start %= len(numbers)
    return [*numbers[start:], *numbers[:start]]


def _is_known(group: int) -> bool:
    try:
        grp.getgrgid(group)
    except KeyError:
        return False
    return True


def let_reach(account: Account | None, path: Path) -> None:
    """Lets `account` walk to `path`, where root's own folders stand in the way; walk, not look around.

    Raises CannotReach where the folder in its way is not root's.
    """
    for folder in path.resolve().parents if account else ():
        standing = folder.stat()
        its_own = account is not None and account.group == standing.st_gid
        if standing.st_mode & (0o010 if its_own else 0o001):
            continue
        if standing.st_uid != os.geteuid():
            raise CannotReach(f"The servers, which don't run as root, can't pass {folder}: `chmod o+x` it.")
        log.warning("folder.opened", folder=str(folder), why="a server that does not run as root has to pass it")
        folder.chmod(standing.st_mode | 0o001)


def start(
    command: Sequence[str | Path],
    output: IO[bytes],
    *,
    account: Account | None = None,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
    when_orphaned: signal.Signals | None = None,
    descriptors: Sequence[int] = (),
) -> subprocess.Popen[bytes]:
    """Starts `command` as `account`, with its output in `output`, out of reach of the terminal's Ctrl-C.

    The one that starts it decides in which order things end; the kernel sends `when_orphaned` if it can't any more
    (Linux; elsewhere the next start finds the orphan).
    """

    def ask_for_signal() -> None:
        if _libc is not None and when_orphaned is not None:
            _libc.prctl(_PR_SET_PDEATHSIG, when_orphaned.value)

    return subprocess.Popen(
        [os.fspath(part) for part in command],
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        cwd=folder,
        env=environment,
        user=account.user if account else None,
        group=account.group if account else None,
        extra_groups=[] if account else None,
        start_new_session=True,
        pass_fds=descriptors,
        # It only makes one system call, which is safe between fork and exec.
        preexec_fn=ask_for_signal if when_orphaned else None,
    )


def run(command: Sequence[str | Path], *, account: Account | None, folder: Path, text: str) -> str | None:
    """Runs `command` as `account` with `text` to read, in a bare environment; what it said if it failed, else None."""
    done = subprocess.run(
        [os.fspath(part) for part in command],
        input=text,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        cwd=folder,
        env=BARE,
        user=account.user if account else None,
        group=account.group if account else None,
        extra_groups=[] if account else None,
    )
    return done.stdout if done.returncode else None


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens, for a child to take over: whoever connects while it starts, or starts again, waits.

    Raises AddressTaken if others listen there, or the address isn't this machine's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named, so that asyncio knows it for TCP and sends each answer at once.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(2048)
    except OSError as error:
        listener.close()
        raise AddressTaken(
            f"Nobody can listen on {host} port {port} now: {error.strerror}. Name another port."
        ) from error
    return listener


def end(process: subprocess.Popen[bytes], gently: signal.Signals | None, patience: float = 15) -> None:
    """Ends a child: `gently` (None: it has been told), and after `patience` seconds at once."""
    if gently is not None and process.poll() is None:
        process.send_signal(gently)
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def end_orphan(pid_file: Path, mark: str, gently: signal.Signals, patience: float = 15) -> None:
    """Ends the server whose number stands in `pid_file`, if it still runs; `mark` is in its command line.

    A number that has passed to another process, or that waits to be reaped, is no orphan. PostgreSQL can't tell, and
    would refuse to start, but not for its parent's number; it then goes on to look for others who use its memory.
    """
    try:
        owners = {os.geteuid(), pid_file.parent.stat().st_uid}
        file = os.fdopen(open_unlinked(pid_file, os.O_RDWR | os.O_NONBLOCK, owners), "r+", errors="replace")
    except FileNotFoundError:
        return
    with file:
        first, _, rest = file.read(LONGEST_PID_FILE).partition("\n")
        if not first.isdecimal():
            return
        number = int(first)
        command = command_of(number)
        if mark not in command:
            file.seek(0)
            file.write(f"{os.getpid()}\n{rest}")
            file.truncate()
            return
    log.warning("orphan.ended", process=number, program=command.split()[0])
    _signal(number, gently)
    deadline = time.monotonic() + patience
    while mark in command_of(number):
        if time.monotonic() > deadline:
            _signal(number, signal.SIGKILL)
        time.sleep(0.05)


def wait_until(ready: Callable[[], bool], process: subprocess.Popen[bytes], patience: float) -> bool:
    """True once `ready`; False if `process` has ended by then, or `patience` seconds have passed."""
    deadline = time.monotonic() + patience
    while process.poll() is None and time.monotonic() < deadline:
        if ready():
            return True
        time.sleep(0.02)
    return False


def _signal(number: int, which: signal.Signals) -> None:
    try:
        os.kill(number, which)
    except ProcessLookupError:
        return


def command_of(number: int) -> str:
    """The command line of a process, or nothing if there is no such process or it is only still to be buried."""
    if sys.platform == "linux":
        try:
            return Path(f"/proc/{number}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except (FileNotFoundError, ProcessLookupError):
            return ""
    shown = subprocess.run(
        ["/bin/ps", "-o", "command=", "-p", str(number)], capture_output=True, check=False, text=True
    )
    return shown.stdout.rstrip("\n") + " "
