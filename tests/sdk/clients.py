"""Braintree's own SDKs, Python's and Node's, pointed at the service: what either gives its caller, in one form."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import braintree
from braintree.exceptions.braintree_error import BraintreeError

from tests.support.merchant_client import Shop
from tests.support.node import run

NODE = Path(__file__).parent / "node"
DOCUMENTS = Path(__file__).parent / "documents"

EXAMPLE_REVERSE = (DOCUMENTS / "example_reverse.graphql").read_text()
EXAMPLE_REFUND = (DOCUMENTS / "example_refund.graphql").read_text()


@dataclass(frozen=True, slots=True)
class Said:
    """What an SDK did with an answer: gave the body to its caller, or raised an error of its own of that name."""

    body: dict[str, Any] | None = None
    raised: str | None = None

    @property
    def data(self) -> dict[str, Any]:
        """The data of an answer without errors."""
        assert self.raised is None
        assert self.body is not None
        assert "errors" not in self.body, self.body["errors"]
        return dict(self.body["data"])


Ask = Callable[[Shop, str, dict[str, Any] | None], Awaitable[Said]]
"""Sends a document with its variables by a shop's key."""


async def by_python(shop: Shop, document: str, variables: dict[str, Any] | None = None) -> Said:
    port = _port(shop)
    here = braintree.Environment("here", "127.0.0.1", port, "", False, None, "127.0.0.1", port)
    configuration = braintree.Configuration(here, "a-merchant", *shop.keys)

    def ask() -> Said:
        try:
            return Said(braintree.BraintreeGateway(configuration).graphql_client.query(document, variables))
        except BraintreeError as error:
            return Said(raised=type(error).__name__)
        finally:
            configuration.close()  # the SDK keeps one connection for each thread

    return await asyncio.to_thread(ask)


async def by_node(shop: Shop, document: str, variables: dict[str, Any] | None = None) -> Said:
    public_key, private_key = shop.keys
    asked = {"port": _port(shop), "publicKey": public_key, "privateKey": private_key}
    given = json.dumps({**asked, "document": document, "variables": variables})
    said = json.loads(await asyncio.to_thread(run, NODE / "ask.mjs", given))
    name = said.get("raised")
    return Said(said.get("body"), None if name is None else name[0].upper() + name[1:])


def _port(shop: Shop) -> str:
    return str(urlsplit(shop.live.url).port)
