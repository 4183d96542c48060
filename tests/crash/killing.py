"""How a process is killed in the middle of its work, and how everything comes out once it has come to rest again.

All that is under way is held up at the same step, and dies there together. Then everything is started again and the
gateway's journal is read.
"""

import asyncio
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import timedelta

import httpx

from tests.crash.cases import (
    ASKED,
    ASKED_ON_THE_WAY,
    WAITING,
    WAITING_ON_THE_WAY,
    Case,
    Step,
    Target,
    journal_lines,
    keys_of_refunds,
    move_clock,
    nothing_runs,
    transactions_of,
)
from tests.crash.gates import AT_THE_GATEWAY, Gate, Gates
from tests.crash.installation import World, until
from tests.support.merchant_client import Answer, Shop

RESERVED_BUT_NOT_SENT = {
    "before the gateway looks at it",
    "before the effect, which never commits",
}


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


async def kill_the_api(world: World, shop: Shop, step: Step) -> dict[str, End]:
    """How all that people had asked for ends, by its case, when the API dies with it at the `step`."""
    cases = _of(ASKED, step)
    api = world.run_api()
    targets = await _prepared(shop, cases)
    async with Gates(world.database) as gates:
        await gates.walk([Gate.RESERVE])
        asking = [asyncio.create_task(case.ask(shop, targets[case.name], case.name)) for case in cases]
        await _walk(gates, ASKED_ON_THE_WAY, step, cases)
        world.kill(api)
        if step.cut:
            await gates.cut()
        answers = await asyncio.gather(*asking, return_exceptions=True)
    assert all(isinstance(answer, httpx.TransportError) for answer in answers), answers
    await gates.ended()
    world.run_api()
    return await _come_to_rest(world, shop, cases, targets)


async def kill_the_worker(world: World, shop: Shop, step: Step) -> dict[str, End]:
    """How all that was queued ends, by its case, when the worker dies with it at the `step`."""
    world.run_api()
    await shop.set_merchant(retry_interval=timedelta(minutes=6))
    targets = await _prepared(shop, WAITING)
    asked = await asyncio.gather(*(case.ask(shop, targets[case.name], case.name) for case in WAITING))
    assert {answer.object["retry"]["state"] for answer in asked} == {"WAITING"}
    await move_clock(shop, timedelta(minutes=7))
    with ExitStack() as held:
        async with Gates(world.database) as gates:
            await gates.walk([Gate.RESERVE])
            worker = world.start_worker()
            await gates.catch(len(WAITING))
            if step.without_valkey:
                held.enter_context(world.held_up("valkey"))
            await _walk(gates, WAITING_ON_THE_WAY, step, WAITING)
            if not step.gates:
                await until(lambda: nothing_runs(shop), "the outcomes to be committed")
            world.kill(worker)
    await gates.ended()
    return await _come_to_rest(world, shop, WAITING, targets)


def expected_of_api(step: Step) -> dict[str, End]:
    """How it has to end when the API is killed at the `step`."""
    expected = _expected(_of(ASKED, step))
    if step.name in RESERVED_BUT_NOT_SENT:
        # A sale is never sent twice: it was proven not to have been made, and its request is told so.
        charge = expected["chargePaymentMethod"]
        expected["chargePaymentMethod"] = replace(charge, journal=(), status="FAILED")
    return expected


def expected_of_worker() -> dict[str, End]:
    """How it has to end when a worker is killed, at whatever step."""
    return _expected(WAITING)


async def _prepared(shop: Shop, cases: Iterable[Case]) -> dict[str, Target]:
    """What the cases are about, in the state that they begin with."""
    named = list(cases)
    targets = await asyncio.gather(*(case.prepare(shop) for case in named))
    return {case.name: target for case, target in zip(named, targets, strict=True)}


async def _come_to_rest(world: World, shop: Shop, cases: Iterable[Case], targets: dict[str, Target]) -> dict[str, End]:
    """A worker goes on with what the dead process left behind, time passes, and everybody asks once more."""
    worker = world.start_worker()
    await until(lambda: nothing_runs(shop), "the worker to go on with what was left behind")
    await shop.advance("PT10M")
    told = {case.name: await case.ask(shop, targets[case.name], case.name) for case in cases}
    await shop.advance("P1D")
    world.kill(worker)
    return {case.name: await _end(shop, targets[case.name], told[case.name]) for case in cases}


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


def _expected(cases: Iterable[Case]) -> dict[str, End]:
    ends = {}
    for case in cases:
        refunds = "refund" in case.journal
        ends[case.name] = End(case.journal, case.ends, case.refunded, objects=1 + refunds, keys=int(refunds))
    return ends


def _of(cases: Iterable[Case], step: Step) -> list[Case]:
    return [case for case in cases if case.turns or not step.only_turning]


async def _walk(gates: Gates, on_the_way: Iterable[Step], last: Step, cases: Iterable[Case]) -> None:
    """Lets the work go from step to step, all of it that gets there, until the `last`."""
    for step in on_the_way:
        await gates.walk(step.gates)
        if step.gates:
            operations, sessions = _held_up(step, _of(cases, step))
            await gates.catch(operations, sessions=sessions)
        if step is last:
            return


def _held_up(step: Step, cases: list[Case]) -> tuple[int, int | None]:
    """How many operations of the cases' are under way at the step at least, and in how many sessions if not one each.

    Of what goes together the first goes alone, and the others follow when it is done.
    """
    reserved = sum(case.at_once for case in cases)
    recorded = sum(case.at_once and not case.turns for case in cases)
    number, behind = len(cases), max(recorded - 1, 0)
    if step.only_turning or not reserved:
        return number, None
    if Gate.RESERVE in step.gates:
        return number, number - (reserved - 1)
    if Gate.RESERVE_NEXT in step.gates:
        # What is not reserved at once comes here a little later as well.
        return 1, number - max(reserved - 2, 0)
    if Gate.ANSWER in step.gates:
        return behind + sum(case.turns for case in cases), min(behind, 1) + 1
    if AT_THE_GATEWAY.isdisjoint(step.gates):
        return number, number - behind
    return number, None
