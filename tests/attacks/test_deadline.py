"""Queries that would take for ever: the deadline ends them, and meanwhile others are answered."""

import asyncio
import json
from collections import Counter
from time import perf_counter
from typing import Any

import httpx
import pytest
import strawberry
from graphql import parse

from app.domain.people.people import Actor
from app.engine.executor import AT_ONCE, PlanExecution
from app.engine.limits import Limits
from app.engine.plan import PlanCache, Plans
from app.engine.turns import LoopTurns
from app.web.application import application
from app.web.endpoint import GraphQLEndpoint
from tests.attacks.heavy import classes, watched
from tests.web.playground import ACTOR, basic

DEADLINE = 0.5

VISITED: Counter[str] = Counter()
"""How many rooms were asked for their names."""


@strawberry.type
class Room:
    """There is no end to them: a document of twelve levels asks for more than there are grains of sand."""

    @strawberry.field
    def rooms(self) -> list["Room"]:
        return [Room() for _ in range(60)]

    @strawberry.field
    def many_rooms(self) -> list["Room"]:
        return [Room() for _ in range(5000)]

    @strawberry.field
    async def room_later(self) -> "Room":
        await asyncio.sleep(0)
        return Room()

    @strawberry.field
    async def rooms_later(self) -> list["Room"]:
        await asyncio.sleep(0)
        return [Room() for _ in range(60)]

    @strawberry.field
    def name(self) -> str:
        VISITED["rooms"] += 1
        return "room"


@strawberry.type
class Query:
    @strawberry.field
    def ping(self) -> str:
        return "pong"

    @strawberry.field
    def room(self) -> Room:
        return Room()


SCHEMA = strawberry.Schema(Query)
ENDLESS = {
    "lists": "rooms " * 10,
    "long lists": "manyRooms " * 10,
    "lists that are awaited": "roomsLater " * 10,
    "lists of what is awaited": "rooms roomLater " * 5,
}


def client(limits: Limits) -> httpx.AsyncClient:
    async def authenticate(*_: object) -> Actor:
        return ACTOR

    endpoint = GraphQLEndpoint(SCHEMA, authenticate=authenticate, make_context=lambda *_: None, limits=limits)
    transport = httpx.ASGITransport(application(endpoint, hosts=["*"], checks={}))
    return httpx.AsyncClient(transport=transport, base_url="http://test", headers={"Authorization": basic()})


async def ask(asking: httpx.AsyncClient, query: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads((await asking.post("/graphql", json={"query": query})).content)
    return answer


def document(fields: str) -> str:
    nested = fields.split()
    return "{ room { " + " { ".join(nested) + " { name }" + " }" * len(nested) + " }"


@pytest.mark.parametrize("name", ENDLESS)
async def test_the_deadline_ends_what_would_never_end(name: str) -> None:
    limits = Limits(cost=10**18, answer_bytes=10**18, query_seconds=DEADLINE)
    async with client(limits) as asking, watched() as watch:
        begun, turns = perf_counter(), watch.turns
        endless = asyncio.create_task(ask(asking, document(ENDLESS[name])))
        await asyncio.sleep(DEADLINE / 5)
        assert (await ask(asking, "{ ping }"))["data"] == {"ping": "pong"}
        assert not endless.done()
        answer = await endless
        assert perf_counter() - begun < DEADLINE + 3
    assert classes(answer) == {"SERVICE_AVAILABILITY"}
    assert "data" not in answer
    # Nothing bounds the answer here, so that freeing what was made of it takes its time; no bounded one takes 0.1 s.
    assert watch.longest < 0.4
    assert watch.turns - turns > 10


@pytest.mark.parametrize("name", ENDLESS)
async def test_little_is_made_between_two_looks_at_the_clock(name: str) -> None:
    """Where each turn is over as soon as it has begun: counted, since a clock goes on while a machine is busy."""
    most = 0

    async def count() -> None:
        nonlocal most
        before = VISITED["rooms"]
        while True:
            await asyncio.sleep(0)
            most, before = max(most, VISITED["rooms"] - before), VISITED["rooms"]

    fields = ENDLESS[name].split()
    parsed = parse("{ room { " + " { name ".join(fields) + " { name }" + " }" * len(fields) + " }")
    executor: Any = SCHEMA.execution_context_class.build(SCHEMA._schema, parsed, operation_extensions=None)
    plan = Plans.of(SCHEMA._schema, parsed, PlanCache()).plan(executor.operation, executor)
    counting = asyncio.create_task(count())
    done = await PlanExecution(plan, executor, LoopTurns(seconds=0), Limits(answer_bytes=1_000_000)).run()
    counting.cancel()
    assert done.data is None
    assert VISITED["rooms"] > 1000
    assert most <= 2 * AT_ONCE


@pytest.mark.parametrize("name", ENDLESS)
async def test_what_an_answer_may_hold_ends_it_before(name: str) -> None:
    async with client(Limits(cost=10**18)) as asking, watched() as watch:
        answer = await ask(asking, document(ENDLESS[name]))
    assert classes(answer) == {"RESOURCE_LIMIT"}
    assert answer["data"] is None
    assert watch.longest < 0.1


async def test_many_at_once_leave_the_loop_to_others_as_one_does() -> None:
    """Each in its turn, and not all of them in each turn of the loop."""
    limits = Limits(cost=10**18, answer_bytes=10**18, query_seconds=DEADLINE)
    async with client(limits) as asking, watched() as watch:
        endless = [asyncio.create_task(ask(asking, document(ENDLESS["lists"]))) for _ in range(20)]
        await asyncio.sleep(DEADLINE / 2)
        assert (await ask(asking, "{ ping }"))["data"] == {"ping": "pong"}
        answers = await asyncio.gather(*endless)
    assert [classes(answer) for answer in answers] == [{"SERVICE_AVAILABILITY"}] * 20
    assert watch.longest < 0.1
