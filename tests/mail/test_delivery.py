"""Messages on their way to a real mail server: by every kind of connection, in bad weather, and once."""

import asyncio
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.domain.history.notices import GATHERED_FOR, LEASE, REFUSED_FOR_GOOD_AFTER
from app.flows.upkeep.send_mail import send_mail
from app.store.history.outbox import mark_sent, mark_waiting, take
from tests.mail.conftest import SUPPORT, declined_refund, make_due, outbox, post
from tests.mail.server import HANG_UP, Authority, MailServer, mail_server
from tests.support.merchant_client import Shop
from tests.support.promises import verified

CREDENTIALS = "refundry:p%C3%A4ssword%2Fwith%3Aodd%40characters"


def url(server: MailServer, rest: str = "", scheme: str = "smtp") -> str:
    return f"{scheme}://127.0.0.1:{server.port}{rest}"


def signed_in(server: MailServer, rest: str = "", scheme: str = "smtp") -> str:
    return f"{scheme}://{CREDENTIALS}@127.0.0.1:{server.port}{rest}"


async def test_a_message_arrives_as_it_should(alone: Shop, server: MailServer) -> None:
    transaction_id = await declined_refund(alone, orderId="order-7")
    assert await post(alone, url(server)) == 1
    (received,) = server.inbox
    (row,) = await outbox(alone)
    message = received.message
    assert (received.sender, received.recipients) == ("refunds@example.com", [SUPPORT])
    assert message["To"] == SUPPORT
    assert message["From"] == "Rückerstattung <refunds@example.com>"
    assert message["Subject"] == f"{alone.merchant.name}: refund declined"
    assert message["Message-ID"] == row["message_id"]
    assert abs(message["Date"].datetime - row["created_at"]) < timedelta(seconds=1)
    for body in (received.text, received.html):
        assert "refundTransaction(" in body
        assert "markRefundedExternally(" in body
        assert transaction_id in body
        assert "order-7" in body
        assert "2004.00 USD" in body
    assert row["sent_at"] is not None
    assert (row["next_try_at"], row["last_error"]) == (None, None)
    await make_due(alone)
    assert await post(alone, url(server)) == 0
    assert len(server.inbox) == 1


@pytest.mark.parametrize("login", [False, True])
@pytest.mark.parametrize("kind", ["tls", "starttls"])
async def test_encrypted_connections(kind: str, login: bool, alone: Shop, authority: Authority) -> None:
    await declined_refund(alone)
    tls: dict[str, Any] = {kind: authority.context()}
    scheme = "smtps" if kind == "tls" else "smtp"
    rest = "" if kind == "tls" else "?starttls=required"
    async with mail_server(**tls, login=login) as server:
        address = signed_in(server, rest, scheme) if login else url(server, rest, scheme)
        assert await post(alone, address, authority.file) == 1
    (received,) = server.inbox
    assert (received.encrypted, received.signed_in) == (True, login)


@pytest.mark.parametrize("kind", ["tls", "starttls"])
@pytest.mark.parametrize("trusted", [False, True])
async def test_a_certificate_that_is_not_the_servers_is_not_accepted(
    trusted: bool, kind: str, alone: Shop, authority: Authority
) -> None:
    """Once with an untrusted authority, once with another host name."""
    await declined_refund(alone)
    tls: dict[str, Any] = {kind: authority.context("elsewhere.example" if trusted else "127.0.0.1")}
    scheme, rest = ("smtps", "") if kind == "tls" else ("smtp", "?starttls=required")
    async with mail_server(**tls) as server:
        assert await post(alone, url(server, rest, scheme), authority.file if trusted else None) == 0
    assert server.inbox == []
    (row,) = await outbox(alone)
    assert "certificate" in row["last_error"].lower()


async def test_a_password_never_goes_out_in_the_clear(alone: Shop) -> None:
    await declined_refund(alone)
    async with mail_server(login=True) as server:
        assert await post(alone, signed_in(server)) == 0
        assert server.inbox == []
        await make_due(alone)
        assert await post(alone, signed_in(server, "?starttls=never")) == 1, "unless that is what the operator wants"


async def test_encryption_is_used_where_it_is_offered(alone: Shop, authority: Authority) -> None:
    await declined_refund(alone)
    async with mail_server(starttls=authority.context()) as server:
        assert await post(alone, url(server)) == 1
        await declined_refund(alone)
        assert await post(alone, url(server, "?starttls=never")) == 1
    assert [each.encrypted for each in server.inbox] == [True, False]


async def test_a_wrong_password_loses_nothing_and_is_not_written_down(alone: Shop, authority: Authority) -> None:
    await declined_refund(alone)
    async with mail_server(starttls=authority.context(), login=True) as server:
        assert await post(alone, signed_in(server).replace("odd", "0dd"), authority.file) == 0
        (row,) = await outbox(alone)
        assert row["last_error"].startswith("535")
        assert "0dd" not in row["last_error"]
        assert row["refused_since"] is None, "it is us that the server refuses, and no recipient"
        await make_due(alone)
        assert await post(alone, signed_in(server), authority.file) == 1


