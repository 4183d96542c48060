"""A primary and a standby of PostgreSQL, on ports of 127.0.0.1, with PostgreSQL's own tools."""

import asyncio
import os
import subprocess
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import asyncpg

from app.demo.embedded import program
from tests.crash.installation import until
from tests.support import debian

ROLE = "refundry"


@dataclass(slots=True)
class Node:
    """A server of its own, with its data in a folder; `process` is the postmaster."""

    folder: Path
    port: int
    process: "subprocess.Popen[bytes]"

    @property
    def address(self) -> str:
        return f"postgresql://{ROLE}@127.0.0.1:{self.port}/refundry"

    async def execute(self, statement: str) -> list[Any]:
        """One SQL statement on the service's database."""
        connection = await asyncpg.connect(self.address)
        try:
            return list(await connection.fetch(statement))
        finally:
            await connection.close()

    async def has_followed(self, primary: "Node") -> None:
        """Returns once all that the primary has written by now can be read here."""
        [(place,)] = await primary.execute("SELECT pg_current_wal_lsn()::text")

        async def followed() -> bool:
            [(has,)] = await self.execute(f"SELECT coalesce(pg_last_wal_replay_lsn() >= '{place}', false)")
            return bool(has)

        await until(followed, "the replica")


@dataclass(slots=True)
class Cluster:
    """Where servers are made; all of them end with the block."""

    folder: Path
    stack: AsyncExitStack

    async def primary(self) -> Node:
        """A new, empty server with a database."""
        data = self.folder / "primary"
        quiet = "--no-sync", "--no-instructions", "--auth=trust", "--encoding=UTF8", "--locale=C"
        await self._do("initdb", "-D", str(data), "-U", ROLE, *quiet)
        node = await self._start(data)
        await self._do("createdb", "-h", "127.0.0.1", "-p", str(node.port), "-U", ROLE, "refundry")
        return node

    async def standby(self, of: Node) -> Node:
        """A base backup of the server as it is now, which follows it."""
        data = self.folder / f"standby-{of.port}"
        source = "-h", "127.0.0.1", "-p", str(of.port), "-U", ROLE
        await self._do("pg_basebackup", "-D", str(data), *source, "-R", "-X", "stream", "-c", "fast", "--no-sync")
        return await self._start(data)

    async def again(self, node: Node) -> Node:
        """A server that has ended, started with its data."""
        return await self._start(node.folder)

    async def _start(self, data: Path) -> Node:
        port = debian.free_port()
        settings = {"listen_addresses": "127.0.0.1", "port": port, "unix_socket_directories": "", "fsync": "off"}
        words = [str(program("postgres")), "-D", str(data), *(f"--{name}={value}" for name, value in settings.items())]
        log = data.with_suffix(".log")
        process = await self.stack.enter_async_context(debian.running(words, port, log))
        node = Node(data, port, process)
        while True:
            try:
                connection = await asyncpg.connect(f"postgresql://{ROLE}@127.0.0.1:{port}/postgres")
            except (asyncpg.CannotConnectNowError, OSError):
                assert process.poll() is None, log.read_text()
                await asyncio.sleep(0.02)
                continue
            await connection.close()
            return node

    async def _do(self, name: str, *words: str) -> None:
        command = await asyncio.create_subprocess_exec(
            str(program(name)),
            *words,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            env={"PATH": os.defpath, "LC_ALL": "C"},
            **debian.as_nobody(),
        )
        said, _ = await command.communicate()
        assert command.returncode == 0, f"{name}: {said.decode()}"


@asynccontextmanager
async def cluster() -> AsyncIterator[Cluster]:
    """Servers for the length of the block."""
    with TemporaryDirectory(prefix="refundry-cluster-") as made:
        folder = Path(made)
        debian.give_away(folder)
        async with AsyncExitStack() as stack:
            yield Cluster(folder, stack)
