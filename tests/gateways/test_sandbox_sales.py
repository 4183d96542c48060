"""Sales, captures, voids and settlement at the sandbox (BRAINTREE.md 4 and 6)."""

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.reversals.states import PaymentStatus as S
from app.gateways.base import Absent, Accepted, Declined, NotKnown, NotReached, Reason
from app.gateways.sandbox.gateway import SandboxGateway
from tests.gateways.sandbox_client import DAY, NOON, SandboxClient, fresh

PAYPAL = "fake-paypal-one-time-nonce"


@pytest.fixture
def shop(gateway: SandboxGateway) -> SandboxClient:
    return SandboxClient(gateway)


@pytest.mark.parametrize("amount", ["0.01", "10.00", "1999.99", "3001.00", "4000.99", "5000.99", "5001.01", "9999.00"])
async def test_ordinary_amounts_are_taken_and_settle(shop: SandboxClient, amount: str) -> None:
    sale = shop.sale(amount)

    outcome = await shop.gateway.sell(sale)

    assert isinstance(outcome, Accepted)
    assert outcome.response.code == "1000"
    assert await shop.effects(sale.transaction) == [("charge", amount)]
    settled = await shop.gateway.settle(sale.transaction, NOON)
    assert settled is not None
    assert (settled.status, str(settled.amount)) == (S.SETTLED, amount)


@pytest.mark.parametrize(
    ("amount", "code", "message", "soft"),
    [
        ("2000.00", "2000", "Do Not Honor", True),
        ("2001.00", "2001", "Insufficient Funds", True),
        ("2004.50", "2004", "Expired Card", False),
        ("2046.00", "2046", "Declined", True),
        ("2500.00", "2500", "Processor Declined", None),
        ("2999.99", "2999", "Processor Declined", None),
    ],
)
async def test_the_processor_declines_with_the_amount_as_its_code(
    shop: SandboxClient, amount: str, code: str, message: str, soft: bool | None
) -> None:
    sale = shop.sale(amount)

    outcome = await shop.gateway.sell(sale)

    assert isinstance(outcome, Declined)
    assert (outcome.response.code, outcome.response.message, outcome.soft) == (code, message, soft)
    assert outcome.response.additional == f"{code} : {message}"
    assert outcome.status is S.PROCESSOR_DECLINED
    await _nothing_taken(shop, sale.transaction, S.PROCESSOR_DECLINED)


@pytest.mark.parametrize("amount", ["3000.00", "3000.99"])
async def test_the_processor_cannot_be_reached_for_a_sale(shop: SandboxClient, amount: str) -> None:
    sale = shop.sale(amount)
    outcome = await shop.gateway.sell(sale)
    assert isinstance(outcome, Declined)
    assert (outcome.status, outcome.response.code) == (S.FAILED, "3000")
    await _nothing_taken(shop, sale.transaction, S.FAILED)


@pytest.mark.parametrize("capture", [True, False])
async def test_the_gateway_rejects_a_sale_of_5001(shop: SandboxClient, capture: bool) -> None:
    sale = shop.sale("5001.00", capture=capture)
    outcome = await shop.gateway.sell(sale)
    assert isinstance(outcome, Declined)
    assert outcome.status is S.GATEWAY_REJECTED
    await _nothing_taken(shop, sale.transaction, S.GATEWAY_REJECTED)


@pytest.mark.parametrize("amount", ["4001.00", "4001.99"])
async def test_some_sales_are_declined_at_settlement(shop: SandboxClient, amount: str) -> None:
    transaction = await shop.submitted(amount)
    standing = await shop.gateway.settle(transaction, NOON)
    assert standing is not None
    assert standing.status is S.SETTLEMENT_DECLINED
    refused = await shop.refund(transaction, "1.00")
    assert isinstance(refused, Declined)
    assert refused.reason is Reason.NOT_POSSIBLE


async def test_any_sale_can_be_told_to_fail_at_settlement(shop: SandboxClient) -> None:
    transaction = await shop.submitted("10.00")
    standing = await shop.gateway.settle(transaction, NOON, declined=True)
    again = await shop.gateway.settle(transaction, NOON)
    assert standing == again
    assert standing is not None
    assert standing.status is S.SETTLEMENT_DECLINED


async def test_values_are_the_same_in_every_currency(gateway: SandboxGateway) -> None:
    for currency, amount in (("JPY", "2004"), ("KWD", "2004.000"), ("EUR", "2004.00")):
        shop = SandboxClient(gateway, currency)
        outcome = await gateway.sell(shop.sale(amount))
        assert isinstance(outcome, Declined)
        assert outcome.response.code == "2004"


