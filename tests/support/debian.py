"""Programs that operators have from Debian, as the tests run them: PgBouncer, proxies, Prometheus's promtool."""

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

PACKAGES = {
    "pgbouncer": "pgbouncer",
    "haproxy": "haproxy",
    "nginx": "nginx-light",
    "caddy": "caddy",
    "promtool": "prometheus",
}
"""The programs, and the packages that have them; `make debian` installs all of them."""

READY_WITHIN = 20.0


def program(name: str) -> str:
    """The program's path."""
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    assert found is not None, f"{name} is not installed: `make debian`, or apt-get install {PACKAGES[name]}"
    return found


def free_port() -> int:
    """A port on 127.0.0.1 that nobody listens on, for a program that can't be handed a socket."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        number: int = found.getsockname()[1]
        return number


def as_nobody() -> dict[str, Any]:
    """What has a program run as nobody, where the tests run as root: some refuse to run as that."""
    return {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}


def give_away(folder: Path) -> None:
    """Lets such a program have the folder, with all that is in it."""
    if os.geteuid() == 0:
        for each in [folder, *folder.rglob("*")]:
            shutil.chown(each, "nobody", "nogroup")


@asynccontextmanager
async def running(words: Sequence[str], port: int, log: Path) -> AsyncIterator["subprocess.Popen[bytes]"]:
    """A program, as nobody, that listens on that port of 127.0.0.1; it ends with the block.

    Fails with what it printed, which goes to the `log`, where it ends by itself or doesn't listen in time.
    """
    process = _started(words, log)
    try:
        deadline = time.monotonic() + READY_WITHIN
        while not await listens(port):
            _check(process, deadline, log)
            await asyncio.sleep(0.02)
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        try:
            await asyncio.to_thread(process.wait, 10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _started(words: Sequence[str], log: Path) -> "subprocess.Popen[bytes]":
    environment = {"PATH": os.defpath, "HOME": str(log.parent), "LC_ALL": "C"}
    with log.open("wb") as output:
        return subprocess.Popen(words, stdout=output, stderr=subprocess.STDOUT, env=environment, **as_nobody())


def _check(process: "subprocess.Popen[bytes]", deadline: float, log: Path) -> None:
    assert process.poll() is None, log.read_text(errors="replace")
    assert time.monotonic() < deadline, log.read_text(errors="replace")


async def listens(port: int) -> bool:
    """Whether somebody takes connections there."""
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    with suppress(OSError):
        await writer.wait_closed()
    return True
