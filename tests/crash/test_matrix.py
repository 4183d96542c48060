"""A process is killed at each step of what it does: one effect, nothing lost, and the same request finds the truth."""

from collections.abc import AsyncIterator

import pytest

from tests.crash.cases import ASKED_ON_THE_WAY, SAID_ON_THE_WAY, WAITING_ON_THE_WAY, Step, check_books, set_to_noon
from tests.crash.conftest import steps
from tests.crash.installation import World
from tests.crash.killing import expected_of_api, expected_of_worker, kill_the_api, kill_the_worker
from tests.crash.saying import expected, kill_while_it_is_said
from tests.support.merchant_client import Shop, open_shop
from tests.support.promises import verified_of


@pytest.fixture
async def shop(lasting: World) -> AsyncIterator[Shop]:
    """A merchant whose day has just reached noon."""
    async with open_shop(lasting.live) as opened:
        await set_to_noon(opened)
        yield opened


@pytest.mark.parametrize("step", steps(ASKED_ON_THE_WAY), ids=str)
async def test_the_api_is_killed(lasting: World, shop: Shop, step: Step) -> None:
    assert await kill_the_api(lasting, shop, step) == expected_of_api(step)
    await _hold_up(shop)


@pytest.mark.parametrize("step", steps(WAITING_ON_THE_WAY), ids=str)
async def test_the_worker_is_killed(lasting: World, shop: Shop, step: Step) -> None:
    assert await kill_the_worker(lasting, shop, step) == expected_of_worker()
    await _hold_up(shop)


@pytest.mark.parametrize("step", steps(SAID_ON_THE_WAY), ids=str)
async def test_the_api_is_killed_while_somebody_says_what_happened(lasting: World, shop: Shop, step: Step) -> None:
    assert await kill_while_it_is_said(lasting, shop, step) == expected()
    await _hold_up(shop)


async def _hold_up(shop: Shop) -> None:
    """Holds reservations and histories up to the journal, and the database to the service's promises."""
    await check_books(shop)
    await verified_of(shop)
