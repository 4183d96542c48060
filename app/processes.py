"""Child processes that neither run as root nor outlive their parent."""

import ctypes
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

log = structlog.get_logger(__name__)

BARE = {"LC_ALL": "C", "PATH": os.defpath}
"""An environment with nothing of the user's, so that no PGDATA or locale changes what a server does."""

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


class AddressTaken(Exception):
    """The service can't listen where it was told to."""


@dataclass(frozen=True, slots=True)
class Account:
    """The operating system's user that a server runs as, by numbers."""

    user: int
    group: int


def account_for_servers() -> Account | None:
    """Whom the database servers run as: None for ourselves; `nobody` if we are root, since PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return None
    nobody = pwd.getpwnam("nobody")
    return Account(nobody.pw_uid, nobody.pw_gid)


def let_reach(account: Account | None, path: Path) -> None:
    """Lets `account` walk to `path`, where root's own folders stand in the way; walk, not look around."""
    for folder in path.resolve().parents if account else ():
        mode = folder.stat().st_mode
        if not mode & 0o001 and folder.stat().st_uid != (account and account.user):
            log.warning("folder.opened", folder=str(folder), why="a server that does not run as root has to pass it")
            folder.chmod(mode | 0o001)


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
        first, rest = pid_file.read_text().split("\n", 1)
        number = int(first)
    except (FileNotFoundError, ValueError):
        return
    command = command_of(number)
    if mark not in command:
        pid_file.write_text(f"{os.getpid()}\n{rest}")
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
