"""Parts sum to the total exactly, whatever the payments are."""

from itertools import product
from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from app.domain.money import Money
from app.domain.orders.allocation import Source, allocate, nearest_possible, split

amounts = st.integers(min_value=1, max_value=12)
sources = st.lists(
    st.builds(lambda minor, whole: Source(Money(minor, "USD"), whole), amounts, st.booleans()), max_size=5
)


def possible(wanted: int, given_sources: list[Source]) -> bool:
    """By trying everything."""
    choices = [(0, each.maximum.minor) if each.whole else range(each.maximum.minor + 1) for each in given_sources]
    return any(sum(parts) == wanted for parts in product(*choices))


@given(st.integers(min_value=1, max_value=40), sources)
def test_a_plan_is_found_exactly_where_there_is_one(wanted: int, given_sources: list[Source]) -> None:
    parts = allocate(Money(wanted, "USD"), given_sources)
    assert (parts is not None) == possible(wanted, given_sources)
    if parts is None:
        return
    assert sum(part.minor for part in parts) == wanted
    for part, source in zip(parts, given_sources, strict=True):
        assert 0 <= part.minor <= source.maximum.minor
        assert not source.whole or part.minor in (0, source.maximum.minor)


def test_the_first_source_gives_first() -> None:
    parts = allocate(Money(70, "USD"), [Source(Money(50, "USD"), whole=False), Source(Money(50, "USD"), whole=False)])
    assert parts == [Money(50, "USD"), Money(20, "USD")]


def test_a_settled_payment_steps_back_for_a_void_that_only_fits_whole() -> None:
    parts = allocate(Money(100, "USD"), [Source(Money(50, "USD"), whole=False), Source(Money(100, "USD"), whole=True)])
    assert parts == [Money(0, "USD"), Money(100, "USD")]


@given(st.integers(min_value=1, max_value=40), sources)
def test_the_nearest_amounts_are_possible_and_nothing_between_them_is(wanted: int, given_sources: list[Source]) -> None:
    below, above = nearest_possible(Money(wanted, "USD"), given_sources)
    most = sum(each.maximum.minor for each in given_sources)
    reachable = {amount for amount in range(1, most + 1) if possible(amount, given_sources)}
    assert (below and below.minor) == max((each for each in reachable if each < wanted), default=None)
    assert (above and above.minor) == min((each for each in reachable if each > wanted), default=None)


@given(st.lists(st.integers(0, 10**6), max_size=6), st.lists(st.integers(1, 10**6), min_size=1, max_size=6))
def test_amounts_are_split_over_parts_to_the_last_unit(amounts: list[int], weights: list[int]) -> None:
    """Every row sums to its amount, every column to its part, and no share is a whole unit off its proportion."""
    parts = shared(sum(amounts), weights)
    rows = split([Money(each, "JPY") for each in amounts], [Money(each, "JPY") for each in parts])
    assert [sum(share.minor for share in row) for row in rows] == amounts
    assert [sum(row[part].minor for row in rows) for part in range(len(parts))] == (parts if rows else [0] * len(parts))
    left = parts
    for row, amount in zip(rows, amounts, strict=True):
        shares = [share.minor for share in row]
        for share, capacity in zip(shares, left, strict=True):
            assert 0 <= share <= capacity
            assert abs(share * sum(left) - amount * capacity) < max(sum(left), 1)
        left = [capacity - share for share, capacity in zip(shares, left, strict=True)]


def shared(total: int, weights: list[int]) -> list[int]:
    """Any way of cutting `total` into as many parts as there are weights."""
    parts = [total * weight // sum(weights) for weight in weights]
    return [parts[0] + total - sum(parts), *parts[1:]]


def test_the_largest_remainder_gets_the_unit_that_is_over() -> None:
    rows = split([Money(100, "USD"), Money(1, "USD")], [Money(33, "USD"), Money(68, "USD")])
    assert [[share.minor for share in row] for row in rows] == [[33, 67], [0, 1]]


def test_many_payments_are_weighed_in_little_time() -> None:
    """Sixteen voids have tens of thousands of sums, which are not counted again for each settled payment."""
    settled = [Source(Money(1_000 + number, "USD"), whole=False) for number in range(2_000)]
    voids = [Source(Money(100_003 + 7_919 * 2**number, "USD"), whole=True) for number in range(16)]
    wanted = Money(sum(each.maximum.minor for each in settled) + 12_345_678, "USD")
    began = process_time()
    parts = allocate(wanted, [*settled, *voids])
    assert process_time() - began < 5
    assert parts is not None
    assert sum(part.minor for part in parts) == wanted.minor
