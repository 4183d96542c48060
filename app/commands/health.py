"""What commands say of the health of an installation."""

from datetime import timedelta
from pathlib import Path

import typer

from app.commands.serving import CommandFailed, with_store
from app.flows.upkeep.pulse import worker_beat_within
from app.store.database import Store

WORKER_BEATS_WITHIN = timedelta(minutes=2)


def check_worker(data_dir: Path | None) -> None:
    """Says that a worker of this installation is at work; raises CommandFailed if none was within two minutes."""

    async def look(store: Store) -> bool:
        return await worker_beat_within(store, WORKER_BEATS_WITHIN)

    if not with_store(data_dir, "refundry worker --check", look):
        raise CommandFailed("No worker of this installation was at work within the last two minutes.")
    typer.echo("A worker is at work.")
