"""Health probes: whether the process lives, and whether it is ready."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

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
"""Raises if a part of the service does not work."""

SECONDS = 3.0
"""Time of one check; after that it has failed."""


def probes(checks: Mapping[str, Check]) -> list[Route]:
    """The routes of GET /healthz, which is always 200, and /readyz, which is 503 if one of `checks` fails."""

    async def alive(request: Request) -> Response:
        return answer(MediaType.JSON, request_id_of(request.scope), status=200, checks={})

    async def ready(request: Request) -> Response:
        request_id = request_id_of(request.scope)
        passed = await asyncio.gather(*(_passes(name, check, request_id) for name, check in checks.items()))
        results = {name: "ok" if well else "failed" for name, well in zip(checks, passed, strict=True)}
        if all(passed):
            return answer(MediaType.JSON, request_id, status=200, checks=results)
        failed = ", ".join(name for name, result in results.items() if result == "failed")
        unready = HttpRefusal("SERVICE_UNAVAILABLE", f"The service is not ready: {failed}.")
        return complaint(unready.complaint, request_id, checks=results)

    return [Route("/healthz", alive, methods=["GET"]), Route("/readyz", ready, methods=["GET"])]


async def _passes(name: str, check: Check, request_id: str) -> bool:
    try:
        async with asyncio.timeout(SECONDS):
            await check()
    except Exception as error:
        log.warning("check.failed", check=name, error=type(error).__name__, request_id=request_id)
        return False
    return True
