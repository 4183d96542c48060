"""Which passwords are taken, and how long guessing takes (SPEC 8.1)."""

from datetime import timedelta

import pytest

from app.domain.people.passwords import check_password, wait_after
from app.domain.problems import Condition, Refused

PATH = ("input", "password")


@pytest.mark.parametrize(
    "password", ["sixteen geese fly", "zwölf Enten", "x7#Kq2!mV9wL", "é" * 3 + "abcdefghi", "abcde" * 200]
)
def test_what_is_long_and_rare_is_taken(password: str) -> None:
    assert check_password(password.ljust(12, "."), "kim.longname@example.com", PATH)


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("", "12 characters"),
        ("elevenchars", "12 characters"),
        ("kim.longname@example.com", "e-mail address"),
        ("Kim.LongName@Example.com", "e-mail address"),
        ("KIM.LONGNAME", "e-mail address"),
        ("password1234", "harder to guess"),
        ("PassWord1234", "harder to guess"),
        ("administrator", "harder to guess"),
        ("121212121212", "harder to guess"),
        ("            ", "harder to guess"),
    ],
)
def test_what_is_tried_first_is_refused(password: str, says: str) -> None:
    with pytest.raises(Refused) as raised:
        check_password(password, "kim.longname@example.com", PATH)
    (problem,) = raised.value.problems
    assert (problem.condition, problem.path) == (Condition.PASSWORD_INVALID, PATH)
    assert says in problem.facts["expected"]


@pytest.mark.parametrize(
    ("password", "condition"),
    [("abcde" * 200 + "f", Condition.PASSWORD_INVALID), ("sixteen geese\0fly", Condition.TEXT_INVALID)],
)
def test_what_no_hash_should_be_made_of_is_refused(password: str, condition: Condition) -> None:
    with pytest.raises(Refused) as raised:
        check_password(password, "kim@example.com", PATH)
    assert [problem.condition for problem in raised.value.problems] == [condition]


def test_each_failure_doubles_the_wait_up_to_the_longest() -> None:
    minute = timedelta(minutes=1)
    waits = [wait_after(failures, 5, minute).total_seconds() for failures in range(4, 13)]
    assert waits == [0, 0, 2, 4, 8, 16, 32, 60, 60]
    assert wait_after(10**9, 5, minute) == minute
