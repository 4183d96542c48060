"""Runs promises of an adapter beside its judges, and gathers what was found."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from enum import StrEnum

from refundry.gateways import Adapter
from refundry.testing.declared import contradictions
from refundry.testing.judge import Bench, Judge
from refundry.testing.promises import DECLARED, DECLARED_SENTENCE, PROMISES, Promise
from refundry.testing.trial import Broken, Effort, on_trial


class Result(StrEnum):
    """What came of a promise."""

    KEPT = "KEPT"
    BROKEN = "BROKEN"
    NOT_JUDGED = "NOT_JUDGED"
    """No judge has what it takes."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What came of one promise beside one judge. `left_out` are parts that the judge has no switch for."""

    promise: str
    sentence: str
    judge: str
    result: Result
    why: str | None = None
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one promise beside all judges: it is broken if one saw it broken."""

    promise: str
    sentence: str
    findings: tuple[Finding, ...] = field(default_factory=tuple)

    @property
    def result(self) -> Result:
        results = {each.result for each in self.findings}
        if Result.BROKEN in results:
            return Result.BROKEN
        return Result.KEPT if Result.KEPT in results else Result.NOT_JUDGED

    @property
    def why(self) -> str | None:
        """What was seen where it is broken, or what kept it from being judged."""
        broken = [f"{each.why} ({each.judge})" for each in self.findings if each.result is Result.BROKEN]
        if broken:
            return "; ".join(broken)
        if self.result is Result.NOT_JUDGED:
            return "; ".join(f"{each.judge} has no {', '.join(each.left_out)}" for each in self.findings)
        return None


def declared(adapter: Adapter) -> Finding:
    """C0, without any judge."""
    found = contradictions(adapter)
    return Finding(
        DECLARED, DECLARED_SENTENCE, "itself", Result.BROKEN if found else Result.KEPT, "; ".join(found) or None
    )


async def check(adapter: Adapter, name: str, judge: Judge, promise: Promise, effort: Effort = Effort.USUAL) -> Finding:
    """One promise beside one judge."""
    async with on_trial(adapter, judge, effort) as trial:
        why, broken = None, False
        try:
            with trial.part():
                await promise.check(trial)
        except Broken as error:
            why, broken = str(error), True
        result = Result.BROKEN if broken else Result.KEPT if trial.checked else Result.NOT_JUDGED
        return Finding(promise.code, promise.sentence, name, result, why, tuple(trial.left_out))


async def verdicts(
    adapter: Adapter,
    benches: dict[str, Bench],
    promises: Sequence[Promise] = PROMISES,
    effort: Effort = Effort.USUAL,
) -> AsyncIterator[Verdict]:
    """Every promise in its order, beside each of the judges."""
    first = declared(adapter)
    yield Verdict(first.promise, first.sentence, (first,))
    async with AsyncExitStack() as stack:
        judges = {name: await stack.enter_async_context(bench.start()) for name, bench in benches.items()}
        for promise in promises:
            findings = [await check(adapter, name, judge, promise, effort) for name, judge in judges.items()]
            yield Verdict(promise.code, promise.sentence, tuple(findings))
