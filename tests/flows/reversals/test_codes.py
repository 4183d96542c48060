"""Every code of BRAINTREE.md 3 that the service can reach, through HTTP: as a top-level error and as data.

The table's others can't be reached:

* 81502 (amount is required): the schema requires a sale's amount, and elsewhere none means all that is left.
* 815193 (not supported by the processor) and 915207 (refund limit exceeded): no gateway here has such a limit.
* 915200, 915201 (failed to refund): what the processor declines comes back as data, PROCESSOR_DECLINED.
* 915234 (failed and cannot be retried): a request that created nothing doesn't use its key up (SPEC 3).

Here are those of what stands as it stands; test_codes_of_input has those of what was sent, test_codes_of_timing those
that another moment would not have.
"""

import pytest

from tests.flows.refusals import Asked, Cases, check, refund_of, refused
from tests.support.merchant_client import PAYPAL, PENDING_AT_PAYPAL, REVERSE, REVERSE_REFUND, SETTLE, VOID, Shop

case = CASES = Cases()
ID, REFUND_ID, AMOUNT = "transactionId", "refundId", "refund.amount"


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
    return refund_of(await shop.charge(PENDING_AT_PAYPAL, method=PAYPAL))


@case("91506", "TRANSACTION_NOT_SETTLED", ID, "VOIDED")
async def refund_of_a_voided_transaction(shop: Shop) -> Asked:
    transaction_id = await shop.charge()
    await shop.void(transaction_id)
    return refund_of(transaction_id)


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


@case(None, "REFUND_PERIOD_OVER", ID)
async def refund_of_an_old_paypal_payment(shop: Shop) -> Asked:
    transaction_id = await shop.settled(method=PAYPAL)
    await shop.execute(
        "UPDATE transactions SET created_at = now() - interval '181 days' WHERE merchant_id = $1", shop.merchant.id
    )
    return refund_of(transaction_id)


@pytest.mark.parametrize("named", CASES)
async def test_the_code_its_condition_and_its_path(shop: Shop, named: str) -> None:
    await check(shop, CASES[named])


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
