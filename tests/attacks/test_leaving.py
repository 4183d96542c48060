"""Clients that ask for much and leave: what moves no money ends with them, what moves money goes on to its end."""

import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import asyncpg
import pytest

from app.demo.embedded import Urls
from app.domain.people.people import Right
from app.settings import Settings
from tests.attacks.watching import POOLED, Watch, opened, watched
from tests.crash.gates import Gate, Gates
from tests.crash.installation import until
from tests.flows.desk import Refunded, refunded
from tests.support import servers as real
from tests.support.merchant_client import (
    ADVANCE_CLOCK,
    CHARGE,
    REFUND_TRANSACTION,
    VISA,
    VOID,
    Shop,
    live_service,
    open_shop,
)
from tests.support.promises import verified

PING = "{ ping }"
TRANSACTIONS = "{ transactions(input: {}, first: 1) { edges { node { id } } } }"
BOTH = """mutation ($by: String!, $input: RefundTransactionInput!) {
  sandboxAdvanceClock(input: {by: $by}) { now }
  refundTransaction(input: $input) { refund { id } }
}"""
SIX_MINUTES = timedelta(minutes=6)
CHANGES = "SELECT kind FROM changes WHERE merchant_id = $1"
SLOW = {"gateway_timeout": 60.0, "lock_timeout": 150.0, "query_deadline": 150.0, "shutdown_grace": 600.0}
"""Nothing else ends what is held up here."""


