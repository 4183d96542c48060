"""The service as an operator runs it: processes beside PostgreSQL and Valkey, each of which can be killed."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from app.assembly import assembled
from app.demo import processes
from app.demo.embedded import Servers
from app.settings import Settings, as_environment
from tests.support import forkserver
from tests.support import servers as real
from tests.support.merchant_client import Live

PATIENCE = 60.0
"""Seconds after which what a test waits for is taken not to come."""

LONGEST_PAUSE = 0.25
"""Seconds between two looks, once it has taken a while."""

NUMBERS = {"postgres": Path("postgres/postmaster.pid"), "valkey": Path("valkey/valkey.pid")}
"""Where each server writes its process number, in the data folder."""


async def until(true: Callable[[], Awaitable[bool]], what: str) -> None:
    """Returns once `true`; fails, saying for `what` it waited, when that takes too long."""
    deadline, pause = time.monotonic() + PATIENCE, 0.01
    while not await true():
        assert time.monotonic() < deadline, f"waited in vain: {what}"
        # Looking costs what those that it waits for could do meanwhile.
        await asyncio.sleep(pause)
        pause = min(1.5 * pause, LONGEST_PAUSE)


@dataclass(slots=True)
class World:
    """One installation: its servers, its API behind `live.url`, and the workers that a test starts.

    The socket that the API listens on is the test's own: while the API starts again, callers wait. The processes run
    the `code` of that folder, or this one's, and then have `numbers` of their own beside those of who stands for them.
    """

    servers: Servers
    settings: Settings
    live: Live
    descriptor: int
    output: IO[bytes]
    code: Path | None = None
    api: subprocess.Popen[bytes] | None = None
    children: list[subprocess.Popen[bytes]] = field(default_factory=list)
    numbers: dict[int, int] = field(default_factory=dict)

    @property
    def database(self) -> str:
        """The address of the database, as asyncpg takes it."""
        return self.settings.database_url.replace("+asyncpg", "")

    def run_api(self) -> subprocess.Popen[bytes]:
        """The API, started unless it runs."""
        if self.api is None or self.api.poll() is not None:
            self.api = self._start("serve", "--descriptor", str(self.descriptor))
        return self.api

    def start_worker(self) -> subprocess.Popen[bytes]:
        return self._start("worker")

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """Ends it as a power cut would, and buries it, so that its number says to everybody that it is dead."""
        os.kill(self.numbers.get(process.pid, process.pid), signal.SIGKILL)
        process.wait()

    async def stop(self, process: subprocess.Popen[bytes]) -> int:
        """Asks it to end, as an operator does, and gives what it ended with."""
        process.terminate()
        return await asyncio.to_thread(process.wait, PATIENCE)

    async def end_server(self, name: str, how: signal.Signals) -> None:
        """Ends "postgres" or "valkey"; returns once it is gone. Valkey keeps nothing: all that it knew is gone too."""
        number = self._number(name)
        os.kill(number, how)

        async def gone() -> bool:
            return not processes.command_of(number)

        await until(gone, f"{name} to end")

    async def revive(self, name: str) -> None:
        """Starts it again; in this very thread, since on Linux a server ends with the thread that has started it."""

        async def is_back() -> bool:
            return name in self.servers.revive()

        await until(is_back, f"{name} to come back")

    @contextmanager
    def held_up(self, name: str) -> Iterator[None]:
        """While the block runs, the server answers nobody; it forgets nothing."""
        number = self._number(name)
        os.kill(number, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(number, signal.SIGCONT)

    def said(self) -> str:
        """What the processes have logged."""
        return Path(self.output.name).read_text(encoding="utf-8")

    def end(self) -> None:
        for process in self.children:
            if process.poll() is None:
                self.kill(process)

    def _number(self, name: str) -> int:
        """The process number of "postgres" or "valkey"."""
        return int((self.servers.data / NUMBERS[name]).read_text(encoding="utf-8").split()[0])

    def _start(self, *arguments: str) -> subprocess.Popen[bytes]:
        told, tell = os.pipe()
        quickly = forkserver.words(tell, [self.descriptor])
        process = processes.start(
            [*(quickly if self.code is None else [sys.executable, "-m", "app.commands.cli"]), *arguments],
            self.output,
            folder=self.code,
            environment=as_environment(self.settings),
            when_orphaned=signal.SIGKILL,
            descriptors=(self.descriptor, tell),
        )
        if self.code is None:
            self.numbers[process.pid] = forkserver.number_of(told, tell)
        else:
            os.close(told)
            os.close(tell)
        self.children.append(process)
        return process


@asynccontextmanager
async def opened(servers: Servers, folder: Path, *, code: Path | None = None, **given: Any) -> AsyncIterator[World]:
    """An installation with databases of its own on `servers`, and the `given` settings; no process of it runs yet."""
    database = await real.create_database(servers.urls)
    # Locks are held for as long as it takes to see who waits for them, and the slow sandbox takes three seconds.
    patient = {"lock_timeout": 30.0, "gateway_timeout": 20.0, "shutdown_grace": 140.0, "log_level": "warning"}
    settings = real.settings_for(servers.urls, database, **{**patient, **given})
    with processes.listen("127.0.0.1", 0) as listener, (folder / "processes.log").open("ab") as output:
        async with assembled(settings) as service:
            live = Live(f"http://127.0.0.1:{listener.getsockname()[1]}/graphql", settings, service)
            world = World(servers, settings, live, listener.fileno(), output, code)
            try:
                yield world
            finally:
                world.end()
                print(world.said())
    await real.drop_database(servers.urls, database)
