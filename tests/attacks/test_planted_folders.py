"""A demo's data folder that another account planted, or could exchange, is refused before anything is written."""

import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from app.demo import processes
from app.demo.embedded import EmbeddedError, Servers, connect
from app.demo.private_files import UnsafeFolder, open_private
from tests.attacks.accounts import neighbours
from tests.support import forkserver

WRITTEN = ("lock", "api.log", "api.pid", "worker.log", "postgres.log", "pg_hba.conf")
FOLDERS = ("postgres", "postgres.new", "valkey", "run", "mail")


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder of our own, with `victim` in it: what a link that is followed would spoil."""
    with TemporaryDirectory(prefix="refundry-planted-") as folder:
        place = Path(folder).resolve()
        (place / "victim").mkdir(mode=0o755)
        (place / "victim" / "file").write_text("precious\n")
        yield place


def look_of(folder: Path) -> dict[str, object]:
    """All that a write would change under `folder`."""
    looks: dict[str, object] = {}
    for path in [folder, *folder.rglob("*")]:
        standing = path.lstat()
        text = path.read_text() if path.is_file() else str(path.readlink()) if path.is_symlink() else ""
        looks[str(path)] = (standing.st_mode, standing.st_uid, standing.st_gid, standing.st_mtime_ns, text)
    return looks


def refused(place: Path, data: Path, why: str) -> None:
    """`data` is refused with these words by whatever would take it, and everything stands as it stood."""
    before = look_of(place)
    with pytest.raises(UnsafeFolder, match=why):
        Servers(data, durable=False).take("a test")
    with pytest.raises((UnsafeFolder, EmbeddedError)), connect(data, "a test"):
        pass
    assert look_of(place) == before


def data_of_a_demo(place: Path) -> Path:
    """A folder that a demo has had."""
    servers = Servers(place / "data").take("a test")
    servers.stop()
    return servers.data


def test_a_link_is_not_followed(place: Path) -> None:
    (place / "data").symlink_to(place / "victim")
    refused(place, place / "data", "data is a link")


def test_a_link_to_nothing_is_not_followed(place: Path) -> None:
    (place / "data").symlink_to(place / "victim" / "new")
    refused(place, place / "data", "data is a link")


@pytest.mark.parametrize("rest", ["data", "deeper/data", "../data"])
def test_a_link_on_the_way_is_not_followed(place: Path, rest: str) -> None:
    (place / "way").symlink_to(place / "victim")
    refused(place, place / "way" / rest, "way is a link")


@pytest.mark.parametrize("name", [*WRITTEN, *FOLDERS])
def test_a_link_in_the_folder_is_not_followed(place: Path, name: str) -> None:
    data = data_of_a_demo(place)
    (data / name).unlink(missing_ok=True)
    (data / name).symlink_to(place / "victim" / ("" if name in FOLDERS else "file"))
    refused(place, data, f"{name} is a link")


@pytest.mark.parametrize("name", WRITTEN)
def test_a_second_name_of_a_file_is_not_written_to(place: Path, name: str) -> None:
    data = data_of_a_demo(place)
    (data / name).unlink(missing_ok=True)
    (data / name).hardlink_to(place / "victim" / "file")
    refused(place, data, f"{name} has a second name")


def test_what_is_neither_file_nor_folder_is_not_opened(place: Path) -> None:
    data = data_of_a_demo(place)
    os.mkfifo(data / "api.log")
    refused(place, data, "api.log is not a regular file")
    (data / "api.log").unlink()
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(data / "worker.log"))
        refused(place, data, "worker.log is not a regular file")


def test_a_folder_of_another_account_is_left_alone(place: Path) -> None:
    for other in neighbours():
        data = place / f"data-of-{other.user}"
        data.mkdir(mode=0o700)
        os.chown(data, other.user, other.group)
        refused(place, data, "belongs to .*, not to you")
        refused(place, data / "deeper", f"{data.name} belongs to .*, not to you")


def test_a_file_of_another_account_is_left_alone(place: Path) -> None:
    """As in a folder that somebody else may write, and no longer may."""
    for other in neighbours():
        data = data_of_a_demo(place)
        (data / "mail").mkdir(exist_ok=True)
        (data / "api.log").touch()
        for name in ("lock", "api.log", "mail"):
            os.chown(data / name, other.user, other.group)
            refused(place, data, f"{name} belongs to .*, not to you")
            os.chown(data / name, os.geteuid(), -1)


@pytest.mark.parametrize("mode", [0o777, 0o770, 0o1777, 0o702])
def test_a_folder_that_others_may_write_is_left_alone(place: Path, mode: int) -> None:
    (place / "data").mkdir()
    (place / "data").chmod(mode)
    refused(place, place / "data", "Other accounts may write to .*data")


def test_a_folder_that_others_may_exchange_is_left_alone(place: Path) -> None:
    (place / "victim").chmod(0o777)
    refused(place, place / "victim" / "data", "Other accounts may write to .*victim")
    refused(place, place / "victim" / "deeper" / "data", "Other accounts may write to .*victim")


def test_a_folder_that_a_group_of_several_may_exchange_is_left_alone(place: Path) -> None:
    (place / "victim").chmod(0o775)
    for other in neighbours()[:1]:
        os.chown(place / "victim", -1, other.group)
        refused(place, place / "victim" / "data", "Other accounts may write to .*victim")


def test_folders_where_others_may_only_add_are_fine(place: Path) -> None:
    """Such as /tmp, and those that a group may write which has no member but us."""
    (place / "victim").chmod(0o1777)
    Servers(place / "victim" / "data").take("a test").stop()
    (place / "own").mkdir()
    (place / "own").chmod(0o775)
    if os.geteuid() == 0:
        os.chown(place / "own", -1, 0)
        Servers(place / "own" / "data").take("a test").stop()


def test_the_folder_of_a_version_before_is_looked_at_as_well(place: Path) -> None:
    """Those belonged to the account of root's servers, whose neighbours could plant what they liked."""
    for other in neighbours()[:1]:
        data = data_of_a_demo(place)
        (data / "api.log").symlink_to(place / "victim" / "file")
        os.chown(data, other.user, other.group)
        refused(place, data, "api.log is a link")
        (data / "api.log").unlink()
        Servers(data).take("a test").stop()
        assert data.stat().st_uid == os.geteuid()
        # Without a lock of ours it is anybody's.
        (data / "lock").unlink()
        os.chown(data, other.user, other.group)
        refused(place, data, "belongs to nobody, not to you")


