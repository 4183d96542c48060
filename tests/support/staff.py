"""Somebody at a browser or at a front end's page: signs in and out over HTTP, from an address of their own."""

import itertools
import json
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx

from app.domain.people.people import ALL_RIGHTS, Person, Right
from app.flows.people.people import CreateUserAsk, add_person
from tests.support.merchant_client import PLAIN_HTTP, Shop

PASSWORD = "sixteen geese fly"
WHO_AM_I = "{ viewer { user { id email name roles { isAccountAdmin } } merchant { id } rights { name } } }"

_addresses = itertools.count(1)


def new_address() -> str:
    """An address that no other test uses. The test's server trusts a proxy on this machine about it."""
    number = next(_addresses)
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


def new_email() -> str:
    return f"{uuid4().hex}@example.com"


async def hire(shop: Shop, *rights: Right, email: str | None = None, password: str = PASSWORD) -> Person:
    """A person of the shop's who has these rights, all of them without any, and that password."""
    ask = CreateUserAsk(email or new_email(), "Kim Doe", password, frozenset(rights) or ALL_RIGHTS)
    return await add_person(shop.live.service.store, shop.merchant, ask)


@dataclass
class Visitor:
    """A client with a cookie jar. `https` is what the proxy says of the connection."""

    shop: Shop
    address: str = field(default_factory=new_address)
    https: bool = False
    cookies: dict[str, str] = field(default_factory=dict)
    token: str | None = None

    async def post(self, path: str, body: Any = None, **headers: str) -> httpx.Response:
        """One request with all that a browser sends by itself; keeps the cookies that come back."""
        sent = {"X-Forwarded-For": self.address, **({"X-Forwarded-Proto": "https"} if self.https else {})}
        if self.token is not None:
            sent["Authorization"] = f"Bearer {self.token}"
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        url = self.shop.live.url.replace("/graphql", path)
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        if not isinstance(body, bytes):
            body, sent = json.dumps(body or {}).encode(), {"Content-Type": "application/json", **sent}
        async with httpx.AsyncClient(timeout=60, verify=PLAIN_HTTP) as http:
            response = await http.post(url, headers=sent, content=body)
        self.cookies |= dict(response.cookies)
        return response

    async def sign_in(self, email: str, password: str = PASSWORD, **more: Any) -> httpx.Response:
        """Signs in; with `token=True` keeps the token."""
        response = await self.post("/sign-in", {"email": email, "password": password, **more})
        self.token = response.json().get("token")
        return response

    async def ask(self, document: str, **headers: str) -> dict[str, Any]:
        """What GraphQL answers."""
        body: dict[str, Any] = (await self.post("/graphql", {"query": document}, **headers)).json()
        return body

    async def known_as(self) -> str | None:
        """The e-mail address of the visitor's session. None without a session."""
        body = await self.ask(WHO_AM_I)
        if "errors" in body:
            assert [error["extensions"]["errorClass"] for error in body["errors"]] == ["AUTHENTICATION"]
            return None
        email: str = body["data"]["viewer"]["user"]["email"]
        return email


def error_of(response: httpx.Response) -> dict[str, Any]:
    """The one error of a refusal, which has the form of all errors."""
    body = response.json()
    assert body["extensions"]["requestId"] == response.headers["x-request-id"]
    (error,) = body["errors"]
    assert error["message"]
    assert {"errorType", "errorClass", "code"} <= set(error["extensions"])
    return {"message": error["message"], **error["extensions"]}
