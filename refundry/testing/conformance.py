"""The promises as tests of a class: a package's own suite checks its adapter by subclassing it.

    class TestMine(GatewayConformance):
        adapter = ADAPTER
        benches = {"mine": BENCH}

`refundry.testing.plugin`, which is registered with pytest, makes one test of each promise beside each judge.
"""

import asyncio
from collections.abc import Mapping
from typing import ClassVar

from refundry.gateways import Adapter
from refundry.testing.judge import Bench
from refundry.testing.promises import PROMISES, Promise
from refundry.testing.running import Result, check, declared
from refundry.testing.trial import Effort


class GatewayConformance:
    """`benches` are the adapter's judges by name. `effort` says how much is tried; the command is THOROUGH."""

    adapter: ClassVar[Adapter]
    benches: ClassVar[Mapping[str, Bench]]
    promises: ClassVar[tuple[Promise, ...]] = PROMISES
    effort: ClassVar[Effort] = Effort.USUAL

    def test_what_it_says_of_itself(self) -> None:
        """C0"""
        found = declared(self.adapter)
        assert found.result is Result.KEPT, found.why

    def test_promise(self, judge_name: str, promise: Promise) -> None:
        """One promise beside one judge."""
        bench = self.benches[judge_name]
        missing = bench.missing()
        assert missing is None, missing

        async def run() -> None:
            async with bench.start() as judge:
                found = await check(self.adapter, judge_name, judge, promise, self.effort)
            assert found.result is not Result.BROKEN, f"{promise.code}: {found.why}"

        asyncio.run(run())
