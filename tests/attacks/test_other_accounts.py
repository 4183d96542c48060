"""A demo's servers let in the account that started them, and no other, not even the one that they run as."""

import asyncio
import itertools
import os
import pwd
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import asyncpg
import pytest

from app.demo.embedded import Servers, connect
from tests.attacks.accounts import neighbours

LOOK_INSIDE = """
data, run, *processes = map(Path, sys.argv[1:])
paths = [data / "lock", data / "pg_hba.conf", data / "postgres" / "PG_VERSION", data / "postgres.log", run]
for process in processes:
    paths += [process / "mem", process / "environ", process / "cwd", process / "root" / str(data)[1:] / "lock"]
    paths += [process / "cwd" / "postgres" / "PG_VERSION"]
for path in paths:
    try:
        os.listdir(path) if path.is_dir() else path.open("rb").read(1)
    except OSError:
        continue
    print("read", path)
for name in (".s.PGSQL.5432", "valkey.sock"):
    with socket.socket(socket.AF_UNIX) as caller:
        try:
            caller.connect(str(run / name))
        except OSError:
            continue
    print("connected to", name)
"""

ENTER = """
for name in sys.argv[2:]:
    try:
        asyncio.run(asyncpg.connect(sys.argv[1], user=name))
    except asyncpg.PostgresError as error:
        print(error.sqlstate)
    else:
        print("let in as", name)
"""

HOLD = """
servers = Servers(Path(sys.argv[1]), durable=False).take("a test").start()
print(servers.urls.database, flush=True)
sys.stdin.read()
servers.stop()
"""

WRONG_PEER = "28000"


@pytest.fixture(scope="module")
def servers() -> Iterator[Servers]:
    with TemporaryDirectory(prefix="refundry-accounts-") as folder:
        running = Servers(Path(folder) / "data", durable=False).take("a test").start()
        yield running
        running.stop()


def test_no_other_account_gets_at_sockets_files_or_memory(servers: Servers) -> None:
    processes = [f"/proc/{process.pid}" for _, process, _ in servers._running]
    for other in neighbours():
        assert other.does(LOOK_INSIDE, servers.data, servers.data / "run", *processes) == ""


def test_no_other_account_is_let_into_the_database_even_where_it_reaches_the_socket(servers: Servers) -> None:
    """As if somebody had opened the folders: the kernel tells PostgreSQL who asks, and a role's name doesn't help."""
    folders = (servers.data, servers.data / "run", servers.data / "run" / ".s.PGSQL.5432")
    modes = [folder.stat().st_mode for folder in folders]
    try:
        for folder in folders:
            folder.chmod(0o777)
        for other in neighbours():
            said = other.does(ENTER, servers.urls.database, "refundry", "root", "postgres", "nobody")
            assert said.split() == [WRONG_PEER] * 4
    finally:
        for folder, mode in zip(folders, modes, strict=True):
            folder.chmod(mode)
    assert _ask(servers.urls.database, "SELECT current_user") == "refundry"


def test_the_servers_cannot_change_who_enters_nor_what_root_writes(servers: Servers) -> None:
    """A neighbour of root's that took the servers over still plants nothing where root writes."""
    for path in servers.data.iterdir():
        if path.is_file():
            assert path.stat().st_uid == os.geteuid(), path
            assert path.stat().st_mode & 0o137 == 0, path
    assert servers.data.stat().st_uid == os.geteuid()
    assert servers.data.stat().st_mode & 0o022 == 0


def test_servers_of_an_account_that_is_not_root_let_only_that_one_in() -> None:
    for starting, other in itertools.pairwise(neighbours()):
        with TemporaryDirectory(prefix="refundry-not-root-") as folder:
            os.chown(folder, starting.user, starting.group)
            data = Path(folder) / "data"
            with starting.doing(HOLD, data) as url:
                assert other.does(LOOK_INSIDE, data, data / "run") == ""
                for each in (Path(folder), data, data / "run", data / "run" / ".s.PGSQL.5432"):
                    each.chmod(0o777)
                assert other.does(ENTER, url, "refundry") == WRONG_PEER


def test_shared_memory_stands_in_the_servers_own_folder(servers: Servers) -> None:
    """In /dev/shm every process of the account could open it."""
    kind = _ask(servers.urls.database, "SHOW dynamic_shared_memory_type")
    assert os.geteuid() != 0 or kind == "mmap"


def test_data_of_a_version_that_let_everybody_in_starts_and_lets_nobody_in() -> None:
    """As versions before left it: the folder is the servers' account's, and PostgreSQL's own rules trust."""
    with TemporaryDirectory(prefix="refundry-before-") as folder:
        data = Path(folder) / "data"
        made = Servers(data, durable=False).take("a test").start()
        _ask(made.urls.database, "CREATE TABLE memory (line text)")
        made.stop()
        _make_it_as_before(data)
        with connect(data, "a test") as urls:
            assert _ask(urls.database, "SELECT count(*) FROM memory") == 0
            for other in neighbours():
                assert other.does(LOOK_INSIDE, data, data / "run") == ""


def _make_it_as_before(data: Path) -> None:
    (data / "postgres" / "pg_hba.conf").write_text("local all all trust\n")
    for name in ("pg_hba.conf", "pg_ident.conf"):
        (data / name).unlink()
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        for each in (data, data / "run", data / "valkey", *(data / "postgres").rglob("*"), data / "postgres"):
            os.chown(each, nobody.pw_uid, nobody.pw_gid)
        data.chmod(0o700)


def _ask(url: str, statement: str) -> object:
    async def ask() -> object:
        connection = await asyncpg.connect(url)
        try:
            return await connection.fetchval(statement)
        finally:
            await connection.close()

    return asyncio.run(ask())
