"""Sessions of accounts are opened once, dropped when their account is retired, bounded, and give no secret away."""

import asyncio
from datetime import UTC, datetime

import pytest
import structlog

from app.domain.money import Money
from app.domain.people.people import Actor
from app.flows.gateways.account_test import check_account
from app.flows.gateways.accounts import AddAccountAsk, UpdateAccountAsk, add_account, retire_account, update_account
from app.flows.service import Service
from app.gateways import sessions as module
from app.gateways.keyring import KeyRing, new_key
from app.gateways.pacing import Lane, NoSlot
from app.gateways.scrubbing import HIDDEN
from app.gateways.sessions import AccountNotUsable, Sessions, Why
from refundry.gateways import Accepted, Instruction, NotAnswered, NotKnown, NotReached, ProcessorResponse
from tests.gateways.accounts.local import Gateway, LocalAdapter

CANARY = "test_canary_9e1b7c55"
INSTRUCTION = Instruction("k1", "k1", "pay_1", Money(1000, "USD"), datetime(2026, 1, 1, tzinfo=UTC))
BEGIN, END = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 2, tzinfo=UTC)


async def added(service: Service, actor: Actor, gateway: Gateway, name: str = "main", **more: str) -> int:
    """The number of a new account."""
    settings = [("api_base", gateway.address), *more.items()]
    account = await add_account(service, actor, AddAccountAsk(name, "local", settings, [("secret_key", CANARY)]))
    gateway.known[CANARY] = ("acct_local", False)
    return account.id


async def test_a_session_is_opened_once_however_many_ask_at_the_same_time(
    service: Service, actor: Actor, gateway: Gateway, adapter: LocalAdapter
) -> None:
    account = await added(service, actor, gateway)
    found = await asyncio.gather(*(service.sessions.session_of(account, 1) for _ in range(20)))
    assert len({id(each) for each in found}) == 1
    assert len(adapter.opened) == 1
    assert await found[0].refund(INSTRUCTION) == Accepted("acct_local", ProcessorResponse("1000", "Approved"))
    assert gateway.heard == [("/refunds", CANARY)]


async def test_each_version_has_its_own_session_and_the_old_one_goes_on(
    service: Service, actor: Actor, gateway: Gateway, adapter: LocalAdapter
) -> None:
    account = await added(service, actor, gateway)
    first = await service.sessions.session_of(account, 1)
    other = "test_another_canary"
    changed = await update_account(service, actor, UpdateAccountAsk("main", secrets=[("secret_key", other)]))
    assert changed.version == 2
    gateway.known[other] = ("acct_local", False)
    second = await service.sessions.session_of(account, 2)
    await second.account()
    await first.account()
    assert [key for _, key in gateway.heard] == [other, CANARY]


async def test_all_versions_of_an_account_share_its_places(
    service: Service, actor: Actor, gateway: Gateway, adapter: LocalAdapter
) -> None:
    """What began with an earlier version goes to the same gateway: it gets no calls beside those of the newest."""
    account = await added(service, actor, gateway, concurrency="2")
    before = await service.sessions.opened(account, 1)
    for version, concurrency in ((2, "3"), (3, "1")):
        ask = UpdateAccountAsk("main", [("api_base", gateway.address), ("concurrency", concurrency)])
        assert (await update_account(service, actor, ask)).version == version
        after = await service.sessions.opened(account, version)
        leave, lanes = asyncio.Event(), [before.lane, after.lane] * 2
        staying = [asyncio.create_task(stay(lanes[number], leave)) for number in range(int(concurrency))]
        await asyncio.sleep(0)
        for each in (before, after):
            with pytest.raises(NoSlot):
                await stay(each.lane, leave)
        leave.set()
        await asyncio.gather(*staying)


async def stay(lane: Lane, leave: asyncio.Event) -> None:
    async with lane.slot(0.02):
        await leave.wait()


