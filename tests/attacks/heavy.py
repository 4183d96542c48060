"""What a dishonest colleague prepares: payments and orders that hold more than honest ones do, made by copying rows."""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from time import thread_time
from typing import Any

import httpx
from graphql import OperationType

from app.domain.people.people import Actor
from app.engine.limits import Limits
from app.flows.people.sign_in import actor_of_key
from app.schema.base.context import Client, Context
from app.schema.schema import schema
from app.web.application import application
from app.web.endpoint import GraphQLEndpoint
from app.web.query_work import QueryWork
from tests.support.merchant_client import Shop

NAMES = "left(md5(random()::text || n::text), 12)"
"""SQL of a legacy id for the copy with the number n."""

LOOPS = ("refunds { refundedTransaction {", "order { transactions {", "order { refunds { refundedTransaction {")
"""Of a transaction: ways that lead back to it, by as many others as there are."""


def around(loop: str, times: int, inner: str = "id") -> str:
    """A selection on a transaction that goes round the loop so many times, and asks for `inner` in the end."""
    return f"{loop} " * times + inner + " }" * loop.count("{") * times


def of_payment(selection: str) -> str:
    return f"query ($id: ID!) {{ node(id: $id) {{ ... on Transaction {{ {selection} }} }} }}"


async def copies(shop: Shop, table: str, row: str, times: int, **columns: str) -> None:
    """So many copies of the table's row with that legacy id, with some `columns` given by SQL instead."""
    named = await shop.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1"
        " AND column_name <> 'id' AND is_generated = 'NEVER'",
        table,
    )
    names = [each["column_name"] for each in named]
    values = {"legacy_id": NAMES, **columns}
    await shop.execute(
        f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(values.get(name, f'x.{name}') for name in names)}"
        f" FROM {table} AS x, generate_series(1, {times}) AS n WHERE x.legacy_id = $1",
        row,
    )


async def payment(shop: Shop, refunds: int, *, copied: int = 0, **more: Any) -> str:
    """The id of a payment with so many refunds that were asked for, and `copied` ones beside them."""
    paid = await shop.settled("4000.00", **more)
    for _ in range(refunds):
        given_back = (await shop.refund(paid, "1.00")).object
    if copied:
        await copies(shop, "refunds", given_back["legacyId"], copied)
    return paid


@dataclass(slots=True)
class Watch:
    """How long one turn of the event loop has taken at most, in seconds of this thread's own processor time: that of
    other processes on a busy machine doesn't count.
    """

    longest: float = 0.0
    turns: int = 0
    begun: float = 0.0

    @property
    def seconds(self) -> float:
        """Since the watch began."""
        return thread_time() - self.begun

    async def keep(self) -> None:
        self.begun = before = thread_time()
        while True:
            await asyncio.sleep(0)
            now = thread_time()
            self.longest, self.turns, before = max(self.longest, now - before), self.turns + 1, now


@asynccontextmanager
async def watched() -> AsyncIterator[Watch]:
    """A watch that is kept. No garbage is collected meanwhile: all that tests have loaded would be looked at for it."""
    gc.disable()
    watch = Watch()
    keeping = asyncio.create_task(watch.keep())
    await asyncio.sleep(0)
    try:
        yield watch
    finally:
        keeping.cancel()
        gc.enable()


@asynccontextmanager
async def served(shop: Shop, limits: Limits, *, stock: bool = False) -> AsyncIterator[httpx.AsyncClient]:
    """A client with the shop's key of the same service within other limits, or by the stock executor, in this process
    and without a socket.
    """
    service = shop.live.service

    def context(actor: Actor, request_id: str, _operation: OperationType, client: Client, _work: QueryWork) -> Context:
        return Context(service, actor, request_id, client)

    authenticate = partial(actor_of_key, service.store)
    endpoint = GraphQLEndpoint(schema, authenticate=authenticate, make_context=context, limits=limits, stock=stock)
    transport = httpx.ASGITransport(application(endpoint, hosts=["*"], checks={}))
    headers = {"Authorization": shop.authorization}
    async with httpx.AsyncClient(transport=transport, base_url="http://test", headers=headers) as client:
        yield client


def classes(answer: dict[str, Any]) -> set[str]:
    return {error["extensions"]["errorClass"] for error in answer.get("errors", [])}
