"""A replica answers queries, and takes over from its primary: what it says, what it lacks, and what is done then."""

import asyncio
import signal
from collections.abc import AsyncIterator
from decimal import Decimal

import pytest

from app.demo.embedded import Urls
from app.domain.gateways.secret_keys import write_key
from app.gateways.keyring import new_key
from app.settings import Settings
from app.store.migrate import upgrade
from tests.commands.test_operators import row_of
from tests.flows.gateways.test_restore import command, served_again, yesterday
from tests.gateways.sending.till import Till, open_till
from tests.gateways.sending.worlds import world
from tests.support import servers as real
from tests.support.cluster import Cluster, Node, cluster
from tests.support.merchant_client import live_service, open_shop
from tests.support.promises import verified


@pytest.fixture
async def made() -> AsyncIterator[Cluster]:
    async with cluster() as opened:
        yield opened


@pytest.fixture
async def primary(made: Cluster) -> Node:
    node = await made.primary()
    await upgrade(node.address)
    return node


def settings_of(servers: Urls, primary: Node, replica: Node | None = None) -> Settings:
    reads = {} if replica is None else {"read_database_url": replica.address}
    return real.settings_for(servers, primary.address, secrets_keys=write_key(new_key()), **reads)


async def test_queries_are_answered_by_the_replica_and_nothing_else_is(
    servers: Urls, made: Cluster, primary: Node
) -> None:
    replica = await made.standby(primary)
    settings = settings_of(servers, primary, replica)
    async with live_service(settings) as live, open_shop(live) as shop:
        paid = await shop.settled("100.00")
        await replica.has_followed(primary)
        await replica.execute("SELECT pg_wal_replay_pause()")
        refunded = (await shop.refund(paid, "30.00", key="once")).object
        assert refunded["refundedTransaction"]["refundedAmount"]["value"] == "30.00", "its own answer is up to date"
        assert (await shop.node(paid))["refundedAmount"]["value"] == "0.00", "a query lags"
        assert (await shop.refund(paid, "70.01")).codes == ["91521"], "what decides does not"
        assert (await shop.refund(paid, "30.00", key="once")).object["id"] == refunded["id"]
        await replica.execute("SELECT pg_wal_replay_resume()")
        await replica.has_followed(primary)
        assert (await shop.node(paid))["refundedAmount"]["value"] == "30.00"
        assert row_of(command(settings, "doctor"), "replica").startswith("ok")
        replica.process.send_signal(signal.SIGQUIT)
        await asyncio.to_thread(replica.process.wait)
        assert (await shop.post("query ($id: ID!) { node(id: $id) { id } }", {"id": paid})).codes == [
            "SERVICE_AVAILABILITY"
        ]
        assert (await shop.refund(paid, "10.00")).object["amount"]["value"] == "10.00", "mutations need no replica"
    await verified(settings)


async def test_a_replica_that_lagged_takes_over_and_each_refund_is_made_once(
    servers: Urls, made: Cluster, primary: Node
) -> None:
    """The drill of docs/restoring.md: the gateway forgets keys, and has the refund that the database lost."""
    replica = await made.standby(primary)
    settings = settings_of(servers, primary)
    async with world("stripe that forgets keys") as gateway:
        async with live_service(settings) as live, open_till(live, gateway) as till:
            known, theirs = await till.brought_in()
            other, of_other = await till.brought_in()
            await replica.has_followed(primary)
            replica.process.send_signal(signal.SIGQUIT)
            await asyncio.to_thread(replica.process.wait)
            assert (await till.shop.refund(known, "30.00", key="lost")).object["status"] == "SETTLED"
            primary.process.send_signal(signal.SIGQUIT)
            await asyncio.to_thread(primary.process.wait)
        promoted = await made.again(replica)
        await promoted.execute("SELECT pg_promote()")
        settings = settings.model_copy(update={"database_url": promoted.address})
        merchant = till.shop.merchant.public_id
        command(settings, "hold", merchant)
        async with served_again(settings, till.shop) as shop:
            till = Till(shop, gateway)
            waits = (await shop.refund(other, "20.00", key="new")).object
            told = command(settings, "reconcile", merchant, "--from", yesterday(), "--adopt")
            assert told.splitlines()[-1] == "Nothing differs."
            command(settings, "release", merchant)
            await till.goes_on()
            assert (await shop.node(waits["id"]))["status"] == "SETTLED"
            assert (await shop.refund(known, "30.00", key="lost")).object["status"] == "SETTLED"
            assert await till.given_back(theirs) == Decimal(30)
            assert await till.given_back(of_other) == Decimal(20)
        await verified(settings)


async def test_a_synchronous_replica_has_everything_that_was_answered(
    servers: Urls, made: Cluster, primary: Node
) -> None:
    replica = await made.standby(primary)
    await primary.execute("ALTER SYSTEM SET synchronous_standby_names = '*'")
    await primary.execute("SELECT pg_reload_conf()")
    settings = settings_of(servers, primary)
    async with live_service(settings) as live, open_shop(live) as shop:
        paid = await shop.settled("100.00")
        answered = [(await shop.refund(paid, "10.00", key=f"k{number}")).object["id"] for number in range(3)]
        primary.process.send_signal(signal.SIGQUIT)
        await asyncio.to_thread(primary.process.wait)
    await replica.execute("SELECT pg_promote()")
    settings = settings.model_copy(update={"database_url": replica.address})
    async with served_again(settings, shop) as again:
        for number, refund in enumerate(answered):
            assert (await again.refund(paid, "10.00", key=f"k{number}")).object["id"] == refund
        assert (await again.effects(paid)).count("refund") == 3
    await verified(settings)
