"""Long jobs that a worker doesn't wait for when it is to stop."""

import asyncio
from collections.abc import Coroutine
from typing import Any


async def until_it_stops(context: dict[str, Any], work: Coroutine[Any, Any, object]) -> None:
    """Carries out the work, which may be cancelled at any time; it is once the worker is to stop. Raises its errors."""
    working = asyncio.create_task(work)
    stopping = asyncio.create_task(context["stopping"].wait())
    try:
        await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for each in (working, stopping):
            each.cancel()
        (ended, _) = await asyncio.gather(working, stopping, return_exceptions=True)
    if isinstance(ended, Exception):
        raise ended
