"""Twenty people give back the same order at once: what fits is done, the rest is told so, and every answer is true."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from decimal import Decimal
from typing import Any

import asyncpg
import pytest

from app.domain.people.people import Right
from tests.support.merchant_client import CAPTURE, Answer, Shop
from tests.support.promises import verified_of
from tests.support.till import REFUND_ORDER, give_back, look, new_order_id, record, results

PEOPLE = 20
TOO_MANY_AT_ONCE = "CONCURRENT_REFUNDS"
"""Said to who has waited for the order for too long: nothing was done, and they ask again."""


@pytest.fixture
async def people(shop: Shop) -> list[Shop]:
    """Two who have signed in, and the others by keys of their own."""
    rights = Right.REFUND, Right.VOID, Right.VIEW
    signed_in = [await shop.person(*rights) for _ in range(2)]
    return signed_in + [await shop.key(*rights) for _ in range(PEOPLE - len(signed_in))]


async def ask(person: Shop, order_id: str, given: dict[str, Any]) -> Answer:
    """One person's request, sent again as long as there are too many at a time."""
    while True:
        answer = await give_back(person, order_id, **given)
        if conditions(answer) != [TOO_MANY_AT_ONCE]:
            return answer


def conditions(answer: Answer) -> list[str]:
    return [error["extensions"]["condition"] for error in answer.body.get("errors", [])]


async def everybody(people: Sequence[Shop], order_id: str, *given: dict[str, Any]) -> list[Answer]:
    """All of them at once, each with one of the requests."""
    return list(
        await asyncio.gather(
            *(ask(person, order_id, given[number % len(given)]) for number, person in enumerate(people))
        )
    )


async def check(shop: Shop, order_id: str, payments: dict[str, int], answers: list[Answer]) -> Decimal:
    """Each answer holds against the gateway's journal. What was given back altogether, in the order's currency."""
    told: Counter[str] = Counter()
    for answer in answers:
        if "errors" in answer.body:
            continue
        for result in answer.body["data"]["refundOrder"]["results"]:
            assert (result["outcome"], result["errors"]) == ("ACCEPTED", [])
            reversal = result["reversal"]
            payment = result["transaction"]["id"]
            if reversal["__typename"] == "Transaction":
                assert await shop.effects(payment) == ["charge", "void"]
                told[payment] += payments[payment]
            else:
                told[payment] += int(Decimal(reversal["amount"]["value"]) * 100)
    for payment, paid in payments.items():
        voided = "void" in await shop.effects(payment)
        assert (paid if voided else await shop.given_back(payment)) == told[payment] <= paid
    order = await look(shop, order_id)
    assert Decimal(order["refundedAmount"]["value"]) * 100 == sum(told.values())
    await verified_of(shop)
    return Decimal(sum(told.values())) / 100


async def test_by_amount_exactly_those_that_fit_succeed(shop: Shop, people: list[Shop]) -> None:
    order_id = new_order_id()
    payments = {
        await shop.settled("45.00", orderId=order_id): 45_00,
        await shop.settled("30.00", orderId=order_id): 30_00,
        await shop.settled("30.00", orderId=order_id): 30_00,
    }
    answers = await everybody(people, order_id, {"amount": "10.00"})
    refused = [conditions(answer) for answer in answers if "errors" in answer.body]
    assert refused == [["REFUND_AMOUNT_TOO_LARGE"]] * (PEOPLE - 10)
    assert await check(shop, order_id, payments, answers) == 100


async def test_by_product_no_more_pieces_go_back_than_were_bought(shop: Shop, people: list[Shop]) -> None:
    order_id = new_order_id()
    payments = {
        await shop.settled("77.00", orderId=order_id): 77_00,
        await shop.settled("123.00", orderId=order_id): 123_00,
    }
    await record(shop, order_id, ("ticket", 7, "20.00", "1.00"), ("fee", 1, "53.00"))
    answers = await everybody(people, order_id, {"lineItems": [{"lineItemId": "ticket", "quantity": 1}]})
    refused = [conditions(answer) for answer in answers if "errors" in answer.body]
    assert refused == [["QUANTITY_INVALID"]] * (PEOPLE - 7)
    assert await check(shop, order_id, payments, answers) == 147
    ticket, fee = (await look(shop, order_id))["lineItems"]
    assert (ticket["refundedQuantity"], fee["refundedQuantity"]) == (7, 0)
    assert (ticket["refundableAmount"]["value"], fee["refundableAmount"]["value"]) == ("0.00", "53.00")


