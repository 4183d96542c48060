"""Each value of the sandbox (BRAINTREE.md 6) through its whole life, side by side, in an installation as it is in use.

Two workers, Valkey and a mail server are real processes and real connections. The merchants' clocks are moved from
moment to moment, and the jobs of the minute are done then: the night's settlement, and the sweep that rings for the
workers. Those do everything else.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.demo.embedded import Servers
from app.flows.reversals.sweep import sweep
from app.flows.sandbox.night import settle_night
from app.store.people import merchants
from tests.crash.cases import check_books, journal_lines, keys_of_refunds, move_clock, set_to_noon
from tests.crash.conftest import is_long
from tests.crash.installation import World, opened, until
from tests.crash.sandbox_values import DAY, LIVES, MINUTE, MOMENTS, Life, Seen
from tests.mail.server import MailServer, mail_server
from tests.support.merchant_client import Shop, open_shop
from tests.support.promises import verified

SUPPORT = "support@example.com"
SETTLEMENT = {"SETTLED", "SETTLEMENT_DECLINED"}
STARTED = """query ($id: ID!) { node(id: $id) {
  ... on Refund { retry { attempts { startedAt } } } ... on Transaction { retry { attempts { startedAt } } }
} }"""

AT_REST = """
SELECT NOT EXISTS (SELECT FROM operations WHERE state = 'RUNNING') AND NOT EXISTS (
    SELECT FROM operations o JOIN merchants m ON m.id = o.merchant_id WHERE o.next_attempt_at <= now() + m.clock_offset
) AS at_rest
"""
OUTBOX = """
SELECT kind, facts->>'order_id' AS life, recipient, sent_at, failed_at, tries FROM outbox ORDER BY id
"""


@dataclass(frozen=True, slots=True)
class Lived:
    """A life as it is lived: whose, and the payment that is looked at."""

    life: Life
    shop: Shop
    payment: str

    async def look(self) -> dict[str, Any]:
        return await self.shop.node(self.payment)

    async def sale(self) -> str:
        """The transaction that it is all about."""
        looked = await self.look()
        return str(looked.get("refundedTransaction", looked)["id"])


@pytest.fixture
async def postman() -> AsyncIterator[MailServer]:
    async with mail_server() as running:
        yield running


async def test_every_value_lives_its_life_and_ends(mortal: Servers, folder: Path, postman: MailServer) -> None:
    server = f"smtp://127.0.0.1:{postman.port}?starttls=never"
    mail: dict[str, Any] = {"smtp_url": server, "mail_from": "refunds@example.com"}
    async with opened(mortal, folder, **mail) as world, open_shop(world.live) as usual, open_shop(world.live) as other:
        world.run_api()
        workers = [world.start_worker(), world.start_worker()]
        shops = [usual, other]
        for shop in shops:
            await set_to_noon(shop)
            await shop.set_merchant(notify_emails=[SUPPORT], retry_declines=shop is other)
        lives = await asyncio.gather(*(_begin(life, other if life.retries_declines else usual) for life in LIVES))
        began = max([await shop.now() for shop in shops])
        for moment in MOMENTS:
            await _go_to(world, shops, began + moment)
            await _look(world, lives, moment, postman)
        for lived in lives:
            await _look_back(lived)
        await _nothing_more_happens(world, shops, postman)
        assert [await world.stop(worker) for worker in workers] == [0, 0]
        for shop in shops:
            await check_books(shop)
        await verified(world.settings)


async def _begin(life: Life, shop: Shop) -> Lived:
    return Lived(life, shop, await life.make(shop, life.name))


async def _go_to(world: World, shops: list[Shop], moment: datetime) -> None:
    """Lets the merchants' time pass, and the workers do all that falls due by then."""
    service = world.live.service
    for shop in shops:
        ahead = moment - await shop.now()
        await move_clock(shop, max(ahead, timedelta(0)))
        async with service.store.session() as session:
            merchant = await merchants.get(session, shop.merchant.id)
        await settle_night(service, merchant)
    await sweep(service)

    async def at_rest() -> bool:
        (row,) = await shops[0].execute(AT_REST)
        return bool(row["at_rest"])

    await until(at_rest, "the workers to do what is due")


