"""What the `refundry` command's parts have in common: which database they work on, and how they give up."""

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
from app.store.database import Store

Result = TypeVar("Result")

DEMO_DATA = Path(".refundry")
"""Where `refundry demo` keeps its data unless it is told otherwise, in the current folder."""

EVERY = 2.0
"""Seconds between two words on how far a long command is."""

STOPPED = 130
"""What a shell calls a command that Ctrl-C has ended."""

DataDir = Annotated[
    Path | None,
    typer.Option(help="A demo's data, running or not, instead of the REFUNDRY_… settings.", file_okay=False),
]
"""The folder of a demo's data, for every command that needs a database."""


class CannotGoOn(Exception):
    """A command can't do what it was asked for; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Output:
    """Where a command writes what became of each line: a file that it opened, or else a stream that was there.

    `name` is what the user calls it. A file keeps what it had until `begin`, and is nobody else's to write meanwhile.
    """

    stream: TextIO
    name: str
    opened: bool

    def begin(self) -> None:
        """Gives up what the file had from before: nothing can stop the command at its start any more."""
        if self.opened and _is_regular(self.stream):
            os.ftruncate(self.stream.fileno(), 0)

    def write(self, text: str) -> None:
        """Writes it at once, for whoever reads along. Raises CannotGoOn where there is no room for it."""
        try:
            self.stream.write(text)
            self.stream.flush()
        except OSError as error:
            # What could not be written is still in the stream, and would fail once more when that is closed.
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self.stream.fileno())
            os.close(nowhere)
            raise CannotGoOn(f"{_told(self.name, error)} What was begun was carried out; start it again.") from error


@contextmanager
def output_to(option: str, file: Path | None, otherwise: TextIO, source: IO[bytes]) -> Iterator[Output]:
    """The file that the option names, or `otherwise` if there is none.

    Raises CannotGoOn for one that can't be written, that another command writes, or that is the `source` itself.
    """
    if file is None:
        yield Output(otherwise, "The output", opened=False)
        return
    try:
        stream = file.open("a", encoding="utf-8")
    except OSError as error:
        raise CannotGoOn(_told(f"{option} {file}", error)) from error
    with stream:
        if os.path.sameopenfile(stream.fileno(), source.fileno()):
            raise CannotGoOn(f"{option} names the file itself: name another one.")
        if _is_regular(stream):
            _lock(stream, f"{option} {file}")
        yield Output(stream, f"{option} {file}", opened=True)


def _lock(stream: TextIO, name: str) -> None:
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise CannotGoOn(f"{name}: another command is writing it; name another file.") from error
    except OSError:
        # Not every file system has locks. Without one, it is for the user to see to it.
        return


def _is_regular(stream: TextIO) -> bool:
    return stat.S_ISREG(os.fstat(stream.fileno()).st_mode)


def _told(name: str, error: OSError) -> str:
    return f"{name}: {error.strerror or error}."


@contextmanager
def settings_of(data_dir: Path | None, purpose: str, *, or_demo: bool = False) -> Iterator[Settings]:
    """The settings, with the addresses of a demo's servers if its data folder is given.

    `or_demo` takes the data folder of a demo in the current folder, and says so on the error output, if no folder is
    given and no variable names a database or a Redis. Raises SettingsError for missing or wrong settings, EmbeddedError
    or UnsafeFolder for a data folder that can't be used.
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
    """The result of `work` on the database that `settings_of` finds. Raises CannotGoOn if that is not up to date."""

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
    """Raises CannotGoOn unless the database's tables are those of this version."""
    if not asyncio.run(migrations.is_current(settings.database_url)):
        raise CannotGoOn("The database's tables are not those of this version. Run `refundry migrate` first.")


def stopping_on_signals() -> asyncio.Event:
    """Set once Ctrl-C or SIGTERM asks the command to end: what was begun is done first.

    Whoever asks twice does not want to wait, and is heard as any program hears it.
    """
    stopping, loop = asyncio.Event(), asyncio.get_running_loop()

    def stop() -> None:
        stopping.set()
        loop.remove_signal_handler(signal.SIGINT)
        loop.remove_signal_handler(signal.SIGTERM)

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop)
    return stopping
