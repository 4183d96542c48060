"""What the `refundry` command's parts have in common: which database they work on, and how they give up."""

import asyncio
import signal
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from app.embedded import connect
from app.settings import Settings, read_settings
from app.store import migrate as migrations
from app.store.database import Store

Result = TypeVar("Result")

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


@contextmanager
def settings_of(data_dir: Path | None, purpose: str) -> Iterator[Settings]:
    """The settings, with the addresses of a demo's servers if its data is named."""
    if data_dir is None:
        yield read_settings()
        return
    with connect(data_dir, purpose) as urls:
        yield read_settings(database_url=urls.database, redis_url=urls.redis)


def with_store(data_dir: Path | None, purpose: str, work: Callable[[Store], Awaitable[Result]]) -> Result:
    """What `work` comes to on the database that is meant. Raises CannotGoOn where that is not up to date."""

    async def run(settings: Settings) -> Result:
        store = Store(settings.database_url, pool_size=1, lock_timeout=settings.lock_timeout)
        try:
            return await work(store)
        finally:
            await store.close()

    with settings_of(data_dir, purpose) as settings:
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
