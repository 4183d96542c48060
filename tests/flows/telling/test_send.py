"""Sending: tries by the merchant's clock, what receivers answer, lanes, secrets, sending again."""

import asyncio
import json
import os
from datetime import datetime, timedelta
from typing import Any

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from tests.flows.telling.conftest import PING, RESEND, ROTATE, UPDATE, Merchant
from tests.receivers.receiver import Receiver, receiving, says
from tests.support.merchant_client import Shop

ELSEWHERE = 0.1
"""Seconds that a receiver elsewhere takes to answer."""

IS_LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
MANY = 10_000 if IS_LONG else 120


async def ping(merchant: Merchant, endpoint_id: str) -> None:
    assert (await merchant.ask(PING, id=endpoint_id))["validationErrors"] is None


async def test_a_message_is_tried_ten_times_over_three_days_under_one_id(
    merchant: Merchant, receiver: Receiver
) -> None:
    receiver.usual = says("500 Broken", b"away")
    endpoint = await merchant.endpoint(receiver)
    await ping(merchant, endpoint.id)
    await merchant.sent()
    pauses = ("PT6S", "PT6M", "PT34M", "PT2H15M", "PT5H35M", "PT11H5M", "PT15H30M", "PT22H10M", "PT26H30M")
    for tries, pause in enumerate(pauses, start=1):
        (message,) = await merchant.messages()
        assert (message["state"], len(message["attempts"]), len(receiver.got)) == ("WAITING", tries, tries)
        await merchant.sent()
        assert len(receiver.got) == tries, "nothing comes before its time"
        await merchant.shop.advance(pause)
        await merchant.sent()
    (message,) = await merchant.messages(state="FAILED")
    assert [each["status"] for each in message["attempts"]] == [500] * 10
    assert {each["message"] for each in message["attempts"]} == {"away"}
    times = [datetime.fromisoformat(each["at"]) for each in message["attempts"]]
    assert timedelta(days=3) < times[-1] - times[0] < timedelta(days=5)
    assert {got.headers["webhook-id"] for got in receiver.got} == {message["id"]}
    assert len(receiver.verified(endpoint.secret)) == 10
    assert (await merchant.show())["failingSince"] == message["attempts"][0]["at"]


async def test_an_endpoint_that_takes_messages_again_fails_no_longer(merchant: Merchant, receiver: Receiver) -> None:
    receiver.replies = [says("500 Broken"), says("302 Found", location="http://127.0.0.1:1/")]
    endpoint = await merchant.endpoint(receiver)
    await ping(merchant, endpoint.id)
    await merchant.sent()
    assert (await merchant.show())["failingSince"] is not None
    await merchant.shop.advance("PT6S")
    await merchant.sent()
    await merchant.shop.advance("PT6M")
    await merchant.sent()
    (message,) = await merchant.messages(state="DELIVERED")
    assert [each["status"] for each in message["attempts"]] == [500, 302, 204]
    assert (await merchant.show())["failingSince"] is None


async def test_after_five_days_an_endpoint_is_switched_off_and_people_are_told(
    merchant: Merchant, receiver: Receiver
) -> None:
    shop = merchant.shop
    await shop.set_merchant(notify_emails=["support@example.com"])
    receiver.usual = says("500 Broken")
    endpoint = await merchant.endpoint(receiver)
    await ping(merchant, endpoint.id)
    await merchant.sent()
    await shop.advance("P4DT23H")
    await ping(merchant, endpoint.id)
    await merchant.sent()
    assert (await merchant.show())["enabled"] is True
    assert await mails(shop) == []
    await shop.advance("PT2H")
    await merchant.sent()
    shown = await merchant.show()
    assert shown["enabled"] is False
    assert {each["state"] for each in await merchant.messages()} == {"FAILED"}
    (mail,) = await mails(shop)
    assert mail["recipient"] == "support@example.com"
    assert mail["facts"]["endpoint_id"] == endpoint.id
    assert mail["facts"]["url"] == receiver.url.partition("?")[0]
    assert mail["facts"]["why"] == "It has taken no message for five days."

    # What happens meanwhile is kept; once the receiver works, it gets all of it.
    receiver.usual, before = says("204 No Content"), len(receiver.got)
    await shop.refund(await shop.settled("10.00"))
    await merchant.sent()
    assert len(receiver.got) == before
    refused = await merchant.ask(RESEND, endpointId=endpoint.id, since=shown["createdAt"])
    assert [each["code"] for each in refused["validationErrors"]] == ["WEBHOOK_ENDPOINT_OFF"]
    await merchant.ask(UPDATE, id=endpoint.id, enabled=True)
    assert (await merchant.ask(RESEND, endpointId=endpoint.id, since=shown["createdAt"]))["count"] == 4
    await merchant.sent()
    assert sorted(body["type"] for body in endpoint.told()[-4:]) == [
        *["ping"] * 2,
        "refund.accepted",
        "transaction.settled",
    ]
    assert {each["state"] for each in await merchant.messages()} == {"DELIVERED"}


