"""Starts and ends child processes that don't run as root and don't outlive their parent."""

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
"""An environment without the user's variables, so that no PGDATA and no locale changes a server's behaviour."""

GROUPS = range(60578, 61184)
"""Group numbers that systems give neither to people, nor to services, nor to containers."""

LONGEST_PID_FILE = 65_536
"""Characters to read of a file with a process number. PostgreSQL's file has some hundred."""

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


class AddressTaken(Exception):
    """The service can't listen on the address of its settings."""


@dataclass(frozen=True, slots=True)
class Account:
    """The user and group that a server runs as, by their numbers."""

    user: int
    group: int


class CannotReach(Exception):
    """The servers' account can't enter a folder that is not ours. The message names the folder."""


def account_for_servers(data: Path) -> Account | None:
    """The account that the servers of a data folder run as. None for our own account, unless we are root.

    PostgreSQL refuses to run as root, and needs a user with a name: `nobody`. Other programs may run as that user too.
    So the servers have a group of this folder's own: without it, a process can neither enter the folder nor read the
    servers' memory.
    """
    if os.geteuid() != 0:
        return None
    start = int.from_bytes(hashlib.sha256(os.fsencode(data)).digest()[:4], "big")
    group = next(each for each in _round(GROUPS, start) if not _is_known(each))
    return Account(pwd.getpwnam("nobody").pw_uid, group)


def _round(numbers: range, start: int) -> list[int]:
    """All the numbers, starting at a place that `start` chooses."""
    start %= len(numbers)
    return [*numbers[start:], *numbers[:start]]


def _is_known(group: int) -> bool:
    try:
        grp.getgrgid(group)
    except KeyError:
        return False
    return True


def let_reach(account: Account | None, path: Path) -> None:
    """Lets `account` pass root's own folders on the way to `path`: it can enter them, but not list them.

    Raises CannotReach if a closed folder on the way is not root's.
    """
    for folder in path.resolve().parents if account else ():
        standing = folder.stat()
        its_own = account is not None and account.group == standing.st_gid
        if standing.st_mode & (0o010 if its_own else 0o001):
            continue
        if standing.st_uid != os.geteuid():
            raise CannotReach(f"The servers don't run as root and can't enter {folder}. Run `chmod o+x` on it.")
        log.warning("folder.opened", folder=str(folder), why="a server that does not run as root has to enter it")
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
    """Starts `command` as `account`, with its output in `output`. The terminal's Ctrl-C does not reach it.

    Its parent decides when it ends. If the parent dies, the kernel sends `when_orphaned` (on Linux; on other systems
    the next start finds the orphan).
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
    """Runs `command` as `account` in a bare environment with `text` as input. Its output if it failed, else None."""
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
    """A listening socket for a child process. Clients that connect while the child starts or restarts wait.

    Raises AddressTaken if another program listens there, or the address is not this machine's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio sends each answer at once only if the protocol is named as TCP.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(2048)
    except OSError as error:
        listener.close()
        raise AddressTaken(f"Can't listen on {host} port {port}: {error.strerror}. Choose another port.") from error
    return listener


def end(process: subprocess.Popen[bytes], gently: signal.Signals | None, patience: float = 15) -> None:
    """Ends a child by the signal `gently` (None: already sent), and kills it after `patience` seconds."""
    if gently is not None and process.poll() is None:
        process.send_signal(gently)
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def end_orphan(pid_file: Path, mark: str, gently: signal.Signals, patience: float = 15) -> None:
    """Ends the server whose process number is in `pid_file`, if it still runs. `mark` is in its command line.

    A number that another process has now, or a dead process that its parent has not reaped, is no orphan. PostgreSQL
    can't tell, and would refuse to start. So its parent's number is written into the file, which PostgreSQL ignores; it
    still checks whether other processes use its memory.
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
    """Waits for `ready`. False if `process` ends first, or after `patience` seconds."""
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
    """The command line of a process. Empty if there is no such process, or it is dead and not reaped yet."""
    if sys.platform == "linux":
        try:
            return Path(f"/proc/{number}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except (FileNotFoundError, ProcessLookupError):
            return ""
    shown = subprocess.run(
        ["/bin/ps", "-o", "command=", "-p", str(number)], capture_output=True, check=False, text=True
    )
    return shown.stdout.rstrip("\n") + " "