async def test_whatever_they_ask_for_never_more_than_was_paid_goes_back(shop: Shop, people: list[Shop]) -> None:
    """Amounts, products and everything at once, over what has settled and what has not."""
    order_id = new_order_id()
    payments = {
        await shop.settled("60.00", orderId=order_id): 60_00,
        await shop.charge("25.00", orderId=order_id): 25_00,
        await shop.settled("40.00", orderId=order_id): 40_00,
    }
    await record(shop, order_id, ("ticket", 5, "25.00"))
    asked: list[dict[str, Any]] = [
        {"amount": "15.00"},
        {"lineItems": [{"lineItemId": "ticket", "quantity": 1}]},
        {"amount": "7.77"},
        {"lineItems": [{"lineItemId": "ticket", "amount": "3.33"}]},
        {},
    ]
    answers = await everybody(people, order_id, *asked)
    assert await check(shop, order_id, payments, answers) == 125
    assert (await look(shop, order_id))["status"] == "REFUNDED"


async def test_one_request_key_is_one_refund_of_the_order(shop: Shop) -> None:
    order_id = new_order_id()
    payments = {
        await shop.settled("60.00", orderId=order_id): 60_00,
        await shop.settled("40.00", orderId=order_id): 40_00,
    }
    given = {"orderId": order_id, "amount": "50.00", "apiRequestKey": "only-once"}
    answers = await asyncio.gather(*(shop.post(REFUND_ORDER, {"input": given}) for _ in range(PEOPLE)))
    made = [answer for answer in answers if "errors" not in answer.body]
    refunds = [
        tuple(result["reversal"]["id"] for result in answer.body["data"]["refundOrder"]["results"]) for answer in made
    ]
    assert len(set(refunds)) == 1
    assert {condition for answer in answers for condition in conditions(answer)} <= {"REQUEST_KEY_IN_FLIGHT"}
    assert await check(shop, order_id, payments, made[:1]) == 50


async def test_a_payment_that_joins_the_order_meanwhile_is_held_as_well(shop: Shop) -> None:
    """While the refund waits for one payment, another is captured for the order, and marked as voided elsewhere."""
    order_id = new_order_id()
    paid, joining = await shop.settled("100.00", orderId=order_id), await shop.authorize("50.00")
    async with held(shop, paid) as first:
        asked = asyncio.create_task(give_back(shop, order_id))
        await somebody_waits(first)
        await shop.ask(CAPTURE, transactionId=joining, transaction={"orderId": order_id})
        async with held(shop, joining) as second:
            await first.execute("COMMIT")
            await somebody_waits(second)
            await second.execute(VOIDED_ELSEWHERE, (await shop.node(joining))["legacyId"])
    assert [each["transaction"]["id"] for each in results(await asked)] == [paid]
    assert await shop.effects(joining) == ["capture"]
    await verified_of(shop)


VOIDED_ELSEWHERE = """
WITH marked AS (
    UPDATE transactions SET status = 'VOIDED', voided_externally = true, external_at = now(), external_by = 'A'
    WHERE legacy_id = $1 RETURNING id, amount, currency
)
INSERT INTO status_events (transaction_id, status, at, amount, currency, source)
SELECT id, 'VOIDED', now() + interval '2 days', amount, currency, 'API' FROM marked
"""


@asynccontextmanager
async def held(shop: Shop, payment: str) -> AsyncIterator[asyncpg.Connection]:
    """A connection that holds the payment until it commits, or the block ends."""
    connection = await asyncpg.connect(shop.live.settings.database_url.replace("+asyncpg", ""))
    try:
        await connection.execute("BEGIN")
        legacy_id = (await shop.node(payment))["legacyId"]
        await connection.execute("SELECT FROM transactions WHERE legacy_id = $1 FOR UPDATE", legacy_id)
        yield connection
        await connection.execute("COMMIT")
    finally:
        await connection.close()


async def somebody_waits(connection: asyncpg.Connection) -> None:
    """Until another connection waits for what this one holds."""
    waiting = "SELECT FROM pg_stat_activity WHERE pg_backend_pid() = ANY (pg_blocking_pids(pid))"
    for _ in range(500):
        if await connection.fetch(waiting):
            return
        await asyncio.sleep(0.01)
    pytest.fail("Nobody waits.")
