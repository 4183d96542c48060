"""Refunds at the sandbox: every amount with a meaning of its own (BRAINTREE.md 6)."""

import time
from dataclasses import replace

import pytest

from app.domain.reversals.states import PaymentStatus as S
from app.gateways.base import Absent, Accepted, Declined, NotKnown, NotReached, Pending, Reason
from app.gateways.sandbox.gateway import SandboxGateway
from tests.gateways.sandbox_client import DAY, NOON, SandboxClient, fresh


@pytest.fixture
def shop(gateway: SandboxGateway) -> SandboxClient:
    return SandboxClient(gateway)


@pytest.fixture
async def sale(shop: SandboxClient) -> str:
    """A settled sale of 4000.00."""
    return await shop.settled("4000.00")


async def test_an_ordinary_refund_is_accepted_and_settles(shop: SandboxClient, sale: str) -> None:
    key = fresh()
    assert isinstance(await shop.refund(sale, "10.00", key=key), Accepted)
    await _stands(shop, key, S.SUBMITTED_FOR_SETTLEMENT)
    await shop.gateway.settle_refund(key, NOON)
    await _stands(shop, key, S.SETTLED)
    assert await shop.effects(sale) == [("charge", "4000.00"), ("refund", "10.00")]


async def test_sums_are_not_the_gateways_business(shop: SandboxClient) -> None:
    sale = await shop.settled("10.00")
    assert isinstance(await shop.refund(sale, "10.00"), Accepted)
    assert isinstance(await shop.refund(sale, "10.00"), Accepted)
    assert (await shop.effects(sale)).count(("refund", "10.00")) == 2


@pytest.mark.parametrize("captured", [True, False])
async def test_a_refund_before_settlement_comes_too_early(shop: SandboxClient, captured: bool) -> None:
    transaction = await (shop.submitted("10.00") if captured else shop.authorized("10.00"))
    outcome = await shop.refund(transaction, "10.00")
    assert isinstance(outcome, Declined)
    assert outcome.reason is Reason.NOT_SETTLED


async def test_a_voided_payment_is_not_refunded(shop: SandboxClient) -> None:
    transaction = await shop.submitted("10.00")
    await shop.gateway.void(shop.instruction(transaction, "10.00"))
    outcome = await shop.refund(transaction, "10.00")
    assert isinstance(outcome, Declined)
    assert outcome.reason is Reason.NOT_POSSIBLE


@pytest.mark.parametrize(
    ("amount", "code", "soft"),
    [("2000.00", "2000", True), ("2004.00", "2004", False), ("2999.99", "2999", None)],
)
async def test_the_processor_declines_with_the_amount_as_its_code(
    shop: SandboxClient, sale: str, amount: str, code: str, soft: bool
) -> None:
    key = fresh()
    outcome = await shop.refund(sale, amount, key=key)
    assert isinstance(outcome, Declined)
    assert (outcome.response.code, outcome.soft, outcome.reason) == (code, soft, None)
    assert await shop.gateway.done_under(key, NOON) == outcome
    assert await shop.gateway.refund_standing(key, NOON) is None
    assert await shop.effects(sale) == [("charge", "4000.00")]


async def test_2046_is_declined_and_settles_all_the_same(shop: SandboxClient, sale: str) -> None:
    key = fresh()
    outcome = await shop.refund(sale, "2046.00", key=key)
    assert isinstance(outcome, Accepted)
    assert outcome.response.code == "1005"
    await _stands(shop, key, S.SUBMITTED_FOR_SETTLEMENT)


async def test_3000_is_never_reached(shop: SandboxClient, sale: str) -> None:
    key = fresh()
    for _ in range(5):
        assert isinstance(await shop.refund(sale, "3000.00", key=key), NotReached)
    assert await shop.gateway.done_under(key, NOON) == Absent()
    assert [entry.effect for entry in await shop.entries(sale) if entry.key == key] == [False] * 5


@pytest.mark.parametrize(("amount", "failures"), [("3001.00", 1), ("3001.01", 2), ("3001.02", 3)])
async def test_3001_is_reached_after_some_attempts(shop: SandboxClient, sale: str, amount: str, failures: int) -> None:
    key = fresh()
    for _ in range(failures):
        assert isinstance(await shop.refund(sale, amount, key=key), NotReached)
    assert isinstance(await shop.refund(sale, amount, key=key), Accepted)
    assert await shop.effects(sale) == [("charge", "4000.00"), ("refund", amount)]


