"""A process is killed at each step of what it does: one effect, nothing lost, and the same request finds the truth.

All that is asked for at once is held up at the same step, and dies there together. Then everything is started again,
and every mutation is looked at by itself.
"""

import asyncio
import subprocess
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field
from datetime import timedelta

import httpx
import pytest

from tests.crash.cases import (
    ASKED,
    ASKED_ON_THE_WAY,
    WAITING,
    WAITING_ON_THE_WAY,
    Case,
    Step,
    Target,
    advance,
    check_books,
    journal_lines,
    keys_of_refunds,
    move_clock,
    nothing_runs,
    set_to_noon,
    transactions_of,
)
from tests.crash.gates import Gate, Gates
from tests.crash.world import World, until
from tests.promises import verified_of
from tests.shop import Answer, Shop, open_shop

RESERVED_BUT_NOT_SENT = {"before the gateway looks at it", "before the effect commits"}


@dataclass(slots=True)
class Aftermath:
    """What is there once everything has come to rest: each case's target, and what its request was told, sent again."""

    shop: Shop
    step: Step
    targets: dict[str, Target] = field(default_factory=dict)
    told: dict[str, Answer] = field(default_factory=dict)


@pytest.fixture(scope="module")
async def api(lasting: World) -> AsyncIterator[list[subprocess.Popen[bytes]]]:
    """The API that runs at the moment, in a list that whoever kills it writes its successor into."""
    running = [lasting.start_api()]
    yield running
    assert await lasting.stop(running[0]) == 0


@pytest.fixture(scope="module")
async def asked(
    request: pytest.FixtureRequest, lasting: World, api: list[subprocess.Popen[bytes]]
) -> AsyncIterator[Aftermath]:
    """The API was killed at one step of all that it was asked for; everything was started again and came to rest."""
    step: Step = request.param
    async with open_shop(lasting.live) as shop:
        await set_to_noon(shop)
        cases = _of(ASKED, step)
        after = Aftermath(shop, step, {case.name: await case.prepare(shop) for case in cases})
        async with Gates(_database(lasting)) as gates:
            await gates.walk([Gate.RESERVE])
            asking = [asyncio.create_task(case.ask(shop, after.targets[case.name], case.name)) for case in cases]
            await _walk(gates, ASKED_ON_THE_WAY, step, ASKED, cases)
            lasting.kill(api[0])
            answers = await asyncio.gather(*asking, return_exceptions=True)
        assert all(isinstance(answer, httpx.TransportError) for answer in answers), answers
        await gates.ended()
        api[0] = lasting.start_api()
        worker = lasting.start_worker()
        await until(lambda: nothing_runs(shop), "the worker to go on with what was left behind")
        await advance(shop, "PT10M")
        for case in cases:
            after.told[case.name] = await case.ask(shop, after.targets[case.name], case.name)
        await advance(shop, "P1D")
        yield after
        lasting.kill(worker)
        await verified_of(shop)


@pytest.fixture(scope="module")
async def waiting(
    request: pytest.FixtureRequest, lasting: World, api: list[subprocess.Popen[bytes]]
) -> AsyncIterator[Aftermath]:
    """The worker was killed at one step of all that had come due; it was started again and all came to rest."""
    step: Step = request.param
    async with open_shop(lasting.live) as shop:
        await set_to_noon(shop)
        await shop.set_merchant(retry_interval=timedelta(minutes=6))
        after = Aftermath(shop, step, {case.name: await case.prepare(shop) for case in WAITING})
        for case in WAITING:
            queued = await case.ask(shop, after.targets[case.name], case.name)
            assert queued.object["retry"]["state"] == "WAITING"
        await move_clock(shop, timedelta(minutes=7))
        async with Gates(_database(lasting)) as gates:
            await gates.walk([Gate.RESERVE])
            worker = lasting.start_worker()
            await _walk(gates, WAITING_ON_THE_WAY, step, WAITING, WAITING)
            lasting.kill(worker)
        await gates.ended()
        worker = lasting.start_worker()
        await until(lambda: nothing_runs(shop), "the worker to go on with what was left behind")
        await advance(shop, "PT10M")
        for case in WAITING:
            after.told[case.name] = await case.ask(shop, after.targets[case.name], case.name)
        await advance(shop, "P1D")
        yield after
        lasting.kill(worker)
        await verified_of(shop)


def _of(cases: Iterable[Case], step: Step) -> list[Case]:
    return [case for case in cases if case.turns or not step.only_turning]


def _pairs(cases: Iterable[Case], steps: Iterable[Step]) -> list[tuple[Step, Case]]:
    return [(step, case) for step in steps for case in _of(cases, step)]


async def _walk(
    gates: Gates, steps: Iterable[Step], last: Step, everything: Iterable[Case], cases: Iterable[Case]
) -> None:
    """Lets the work go from step to step, all of it at each, until the `last`."""
    under_way = list(cases)
    for step in steps:
        caught = [case for case in _of(everything, step) if case in under_way]
        await gates.walk(step.gates)
        await gates.catch(len(caught))
        if step is last:
            return


def _database(world: World) -> str:
    return world.settings.database_url.replace("+asyncpg", "")


@pytest.mark.parametrize(("asked", "case"), _pairs(ASKED, ASKED_ON_THE_WAY), indirect=["asked"], ids=str)
async def test_the_api_is_killed(asked: Aftermath, case: Case) -> None:
    given_up = case.name == "chargePaymentMethod" and asked.step.name in RESERVED_BUT_NOT_SENT
    journal, ends = ((), "FAILED") if given_up else (case.journal, case.ends)
    await _check(asked, case, journal, ends)


@pytest.mark.parametrize(("waiting", "case"), _pairs(WAITING, WAITING_ON_THE_WAY), indirect=["waiting"], ids=str)
async def test_the_worker_is_killed(waiting: Aftermath, case: Case) -> None:
    await _check(waiting, case, case.journal, case.ends)


async def _check(after: Aftermath, case: Case, journal: tuple[str, ...], ends: str) -> None:
    """One effect by the journal, sent no more often than needed and under one key; one object, and it is at its end."""
    shop = after.shop
    (transaction_id,) = await transactions_of(shop, after.targets[case.name])
    assert await journal_lines(shop, transaction_id) == journal
    assert len(await keys_of_refunds(shop, transaction_id)) <= 1
    transaction = await shop.node(transaction_id)
    made = {transaction_id, *(refund["id"] for refund in transaction["refunds"])}
    assert len(made) <= 2
    told = after.told[case.name].object
    assert told["id"] in made
    assert (await shop.node(told["id"]))["status"] == ends
    assert transaction["refundedAmount"]["value"] == case.refunded
    await check_books(shop)
