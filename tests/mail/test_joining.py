"""Notices to the same address within a minute go in one letter, and none is lost or sent twice by that."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

from app.domain.history.notices import GATHERED_FOR, LARGEST_LETTER, LEASE, MOST_IN_A_LETTER
from app.store.history.outbox import Waiting, mark_sent, take
from tests.mail.conftest import SUPPORT, declined_refund, make_due, outbox, post
from tests.mail.server import MailServer, mail_server
from tests.mail.test_delivery import url
from tests.support.merchant_client import Shop, open_shop
from tests.support.promises import verified


async def declined_refunds(shop: Shop, count: int, **more: Any) -> list[str]:
    """The ids of payments of which refunds have been declined."""
    return [await declined_refund(shop, **more) for _ in range(count)]


async def copies(shop: Shop, count: int) -> None:
    """As many more notices like the newest one, each of an event of its own."""
    columns = (
        "merchant_id, transaction_id, refund_id, kind, event, recipient, message_id, facts, created_at, next_try_at"
    )
    await shop.execute(
        f"INSERT INTO outbox ({columns}) SELECT merchant_id, transaction_id, refund_id, kind, event || n, recipient,"
        " '<' || n || message_id, facts, created_at, next_try_at FROM outbox, generate_series(1, $1::int) n"
        " WHERE id = (SELECT max(id) FROM outbox)",
        count,
    )


async def taken(shop: Shop, at: datetime) -> Waiting | None:
    async with shop.live.service.store.begin() as session:
        return await take(session, at)


async def test_a_notice_waits_a_minute_for_others(alone: Shop, server: MailServer) -> None:
    await declined_refund(alone)
    (row,) = await outbox(alone)
    assert row["next_try_at"] - row["created_at"] == GATHERED_FOR == timedelta(minutes=1)
    assert await post(alone, url(server), gathered=False) == 0
    assert await post(alone, url(server)) == 1


async def test_what_comes_within_the_minute_goes_in_one_letter_that_says_all_of_each(
    alone: Shop, server: MailServer
) -> None:
    payments = await declined_refunds(alone, 3)
    await alone.execute("UPDATE outbox SET next_try_at = now() WHERE id = (SELECT min(id) FROM outbox)")
    assert await post(alone, url(server), gathered=False) == 1, "once the first is due, all of them go"
    (received,) = server.inbox
    assert len(received.notices) == 3
    for payment, notice in zip(payments, received.notices, strict=True):
        assert f"Transaction:  {payment}\n" in notice
        assert "Amount:       2004.00 USD\n" in notice
        assert notice.count(" UTC: DECLINED (") == 1
        assert notice.count("What to do:") == notice.count("refundTransaction(") == 1
    rows = await outbox(alone)
    assert {row["letter"] for row in rows} == {rows[0]["id"]}
    assert received.message["Message-ID"] == rows[0]["message_id"]
    assert all(row["sent_at"] is not None and row["next_try_at"] is None for row in rows)
    await make_due(alone)
    assert await post(alone, url(server)) == 0
    await verified(alone.live.settings)


async def test_each_address_gets_a_letter_of_its_own_and_so_does_each_merchant(alone: Shop, server: MailServer) -> None:
    """Of one address in two ways of writing it, both are the same; of two merchants, neither learns of the other."""
    await alone.set_merchant(notify_emails=[SUPPORT, "second@example.com"])
    await declined_refunds(alone, 2)
    await alone.execute("UPDATE outbox SET recipient = 'Support@Example.com' WHERE id = (SELECT min(id) FROM outbox)")
    async with open_shop(alone.live) as other:
        await other.set_merchant(notify_emails=[SUPPORT])
        theirs = await declined_refund(other)
        assert await post(alone, url(server)) == 3
    counts = sorted((each.recipients[0].lower(), len(each.notices)) for each in server.inbox)
    assert counts == [("second@example.com", 2), (SUPPORT, 1), (SUPPORT, 2)]
    (alone_in_it,) = [each for each in server.inbox if theirs in each.text]
    assert alone_in_it.message["Subject"] == f"{other.merchant.name}: refund declined"
    assert alone.merchant.name not in alone_in_it.text


async def test_a_letter_that_was_handed_in_once_stays_as_it_was(alone: Shop) -> None:
    """The server may have accepted it, and its answer was lost. Later notices go into another mail."""
    async with mail_server() as server:
        await declined_refunds(alone, 2)
        server.answers["DATA"] = ["451 later"]
        assert await post(alone, url(server)) == 0
        await declined_refunds(alone, 2)
        await make_due(alone)
        assert await post(alone, url(server)) == 2
    assert [len(each.notices) for each in server.inbox] == [2, 2]
    rows = await outbox(alone)
    assert [row["letter"] for row in rows] == [rows[0]["id"]] * 2 + [rows[2]["id"]] * 2
    assert [row["tries"] for row in rows] == [2, 2, 1, 1]
    assert len({each.message["Message-ID"] for each in server.inbox}) == 2


async def test_a_letter_of_a_dead_worker_is_sent_again_to_the_letter(alone: Shop, server: MailServer) -> None:
    await declined_refunds(alone, 3)
    server.holding.clear()
    killed = asyncio.create_task(post(alone, url(server)))
    await server.got.wait()
    killed.cancel()
    await asyncio.gather(killed, return_exceptions=True)
    server.holding.set()
    await declined_refund(alone)
    assert await post(alone, url(server)) == 1, "the newest one alone: nobody knows yet that the other worker died"
    await make_due(alone)
    assert await post(alone, url(server)) == 1
    newest, *again = server.inbox[-2:]
    rows = await outbox(alone)
    assert len(newest.notices) == 1
    assert [each.message["Message-ID"] for each in again] == [rows[0]["message_id"]]
    same = {each.content for each in server.inbox if each.message["Message-ID"] == rows[0]["message_id"]}
    assert len(same) == 1, "byte for byte"
    assert all(row["sent_at"] is not None for row in rows)


async def test_a_slow_worker_writes_nothing_of_a_letter_that_another_took_over(alone: Shop) -> None:
    await declined_refunds(alone, 2)
    now = datetime.now(UTC) + GATHERED_FOR
    slow, fast = await taken(alone, now), await taken(alone, now + LEASE)
    assert slow is not None
    assert fast is not None
    assert (slow.id, slow.notices, slow.message_id) == (fast.id, fast.notices, fast.message_id)
    async with alone.live.service.store.begin() as session:
        await mark_sent(session, slow, now)
    assert [row["sent_at"] for row in await outbox(alone)] == [None, None]
    async with alone.live.service.store.begin() as session:
        await mark_sent(session, fast, now)
    assert [row["sent_at"] for row in await outbox(alone)] == [now, now]


async def test_however_many_take_at_once_each_notice_is_in_one_letter(alone: Shop) -> None:
    await alone.set_merchant(notify_emails=[f"support-{number}@example.com" for number in range(5)])
    await declined_refunds(alone, 4)
    now = datetime.now(UTC) + GATHERED_FOR
    letters = await asyncio.gather(*(taken(alone, now) for _ in range(8)))
    assert sorted(len(each.notices) for each in letters if each is not None) == [4] * 5
    assert letters.count(None) == 3


async def test_a_refused_letter_is_kept_notice_by_notice(alone: Shop, server: MailServer) -> None:
    await declined_refunds(alone, 2)
    server.answers["RCPT"] = ["550 5.1.1 No such user"]
    assert await post(alone, url(server)) == 0
    rows = await outbox(alone)
    assert [row["last_error"] for row in rows] == ["550 5.1.1 No such user"] * 2
    await make_due(alone)
    assert await post(alone, url(server)) == 1
    assert len(server.inbox[0].notices) == 2


async def test_a_letter_has_bounds_and_the_rest_goes_in_the_next(alone: Shop, server: MailServer) -> None:
    await declined_refund(alone)
    await copies(alone, MOST_IN_A_LETTER)
    assert await post(alone, url(server)) == 2
    assert [len(each.notices) for each in server.inbox] == [MOST_IN_A_LETTER, 1]
    assert all(len(each.content) < 10_000_000 for each in server.inbox)


async def test_a_notice_that_is_as_large_as_a_letter_goes_all_the_same(alone: Shop, server: MailServer) -> None:
    await declined_refund(alone)
    large = f"jsonb_set(facts, '{{said}}', to_jsonb(repeat('x', {LARGEST_LETTER})))"
    await alone.execute(f"UPDATE outbox SET facts = {large}")
    await copies(alone, 1)
    assert await post(alone, url(server)) == 2
    assert [len(each.notices) for each in server.inbox] == [1, 1]


async def test_what_a_release_before_has_tried_already_goes_alone(alone: Shop, server: MailServer) -> None:
    """It may have been taken under the Message-ID of its own."""
    await declined_refunds(alone, 3)
    await alone.execute("UPDATE outbox SET tries = 1 WHERE id = (SELECT min(id) FROM outbox)")
    await make_due(alone)
    assert await post(alone, url(server)) == 2
    assert sorted(len(each.notices) for each in server.inbox) == [1, 2]
