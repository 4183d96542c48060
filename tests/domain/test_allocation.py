"""Parts sum to the total exactly, whatever the payments are."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from app.domain.money import Money
from app.domain.allocation import Source, allocate

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
