"""A data folder's servers come up again whatever became of them."""

import asyncio
import contextlib
import grp
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import asyncpg
import pytest

from app.demo import embedded, processes
from app.demo.embedded import EmbeddedError, InUse, Servers, connect

HOLD = """
import sys, time
from pathlib import Path
from app.demo.embedded import Servers
Servers(Path(sys.argv[1]), durable=False).take("a test").start()
print("ready", flush=True)
time.sleep(60)
"""


@pytest.fixture
def data() -> Iterator[Path]:
    """A folder whose parents everybody can pass, as those of a real one can."""
    with TemporaryDirectory(prefix="refundry-embedded-") as folder:
        yield Path(folder) / "data"


async def _ask(url: str, *statements: str) -> int | None:
    connection = await asyncpg.connect(url)
    try:
        for statement in statements:
            answer: int | None = await connection.fetchval(statement)
        return answer
    finally:
        await connection.close()


def _remember(url: str) -> None:
    asyncio.run(_ask(url, "CREATE TABLE memory (line text)", "INSERT INTO memory VALUES ('here')"))


def _remembered(url: str) -> int | None:
    return asyncio.run(_ask(url, "SELECT count(*) FROM memory"))


def test_nobody_else_can_enter_and_nothing_listens_on_the_network(data: Path) -> None:
    servers = Servers(data, durable=False).take("a test").start()
    try:
        for folder in (data / "postgres", data / "run", data / "valkey"):
            assert folder.stat().st_mode & 0o077 == 0, folder
        # Root's servers run as another account, and pass the folder by a group that no account has.
        assert data.stat().st_mode & 0o077 == (0o010 if os.geteuid() == 0 else 0)
        assert not [
            group.gr_name for group in grp.getgrall() if group.gr_gid == data.stat().st_gid and os.geteuid() == 0
        ]
        assert "listen_addresses=" in _command_line(data / "postgres" / "postmaster.pid")
        assert "--port 0" in _command_line(data / "valkey" / "valkey.pid")
    finally:
        servers.stop()
    servers.stop()


def test_the_data_outlives_the_killing_of_everything(data: Path) -> None:
    servers = Servers(data, durable=False).take("a test").start()
    _remember(servers.urls.database)
    servers.stop()
    for _ in range(2):
        holder = _hold(data)
        postgres, valkey = _number(data / "postgres" / "postmaster.pid"), _number(data / "valkey" / "valkey.pid")
        for number in (postgres, valkey, holder.pid):
            # Whoever sees another part die first may have ended by itself.
            with contextlib.suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        holder.wait()
        with connect(data, "a test") as urls:
            assert _remembered(urls.database) == 1


def test_servers_end_with_a_parent_that_was_killed_or_are_ended_by_the_next_one(data: Path) -> None:
    holder = _hold(data)
    postgres = _number(data / "postgres" / "postmaster.pid")
    holder.kill()
    holder.wait()
    servers = Servers(data, durable=False).take("a test").start()
    servers.stop()
    assert str(data) not in processes.command_of(postgres)


def test_an_orphan_is_ended(data: Path) -> None:
    servers = Servers(data, durable=False).take("a test").start()
    assert servers._lock is not None
    servers._lock.close()  # as if its process had died, on a system that leaves the children alone
    second = Servers(data, durable=False).take("a test").start()
    try:
        assert sorted(name for name, process, _ in servers._running if process.wait(5) is not None) == [
            "postgres",
            "valkey",
        ]
    finally:
        second.stop()
        servers._lock = None
        servers.stop()


def test_a_number_that_another_process_has_now_is_no_obstacle(data: Path) -> None:
    servers = Servers(data, durable=False).take("a test").start()
    _remember(servers.urls.database)
    pid_file = data / "postgres" / "postmaster.pid"
    was = pid_file.read_text()
    servers.stop()
    pid_file.write_text("\n".join([str(os.getpid()), *was.splitlines()[1:]]) + "\n")
    with connect(data, "a test") as urls:
        assert _remembered(urls.database) == 1


def test_a_half_made_database_is_made_anew(data: Path) -> None:
    (data / "postgres.new").mkdir(parents=True)
    (data / "postgres.new" / "PG_VERSION").write_text("18\n")
    (data / "lock").touch()
    with connect(data, "a test") as urls:
        _remember(urls.database)


def test_a_folder_has_one_holder(data: Path) -> None:
    servers = Servers(data).take("a test")
    try:
        with pytest.raises(InUse, match=rf"process {os.getpid()} runs its servers for `a test`"):
            Servers(data).take("another")
    finally:
        servers.stop()


def test_a_running_demo_is_joined(data: Path) -> None:
    servers = Servers(data, durable=False).take(embedded.DEMO).start()
    try:
        with connect(data, "refundry journal") as urls:
            assert urls == servers.urls
        _remember(urls.database)
    finally:
        servers.stop()


def test_what_dies_is_started_again(data: Path) -> None:
    servers = Servers(data, durable=False).take("a test").start()
    try:
        _remember(servers.urls.database)
        assert servers.revive() == []
        os.kill(_number(data / "valkey" / "valkey.pid"), signal.SIGKILL)
        os.kill(_number(data / "postgres" / "postmaster.pid"), signal.SIGKILL)
        for _, process, _ in servers._running:
            process.wait(5)
        assert sorted(servers.revive()) == ["postgres", "valkey"]
        assert _remembered(servers.urls.database) == 1
    finally:
        servers.stop()


def test_fresh_drops_the_data(data: Path) -> None:
    servers = Servers(data, durable=False).take("a test").start()
    _remember(servers.urls.database)
    servers.stop()
    servers.take("a test").start(fresh=True)
    try:
        with pytest.raises(asyncpg.UndefinedTableError):
            _remembered(servers.urls.database)
    finally:
        servers.stop()


def test_a_folder_of_other_things_is_left_alone(data: Path) -> None:
    data.mkdir()
    (data / "thesis.txt").touch()
    mode = data.stat().st_mode
    with pytest.raises(EmbeddedError, match="other files"):
        Servers(data).take("a test")
    assert data.stat().st_mode == mode


def test_no_data_is_made_by_asking_for_some(data: Path) -> None:
    with pytest.raises(EmbeddedError, match="There is no demo's data"), connect(data, "a test"):
        pass
    assert not data.exists()


@pytest.mark.parametrize("name", ["a folder with spaces & signs?", "long" * 30])
def test_any_name_of_a_folder_will_do(name: str, data: Path) -> None:
    servers = Servers(data / name, durable=False).take("a test").start()
    try:
        _remember(servers.urls.database)
    finally:
        servers.stop()


def test_the_lock_says_who_has_it(data: Path) -> None:
    servers = Servers(data).take("a test")
    try:
        assert json.loads((data / "lock").read_text()) == {
            "process": os.getpid(),
            "purpose": "a test",
            "ready": False,
        }
    finally:
        servers.stop()


def _hold(data: Path) -> subprocess.Popen[bytes]:
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(data)], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    with holder.stdout as output:
        assert b"ready\n" in iter(output.readline, b"")
    return holder


def _number(pid_file: Path) -> int:
    deadline = time.monotonic() + 5
    while not pid_file.exists():
        assert time.monotonic() < deadline
    return int(pid_file.read_text().split()[0])


def _command_line(pid_file: Path) -> str:
    return processes.command_of(_number(pid_file))
