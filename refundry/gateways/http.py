"""One request to a gateway, and what its failing means (docs/gateways.md): the same for all adapters over HTTP."""

import asyncio
import re
import ssl
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any, ClassVar

import httpx

from app.domain.reversals.answers import NotKnown, NotReached

CONNECTING = 5.0
"""Seconds to connect, and to wait for a free connection."""

NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError, httpx.UnsupportedProtocol)
"""What httpx raises before the first byte of a request is on its way."""


def client(timeout: timedelta, concurrency: int, base_url: str = "") -> httpx.AsyncClient:
    """A client that makes each request once: no second try, no redirect, no proxy or credentials of the environment."""
    seconds = timeout.total_seconds()
    return httpx.AsyncClient(
        base_url=base_url,
        timeout=httpx.Timeout(seconds, connect=min(CONNECTING, seconds), pool=min(CONNECTING, seconds)),
        limits=httpx.Limits(max_connections=concurrency, max_keepalive_connections=concurrency),
        transport=httpx.AsyncHTTPTransport(
            verify=_certificates(),
            retries=0,
            limits=httpx.Limits(max_connections=concurrency, max_keepalive_connections=concurrency),
        ),
        follow_redirects=False,
        trust_env=False,
    )


@cache
def _certificates() -> ssl.SSLContext:
    """Of the authorities that are trusted; one for all clients, since to load them takes 50 milliseconds."""
    return httpx.create_ssl_context(trust_env=False)


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer that came whole."""

    status: int
    headers: httpx.Headers
    body: bytes


LONGEST_WAIT = timedelta(minutes=1)
"""The most that is waited for a gateway that is busy, whatever it says."""


def wait_of(answered: Answered, least: timedelta) -> timedelta:
    """After what time another try is worth it, by `Retry-After` in seconds; from `least` to LONGEST_WAIT."""
    seconds = answered.headers.get("retry-after", "")
    if not re.fullmatch("[0-9]{1,6}", seconds):
        return least
    return max(least, min(timedelta(seconds=int(seconds)), LONGEST_WAIT))


async def send(http: httpx.AsyncClient, request: httpx.Request) -> Answered | NotReached | NotKnown:
    """Sends the request once. NotReached only if nothing of it was on its way.

    The words carry no address and no header: they are kept and shown. A cancelled request is not sent any more, if it
    was not yet, and leaves no connection behind.
    """
    if http.is_closed:
        return NotReached("The connections to the gateway are closed.")
    try:
        response = await _Sending(http, request).response()
    except NEVER_SENT as error:
        return NotReached(f"The gateway could not be reached ({type(error).__name__}).")
    except httpx.HTTPError as error:
        return NotKnown(f"The connection to the gateway broke ({type(error).__name__}).")
    return Answered(response.status_code, response.headers, response.content)


class _GivenUp(Exception):
    """The caller of a request went away before it was sent."""


class _Sending:
    """One request in a task of its own.

    httpcore (1.0.9) never frees the connection of a request that is cancelled while it waits for it or connects, so
    that few cancellations would block an account for ever. Until its first byte such a request is given up instead:
    it goes on to the point of sending, within the time to connect, and ends there.
    """

    _given_up: ClassVar[set[asyncio.Task[httpx.Response]]] = set()
    """Nobody else holds these tasks."""

    def __init__(self, http: httpx.AsyncClient, request: httpx.Request) -> None:
        self._begun = False
        self._wanted = True
        request.extensions = {**request.extensions, "trace": self._trace}
        self._task = asyncio.create_task(http.send(request))

    async def response(self) -> httpx.Response:
        try:
            return await asyncio.shield(self._task)
        except asyncio.CancelledError:
            self._wanted = False
            if self._begun:
                self._task.cancel()
            self._given_up.add(self._task)
            self._task.add_done_callback(self._ended)
            raise

    async def _trace(self, event: str, info: dict[str, Any]) -> None:
        if event.endswith(".send_request_headers.started"):
            if not self._wanted:
                raise _GivenUp
            self._begun = True

    @classmethod
    def _ended(cls, task: asyncio.Task[httpx.Response]) -> None:
        cls._given_up.discard(task)
        if not task.cancelled():
            task.exception()
