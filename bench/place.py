"""Where everything is measured: servers as durable as in production, databases of sales, and processes to measure."""

import asyncio
import os
import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

import asyncpg

from app.assembly import assembled
from app.demo import processes
from app.demo.embedded import Servers, program
from app.flows.upkeep.verify import verify
from app.settings import Settings, as_environment, read_settings
from app.store.history.checks import Patience
from app.store.pool import BY_THEIR_KEYS
from bench.client import NotAnswered, ask_once, post
from bench.sales import OF_AN_ORDER, load_sales
from tests.support import node
from tests.support import servers as real

FOLDER = Path(__file__).parent
PEERS = FOLDER / "peers"
PLANNING = {"PGOPTIONS": " ".join(f"-c {name}={value}" for name, value in BY_THEIR_KEYS.items())}

QUESTION = post(b'{"query": "{ ping }"}')
"""What a process is asked to see whether it answers."""

LONGEST_START = 60.0
MOST_OPEN_FILES = 8192


class Broken(Exception):
    """What was measured did not do what it was measured doing."""


@dataclass(frozen=True, slots=True)
class Process:
    """A process that answers on `port` of 127.0.0.1."""

    process: subprocess.Popen[bytes]
    port: int

    @property
    def memory(self) -> float:
        """What it takes of the machine's memory now, in MiB."""
        command = ["/bin/ps", "-o", "rss=", "-p", str(self.process.pid)]
        return int(subprocess.run(command, capture_output=True, check=True).stdout) / 1024


@dataclass(slots=True, eq=False)
class Place:
    """The servers, with a log that the processes beside them write into."""

    servers: Servers
    output: IO[bytes]
    templates: dict[tuple[int, int], str] = field(default_factory=dict)
    """The databases that others are copies of, by their number of sales, and of an order's payments."""
    given: dict[str, Any] = field(default_factory=dict)
    """Settings of the processes, beside the addresses of the servers."""

    @property
    def log(self) -> Path:
        """What PostgreSQL says."""
        return self.servers.data / "postgres.log"

    def database(self, sales: int, *, of_an_order: int = OF_AN_ORDER) -> str:
        """The address of a new database with so many sales; the same sales in every database that has as many."""
        kind = sales, of_an_order
        if kind not in self.templates:
            self.templates[kind] = name_of(self.loaded(sales, of_an_order=of_an_order))
        return asyncio.run(real.create_database(self.servers.urls, template=self.templates[kind]))

    def loaded(self, sales: int, *, of_an_order: int = OF_AN_ORDER, refunded_every: int | None = None) -> str:
        """The same, for once: no copy of it is kept. Of every `refunded_every` th sale half was given back."""
        address = asyncio.run(real.create_database(self.servers.urls))
        asyncio.run(load_sales(address, sales, of_an_order=of_an_order, refunded_every=refunded_every))
        return address

    def drop(self, address: str) -> None:
        asyncio.run(real.drop_database(self.servers.urls, address))

    def settings(self, database: str) -> Settings:
        """The settings that an operator starts with: where the servers are, and what is `given`."""
        return read_settings(database_url=database, redis_url=self.servers.urls.redis, **self.given)

    @contextmanager
    def starting(
        self, database: str, command: Sequence[str] = ("-m", "app.commands.cli", "serve")
    ) -> Iterator[Process]:
        """`refundry serve` on that database, or another Python `command` that takes the same option.

        It is still starting; whoever asks already waits for its answer.
        """
        with processes.listen("127.0.0.1", 0) as listener:
            descriptor = listener.fileno()
            words = [sys.executable, *command, "--descriptor", str(descriptor)]
            environment = as_environment(self.settings(database))
            with self._running(words, environment, listener.getsockname()[1], (descriptor,)) as running:
                yield running

    @contextmanager
    def serving(self, database: str, command: Sequence[str] = ("-m", "app.commands.cli", "serve")) -> Iterator[Process]:
        """The same, once it answers."""
        with self.starting(database, command) as running:
            self.ready(running)
            yield running

    @contextmanager
    def working(self, database: str) -> Iterator[subprocess.Popen[bytes]]:
        """`refundry worker` on that database."""
        environment = as_environment(self.settings(database))
        process = self._start([sys.executable, "-m", "app.commands.cli", "worker"], environment)
        try:
            yield process
        finally:
            processes.end(process, signal.SIGTERM)

    @contextmanager
    def node(self, script: Path, **variables: str) -> Iterator[Process]:
        """A Node program that listens on the port that PORT names."""
        with processes.listen("127.0.0.1", 0) as found:
            port = found.getsockname()[1]
        environment = {**node.environment(), "NODE_ENV": "production", "PORT": str(port), **variables}
        with self._running([node.node(), str(script)], environment, port) as running:
            self.ready(running)
            yield running

    @contextmanager
    def _running(
        self, words: Sequence[str | Path], environment: Mapping[str, str], port: int, descriptors: Sequence[int] = ()
    ) -> Iterator[Process]:
        process = self._start(words, environment, descriptors)
        try:
            yield Process(process, port)
            if process.poll() is not None:
                raise Broken(f"{words} ended by itself; the end of what was said:\n{self.said()}")
        finally:
            processes.end(process, signal.SIGTERM)

    def _start(
        self, words: Sequence[str | Path], environment: Mapping[str, str], descriptors: Sequence[int] = ()
    ) -> subprocess.Popen[bytes]:
        return processes.start(
            words,
            self.output,
            folder=FOLDER.parent,
            environment=environment,
            when_orphaned=signal.SIGKILL,
            descriptors=descriptors,
        )

    def ready(self, *all_running: Process) -> None:
        """Returns once each of them answers. Raises Broken if one doesn't."""
        for running in all_running:
            if not processes.wait_until(partial(_answers, running.port), running.process, LONGEST_START):
                raise Broken(f"It did not start. The end of what was said:\n{self.said()}")

    def said(self) -> str:
        """The end of what the processes have logged."""
        self.output.flush()
        return Path(self.output.name).read_text(errors="replace")[-3000:]


