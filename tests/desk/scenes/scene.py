"""What a scene of the browser is given, and what is asked of what it has seen."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.support.merchant_client import Live


@dataclass(frozen=True, slots=True)
class Told:
    """What a scene has seen: `serious` are axe's findings by step, `said` the console's warnings and errors, `outside`
    the addresses elsewhere that were asked for, `failed` why it ended early.
    """

    seen: dict[str, Any]
    serious: dict[str, list[str]]
    outside: list[str]
    said: list[str]
    failed: str | None
    seconds: float

    def quiet(self, *expected: str) -> None:
        """Nothing failed, nothing was asked for elsewhere, and the console has nothing but lines with `expected`."""
        assert self.failed is None, f"{self.failed} after {self.seen} {self.said}"
        assert self.outside == []
        assert [line for line in self.said if not any(text in line for text in expected)] == []
        assert {name: found for name, found in self.serious.items() if found} == {}


Check = Callable[[Told], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Scene:
    """`script` is the function of tests/browser that plays it, with `given`; `check` is asked afterwards."""

    script: str
    given: Mapping[str, Any]
    check: Check

    def as_json(self, live: Live) -> dict[str, Any]:
        return {"scene": self.script, "origin": origin_of(live), "window": {}, **self.given}


def origin_of(live: Live) -> str:
    return live.url.removesuffix("/graphql")
