"""One try of a message: posted to its receiver, and what came of that."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from http.cookiejar import CookieJar, DefaultCookiePolicy
from ssl import SSLContext
from types import TracebackType
from typing import Self

import httpx

from app.domain.telling.addresses import Forbidden, Network
from app.domain.telling.schedule import LONGEST_ANSWER, Delivery, read_retry_after
from app.receivers.transport import CheckedTransport, LookUp, look_up

PATIENCE = 20.0
"""Seconds that a receiver has for everything until its answer's status."""

BODY_PATIENCE = 2.0
"""Seconds that the beginning of an answer's body may take after that."""


class Poster:
    """Posts messages; entered once for a process. `patience` and `body_patience` are in seconds."""

    def __init__(
        self,
        networks: Sequence[Network],
        user_agent: str,
        *,
        patience: float = PATIENCE,
        body_patience: float = BODY_PATIENCE,
        look_up: LookUp = look_up,
        tls: SSLContext | None = None,
    ) -> None:
        # Without proxies, netrc and certificates from the environment, without redirects, and without cookies.
        self._http = httpx.AsyncClient(
            transport=CheckedTransport(networks, look_up=look_up, tls=tls),
            trust_env=False,
            follow_redirects=False,
            timeout=patience,
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            headers={"User-Agent": user_agent, "Accept-Encoding": "identity", "Accept": "*/*"},
        )
        self._patience, self._body_patience = patience, body_patience

    async def __aenter__(self) -> Self:
        await self._http.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._http.__aexit__(kind, error, trace)

    async def post(self, url: str, headers: Mapping[str, str], body: bytes, at: datetime) -> Delivery:
        """What came of it; `at` is the merchant's time. It takes `patience` and BODY_PATIENCE at most."""
        all_headers = {**headers, "Content-Type": "application/json"}
        try:
            async with asyncio.timeout(self._patience):
                request = self._http.build_request("POST", url, headers=all_headers, content=body)
                answer = await self._http.send(request, stream=True)
        except TimeoutError:
            return Delivery(at, None, f"It gave no answer within {self._patience:g} seconds.")
        except Forbidden as error:
            return Delivery(at, None, str(error))
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            return Delivery(at, None, _in_words(error))
        try:
            wait = read_retry_after(answer.headers.get("Retry-After"), datetime.now(UTC))
            return Delivery(at, answer.status_code, await _beginning(answer, self._body_patience), wait)
        finally:
            await answer.aclose()


async def _beginning(answer: httpx.Response, patience: float) -> str | None:
    """The first bytes of the answer's body, as far as they came in time, as text that a database can keep."""
    read = bytearray()
    try:
        async with asyncio.timeout(patience):
            async for part in answer.aiter_raw():
                read += part
                if len(read) >= LONGEST_ANSWER:
                    break
    except (TimeoutError, httpx.HTTPError, OSError):
        pass
    return bytes(read[:LONGEST_ANSWER]).decode("utf-8", "replace").replace("\0", "\ufffd") or None


def _in_words(error: Exception) -> str:
    match error:
        case httpx.TimeoutException():
            return "It took too long."
        case httpx.NetworkError() | OSError():
            return f"It could not be reached, or closed the connection: {str(error)[:200] or type(error).__name__}"
        case _:
            return f"Its answer could not be read ({type(error).__name__})."
