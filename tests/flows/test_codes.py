"""Every code of BRAINTREE.md 3 that the service can reach, through HTTP: as a top-level error and as data.

The table's others can't be reached:

* 81502 (amount is required): the schema requires a sale's amount, and elsewhere none means all that is left.
* 815193 (not supported by the processor) and 915207 (refund limit exceeded): no gateway here has such a limit.
* 915200, 915201 (failed to refund): what the processor declines comes back as data, PROCESSOR_DECLINED.
* 915234 (failed and cannot be retried): a request that created nothing doesn't use its key up (SPEC 3).

91512, 91521, 915232 and 915233 are here too; what else they mean is in test_reversals and test_idempotency.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import asyncpg
import pytest

from app.embedded import Urls
from tests import servers as real
from tests.flows.refusals import refused
from tests.shop import (
    AUTHORIZE,
    CAPTURE,
    CHARGE,
    PAYPAL,
    REFUND_TRANSACTION,
    REVERSE,
    REVERSE_REFUND,
    SETTLE,
    VISA,
    VOID,
    Shop,
    live_service,
    open_shop,
)

Asked = tuple[str, dict[str, Any]]
"""A mutation and its input."""

ID, REFUND_ID, AMOUNT = "transactionId", "refundId", "refund.amount"
LONG = "x" * 256


@dataclass(frozen=True, slots=True)
class Case:
    """A request that is refused with `code` at `path` below the input, and with a message that has `told` in it."""

    prepare: Callable[[Shop], Awaitable[Asked]]
    code: str | None
    condition: str
    path: str
    told: str = ""


CASES: dict[str, Case] = {}


def case(code: str | None, condition: str, path: str, told: str = "") -> Callable[[Any], Any]:
    def keep(prepare: Callable[[Shop], Awaitable[Asked]]) -> Callable[[Shop], Awaitable[Asked]]:
        CASES[prepare.__name__.replace("_", " ")] = Case(prepare, code, condition, path, told)
        return prepare

    return keep


def refund_of(transaction_id: str, **refund: Any) -> Asked:
    return REFUND_TRANSACTION, {"transactionId": transaction_id, "refund": refund}


def sale_of(amount: Any = "10.00", method: str = VISA, mutation: str = CHARGE, **transaction: Any) -> Asked:
    return mutation, {"paymentMethodId": method, "transaction": {"amount": amount, **transaction}}


@case("91504", "TRANSACTION_NOT_VOIDABLE", ID, "SETTLED")
async def void_of_a_settled_transaction(shop: Shop) -> Asked:
    return VOID, {"transactionId": await shop.settled()}


@case("91504", "TRANSACTION_NOT_VOIDABLE", ID, "SETTLING")
async def void_of_a_settling_transaction(shop: Shop) -> Asked:
    return VOID, {"transactionId": await shop.settling()}


@case("91504", "TRANSACTION_NOT_VOIDABLE", ID, "VOIDED")
async def second_void(shop: Shop) -> Asked:
    transaction_id = await shop.charge()
    await shop.void(transaction_id)
    return VOID, {"transactionId": transaction_id}


@case("91504", "TRANSACTION_NOT_VOIDABLE", REFUND_ID, "SETTLED")
async def reversal_of_a_settled_refund(shop: Shop) -> Asked:
    refund = (await shop.refund(await shop.settled(), "10.00")).object
    await shop.settle(refund["id"])
    return REVERSE_REFUND, {"refundId": refund["id"]}


@case("91504", "TRANSACTION_NOT_VOIDABLE", REFUND_ID, "PROCESSOR_DECLINED")
async def reversal_of_a_declined_refund(shop: Shop) -> Asked:
    refund = (await shop.refund(await shop.settled("4000.00"), "2004.00")).object
    return REVERSE_REFUND, {"refundId": refund["id"]}


@case("91504", "TRANSACTION_NOT_VOIDABLE", REFUND_ID, "VOIDED")
async def second_reversal_of_a_refund(shop: Shop) -> Asked:
    refund = (await shop.refund(await shop.settled(), "10.00")).object
    await shop.reverse_refund(refund["id"])
    return REVERSE_REFUND, {"refundId": refund["id"]}


@case("91505", "CREDIT_NOT_REFUNDABLE", ID)
async def refund_of_a_refund(shop: Shop) -> Asked:
    return refund_of((await shop.refund(await shop.settled(), "10.00")).object["id"])


@case("91505", "CREDIT_NOT_REFUNDABLE", ID, "reverseRefund")
async def reverse_transaction_of_a_refund(shop: Shop) -> Asked:
    return REVERSE, {"transactionId": (await shop.refund(await shop.settled(), "10.00")).object["id"]}


@case("91506", "TRANSACTION_NOT_SETTLED", ID, "AUTHORIZED")
async def refund_of_an_authorization(shop: Shop) -> Asked:
    return refund_of(await shop.authorize())


@case("91506", "TRANSACTION_NOT_SETTLED", ID, "SUBMITTED_FOR_SETTLEMENT")
async def refund_of_a_submitted_transaction(shop: Shop) -> Asked:
    return refund_of(await shop.charge(), amount="1.00")


@case("91506", "TRANSACTION_NOT_SETTLED", ID, "SETTLEMENT_PENDING")
async def refund_of_a_pending_paypal_settlement(shop: Shop) -> Asked:
    return refund_of(await shop.settling(method=PAYPAL))


@case("91506", "TRANSACTION_NOT_SETTLED", ID, "VOIDED")
async def refund_of_a_voided_transaction(shop: Shop) -> Asked:
    transaction_id = await shop.charge()
    await shop.void(transaction_id)
    return refund_of(transaction_id)


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


@case("91512", "TRANSACTION_ALREADY_REFUNDED", ID, "Nothing is left")
async def refund_of_what_is_refunded(shop: Shop) -> Asked:
    transaction_id = await shop.settled()
    await shop.refund(transaction_id)
    return refund_of(transaction_id, amount="0.01")


@case("91512", "TRANSACTION_ALREADY_REFUNDED", ID)
async def reversal_of_what_is_refunded_in_parts(shop: Shop) -> Asked:
    transaction_id = await shop.settled()
    await shop.refund(transaction_id, "99.99")
    await shop.refund(transaction_id, "0.01")
    return REVERSE, {"transactionId": transaction_id}


@case("91521", "REFUND_AMOUNT_TOO_LARGE", AMOUNT, "At most 100.00 USD")
async def refund_of_more_than_all(shop: Shop) -> Asked:
    return refund_of(await shop.settled(), amount="100.01")


@case("91521", "REFUND_AMOUNT_TOO_LARGE", AMOUNT, "At most 999.00 USD")
async def refund_of_more_than_a_queued_one_leaves(shop: Shop) -> Asked:
    transaction_id = await shop.settled("3999.00")
    await shop.refund(transaction_id, "3000.00")
    return refund_of(transaction_id, amount="999.01")


@case("91522", "SETTLEMENT_AMOUNT_TOO_LARGE", "transaction.amount")
async def capture_of_more_than_was_authorized(shop: Shop) -> Asked:
    return CAPTURE, {"transactionId": await shop.authorize("10.00"), "transaction": {"amount": "10.01"}}


@case("91533", "FUNDING_SOURCE_NOT_REFUNDABLE", ID)
async def refund_to_a_source_that_takes_none(shop: Shop) -> Asked:
    return refund_of(await shop.settled(method="fake-no-refunds-nonce"))


@case("91533", "FUNDING_SOURCE_NOT_REFUNDABLE", ID)
async def reversal_to_a_source_that_takes_no_refund(shop: Shop) -> Asked:
    return REVERSE, {"transactionId": await shop.settled(method="fake-no-refunds-nonce")}


@case("91538", "REFUND_ACCOUNT_SUSPENDED", ID)
async def refund_on_a_suspended_account(shop: Shop) -> Asked:
    transaction_id = await shop.settled()
    await shop.set_account("usd", status="SUSPENDED")
    return refund_of(transaction_id)


@case("91559", "REFUND_ACCOUNT_PENDING", ID)
async def refund_on_a_pending_account(shop: Shop) -> Asked:
    transaction_id = await shop.settled()
    await shop.set_account("usd", status="PENDING")
    return refund_of(transaction_id)


@case("91547", "REFUND_ACCOUNT_NOT_SUPPORTED", ID)
async def reversal_on_an_account_without_refunds(shop: Shop) -> Asked:
    transaction_id = await shop.settled()
    await shop.set_account("usd", supports_refunds=False)
    return REVERSE, {"transactionId": transaction_id}


@case("91547", "REFUND_ACCOUNT_UNLINKED", ID, "externally")
async def refund_on_an_unlinked_account(shop: Shop) -> Asked:
    transaction_id = await shop.settled()
    await shop.set_account("usd", gateway=None)
    return refund_of(transaction_id)


@case("91547", "REFUND_ACCOUNT_UNLINKED", ID, "externally")
async def void_on_an_unlinked_account(shop: Shop) -> Asked:
    transaction_id = await shop.charge()
    await shop.set_account("usd", gateway=None)
    return VOID, {"transactionId": transaction_id}


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


@case("91513", "MERCHANT_ACCOUNT_INVALID", "transaction.merchantAccountId")
async def charge_on_a_pending_account(shop: Shop) -> Asked:
    await shop.set_account("usd", status="PENDING")
    return sale_of()


@case("91514", "MERCHANT_ACCOUNT_SUSPENDED", "transaction.merchantAccountId")
async def authorization_on_a_suspended_account(shop: Shop) -> Asked:
    await shop.set_account("eur", status="SUSPENDED")
    return sale_of(mutation=AUTHORIZE, merchantAccountId="eur")


@case("91574", "REFUND_WHILE_SETTLING_NOT_SUPPORTED", ID, "SETTLED")
async def refund_while_settling(shop: Shop) -> Asked:
    transaction_id = await shop.settling()
    await shop.set_account("usd", refunds_while_settling=False)
    return refund_of(transaction_id)


@case("91575", "SETTLEMENT_NOT_POSSIBLE", ID, "AUTHORIZED")
async def settlement_of_an_authorization(shop: Shop) -> Asked:
    return SETTLE, {"transactionId": await shop.authorize()}


@case("91575", "SETTLEMENT_NOT_POSSIBLE", ID, "SETTLED")
async def second_settlement(shop: Shop) -> Asked:
    return SETTLE, {"transactionId": await shop.settled()}


@case("91575", "SETTLEMENT_NOT_POSSIBLE", ID, "VOIDED")
async def settlement_of_a_refund_that_was_taken_back(shop: Shop) -> Asked:
    refund = (await shop.refund(await shop.settled(), "10.00")).object
    await shop.reverse_refund(refund["id"])
    return SETTLE, {"transactionId": refund["id"]}


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


@case("915282", "REVERSAL_NOT_POSSIBLE_NOW", REFUND_ID)
async def reversal_of_a_refund_that_nobody_knows_of(shop: Shop) -> Asked:
    refund = (await shop.refund(await shop.settled("4000.00"), "3002.00")).object
    return REVERSE_REFUND, {"refundId": refund["id"]}


@case("915282", "REVERSAL_NOT_POSSIBLE_NOW", REFUND_ID)
async def reversal_of_a_refund_that_is_not_decided(shop: Shop) -> Asked:
    refund = (await shop.refund(await shop.settled("4000.00"), "3005.00")).object
    return REVERSE_REFUND, {"refundId": refund["id"]}


@case("915282", "REVERSAL_NOT_POSSIBLE_NOW", ID)
async def reversal_while_a_void_is_unknown(shop: Shop) -> Asked:
    transaction_id = await shop.charge("3902.00")
    await shop.void(transaction_id)
    return REVERSE, {"transactionId": transaction_id}


@case("915282", "REVERSAL_NOT_POSSIBLE_NOW", ID)
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


@case(None, "REFUND_PERIOD_OVER", ID)
async def refund_of_an_old_paypal_payment(shop: Shop) -> Asked:
    transaction_id = await shop.settled(method=PAYPAL)
    await shop.execute(
        "UPDATE transactions SET created_at = now() - interval '181 days' WHERE merchant_id = $1", shop.merchant.id
    )
    return refund_of(transaction_id)


@case(None, "OBJECT_NOT_FOUND", ID)
async def reversal_of_an_unknown_id(shop: Shop) -> Asked:
    return REVERSE, {"transactionId": "dHJhbnNhY3Rpb25fbm9zdWNoaWQ"}


@pytest.mark.parametrize("named", CASES)
async def test_each_code_has_its_condition_its_path_and_changes_nothing(shop: Shop, named: str) -> None:
    expected = CASES[named]
    mutation, given = await expected.prepare(shop)
    (found,) = await refused(shop, mutation, **given)
    assert (found.code, found.condition) == (expected.code, expected.condition)
    assert found.path == ("input", *expected.path.split("."))
    assert expected.told in found.message


@pytest.mark.parametrize("amount", ["2001.00", "5001.00", "3000.00"], ids=["declined", "rejected", "failed"])
@pytest.mark.parametrize("mutation", [REVERSE, VOID], ids=["reverse", "void"])
async def test_a_payment_that_came_to_nothing_cannot_be_undone(shop: Shop, mutation: str, amount: str) -> None:
    (found,) = await refused(shop, mutation, transactionId=await shop.charge(amount))
    assert (found.code, found.path) == ("91504", ("input", "transactionId"))


@pytest.mark.parametrize("status", ["VOIDED", "SETTLEMENT_DECLINED", "AUTHORIZATION_EXPIRED"])
async def test_a_payment_that_has_ended_cannot_be_reversed(shop: Shop, status: str) -> None:
    transaction_id = await _ended(shop, status)
    assert (await shop.node(transaction_id))["status"] == status
    (found,) = await refused(shop, REVERSE, transactionId=transaction_id)
    assert (found.code, found.path) == ("91504", ("input", "transactionId"))
    assert status in found.message


async def _ended(shop: Shop, status: str) -> str:
    if status == "VOIDED":
        transaction_id = await shop.charge()
        await shop.void(transaction_id)
        return transaction_id
    if status == "SETTLEMENT_DECLINED":
        transaction_id = await shop.charge("4001.00")
        await shop.settle(transaction_id)
        return transaction_id
    transaction_id = await shop.authorize()
    await shop.execute(
        "UPDATE sandbox.payments SET expires_at = now() - interval '1 hour' WHERE merchant = $1",
        shop.merchant.public_id,
    )
    assert (await shop.capture(transaction_id)).codes == ["91507"]
    return transaction_id


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
