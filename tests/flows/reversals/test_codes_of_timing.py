"""The codes of BRAINTREE.md 3 that another moment would not have: under way, not known, too many at once."""

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import pytest

from app.demo.embedded import Urls
from tests.flows.desk import PAUSE, press
from tests.flows.refusals import Asked, Cases, check, refund_of, refused
from tests.support import servers as real
from tests.support.merchant_client import (
    CAPTURE,
    REFUND_TRANSACTION,
    REVERSE,
    REVERSE_REFUND,
    SETTLE,
    VOID,
    Shop,
    live_service,
    open_shop,
)
from tests.support.promises import verified_of

case = CASES = Cases()
ID, REFUND_ID = "transactionId", "refundId"


@case("915282", "REVERSAL_NOT_POSSIBLE_NOW", REFUND_ID)
async def reversal_of_a_refund_that_nobody_knows_of(shop: Shop) -> Asked:
    refund = (await shop.refund(await shop.settled("4000.00"), "3002.00")).object
    return REVERSE_REFUND, {"refundId": refund["id"]}


@case("915282", "REVERSAL_NOT_POSSIBLE_NOW", REFUND_ID)
async def reversal_of_a_refund_that_is_not_decided(shop: Shop) -> Asked:
    refund = (await shop.refund(await shop.settled("4000.00"), "3005.00")).object
    return REVERSE_REFUND, {"refundId": refund["id"]}


@case("915282", "REVERSAL_NOT_POSSIBLE_NOW", ID, "A void of it waits in the queue")
async def reversal_while_a_void_is_unknown(shop: Shop) -> Asked:
    transaction_id = await shop.charge("3902.00")
    await shop.void(transaction_id)
    return REVERSE, {"transactionId": transaction_id}


@case("915282", "REVERSAL_NOT_POSSIBLE_NOW", ID, "A void of it is paused in the queue")
async def void_while_another_is_paused(shop: Shop) -> Asked:
    transaction_id = await shop.charge("3901.00")
    await shop.void(transaction_id)
    await press(shop, PAUSE, transaction_id)
    return VOID, {"transactionId": transaction_id}


@case("915282", "REVERSAL_NOT_POSSIBLE_NOW", ID, "A void of it waits in the queue")
async def second_void_while_the_first_is_unknown(shop: Shop) -> Asked:
    transaction_id = await shop.charge("3902.00")
    await shop.reverse(transaction_id)
    return VOID, {"transactionId": transaction_id}


async def unanswered(shop: Shop) -> dict[str, str]:
    return {"transactionId": await shop.charge(method="fake-unanswered-nonce")}


@case("915282", "REVERSAL_NOT_POSSIBLE_NOW", ID, "AUTHORIZING")
async def reversal_of_an_unanswered_charge(shop: Shop) -> Asked:
    return REVERSE, await unanswered(shop)


@case("915282", "REVERSAL_NOT_POSSIBLE_NOW", ID, "AUTHORIZING")
async def void_of_an_unanswered_charge(shop: Shop) -> Asked:
    return VOID, await unanswered(shop)


@case("915282", "REVERSAL_NOT_POSSIBLE_NOW", ID, "AUTHORIZING")
async def refund_of_an_unanswered_charge(shop: Shop) -> Asked:
    return REFUND_TRANSACTION, await unanswered(shop)


@pytest.mark.parametrize("named", CASES)
async def test_the_code_its_condition_and_its_path(shop: Shop, named: str) -> None:
    await check(shop, CASES[named])


async def test_a_key_whose_first_request_runs_is_in_flight(shop: Shop) -> None:
    """The refund of 3004.00 takes its time (BRAINTREE.md 6), so the same request meets it on the way."""
    transaction_id = await shop.settled("4000.00")
    first = asyncio.create_task(shop.refund(transaction_id, "3004.00", key="slow"))
    while not (refunds := (await shop.node(transaction_id))["refunds"]):
        assert not first.done()
    mutation, given = refund_of(transaction_id, amount="3004.00")
    (found,) = await refused(shop, mutation, **given, apiRequestKey="slow")
    assert (found.code, found.path) == ("915233", ("input", "apiRequestKey"))
    (other,) = await refused(shop, mutation, **{**given, "refund": {"amount": "1.00"}}, apiRequestKey="slow")
    assert other.code == "915232"
    (taken_back,) = await refused(shop, REVERSE_REFUND, refundId=refunds[0]["id"])
    assert (taken_back.code, taken_back.path) == ("915282", ("input", "refundId"))
    assert (await first).object["id"] == refunds[0]["id"]
    assert await shop.given_back(transaction_id) == 3004_00
    await verified_of(shop)


@pytest.fixture
async def impatient(servers: Urls, database: str) -> AsyncIterator[Shop]:
    """A merchant of a service that waits a tenth of a second for a row that others hold."""
    async with live_service(real.settings_for(servers, database, lock_timeout=0.1)) as live, open_shop(live) as shop:
        yield shop


async def test_too_many_at_once_are_told_to_come_back(impatient: Shop) -> None:
    shop = impatient
    settled, submitted, authorized = await shop.settled(), await shop.charge(), await shop.authorize()
    refund = (await shop.refund(settled, "10.00")).object["id"]
    expected = {
        "915149 transactionId": [
            (REFUND_TRANSACTION, {"transactionId": settled}),
            (REVERSE, {"transactionId": settled}),
        ],
        "915149 refundId": [(REVERSE_REFUND, {"refundId": refund})],
        "915151 transactionId": [(VOID, {"transactionId": submitted})],
        "915282 transactionId": [(CAPTURE, {"transactionId": authorized})],
        "91575 transactionId": [(SETTLE, {"transactionId": submitted}), (SETTLE, {"transactionId": refund})],
    }
    holder = await asyncpg.connect(shop.live.settings.database_url.replace("+asyncpg", ""))
    try:
        async with holder.transaction():
            await holder.execute("SELECT FROM transactions WHERE merchant_id = $1 FOR UPDATE", shop.merchant.id)
            for code, requests in expected.items():
                for mutation, given in requests:
                    (found,) = await refused(shop, mutation, **given)
                    assert f"{found.code} {found.path[-1]}" == code
    finally:
        await holder.close()
    assert (await shop.void(submitted)).object["status"] == "VOIDED"
