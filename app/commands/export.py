"""`refundry export`: what was changed, by whom, when, from where and why, for auditors (SPEC 8.5)."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Annotated, Any

import msgspec
import typer

from app.commands.serving import CommandFailed, DataDir, with_store
from app.flows.people import set_up
from app.store.database import Store
from app.store.history import changes

export = typer.Typer(no_args_is_help=True, help="Write out what the service keeps.")

TIMES = ["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S%z"]
AT_ONCE = 1000
"""Changes that are read by one statement."""


@export.callback()
def _group() -> None:
    """Keeps `changes` a command of its own, although it is the only one."""


@export.command("changes")
def export_changes(
    start: Annotated[datetime, typer.Option("--from", formats=TIMES, help="Changes of this time or later, in UTC.")],
    end: Annotated[datetime, typer.Option("--to", formats=TIMES, help="Changes before this time, in UTC.")],
    jsonl: Annotated[bool, typer.Option("--jsonl", help="One JSON object a line; there is no other form.")] = False,
    merchant: Annotated[str | None, typer.Option(help="Only this merchant's.")] = None,
    data_dir: DataDir = None,
) -> None:
    """Print every change of a period: who, when, from where, what and why, in the order in which they were made."""
    if not jsonl:
        raise CommandFailed("Name the form: --jsonl.")

    async def write(store: Store) -> None:
        whose = None if merchant is None else (await set_up.find_merchant(store, merchant)).id
        async for each in _read(store, _in_utc(start), _in_utc(end), whose):
            typer.echo(msgspec.json.encode(each).decode())

    with_store(data_dir, "refundry export changes", write, or_demo=True)


async def _read(store: Store, start: datetime, end: datetime, merchant: int | None) -> AsyncIterator[dict[str, Any]]:
    after = 0
    while True:
        async with store.session() as session:
            found = await changes.exported(session, start, end, merchant, after, AT_ONCE)
        for each in found:
            yield each
        if len(found) < AT_ONCE:
            return
        after = found[-1]["id"]


def _in_utc(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
