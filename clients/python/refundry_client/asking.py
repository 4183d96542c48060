"""How requests are sent, once for threads, once for tasks. A lost answer never makes a mutation run twice."""

import re
import time
from collections.abc import AsyncGenerator, Generator, Iterator, Mapping
from contextlib import aclosing, suppress
from dataclasses import dataclass
from datetime import timedelta
from types import TracebackType
from typing import Any, Self
from uuid import uuid4

import anyio
import httpx
from pydantic import BaseModel

from .answers import Answer, Patience, read
from .credentials import RENEWED_AFTER, ApiKey, Session, authentication, begun_by
from .errors import RefundryError, RefundryUnreachable
from .following import HEADERS as EVENTS
from .following import TIMES, Ended, Events, Following

TIMEOUT = 90.0
"""Seconds that an answer may take; longer than the service takes."""

HEADERS = {"Accept": "application/json"}


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: its body, its key if it has one, and whether it is safe to send again."""

    body: dict[str, Any]
    key: str | None
    repeatable: bool

    @classmethod
    def of(cls, query: str, operation_name: str | None, variables: Mapping[str, Any] | None) -> Self:
        """Queries, and mutations with a key, are safe to send again. A key is made where the input has none."""
        given = variables or {}
        written = {name: _written(value) for name, value in given.items()}
        key = None
        source = given.get("input")
        if isinstance(source, BaseModel) and "api_request_key" in type(source).model_fields:
            key = written["input"].get("apiRequestKey") or str(uuid4())
            written["input"]["apiRequestKey"] = key
        # Which of several operations is meant is for the service to say: one mutation among them is enough.
        is_query = re.search(r"\bmutation\b", query) is None
        body = {"query": query, "operationName": operation_name, "variables": written}
        return cls(body, key, is_query or key is not None)


def _written(value: Any) -> Any:
    return value.model_dump(mode="json", by_alias=True, exclude_unset=True) if isinstance(value, BaseModel) else value


def answered(response: httpx.Response) -> Answer:
    """The service's answer. Raises RefundryUnreachable for one that a proxy has given."""
    found = read(response)
    if isinstance(found, RefundryUnreachable):
        raise found
    return found


def _base(url: str) -> str:
    return re.sub(r"/(graphql)?/?$", "", url)


def _unreached(error: httpx.HTTPError, key: str | None) -> RefundryUnreachable:
    what = "It did not answer in time." if isinstance(error, httpx.TimeoutException) else "It could not be reached."
    unreachable = RefundryUnreachable(what, key)
    unreachable.__cause__ = error
    return unreachable


def _unsigned(error: RefundryError | RefundryUnreachable, key: str | None) -> RefundryUnreachable:
    """Of a request whose session was not renewed: what to return or, where the service refused, to raise.

    The key goes with it, since the same request may have been sent before.
    """
    error.api_request_key = key
    if isinstance(error, RefundryError):
        raise error
    return error


