"""A refund that says what it expects to be left is made of that, or not at all (SPEC 1.3)."""

import asyncio
from typing import Any

from tests.support.merchant_client import PROBLEMS, Answer, Shop
from tests.support.promises import verified_of

REFUND = (
    "mutation ($input: RefundTransactionInput!) { refundTransaction(input: $input) { refund { id status } "
    + PROBLEMS
    + " } }"
)


async def refund(shop: Shop, payment: str, expected: str, amount: str = "10.00", **more: Any) -> Answer:
    asked = {"transactionId": payment, "expectedRefundableAmount": expected, "refund": {"amount": amount}}
    return await shop.ask(REFUND, **asked, **more)


def problems(answer: Answer) -> list[tuple[str, list[str]]]:
    found = answer.body["data"]["refundTransaction"]["validationErrors"] or []
    return [(each["code"], each["inputPath"][1:]) for each in found]


async def test_another_refund_in_between_makes_it_outdated(shop: Shop) -> None:
    payment = await shop.settled("100.00")
    assert not problems(await refund(shop, payment, "100", apiRequestKey="first"))
    before = await shop.everything()
    outdated = await refund(shop, payment, "100.00")
    assert problems(outdated) == [("OUTDATED", ["expectedRefundableAmount"])]
    assert "By now 90.00 USD" in outdated.body["data"]["refundTransaction"]["validationErrors"][0]["message"]
    again = await refund(shop, payment, "100.00", apiRequestKey="first")
    assert not problems(again), "the same request is answered with what it made"
    assert problems(await refund(shop, payment, "100.00", "95.00")) == [
        ("OUTDATED", ["expectedRefundableAmount"]),
        ("REFUND_AMOUNT_TOO_LARGE", ["refund", "amount"]),
    ]
    assert problems(await refund(shop, payment, "x")) == [("AMOUNT_INVALID", ["expectedRefundableAmount"])]
    assert await shop.everything() == before
    assert not problems(await refund(shop, payment, "90.00"))
    await verified_of(shop)


async def test_of_many_that_expect_the_same_one_is_made(shop: Shop) -> None:
    payment = await shop.settled("100.00")
    answers = await asyncio.gather(*(refund(shop, payment, "100.00") for _ in range(8)))
    assert sorted(len(problems(each)) for each in answers) == [0, *[1] * 7]
    assert await shop.given_back(payment) == 10_00
    await verified_of(shop)
