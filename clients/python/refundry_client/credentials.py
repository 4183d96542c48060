"""The credentials of a client: a program's API key, or the session of a person."""

import threading
import time
from collections.abc import AsyncGenerator, Generator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import anyio
import httpx

from .answers import Answer, read
from .errors import RefundryUnreachable

RENEWED_AFTER = timedelta(minutes=5)
"""A token lasts for a quarter of an hour, and a third of that leaves time for many tries."""


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A program's API key. The private key belongs on servers only."""

    public_key: str
    "The half that the service knows the key by."
    private_key: str = field(repr=False)
    "The secret half, which was shown once when the key was made."


class Session(httpx.Auth):
    """The session of a person who has signed in. Its token stays in memory, and is renewed while it is used.

    `renew_after` is the age that a token is renewed at.
    """

    requires_response_body = True

    def __init__(self, begun: dict[str, Any], renew_after: timedelta = RENEWED_AFTER) -> None:
        self.user_id: str = begun["user"]["id"]
        "The person's id."
        self.name: str = begun["user"]["name"]
        "The person's name."
        self.email: str = begun["user"]["email"]
        "The e-mail address that the person signed in with."
        self.merchant: str = begun["merchant"]
        "The id of the merchant that the person works for."
        self._renew_after = renew_after
        self._take(begun)
        self._lock = threading.Lock()
        self._async_lock = anyio.Lock()

    @property
    def expires_at(self) -> datetime:
        """Until when the session lasts if it is not renewed."""
        return self._expires_at

    def sync_auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        # Many threads at once renew it once.
        with self._lock:
            if self._is_old():
                response = yield self._renewal(request)
                response.read()
                self._renewed(response)
        yield self._signed(request)

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        async with self._async_lock:
            if self._is_old():
                response = yield self._renewal(request)
                await response.aread()
                self._renewed(response)
        yield self._signed(request)

    def _take(self, begun: dict[str, Any]) -> None:
        self._token: str = begun["token"]
        self._expires_at = datetime.fromisoformat(begun["expiresAt"])
        self._since = time.monotonic()

    def _is_old(self) -> bool:
        return timedelta(seconds=time.monotonic() - self._since) >= self._renew_after

    def _renewal(self, request: httpx.Request) -> httpx.Request:
        beside = request.url.path.rpartition("/")[0]
        path = f"{beside}/sign-in/renew"
        # The time that an answer may take is among the extensions.
        renewal = httpx.Request("POST", request.url.copy_with(path=path), json={}, extensions=request.extensions)
        return self._signed(renewal)

    def _renewed(self, response: httpx.Response) -> None:
        self._take(begun_by(read(response)))

    def _signed(self, request: httpx.Request) -> httpx.Request:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


def begun_by(answer: Answer | RefundryUnreachable) -> dict[str, Any]:
    """The new session. Raises RefundryError and RefundryUnreachable."""
    if isinstance(answer, RefundryUnreachable):
        raise answer
    answer.check()
    return dict(answer.body)


def authentication(credentials: ApiKey | Session) -> httpx.Auth:
    """The credentials of each request."""
    if isinstance(credentials, Session):
        return credentials
    return httpx.BasicAuth(credentials.public_key, credentials.private_key)