async def test_410_switches_an_endpoint_off_at_once(merchant: Merchant, receiver: Receiver) -> None:
    await merchant.shop.set_merchant(notify_emails=["support@example.com"])
    receiver.replies = [says("410 Gone")]
    endpoint = await merchant.endpoint(receiver)
    await ping(merchant, endpoint.id)
    await merchant.sent()
    assert (await merchant.show())["enabled"] is False
    assert [each["state"] for each in await merchant.messages()] == ["FAILED"]
    (mail,) = await mails(merchant.shop)
    assert "410" in mail["facts"]["why"]


async def test_a_receiver_that_is_busy_is_left_alone_for_as_long_as_it_says(
    merchant: Merchant, receiver: Receiver
) -> None:
    receiver.replies = [says("429 Busy", retry_after="600")]
    endpoint = await merchant.endpoint(receiver)
    await ping(merchant, endpoint.id)
    await merchant.sent()
    await ping(merchant, endpoint.id)
    await merchant.shop.advance("PT9M")
    await merchant.sent()
    assert len(receiver.got) == 1
    await merchant.shop.advance("PT61S")
    await merchant.sent()
    assert len(receiver.got) == 3
    assert {each["state"] for each in await merchant.messages()} == {"DELIVERED"}


async def test_both_secrets_sign_for_a_day(merchant: Merchant, receiver: Receiver) -> None:
    endpoint = await merchant.endpoint(receiver)
    rotated = await merchant.ask(ROTATE, id=endpoint.id)
    assert rotated["secret"] != endpoint.secret
    await ping(merchant, endpoint.id)
    await merchant.sent()
    await merchant.shop.advance("P1D")
    await ping(merchant, endpoint.id)
    await merchant.sent()
    during, after = receiver.got
    for secret in (endpoint.secret, rotated["secret"]):
        Webhook(secret).verify(during.body, during.headers)
    Webhook(rotated["secret"]).verify(after.body, after.headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(endpoint.secret).verify(after.body, after.headers)


async def test_a_message_is_sent_again_by_its_id(merchant: Merchant, receiver: Receiver) -> None:
    endpoint = await merchant.endpoint(receiver)
    for _ in range(2):
        await ping(merchant, endpoint.id)
    await merchant.sent()
    second, first = await merchant.messages()
    assert (await merchant.ask(RESEND, endpointId=endpoint.id, messageId=first["id"]))["count"] == 1
    await merchant.sent()
    assert [got.headers["webhook-id"] for got in receiver.got][2:] == [first["id"]]
    again = (await merchant.messages())[1]
    assert (again["state"], len(again["attempts"])) == ("DELIVERED", 2)
    assert (await merchant.ask(RESEND, endpointId=endpoint.id, since=second["createdAt"]))["count"] == 1


async def test_a_worker_that_died_leaves_its_messages_to_others(merchant: Merchant, receiver: Receiver) -> None:
    """At each step: taken and not posted, posted and not written down. Nothing is lost, and the id is the same."""
    endpoint = await merchant.endpoint(receiver)
    await ping(merchant, endpoint.id)
    held = asyncio.Event()

    async def hangs(writer: asyncio.StreamWriter) -> None:
        held.set()
        await asyncio.sleep(3600)

    receiver.replies = [hangs]
    dying = asyncio.create_task(merchant.sender.drain())
    await held.wait()
    await merchant.sender.stop()
    await asyncio.gather(dying, return_exceptions=True)
    (message,) = await merchant.messages()
    assert (message["state"], message["attempts"]) == ("WAITING", [])
    await merchant.sent()
    assert len(receiver.got) == 1, "its lease is not over"
    await merchant.shop.execute("UPDATE webhook_messages SET leased_until = now() - interval '1 second'")
    await merchant.sent()
    assert [got.headers["webhook-id"] for got in receiver.got] == [message["id"]] * 2
    assert [each["state"] for each in await merchant.messages()] == ["DELIVERED"]


async def test_a_message_that_can_not_be_written_holds_up_no_others(merchant: Merchant, receiver: Receiver) -> None:
    """Whatever is wrong with it: the change stays, it waits for a version that can write it, and the endpoint works."""
    endpoint = await merchant.endpoint(receiver, "transaction.settled")
    broken, whole = await merchant.shop.settled("10.00"), await merchant.shop.settled("20.00")
    unwritable = (
        "UPDATE webhook_messages SET facts = facts - 'legacy_id'"
        " WHERE id = (SELECT min(id) FROM webhook_messages WHERE merchant_id = $1)"
    )
    await merchant.shop.execute(unwritable, merchant.shop.merchant.id)
    await merchant.sent()
    assert [each["data"]["id"] for each in endpoint.told()] == [whole]
    sent, left = await merchant.messages()
    assert (sent["state"], left["state"], left["payload"]) == ("DELIVERED", "WAITING", "")
    (attempt,) = left["attempts"]
    assert (attempt["status"], attempt["message"]) == (
        None,
        "Nothing was sent: the message could not be written (KeyError).",
    )
    assert (await merchant.show())["failingSince"] is None
    assert (await merchant.shop.node(broken))["status"] == "SETTLED"


async def test_messages_that_are_over_are_kept_for_a_while(merchant: Merchant, receiver: Receiver) -> None:
    endpoint = await merchant.endpoint(receiver)
    for _ in range(2):
        await ping(merchant, endpoint.id)
    await merchant.sent()
    await ping(merchant, endpoint.id)
    waiting, _, first = await merchant.messages()
    await merchant.shop.execute(
        "UPDATE webhook_messages SET written_at = now() - interval '90 days 1 hour' WHERE public_id = ANY ($1)",
        [waiting["id"], first["id"]],
    )
    assert not await merchant.sender.forget()
    assert len(await merchant.messages()) == 2
    assert (await merchant.messages())[0]["id"] == waiting["id"], "what waits is not forgotten"


async def test_dead_endpoints_hold_up_no_others(merchant: Merchant, receiver: Receiver) -> None:
    """Many changes to three endpoints of which one is dead: the others have all in the time that one alone takes, times
    1.2. The receivers take as long for an answer as one elsewhere does: without that, the process's core is shared.
    """

    async def hang(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(3600)

    async def answer(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(ELSEWHERE)
        await says("204 No Content")(writer)

    clock = asyncio.get_running_loop()
    receiver.usual = answer
    alone = await merchant.endpoint(receiver)
    await write(merchant.shop, MANY)
    began = clock.time()
    await merchant.sent()
    by_itself = clock.time() - began
    assert len(alone.told()) == MANY
    async with receiving() as second, receiving() as dead:
        dead.usual, second.usual = hang, answer
        other = await merchant.endpoint(second)
        await merchant.endpoint(dead)
        await write(merchant.shop, MANY)
        began = clock.time()
        sending = asyncio.create_task(merchant.sender.run())
        try:
            async with asyncio.timeout(20 + 3 * by_itself):
                await receiver.has_got(2 * MANY)
                await second.has_got(MANY)
            together = clock.time() - began
        finally:
            sending.cancel()
            await asyncio.wait({sending})
        assert len(other.told()) == MANY
        assert 0 < len(dead.got) < MANY
    print(f"{MANY} messages: {by_itself:.1f} s to one, {together:.1f} s to two beside a dead one")
    # So few are over so soon that on a busy machine the process's core is what counts, of which each has half.
    assert together < 1.2 * by_itself * (1 if IS_LONG else 2) + 1


async def mails(shop: Shop) -> list[dict[str, Any]]:
    rows = await shop.execute("SELECT * FROM outbox WHERE merchant_id = $1 ORDER BY id", shop.merchant.id)
    return [{**dict(row), "facts": json.loads(row["facts"])} for row in rows]


async def write(shop: Shop, count: int) -> None:
    """Messages of that many changes, one object each, by the database's own function."""
    facts = (
        "jsonb_build_object('legacy_id', 'a' || n, 'status', 'SETTLED', 'amount', 100, 'currency', 'USD',"
        " 'refunded', 0)"
    )
    await shop.execute(
        f"SELECT tell_webhooks($1, 'transaction', -n, 'transaction.settled', {facts}) FROM generate_series(1, $2) n",
        shop.merchant.id,
        count,
    )
