"""Processes die at each step from a change to its receiver: every change is told at least once, and no other."""

import asyncio
import subprocess
from collections import Counter
from datetime import timedelta
from pathlib import Path

import httpx
from standardwebhooks import Webhook

from app.demo.embedded import Servers
from tests.crash.cases import check_books, move_clock, nothing_runs, set_to_noon
from tests.crash.conftest import is_long
from tests.crash.gates import Gate, Gates
from tests.crash.installation import World, opened, until
from tests.receivers.receiver import Receiver, receiving, says
from tests.support.merchant_client import Shop, open_shop

CREATE = """mutation ($input: CreateWebhookEndpointInput!) {
  createWebhookEndpoint(input: $input) { endpoint { id } secret validationErrors { message } }
}"""
ALL_STEPS = (Gate.RESERVE, Gate.SEND, Gate.EFFECT, Gate.RECORD, Gate.WRITE, Gate.TELL)
STEPS = ALL_STEPS if is_long() else (Gate.EFFECT, Gate.WRITE, Gate.TELL)
"""Where the API dies: before anything is committed, with the gateway, and in the middle of writing the answer and of
telling it.
"""
AGAIN = "UPDATE webhook_messages SET leased_until = now() WHERE leased_until IS NOT NULL"
"""As if the time had passed after which who has taken a message is taken for dead."""


async def waiting(shop: Shop) -> int:
    ((count,),) = await shop.execute("SELECT count(*) FROM webhook_messages WHERE state = 'WAITING'")
    return int(count)


async def test_every_change_is_told_and_none_that_did_not_happen(mortal: Servers, folder: Path) -> None:
    async with (
        opened(mortal, folder, webhook_networks=["127.0.0.0/8"]) as world,
        open_shop(world.live) as shop,
        receiving() as receiver,
    ):
        world.run_api()
        await set_to_noon(shop)
        (made,) = (await shop.ask(CREATE, url=receiver.url)).body["data"].values()
        sales = [await shop.settled("10.00") for _ in STEPS]
        for gate, sale in zip(STEPS, sales, strict=True):
            api = world.run_api()
            async with Gates(world.database) as gates:
                await gates.walk([gate])
                asking = asyncio.create_task(shop.refund(sale, key=f"key {gate.name}"))
                await gates.catch(1)
                world.kill(api)
                await gates.cut()
                (cut,) = await asyncio.gather(asking, return_exceptions=True)
                assert isinstance(cut, httpx.TransportError)
            await gates.ended()

        taken = await die_sending(world, shop, receiver)
        world.run_api()
        await shop.execute(AGAIN)
        await move_clock(shop, timedelta(minutes=7))
        world.start_worker()
        await until(lambda: nothing_runs(shop), "the refunds to come to an end")
        for gate, sale in zip(STEPS, sales, strict=True):
            # Each client asks again under its key, and gets the one refund.
            assert (await shop.refund(sale, key=f"key {gate.name}")).object["status"] in {
                "AUTHORIZING",
                "SUBMITTED_FOR_SETTLEMENT",
            }

        async def all_told() -> bool:
            ((left,),) = await shop.execute("SELECT count(*) FROM refunds WHERE status = 'AUTHORIZING'")
            return not left and not await waiting(shop)

        await until(all_told, "all to be told")
        told = {
            got.headers["webhook-id"]: Webhook(made["secret"]).verify(got.body, got.headers) for got in receiver.got
        }
        times = Counter(got.headers["webhook-id"] for got in receiver.got)
        assert all(times[each] >= 2 for each in taken), "nobody knows that the receiver has them"
        refunds = {(await shop.node(sale))["refunds"][0]["id"] for sale in sales}
        accepted = Counter(each["data"]["id"] for each in told.values() if each["type"] == "refund.accepted")
        assert accepted == Counter(refunds)
        settled = Counter(each["data"]["id"] for each in told.values() if each["type"] == "transaction.settled")
        assert settled == Counter(sales)
        assert {each["type"] for each in told.values()} <= {"refund.accepted", "refund.queued", "transaction.settled"}
        by_refund: dict[str, list[int]] = {}
        for each in told.values():
            by_refund.setdefault(each["data"]["id"], []).append(each["data"]["sequence"])
        assert all(sorted(numbers) == list(range(1, len(numbers) + 1)) for numbers in by_refund.values())
        await check_books(shop)


async def die_sending(world: World, shop: Shop, receiver: Receiver) -> set[str]:
    """A worker dies at each step of sending; the ids of what it has posted, of which nothing is written down."""
    async with Gates(world.database) as gates:
        await gates.walk([Gate.TELL])
        await die_at(world.start_worker(), world, gates)
    assert receiver.got == [], "what is not taken for good is not sent"

    async def hang(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(3600)

    receiver.usual = hang
    worker = world.start_worker()
    await receiver.has(1)
    world.kill(worker)
    taken = {got.headers["webhook-id"] for got in receiver.got}
    await shop.execute(AGAIN)

    answers, before = asyncio.Event(), len(receiver.got)

    async def answer(writer: asyncio.StreamWriter) -> None:
        await answers.wait()
        await says("204 No Content")(writer)

    receiver.usual = answer
    worker = world.start_worker()
    await receiver.has(before + 1)
    async with Gates(world.database) as gates:
        await gates.walk([Gate.TELL])
        answers.set()
        await die_at(worker, world, gates)
    receiver.usual = says("204 No Content")
    return taken | {got.headers["webhook-id"] for got in receiver.got}


async def die_at(worker: "subprocess.Popen[bytes]", world: World, gates: Gates) -> None:
    """The worker dies where it waits at the gates, and nothing of what it had begun is carried out."""
    await gates.catch(1)
    world.kill(worker)
    await gates.cut()
    await gates.ended()
