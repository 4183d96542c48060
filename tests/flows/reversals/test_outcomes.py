"""Every value of the sandbox (BRAINTREE.md 6), as far as the first attempt goes: what it makes of a payment."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from app.demo.embedded import Urls
from app.domain.reversals.schedule import ASK_PENDING_EVERY
from tests.support import servers as real
from tests.support.merchant_client import PAYPAL, VISA, Shop, live_service, open_shop

SUBMITTED = ["SUBMITTED_FOR_SETTLEMENT", "AUTHORIZED"]
DAY, MINUTES = timedelta(days=1), timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Refunded:
    """What a refund comes to: `due` after which time, and whether the gateway has given anything back."""

    status: str
    history: list[str]
    outcome: str | None = None
    state: str | None = None
    due: timedelta | None = None
    reserved: bool = True
    given_back: bool = False
    attention: bool = False
    response: str | None = None


ACCEPTED = Refunded("SUBMITTED_FOR_SETTLEMENT", SUBMITTED, given_back=True, response="1002")
UNAVAILABLE = Refunded("AUTHORIZING", [], "UNAVAILABLE", "WAITING", DAY)
UNKNOWN = Refunded("AUTHORIZING", [], "UNKNOWN", "WAITING", MINUTES)
UNKNOWN_BUT_DONE = Refunded("AUTHORIZING", [], "UNKNOWN", "WAITING", MINUTES, given_back=True)
PENDING = Refunded("AUTHORIZING", [], "PENDING", "WAITING", ASK_PENDING_EVERY)


def declined(code: str) -> Refunded:
    return Refunded(
        *("PROCESSOR_DECLINED", ["PROCESSOR_DECLINED"], "DECLINED", "EXHAUSTED"),
        reserved=False,
        attention=True,
        response=code,
    )


REFUNDS = {
    "10.00": ACCEPTED,
    "1999.99": ACCEPTED,
    "2000.00": declined("2000"),
    "2004.00": declined("2004"),
    "2046.00": Refunded("SUBMITTED_FOR_SETTLEMENT", SUBMITTED, given_back=True, response="1005"),
    "2999.99": declined("2999"),
    "3000.00": UNAVAILABLE,
    "3001.00": UNAVAILABLE,
    "3001.01": UNAVAILABLE,
    "3001.02": UNAVAILABLE,
    "3001.05": UNAVAILABLE,
    "3001.06": UNAVAILABLE,
    "3002.00": UNKNOWN_BUT_DONE,
    "3002.01": UNKNOWN,
    "3002.02": UNKNOWN,
    "3002.03": UNKNOWN,
    "3002.04": replace(UNKNOWN_BUT_DONE, attention=True),
    "3002.05": replace(UNKNOWN, attention=True),
    "3003.00": ACCEPTED,
    "3003.01": ACCEPTED,
    "3005.00": Refunded("AUTHORIZING", [], "PENDING", "WAITING", ASK_PENDING_EVERY, given_back=True),
    "3005.01": PENDING,
    "3005.02": Refunded("AUTHORIZING", [], "PENDING", "WAITING", ASK_PENDING_EVERY, given_back=True),
    "3006.00": declined("2000"),
    "3007.00": ACCEPTED,
    "3008.00": replace(ACCEPTED, status="SETTLED", history=["SETTLED", "SETTLING", *SUBMITTED]),
    "3008.01": replace(ACCEPTED, status="SETTLING", history=["SETTLING", *SUBMITTED]),
}


async def check_refund(shop: Shop, amount: str, expected: Refunded) -> dict[str, Any]:
    """Refunds so much of a payment of 4000.00 and compares all that can be seen of it."""
    transaction_id = await shop.settled("4000.00")
    asked = await shop.now()
    refund = (await shop.refund(transaction_id, amount)).object
    answered = await shop.now()
    assert refund["status"] == expected.status
    assert refund["amount"]["value"] == amount
    assert [event["status"] for event in refund["statusHistory"]] == expected.history
    assert refund["needsAttention"] is expected.attention
    assert (refund["processorAuthorizationResponse"] or {}).get("legacyCode") == expected.response
    assert refund["refundedTransaction"]["refundedAmount"]["value"] == (amount if expected.reserved else "0.00")
    assert refund["refundedTransaction"]["status"] == "SETTLED"
    assert await shop.given_back(transaction_id) == (int(amount.replace(".", "")) if expected.given_back else 0)
    retry = refund["retry"]
    if expected.outcome is None:
        assert retry is None
        return refund
    assert (retry["state"], retry["attemptsMade"]) == (expected.state, 1)
    waits_for_attempts = expected.state == "WAITING" and expected.outcome != "PENDING"
    assert retry["attemptsLeft"] == (3 if waits_for_attempts else 0)
    assert [(each["number"], each["outcome"]) for each in retry["attempts"]] == [(1, expected.outcome)]
    assert retry["lastError"]
    if expected.due is None:
        assert retry["nextAttemptAt"] is None
    else:
        due = datetime.fromisoformat(retry["nextAttemptAt"]) - expected.due
        assert asked <= due <= answered, "due so much after the request"
    return refund


@pytest.mark.parametrize("amount", REFUNDS)
async def test_a_refund_of_this_amount(shop: Shop, amount: str) -> None:
    await check_refund(shop, amount, REFUNDS[amount])


async def test_the_daily_attempts_are_counted_from_the_first_one(shop: Shop) -> None:
    """SPEC 13: exactly one interval after the first attempt, by the merchant's own plan."""
    await shop.set_merchant(retry_interval=timedelta(hours=2), retry_attempts=5)
    refund = (await shop.refund(await shop.settled("4000.00"), "3000.00")).object
    between = datetime.fromisoformat(refund["retry"]["nextAttemptAt"]) - datetime.fromisoformat(refund["createdAt"])
    assert between == timedelta(hours=2)
    assert refund["retry"]["attemptsLeft"] == 5


