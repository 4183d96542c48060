"""Connections that fall silent, and that are cut, delayed or swallowed: every wait ends, and no effect is doubled."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

import pytest

from app.demo.embedded import Urls
from app.settings import Settings
from tests.addresses.test_connecting import socket_of, through
from tests.faults.wire import Wire, wire
from tests.support import servers as real
from tests.support.merchant_client import Shop, live_service, open_shop
from tests.support.promises import verified

LIMIT = 1.0
"""Seconds that a statement may take here; a server that says nothing is given up some seconds later."""

AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Faulty:
    """A shop whose service has its database behind a wire."""

    shop: Shop
    wire: Wire
    settings: Settings


@pytest.fixture
async def faulty(servers: Urls, database: str) -> AsyncIterator[Faulty]:
    async with wire(socket_of(database)) as made:
        limits = {"statement_timeout": LIMIT, "lock_timeout": 0.5}
        address = through(made, database, sslmode="disable", connect_timeout="1")
        direct = real.settings_for(servers, database, **limits)
        async with (
            live_service(real.settings_for(servers, address, **limits)) as live,
            open_shop(replace(live, settings=direct)) as shop,
        ):
            yield Faulty(shop, made, direct)


async def _refund_all(shop: Shop, transactions: list[str]) -> tuple[list[str], float]:
    """One refund of each transaction, under its own key, and how many seconds the last answer took."""
    began = time.monotonic()
    answers = await asyncio.gather(*(shop.refund(each, "1.00", key=f"of {each}") for each in transactions))
    return [(answer.codes or ["done"])[0] for answer in answers], time.monotonic() - began


async def test_a_service_whose_connections_fall_silent_answers_and_recovers(faulty: Faulty) -> None:
    """As when a firewall forgets the connections: new ones work. What was asked meanwhile is done once, if at all."""
    shop = faulty.shop
    transactions = [await shop.settled("10.00") for _ in range(AT_ONCE)]
    await _refund_all(shop, transactions[:4])
    faulty.wire.silence()
    codes, seconds = await _refund_all(shop, transactions)
    assert set(codes) <= {"done", "SERVICE_AVAILABILITY"}
    assert seconds < 15, "a mutation hung"
    for _ in range(3):
        codes, seconds = await _refund_all(shop, transactions)
        if codes == ["done"] * AT_ONCE:
            break
    assert codes == ["done"] * AT_ONCE, "the pools are renewed"
    await shop.advance("PT10M")
    effects = Counter(
        each["transaction"] for each in await shop.journal() if each["kind"] == "refund" and each["effect"]
    )
    assert set(effects.values()) == {1}
    assert len(effects) == AT_ONCE
    await verified(faulty.settings)


@pytest.mark.parametrize("fault", ["cut", "delayed"])
async def test_cut_and_slow_connections_double_nothing(faulty: Faulty, fault: str) -> None:
    shop = faulty.shop
    transactions = [await shop.settled("10.00") for _ in range(AT_ONCE)]
    if fault == "delayed":
        faulty.wire.delay = 0.02
    asking = asyncio.create_task(_refund_all(shop, transactions))
    if fault == "cut":
        for _ in range(3):
            await asyncio.sleep(0)
            faulty.wire.cut()
    codes, _ = await asking
    assert set(codes) <= {"done", "SERVICE_AVAILABILITY"}
    faulty.wire.delay = 0.0
    codes, _ = await _refund_all(shop, transactions)
    assert codes == ["done"] * AT_ONCE
    await shop.advance("PT10M")
    effects = Counter(
        each["transaction"] for each in await shop.journal() if each["kind"] == "refund" and each["effect"]
    )
    assert len(effects) == AT_ONCE
    assert set(effects.values()) == {1}
    await verified(faulty.settings)


async def test_a_database_that_swallows_everything_is_told_in_bounded_time(faulty: Faulty) -> None:
    shop = faulty.shop
    transaction = await shop.settled("10.00")
    faulty.wire.black_hole = True
    faulty.wire.silence()
    codes, seconds = await _refund_all(shop, [transaction])
    assert codes == ["SERVICE_AVAILABILITY"]
    assert seconds < 15
    faulty.wire.black_hole = False
    assert (await _refund_all(shop, [transaction]))[0] == ["done"]
