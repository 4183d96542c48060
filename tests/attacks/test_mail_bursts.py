"""Somebody who may refund makes the service write to strangers, many times, in words of the sender's choice."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from app.domain.history.notices import MOST_RECIPIENTS
from app.domain.people.people import Right
from app.flows.upkeep.send_mail import send_mail
from app.settings import Settings, SettingsError, read_settings
from tests.flows.desk import UPDATE_SETTINGS
from tests.flows.refusals import refused
from tests.mail.server import MailServer, mail_server
from tests.support.merchant_client import Shop, live_service, open_shop

STRANGERS = [f"stranger-{number}@example.com" for number in range(MOST_RECIPIENTS)]
CHOSEN = "Your account is locked, call +1 555 0100"
PAYMENTS, REFUNDS_OF_EACH = 10, 20


@pytest.fixture
async def shop(settings: Settings) -> AsyncIterator[Shop]:
    """A merchant that nobody else shares a database with."""
    # Two hundred at once may keep a busy gateway waiting.
    async with live_service(settings.model_copy(update={"gateway_timeout": 10.0})) as live, open_shop(live) as opened:
        yield opened


async def hand_in(shop: Shop, server: MailServer) -> int:
    """One run of a worker, once the minute is over."""
    await shop.execute("UPDATE outbox SET next_try_at = now() WHERE tries = 0 AND next_try_at IS NOT NULL")
    mail = {"smtp_url": f"smtp://127.0.0.1:{server.port}", "mail_from": "refunds@example.com"}
    service = shop.live.service
    return await send_mail(replace(service, settings=service.settings.model_copy(update=mail)))


async def test_two_hundred_refunds_that_fail_are_one_letter_to_each_address(shop: Shop) -> None:
    assert "errors" not in (await shop.ask(UPDATE_SETTINGS, notifyEmails=STRANGERS)).body
    insider = await shop.person(Right.VIEW, Right.REFUND)
    payments = [await shop.settled("4000.00", orderId=CHOSEN) for _ in range(PAYMENTS)]

    async def fail(payment: str) -> list[str]:
        """One after the other: each gives its amount free again."""
        made = [await insider.refund(payment, "2004.00", orderId=CHOSEN) for _ in range(REFUNDS_OF_EACH)]
        assert {each.object["status"] for each in made} == {"PROCESSOR_DECLINED"}
        return [each.object["id"] for each in made]

    refunds = [refund for made in await asyncio.gather(*map(fail, payments)) for refund in made]
    async with mail_server() as server:
        assert await hand_in(shop, server) == len(STRANGERS)
        assert await hand_in(shop, server) == 0
    assert sorted(each.recipients[0] for each in server.inbox) == sorted(STRANGERS)
    for letter in server.inbox:
        assert letter.message["Subject"] == f"{shop.merchant.name}: {len(refunds)} notices need a person"
        told = [refund for notice in letter.notices for refund in refunds if f"Refund:       {refund}\n" in notice]
        assert sorted(told) == sorted(refunds), "and not one of them is lost"
        assert all(f"Order:        {CHOSEN}\n" in notice for notice in letter.notices)


async def test_a_client_chooses_neither_subject_nor_headers(shop: Shop) -> None:
    """Whatever it is called: an order, a customer, a person who asks, a reason, an amount."""
    await shop.set_merchant(notify_emails=STRANGERS[:1])
    nasty = f"{CHOSEN}\r\nBcc: thief@example.com\r\n\r\n=?utf-8?q?=0D=0ABcc:_thief=40example.com?="
    insider = await shop.person(Right.VIEW, Right.REFUND)
    await shop.execute("UPDATE users SET name = $1", nasty)
    payment = await shop.settled("4000.00", orderId=nasty, customerDetails={"email": "alex@example.com"})
    await shop.execute("UPDATE customers SET first_name = $1, company = $1", nasty)
    await insider.refund(payment, "2004.00", orderId=nasty, note=nasty)
    async with mail_server() as server:
        assert await hand_in(shop, server) == 1
    (letter,) = server.inbox
    assert letter.recipients == STRANGERS[:1]
    assert letter.message["Subject"] == f"{shop.merchant.name}: refund declined"
    # Made of a hash, of the time, of chance; the subject is as above.
    own = {"Subject", "Message-ID", "Date", "Content-Type"}
    headers = "\n".join(f"{name}: {value}" for name, value in letter.message.items() if name not in own).lower()
    assert not [word for word in ("locked", "555", "thief", "bcc", "2004") if word in headers]


@pytest.mark.parametrize("address", ["a@example.com\r\nBcc: b@example.com", "a@example.com, b@example.com", "<a@b.c>"])
async def test_nothing_but_an_address_is_written_to(shop: Shop, address: str) -> None:
    (problem,) = await refused(shop, UPDATE_SETTINGS, notifyEmails=["support@example.com", address])
    assert (problem.condition, problem.path) == ("SETTING_INVALID", ("input", "notifyEmails", "1"))


async def test_no_more_than_ten_addresses_are_taken(shop: Shop) -> None:
    (problem,) = await refused(shop, UPDATE_SETTINGS, notifyEmails=[*STRANGERS, "one-more@example.com"])
    assert (problem.condition, problem.path) == ("SETTING_INVALID", ("input", "notifyEmails"))
    assert "up to 10 addresses" in problem.message
    with pytest.raises(SettingsError, match=r"REFUNDRY_NOTIFY_EMAILS: Should be up to 10 mail addresses\."):
        read_settings(
            database_url="postgresql://db.example/refundry",
            redis_url="redis://redis.example",
            notify_emails=[*STRANGERS, "one-more@example.com"],
        )


@pytest.mark.parametrize("by_person", [False, True])
async def test_only_administrators_say_who_is_written_to(shop: Shop, by_person: bool) -> None:
    rights = set(Right) - {Right.ADMINISTER}
    other = await (shop.person(*rights) if by_person else shop.key(*rights))
    assert (await other.ask(UPDATE_SETTINGS, notifyEmails=STRANGERS[:1])).codes == ["AUTHORIZATION"]
    kept = await shop.execute("SELECT notify_emails FROM merchants WHERE id = $1", shop.merchant.id)
    assert kept[0]["notify_emails"] is None
