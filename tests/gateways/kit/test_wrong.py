"""An adapter that is wrong in one thing breaks the promise of that thing, and no other."""

import pytest
from refundry_mollie.judge import BENCH

from refundry.testing import Effort, Result, verdicts
from refundry.testing.promises import DECLARED, PROMISES
from tests.gateways.kit.wrong import WRONG, WrongAdapter


def test_there_is_a_wrong_adapter_for_each_promise() -> None:
    assert list(WRONG) == [DECLARED, *(promise.code for promise in PROMISES)]


async def test_one_that_is_wrong_in_nothing_keeps_all() -> None:
    assert await _broken(WrongAdapter()) == {}


@pytest.mark.parametrize("promise", WRONG)
async def test_it_breaks_its_promise_and_no_other(promise: str) -> None:
    broken = await _broken(WRONG[promise])
    assert list(broken) == [promise], broken


async def _broken(adapter: WrongAdapter) -> dict[str, str | None]:
    found = [each async for each in verdicts(adapter, {"mollie": BENCH}, effort=Effort.BRIEF)]
    assert {each.result for each in found} <= {Result.KEPT, Result.BROKEN}
    return {each.promise: each.why for each in found if each.result is Result.BROKEN}
