"""Keys that are revoked in the midst of traffic on two processes: once that was answered, neither accepts them."""

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from hypothesis import settings as examples

from app.domain.people.people import Right
from app.flows.people.set_up import hash_private_key, new_key_pair
from app.store.people import keys
from tests.attacks.served import served
from tests.support.merchant_client import Shop

REVOKE = "mutation ($input: RevokeApiKeyInput!) { revokeApiKey(input: $input) { publicKey } }"
AT_ONCE = 50
"""Keys of a round."""

Key = tuple[str, str]


@dataclass
class Traffic:
    """Requests with keys to processes, one after the other at each, and what is known of each key."""

    clients: Sequence[httpx.AsyncClient]
    keys: Sequence[Key]
    accepted: list[tuple[Key, float]] = field(default_factory=list)
    """Which key, and when the request was sent."""
    refused: set[Key] = field(default_factory=set)
    used: dict[Key, asyncio.Event] = field(default_factory=lambda: defaultdict(asyncio.Event))

    async def go_on(self, client: httpx.AsyncClient) -> None:
        while len(self.refused) < len(self.keys):
            for key in self.keys:
                await self.ask(client, key)

    async def ask(self, client: httpx.AsyncClient, key: Key) -> bool:
        """Whether the key was accepted."""
        sent = time.monotonic()
        answered = (await client.post("/graphql", json={"query": "{ ping }"}, auth=key)).json()
        if "errors" not in answered:
            self.accepted.append((key, sent))
            self.used[key].set()
            return True
        assert [each["extensions"]["errorClass"] for each in answered["errors"]] == ["AUTHENTICATION"]
        self.refused.add(key)
        return False


@pytest.fixture
async def clients(shop: Shop, tmp_path: Path) -> AsyncIterator[list[httpx.AsyncClient]]:
    async with AsyncExitStack() as open_:
        made = []
        for name in ("one.log", "other.log"):
            process = await open_.enter_async_context(served(shop.live.settings, tmp_path / name))
            address = f"http://127.0.0.1:{process.port}"
            made.append(await open_.enter_async_context(httpx.AsyncClient(base_url=address, timeout=30)))
        yield made


async def test_a_revoked_key_is_accepted_by_no_process_once_that_was_answered(
    shop: Shop, clients: list[httpx.AsyncClient]
) -> None:
    number = 10_000 if examples.get_current_profile_name() == "long" else AT_ONCE
    for _ in range(number // AT_ONCE):
        traffic = Traffic(clients, await _made(shop))
        async with asyncio.TaskGroup() as group:
            for client in clients:
                group.create_task(traffic.go_on(client))
            revoked = [group.create_task(_revoked(shop, traffic, each)) for each in traffic.keys]
        answered = dict(each.result() for each in revoked)
        late = [key for key, sent in traffic.accepted if sent > answered[key]]
        assert not late
        assert {key for key, _ in traffic.accepted} == set(traffic.keys), "each was used before"


async def _made(shop: Shop) -> list[Key]:
    made = [new_key_pair() for _ in range(AT_ONCE)]
    async with shop.live.service.store.begin() as session:
        for public, private in made:
            await keys.add(session, shop.merchant.id, public, hash_private_key(private), "Busy", [Right.VIEW])
    return made


async def _revoked(shop: Shop, traffic: Traffic, key: Key) -> tuple[Key, float]:
    """When its revocation was answered; both processes are asked at once after that."""
    await traffic.used[key].wait()
    assert not (await shop.ask(REVOKE, publicKey=key[0])).codes
    answered = time.monotonic()
    assert not any(await asyncio.gather(*(traffic.ask(client, key) for client in traffic.clients)))
    return key, answered
