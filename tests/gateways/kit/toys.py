"""What a package may register: an adapter that breaks a promise, and one whose judge is not installed."""

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from pathlib import Path

from refundry_mollie.judge import MollieBench

from refundry.testing import Judge
from tests.gateways.kit.wrong import WRONG, WrongAdapter

BROKEN = replace(WRONG["C9"], name="promise-breaker")
BROKEN_JUDGE = MollieBench(adapter="promise-breaker")

WITHOUT_JUDGE = WrongAdapter(name="without-judge")
HALF_JUDGED = WrongAdapter(name="half-judged")
HALF_A_JUDGE = MollieBench(adapter="half-judged")


@dataclass(frozen=True)
class NotInstalled:
    """A judge whose simulator has to be installed first."""

    adapter: str = "half-judged"

    def missing(self) -> str | None:
        return "The simulator is not installed: pip install simulator"

    def start(self) -> AbstractAsyncContextManager[Judge]:
        raise AssertionError("it is not there")


NOT_INSTALLED = NotInstalled()

ENTRY_POINTS = """
[refundry.gateways]
promise-breaker = tests.gateways.kit.toys:BROKEN
half-judged = tests.gateways.kit.toys:HALF_JUDGED
without-judge = tests.gateways.kit.toys:WITHOUT_JUDGE

[refundry.gateway_judges]
promise-breaker = tests.gateways.kit.toys:BROKEN_JUDGE
half-a-judge = tests.gateways.kit.toys:HALF_A_JUDGE
not-installed = tests.gateways.kit.toys:NOT_INSTALLED
"""


def install(folder: Path) -> None:
    """Makes a folder, which has to stand in sys.path, one with a package `toys` in it."""
    made = folder / "toys-1.0.dist-info"
    made.mkdir()
    (made / "METADATA").write_text("Metadata-Version: 2.1\nName: toys\nVersion: 1.0\n")
    (made / "entry_points.txt").write_text(ENTRY_POINTS)
