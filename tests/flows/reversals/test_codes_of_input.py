"""The codes of BRAINTREE.md 3 that answer what was sent: amounts, texts, ids of accounts, nonces and keys."""

import pytest

from tests.flows.refusals import Asked, Cases, check, refund_of, refused, sale_of
from tests.support.merchant_client import AUTHORIZE, CAPTURE, REFUND_TRANSACTION, REVERSE, Shop

case = CASES = Cases()
ID, AMOUNT = "transactionId", "refund.amount"
LONG = "x" * 256


@case("91507", "TRANSACTION_NOT_AUTHORIZED", ID, "SUBMITTED_FOR_SETTLEMENT")
async def second_capture(shop: Shop) -> Asked:
    transaction_id = await shop.authorize()
    await shop.capture(transaction_id)
    return CAPTURE, {"transactionId": transaction_id}


@case("91507", "TRANSACTION_NOT_AUTHORIZED", ID, "VOIDED")
async def capture_of_a_voided_authorization(shop: Shop) -> Asked:
    transaction_id = await shop.authorize()
    await shop.void(transaction_id)
    return CAPTURE, {"transactionId": transaction_id}


@case("91522", "SETTLEMENT_AMOUNT_TOO_LARGE", "transaction.amount")
async def capture_of_more_than_was_authorized(shop: Shop) -> Asked:
    return CAPTURE, {"transactionId": await shop.authorize("10.00"), "transaction": {"amount": "10.01"}}


@case("91513", "MERCHANT_ACCOUNT_INVALID", "refund.merchantAccountId")
async def refund_from_an_unknown_account(shop: Shop) -> Asked:
    return refund_of(await shop.settled(), merchantAccountId="nowhere")


@case("91513", "MERCHANT_ACCOUNT_INVALID", "refund.merchantAccountId", "same currency")
async def refund_from_an_account_in_another_currency(shop: Shop) -> Asked:
    return refund_of(await shop.settled(), merchantAccountId="eur")


@case("91514", "MERCHANT_ACCOUNT_SUSPENDED", "refund.merchantAccountId")
async def refund_from_another_account_that_is_suspended(shop: Shop) -> Asked:
    transaction_id = await shop.settled()
    await shop.set_account("eur", status="SUSPENDED", currency="USD")
    return refund_of(transaction_id, merchantAccountId="eur")


@case("91513", "MERCHANT_ACCOUNT_INVALID", "transaction.merchantAccountId")
async def charge_on_an_unknown_account(shop: Shop) -> Asked:
    return sale_of(merchantAccountId="nowhere")


@case("91513", "MERCHANT_ACCOUNT_INVALID", "transaction.merchantAccountId", "No gateway is linked to usd")
async def charge_on_an_account_without_a_gateway(shop: Shop) -> Asked:
    await shop.set_account("usd", gateway=None)
    return sale_of()


@case("91513", "MERCHANT_ACCOUNT_INVALID", "transaction.merchantAccountId", "usd does not take payments yet")
async def charge_on_a_pending_account(shop: Shop) -> Asked:
    await shop.set_account("usd", status="PENDING")
    return sale_of()


@case("91514", "MERCHANT_ACCOUNT_SUSPENDED", "transaction.merchantAccountId")
async def authorization_on_a_suspended_account(shop: Shop) -> Asked:
    await shop.set_account("eur", status="SUSPENDED")
    return sale_of(mutation=AUTHORIZE, merchantAccountId="eur")


@case("915232", "REQUEST_KEY_REUSED", "apiRequestKey")
async def one_key_for_two_amounts(shop: Shop) -> Asked:
    transaction_id = await shop.settled()
    await shop.refund(transaction_id, "1.00", key="a key")
    mutation, given = refund_of(transaction_id, amount="2.00")
    return mutation, {**given, "apiRequestKey": "a key"}


@case(None, "REQUEST_KEY_REQUIRED", "apiRequestKey")
async def no_key_where_one_is_required(shop: Shop) -> Asked:
    transaction_id = await shop.settled()
    await shop.set_merchant(require_request_key=True)
    return refund_of(transaction_id)


@case("91501", "ORDER_ID_TOO_LONG", "refund.orderId", "255")
async def refund_with_a_long_order_id(shop: Shop) -> Asked:
    return refund_of(await shop.settled(), orderId=LONG)


@case("91501", "ORDER_ID_TOO_LONG", "transaction.orderId")
async def charge_with_a_long_order_id(shop: Shop) -> Asked:
    return sale_of(orderId=LONG)


@case("91501", "ORDER_ID_TOO_LONG", "transaction.orderId")
async def capture_with_a_long_order_id(shop: Shop) -> Asked:
    return CAPTURE, {"transactionId": await shop.authorize(), "transaction": {"orderId": LONG}}


@case("81501", "AMOUNT_NEGATIVE", AMOUNT)
async def negative_refund(shop: Shop) -> Asked:
    return refund_of(await shop.settled(), amount="-1.00")


@case("81503", "AMOUNT_INVALID", AMOUNT, "2 decimals for USD")
async def refund_with_a_decimal_too_many(shop: Shop) -> Asked:
    return refund_of(await shop.settled(), amount="10.001")


@case("81503", "AMOUNT_INVALID", "transaction.amount", "0 decimals for JPY")
async def yen_with_decimals(shop: Shop) -> Asked:
    return sale_of("10.5", merchantAccountId="jpy")


@case("81528", "AMOUNT_TOO_LARGE", "transaction.amount", "At most")
async def charge_of_more_than_there_is(shop: Shop) -> Asked:
    return sale_of("10000000000000.01")


@case("81531", "AMOUNT_NOT_POSITIVE", AMOUNT)
async def refund_of_nothing(shop: Shop) -> Asked:
    return refund_of(await shop.settled(), amount="0.00")


@case("91564", "PAYMENT_METHOD_CONSUMED", "paymentMethodId")
async def charge_of_a_used_nonce(shop: Shop) -> Asked:
    return sale_of(method="fake-consumed-nonce")


@case("91565", "PAYMENT_METHOD_UNKNOWN", "paymentMethodId")
async def authorization_of_an_unknown_nonce(shop: Shop) -> Asked:
    return sale_of(method="no-such-nonce", mutation=AUTHORIZE)


@case(None, "OBJECT_NOT_FOUND", ID)
async def reversal_of_an_unknown_id(shop: Shop) -> Asked:
    return REVERSE, {"transactionId": "dHJhbnNhY3Rpb25fbm9zdWNoaWQ"}


@pytest.mark.parametrize("named", CASES)
async def test_the_code_its_condition_and_its_path(shop: Shop, named: str) -> None:
    await check(shop, CASES[named])


async def test_several_problems_are_told_at_once(shop: Shop) -> None:
    found = await refused(
        shop,
        REFUND_TRANSACTION,
        transactionId=await shop.settled(),
        refund={"amount": "100.01", "orderId": LONG, "merchantAccountId": "eur", "description": "d" * 4001},
    )
    assert {(each.code, each.path[-1]) for each in found} == {
        ("91521", "amount"),
        ("91501", "orderId"),
        ("91513", "merchantAccountId"),
        (None, "description"),
    }


async def test_a_bad_amount_is_told_even_where_nothing_can_be_refunded(shop: Shop) -> None:
    found = await refused(shop, REFUND_TRANSACTION, transactionId=await shop.charge(), refund={"amount": "-1"})
    assert [each.code for each in found] == ["91506", "81501"]
