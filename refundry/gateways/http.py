"""One request to a gateway, and what its failing means (docs/gateways.md): the same for all adapters over HTTP."""

from dataclasses import dataclass
from datetime import timedelta

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
            retries=0, limits=httpx.Limits(max_connections=concurrency, max_keepalive_connections=concurrency)
        ),
        follow_redirects=False,
        trust_env=False,
    )


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer that came whole."""

    status: int
    headers: httpx.Headers
    body: bytes


async def send(http: httpx.AsyncClient, request: httpx.Request) -> Answered | NotReached | NotKnown:
    """Sends the request once. NotReached only if nothing of it was on its way.

    The words carry no address and no header: they are kept and shown.
    """
    try:
        response = await http.send(request)
    except NEVER_SENT as error:
        return NotReached(f"The gateway could not be reached ({type(error).__name__}).")
    except httpx.HTTPError as error:
        return NotKnown(f"The connection to the gateway broke ({type(error).__name__}).")
    return Answered(response.status_code, response.headers, response.content)