@pytest.mark.parametrize(
    ("method", "brand", "last4", "days"),
    [
        ("fake-valid-nonce", "VISA", "1881", 7),
        ("fake-valid-visa-nonce", "VISA", "1881", 7),
        ("fake-valid-mastercard-nonce", "MASTERCARD", "4444", 30),
        ("fake-valid-amex-nonce", "AMERICAN_EXPRESS", "0005", 7),
        ("fake-valid-discover-nonce", "DISCOVER", "1117", 7),
    ],
)
async def test_a_card_is_described_and_its_authorization_expires(
    shop: SandboxClient, method: str, brand: str, last4: str, days: int
) -> None:
    details = await shop.gateway.describe(method)
    assert details is not None
    assert (details.method.brand, details.method.last4, details.consumed) == (brand, last4, False)
    assert details.authorization_lasts == timedelta(days=days)
    await _expires_after(shop, method, timedelta(days=days))


async def test_paypal_is_described_by_its_payer_and_lasts_29_days(shop: SandboxClient) -> None:
    details = await shop.gateway.describe(PAYPAL)
    assert details is not None
    assert details.method.paypal
    await _expires_after(shop, PAYPAL, timedelta(days=29))


async def test_used_and_unknown_payment_methods_pay_nothing(shop: SandboxClient) -> None:
    used = await shop.gateway.describe("fake-consumed-nonce")
    assert used is not None
    assert used.consumed
    assert await shop.gateway.describe("no-such-nonce") is None
    for method in ("fake-consumed-nonce", "no-such-nonce"):
        sale = shop.sale("10.00", method=method)
        outcome = await shop.gateway.sell(sale)
        assert isinstance(outcome, Declined)
        assert outcome.status is S.GATEWAY_REJECTED
        assert await shop.gateway.standing(sale.transaction, NOON) is None


@pytest.mark.parametrize("brand", ["visa", "mastercard", "amex", "discover"])
async def test_some_cards_are_declined_whatever_the_amount(shop: SandboxClient, brand: str) -> None:
    outcome = await shop.gateway.sell(shop.sale("10.00", method=f"fake-processor-declined-{brand}-nonce"))
    assert isinstance(outcome, Declined)
    assert (outcome.response.code, outcome.status) == ("2000", S.PROCESSOR_DECLINED)


async def test_a_capture_takes_the_money_once(shop: SandboxClient) -> None:
    transaction = await shop.authorized("10.00")
    assert await shop.effects(transaction) == []

    first = await shop.gateway.capture(shop.instruction(transaction, "7.50"))
    second = await shop.gateway.capture(shop.instruction(transaction, "7.50"))

    assert isinstance(first, Accepted)
    assert isinstance(second, Declined)
    assert second.reason is Reason.NOT_POSSIBLE
    assert await shop.effects(transaction) == [("capture", "7.50")]
    standing = await shop.gateway.standing(transaction, NOON)
    assert standing is not None
    assert (standing.status, str(standing.amount)) == (S.SUBMITTED_FOR_SETTLEMENT, "7.50")


@pytest.mark.parametrize("capture", [True, False])
async def test_a_void_releases_what_has_not_settled(shop: SandboxClient, capture: bool) -> None:
    transaction = await (shop.submitted("10.00") if capture else shop.authorized("10.00"))
    voided = await shop.gateway.void(shop.instruction(transaction, "10.00"))
    again = await shop.gateway.void(shop.instruction(transaction, "10.00"))
    assert isinstance(voided, Accepted)
    assert isinstance(again, Declined)
    assert again.reason is Reason.NOT_POSSIBLE
    assert (await shop.effects(transaction))[-1] == ("void", "10.00")
    await _stands(shop, transaction, S.VOIDED)


async def test_a_settled_payment_is_not_voided(shop: SandboxClient) -> None:
    transaction = await shop.settled("10.00")
    outcome = await shop.gateway.void(shop.instruction(transaction, "10.00"))
    assert isinstance(outcome, Declined)
    assert outcome.reason is Reason.ALREADY_SETTLED


async def test_a_payment_that_nobody_knows_is_neither_voided_nor_captured_nor_refunded(shop: SandboxClient) -> None:
    instruction = shop.instruction(fresh(), "10.00")
    for act in (shop.gateway.void, shop.gateway.capture, shop.gateway.refund):
        outcome = await act(instruction)
        assert isinstance(outcome, Declined)
        assert outcome.reason is Reason.NOT_POSSIBLE
    assert await shop.gateway.standing(instruction.transaction, NOON) is None
    assert await shop.gateway.settle(instruction.transaction, NOON) is None
    assert len(await shop.entries(instruction.transaction)) == 3


async def test_a_sale_of_3900_settles_before_it_can_be_voided(shop: SandboxClient) -> None:
    transaction = await shop.submitted("3900.00")
    outcome = await shop.gateway.void(shop.instruction(transaction, "3900.00"))
    assert isinstance(outcome, Declined)
    assert outcome.reason is Reason.ALREADY_SETTLED
    await _stands(shop, transaction, S.SETTLED)
    assert isinstance(await shop.refund(transaction, "3900.00"), Accepted)
    assert await shop.effects(transaction) == [("charge", "3900.00"), ("refund", "3900.00")]