async def test_a_retired_account_is_noticed_after_half_a_minute_at_the_latest(
    service: Service, actor: Actor, gateway: Gateway, adapter: LocalAdapter, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = await added(service, actor, gateway)
    session = await service.sessions.session_of(account, 1)
    await retire_account(service, actor, "main")
    assert module.LOOKED_AT_EVERY <= 30
    monkeypatch.setattr(module, "LOOKED_AT_EVERY", 0.0)
    with pytest.raises(AccountNotUsable) as raised:
        await service.sessions.session_of(account, 1)
    assert raised.value.why is Why.RETIRED
    assert adapter.opened[0].stopped == 1
    assert adapter.opened[0].http.is_closed
    heard = len(gateway.heard)
    answer = await session.refund(INSTRUCTION)
    assert isinstance(answer, NotReached), "nothing was sent"
    with pytest.raises(NotAnswered):
        await session.account()
    assert len(gateway.heard) == heard


async def test_a_session_in_use_is_closed_once_nothing_runs_on_it(
    service: Service, actor: Actor, gateway: Gateway, adapter: LocalAdapter
) -> None:
    account = await added(service, actor, gateway)
    session = await service.sessions.session_of(account, 1)
    entered, leave = asyncio.Event(), asyncio.Event()

    async def slow(_: Instruction) -> object:
        entered.set()
        await leave.wait()
        return NotKnown("late")

    adapter.opened[0].capture = slow  # type: ignore[method-assign, assignment]
    running = asyncio.create_task(session.capture(INSTRUCTION))
    await entered.wait()
    await service.sessions.close()
    assert (adapter.opened[0].stopped, adapter.opened[0].http.is_closed) == (0, False)
    leave.set()
    assert await running == NotKnown("late")
    assert (adapter.opened[0].stopped, adapter.opened[0].http.is_closed) == (1, True)


async def test_the_number_of_open_sessions_is_bounded(
    service: Service, actor: Actor, gateway: Gateway, adapter: LocalAdapter
) -> None:
    numbers = [await added(service, actor, gateway, f"main-{number}") for number in range(5)]
    few = Sessions(service.sessions.adapters, service.sessions.ring, service.sessions._read, most_open=2)
    for number in (*numbers, numbers[-1]):
        await (await few.session_of(number, 1)).account()
    assert [each.stopped for each in adapter.opened] == [1, 1, 1, 0, 0]
    await few.close()
    assert [each.stopped for each in adapter.opened] == [1] * 5
    with pytest.raises(AccountNotUsable):
        await few.session_of(numbers[0], 1)


async def test_why_an_account_cannot_be_used(
    service: Service, actor: Actor, gateway: Gateway, adapter: LocalAdapter
) -> None:
    account = await added(service, actor, gateway)
    broken = await added(service, actor, gateway, "broken", shop="13")
    adapters, read = service.sessions.adapters, service.sessions._read
    for number, version, ring, why in (
        (account, 2, service.sessions.ring, Why.UNKNOWN),
        (account + 100, 1, service.sessions.ring, Why.UNKNOWN),
        (account, 1, None, Why.NO_KEYS),
        (account, 1, KeyRing([new_key()]), Why.NOT_OPENED),
        (broken, 1, service.sessions.ring, Why.NOT_ACCEPTED),
    ):
        with pytest.raises(AccountNotUsable) as raised:
            await Sessions(adapters, ring, read).session_of(number, version)
        assert raised.value.why is why
        assert CANARY not in str(raised.value)
        assert raised.value.__cause__ is None


async def test_nothing_that_a_gateway_or_an_adapter_says_has_a_secret(
    service: Service, actor: Actor, gateway: Gateway, adapter: LocalAdapter
) -> None:
    account = await added(service, actor, gateway)
    del gateway.known[CANARY]
    session = await service.sessions.session_of(account, 1)
    with structlog.testing.capture_logs() as logged:
        assert await session.refund(INSTRUCTION) == NotReached(f"Invalid key: {HIDDEN}", credentials=True)
        assert await session.void(INSTRUCTION) == NotKnown("The gateway's answer was not understood (RuntimeError).")
        with pytest.raises(NotAnswered) as refused:
            await session.account()
        assert (str(refused.value), refused.value.refused_credentials) == (f"Invalid key: {HIDDEN}", True)
        with pytest.raises(NotAnswered) as broken:
            await session.standing("pay_1")
        with pytest.raises(NotAnswered) as listing:
            [each async for each in session.payments(BEGIN, END)]
    for raised in (refused, broken, listing):
        assert CANARY not in str(raised.getrepr(style="long", showlocals=False))
        assert raised.value.__suppress_context__
    assert [entry["event"] for entry in logged] == ["gateway.broken_answer"] * 2
    assert CANARY not in str(logged) + repr(session) + repr(service)


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ((200, b"<html>"), "The gateway did not answer: The gateway's answer was not understood (JSONDecodeError)."),
        ((200, b"{}"), "The gateway did not answer: The gateway's answer was not understood (KeyError)."),
        ((500, b"oops"), "The gateway did not answer: oops"),
        ((403, b"not yours"), "The gateway refuses the credentials: not yours"),
    ],
)
async def test_an_answer_that_makes_no_sense_is_told(
    service: Service, actor: Actor, gateway: Gateway, adapter: LocalAdapter, answer: tuple[int, bytes], message: str
) -> None:
    await added(service, actor, gateway)
    gateway.answers.append(answer)
    said = await check_account(service, actor, "main", "name")
    assert (said.ok, said.message) == (False, message)
    assert (await check_account(service, actor, "main", "name")).ok
