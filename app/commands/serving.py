"""What all `refundry` commands share: the database that they use, their output, and how they fail and stop."""

import asyncio
import fcntl
import os
import signal
import stat
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Annotated, TextIO, TypeVar

import typer

from app.demo.data_folder import LOCK
from app.demo.embedded import connect
from app.settings import Settings, names_servers, read_settings
from app.store import migrate as migrations
from app.store import pooling
from app.store.database import Store

Result = TypeVar("Result")

DEMO_DATA = Path(".refundry")
"""The default folder for the data of `refundry demo`, in the current folder."""

EVERY = 2.0
"""Seconds between two progress reports of a long command."""

STOPPED = 130
"""The exit status of a command that Ctrl-C ended, as shells have it."""

DataDir = Annotated[
    Path | None,
    typer.Option(
        help="The folder of a demo's data, instead of the REFUNDRY_… settings. The demo need not run.", file_okay=False
    ),
]
"""The option for a demo's data folder, of every command that needs a database."""


class CommandFailed(Exception):
    """A command can't be carried out; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Output:
    """Where a command writes its results: a file that it opened, or a stream that was there.

    `name` is the user's name for it. A file keeps its old contents until `begin`, and is locked against other commands.
    """

    stream: TextIO
    name: str
    opened: bool

    def begin(self) -> None:
        """Drops the file's old contents. To be called when nothing can stop the start of the command any more."""
        if self.opened and _is_regular(self.stream):
            os.ftruncate(self.stream.fileno(), 0)

    def write(self, text: str) -> None:
        """Writes and flushes the text. Raises CommandFailed if it can't be written, for example on a full disk."""
        try:
            self.stream.write(text)
            self.stream.flush()
        except OSError as error:
            # The unwritten text is still in the stream, and would fail again when the stream is closed.
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self.stream.fileno())
            os.close(nowhere)
            raise CommandFailed(f"{_told(self.name, error)} What was started is done. Start it again.") from error


@contextmanager
def output_to(option: str, file: Path | None, otherwise: TextIO, source: IO[bytes]) -> Iterator[Output]:
    """The output to the file that the option names, or to `otherwise` if there is none.

    Raises CommandFailed for a file that can't be written, that another command is writing, or that is the `source`.
    """
    if file is None:
        yield Output(otherwise, "Standard output", opened=False)
        return
    try:
        stream = file.open("a", encoding="utf-8")
    except OSError as error:
        raise CommandFailed(_told(f"{option} {file}", error)) from error
    with stream:
        if os.path.sameopenfile(stream.fileno(), source.fileno()):
            raise CommandFailed(f"{option} names the input file. Name another file.")
        if _is_regular(stream):
            _lock(stream, f"{option} {file}")
        yield Output(stream, f"{option} {file}", opened=True)


def _lock(stream: TextIO, name: str) -> None:
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise CommandFailed(f"{name}: another command is writing this file. Name another file.") from error
    except OSError:
        # Not every file system has locks. Without them, two commands on one file are the user's mistake.
        return


def _is_regular(stream: TextIO) -> bool:
    return stat.S_ISREG(os.fstat(stream.fileno()).st_mode)


def _told(name: str, error: OSError) -> str:
    return f"{name}: {error.strerror or error}."


@contextmanager
def settings_of(data_dir: Path | None, purpose: str, *, or_demo: bool = False) -> Iterator[Settings]:
    """The settings, with the addresses of a demo's servers if its data folder is given.

    With `or_demo`, and neither a folder nor a variable for the database or Redis, the demo in the current folder is
    used, and the error output says so. Raises SettingsError for missing or wrong settings, EmbeddedError or
    UnsafeFolder for a data folder that can't be used.
    """
    if data_dir is None and or_demo and not names_servers() and os.path.lexists(DEMO_DATA / LOCK):
        data_dir = DEMO_DATA
        typer.echo(f"refundry: using the demo's data in {data_dir.absolute()}", err=True)
    if data_dir is None:
        yield read_settings()
        return
    with connect(data_dir, purpose) as urls:
        yield read_settings(database_url=urls.database, redis_url=urls.redis)


def with_store(
    data_dir: Path | None, purpose: str, work: Callable[[Store], Awaitable[Result]], *, or_demo: bool = False
) -> Result:
    """The result of `work` on the database that `settings_of` finds. Raises CommandFailed if that is not up to date."""

    async def run(settings: Settings) -> Result:
        store = Store(settings.database_url, pool_size=1, lock_timeout=settings.lock_timeout)
        try:
            return await work(store)
        finally:
            await store.close()

    with settings_of(data_dir, purpose, or_demo=or_demo) as settings:
        require_current(settings)
        return asyncio.run(run(settings))


def require_current(settings: Settings) -> None:
    """Raises CommandFailed unless the database's tables are those of this version, and can be reached as is needed."""
    require_sessions(settings)
    differs = asyncio.run(migrations.what_differs(settings.database_url))
    if differs is not None:
        raise CommandFailed(differs)


def require_sessions(settings: Settings) -> None:
    """Raises CommandFailed if a pooler on the way to the database doesn't keep what belongs to a session."""
    missing = asyncio.run(pooling.what_is_missing(settings.database_url))
    if missing is not None:
        raise CommandFailed(missing)


def stopping_on_signals() -> asyncio.Event:
    """An event that the first Ctrl-C or SIGTERM sets, so that the command ends what it started and then exits.

    The second one ends the process at once, as in any program.
    """
    stopping, loop = asyncio.Event(), asyncio.get_running_loop()

    def stop() -> None:
        stopping.set()
        loop.remove_signal_handler(signal.SIGINT)
        loop.remove_signal_handler(signal.SIGTERM)

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop)
    return stopping