async def test_without_attempts_to_come_an_unavailable_refund_fails(shop: Shop) -> None:
    await shop.set_merchant(retry_attempts=0)
    expected = Refunded("FAILED", ["FAILED"], "UNAVAILABLE", "EXHAUSTED", reserved=False, attention=True)
    await check_refund(shop, "3000.00", expected)


async def test_a_decline_is_queued_where_the_merchant_wants_that(shop: Shop) -> None:
    await shop.set_merchant(retry_declines=True)
    await check_refund(shop, "2004.00", Refunded("AUTHORIZING", [], "DECLINED", "WAITING", DAY))


async def test_a_slow_refund_is_accepted_by_whoever_waits(servers: Urls, database: str) -> None:
    settings = real.settings_for(servers, database, gateway_timeout=20.0)
    async with live_service(settings) as live, open_shop(live) as shop:
        await check_refund(shop, "3004.00", ACCEPTED)


async def test_a_slow_refund_is_unknown_to_whoever_does_not_wait(shop: Shop) -> None:
    """The gateway's timeout is shorter here than the 3 seconds that the answer takes."""
    transaction_id = await shop.settled("4000.00")
    refund = (await shop.refund(transaction_id, "3004.00")).object
    assert (refund["status"], refund["retry"]["attempts"][0]["outcome"]) == ("AUTHORIZING", "UNKNOWN")
    assert refund["refundedTransaction"]["refundedAmount"]["value"] == "3004.00"
    assert await shop.given_back(transaction_id) == 3004_00


@pytest.mark.parametrize(
    ("amount", "ends", "left", "given_back", "attention"),
    [("10.00", "SETTLED", "3990.00", 10_00, False), ("3003.00", "SETTLEMENT_DECLINED", "4000.00", 0, True)],
)
async def test_a_refund_settles_or_not(
    shop: Shop, amount: str, ends: str, left: str, given_back: int, attention: bool
) -> None:
    transaction_id = await shop.settled("4000.00")
    refund_id = (await shop.refund(transaction_id, amount)).object["id"]
    await shop.settle(refund_id)
    refund = await shop.node(refund_id)
    assert (refund["status"], refund["needsAttention"]) == (ends, attention)
    assert refund["statusHistory"][0]["terminal"]
    assert (await shop.node(transaction_id))["refundableAmount"]["value"] == left
    assert await shop.given_back(transaction_id) == given_back


SALES = {
    "0.01": ("SUBMITTED_FOR_SETTLEMENT", SUBMITTED, "SETTLED"),
    "1999.99": ("SUBMITTED_FOR_SETTLEMENT", SUBMITTED, "SETTLED"),
    "2000.00": ("PROCESSOR_DECLINED", ["PROCESSOR_DECLINED"], None),
    "2999.99": ("PROCESSOR_DECLINED", ["PROCESSOR_DECLINED"], None),
    "3000.00": ("FAILED", ["FAILED"], None),
    "3000.99": ("FAILED", ["FAILED"], None),
    "3001.00": ("SUBMITTED_FOR_SETTLEMENT", SUBMITTED, "SETTLED"),
    "4000.99": ("SUBMITTED_FOR_SETTLEMENT", SUBMITTED, "SETTLED"),
    "4001.00": ("SUBMITTED_FOR_SETTLEMENT", SUBMITTED, "SETTLEMENT_DECLINED"),
    "4001.99": ("SUBMITTED_FOR_SETTLEMENT", SUBMITTED, "SETTLEMENT_DECLINED"),
    "5001.00": ("GATEWAY_REJECTED", ["GATEWAY_REJECTED"], None),
    "5001.01": ("SUBMITTED_FOR_SETTLEMENT", SUBMITTED, "SETTLED"),
}


