"""`refundry growth`: how large the tables are, and how long what is in them is kept."""

import asyncio
import json
from datetime import timedelta
from typing import Annotated

import typer

from app.commands import tables
from app.commands.serving import DataDir, require_current, settings_of
from app.domain.durations import format_duration
from app.settings import Settings
from app.store import growth as sizes
from app.store.database import Store
from app.store.growth import TableSize


def growth(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, for each table.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Show how large each table is, with its rows, and how long they are kept. Rows are PostgreSQL's estimate."""

    with settings_of(data_dir, "refundry growth", or_demo=True) as settings:
        require_current(settings)
        kept, found = _kept_for(settings), asyncio.run(_look(settings))
    if as_json:
        for each in found:
            typer.echo(json.dumps(_as_json(each, kept.get(each.name))))
        return
    tables.show(
        ("table", "rows", "data", "indexes", "bytes a row", "kept for"),
        [
            *(
                (
                    each.name,
                    f"{each.rows:,}",
                    _in_words(each.data),
                    _in_words(each.indexes),
                    each.total // each.rows if each.rows else None,
                    _duration(kept[each.name]) if each.name in kept else None,
                )
                for each in found
            ),
            ("all", None, _in_words(sum(e.data for e in found)), _in_words(sum(e.indexes for e in found)), None, None),
        ],
    )


async def _look(settings: Settings) -> list[TableSize]:
    store = Store(settings.database_url, pool_size=1)
    try:
        async with store.session() as session:
            return await sizes.look(session)
    finally:
        await store.close()


def _kept_for(settings: Settings) -> dict[str, timedelta | None]:
    return {
        "changes": settings.retention_changes,
        "request_keys": settings.retention_keys,
        "outbox": settings.retention_outboxes,
        "gateway_events": settings.retention_events,
    }


def _as_json(table: TableSize, kept_for: timedelta | None) -> dict[str, object]:
    return {
        "table": table.name,
        "rows": table.rows,
        "dataBytes": table.data,
        "indexBytes": table.indexes,
        "keptFor": None if kept_for is None else format_duration(kept_for),
    }


def _duration(kept_for: timedelta | None) -> str:
    return "good" if kept_for is None else format_duration(kept_for)


def _in_words(size: int) -> str:
    value = float(size)
    for unit in ("bytes", "KB", "MB"):
        if value < 1024:
            return f"{value:.0f} {unit}"
        value /= 1024
    return f"{value:.1f} GB"
