"""Subscriptions over server-sent events, as a plain HTTP client has them."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import aclosing, asynccontextmanager
from typing import Any

import httpx

from tests.support.merchant_client import Answer, Shop

PATIENCE = 8.0
"""Seconds in which an event is expected that is to come."""

EVENTS = {"Accept": "text/event-stream"}


class Followed:
    """The events of one subscription, in their order."""

    def __init__(self, response: httpx.Response) -> None:
        self.response = response
        self._lines = response.aiter_lines()

    async def event(self) -> tuple[str, str]:
        """The next event: its name and its data. A comment is named ":"."""
        name, data = "", ""
        async with asyncio.timeout(PATIENCE):
            async for line in self._lines:
                if line == "" and name:
                    return name, data
                field, _, value = line.partition(":")
                if line.startswith(":"):
                    name = ":"
                elif field == "event":
                    name = value.strip()
                elif field == "data":
                    data += value.strip()
        raise EOFError

    async def next(self) -> dict[str, Any]:
        """The result of the next event, which is one."""
        name, data = await self.event()
        assert name == "next", (name, data)
        found: dict[str, Any] = json.loads(data)
        return found

    async def value(self) -> Any:
        """The value of the next result's one field."""
        result = await self.next()
        assert "errors" not in result, result
        (value,) = result["data"].values()
        return value

    async def until(self, **wanted: Any) -> Any:
        """The first value from now on that has these fields: several changes may come as one, or one by one."""
        while True:
            value = await self.value()
            if all(value[name] == expected for name, expected in wanted.items()):
                return value

    async def ends(self) -> None:
        """Nothing comes any more but the end, in order."""
        assert await self.event() == ("complete", "")
        async with asyncio.timeout(PATIENCE):
            assert [line async for line in self._lines if line] == []


@asynccontextmanager
async def following(
    shop: Shop, document: str, variables: Mapping[str, Any] | None = None, **headers: str
) -> AsyncIterator[Followed]:
    """Subscribes as the shop does, over a connection of its own."""
    body = {"query": document, "variables": dict(variables or {})}
    asked = {"Authorization": shop.authorization, **EVENTS, **headers}
    async with (
        httpx.AsyncClient(timeout=30, verify=False) as http,
        http.stream("POST", shop.live.url, json=body, headers=asked) as response,
        aclosing(response),
    ):
        yield Followed(response)


async def first_answer(shop: Shop, document: str, variables: Mapping[str, Any] | None = None) -> Answer:
    """The first event of a subscription, which is over then; the answer where it does not begin."""
    async with following(shop, document, variables) as followed:
        if followed.response.headers["content-type"].startswith("text/event-stream"):
            return Answer(followed.response.status_code, {"data": None, **await followed.next()})
        await followed.response.aread()
        return Answer(followed.response.status_code, followed.response.json())
