"""Merchants whose support gets mails, and the outbox and server of these mails."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.demo.embedded import Urls
from app.flows.upkeep.send_mail import send_mail
from tests.mail.server import Authority, MailServer, mail_server, new_authority
from tests.support import servers as real
from tests.support.merchant_client import Live, Shop, live_service, open_shop

SUPPORT = "support@example.com"
SENDER = "Rückerstattung <refunds@example.com>"


@pytest.fixture
async def shop(shop: Shop) -> Shop:
    """A merchant that sends notices to `SUPPORT`."""
    await shop.set_merchant(notify_emails=[SUPPORT])
    return shop


@pytest.fixture(scope="session")
async def sending(servers: Urls, template: str) -> AsyncIterator[Live]:
    """A service whose outbox only the tests of sending look into."""
    address = await real.create_database(servers, template=template)
    async with live_service(real.settings_for(servers, address)) as running:
        yield running


@pytest.fixture
async def alone(sending: Live) -> AsyncIterator[Shop]:
    """The same, with an outbox of its own."""
    async with open_shop(sending) as opened:
        await opened.execute("DELETE FROM outbox")
        await opened.set_merchant(notify_emails=[SUPPORT])
        yield opened


@pytest.fixture
async def server() -> AsyncIterator[MailServer]:
    async with mail_server() as running:
        yield running


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return new_authority(tmp_path_factory.mktemp("authority"))


async def post(shop: Shop, url: str, authorities: Path | None = None, *, gathered: bool = True) -> int:
    """One run of a worker whose mail server is at `url`; how many letters that took.

    `gathered` lets the time pass first that new notices wait for others.
    """
    if gathered:
        await shop.execute("UPDATE outbox SET next_try_at = now() WHERE tries = 0 AND next_try_at IS NOT NULL")
    mail = {"smtp_url": url, "mail_from": SENDER, "smtp_ca_file": authorities}
    service = shop.live.service
    return await send_mail(replace(service, settings=service.settings.model_copy(update=mail)))


async def outbox(shop: Shop) -> list[dict[str, Any]]:
    statement = "SELECT * FROM outbox WHERE merchant_id = $1 ORDER BY id"
    return [dict(row) for row in await shop.execute(statement, shop.merchant.id)]


async def make_due(shop: Shop) -> None:
    """Lets the time pass that a letter waits for its next try."""
    await shop.execute("UPDATE outbox SET next_try_at = now() WHERE next_try_at IS NOT NULL")


async def declined_refund(shop: Shop, **more: Any) -> str:
    """The id of a payment of which a refund has been declined: that makes one message."""
    transaction_id = await shop.settled("4000.00", **more)
    assert (await shop.refund(transaction_id, "2004.00")).object["status"] == "PROCESSOR_DECLINED"
    return transaction_id
