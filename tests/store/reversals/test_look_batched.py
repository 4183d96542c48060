"""Reading: without a transaction of its own, and in one statement with whoever reads the same at the same time."""

import asyncio
from collections.abc import Sequence

import pytest
from sqlalchemy import select, text

from app.flows.people.sign_in import actor_of_key
from app.store.database import Connection, Store
from app.store.people import keys, merchants
from app.store.tables.payments import MERCHANTS
from tests.support.merchant_client import Live, Shop

MANY = 30
BEGUN = "SELECT now()"
"""When the transaction began."""


async def test_a_session_for_reading_has_no_transaction(live: Live) -> None:
    store = live.service.store
    for opened, transactions in ((store.session, 2), (store.at_one_moment, 1), (store.begin, 1)):
        async with opened() as session:
            moments = {(await session.execute(text(BEGUN))).scalar_one() for _ in range(2)}
        assert len(moments) == transactions


async def test_connections_that_were_read_from_have_transactions_again(shop: Shop) -> None:
    store = Store(shop.live.settings.database_url, pool_size=1)
    try:
        async with store.session() as session:
            before = await merchants.get(session, shop.merchant.id)
        async with store.begin() as session:
            await merchants.set_settled_until(session, before.id, await shop.now())
            await session.rollback()
        async with store.at_one_moment() as session:
            assert await merchants.get(session, shop.merchant.id) == before
    finally:
        await store.close()


async def test_one_moment_stays_the_same(shop: Shop) -> None:
    store = shop.live.service.store
    async with store.at_one_moment() as session:
        before = await merchants.get(session, shop.merchant.id)
        async with store.begin() as other:
            await merchants.set_settled_until(other, shop.merchant.id, await shop.now())
        assert await merchants.get(session, shop.merchant.id) == before
    async with store.session() as session:
        assert await merchants.get(session, shop.merchant.id) != before


async def test_a_session_for_reading_neither_writes_nor_locks(shop: Shop) -> None:
    async with shop.live.service.store.session() as session:
        before = await merchants.get(session, shop.merchant.id)
        with pytest.raises(AssertionError, match="writes nothing"):
            await merchants.set_settled_until(session, before.id, await shop.now())
        with pytest.raises(AssertionError, match="locks nothing"):
            await session.execute(select(MERCHANTS).where(MERCHANTS.c.id == before.id).with_for_update())
        assert await merchants.get(session, before.id) == before


async def test_many_are_recognized_in_few_statements_and_each_as_who_it_is(live: Live, shop: Shop) -> None:
    store = live.service.store
    public, private = shop.keys
    asked = [(public, private), (public, "wrong"), (f"{public}x", private)] * MANY
    found = await asyncio.gather(*(actor_of_key(store, *pair, f"10.0.0.{n % 250}") for n, pair in enumerate(asked)))
    assert [actor is not None for actor in found] == [True, False, False] * MANY
    assert [actor.address for actor in found if actor] == [f"10.0.0.{n % 250}" for n in range(0, 3 * MANY, 3)]


async def test_what_is_asked_at_the_same_time_is_read_at_once(live: Live) -> None:
    calls: list[Sequence[int]] = []

    async def read(connection: Connection, numbers: Sequence[int]) -> dict[int, int]:
        calls.append(numbers)
        await connection.execute("SELECT 1")
        return {number: -number for number in numbers if number % 2}

    store = live.service.store
    found = await asyncio.gather(*(store.read_together(read, number // 2) for number in range(2 * MANY)))

    assert found == [-(number // 2) if number // 2 % 2 else None for number in range(2 * MANY)]
    assert len(calls) <= 2
    assert all(len(each) == len({*each}) for each in calls)


async def test_a_key_that_was_revoked_is_nobodys_at_once(shop: Shop) -> None:
    """However many are asking meanwhile, and in another process as well."""
    service = shop.live.service
    other = Store(shop.live.settings.database_url)
    try:
        meanwhile = [asyncio.ensure_future(actor_of_key(service.store, *shop.keys, None)) for _ in range(MANY)]
        async with service.store.begin() as session:
            assert await keys.revoke(session, shop.merchant.id, shop.keys[0]) is not None
        for store in (service.store, other):
            assert await actor_of_key(store, *shop.keys, None) is None
        await asyncio.gather(*meanwhile)
    finally:
        await other.close()
