"""People at the desk, as their browsers ask for them."""

import json
import re
from dataclasses import dataclass
from typing import Any

import httpx

from tests.support.merchant_client import Answer, Live

SETTINGS = re.compile(r'<script type="application/json" id="settings">(.*?)</script>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a browser of their own."""

    live: Live
    http: httpx.AsyncClient

    @property
    def root(self) -> str:
        return self.live.url.removesuffix("/graphql")

    async def sign_in(self, email: str, password: str) -> None:
        response = await self.http.post(f"{self.root}/sign-in", json={"email": email, "password": password})
        assert response.status_code == 200, response.text

    async def page(self, path: str = "/") -> httpx.Response:
        return await self.http.get(f"{self.root}{path}")

    async def settings(self) -> dict[str, Any]:
        """What the page brings along."""
        found = SETTINGS.search((await self.page()).text)
        assert found is not None
        return dict(json.loads(found[1]))

    async def ask(self, query: str, variables: dict[str, Any] | None = None, shown_as: str | None = None) -> Answer:
        """As GraphiQL asks, in a window that shows its reader as the person of that id."""
        headers = {"Accept": "application/json", **({"X-Signed-In-As": shown_as} if shown_as is not None else {})}
        body = {"query": query, "variables": variables or {}}
        response = await self.http.post(self.live.url, json=body, headers=headers)
        return Answer(response.status_code, response.json())