@pytest.mark.parametrize("amount", SALES)
async def test_a_sale_of_this_amount(shop: Shop, amount: str) -> None:
    status, history, settles_as = SALES[amount]
    transaction_id = await shop.charge(amount)
    sale = await shop.node(transaction_id)
    assert sale["status"] == status
    assert [event["status"] for event in sale["statusHistory"]] == history
    assert sale["retry"] is None
    assert await shop.effects(transaction_id) == (["charge"] if settles_as else [])
    settled = await shop.settle(transaction_id)
    if settles_as is None:
        assert settled.codes == ["91575"]
        assert sale["refundableAmount"]["value"] == "0.00"
    else:
        assert settled.object["status"] == settles_as


NONCES = {
    "fake-valid-nonce": "SUBMITTED_FOR_SETTLEMENT",
    VISA: "SUBMITTED_FOR_SETTLEMENT",
    PAYPAL: "SETTLING",
    "fake-processor-declined-visa-nonce": "PROCESSOR_DECLINED",
    "fake-gateway-rejected-fraud-nonce": "GATEWAY_REJECTED",
    "fake-unanswered-nonce": "AUTHORIZING",
}


@pytest.mark.parametrize("nonce", NONCES)
async def test_a_sale_on_this_payment_method(shop: Shop, nonce: str) -> None:
    status = NONCES[nonce]
    transaction_id = await shop.charge("10.00", method=nonce)
    sale = await shop.node(transaction_id)
    assert sale["status"] == status
    taken = ["charge"] if status in {"SUBMITTED_FOR_SETTLEMENT", "SETTLING"} else []
    assert await shop.effects(transaction_id) == taken
    if status == "AUTHORIZING":
        assert (sale["retry"]["state"], sale["retry"]["attempts"][0]["outcome"]) == ("WAITING", "UNKNOWN")


async def test_a_void_that_comes_too_late_finds_it_settled(shop: Shop) -> None:
    transaction_id = await shop.charge("3900.00")
    assert (await shop.void(transaction_id)).codes == ["91504"]
    assert (await shop.node(transaction_id))["status"] == "SETTLED"
    assert await shop.effects(transaction_id) == ["charge"]


async def test_a_void_that_does_not_arrive_waits_for_a_day(shop: Shop) -> None:
    transaction_id = await shop.charge("3901.00")
    asked = await shop.now()
    sale = (await shop.void(transaction_id)).object
    assert sale["status"] == "SUBMITTED_FOR_SETTLEMENT"
    assert sale["retry"]["state"] == "WAITING"
    assert sale["retry"]["attempts"] == [{"number": 1, "outcome": "UNAVAILABLE"}]
    assert asked <= datetime.fromisoformat(sale["retry"]["nextAttemptAt"]) - DAY <= await shop.now()
    assert await shop.effects(transaction_id) == ["charge"]


async def test_a_void_whose_answer_is_lost_is_asked_about(shop: Shop) -> None:
    transaction_id = await shop.charge("3902.00")
    asked = await shop.now()
    sale = (await shop.void(transaction_id)).object
    assert sale["status"] == "SUBMITTED_FOR_SETTLEMENT"
    assert sale["retry"]["attempts"] == [{"number": 1, "outcome": "UNKNOWN"}]
    assert asked <= datetime.fromisoformat(sale["retry"]["nextAttemptAt"]) - MINUTES <= await shop.now()
    assert await shop.effects(transaction_id) == ["charge", "void"]


@pytest.mark.parametrize(("account", "sale", "amount"), [("jpy", "4000", "3000"), ("kwd", "4000.000", "3000.000")])
async def test_the_values_mean_the_same_in_every_currency(shop: Shop, account: str, sale: str, amount: str) -> None:
    refund = (await shop.refund(await shop.settled(sale, account), amount)).object
    assert refund["retry"]["attempts"][0]["outcome"] == "UNAVAILABLE"
