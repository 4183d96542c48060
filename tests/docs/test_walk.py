"""The walk of one refund in docs/architecture.md is the one that the code takes."""

import inspect
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest

from tests.docs.pages import ROOT
from tests.support.merchant_client import Shop

PAGE = ROOT / "docs" / "architecture.md"
ROW = re.compile(r"^\| ([0-9]+) \| `([\w.]+)` \| `([\w/.]+)` \|", re.MULTILINE)

RESOLVERS = "app/schema/reversals/reversals.py"

WAITING = re.compile(
    r"app/(schema/reversals/reversals|flows/.+|store/reversals/.+|gateways/base|gateways/\w+/gateway)\.py"
)
"""Files whose public coroutines are stops."""

PURE = re.compile(r"app/domain/.+\.py")
"""Files whose function of the same name is a stop."""

Stop = tuple[str, str]
"""A function's name and its file."""


def walk_on_the_page() -> list[Stop]:
    rows = ROW.findall(PAGE.read_text(encoding="utf-8"))
    assert [int(number) for number, _, _ in rows] == [*range(1, len(rows) + 1)]
    return [(name, file) for _, name, file in rows]


def stop_of(code: CodeType) -> Stop | None:
    """The stop that a function is by the page's rule, if it is one."""
    path = Path(code.co_filename)
    if not path.is_relative_to(ROOT):
        return None
    file = path.relative_to(ROOT).as_posix()
    name = code.co_qualname.partition(".<locals>")[0]
    if name.rpartition(".")[2].startswith("_"):
        return None
    waits = WAITING.fullmatch(file) and code.co_flags & inspect.CO_COROUTINE
    decides = PURE.fullmatch(file) and name == path.stem
    return (name, file) if waits or decides else None


@contextmanager
def calls() -> Iterator[list[CodeType]]:
    """Every call of a Python function on this thread, in order: a coroutine counts when it begins, and not when it goes
    on.
    """
    begun: list[FrameType] = []
    seen: set[FrameType] = set()

    def follow(frame: FrameType, event: str, _: Any) -> None:
        # The frames are kept, so that none is taken for another that has its place in memory.
        if event == "call" and frame not in seen:
            seen.add(frame)
            begun.append(frame)

    called: list[CodeType] = []
    before = sys.getprofile()
    sys.setprofile(follow)
    try:
        yield called
    finally:
        sys.setprofile(before)
        called += [frame.f_code for frame in begun]


def from_the_resolver(called: list[CodeType]) -> list[Stop]:
    """The stops from the resolver on: those before it find out who asks."""
    stops = [stop for stop in map(stop_of, called) if stop is not None]
    assert ("refund_transaction", RESOLVERS) in stops, stops
    return stops[stops.index(("refund_transaction", RESOLVERS)) :]


@pytest.mark.parametrize(
    ("amount", "status"),
    [
        ("4.00", "SUBMITTED_FOR_SETTLEMENT"),
        ("3005.00", "AUTHORIZING"),
        ("2000.00", "PROCESSOR_DECLINED"),
        ("3000.00", "AUTHORIZING"),
        ("3002.00", "AUTHORIZING"),
    ],
    ids=["accepted", "pending", "declined", "unavailable", "unknown"],
)
async def test_a_refund_stops_where_the_page_says(shop: Shop, amount: str, status: str) -> None:
    transaction_id = await shop.settled("4000.00")
    with calls() as called:
        answer = await shop.refund(transaction_id, amount)
    assert answer.object["status"] == status
    assert from_the_resolver(called) == walk_on_the_page()


async def test_a_refund_that_a_rule_refuses_goes_no_further_than_the_decision(shop: Shop) -> None:
    transaction_id = await shop.settled("10.00")
    with calls() as called:
        answer = await shop.refund(transaction_id, "11.00")
    assert answer.codes == ["91521"]
    stops = from_the_resolver(called)
    assert stops[-1] == ("decide", "app/domain/reversals/decide.py")
    assert stops == walk_on_the_page()[: len(stops)]
