"""Whose refund waits for a second person, and above what (SPEC 8.3)."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.money import Money
from app.domain.people.people import ActorKind
from app.domain.reversals.approvals import needs_approval

amounts = st.integers(1, 10**6)


@given(amounts, st.integers(0, 10**6), amounts)
def test_only_a_persons_refund_above_the_limit_of_its_currency_waits(limit: int, reserved: int, amount: int) -> None:
    before, asked = Money(reserved, "USD"), Money(amount, "USD")
    above = reserved + amount > limit
    assert needs_approval(ActorKind.USER, {"USD": limit, "EUR": 1}, before, asked) is above
    assert not needs_approval(ActorKind.USER, {"EUR": 1}, before, asked)
    for asker in (ActorKind.API_KEY, ActorKind.SYSTEM):
        assert not needs_approval(asker, {"USD": limit}, before, asked)


@given(amounts, st.lists(amounts, min_size=1, max_size=8))
def test_parts_wait_as_soon_as_their_sum_does(limit: int, parts: list[int]) -> None:
    """However a refund is split, no more than the limit goes out without a second person."""
    sent = 0
    for part in parts:
        if not needs_approval(ActorKind.USER, {"USD": limit}, Money(sent, "USD"), Money(part, "USD")):
            sent += part
    assert sent <= limit
