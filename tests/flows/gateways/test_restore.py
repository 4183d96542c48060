"""Going back to an earlier state: dump, refunds after it, restore, hold, reconcile with adoption, release.

The judge is the gateway's own ledger: each refund once. It is told with Stripe that forgets keys, where only the key in
the refund's metadata is left to recognize it by, and with the sandbox.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import httpx
import pytest

from app.domain.gateways.secret_keys import write_key
from app.flows.gateways.hold import hold, release
from app.gateways.keyring import new_key
from app.settings import Settings, as_environment
from tests.gateways.sending.till import Till, open_till
from tests.gateways.sending.worlds import World, world
from tests.support import forkserver
from tests.support.backups import dump, restore
from tests.support.merchant_client import PLAIN_HTTP, Shop, live_service, open_shop
from tests.support.promises import verified


@pytest.fixture
async def gateway() -> AsyncIterator[World]:
    async with world("stripe that forgets keys") as opened:
        yield opened


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"secrets_keys": write_key(new_key())})


def command(settings: Settings, *arguments: str) -> str:
    """What the command prints; it has to end well."""
    done = forkserver.run(*arguments, environment=as_environment(settings), typed="")
    assert done.returncode == 0, (arguments, done.stdout, done.stderr)
    return done.stdout


def yesterday() -> str:
    return f"{datetime.now(UTC) - timedelta(days=1):%Y-%m-%d}"


async def test_each_refund_is_made_once_at_stripe(settings: Settings, gateway: World, tmp_path: Path) -> None:
    async with live_service(settings) as live, open_till(live, gateway) as till:
        merchant = till.shop.merchant.public_id
        in_part, whole, later, without_key = [await till.brought_in() for _ in range(4)]
        file = await dump(settings.database_url, tmp_path)
        lost = [await till.brought_in()]
        before = {
            "part": (await till.shop.refund(in_part[0], "30.00", key="part")).object,
            "whole": (await till.shop.reverse(whole[0], key="whole")).object,
        }
        assert (await till.shop.refund(without_key[0], "10.00")).object["status"] == "SETTLED"
        assert (await till.shop.refund(lost[0][0], "40.00", key="lost")).object["status"] == "SETTLED"
    await restore(settings.database_url, file)
    command(settings, "hold", merchant)
    async with served_again(settings, till.shop) as shop:
        till = Till(shop, gateway)
        # The shop has no answers to some of its requests, and sends them again at once.
        waits = (await till.shop.refund(later[0], "20.00", key="later")).object
        assert (waits["status"], waits["retry"]["state"]) == ("AUTHORIZING", "WAITING")
        told = command(settings, "reconcile", merchant, "--from", yesterday(), "--adopt")
        assert told.splitlines()[-1] == "Nothing differs."
        command(settings, "release", merchant)
        await till.goes_on()
        assert (await till.shop.node(waits["id"]))["status"] == "SETTLED"
        again = (await till.shop.refund(in_part[0], "30.00", key="part")).object
        assert (again["status"], again["amount"]) == ("SETTLED", before["part"]["amount"])
        assert (await till.shop.refund(in_part[0], "30.00", key="part")).object["id"] == again["id"]
        assert (await till.shop.reverse(whole[0], key="whole")).object["amount"] == before["whole"]["amount"]
        assert (await till.shop.refund(in_part[0], "31.00", key="part")).codes == ["915232"]
        given_back = [await till.given_back(theirs) for _, theirs in (in_part, whole, later, without_key, *lost)]
        assert given_back == [Decimal(each) for each in (30, 100, 20, 10, 40)]
        assert (await till.shop.refund(in_part[0], "70.01")).codes == ["91521"]
        assert (await till.shop.refund(without_key[0], "90.01")).codes == ["91521"]
        command(settings, "reconcile", merchant, "--from", yesterday())
    await verified(settings)


async def test_what_was_asked_again_while_on_hold_is_not_made_twice(
    settings: Settings, gateway: World, tmp_path: Path
) -> None:
    """Without any adoption: what waited is asked about first, and the gateway names the refund that it has."""
    async with live_service(settings) as live, open_till(live, gateway) as till:
        paid, theirs = await till.brought_in()
        file = await dump(settings.database_url, tmp_path)
        assert (await till.shop.refund(paid, "30.00", key="again")).object["status"] == "SETTLED"
    await restore(settings.database_url, file)
    command(settings, "hold")
    async with served_again(settings, till.shop) as shop:
        till = Till(shop, gateway)
        waits = (await till.shop.refund(paid, "30.00", key="again")).object
        assert waits["status"] == "AUTHORIZING"
        command(settings, "release")
        await till.goes_on()
        assert (await till.shop.node(waits["id"]))["status"] == "SETTLED"
        assert await till.given_back(theirs) == Decimal(30)
        command(settings, "reconcile", till.shop.merchant.public_id, "--from", yesterday())
    await verified(settings)


AN_OLDER_STATE = (
    "UPDATE operations SET state = 'WAITING', last_outcome = 'UNAVAILABLE', next_attempt_at = now(),"
    " gateway_reference = NULL WHERE merchant_id = $1",
    "UPDATE attempts SET outcome = 'UNAVAILABLE', gateway_reference = NULL"
    " WHERE operation_id IN (SELECT id FROM operations WHERE merchant_id = $1)",
    "UPDATE refunds SET status = 'AUTHORIZING', gateway_id = NULL WHERE merchant_id = $1",
)
"""As a backup has it that was made while the refund waited for its gateway."""


async def test_what_waited_in_the_backup_is_asked_about_before_it_is_sent(settings: Settings, gateway: World) -> None:
    async with live_service(settings) as live, open_till(live, gateway) as till:
        paid, theirs = await till.brought_in()
        made = (await till.shop.refund(paid, "30.00")).object
        for statement in AN_OLDER_STATE:
            await till.shop.execute(statement, till.shop.merchant.id)
        await hold(live.service, till.shop.merchant, timedelta(seconds=10))
        await release(live.service, till.shop.merchant)
        await till.goes_on()
        assert (await till.shop.node(made["id"]))["status"] == gateway.settled_as
        assert await gateway.refunds(theirs) == [Decimal("30.00")]


async def test_each_refund_is_made_once_at_the_sandbox(settings: Settings, tmp_path: Path) -> None:
    async with live_service(settings) as live, open_shop(live) as shop:
        merchant = shop.merchant.public_id
        paid = [await shop.settled() for _ in range(3)]
        file = await dump(settings.database_url, tmp_path)
        made = [(await shop.refund(payment, "30.00", key=payment)).object for payment in paid]
        effects = await _effects(shop)
    await restore(settings.database_url, file)
    command(settings, "hold", merchant)
    async with served_again(settings, shop) as again_there:
        shop = again_there
        assert (await shop.refund(paid[0], "30.00", key=paid[0])).object["status"] == "AUTHORIZING"
        begin = f"{await shop.now() - timedelta(days=1):%Y-%m-%d}"
        told = command(settings, "reconcile", merchant, "--from", begin, "--adopt")
        assert told.splitlines()[-1] == "Nothing differs."
        command(settings, "release", merchant)
        await shop.advance("PT0S")
        again = [(await shop.refund(payment, "30.00", key=payment)).object for payment in paid]
        assert [each["amount"] for each in again] == [each["amount"] for each in made]
        assert {each["status"] for each in again} == {"SUBMITTED_FOR_SETTLEMENT"}
        assert await _effects(shop) == effects
        await shop.advance("P1D")
        assert {(await shop.node(each["id"]))["status"] for each in again} == {"SETTLED"}
    await verified(settings)


async def _effects(shop: Shop) -> list[tuple[str, int]]:
    rows = await shop.execute("SELECT key, amount FROM sandbox.journal WHERE effect ORDER BY key")
    return [(row["key"], row["amount"]) for row in rows]


@asynccontextmanager
async def served_again(settings: Settings, shop: Shop) -> AsyncIterator[Shop]:
    """The same merchant's shop at a new process of the service."""
    async with live_service(settings) as live, httpx.AsyncClient(timeout=60, verify=PLAIN_HTTP) as http:
        yield replace(shop, live=live, http=http)