async def _look(world: World, lives: list[Lived], moment: timedelta, postman: MailServer) -> None:
    """Holds every payment and all mail up to what has to be seen at the moment."""
    looked = {lived.life.name: await lived.look() for lived in lives}
    seen = {name: _seen(payment) for name, payment in looked.items()}
    assert seen == {lived.life.name: lived.life.at(moment) for lived in lives}, f"after {moment}"
    expected = Counter((lived.life.name, kind) for lived in lives for kind in lived.life.mailed(moment))
    outbox = await lives[0].shop.execute(OUTBOX)
    assert Counter((row["life"], row["kind"]) for row in outbox) == expected, f"after {moment}"

    if is_long() or moment == MOMENTS[-1]:
        await _check_mail(postman, lives, looked, moment)


def _seen(payment: dict[str, Any]) -> Seen:
    retry = payment["retry"]
    if retry is None:
        return Seen(payment["status"], None, payment["needsAttention"])
    due = None
    if retry["nextAttemptAt"] is not None:
        due = _passed(datetime.fromisoformat(payment["createdAt"]), retry["nextAttemptAt"])
    outcomes = tuple(attempt["outcome"] for attempt in retry["attempts"])
    told = retry["state"], retry["attemptsMade"], retry["attemptsLeft"], outcomes, due
    return Seen(payment["status"], told, payment["needsAttention"])


async def _check_mail(
    postman: MailServer, lives: list[Lived], looked: dict[str, dict[str, Any]], moment: timedelta
) -> None:
    """Each message comes once, to whom it should, and says which order, how much, what was heard, and what to do.

    A worker looks into the outbox every few seconds of the wall clock, which the usual run waits for once; that notices
    wait for others first is left out.
    """
    expected = sum(len(lived.life.mailed(moment)) for lived in lives)
    await lives[0].shop.execute("UPDATE outbox SET next_try_at = now() WHERE tries = 0 AND next_try_at IS NOT NULL")

    async def all_there() -> bool:
        return sum(len(each.notices) for each in postman.inbox) >= expected

    await until(all_there, "the mail")
    notices = [notice for each in postman.inbox for notice in each.notices]
    assert len(notices) == expected
    assert all(each.recipients == [SUPPORT] for each in postman.inbox)
    for lived in lives:
        payment = looked[lived.life.name]
        told = {f"Order:        {lived.life.name}", f"Amount:       {payment['amount']['value']} USD"}
        got = [notice for notice in notices if told <= set(notice.splitlines())]
        assert len(got) == len(lived.life.mailed(moment)), f"{lived.life.name} after {moment}"
        for notice in got:
            assert "alex@example.com" in notice
            attempts = payment["retry"]["attempts"] if payment["retry"] else ["accepted at once"]
            answers = notice.partition("What the gateway answered:")[2].partition("What to do:")[0]
            assert answers.count(" UTC: ") == len(attempts)
            assert "markRefundedExternally(" in notice
    assert len({each.message["Message-ID"] for each in postman.inbox}) == len(postman.inbox)


async def _look_back(lived: Lived) -> None:
    """What the gateway was told in all that time, by its own journal; when it was tried, and when it ended."""
    life, payment, sale = lived.life, await lived.look(), await lived.sale()
    assert await journal_lines(lived.shop, sale) == life.journal, life.name
    assert len(await keys_of_refunds(lived.shop, sale)) == life.keys, life.name
    began = datetime.fromisoformat(payment["createdAt"])
    retry = (await lived.shop.post(STARTED, {"id": lived.payment})).body["data"]["node"]["retry"]
    tried = [_passed(began, each["startedAt"]) for each in retry["attempts"]] if retry else []
    assert tried == life.tried(), life.name
    if payment["statusHistory"]:
        at = payment["statusHistory"][0]["timestamp"]
        since = min(moment for moment, seen in life.seen.items() if seen.status == payment["status"])
        if payment["status"] in SETTLEMENT and since:
            midnight = datetime.combine(began.date(), time(), UTC) + DAY
            assert (datetime.fromisoformat(at) - midnight) % DAY == timedelta(0), life.name
            assert _passed(began, at) <= since, life.name
        else:
            assert _passed(began, at) == since, life.name


def _passed(began: datetime, at: str) -> timedelta:
    """How much time had passed then, in whole minutes."""
    return round((datetime.fromisoformat(at) - began) / MINUTE) * MINUTE


async def _nothing_more_happens(world: World, shops: list[Shop], postman: MailServer) -> None:
    """Ten more days, which `sandboxAdvanceClock` plays while the workers look on, change no row and send nothing."""

    async def everything() -> list[Any]:
        kept = [await shop.everything() for shop in shops]
        return [*kept, await shops[0].execute(OUTBOX), [each.content for each in postman.inbox]]

    before = await everything()
    for shop in shops:
        await shop.advance("P10D")
    assert await sweep(world.live.service) == 0
    assert await everything() == before
