"""The sandbox as any other gateway: one merchant's session, by the contract of adapters."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from app.domain.reversals.states import PaymentStatus
from app.gateways.sandbox.adapter import ADAPTER, Config, Secrets
from app.gateways.sandbox.gateway import SandboxGateway
from app.gateways.sandbox.session import SandboxSession
from refundry.gateways import (
    Absent,
    Accepted,
    Account,
    Declined,
    Instruction,
    Kind,
    NotAnswered,
    NotKnown,
    Pending,
    Reason,
    Sent,
    Session,
)
from refundry.gateways.http import client
from tests.gateways.sandbox_client import DAY, NOON, SandboxClient, money

S = PaymentStatus


def sent(kind: Kind = Kind.REFUND) -> Sent:
    return Sent(kind, 1, NOON, NOON)


@pytest.fixture
def shop(gateway: SandboxGateway) -> SandboxClient:
    return SandboxClient(gateway)


def at(shop: SandboxClient, moment: datetime = NOON, merchant: str | None = None) -> SandboxSession:
    return SandboxSession(shop.gateway, merchant or shop.merchant, lambda: moment)


async def test_a_refund_is_made_found_and_taken_back(shop: SandboxClient) -> None:
    sale, session = await shop.settled("100.00"), at(shop)
    asked = shop.instruction(sale, "30.00")
    assert await session.find(asked, sent()) == Absent()
    made = await session.refund(asked)
    assert isinstance(made, Accepted)
    assert await session.find(asked, sent()) == made
    by_reference = replace(shop.instruction(sale, "30.00"), refund=made.reference)
    assert isinstance(await session.void_refund(by_reference), Accepted)
    assert isinstance(await session.find(by_reference, sent(Kind.REFUND_VOID)), Accepted)
    standing = await session.refund_standing(made.reference, sale)
    assert standing is not None
    assert (standing.status, standing.key, standing.final) == (S.VOIDED, asked.key, True)


async def test_another_amount_under_the_same_key_is_for_people(shop: SandboxClient) -> None:
    sale, session = await shop.settled("100.00"), at(shop)
    asked = shop.instruction(sale, "30.00")
    assert isinstance(await session.refund(asked), Accepted)
    found = await session.find(replace(asked, amount=money("31.00")), sent())
    assert isinstance(found, NotKnown)
    assert found.attention


async def test_a_payment_stands_with_all_of_its_refunds(shop: SandboxClient) -> None:
    sale = await shop.settled("4000.00")
    first, later = shop.instruction(sale, "10.00"), shop.instruction(sale, "3005.00")
    assert isinstance(await at(shop).refund(first), Accepted)
    assert isinstance(await at(shop).refund(later), Pending)
    standing = await at(shop).standing(sale)
    assert standing is not None
    assert (standing.reference, standing.status, standing.created_at) == (sale, S.SETTLED, NOON)
    assert (standing.amount, standing.captured) == (money("4000.00"), money("4000.00"))
    assert {(each.key, each.status, each.created_at) for each in standing.refunds} == {
        (first.key, S.SUBMITTED_FOR_SETTLEMENT, NOON),
        (later.key, S.AUTHORIZING, NOON),
    }
    decided = await at(shop, NOON + DAY).standing(sale)
    assert decided is not None
    assert {each.status for each in decided.refunds} == {S.SUBMITTED_FOR_SETTLEMENT}


async def test_an_authorization_expires_on_the_merchants_clock(shop: SandboxClient) -> None:
    authorized = await shop.authorized("10.00")
    found = [await at(shop, NOON + each * DAY).standing(authorized) for each in (0, 8)]
    assert [each and (each.status, each.captured.minor, each.final) for each in found] == [
        (S.AUTHORIZED, 0, False),
        (S.AUTHORIZATION_EXPIRED, 0, True),
    ]


async def test_of_other_merchants_payments_it_knows_nothing(shop: SandboxClient) -> None:
    settled, submitted, authorized = await shop.settled("10.00"), await shop.submitted("9"), await shop.authorized("8")
    stranger = at(shop, merchant="another")
    outcomes = [
        await stranger.refund(shop.instruction(settled, "10.00")),
        await stranger.void(shop.instruction(submitted, "9")),
        await stranger.capture(shop.instruction(authorized, "8")),
    ]
    made = shop.instruction(settled, "1.00")
    assert isinstance(await at(shop).refund(made), Accepted)
    outcomes.append(await stranger.void_refund(replace(shop.instruction(settled, "1.00"), refund_key=made.key)))
    assert {each.reason for each in outcomes if isinstance(each, Declined)} == {Reason.NOT_POSSIBLE}
    assert await shop.effects(settled) == [("charge", "10.00"), ("refund", "1.00")]
    assert await stranger.standing(settled) is None
    assert await stranger.refund_standing(f"sandbox-{made.key}", settled) is None
    assert [each async for each in stranger.payments(NOON - DAY, NOON + DAY)] == []
    assert [each async for each in stranger.refunds(NOON - DAY, NOON + DAY)] == []


async def test_lists_have_what_was_made_in_a_period(shop: SandboxClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.gateways.sandbox.standings.AT_A_TIME", 2)
    sales = [await shop.submitted("10.00", at=NOON + hours * timedelta(hours=1)) for hours in range(5)]
    session = at(shop, NOON + DAY)
    listed = [each.reference async for each in session.payments(NOON, NOON + timedelta(hours=4))]
    assert listed == sales[:4]
    await shop.gateway.settle(sales[0], NOON)
    keys = []
    for hours in range(5):
        made = shop.instruction(sales[0], "1.00", at=NOON + hours * timedelta(hours=1))
        assert isinstance(await session.refund(made), Accepted)
        keys.append(made.key)
    begin, end = NOON + timedelta(hours=1), NOON + DAY
    assert [each.key async for each in session.refunds(begin, end)] == keys[1:]


async def test_without_its_books_an_instruction_is_unknown_and_a_question_not_answered() -> None:
    nowhere = Secrets.model_validate({"database_url": "postgresql://127.0.0.1:9/nothing"})
    async with client(timedelta(seconds=1), 1) as http:
        session: Session = ADAPTER.connect(Config(merchant="acme"), nowhere, http, lambda: NOON)
        asked = Instruction("0f", "0f", "payment", money("1.00"), NOON)
        assert isinstance(await session.refund(asked), NotKnown)
        assert isinstance(await session.find(asked, sent()), NotKnown)
        with pytest.raises(NotAnswered):
            await session.standing("payment")
        with pytest.raises(NotAnswered):
            _ = [each async for each in session.payments(NOON, NOON + DAY)]
        assert await session.account() == Account("acme", live=False)
        await session.stop()


@pytest.fixture
async def connected(shop: SandboxClient, sandbox_dsn: str) -> AsyncIterator[Callable[[], SandboxSession]]:
    secrets = Secrets.model_validate({"database_url": sandbox_dsn})
    opened: list[SandboxSession] = []
    async with client(timedelta(seconds=1), 1) as http:

        def connect() -> SandboxSession:
            opened.append(ADAPTER.connect(Config(merchant=shop.merchant), secrets, http, lambda: NOON))
            return opened[-1]

        yield connect
        for each in opened:
            await each.stop()


async def test_the_adapter_connects_to_the_same_books(
    shop: SandboxClient, connected: Callable[[], SandboxSession]
) -> None:
    sale = await shop.settled("10.00")
    asked = shop.instruction(sale, "10.00")
    first, second = connected(), connected()
    assert await first.refund(asked) == await second.refund(asked)
    assert await shop.effects(sale) == [("charge", "10.00"), ("refund", "10.00")]