@contextmanager
def opened() -> Iterator[Place]:
    """The place, with nothing left of it afterwards."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_OPEN_FILES if most == resource.RLIM_INFINITY else min(MOST_OPEN_FILES, most)
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))
    with TemporaryDirectory(prefix="refundry-bench-") as folder, TemporaryDirectory() as logs:
        servers = Servers(Path(folder)).take("bench").start()
        try:
            asyncio.run(real.create_template(servers.urls))
            with (Path(logs) / "output").open("wb") as output:
                yield Place(servers, output)
        finally:
            servers.stop()


def execute(address: str, statement: str, *values: object) -> list[asyncpg.Record]:
    """What one statement gives; without `values`, `statement` may be several."""

    async def run() -> list[asyncpg.Record]:
        connection: asyncpg.Connection[asyncpg.Record] = await asyncpg.connect(address.replace("+asyncpg", ""))
        try:
            if values or statement.lstrip().upper().startswith("SELECT"):
                return list(await connection.fetch(statement, *values))
            await connection.execute(statement)
            return []
        finally:
            await connection.close()

    return asyncio.run(run())


def effects(address: str) -> int:
    """How many reversals the sandbox gateway has done, by its own journal."""
    counted = execute(address, "SELECT count(*) FROM sandbox.journal WHERE effect AND kind IN ('void', 'refund')")
    return int(counted[0][0])


def check_promises(place: Place, address: str) -> None:
    """Raises Broken, with the promises that the database shows to be broken."""

    async def look() -> list[str]:
        async with assembled(place.settings(address)) as service:
            return [each.check.name async for each in verify(service, Patience()) if not each.kept]

    broken = asyncio.run(look())
    if broken:
        raise Broken(f"Promises are broken: {', '.join(broken)}")


def name_of(address: str) -> str:
    """The database's name in its address."""
    return address.partition("?")[0].rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Ran:
    """How often pgbench ran a script, in all and by the second."""

    times: int
    by_second: float


def pgbench(address: str, script: Path, connections: int, seconds: float, **variables: int) -> Ran:
    """Runs `script` as prepared statements, one at a time on each connection, planned as the service's are.

    Raises Broken if any failed.
    """
    options = ["-n", "-M", "prepared", "-c", str(connections), "-j", "2", "-T", str(max(1, round(seconds)))]
    for name, value in variables.items():
        options += ["-D", f"{name}={value}"]
    command = [str(program("pgbench")), *options, "-f", str(script), address.replace("+asyncpg", "")]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, **PLANNING, "LC_ALL": "C"}
    )
    times = re.search(r"^number of transactions actually processed: (\d+)", done.stdout, re.MULTILINE)
    rate = re.search(r"^tps = ([0-9.]+)", done.stdout, re.MULTILINE)
    failed = re.search(r"^number of failed transactions: [1-9]", done.stdout, re.MULTILINE)
    if done.returncode or times is None or rate is None or failed is not None:
        raise Broken(f"pgbench: {done.stdout[-1000:]}{done.stderr[-3000:]}")
    return Ran(int(times[1]), float(rate[1]))


def _answers(port: int) -> bool:
    try:
        ask_once(port, QUESTION)
    except (OSError, NotAnswered):
        time.sleep(0.02)
        return False
    return True
