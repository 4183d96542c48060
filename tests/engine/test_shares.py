"""Shares of queries: how many are at work, whose turn it is, and that nothing is lost where one leaves."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.engine.limits import Limits
from app.engine.shares import QueueFull, Shares
from tests.web.playground import playground

EACH, OF_ALL, WAITING, PATIENCE = 2, 3, 4, 60.0


@dataclass
class Query:
    """One that comes, begins once it is let in, and is at work until it `ends`."""

    merchant: str
    brief: bool = False
    ends: asyncio.Event = field(default_factory=asyncio.Event)
    task: asyncio.Task[None] | None = None
    at_work: bool = False


class Process:
    """A process's queries, those at work in the order in which they began."""

    def __init__(self, *, payments: bool = False) -> None:
        self.shares = Shares(EACH, OF_ALL, WAITING, payments=lambda: payments)
        self.queries: list[Query] = []
        self.began: list[Query] = []
        self.refused = 0

    async def comes(self, merchant: str, *, brief: bool = False) -> Query:
        query = Query(merchant, brief)
        query.task = asyncio.create_task(self._carry_out(query))
        self.queries.append(query)
        await self.settle()
        return query

    async def _carry_out(self, query: Query) -> None:
        try:
            async with self.shares.share(query.merchant, PATIENCE, brief=query.brief):
                query.at_work = True
                self.began.append(query)
                await query.ends.wait()
        except QueueFull:
            self.refused += 1
        finally:
            query.at_work = False

    async def ends(self, query: Query) -> None:
        query.ends.set()
        await self.settle()

    async def leaves(self, query: Query) -> None:
        assert query.task is not None
        query.task.cancel()
        await self.settle()

    async def settle(self) -> None:
        for _ in range(6):
            await asyncio.sleep(0)
        self.queries = [each for each in self.queries if each.task is not None and not each.task.done()]

    @property
    def at_work(self) -> list[Query]:
        return [each for each in self.queries if each.at_work]

    @property
    def waiting(self) -> list[Query]:
        return [each for each in self.queries if not each.at_work]

    def merchants(self) -> list[str]:
        return [each.merchant for each in self.began]


async def test_a_merchants_queries_wait_behind_its_own() -> None:
    process = Process()
    queries = [await process.comes("a") for _ in range(4)]
    assert process.began == queries[:2]
    other = await process.comes("b")
    assert process.began == [*queries[:2], other]
    await process.ends(queries[1])
    await process.ends(queries[0])
    assert process.began == [*queries[:2], other, *queries[2:]]


async def test_merchants_that_wait_take_turns() -> None:
    process = Process()
    first = [await process.comes("a"), await process.comes("a"), await process.comes("b")]
    for merchant in "aabbc":
        await process.comes(merchant)
    assert process.merchants() == ["a", "a", "b"]
    for query in first:
        await process.ends(query)
    assert process.merchants() == ["a", "a", "b", "a", "b", "c"]


async def test_no_more_wait_than_may() -> None:
    process = Process()
    for _ in range(EACH + WAITING + 3):
        await process.comes("a")
    assert (len(process.at_work), len(process.waiting), process.refused) == (EACH, WAITING, 3)
    await process.comes("b")
    assert [each.merchant for each in process.at_work] == ["a", "a", "b"]


async def test_while_payments_come_long_queries_of_a_merchant_run_one_at_a_time() -> None:
    process = Process(payments=True)
    first, second = await process.comes("a"), await process.comes("a")
    other = await process.comes("b")
    assert process.began == [first, other]
    await process.ends(first)
    assert process.began == [first, other, second]


async def test_brief_queries_do_not_wait_for_a_long_one() -> None:
    process = Process(payments=True)
    long, waits = await process.comes("a"), await process.comes("a")
    brief = await process.comes("a", brief=True)
    assert process.began == [long, brief]
    later = await process.comes("a", brief=True)
    assert process.began == [long, brief], "the merchant has no more than its share"
    await process.ends(brief)
    assert process.began == [long, brief, later]
    await process.ends(long)
    assert process.began == [long, brief, later, waits]


STEPS = some.lists(
    some.tuples(
        some.sampled_from(["comes", "ends", "leaves", "both"]), some.integers(0, 9), some.sampled_from("abcABC")
    )
)


@given(steps=STEPS, payments=some.booleans())
async def test_whatever_comes_and_goes_no_place_is_lost(steps: list[tuple[str, int, str]], payments: bool) -> None:
    process = Process(payments=payments)
    for what, which, merchant in steps:
        at_work, waiting = process.at_work, process.waiting
        if what == "comes":
            await process.comes(merchant.lower(), brief=merchant.isupper())
        elif what == "ends" and at_work:
            await process.ends(at_work[which % len(at_work)])
        elif what == "leaves" and process.queries:
            await process.leaves(process.queries[which % len(process.queries)])
        elif what == "both" and at_work and waiting:
            # One that waits leaves in the moment in which it may be let in.
            at_work[which % len(at_work)].ends.set()
            await asyncio.sleep(0)
            await process.leaves(waiting[which % len(waiting)])
        busy = Counter(each.merchant for each in process.at_work)
        assert busy.total() <= OF_ALL
        assert all(number <= EACH for number in busy.values())
        long = Counter(each.merchant for each in process.at_work if not each.brief)
        assert not payments or all(number <= 1 for number in long.values())
        for each in process.waiting:
            held = payments and not each.brief and long[each.merchant]
            assert busy.total() == OF_ALL or busy[each.merchant] == EACH or held, "there is room for it"
    for query in process.queries:
        await process.leaves(query)
    assert not process.shares._at_work
    assert not process.shares._long_at_work
    assert not process.shares._queues


async def test_what_no_longer_may_wait_is_refused_and_may_come_again() -> None:
    service = playground(shares=Shares(each=1, of_all=1, waiting=1))
    async with service.client() as client:
        slow = [asyncio.create_task(client.post("/graphql", json={"query": "{ slow }"})) for _ in range(2)]
        await asyncio.sleep(0.05)
        refused = await client.post("/graphql", json={"query": "{ ping }"})
        assert (refused.status_code, refused.headers["retry-after"]) == (429, "2")
        assert refused.json()["errors"][0]["extensions"]["errorClass"] == "RESOURCE_LIMIT"
        moved = await client.post("/graphql", json={"query": 'mutation { pay(amount: "1") }'})
        assert moved.json()["data"] == {"pay": "plainly 1"}
        service.diary.gate.set()
        assert [(await each).json()["data"] for each in slow] == [{"slow": "at last"}] * 2
        assert (await client.post("/graphql", json={"query": "{ ping }"})).json()["data"] == {"ping": "pong"}


@pytest.mark.parametrize(
    ("accepted", "status"), [("application/json", 503), ("application/graphql-response+json", 503)]
)
async def test_what_waited_in_vain_hears_that_it_waited(accepted: str, status: int) -> None:
    service = playground(Limits(query_seconds=0.2), shares=Shares(each=1, of_all=1, waiting=9))
    async with service.client(Accept=accepted) as client:
        async with service.endpoint._shares.share(1, PATIENCE):
            waited = await client.post("/graphql", json={"query": "{ ping }"})
        assert (waited.status_code, waited.headers["retry-after"]) == (503, "2")
        error = waited.json()["errors"][0]
        assert (error["extensions"]["errorClass"], error["extensions"]["code"]) == (
            "SERVICE_AVAILABILITY",
            "SERVICE_UNAVAILABLE",
        )
        assert "Other queries of this merchant" in error["message"]
        assert (await client.post("/graphql", json={"query": "{ ping }"})).json()["data"] == {"ping": "pong"}