async def test_3002_00_was_done_although_the_answer_is_lost(shop: SandboxClient, sale: str) -> None:
    key = fresh()
    assert isinstance(await shop.refund(sale, "3002.00", key=key), NotKnown)
    assert isinstance(await shop.gateway.done_under(key, NOON), Accepted)
    assert isinstance(await shop.refund(sale, "3002.00", key=key), Accepted)
    assert await shop.effects(sale) == [("charge", "4000.00"), ("refund", "3002.00")]


async def test_3002_01_was_not_done_and_sending_again_does_it(shop: SandboxClient, sale: str) -> None:
    key = fresh()
    assert isinstance(await shop.refund(sale, "3002.01", key=key), NotKnown)
    assert await shop.gateway.done_under(key, NOON) == Absent()
    assert await shop.effects(sale) == [("charge", "4000.00")]
    assert isinstance(await shop.refund(sale, "3002.01", key=key), Accepted)
    assert isinstance(await shop.gateway.done_under(key, NOON), Accepted)
    assert await shop.effects(sale) == [("charge", "4000.00"), ("refund", "3002.01")]


async def test_3002_02_never_gets_an_answer(shop: SandboxClient, sale: str) -> None:
    key = fresh()
    for later in range(3):
        assert isinstance(await shop.refund(sale, "3002.02", key=key, at=NOON + later * DAY), NotKnown)
        assert isinstance(await shop.gateway.done_under(key, NOON + later * DAY), NotKnown)
    assert await shop.effects(sale) == [("charge", "4000.00")]


async def test_3003_is_accepted_and_declined_at_settlement(shop: SandboxClient, sale: str) -> None:
    key = fresh()
    assert isinstance(await shop.refund(sale, "3003.00", key=key), Accepted)
    standing = await shop.gateway.settle_refund(key, NOON)
    assert standing is not None
    assert standing.status is S.SETTLEMENT_DECLINED
    assert (await shop.effects(sale))[1:] == [("refund", "3003.00"), ("refund_void", "3003.00")]
    assert await shop.gateway.settle_refund(key, NOON) == standing
    assert len(await shop.effects(sale)) == 3


async def test_3004_takes_three_seconds_and_is_done_from_the_start(shop: SandboxClient, sale: str) -> None:
    started = time.monotonic()
    assert isinstance(await shop.refund(sale, "3004.00"), Accepted)
    assert 3.0 <= time.monotonic() - started < 4.0
    assert (await shop.effects(sale))[1:] == [("refund", "3004.00")]


async def test_3005_00_is_accepted_a_day_later(shop: SandboxClient, sale: str) -> None:
    key = fresh()
    assert isinstance(await shop.refund(sale, "3005.00", key=key), Pending)
    assert isinstance(await shop.gateway.done_under(key, NOON + DAY / 2), Pending)
    await _stands(shop, key, S.AUTHORIZING)
    early = await shop.void_refund(sale, "3005.00", key)
    assert isinstance(early, Declined)
    assert isinstance(await shop.refund(sale, "3005.00", key=key), Pending)

    assert isinstance(await shop.gateway.done_under(key, NOON + DAY), Accepted)

    decided = await shop.gateway.refund_standing(key, NOON + DAY)
    assert decided is not None
    assert decided.status is S.SUBMITTED_FOR_SETTLEMENT
    assert (await shop.effects(sale))[1:] == [("refund", "3005.00")]


async def test_3005_01_is_declined_a_day_later(shop: SandboxClient, sale: str) -> None:
    key = fresh()
    assert isinstance(await shop.refund(sale, "3005.01", key=key), Pending)
    assert isinstance(await shop.gateway.done_under(key, NOON + DAY / 2), Pending)
    assert isinstance(await shop.gateway.done_under(key, NOON + DAY), Declined)
    decided = await shop.gateway.refund_standing(key, NOON + DAY)
    assert decided is not None
    assert decided.status is S.PROCESSOR_DECLINED
    assert await shop.effects(sale) == [("charge", "4000.00")]


async def test_3005_02_is_done_and_not_found_for_two_days(shop: SandboxClient, sale: str) -> None:
    key = fresh()
    assert isinstance(await shop.refund(sale, "3005.02", key=key), Pending)
    assert isinstance(await shop.gateway.done_under(key, NOON + DAY), Absent)
    assert isinstance(await shop.refund(sale, "3005.02", key=key), Pending)
    assert isinstance(await shop.gateway.done_under(key, NOON + 2 * DAY), Accepted)
    assert (await shop.effects(sale))[1:] == [("refund", "3005.02")]