async def test_nothing_is_lost_while_the_server_is_away(alone: Shop) -> None:
    await alone.set_merchant(notify_emails=[f"support-{number}@example.com" for number in range(3)])
    await declined_refund(alone)
    async with mail_server() as server:
        pass
    for tries in range(1, 6):
        await make_due(alone)
        assert await post(alone, url(server)) == 0
        rows = await outbox(alone)
        assert sum(row["tries"] for row in rows) == tries, "one is tried, and the others wait for the next run"
    async with mail_server(server):
        await make_due(alone)
        assert await post(alone, url(server)) == 3
        await make_due(alone)
        assert await post(alone, url(server)) == 0
    ids = [each.message["Message-ID"] for each in server.inbox]
    assert sorted(ids) == sorted(row["message_id"] for row in await outbox(alone))
    assert [len(each.notices) for each in server.inbox] == [1, 1, 1]


async def test_a_message_that_nobody_can_read_stops_no_other(alone: Shop, server: MailServer) -> None:
    """It is the first that is due, in every run, and has been put into one letter with the other."""
    for _ in range(2):
        await declined_refund(alone)
    first, _ = await outbox(alone)
    await alone.execute("UPDATE outbox SET facts = '{\"kind\": 1}', next_try_at = 'epoch' WHERE id = $1", first["id"])
    assert await post(alone, url(server)) == 1
    broken, sent = await outbox(alone)
    assert sent["sent_at"] is not None
    assert broken["tries"] == 2, "in the letter, and alone"
    assert "could not be written" in broken["last_error"]
    assert broken["next_try_at"] is not None


async def test_pauses_grow_while_the_server_is_away(alone: Shop, server: MailServer) -> None:
    await declined_refund(alone)
    server.answers["DATA"] = ["451 later"] * 10
    pauses = []
    for _ in range(10):
        await make_due(alone)
        await post(alone, url(server))
        (row,) = await alone.execute("SELECT next_try_at - now() AS pause FROM outbox")
        pauses.append(round(row["pause"].total_seconds()))
    assert pauses[:4] == [15, 30, 60, 120]
    assert pauses[-1] == 900
    assert await post(alone, url(server)) == 0, "it is not due"
    await make_due(alone)
    assert await post(alone, url(server)) == 1


async def test_without_a_server_everything_waits(alone: Shop, server: MailServer) -> None:
    await declined_refund(alone)
    assert await send_mail(alone.live.service) == 0
    (row,) = await outbox(alone)
    assert (row["tries"], row["sent_at"]) == (0, None)
    assert await post(alone, url(server)) == 1


@pytest.mark.parametrize("step", ["RCPT", "DATA"])
async def test_a_refused_message_does_not_hold_up_the_others(step: str, alone: Shop, server: MailServer) -> None:
    await alone.set_merchant(notify_emails=["gone@example.com", SUPPORT])
    await declined_refund(alone)
    server.answers[step] = ["550 5.1.1 No such user"]
    assert await post(alone, url(server)) == 1
    assert [each.recipients for each in server.inbox] == [[SUPPORT]]
    refused, sent = await outbox(alone)
    assert sent["sent_at"] is not None
    assert refused["last_error"] == "550 5.1.1 No such user"
    assert refused["next_try_at"] - refused["refused_since"] == timedelta(hours=1)


async def test_a_message_at_which_the_server_hangs_up_stops_no_other(alone: Shop, server: MailServer) -> None:
    await alone.set_merchant(notify_emails=[f"support-{number}@example.com" for number in range(3)])
    await declined_refund(alone)
    await make_due(alone)
    server.answers["DATA"] = [HANG_UP]
    assert await post(alone, url(server)) == 2
    waiting = [row for row in await outbox(alone) if row["sent_at"] is None]
    assert [(row["tries"], row["refused_since"]) for row in waiting] == [(1, None)]
    await make_due(alone)
    assert await post(alone, url(server)) == 1
    assert len({each.message["Message-ID"] for each in server.inbox}) == 3


async def test_a_recipient_that_is_refused_for_days_is_given_up_and_kept(alone: Shop, server: MailServer) -> None:
    await declined_refund(alone)
    server.answers["RCPT"] = ["550 no"] * 3
    await post(alone, url(server))
    for refused_for, over in ((REFUSED_FOR_GOOD_AFTER - timedelta(hours=1), False), (REFUSED_FOR_GOOD_AFTER, True)):
        await alone.execute("UPDATE outbox SET refused_since = now() - $1::interval", refused_for)
        await make_due(alone)
        await post(alone, url(server))
        (row,) = await outbox(alone)
        assert (row["failed_at"] is not None, row["next_try_at"] is None) == (over, over)
    assert row["last_error"] == "550 no"
    await make_due(alone)
    assert await post(alone, url(server)) == 0
    assert server.inbox == []


