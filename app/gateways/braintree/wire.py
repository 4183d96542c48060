"""Requests to Braintree's GraphQL interface, each made once, and its lists."""

import base64
import json
from collections.abc import AsyncIterator, Mapping
from typing import Any, Generic, TypeVar

import httpx
from msgspec import Struct

from app.gateways.braintree import refusals
from app.gateways.braintree.account import Config, Secrets
from app.gateways.braintree.documents import API_VERSION, PAGE
from app.gateways.braintree.objects import Refund, Reply, Told, Transaction
from refundry.gateways import NotAnswered, NotKnown, NotReached, Outcome
from refundry.gateways.http import Answered, send
from refundry.gateways.reading import decode
from refundry.gateways.scrubbing import Scrubber

Form = TypeVar("Form")
Item = TypeVar("Item", bound=Transaction | Refund)


class _PageInfo(Struct, frozen=True, rename="camel"):
    has_next_page: bool
    end_cursor: str | None = None


class _Edge(Struct, Generic[Item], frozen=True):
    node: Item | None = None


class Page(Struct, Generic[Item], frozen=True, rename="camel"):
    """One page of a list, the newest first."""

    edges: list[_Edge[Item] | None] | None
    page_info: _PageInfo


class RefusedDocument(NotAnswered):
    """The gateway's schema lacks something that was asked for."""


class Wire:
    """An account's way to Braintree. Every request carries its keys as Basic and the day of the interface."""

    def __init__(self, http: httpx.AsyncClient, config: Config, secrets: Secrets) -> None:
        public, private = secrets.public_key.get_secret_value(), secrets.private_key.get_secret_value()
        token = base64.b64encode(f"{public}:{private}".encode()).decode()
        self.scrubber = Scrubber([private, public, token])
        self._http = http
        self._address = f"{config.address}/graphql"
        self._headers = {
            "authorization": f"Basic {token}",
            "braintree-version": API_VERSION,
            "accept": "application/json",
            "content-type": "application/json",
            "user-agent": "Refundry",
        }

    def __repr__(self) -> str:
        return f"Wire({self._address})"

    async def tell(self, document: str, given: Mapping[str, Any]) -> "Told | Refused":
        """Tells Braintree to do something, in one request; `given` is the mutation's input."""
        answered = await self._send(document, {"input": given})
        if not isinstance(answered, Answered):
            return Refused(answered, frozenset())
        reply = decode(answered.body, Reply)
        if answered.status == 200 and reply is not None and not reply.errors and not reply.is_empty:
            told = decode(bytes(reply.data), Told)
            return told or Refused(NotKnown("Braintree's answer was not understood."), frozenset())
        outcome = refusals.meaning(answered, reply, self.scrubber)
        return Refused(outcome, frozenset(refusals.codes(reply)) if answered.status == 200 else frozenset())

    async def ask(self, document: str, variables: Mapping[str, Any], form: type[Form]) -> Form | None:
        """The data of an answer; None if the account has no object of an id. Raises NotAnswered."""
        answered = await self._send(document, variables)
        if not isinstance(answered, Answered):
            raise NotAnswered(answered.message)
        reply = decode(answered.body, Reply)
        if answered.status == 200 and reply is not None and not reply.errors:
            if (found := decode(bytes(reply.data), form)) is None:
                raise NotAnswered("Braintree's answer was not understood.")
            return found
        if answered.status == 200 and reply is not None and reply.errors and reply.is_empty:
            classes = {error.error_class for error in reply.errors}
            if classes == {"NOT_FOUND"}:
                return None
            if classes == {"VALIDATION"} and refusals.codes(reply) == {""}:
                raise RefusedDocument("The gateway's schema lacks something that Braintree's has.")
        outcome = refusals.meaning(answered, reply, self.scrubber)
        if isinstance(outcome, NotReached | NotKnown):
            refused = isinstance(outcome, NotReached) and outcome.credentials
            raise NotAnswered(outcome.message, refused_credentials=refused)
        raise NotAnswered("Braintree refused the question.")

    async def listed(
        self, document: str, given: Mapping[str, Any], form: type["_Listed[Item]"], page_size: int = PAGE
    ) -> AsyncIterator[Item]:
        """All items of a list, to its end. Raises NotAnswered."""
        cursors: set[str] = set()
        after: str | None = None
        while True:
            found = await self.ask(document, {"input": given, "first": page_size, "after": after}, form)
            page = found.page if found else None
            if page is None:
                raise NotAnswered("Braintree's list was not understood.")
            for edge in page.edges or []:
                if edge is None or edge.node is None:
                    raise NotAnswered("Braintree's list lacks an item.")
                yield edge.node
            if not page.page_info.has_next_page:
                return
            after = page.page_info.end_cursor
            # A list that never ends would be asked for ever.
            if after is None or after in cursors:
                raise NotAnswered("Braintree's list has no end.")
            cursors.add(after)

    async def stop(self) -> None:
        await self._http.aclose()

    async def _send(self, document: str, variables: Mapping[str, Any]) -> Answered | NotReached | NotKnown:
        content = json.dumps({"query": document, "variables": variables}).encode()
        request = self._http.build_request("POST", self._address, headers=self._headers, content=content)
        return await send(self._http, request)


class Refused:
    """What came instead of the data that was asked for, and the codes of its errors."""

    __slots__ = ("codes", "outcome")

    def __init__(self, outcome: Outcome, codes: frozenset[str]) -> None:
        self.outcome = outcome
        self.codes = codes


class _Listed(Struct, Generic[Item], frozen=True):
    transactions: Page[Item] | None = None
    refunds: Page[Item] | None = None

    @property
    def page(self) -> Page[Item] | None:
        return self.transactions or self.refunds


class Payments(_Listed[Transaction], frozen=True):
    """A page of payments."""


class Refunds(_Listed[Refund], frozen=True):
    """A page of refunds."""