async def test_the_first_void_of_a_sale_of_3901_is_not_reached(shop: SandboxClient) -> None:
    transaction = await shop.submitted("3901.00")
    instruction = shop.instruction(transaction, "3901.00")
    assert isinstance(await shop.gateway.void(instruction), NotReached)
    await _stands(shop, transaction, S.SUBMITTED_FOR_SETTLEMENT)
    assert await shop.gateway.done_under(instruction.key, NOON) == Absent()
    assert isinstance(await shop.gateway.void(instruction), Accepted)
    await _stands(shop, transaction, S.VOIDED)
    assert await shop.effects(transaction) == [("charge", "3901.00"), ("void", "3901.00")]


async def test_a_void_of_a_sale_of_3902_is_done_and_not_heard_of(shop: SandboxClient) -> None:
    transaction = await shop.submitted("3902.00")
    instruction = shop.instruction(transaction, "3902.00")
    assert isinstance(await shop.gateway.void(instruction), NotKnown)
    await _stands(shop, transaction, S.VOIDED)
    assert isinstance(await shop.gateway.done_under(instruction.key, NOON), Accepted)
    assert isinstance(await shop.gateway.void(instruction), Accepted)
    assert await shop.effects(transaction) == [("charge", "3902.00"), ("void", "3902.00")]


async def test_settlement_can_be_watched_half_way(shop: SandboxClient) -> None:
    card = await shop.submitted("10.00")
    await shop.gateway.begin_settlement(card, NOON)
    await _stands(shop, card, S.SETTLING)
    assert isinstance(await shop.refund(card, "10.00"), Accepted)
    await shop.gateway.settle(card, NOON)
    await _stands(shop, card, S.SETTLED)


@pytest.mark.parametrize(
    ("amount", "status", "settled"),
    [
        ("10.00", S.SETTLING, S.SETTLED),
        ("4001.00", S.SETTLING, S.SETTLEMENT_DECLINED),
        ("4002.00", S.SETTLEMENT_PENDING, S.SETTLED),
    ],
)
async def test_paypal_settles_by_itself_at_once(shop: SandboxClient, amount: str, status: S, settled: S) -> None:
    """As recordings of Braintree's sandbox have it, for a charge and for a capture."""
    charged, authorized = shop.sale(amount, method=PAYPAL), shop.sale(amount, method=PAYPAL, capture=False)
    outcome = await shop.gateway.sell(charged)
    assert isinstance(outcome, Accepted)
    assert outcome.status is status
    await shop.gateway.sell(authorized)
    captured = await shop.gateway.capture(shop.instruction(authorized.transaction, amount))
    assert isinstance(captured, Accepted)
    assert captured.status is status
    for sale in (charged, authorized):
        await _stands(shop, sale.transaction, status)
    await shop.gateway.settle_due(charged.merchant, NOON + timedelta(days=1))
    await _stands(shop, charged.transaction, settled)


async def test_each_night_settles_what_was_submitted_before_it(shop: SandboxClient) -> None:
    first = await shop.submitted("10.00")
    declined = await shop.submitted("4001.00", at=NOON + DAY)
    authorized = await shop.authorized("10.00")
    elsewhere = await SandboxClient(shop.gateway).submitted("10.00")
    assert await shop.gateway.settle_due(shop.merchant, NOON + timedelta(hours=11)) == []

    settled = await shop.gateway.settle_due(shop.merchant, NOON + 3 * DAY)

    assert [(each.transaction, each.status, each.at) for each in settled] == [
        (first, S.SETTLED, datetime(2026, 3, 3, tzinfo=UTC)),
        (declined, S.SETTLEMENT_DECLINED, datetime(2026, 3, 4, tzinfo=UTC)),
    ]
    await _stands(shop, authorized, S.AUTHORIZED)
    await _stands(shop, elsewhere, S.SUBMITTED_FOR_SETTLEMENT)
    assert await shop.gateway.settle_due(shop.merchant, NOON + 3 * DAY) == []


async def _stands(shop: SandboxClient, transaction: str, status: S) -> None:
    standing = await shop.gateway.standing(transaction, NOON)
    assert standing is not None
    assert standing.status is status


async def _nothing_taken(shop: SandboxClient, transaction: str, status: S) -> None:
    assert await shop.effects(transaction) == []
    await _stands(shop, transaction, status)


async def _expires_after(shop: SandboxClient, method: str, lasts: timedelta) -> None:
    transaction = await shop.authorized("10.00", method)
    last_moment = await shop.gateway.standing(transaction, NOON + lasts - timedelta(microseconds=1))
    afterwards = await shop.gateway.standing(transaction, NOON + lasts)
    assert last_moment is not None
    assert afterwards is not None
    assert (last_moment.status, afterwards.status) == (S.AUTHORIZED, S.AUTHORIZATION_EXPIRED)
    late = shop.instruction(transaction, "10.00", at=NOON + lasts)
    assert isinstance(await shop.gateway.capture(late), Declined)
