"""JPY, USD and KWD side by side: amounts of 0, 2 and 3 decimals, exact to the last unit."""

from dataclasses import dataclass

import pytest

from tests.flows.refusals import refused
from tests.support.merchant_client import REFUND_TRANSACTION, Shop


@dataclass(frozen=True, slots=True)
class Currency:
    """A payment of `paid`, refunds that fit it, and what is left for the last one. `unit` is the smallest amount."""

    account: str
    code: str
    paid: str
    minor: int
    parts: tuple[str, ...]
    rest: str
    unit: str
    too_fine: str


CURRENCIES = [
    Currency("jpy", "JPY", "1000", 1000, ("333", "333"), "334", "1", "0.5"),
    Currency("usd", "USD", "10.00", 1000, ("3.33", "3.33"), "3.34", "0.01", "0.001"),
    Currency("kwd", "KWD", "1.000", 1000, ("0.333", "0.333"), "0.334", "0.001", "0.0001"),
]

in_each = pytest.mark.parametrize("currency", CURRENCIES, ids=lambda currency: currency.code)


@in_each
async def test_parts_add_up_to_the_payment(shop: Shop, currency: Currency) -> None:
    transaction_id = await shop.settled(currency.paid, currency.account)
    paid = await shop.node(transaction_id)
    assert paid["amount"] == {"value": currency.paid, "currencyCode": currency.code}
    for part in currency.parts:
        refund = (await shop.refund(transaction_id, part)).object
        assert refund["amount"] == {"value": part, "currencyCode": currency.code}
    assert (await shop.node(transaction_id))["refundableAmount"]["value"] == currency.rest
    assert (await shop.reverse(transaction_id)).object["amount"]["value"] == currency.rest
    entries = await shop.journal(transaction_id)
    assert {each["currency"] for each in entries} == {currency.code}
    assert [each["amount"] for each in entries] == [currency.minor, 333, 333, 334]
    assert (await shop.node(transaction_id))["refundedAmount"]["value"] == currency.paid


@in_each
async def test_not_one_unit_more_than_was_paid(shop: Shop, currency: Currency) -> None:
    transaction_id = await shop.settled(currency.paid, currency.account)
    await shop.refund(transaction_id, currency.parts[0])
    await shop.refund(transaction_id, currency.rest)
    await shop.refund(transaction_id, currency.parts[1])
    (found,) = await refused(shop, REFUND_TRANSACTION, transactionId=transaction_id, refund={"amount": currency.unit})
    assert found.code == "91512"
    assert await shop.given_back(transaction_id) == currency.minor


@in_each
async def test_what_is_left_is_told_in_the_currency(shop: Shop, currency: Currency) -> None:
    transaction_id = await shop.settled(currency.paid, currency.account)
    await shop.refund(transaction_id, currency.parts[0])
    await shop.refund(transaction_id, currency.parts[1])
    (found,) = await refused(shop, REFUND_TRANSACTION, transactionId=transaction_id, refund={"amount": currency.paid})
    assert (found.code, f"{currency.rest} {currency.code}" in found.message) == ("91521", True)


@in_each
async def test_the_smallest_unit_can_be_refunded_and_no_less(shop: Shop, currency: Currency) -> None:
    transaction_id = await shop.settled(currency.paid, currency.account)
    too_fine = {"amount": currency.too_fine}
    (found,) = await refused(shop, REFUND_TRANSACTION, transactionId=transaction_id, refund=too_fine)
    assert found.code == "81503"
    await shop.refund(transaction_id, currency.unit)
    assert await shop.given_back(transaction_id) == 1


@pytest.mark.parametrize(
    ("account", "sent", "value", "minor"),
    [
        ("jpy", "7", "7", 7),
        ("jpy", 7, "7", 7),
        ("usd", "7", "7.00", 7_00),
        ("usd", 7, "7.00", 7_00),
        ("usd", "7.1", "7.10", 7_10),
        ("usd", 7.1, "7.10", 7_10),
        ("usd", "007.10", "7.10", 7_10),
        ("kwd", "7", "7.000", 7_000),
        ("kwd", 7.01, "7.010", 7_010),
        ("kwd", "7.012", "7.012", 7_012),
    ],
)
async def test_an_amount_may_be_written_with_fewer_decimals(
    shop: Shop, account: str, sent: str | float, value: str, minor: int
) -> None:
    transaction_id = await shop.settled("100", account)
    assert (await shop.refund(transaction_id, sent)).object["amount"]["value"] == value
    assert await shop.given_back(transaction_id) == minor


@pytest.mark.parametrize(
    ("account", "literal", "value"), [("jpy", "7", "7"), ("usd", "1.10", "1.10"), ("kwd", '"0.070"', "0.070")]
)
async def test_an_amount_in_the_document_keeps_its_digits(shop: Shop, account: str, literal: str, value: str) -> None:
    transaction_id = await shop.settled("100", account)
    document = (
        f'mutation {{ refundTransaction(input: {{transactionId: "{transaction_id}", refund: {{amount: {literal}}}}})'
        " { refund { amount { value } } } }"
    )
    assert (await shop.post(document)).object["amount"]["value"] == value


async def test_large_amounts_are_exact(shop: Shop) -> None:
    """Beyond what a double holds to the cent at these sizes, if it were added up as one."""
    transaction_id = await shop.settled("9999999999999.99")
    await shop.refund(transaction_id, "9999999999999.98")
    assert (await shop.node(transaction_id))["refundableAmount"]["value"] == "0.01"
    await shop.reverse(transaction_id)
    assert await shop.given_back(transaction_id) == 9999999999999_99


async def test_currencies_do_not_mix_in_a_merchants_sums(shop: Shop) -> None:
    ids = {each.code: await shop.settled(each.paid, each.account) for each in CURRENCIES}
    for transaction_id in ids.values():
        await shop.reverse(transaction_id)
    given_back = {(each["currency"], each["amount"]) for each in await shop.journal() if each["kind"] == "refund"}
    assert given_back == {("JPY", 1000), ("USD", 1000), ("KWD", 1000)}
