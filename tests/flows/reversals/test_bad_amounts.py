"""Amounts that are none, as texts, as JSON numbers and in the document: told by their code (SPEC 2.3)."""

from typing import Any

import pytest

from tests.flows.refusals import checked, classes, rejected, unchanged, with_raw
from tests.support.merchant_client import CAPTURE, CHARGE, REFUND_TRANSACTION, VISA, Shop

TEXTS: dict[str, tuple[str, ...]] = {
    "81501": ("-1", "-0.01", "-99999999999999999999"),
    "81503": (
        *("", " ", " 1", "1 ", "\t1", "1\n", "+1", "--1", "1e3", "1E3", "1e-2", "NaN", "nan", "Infinity", "-Infinity"),
        *("10.001", "1_000", "1,000", "1,00", "1.", ".5", "1.0.0", "0x10", "$1", "1 USD", "ten", "null", "true"),
        *("١٠", "१०", "１０", "²", "1\u066b5", "1\u200b", "1\0", "9" * 21, "1." + "0" * 21, "-", "."),
    ),
    "81528": ("10000000000000.01", "9" * 20),
    "81531": ("0", "0.0", "-0", "-0.00", "00"),
}
"""By the code that refuses them for dollars."""

NUMBERS = {
    "81501": ("-1", "-0.01"),
    "81503": ("1e3", "1E-2", "10.001", "1.5e1", "1e400"),
    "81528": ("99999999999999999999", "10000000000000.01"),
    "81531": ("0", "0.00", "-0", "-0.0"),
}
"""Written so, in JSON and in the document alike."""


def places(transaction_id: str, authorized_id: str, amount: object) -> dict[str, tuple[str, dict[str, Any]]]:
    """Requests that have this amount, by where they have it."""
    return {
        "refund.amount": (REFUND_TRANSACTION, {"transactionId": transaction_id, "refund": {"amount": amount}}),
        "transaction.amount": (CHARGE, {"paymentMethodId": VISA, "transaction": {"amount": amount}}),
        "transaction.amount ": (CAPTURE, {"transactionId": authorized_id, "transaction": {"amount": amount}}),
    }


def code_and_path(errors: list[dict[str, Any]]) -> list[tuple[str | None, str]]:
    return [(each["extensions"].get("legacyCode"), ".".join(each["extensions"]["inputPath"])) for each in errors]


@pytest.mark.parametrize("code", TEXTS)
async def test_as_a_text(shop: Shop, code: str) -> None:
    settled, authorized = await shop.settled(), await shop.authorize()
    async with unchanged(shop):
        for text in TEXTS[code]:
            for place, (mutation, given) in places(settled, authorized, text).items():
                errors = await rejected(shop, mutation, {"input": given})
                assert code_and_path(errors) == [(code, f"input.{place.strip()}")], ascii(text)


@pytest.mark.parametrize("code", NUMBERS)
async def test_as_a_json_number(shop: Shop, code: str) -> None:
    settled, authorized = await shop.settled(), await shop.authorize()
    async with unchanged(shop):
        for number in NUMBERS[code]:
            for place, (mutation, given) in places(settled, authorized, "HERE").items():
                errors = checked(await shop.send(with_raw(mutation, given, number)))
                assert code_and_path(errors) == [(code, f"input.{place.strip()}")], number


@pytest.mark.parametrize("code", NUMBERS)
async def test_as_a_number_in_the_document(shop: Shop, code: str) -> None:
    settled = await shop.settled()
    async with unchanged(shop):
        for number in NUMBERS[code]:
            answer = await shop.post(
                f'mutation {{ refundTransaction(input: {{transactionId: "{settled}", refund: {{amount: {number}}}}})'
                " { refund { id } } }"
            )
            assert code_and_path(checked(answer)) == [(code, "input.refund.amount")], number


@pytest.mark.parametrize("value", [True, False, [], ["1"], {}, {"value": "1"}, "9" * 101, 10**120], ids=repr)
async def test_as_what_can_be_no_amount(shop: Shop, value: object) -> None:
    given = {"transactionId": await shop.settled(), "refund": {"amount": value}}
    async with unchanged(shop):
        (error,) = await rejected(shop, REFUND_TRANSACTION, {"input": given})
    assert error["extensions"]["errorClass"] == "VALIDATION"


@pytest.mark.parametrize(
    "number", ["NaN", "Infinity", "-Infinity", "01", "1_000", "+1", ".5", "1.", "0x10", "9" * 5000]
)
async def test_as_a_number_that_is_no_json(shop: Shop, number: str) -> None:
    given = {"transactionId": await shop.settled(), "refund": {"amount": "HERE"}}
    async with unchanged(shop):
        answer = await shop.send(with_raw(REFUND_TRANSACTION, given, number))
    assert answer.status in (200, 400)
    assert classes(answer) == {"VALIDATION"}


@pytest.mark.parametrize("literal", ["NaN", "1_000", "+1", ".5", "01", "[1]", "{value: 1}", "true", "ENOUGH"])
async def test_as_a_literal_that_is_no_amount(shop: Shop, literal: str) -> None:
    document = (
        f'mutation {{ refundTransaction(input: {{transactionId: "{await shop.settled()}", refund: {{amount: {literal}}}'
        "}) { refund { id } } }"
    )
    async with unchanged(shop):
        answer = await shop.post(document)
    assert "data" not in answer.body
    assert classes(answer) == {"VALIDATION"}
