"""What is checked at the gateway itself, with a test account: here at Mollie's simulator."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
from refundry_mollie.adapter import ADAPTER
from refundry_mollie.judge import BENCH

from refundry.gateways import Account, Adapter, NotAnswered, Session
from refundry.testing import Judge, Result
from refundry.testing.trial import on_trial
from refundry.testing.vendor import AtVendor, Live
from tests.gateways.kit.wrong import WRONG, Right, WrongAdapter

NAMES = ["C0", "account", "C4", "C9", "C1", "C3", "C14"]


class LiveAccount(Right):
    """Says that the account moves real money."""

    async def account(self) -> Account:
        return replace(await self.inner.account(), live=True)


@asynccontextmanager
async def at_vendor(adapter: Adapter, **given: Any) -> AsyncIterator[tuple[Session, Judge]]:
    async with BENCH.start() as judge, on_trial(adapter, judge) as trial:
        yield trial.session(**given), judge


async def test_a_payment_is_refunded_a_little_and_once() -> None:
    async with at_vendor(ADAPTER) as (session, judge):
        payment = await judge.pay(judge.hundred)
        found = [each async for each in AtVendor(ADAPTER, session, payment).verdicts()]
        assert [each.promise for each in found] == NAMES
        assert {each.promise: each.why for each in found if each.result is not Result.KEPT} == {}
        [made] = await judge.effects(payment)
        assert str(made.amount) == "1.00"


async def test_without_a_payment_nothing_is_refunded() -> None:
    async with at_vendor(ADAPTER) as (session, _):
        found = [each async for each in AtVendor(ADAPTER, session, None).verdicts()]
        assert {each.promise for each in found if each.result is Result.KEPT} == {"C0", "account"}
        assert {each.promise for each in found if each.result is Result.NOT_JUDGED} == set(NAMES[2:])


@pytest.mark.parametrize(("promise", "seen"), [("C1", {"C1", "C3"}), ("C9", {"C9"})])
async def test_a_wrong_adapter_is_seen(promise: str, seen: set[str]) -> None:
    """Of a refund that was made twice under one key, a look-up can't tell which it is."""
    wrong = WRONG[promise]
    async with at_vendor(wrong) as (session, judge):
        found = [each async for each in AtVendor(wrong, session, await judge.pay(judge.hundred)).verdicts()]
        broken = {each.promise for each in found if each.result is Result.BROKEN}
    assert broken == seen


async def test_a_live_account_is_left_alone() -> None:
    adapter = WrongAdapter(LiveAccount)
    async with at_vendor(adapter) as (session, judge):
        payment = await judge.pay(judge.hundred)
        with pytest.raises(Live):
            [each async for each in AtVendor(adapter, session, payment).verdicts()]
        assert await judge.effects(payment) == []


async def test_credentials_that_are_refused_are_told() -> None:
    async with at_vendor(ADAPTER, given={"api_key": "test_nobodyknowsthiskey"}) as (session, _):
        with pytest.raises(NotAnswered):
            [each async for each in AtVendor(ADAPTER, session, None).verdicts()]
