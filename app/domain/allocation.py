"""Which of an order's payments give back how much (SPEC 7.4 and 7.7). Values in, a plan out.

A settled payment can give back any part of what is left of it; an unsettled one is voided, and only as a whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from app.domain.money import Money

MOST_VOIDS_WEIGHED = 16
"""Of more unsettled payments than this, the newest are weighed against each other and the others left alone."""


@dataclass(frozen=True, slots=True)
class Source:
    """A payment that money can come back from: at most `maximum`, and `whole` says all of it or nothing."""

    maximum: Money
    whole: bool


def allocate(wanted: Money, sources: Sequence[Source]) -> list[Money] | None:
    """How much each source gives, so that the parts sum to `wanted` exactly; None where no choice does.

    Earlier sources give first and as much as they can, as long as the rest can still be had from the later ones.
    """
    nothing = Money(0, wanted.currency)
    parts: list[Money] = []
    left = wanted
    sums = _sums_of_wholes(sources, wanted.minor)
    flexible = _flexible_after(sources)
    if not _can_give(left.minor, sums[0], flexible[0]):
        return None
    for index, source in enumerate(sources):
        part = nothing
        if source.whole:
            rest = left.minor - source.maximum.minor
            if rest >= 0 and _can_give(rest, sums[index + 1], flexible[index + 1]):
                part = source.maximum
        else:
            most = min(source.maximum.minor, left.minor)
            part = Money(
                left.minor - _nearest_above(left.minor - most, sums[index + 1], flexible[index + 1]), wanted.currency
            )
        parts.append(part)
        left = left - part
    return parts


def _sums_of_wholes(sources: Sequence[Source], most: int) -> list[list[int]]:
    """For each place in the list, the sums up to `most` that voids from there on can add up to, in rising order."""
    weighed = [index for index, source in enumerate(sources) if source.whole][:MOST_VOIDS_WEIGHED]
    sums = {0}
    found = [sorted(sums)]
    for index in range(len(sources) - 1, -1, -1):
        if index in weighed:
            sums |= {total for each in sums if (total := each + sources[index].maximum.minor) <= most}
        found.append(sorted(sums))
    return found[::-1]


def _flexible_after(sources: Sequence[Source]) -> list[int]:
    """For each place in the list, what settled payments from there on can give together."""
    given = [0 if source.whole else source.maximum.minor for source in reversed(sources)]
    return [0, *accumulate(given)][::-1]


def _can_give(amount: int, sums: list[int], flexible: int) -> bool:
    return any(total <= amount <= total + flexible for total in sums)


def _nearest_above(least: int, sums: list[int], flexible: int) -> int:
    """The smallest amount of at least `least` that the rest can give; there is one, since more could be had before."""
    return min(max(total, least) for total in sums if total + flexible >= least)
