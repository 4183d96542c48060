"""Health probes: whether the process lives, and whether it is ready."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from structlog.typing import FilteringBoundLogger

from app.web.http.statuses import HttpRefusal, MediaType
from app.web.middleware import request_id_of
from app.web.responses import answer, complaint

log: FilteringBoundLogger = structlog.get_logger()

Check = Callable[[], Awaitable[object]]
"""Raises if a part of the service does not work: NotReady with the reason, or Doubtful where requests can be served."""


class NotReady(Exception):
    """A part does not work. The message says why, without a value of the settings."""


class Doubtful(Exception):
    """A part does not work, and the service can do without it for a while. The message says why."""


SECONDS = 3.0
"""Time of one check; after that it has failed."""


def probes(checks: Mapping[str, Check]) -> list[Route]:
    """The routes of GET /healthz, which is always 200, and /readyz, which is 503 if one of `checks` fails."""

    async def alive(request: Request) -> Response:
        return answer(MediaType.JSON, request_id_of(request.scope), status=200, checks={})

    async def ready(request: Request) -> Response:
        request_id = request_id_of(request.scope)
        found = await asyncio.gather(*(_look(name, check, request_id) for name, check in checks.items()))
        results = {name: result for name, (result, _) in zip(checks, found, strict=True)}
        reasons = {name: reason for name, (_, reason) in zip(checks, found, strict=True) if reason}
        more: dict[str, Any] = {"checks": results, "reasons": reasons} if reasons else {"checks": results}
        failed = [name for name, result in results.items() if result == "failed"]
        if not failed:
            return answer(MediaType.JSON, request_id, status=200, **more)
        told = ", ".join(f"{name} ({reasons[name]})" if name in reasons else name for name in failed)
        unready = HttpRefusal("SERVICE_UNAVAILABLE", f"The service is not ready: {told}.")
        return complaint(unready.complaint, request_id, **more)

    return [Route("/healthz", alive, methods=["GET"]), Route("/readyz", ready, methods=["GET"])]


async def _look(name: str, check: Check, request_id: str) -> tuple[str, str | None]:
    """What a check says: ok, warning or failed, and why."""
    try:
        async with asyncio.timeout(SECONDS):
            await check()
    except Doubtful as doubt:
        return "warning", str(doubt)
    except Exception as error:
        log.warning("check.failed", check=name, error=type(error).__name__, request_id=request_id)
        return "failed", str(error) if isinstance(error, NotReady) else None
    return "ok", None