async def test_3001_05_is_done_once_it_comes_under_another_wire_key(shop: SandboxClient, sale: str) -> None:
    first = shop.instruction(sale, "3001.05")
    for _ in range(2):
        outcome = await shop.gateway.refund(first)
        assert isinstance(outcome, NotReached)
        assert outcome.new_key
    assert isinstance(await shop.gateway.refund(replace(first, wire_key=f"{first.key}.2")), Accepted)
    assert (await shop.effects(sale))[1:] == [("refund", "3001.05")]


async def test_3006_is_declined_once(shop: SandboxClient, sale: str) -> None:
    key = fresh()
    assert isinstance(await shop.refund(sale, "3006.00", key=key), Declined)
    assert isinstance(await shop.refund(sale, "3006.00", key=key), Declined)
    assert isinstance(await shop.refund(sale, "3006.00"), Accepted)
    assert (await shop.effects(sale))[1:] == [("refund", "3006.00")]


async def test_values_are_the_same_in_every_currency(gateway: SandboxGateway) -> None:
    for currency, sale_amount, amount in (("JPY", "4000", "3000"), ("KWD", "4000.000", "3000.000")):
        shop = SandboxClient(gateway, currency)
        sale = await shop.settled(sale_amount)
        assert isinstance(await shop.refund(sale, amount), NotReached)


async def test_a_submitted_refund_can_be_taken_back_once(shop: SandboxClient, sale: str) -> None:
    key = fresh()
    await shop.refund(sale, "10.00", key=key)
    void = replace(shop.instruction(sale, "10.00"), refund_key=key)
    assert isinstance(await shop.gateway.void_refund(void), Accepted)
    assert isinstance(await shop.gateway.void_refund(void), Accepted)
    second = await shop.void_refund(sale, "10.00", key)
    assert isinstance(second, Declined)
    await _stands(shop, key, S.VOIDED)
    assert (await shop.effects(sale))[1:] == [("refund", "10.00"), ("refund_void", "10.00")]


async def test_a_settled_refund_and_an_unknown_one_are_not_taken_back(shop: SandboxClient, sale: str) -> None:
    key = fresh()
    await shop.refund(sale, "10.00", key=key)
    await shop.gateway.settle_refund(key, NOON)
    settled = await shop.void_refund(sale, "10.00", key)
    unknown = await shop.void_refund(sale, "10.00", fresh())
    assert isinstance(settled, Declined)
    assert isinstance(unknown, Declined)
    assert (settled.reason, unknown.reason) == (Reason.ALREADY_SETTLED, Reason.NOT_POSSIBLE)


async def test_each_night_settles_refunds_as_well(shop: SandboxClient, sale: str) -> None:
    plain, declined, pending = fresh(), fresh(), fresh()
    await shop.refund(sale, "10.00", key=plain)
    await shop.refund(sale, "3003.00", key=declined)
    await shop.refund(sale, "3005.00", key=pending)
    first = await shop.gateway.settle_due(shop.merchant, NOON + DAY)
    assert {(each.refund_key, each.status) for each in first} == {
        (plain, S.SETTLED),
        (declined, S.SETTLEMENT_DECLINED),
    }
    second = await shop.gateway.settle_due(shop.merchant, NOON + 2 * DAY)
    assert [(each.refund_key, each.status) for each in second] == [(pending, S.SETTLED)]


async def test_3003_01_fails_two_nights_after_it_has_settled(shop: SandboxClient, sale: str) -> None:
    key = fresh()
    await shop.refund(sale, "3003.01", key=key)
    (settled,) = await shop.gateway.settle_due(shop.merchant, NOON + DAY)
    assert (settled.refund_key, settled.status) == (key, S.SETTLED)
    assert await shop.gateway.settle_due(shop.merchant, NOON + 2 * DAY) == []
    (failed,) = await shop.gateway.settle_due(shop.merchant, NOON + 3 * DAY)
    assert (failed.refund_key, failed.status, failed.at) == (key, S.SETTLEMENT_DECLINED, settled.at + 2 * DAY)
    assert await shop.gateway.settle_due(shop.merchant, NOON + 9 * DAY) == []
    assert await shop.gateway.late_failures(shop.merchant, settled.at) == {key: failed.at}
    assert await shop.gateway.late_failures(shop.merchant, failed.at) == {}
    assert (await shop.effects(sale))[1:] == [("refund", "3003.01"), ("refund_void", "3003.01")]


async def _stands(shop: SandboxClient, key: str, status: S) -> None:
    standing = await shop.gateway.refund_standing(key, NOON)
    assert standing is not None
    assert standing.status is status
