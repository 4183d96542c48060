"""Texts that are kept as they came, or refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.problems import Condition, Refused
from app.domain.texts import check_text

PATH = ("input", "orderId")


@given(st.text(max_size=30), st.integers(0, 30))
def test_a_text_comes_back_unchanged_or_is_refused(text: str, longest: int) -> None:
    fits = len(text) <= longest and "\0" not in text
    if fits:
        assert check_text(text, PATH, longest) == text
        return
    with pytest.raises(Refused) as refused:
        check_text(text, PATH, longest)
    assert [problem.path for problem in refused.value.problems] == [PATH]


@pytest.mark.parametrize("text", ["\0", "a\0b", "\ud800", "a\udfffb"])
def test_what_the_database_has_no_way_of_storing_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        check_text(text, PATH, 255)
    assert [problem.condition for problem in refused.value.problems] == [Condition.TEXT_INVALID]


def test_the_longest_fits_and_one_more_does_not() -> None:
    assert check_text("é" * 255, PATH, 255, Condition.ORDER_ID_TOO_LONG) == "é" * 255
    with pytest.raises(Refused) as refused:
        check_text("é" * 256, PATH, 255, Condition.ORDER_ID_TOO_LONG)
    (problem,) = refused.value.problems
    assert problem.condition is Condition.ORDER_ID_TOO_LONG
    assert problem.facts == {"length": "256", "maximum": "255"}