async def test_two_workers_at_once_send_one_message(alone: Shop, server: MailServer) -> None:
    await declined_refund(alone)
    server.holding.clear()
    first = asyncio.create_task(post(alone, url(server)))
    await server.got.wait()
    assert await post(alone, url(server)) == 0, "the message is on its way already"
    server.holding.set()
    assert await first == 1
    assert len(server.inbox) == 1
    await verified(alone.live.settings)


async def test_many_workers_share_many_messages(alone: Shop, server: MailServer) -> None:
    await alone.set_merchant(notify_emails=[f"support-{number}@example.com" for number in range(40)])
    await declined_refund(alone)
    assert sum(await asyncio.gather(*(post(alone, url(server)) for _ in range(8)))) == 40
    recipients = [each.recipients[0] for each in server.inbox]
    assert len(recipients) == len(set(recipients)) == 40
    assert server.connections <= 16, "a run uses one connection for all that it sends"
    await verified(alone.live.settings)


async def test_what_a_dead_worker_left_behind_is_sent_again_under_its_own_id(alone: Shop, server: MailServer) -> None:
    await declined_refund(alone)
    server.holding.clear()
    killed = asyncio.create_task(post(alone, url(server)))
    await server.got.wait()
    killed.cancel()
    await asyncio.gather(killed, return_exceptions=True)
    server.holding.set()
    assert await post(alone, url(server)) == 0, "nobody knows yet that it died"
    await make_due(alone)
    assert await post(alone, url(server)) == 1
    (row,) = await outbox(alone)
    assert {each.message["Message-ID"] for each in server.inbox} == {row["message_id"]}
    await verified(alone.live.settings)


async def test_a_slow_worker_does_not_undo_what_a_faster_one_wrote(alone: Shop) -> None:
    """It was taken for dead, and comes back with another answer after the message was sent."""
    await declined_refund(alone)
    store, now = alone.live.service.store, datetime.now(UTC) + GATHERED_FOR
    async with store.begin() as session:
        slow = await take(session, now)
    async with store.begin() as session:
        fast = await take(session, now + LEASE)
    assert slow is not None
    assert fast is not None
    assert (slow.id, slow.message_id) == (fast.id, fast.message_id)
    async with store.begin() as session:
        await mark_sent(session, fast, now)
    async with store.begin() as session:
        await mark_waiting(session, slow, now, "451 later")
    (row,) = await outbox(alone)
    assert (row["sent_at"], row["next_try_at"], row["last_error"]) == (now, None, None)


NASTY = (
    "order\r\nBcc: thief@example.com\r\n\r\n<script>alert(1)</script> \u2028=?utf-8?q?=0D=0ABcc:_thief=40example.com?="
)


async def test_nothing_that_clients_send_gets_out_of_its_place(alone: Shop, server: MailServer) -> None:
    transaction_id = await alone.settled("4000.00", orderId=NASTY, customerDetails={"email": "alex@example.com"})
    await alone.execute("UPDATE customers SET first_name = $1", "<b>Zoë\r\nWhat to do:</b>")
    await alone.refund(transaction_id, "2004.00")
    assert await post(alone, url(server)) == 1
    (received,) = server.inbox
    message = received.message
    assert received.recipients == [SUPPORT]
    assert set(message.keys()) == {
        "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type",
    }  # fmt: skip
    headers, _, _ = received.content.partition(b"\r\n\r\n")
    assert b"Bcc" not in re.findall(rb"(?m)^([A-Za-z-]+):", headers)
    assert len(message.get_all("Subject", [])) == 1
    assert received.text.count("\nWhat to do:") == 1
    assert "\u2028" not in received.text
    assert "<script" not in received.html
    assert "&lt;script&gt;" in received.html
    assert "Zoë" in received.text
    assert "&lt;b&gt;Zoë" in received.html


async def test_other_scripts_arrive_as_they_were_written(alone: Shop, server: MailServer) -> None:
    order, name = "注文-７ ζήτηση", "Ægir 👩‍👧 نور"
    transaction_id = await alone.settled("4000.00", orderId=order, customerDetails={"email": "alex@example.com"})
    await alone.execute("UPDATE customers SET first_name = $1", name)
    await alone.refund(transaction_id, "2004.00")
    await post(alone, url(server))
    (received,) = server.inbox
    assert f"Order:        {order}\n" in received.text
    assert name in received.text
    assert name in received.html
    assert received.content.isascii(), "so that any server on the way can pass it on"


async def test_what_is_no_address_is_never_written_to(alone: Shop, server: MailServer) -> None:
    await alone.set_merchant(notify_emails=["support@example.com> RCPT TO:<thief@example.com"])
    await declined_refund(alone)
    assert await post(alone, url(server)) == 0
    assert server.inbox == []
    (row,) = await outbox(alone)
    assert row["last_error"] == "not a mail address"
