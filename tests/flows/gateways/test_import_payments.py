"""All payments of a period come in, day by day, and go on where they were (SPEC 14.6)."""

from contextlib import aclosing
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.domain.problems import Condition, Refused
from app.flows.gateways.accounts import retire_account
from app.flows.gateways.import_payments import Imported, Step, import_payments
from app.flows.gateways.questions import CannotAsk
from tests.flows.gateways.acme import Acme

DAY = timedelta(days=1)
BEGIN = datetime(2026, 11, 1, tzinfo=UTC)


async def imported(acme: Acme, end: datetime | None = BEGIN + 4 * DAY, stop_after: int | None = None) -> list[Step]:
    steps = []
    async with aclosing(import_payments(acme.service, acme.actor, "bt", BEGIN, end)) as told:
        async for step in told:
            steps.append(step)
            if len(steps) == stop_after:
                break
    return steps


def became(steps: list[Step]) -> list[Imported]:
    return [each.became for each in steps if each.became is not None]


async def position(acme: Acme) -> Any:
    return await acme.scalar("SELECT position FROM payment_imports WHERE gateway_account_id = $1", acme.account.id)


async def test_all_of_a_period_comes_in_with_its_refunds(acme: Acme) -> None:
    payments = [acme.pay("50.00", made=BEGIN + day * DAY + timedelta(hours=2)) for day in range(4) for _ in range(3)]
    acme.pay(made=BEGIN - timedelta(seconds=1))
    acme.pay(made=BEGIN + 4 * DAY)
    acme.refund(payments[0], "20.00")
    declined = acme.pay(status="PROCESSOR_DECLINED", made=BEGIN + DAY)
    euros = acme.pay(currency="EUR", made=BEGIN + DAY)
    steps = await imported(acme)
    told = became(steps)
    assert (told.count(Imported.NEW), told.count(Imported.NO_PAYMENT), told.count(Imported.LEFT)) == (12, 1, 1)
    [left] = [each for each in steps if each.became is Imported.LEFT]
    assert left.reference == euros
    assert left.problem is not None
    assert left.problem.condition is Condition.PAYMENT_NOT_ADOPTABLE
    assert declined in {each.reference for each in steps}
    assert (await acme.count("transactions"), await acme.count("refunds")) == (12, 1)
    again = became(await imported(acme))
    assert (again.count(Imported.KNOWN), again.count(Imported.NEW)) == (12, 0)
    assert (await acme.count("transactions"), await acme.count("refunds")) == (12, 1)


async def test_a_stopped_import_goes_on_with_its_day(acme: Acme) -> None:
    payments = [acme.pay(made=BEGIN + day * DAY + timedelta(hours=2)) for day in range(4)]
    # The first day with its end, and a payment of the second.
    assert len(await imported(acme, stop_after=3)) == 3
    assert await position(acme) == BEGIN + DAY
    rest = [each.reference for each in await imported(acme) if each.reference is not None]
    assert rest == payments[1:]
    assert await position(acme) is None
    assert await acme.count("transactions") == 4


async def test_another_period_begins_anew(acme: Acme) -> None:
    acme.pay(made=BEGIN + timedelta(hours=2))
    await imported(acme, stop_after=3)
    assert became(await imported(acme, end=BEGIN + 2 * DAY)) == [Imported.KNOWN]


async def test_a_gateway_that_does_not_answer_keeps_what_is_in(acme: Acme) -> None:
    acme.pay(made=BEGIN + timedelta(hours=2))
    await imported(acme, stop_after=2)
    acme.gateway.credentials.clear()
    with pytest.raises(CannotAsk) as failed:
        await imported(acme)
    assert failed.value.refused
    assert await position(acme) == BEGIN + DAY
    assert await acme.count("transactions") == 1


async def test_an_account_that_is_none_is_refused(acme: Acme) -> None:
    async def condition(name: str) -> Condition:
        with pytest.raises(Refused) as refused:
            await anext(import_payments(acme.service, acme.actor, name, BEGIN, None))
        return refused.value.problems[0].condition

    assert await condition("nobodys") is Condition.OBJECT_NOT_FOUND
    await retire_account(acme.service, acme.actor, "bt")
    assert await condition("bt") is Condition.GATEWAY_ACCOUNT_RETIRED