def request(shop: Shop, query: str, variables: dict[str, Any] | None = None) -> bytes:
    """An HTTP request as it goes over the wire."""
    body = json.dumps({"query": query, "variables": variables or {}}).encode()
    head = (
        f"POST /graphql HTTP/1.1\r\nHost: localhost\r\nAuthorization: {shop.authorization}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def sent(shop: Shop, *requests: bytes) -> socket.socket:
    """A connection over which these were sent, one upon the other; nobody reads the answers."""
    port = int(shop.live.url.partition("/graphql")[0].rpartition(":")[2])
    client = socket.create_connection(("127.0.0.1", port))
    client.sendall(b"".join(requests))
    return client


async def left(shop: Shop, client: socket.socket) -> None:
    """Closes the connection; returns once the service, which runs in this very loop, has come to know."""
    client.close()
    for _ in range(3):
        assert (await shop.post(PING)).body["data"] == {"ping": "pong"}


@asynccontextmanager
async def held_up(settings: Settings, gate: Gate) -> AsyncIterator[Gates]:
    async with Gates(_address(settings)) as gates:
        await gates.walk([gate])
        yield gates


@asynccontextmanager
async def unread(settings: Settings) -> AsyncIterator[None]:
    """While the block runs, whoever reads transactions waits."""
    connection = await asyncpg.connect(_address(settings))
    try:
        async with connection.transaction():
            await connection.execute("LOCK TABLE transactions IN ACCESS EXCLUSIVE MODE")
            yield
    finally:
        await connection.close()


def _address(settings: Settings) -> str:
    return settings.database_url.replace("+asyncpg", "")


@pytest.fixture
async def slow(servers: Urls, database: str) -> AsyncIterator[Shop]:
    """A merchant of a service that waits for as long as a test holds something up."""
    async with live_service(real.settings_for(servers, database, **SLOW)) as live, open_shop(live) as shop:
        yield shop


async def queued(shop: Shop) -> Refunded:
    """A refund that is tried in vain every six minutes, and nothing else to be done before that."""
    await shop.set_merchant(retry_interval=SIX_MINUTES)
    made = await refunded(shop, "3000.00")
    await shop.advance("P0D")
    return made


@pytest.mark.parametrize("behind", ["nothing", "at once", "later"])
async def test_a_query_ends_when_its_client_leaves(servers: Urls, database: str, behind: str) -> None:
    """In PostgreSQL as well: however many clients leave, no statement of theirs goes on, and nothing is kept open.

    Another request may have come `behind` it, at once or later.
    """
    settings = real.settings_for(servers, database, database_pool_size=POOLED.pool, **SLOW)
    async with opened(settings, 1, Right.VIEW) as (viewer,), watched(settings) as watch:
        query, next_one = request(viewer, TRANSACTIONS), request(viewer, PING)
        async with unread(settings):
            for _ in range(3):
                clients = [sent(viewer, query, *[next_one] * (behind == "at once")) for _ in range(2 * POOLED.pool)]
                await until(lambda: _some(watch), "queries to wait")
                for each in clients:
                    if behind == "later":
                        each.sendall(next_one)
                    each.close()
                await until(lambda: _none(watch), "the queries to end")
        assert (await viewer.post(TRANSACTIONS)).body["data"]
        assert watch.most <= POOLED.most + 1, "the one that holds everything up"


async def test_the_clock_stops_between_two_steps_when_its_client_leaves(slow: Shop) -> None:
    """An attempt that is under way is made and written down; what would have been next is not begun."""
    made = await queued(slow)
    async with held_up(slow.live.settings, Gate.SEND) as gates:
        client = sent(slow, request(slow, ADVANCE_CLOCK, {"input": {"by": "P5D"}}))
        await gates.catch(1)
        await left(slow, client)
    await until(lambda: _stopped(slow), "the clock to stop")
    refund = await slow.node(made.refund)
    assert [each["outcome"] for each in refund["retry"]["attempts"]] == ["UNAVAILABLE", "UNAVAILABLE"]
    assert (refund["retry"]["state"], refund["retry"]["attemptsLeft"]) == ("WAITING", 2)
    assert SIX_MINUTES <= await slow.now() - made.began < 2 * SIX_MINUTES
    await verified(slow.live.settings)
    await slow.advance("P5D")
    assert (await slow.node(made.refund))["retry"]["state"] == "EXHAUSTED", "it goes on where it stopped"


@pytest.mark.parametrize("kind", ["charge", "refund", "void"])
async def test_what_moves_money_goes_on_to_its_end(slow: Shop, kind: str) -> None:
    sale = await slow.authorize("50.00") if kind == "void" else await slow.settled("50.00")
    given: dict[str, Any] = {"transactionId": sale, "apiRequestKey": "left"}
    mutation = REFUND_TRANSACTION if kind == "refund" else VOID
    if kind == "charge":
        mutation, given = CHARGE, {"paymentMethodId": VISA, "transaction": {"amount": "10.00"}, "apiRequestKey": "left"}
    async with held_up(slow.live.settings, Gate.SEND) as gates:
        client = sent(slow, request(slow, mutation, {"input": given}))
        await gates.catch(1)
        await left(slow, client)
    await until(lambda: _nothing_runs(slow), "it to end")
    again = await slow.ask(mutation, **given)
    assert again.object["status"] == ("VOIDED" if kind == "void" else "SUBMITTED_FOR_SETTLEMENT")
    rows = await slow.execute("SELECT attempts_made, state FROM operations ORDER BY id DESC LIMIT 1")
    assert [tuple(row) for row in rows] == [(1, "SUCCEEDED")]
    await verified(slow.live.settings)


async def test_a_refund_behind_the_clock_is_made_though_the_clock_stops(slow: Shop) -> None:
    """One document with both: each ends as it would alone."""
    sale, waiting = await slow.settled("50.00"), await queued(slow)
    variables = {"by": "P5D", "input": {"transactionId": sale}}
    async with held_up(slow.live.settings, Gate.SEND) as gates:
        client = sent(slow, request(slow, BOTH, variables))
        await gates.catch(1)
        await left(slow, client)

    async def made() -> bool:
        return [each["status"] for each in (await slow.node(sale))["refunds"]] == ["SUBMITTED_FOR_SETTLEMENT"]

    await until(made, "the refund")
    assert await _stopped(slow)
    assert (await slow.node(waiting.refund))["retry"]["attemptsMade"] == 2
    await verified(slow.live.settings)


async def _some(watch: Watch) -> bool:
    return await watch.waiting() > 0


async def _none(watch: Watch) -> bool:
    return await watch.waiting() == 0


async def _stopped(shop: Shop) -> bool:
    return any(row["kind"] == "CLOCK_STOPPED" for row in await shop.execute(CHANGES, shop.merchant.id))


async def _nothing_runs(shop: Shop) -> bool:
    return not await shop.execute("SELECT FROM operations WHERE state = 'RUNNING'")