class Asking:
    """A connection to the service at `url`, such as https://refunds.example.com, for programs with threads.

    `http` takes the place of a client of its own, for proxies and certificates.
    """

    def __init__(
        self,
        url: str,
        credentials: ApiKey | Session,
        *,
        patience: Patience | None = None,
        http: httpx.Client | None = None,
    ) -> None:
        self.credentials = credentials
        self._url = _base(url)
        self._auth = authentication(credentials)
        self._patience = patience or Patience()
        self._http = http or httpx.Client(timeout=TIMEOUT)

    @classmethod
    def sign_in(
        cls,
        url: str,
        email: str,
        password: str,
        *,
        merchant: str | None = None,
        renew_after: timedelta = RENEWED_AFTER,
        patience: Patience | None = None,
        http: httpx.Client | None = None,
    ) -> Self:
        """The service as a person who signs in, with the rights of that person.

        `merchant` is the id of the person's, needed where several have somebody with this address and password;
        `renew_after` is the age that the session's token is renewed at. Raises RefundryError: AUTHENTICATION for a
        wrong address or password, VALIDATION where the merchant is needed, RESOURCE_LIMIT after too many failures.
        """
        used = http or httpx.Client(timeout=TIMEOUT)
        asked = {"email": email, "password": password, "token": True, "merchant": merchant}
        try:
            response = used.post(f"{_base(url)}/sign-in", json=asked, headers=HEADERS)
            session = Session(begun_by(read(response)), renew_after)
        except (httpx.HTTPError, RefundryError, RefundryUnreachable) as error:
            if http is None:
                used.close()
            if isinstance(error, httpx.HTTPError):
                raise _unreached(error, None) from error
            raise
        return cls(url, session, patience=patience, http=used)

    def sign_out(self) -> None:
        """Ends the session of the person who signed in, everywhere."""
        if isinstance(self.credentials, Session):
            self._outcome("/sign-out", Asked({}, None, False)).check()

    def execute(
        self, query: str, operation_name: str | None = None, variables: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """The data that a document answers with. Raises RefundryError and RefundryUnreachable."""
        asked = Asked.of(query, operation_name, variables)
        return self._outcome("/graphql", asked).data(asked.key)

    def get_data(self, response: dict[str, Any]) -> dict[str, Any]:
        """What the generated methods read; `execute` gives it already."""
        return response

    def follow(
        self, query: str, operation_name: str | None = None, variables: Mapping[str, Any] | None = None
    ) -> Generator[dict[str, Any], None, None]:
        """The data of each result of a subscription, until the loop is left. A lost connection is begun again.

        Raises RefundryError for what the service refuses, and RefundryUnreachable where not even the first connection
        succeeds.
        """
        asked = Asked.of(query, operation_name, variables)
        following = Following(self._patience, once=bool(variables))
        while True:
            outcome: Answer | RefundryUnreachable | None = None
            try:
                for answer in self._events(asked):
                    if answer.passes:
                        outcome = answer
                        break
                    data = following.told(answer)
                    if data is not None:
                        yield data
            except httpx.HTTPError as error:
                outcome = _unreached(error, None)
            except RefundryUnreachable as error:
                outcome = error
            time.sleep(following.pause(outcome))

    def _events(self, asked: Asked) -> Iterator[Answer]:
        """The results of one connection, or the one answer in their place. Returns when the service ends them."""
        with self._http.stream(
            "POST", f"{self._url}/graphql", json=asked.body, headers=EVENTS, auth=self._auth, timeout=TIMES
        ) as response:
            if not response.headers.get("content-type", "").startswith(EVENTS["Accept"]):
                response.read()
                yield answered(response)
                return
            events = Events(response.status_code)
            with suppress(Ended):
                for line in response.iter_lines():
                    if (answer := events.take(line)) is not None:
                        yield answer
                raise RefundryUnreachable("The connection was lost.", None)

    def close(self) -> None:
        """Closes the connections."""
        self._http.close()

    def _outcome(self, path: str, asked: Asked) -> Answer:
        sent = 0
        while True:
            outcome = self._send(path, asked)
            sent += 1
            pause = self._patience.pause(outcome, sent) if asked.repeatable else None
            if pause is None:
                if isinstance(outcome, RefundryUnreachable):
                    raise outcome
                return outcome
            time.sleep(pause)

    def _send(self, path: str, asked: Asked) -> Answer | RefundryUnreachable:
        try:
            response = self._http.post(self._url + path, json=asked.body, headers=HEADERS, auth=self._auth)
        except httpx.HTTPError as error:
            return _unreached(error, asked.key)
        except (RefundryError, RefundryUnreachable) as error:
            return _unsigned(error, asked.key)
        return read(response, asked.key)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class AsyncAsking:
    """The same for programs with tasks."""

    def __init__(
        self,
        url: str,
        credentials: ApiKey | Session,
        *,
        patience: Patience | None = None,
        http: httpx.AsyncClient | None = None,
    ) -> None:
        self.credentials = credentials
        self._url = _base(url)
        self._auth = authentication(credentials)
        self._patience = patience or Patience()
        self._http = http or httpx.AsyncClient(timeout=TIMEOUT)

    @classmethod
    async def sign_in(
        cls,
        url: str,
        email: str,
        password: str,
        *,
        merchant: str | None = None,
        renew_after: timedelta = RENEWED_AFTER,
        patience: Patience | None = None,
        http: httpx.AsyncClient | None = None,
    ) -> Self:
        """The service as a person who signs in, with the rights of that person.

        `merchant` is the id of the person's, needed where several have somebody with this address and password;
        `renew_after` is the age that the session's token is renewed at. Raises RefundryError: AUTHENTICATION for a
        wrong address or password, VALIDATION where the merchant is needed, RESOURCE_LIMIT after too many failures.
        """
        used = http or httpx.AsyncClient(timeout=TIMEOUT)
        asked = {"email": email, "password": password, "token": True, "merchant": merchant}
        try:
            response = await used.post(f"{_base(url)}/sign-in", json=asked, headers=HEADERS)
            session = Session(begun_by(read(response)), renew_after)
        except (httpx.HTTPError, RefundryError, RefundryUnreachable) as error:
            if http is None:
                await used.aclose()
            if isinstance(error, httpx.HTTPError):
                raise _unreached(error, None) from error
            raise
        return cls(url, session, patience=patience, http=used)

    async def sign_out(self) -> None:
        """Ends the session of the person who signed in, everywhere."""
        if isinstance(self.credentials, Session):
            (await self._outcome("/sign-out", Asked({}, None, False))).check()

    async def execute(
        self, query: str, operation_name: str | None = None, variables: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """The data that a document answers with. Raises RefundryError and RefundryUnreachable."""
        asked = Asked.of(query, operation_name, variables)
        return (await self._outcome("/graphql", asked)).data(asked.key)

    def get_data(self, response: dict[str, Any]) -> dict[str, Any]:
        """What the generated methods read; `execute` gives it already."""
        return response

    async def follow(
        self, query: str, operation_name: str | None = None, variables: Mapping[str, Any] | None = None
    ) -> AsyncGenerator[dict[str, Any], None]:
        """As `Asking.follow`. Where the loop is left, the connection ends soon; with `contextlib.aclosing`, at once."""
        asked = Asked.of(query, operation_name, variables)
        following = Following(self._patience, once=bool(variables))
        while True:
            outcome: Answer | RefundryUnreachable | None = None
            try:
                async with aclosing(self._events(asked)) as events:
                    async for answer in events:
                        if answer.passes:
                            outcome = answer
                            break
                        data = following.told(answer)
                        if data is not None:
                            yield data
            except httpx.HTTPError as error:
                outcome = _unreached(error, None)
            except RefundryUnreachable as error:
                outcome = error
            await anyio.sleep(following.pause(outcome))

    async def _events(self, asked: Asked) -> AsyncGenerator[Answer, None]:
        """The results of one connection, or the one answer in their place. Returns when the service ends them."""
        async with self._http.stream(
            "POST", f"{self._url}/graphql", json=asked.body, headers=EVENTS, auth=self._auth, timeout=TIMES
        ) as response:
            if not response.headers.get("content-type", "").startswith(EVENTS["Accept"]):
                await response.aread()
                yield answered(response)
                return
            events = Events(response.status_code)
            with suppress(Ended):
                async for line in response.aiter_lines():
                    if (answer := events.take(line)) is not None:
                        yield answer
                raise RefundryUnreachable("The connection was lost.", None)

    async def close(self) -> None:
        """Closes the connections."""
        await self._http.aclose()

    async def _outcome(self, path: str, asked: Asked) -> Answer:
        sent = 0
        while True:
            outcome = await self._send(path, asked)
            sent += 1
            pause = self._patience.pause(outcome, sent) if asked.repeatable else None
            if pause is None:
                if isinstance(outcome, RefundryUnreachable):
                    raise outcome
                return outcome
            await anyio.sleep(pause)

    async def _send(self, path: str, asked: Asked) -> Answer | RefundryUnreachable:
        try:
            response = await self._http.post(self._url + path, json=asked.body, headers=HEADERS, auth=self._auth)
        except httpx.HTTPError as error:
            return _unreached(error, asked.key)
        except (RefundryError, RefundryUnreachable) as error:
            return _unsigned(error, asked.key)
        return read(response, asked.key)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()
