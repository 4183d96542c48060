"""Concurrent sendings share a transaction, with the same results as one after the other."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import asyncpg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.gateways.base import Absent, Accepted, Outcome
from app.gateways.sandbox.gateway import SandboxGateway
from tests.gateways.sandbox_client import NOON, SandboxClient, fresh

TRANSACTIONS = "SELECT count(DISTINCT xmin::text) FROM sandbox.journal WHERE key = ANY ($1)"
LOCK_PAYMENT = "SELECT FROM sandbox.payments WHERE transaction = $1 FOR UPDATE"
LOCK_REFUND = "SELECT FROM sandbox.refunds WHERE key = $1 FOR UPDATE"
LOCK_KEY = "SELECT pg_advisory_xact_lock(hashtextextended('sandbox:' || $1, 0))"
MANY = 20


@pytest.fixture
def shop(gateway: SandboxGateway) -> SandboxClient:
    return SandboxClient(gateway)


@asynccontextmanager
async def held(dsn: str, lock: str, what: str) -> AsyncIterator[None]:
    """Somebody else holds it while the block runs."""
    connection = await asyncpg.connect(dsn)
    try:
        async with connection.transaction():
            await connection.execute(lock, what)
            yield
    finally:
        await connection.close()


async def test_many_are_done_in_few_transactions(shop: SandboxClient, sandbox_dsn: str) -> None:
    settled = await asyncio.gather(*(shop.settled("10.00") for _ in range(MANY)))
    submitted = await asyncio.gather(*(shop.submitted("10.00") for _ in range(MANY)))
    refunds = [shop.instruction(sale, "10.00") for sale in settled]
    voids = [shop.instruction(sale, "10.00") for sale in submitted]

    outcomes: list[Outcome] = await asyncio.gather(
        *(shop.gateway.refund(each) for each in refunds), *(shop.gateway.void(each) for each in voids)
    )

    assert all(isinstance(outcome, Accepted) for outcome in outcomes)
    assert len(set(outcomes)) == 2 * MANY
    for kind, instructions in (("refund", refunds), ("void", voids)):
        for each in instructions:
            assert (await shop.effects(each.transaction))[1:] == [(kind, "10.00")]
    connection = await asyncpg.connect(sandbox_dsn)
    assert await connection.fetchval(TRANSACTIONS, [each.key for each in refunds + voids]) <= 3
    await connection.close()


@pytest.mark.parametrize("lock", [LOCK_PAYMENT, LOCK_KEY])
async def test_what_somebody_else_holds_keeps_up_nobody_else(shop: SandboxClient, sandbox_dsn: str, lock: str) -> None:
    sales = await asyncio.gather(*(shop.settled("10.00") for _ in range(MANY)))
    first, *others = [shop.instruction(sale, "10.00") for sale in sales]
    async with held(sandbox_dsn, lock, first.transaction if lock == LOCK_PAYMENT else first.key):
        waiting = asyncio.ensure_future(shop.gateway.refund(first))
        outcomes = await asyncio.gather(*(shop.gateway.refund(each) for each in others))
        assert all(isinstance(outcome, Accepted) for outcome in outcomes)
        assert not waiting.done()
    assert isinstance(await waiting, Accepted)
    assert (await shop.effects(first.transaction))[1:] == [("refund", "10.00")]


async def test_a_refund_that_somebody_else_holds_is_waited_for(shop: SandboxClient, sandbox_dsn: str) -> None:
    sale, key = await shop.settled("10.00"), fresh()
    await shop.refund(sale, "10.00", key=key)
    void = replace(shop.instruction(sale, "10.00"), refund_key=key)
    other = shop.instruction(await shop.settled("10.00"), "10.00")
    async with held(sandbox_dsn, LOCK_REFUND, key):
        waiting = asyncio.ensure_future(shop.gateway.void_refund(void))
        assert isinstance(await shop.gateway.refund(other), Accepted)
        assert not waiting.done()
    assert isinstance(await waiting, Accepted)
    assert (await shop.effects(sale))[1:] == [("refund", "10.00"), ("refund_void", "10.00")]


async def test_one_that_fails_takes_nobody_with_it(shop: SandboxClient) -> None:
    sales = await asyncio.gather(*(shop.settled("10.00") for _ in range(MANY)))
    good = [shop.instruction(sale, "10.00") for sale in sales]
    bad = shop.instruction("no\0where", "10.00")

    outcomes = await asyncio.gather(
        *(shop.gateway.refund(each) for each in [*good, bad, *good]), return_exceptions=True
    )

    assert isinstance(outcomes.pop(MANY), asyncpg.PostgresError)
    assert all(isinstance(outcome, Accepted) for outcome in outcomes)
    for each in good:
        assert [entry.effect for entry in await shop.entries(each.transaction)].count(True) == 2
        assert len(await shop.entries(each.transaction)) == 3, "the charge, and each of two sendings once"


async def test_who_gives_up_takes_nothing_from_the_others(shop: SandboxClient, sandbox_dsn: str) -> None:
    sales = await asyncio.gather(*(shop.settled("10.00") for _ in range(MANY)))
    instructions = [shop.instruction(sale, "10.00") for sale in sales]
    async with held(sandbox_dsn, LOCK_PAYMENT, sales[0]):
        sending = [asyncio.ensure_future(shop.gateway.refund(each)) for each in instructions]
        await asyncio.gather(*sending[2:])
        sending[0].cancel()
        await asyncio.gather(sending[0], return_exceptions=True)
    assert all(isinstance(outcome, Accepted) for outcome in await asyncio.gather(*sending[1:]))
    assert await shop.gateway.done_under(instructions[0].key, NOON) == Absent()
    assert [entry.kind.value for entry in await shop.entries(sales[0])] == ["charge"]


SENDINGS = st.lists(
    st.tuples(st.sampled_from(["void", "refund"]), st.integers(0, 2), st.integers(0, 5)), min_size=2, max_size=30
)


@given(SENDINGS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_meets_each_key_has_one_effect(sandbox_dsn: str, sent: list[tuple[str, int, int]]) -> None:
    asyncio.run(_meet(sandbox_dsn, sent))


async def _meet(sandbox_dsn: str, sent: list[tuple[str, int, int]]) -> None:
    """Sends all of it at once, by two processes' gateways: the kind, the payment and the key of each."""
    gateways = [SandboxGateway(sandbox_dsn), SandboxGateway(sandbox_dsn)]
    try:
        shop = SandboxClient(gateways[0])
        sales = [await shop.submitted("10.00"), await shop.settled("10.00"), await shop.settled("10.00")]
        keys = [fresh() for _ in range(6)]
        outcomes = await asyncio.gather(
            *(
                getattr(gateways[number % 2], kind)(shop.instruction(sales[sale], "10.00", key=keys[key]))
                for number, (kind, sale, key) in enumerate(sent)
            )
        )
        entries = [entry for sale in sales for entry in await shop.entries(sale) if entry.key in keys]
    finally:
        await asyncio.gather(*(gateway.stop() for gateway in gateways))
    assert len(entries) == len(sent)
    effects = Counter(entry.key for entry in entries if entry.effect)
    assert max(effects.values(), default=0) <= 1
    accepted = {keys[key] for (_, _, key), outcome in zip(sent, outcomes, strict=True) if isinstance(outcome, Accepted)}
    assert accepted == {*effects}
    assert sum(entry.effect and entry.transaction == sales[0] for entry in entries) <= 1
