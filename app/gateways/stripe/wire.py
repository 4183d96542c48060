"""Requests to Stripe's interface v1, each made once, and its lists."""

from collections.abc import AsyncIterator, Sequence
from typing import TypeVar
from urllib.parse import urlencode

import httpx

from app.gateways.stripe.account import Config, Secrets
from app.gateways.stripe.objects import Charge, Intent, Page, Refund, decode_error
from refundry.gateways import NotAnswered, NotKnown, NotReached
from refundry.gateways.http import Answered, send
from refundry.gateways.reading import decode
from refundry.gateways.scrubbing import Scrubber

Form = TypeVar("Form")
Listed = TypeVar("Listed", bound=Charge | Refund | Intent)

Fields = Sequence[tuple[str, str]]

PAGE = 100
"""The most that Stripe gives at a time."""

REFUSES_CREDENTIALS = frozenset({401, 403})


class NoSuchList(NotAnswered):
    """The account has nothing of what a list was asked for."""


class Wire:
    """An account's way to Stripe. Every request carries its key as Bearer and the version of the interface."""

    def __init__(self, http: httpx.AsyncClient, config: Config, secrets: Secrets) -> None:
        key = secrets.secret_key.get_secret_value()
        self.scrubber = Scrubber([key, *(each.get_secret_value() for each in secrets.webhook_secrets)])
        self._http = http
        self._base = config.api_base
        self._headers = {
            "authorization": f"Bearer {key}",
            "stripe-version": config.api_version,
            "accept": "application/json",
            "user-agent": "Refundry",
        }
        if config.stripe_account is not None:
            self._headers["stripe-account"] = config.stripe_account

    def __repr__(self) -> str:
        return f"Wire({self._base})"

    async def tell(self, path: str, fields: Fields, wire_key: str) -> Answered | NotReached | NotKnown:
        """Tells Stripe to do something, in one request."""
        headers = {
            **self._headers,
            "content-type": "application/x-www-form-urlencoded",
            "idempotency-key": wire_key,
        }
        return await self._send("POST", path, headers, urlencode(fields).encode())

    async def ask(self, path: str, query: Fields, form: type[Form]) -> Form | None:
        """The object at a path; None if the account has no such thing. Raises NotAnswered."""
        path = f"{path}?{urlencode(query)}" if query else path
        answered = await self._send("GET", path, self._headers, None)
        if not isinstance(answered, Answered):
            raise NotAnswered(answered.message)
        if answered.status == 200:
            if (found := decode(answered.body, form)) is None:
                raise NotAnswered("Stripe's answer was not understood.")
            return found
        error = decode_error(answered.body)
        if error is None:
            raise NotAnswered(f"Something that is not Stripe's answered with status {answered.status}.")
        if answered.status in REFUSES_CREDENTIALS:
            raise NotAnswered(f"Stripe refused the account's key ({answered.status}).", refused_credentials=True)
        if answered.status == 404 or error.code == "resource_missing":
            return None
        words = self.scrubber.clean(error.message) or "no reason"
        raise NotAnswered(f"Stripe answered with status {answered.status}: {words}")

    async def listed(self, path: str, query: Fields, form: type[Page[Listed]]) -> AsyncIterator[Page[Listed]]:
        """All pages of a list, to its end. Raises NotAnswered, and NoSuchList if the list does not exist."""
        cursors: set[str] = set()
        after: Fields = ()
        while True:
            page = await self.ask(path, [*query, ("limit", str(PAGE)), *after], form)
            if page is None:
                raise NoSuchList("Stripe knows nothing of what the list was asked for.")
            yield page
            if not page.has_more:
                return
            # A list that never ends would be asked for ever.
            if not page.data or page.data[-1].id in cursors:
                raise NotAnswered("Stripe's list has no end.")
            cursors.add(page.data[-1].id)
            after = [("starting_after", page.data[-1].id)]

    async def raw(self, path: str, query: Fields = ()) -> Answered:
        """Whatever comes of asking. Raises NotAnswered if nothing does."""
        path = f"{path}?{urlencode(query)}" if query else path
        answered = await self._send("GET", path, self._headers, None)
        if not isinstance(answered, Answered):
            raise NotAnswered(answered.message)
        return answered

    async def stop(self) -> None:
        await self._http.aclose()

    async def _send(
        self, method: str, path: str, headers: dict[str, str], content: bytes | None
    ) -> Answered | NotReached | NotKnown:
        request = self._http.build_request(method, f"{self._base}{path}", headers=headers, content=content)
        return await send(self._http, request)
