"""Which of an order's payments refund how much (SPEC 7.4 and 7.7). Values in, a plan out.

A settled payment can refund any part of what is left of it; an unsettled one is voided, and only as a whole.
"""

from bisect import bisect_left
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


def _amount(minor: int, currency: str) -> Money | None:
    return Money(minor, currency) if minor else None


def _sums_of_wholes(sources: Sequence[Source], most: int) -> list[list[int]]:
    """For each place in the list, the sums up to `most` that voids from there on can add up to, in rising order."""
    weighed = [index for index, source in enumerate(sources) if source.whole][:MOST_VOIDS_WEIGHED]
    sums = {0}
    found = [sorted(sums)]
    for index in range(len(sources) - 1, -1, -1):
        if index in weighed:
            sums |= {total for each in sums if (total := each + sources[index].maximum.minor) <= most}
            found.append(sorted(sums))
        else:
            # There may be very many sums: where nothing is added to them, they are the same list.
            found.append(found[-1])
    return found[::-1]


def _flexible_after(sources: Sequence[Source]) -> list[int]:
    """For each place in the list, what settled payments from there on can give together."""
    given = [0 if source.whole else source.maximum.minor for source in reversed(sources)]
    return [0, *accumulate(given)][::-1]


def _can_give(amount: int, sums: list[int], flexible: int) -> bool:
    nearest = bisect_left(sums, amount - flexible)
    return nearest < len(sums) and sums[nearest] <= amount


def _nearest_above(least: int, sums: list[int], flexible: int) -> int:
    """The smallest amount of at least `least` that the rest can give; there is one, since more could be had before."""
    return max(sums[bisect_left(sums, least - flexible)], least)


def nearest_possible(wanted: Money, sources: Sequence[Source]) -> tuple[Money | None, Money | None]:
    """The largest amount below `wanted` and the smallest above that the sources can give exactly; None for none.

    Nothing at all is no amount. What `allocate` leaves alone is left alone here as well.
    """
    most = sum(source.maximum.minor for source in sources)
    sums, flexible = _sums_of_wholes(sources, most)[0], _flexible_after(sources)[0]
    below = max((min(total + flexible, wanted.minor - 1) for total in sums if total < wanted.minor), default=0)
    above = min((max(total, wanted.minor + 1) for total in sums if total + flexible > wanted.minor), default=0)
    return _amount(below, wanted.currency), _amount(above, wanted.currency)


def split(amounts: Sequence[Money], parts: Sequence[Money]) -> list[list[Money]]:
    """How much of each amount each part carries: every row sums to its amount, every column to its part, exactly.

    Each amount is spread in proportion to what the parts have left, the remaining minor units going to the largest
    remainders, the first of equals first. Amounts and parts have the same sum and the same currency.
    """
    left = [part.minor for part in parts]
    rows: list[list[Money]] = []
    for amount in amounts:
        whole = sum(left)
        shares = [amount.minor * each // whole if whole else 0 for each in left]
        by_remainder = sorted(range(len(left)), key=lambda part: -(amount.minor * left[part] % whole) if whole else 0)
        for part in by_remainder[: amount.minor - sum(shares)]:
            shares[part] += 1
        left = [each - share for each, share in zip(left, shares, strict=True)]
        rows.append([Money(share, amount.currency) for share in shares])
    return rows
