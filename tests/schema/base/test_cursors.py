"""Cursors and page sizes."""

import base64
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.problems import Condition, Refused
from app.schema.base.cursors import page_size, read_cursor, write_cursor
from app.store.search.search import PaymentKind, Position

MOMENTS = st.datetimes(timezones=st.just(UTC))
KINDS = st.sampled_from(PaymentKind)


@given(MOMENTS, st.integers(1, 10**18 - 1), KINDS)
def test_a_cursor_names_its_position(created_at: datetime, number: int, kind: PaymentKind) -> None:
    position = Position(created_at, number, kind)
    assert read_cursor(write_cursor(position)) == position


@given(st.text(max_size=120))
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        read_cursor(f"{text}!")
    assert [(each.condition, each.path) for each in refused.value.problems] == [(Condition.CURSOR_INVALID, ("after",))]


@pytest.mark.parametrize(
    "plain", ["t1.1x", "x1.1", "t999999999999999999.1", "t-999999999999999999.1", "t1", "t01.1", "t1.0x", "", "t1.1\n"]
)
def test_what_looks_like_a_cursor_is_refused(plain: str) -> None:
    with pytest.raises(Refused):
        read_cursor(base64.urlsafe_b64encode(plain.encode()).decode().rstrip("="))


@pytest.mark.parametrize(("first", "size"), [(None, 50), (1, 1), (50, 50), (51, 50), (2**31 - 1, 50)])
def test_a_page_has_up_to_50(first: int | None, size: int) -> None:
    assert page_size(first) == size


@pytest.mark.parametrize("first", [0, -1, -(2**31)])
def test_a_page_of_nothing_is_refused(first: int) -> None:
    with pytest.raises(Refused) as refused:
        page_size(first)
    assert [each.condition for each in refused.value.problems] == [Condition.PAGE_SIZE_INVALID]
