"""One key, one effect: whatever is sent again, at once, after a crash or by another process."""

import asyncio
from datetime import timedelta

import asyncpg
import pytest

from app.gateways.base import Absent, Accepted, Declined, NotKnown, Outcome, answer
from app.gateways.registry import SANDBOX, Gateways, UnknownGateway
from app.gateways.sandbox.gateway import SandboxGateway
from tests.gateways.sandbox_client import DAY, NOON, SandboxClient, fresh


@pytest.fixture
def shop(gateway: SandboxGateway) -> SandboxClient:
    return SandboxClient(gateway)


async def test_fifty_sendings_of_one_refund_have_one_effect(shop: SandboxClient) -> None:
    sale = await shop.settled("100.00")
    instruction = shop.instruction(sale, "10.00")

    outcomes = await asyncio.gather(*(shop.gateway.refund(instruction) for _ in range(50)))

    assert all(isinstance(outcome, Accepted) for outcome in outcomes)
    assert len(set(outcomes)) == 1
    sent = [entry for entry in await shop.entries(sale) if entry.key == instruction.key]
    assert len(sent) == 50
    assert [entry.effect for entry in sent].count(True) == 1


async def test_fifty_sendings_of_one_sale_and_of_one_void_have_one_effect_each(shop: SandboxClient) -> None:
    sale = shop.sale("10.00")
    sold = await asyncio.gather(*(shop.gateway.sell(sale) for _ in range(50)))
    void = shop.instruction(sale.transaction, "10.00")
    voided = await asyncio.gather(*(shop.gateway.void(void) for _ in range(50)))
    assert {type(outcome) for outcome in [*sold, *voided]} == {Accepted}
    assert await shop.effects(sale.transaction) == [("charge", "10.00"), ("void", "10.00")]


async def test_of_fifty_voids_under_keys_of_their_own_one_is_done(shop: SandboxClient) -> None:
    sale = await shop.submitted("10.00")
    voids = [shop.gateway.void(shop.instruction(sale, "10.00")) for _ in range(50)]
    outcomes = await asyncio.gather(*voids)
    assert sum(isinstance(outcome, Accepted) for outcome in outcomes) == 1
    assert (await shop.effects(sale)).count(("void", "10.00")) == 1


async def test_voids_and_refunds_meet_a_settlement_in_one_order(shop: SandboxClient) -> None:
    sale = await shop.submitted("10.00")
    void: asyncio.Task[Outcome] = asyncio.ensure_future(shop.gateway.void(shop.instruction(sale, "10.00")))
    settle = asyncio.ensure_future(shop.gateway.settle(sale, NOON))
    refund = asyncio.ensure_future(shop.refund(sale, "10.00"))
    await asyncio.gather(void, settle, refund)
    given_back = [kind for kind, _ in await shop.effects(sale) if kind in {"void", "refund"}]
    assert len(given_back) <= 1


async def test_another_process_gives_the_same_answer(shop: SandboxClient, sandbox_dsn: str) -> None:
    sale = await shop.settled("100.00")
    instruction = shop.instruction(sale, "10.00")
    first = await shop.gateway.refund(instruction)
    other = SandboxGateway(sandbox_dsn.replace("postgresql://", "postgresql+asyncpg://", 1))
    await other.start()
    try:
        assert await other.refund(instruction) == first
        assert await other.done_under(instruction.key, NOON) == first
    finally:
        await other.stop()
    assert await shop.effects(sale) == [("charge", "100.00"), ("refund", "10.00")]


async def test_what_was_done_stays_done_when_the_sender_gives_up(shop: SandboxClient) -> None:
    sale = await shop.settled("4000.00")
    instruction = shop.instruction(sale, "3004.00")
    assert isinstance(await answer(shop.gateway.refund(instruction), 1.0), NotKnown)
    assert isinstance(await shop.gateway.done_under(instruction.key, NOON), Accepted)
    assert (await shop.effects(sale))[1:] == [("refund", "3004.00")]


async def test_a_key_is_good_for_one_instruction_only(shop: SandboxClient) -> None:
    sale = await shop.settled("100.00")
    key = fresh()
    first = await shop.refund(sale, "10.00", key=key)
    other_amount = await shop.refund(sale, "20.00", key=key)
    other_kind = await shop.gateway.void(shop.instruction(sale, "10.00", key=key))
    assert isinstance(other_amount, Declined)
    assert isinstance(other_kind, Declined)
    assert await shop.gateway.done_under(key, NOON) == first
    assert await shop.effects(sale) == [("charge", "100.00"), ("refund", "10.00")]


async def test_an_unused_key_is_absent(shop: SandboxClient) -> None:
    assert await shop.gateway.done_under(fresh(), NOON) == Absent()


async def test_a_second_payment_of_the_same_id_is_rejected(shop: SandboxClient) -> None:
    sale = shop.sale("10.00")
    await shop.gateway.sell(sale)
    twin = shop.instruction(sale.transaction, "10.00")
    again = type(sale)(twin.key, sale.transaction, sale.amount, NOON, shop.merchant, "fake-valid-nonce", True)
    assert isinstance(await shop.gateway.sell(again), Declined)
    assert await shop.effects(sale.transaction) == [("charge", "10.00")]


async def test_the_journal_has_the_form_that_people_read(shop: SandboxClient) -> None:
    sale = shop.sale("10.00", at=NOON + timedelta(microseconds=7))
    await shop.gateway.sell(sale)
    (entry,) = await shop.entries(sale.transaction)
    assert entry.as_json() == {
        "key": sale.key,
        "kind": "charge",
        "transaction": sale.transaction,
        "amount": "10.00",
        "currency": "USD",
        "effect": True,
        "at": "2026-03-02T12:00:00.000007Z",
    }


async def test_the_journal_can_begin_at_a_time(shop: SandboxClient) -> None:
    late = NOON + 1000 * DAY
    sale = shop.sale("10.00", at=late)
    await shop.gateway.sell(sale)
    assert [entry.transaction async for entry in shop.gateway.journal(late)] == [sale.transaction]


async def test_the_books_themselves_refuse_a_second_effect(shop: SandboxClient, sandbox_dsn: str) -> None:
    sale = shop.sale("10.00")
    await shop.gateway.sell(sale)
    connection = await asyncpg.connect(sandbox_dsn)
    try:
        with pytest.raises(asyncpg.UniqueViolationError, match="uq_journal_one_effect"):
            await connection.execute(
                "INSERT INTO sandbox.journal (key, kind, transaction, currency, amount, effect, at)"
                " SELECT key, kind, transaction, currency, amount, effect, at FROM sandbox.journal WHERE key = $1",
                sale.key,
            )
        with pytest.raises(asyncpg.CheckViolationError):
            await connection.execute("UPDATE sandbox.payments SET amount = 0 WHERE transaction = $1", sale.transaction)
    finally:
        await connection.close()


def test_gateways_are_found_by_name(gateway: SandboxGateway) -> None:
    gateways = Gateways({SANDBOX: gateway})
    assert gateways.named("sandbox") is gateway
    with pytest.raises(UnknownGateway, match=r"'acme'.*sandbox"):
        gateways.named("acme")
