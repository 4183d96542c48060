"""Durations as clients write them."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.durations import format_duration, parse_duration
from app.domain.problems import Condition, Refused

PATH = ("input", "by")
DAY = timedelta(days=1)


@given(st.timedeltas(timedelta(0), DAY * 30))
def test_what_is_written_is_read_again(duration: timedelta) -> None:
    assert parse_duration(format_duration(duration), PATH, least=timedelta(0), most=DAY * 30) == duration


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("P1D", DAY),
        ("P3D", DAY * 3),
        ("PT12H", DAY / 2),
        ("P1DT12H", DAY * 1.5),
        ("P2W", DAY * 14),
        ("PT0S", timedelta(0)),
        ("PT1.5S", timedelta(seconds=1.5)),
    ],
)
def test_each_part_counts(text: str, duration: timedelta) -> None:
    assert parse_duration(text, PATH, least=timedelta(0), most=DAY * 30) == duration


@pytest.mark.parametrize(
    "text",
    ["", "1", "P", "PT", "1D", "P1M", "P1Y", "-P1D", "P-1D", "P31D", "P9999W", "P1D ", "P١D", "P" + "9" * 99 + "D"],
)
def test_what_is_no_duration_or_too_long_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_duration(text, PATH, least=timedelta(0), most=DAY * 30)
    (problem,) = refused.value.problems
    assert (problem.condition, problem.path) == (Condition.DURATION_INVALID, PATH)
    assert problem.facts == {"minimum": "P0D", "maximum": "P30D"}


@given(st.text(max_size=60))
def test_any_text_is_a_duration_within_bounds_or_a_refusal(text: str) -> None:
    try:
        duration = parse_duration(text, PATH, least=DAY, most=DAY * 2)
    except Refused:
        return
    assert DAY <= duration <= DAY * 2


@pytest.mark.parametrize(
    ("duration", "text"),
    [
        (DAY, "P1D"),
        (DAY * 7, "P7D"),
        (DAY / 2, "PT12H"),
        (DAY + timedelta(minutes=30), "P1DT30M"),
        (timedelta(seconds=1.5), "PT1.5S"),
        (timedelta(0), "P0D"),
    ],
)
def test_a_duration_is_written_as_people_do(duration: timedelta, text: str) -> None:
    assert format_duration(duration) == text
