"""A process is killed at each step of what it does: one effect, nothing lost, and the same request finds the truth.

All that is under way is held up at the same step, and dies there together. Then everything is started again and comes
to rest, and the gateway's journal is read.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, replace
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
    check_books,
    journal_lines,
    keys_of_refunds,
    move_clock,
    nothing_runs,
    set_to_noon,
    transactions_of,
)
from tests.crash.conftest import steps
from tests.crash.gates import Gate, Gates
from tests.crash.world import World, until
from tests.promises import verified_of
from tests.shop import Answer, Shop, open_shop

RESERVED_BUT_NOT_SENT = {"before the gateway looks at it", "before the effect commits"}


@dataclass(frozen=True, slots=True)
class End:
    """How a mutation came out in the end.

    `objects`: how many things it made or was about, `told`: whether its request, sent again, was answered with one of
    them; `keys`: under how many keys the gateway was told to refund.
    """

    journal: tuple[str, ...]
    status: str
    refunded: str
    objects: int
    told: bool = True
    keys: int = 0


@pytest.fixture
async def shop(lasting: World) -> AsyncIterator[Shop]:
    """A merchant whose day has just reached noon."""
    async with open_shop(lasting.live) as opened:
        await set_to_noon(opened)
        yield opened


@pytest.mark.parametrize("step", steps(ASKED_ON_THE_WAY), ids=str)
async def test_the_api_is_killed(lasting: World, shop: Shop, step: Step) -> None:
    cases = _of(ASKED, step)
    api = lasting.run_api()
    targets = {case.name: await case.prepare(shop) for case in cases}
    async with Gates(lasting.database) as gates:
        await gates.walk([Gate.RESERVE])
        asking = [asyncio.create_task(case.ask(shop, targets[case.name], case.name)) for case in cases]
        await _walk(gates, ASKED_ON_THE_WAY, step, cases)
        lasting.kill(api)
        answers = await asyncio.gather(*asking, return_exceptions=True)
    assert all(isinstance(answer, httpx.TransportError) for answer in answers), answers
    await gates.ended()
    lasting.run_api()
    ends = await _come_to_rest(lasting, shop, cases, targets)
    expected = {case.name: _expected(case) for case in cases}
    if step.name in RESERVED_BUT_NOT_SENT:
        # A sale is never sent twice: it was proven not to have been made, and its request is told so.
        charge = expected["chargePaymentMethod"]
        expected["chargePaymentMethod"] = replace(charge, journal=(), status="FAILED")
    assert ends == expected
    await _hold_up(shop)


@pytest.mark.parametrize("step", steps(WAITING_ON_THE_WAY), ids=str)
async def test_the_worker_is_killed(lasting: World, shop: Shop, step: Step) -> None:
    lasting.run_api()
    await shop.set_merchant(retry_interval=timedelta(minutes=6))
    targets = {case.name: await case.prepare(shop) for case in WAITING}
    for case in WAITING:
        queued = await case.ask(shop, targets[case.name], case.name)
        assert queued.object["retry"]["state"] == "WAITING"
    await move_clock(shop, timedelta(minutes=7))
    async with Gates(lasting.database) as gates:
        await gates.walk([Gate.RESERVE])
        worker = lasting.start_worker()
        await _walk(gates, WAITING_ON_THE_WAY, step, WAITING)
        lasting.kill(worker)
    await gates.ended()
    ends = await _come_to_rest(lasting, shop, WAITING, targets)
    assert ends == {case.name: _expected(case) for case in WAITING}
    await _hold_up(shop)


async def _come_to_rest(world: World, shop: Shop, cases: Iterable[Case], targets: dict[str, Target]) -> dict[str, End]:
    """A worker goes on with what the dead process left behind, time passes, and everybody asks once more."""
    worker = world.start_worker()
    await until(lambda: nothing_runs(shop), "the worker to go on with what was left behind")
    await shop.advance("PT10M")
    told = {case.name: await case.ask(shop, targets[case.name], case.name) for case in cases}
    await shop.advance("P1D")
    world.kill(worker)
    return {case.name: await _end(shop, targets[case.name], told[case.name]) for case in cases}


async def _hold_up(shop: Shop) -> None:
    """Holds reservations and histories up to the journal, and the database to the service's promises."""
    await check_books(shop)
    await verified_of(shop)


async def _end(shop: Shop, target: Target, told: Answer) -> End:
    (transaction_id,) = await transactions_of(shop, target)
    transaction = await shop.node(transaction_id)
    made = {transaction_id, *(refund["id"] for refund in transaction["refunds"])}
    finds_it = not told.codes and told.object["id"] in made
    return End(
        journal=await journal_lines(shop, transaction_id),
        status=(await shop.node(told.object["id"]))["status"] if finds_it else str(told.codes),
        refunded=transaction["refundedAmount"]["value"],
        objects=len(made),
        told=finds_it,
        keys=len(await keys_of_refunds(shop, transaction_id)),
    )


def _expected(case: Case) -> End:
    refunds = "refund" in case.journal
    return End(case.journal, case.ends, case.refunded, objects=1 + refunds, keys=int(refunds))


def _of(cases: Iterable[Case], step: Step) -> list[Case]:
    return [case for case in cases if case.turns or not step.only_turning]


async def _walk(gates: Gates, on_the_way: Iterable[Step], last: Step, cases: Iterable[Case]) -> None:
    """Lets the work go from step to step, all of it that gets there, until the `last`."""
    for step in on_the_way:
        await gates.walk(step.gates)
        await gates.catch(len(_of(cases, step)))
        if step is last:
            return