def test_a_number_that_the_servers_wrote_is_not_followed_either(place: Path) -> None:
    """PostgreSQL's folder is its account's own, and root reads and writes one file there."""
    data = data_of_a_demo(place)
    (data / "postgres").mkdir()
    (data / "postgres" / "postmaster.pid").symlink_to(place / "victim" / "file")
    servers = Servers(data).take("a test")
    with pytest.raises(UnsafeFolder, match=r"postmaster.pid is a link"):
        servers.start()
    assert (place / "victim" / "file").read_text() == "precious\n"


@pytest.mark.parametrize("text", ["", "\n", "-1\n", "9" * 400 + "\n", "\udc80\udcff\n", "1"])
def test_whatever_stands_for_a_number_ends_nothing(place: Path, text: str) -> None:
    file = place / "api.pid"
    file.write_bytes(text.encode(errors="surrogateescape"))
    processes.end_orphan(file, "no command has this", signal.SIGTERM)


def test_what_is_written_is_for_nobody_else_to_read(place: Path) -> None:
    before = os.umask(0)
    try:
        data = data_of_a_demo(place / "some" / "way")
        with open_private(data / "api.log") as file:
            file.write(b"one")
        with open_private(data / "api.log", append=True) as file:
            file.write(b" two")
    finally:
        os.umask(before)
    assert (data / "api.log").read_bytes() == b"one two"
    assert [(data / name).stat().st_mode & 0o777 for name in ("", "lock", "api.log")] == [0o700, 0o600, 0o600]
    assert (place / "some" / "way").stat().st_mode & 0o022 == 0


def test_the_demo_says_so(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / ".refundry").symlink_to(place / "victim")
    monkeypatch.chdir(place)
    before = look_of(place)
    for options in ([], ["--fresh"], ["--data-dir", str(place / ".refundry" / "data")]):
        done = forkserver.run("demo", "--port", "65000", *options)
        assert (done.returncode, done.stdout) == (1, "")
        assert f"{place}/.refundry is a link" in done.stderr
        assert "Traceback" not in done.stderr
    assert look_of(place) == before
