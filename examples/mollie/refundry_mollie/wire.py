"""Requests to Mollie's interface v2, each made once, and its lists."""

import json
from collections.abc import AsyncIterator, Mapping
from typing import TypeVar
from urllib.parse import urlencode, urlsplit

import httpx

from refundry.gateways import NotAnswered, NotKnown, NotReached
from refundry.gateways.http import Answered, send
from refundry.gateways.reading import decode
from refundry.gateways.scrubbing import Scrubber
from refundry_mollie.account import Config, Secrets
from refundry_mollie.objects import Error, Page, Payment, Refund

Form = TypeVar("Form")
Item = TypeVar("Item", Payment, Refund)

PAGE = 250
"""The most that Mollie gives at a time."""


class Wire:
    """An account's way to Mollie. Every request carries its key as Bearer."""

    def __init__(self, http: httpx.AsyncClient, config: Config, secrets: Secrets) -> None:
        key = secrets.api_key.get_secret_value()
        self.scrubber = Scrubber([key, *(each.get_secret_value() for each in secrets.webhook_secrets)])
        self._http = http
        self._base = config.api_base
        self._headers = {"authorization": f"Bearer {key}", "accept": "application/json", "user-agent": "Refundry"}

    def __repr__(self) -> str:
        return f"Wire({self._base})"

    async def tell(
        self, method: str, path: str, wire_key: str, fields: Mapping[str, object] | None = None
    ) -> Answered | NotReached | NotKnown:
        """Tells Mollie to do something, in one request."""
        headers = {**self._headers, "content-type": "application/json", "idempotency-key": wire_key}
        content = json.dumps(fields).encode() if fields is not None else None
        return await self._send(method, path, headers, content)

    async def ask(self, path: str, form: type[Form]) -> Form | None:
        """The object at a path; None if the account has no such thing. Raises NotAnswered."""
        answered = await self._send("GET", path, self._headers, None)
        if not isinstance(answered, Answered):
            raise NotAnswered(answered.message)
        if answered.status == 200:
            if (found := decode(answered.body, form)) is None:
                raise NotAnswered("Mollie's answer was not understood.")
            return found
        error = decode(answered.body, Error)
        if error is None or error.status != answered.status:
            raise NotAnswered(f"Something that is not Mollie's answered with status {answered.status}.")
        if answered.status in {401, 403}:
            raise NotAnswered(f"Mollie refused the account's key ({answered.status}).", refused_credentials=True)
        if answered.status == 404:
            return None
        raise NotAnswered(f"Status {answered.status}: {self.scrubber.clean(error.detail or error.title)}")

    async def listed(self, path: str, form: type[Page[Item]]) -> AsyncIterator[Page[Item]]:
        """All pages of a list, to its end. Raises NotAnswered, also if there is no such list."""
        following: str | None = f"{path}?{urlencode({'limit': PAGE})}"
        asked: set[str] = set()
        while following is not None:
            asked.add(following)
            page = await self.ask(following, form)
            if page is None:
                raise NotAnswered("Mollie knows nothing of what the list was asked for.")
            yield page
            link = urlsplit(page.links.next.href) if page.links.next else None
            # Its host is the account's own, whatever the link says: the key goes nowhere else.
            following = f"{link.path}?{link.query}" if link else None
            if following in asked:
                raise NotAnswered("Mollie's list has no end.")

    async def stop(self) -> None:
        await self._http.aclose()

    async def _send(
        self, method: str, path: str, headers: Mapping[str, str], content: bytes | None
    ) -> Answered | NotReached | NotKnown:
        request = self._http.build_request(method, f"{self._base}{path}", headers=headers, content=content)
        return await send(self._http, request)
