"""`refundry import payments`, as it is typed."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Coroutine
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from app.assembly import assembled
from app.settings import Settings, as_environment
from tests.flows.gateways.acme import Acme, acme_on, with_keys
from tests.support import forkserver

Refundry = Callable[..., Coroutine[Any, Any, tuple[int, str, str]]]


@pytest.fixture
async def acme(settings: Settings) -> AsyncIterator[Acme]:
    async with assembled(with_keys(settings)) as service, acme_on(service) as merchant:
        yield merchant


@pytest.fixture
def refundry(acme: Acme) -> Refundry:
    """Runs the command beside the gateway: its exit status, its output and its errors."""

    async def run(*arguments: str) -> tuple[int, str, str]:
        done = await asyncio.to_thread(
            partial(
                forkserver.run,
                *("import", "payments", acme.merchant.public_id, *arguments),
                environment={**as_environment(acme.service.settings), "PATH": os.environ["PATH"]},
            )
        )
        return done.returncode, done.stdout, done.stderr

    return run


async def test_a_period_is_imported_and_counted(acme: Acme, refundry: Refundry) -> None:
    made = acme.began - timedelta(days=2)
    payment = acme.pay(made=made)
    acme.refund(payment, "10.00")
    acme.pay(status="FAILED", made=made)
    day = f"{made:%Y-%m-%d}"
    status, out, _ = await refundry("bt", "--from", day)
    assert (status, out.partition(": ")[2]) == (0, "1 new, 0 known before, 1 without money, 0 not taken over\n")
    euros = acme.pay(currency="EUR", made=made)
    status, out, errors = await refundry("bt", "--from", day, "--to", day)
    assert (status, out.partition(": ")[2]) == (1, "0 new, 1 known before, 1 without money, 1 not taken over\n")
    assert f"{euros}: The gateway has this payment, and it cannot be taken over." in errors
    assert (await acme.count("transactions"), await acme.count("refunds")) == (1, 1)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("bt", "--from", "2026-11-02", "--to", "2026-11-01"), "--to"),
        (("bt", "--from", "2999-01-01"), "--from"),
        (("nobodys", "--from", "2026-11-01"), "not found"),
    ],
)
async def test_what_is_wrong_is_told(acme: Acme, refundry: Refundry, arguments: tuple[str, ...], told: str) -> None:
    status, _, errors = await refundry(*arguments)
    assert status != 0
    assert told in errors
    assert "Traceback" not in errors
