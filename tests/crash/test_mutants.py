"""The matrix has to be able to fail: without the one key, or without asking first, it does.

Each mutant is a copy of the service with one line changed, which runs and dies as the service does in the matrix.
"""

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.demo.embedded import Servers
from tests.crash.cases import ASKED_ON_THE_WAY, WAITING_ON_THE_WAY, Step, set_to_noon
from tests.crash.conftest import is_long
from tests.crash.installation import World, opened
from tests.crash.killing import End, expected_of_api, expected_of_worker, kill_the_api, kill_the_worker
from tests.support.merchant_client import Shop, open_shop

ROOT = Path(__file__).parents[2]
LEFT_OUT = shutil.ignore_patterns("node_modules")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A line of a file, and what it becomes."""

    name: str
    file: str
    line: str
    becomes: str

    def __str__(self) -> str:
        return self.name

    def write(self, folder: Path) -> Path:
        """The mutant's code, in the folder; as it is shipped but for the one line."""
        for name in ("app", "refundry", "workers"):
            shutil.copytree(ROOT / name, folder / name, ignore=LEFT_OUT)
        mutated = folder / self.file
        before = mutated.read_text(encoding="utf-8")
        assert before.count(self.line) == 1
        mutated.write_text(before.replace(self.line, self.becomes), encoding="utf-8")
        return folder


FRESH_KEYS = Mutant(
    "a fresh key for each sending",
    "app/flows/reversals/reserving.py",
    "operation.key, operation.wire_key, transaction.at_gateway",
    "__import__('secrets').token_hex(16), operation.wire_key, transaction.at_gateway",
)
NEVER_ASKS = Mutant(
    "what is not known is sent again without asking",
    "app/domain/reversals/going_on.py",
    "return operation.last_outcome in NOT_KNOWN",
    "return operation.last_outcome in set()",
)


@pytest.fixture
async def mutated(mutant: Mutant, mortal: Servers, folder: Path, tmp_path: Path) -> AsyncIterator[World]:
    """An installation whose processes run the mutant."""
    async with opened(mortal, folder, code=mutant.write(tmp_path)) as world:
        yield world


async def _dies_as_api(world: World, shop: Shop) -> tuple[dict[str, End], dict[str, End]]:
    step = _named(ASKED_ON_THE_WAY, "after the effect, which is never recorded")
    return await kill_the_api(world, shop, step), expected_of_api(step)


async def _dies_as_worker(world: World, shop: Shop) -> tuple[dict[str, End], dict[str, End]]:
    step = _named(WAITING_ON_THE_WAY, "after the gateway has answered")
    return await kill_the_worker(world, shop, step), expected_of_worker()


def _named(on_the_way: tuple[Step, ...], name: str) -> Step:
    (step,) = (step for step in on_the_way if step.name == name)
    return step


Dies = Callable[[World, Shop], Awaitable[tuple[dict[str, End], dict[str, End]]]]

USUAL = (
    pytest.param(
        FRESH_KEYS, _dies_as_api, "refundTransaction", ("charge", "refund", "refund"), id="no key, and the API dies"
    ),
    pytest.param(
        NEVER_ASKS,
        _dies_as_worker,
        "a second attempt",
        ("charge", "refund-", "refund", "refund-"),
        id="no question, and the worker dies",
    ),
)
LONG = (
    pytest.param(
        NEVER_ASKS,
        _dies_as_api,
        "refundTransaction",
        ("charge", "refund", "refund-"),
        id="no question, and the API dies",
    ),
)
"""The same mistake, met in the other process."""


@pytest.mark.parametrize(("mutant", "dies", "case", "journal"), [*USUAL, *(LONG if is_long() else ())])
async def test_the_matrix_sees_it(
    mutant: Mutant, dies: Dies, case: str, journal: tuple[str, ...], mutated: World
) -> None:
    """Without the key it is done twice, without the question it is sent twice."""
    async with open_shop(mutated.live) as shop:
        await set_to_noon(shop)
        ends, expected = await dies(mutated, shop)
    assert ends != expected, f"{mutant} ends as it should"
    assert ends[case].journal == journal
