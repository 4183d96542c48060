"""Delete what was kept for as long as the settings say (SPEC 16.4): changes, apiRequestKeys and messages.

What gateways have told is deleted by the sweep of events. Payments, refunds, their statuses, operations and attempts
are kept for good: sums and promises are made of them.
"""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog

from app.flows.service import Service
from app.store.history import retention
from app.store.history.retention import Walked
from app.store.reversals import request_keys
from app.telemetry import tracing

log = structlog.get_logger(__name__)

ROWS = 5_000
"""Rows that one transaction walks; it holds locks of those that it deletes for some milliseconds."""

BLOCKS = 64
"""Blocks of 8 KB that one transaction walks, of the table that has no numbers: as many rows, or about."""

Walk = Callable[[Any, timedelta, int, int], Coroutine[Any, Any, Walked]]
"""Deletes by a session what was kept for so long, behind a number, of so many rows."""


@dataclass(slots=True)
class Forgotten:
    """How many rows were deleted."""

    changes: int = 0
    keys: int = 0
    messages: int = 0


@tracing.flow("forget_old")
async def forget_old(service: Service, *, rows: int = ROWS, blocks: int = BLOCKS) -> Forgotten:
    """Deletes everything that is old enough, in as many short transactions as it takes.

    It may be cut off at any time: the next run goes on with what is left. Raises Unavailable.
    """
    settings, found = service.settings, Forgotten()
    if settings.retention_changes is not None:
        found.changes = await _forget(service, retention.forget_changes, settings.retention_changes, rows)
    found.keys = await _forget_keys(service, settings.retention_keys, blocks)
    found.messages = await _forget(service, retention.forget_mails, settings.retention_outboxes, rows)
    log.info("retention.deleted", changes=found.changes, keys=found.keys, messages=found.messages)
    return found


async def _forget(service: Service, walk: Walk, kept_for: timedelta, rows: int) -> int:
    place, deleted = 0, 0
    while True:
        async with service.store.begin() as session:
            walked = await walk(session, kept_for, place, rows)
        deleted += walked.deleted
        if walked.place is None:
            return deleted
        place = walked.place


async def _forget_keys(service: Service, kept_for: timedelta, blocks: int) -> int:
    async with service.store.session() as session:
        size = await request_keys.blocks(session)
    deleted = 0
    for first in range(0, size, blocks):
        async with service.store.begin() as session:
            deleted += await request_keys.forget(session, kept_for, first, blocks)
    return deleted
