"""Amounts keep their own text on the way in; times have a zone, in and out."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from graphql import GraphQLError, parse_value
from hypothesis import given
from hypothesis import strategies as st

from app.domain.money import Money, parse_amount
from app.domain.problems import Refused
from app.schema.base.numbers import ExactNumber
from app.schema.base.scalars import (
    LONGEST_AMOUNT,
    SCALARS,
    Amount,
    amount_text,
    currency_from,
    custom_field_name_from,
    date_from,
    timestamp_from,
    timestamp_text,
)

CURRENCIES = ["USD", "JPY", "KWD"]
PATH = ("input", "amount")


def amount_of_literal(literal: str) -> object:
    parse_literal = SCALARS[Amount].parse_literal
    assert parse_literal is not None
    return parse_literal(parse_value(literal), None)


@given(st.integers(1, 10**15), st.sampled_from(CURRENCIES))
def test_an_amount_comes_back_as_it_went_out(minor: int, currency: str) -> None:
    money = Money(minor, currency)
    serialize = SCALARS[Amount].serialize
    assert serialize is not None
    out = serialize(money)
    assert parse_amount(amount_text(out), currency, PATH) == money
    assert parse_amount(str(amount_of_literal(f'"{out}"')), currency, PATH) == money
    assert parse_amount(str(amount_of_literal(str(out))), currency, PATH) == money
    assert parse_amount(amount_text(ExactNumber(str(out))), currency, PATH) == money


@given(st.text(max_size=LONGEST_AMOUNT))
def test_any_short_text_gets_through_to_the_domain_unchanged(text: str) -> None:
    assert amount_text(text) == text


@pytest.mark.parametrize("literal", ["1.10", "10", "-5", "1e3", "0.001"])
def test_a_number_in_the_document_keeps_its_digits(literal: str) -> None:
    assert amount_of_literal(literal) == literal


@pytest.mark.parametrize(
    "text",
    [
        *("1e3", "1E3", "NaN", "Infinity", "-Infinity", "١٠", "१०", "-0", "0", "-1", "+1", " 1", "1 ", "", "1."),
        *(".5", "1_000", "1,00", "1\u066b5", "10.001", "0x10", "--1", "1.0.0", "99999999999999999999"),
    ],
)
def test_what_is_no_amount_is_refused_by_the_domain(text: str) -> None:
    with pytest.raises(Refused):
        parse_amount(amount_text(text), "USD", PATH)


@pytest.mark.parametrize("text", ["1e3", "1E-2", "1.50e1"])
def test_a_number_with_an_exponent_is_refused_although_it_is_one(text: str) -> None:
    with pytest.raises(Refused):
        parse_amount(amount_text(ExactNumber(text)), "USD", PATH)


@pytest.mark.parametrize(
    "value",
    [True, False, None, [], {}, [1], float("nan"), float("inf"), object(), "1" * 101, 10**100, -(10**5000)],
    ids=lambda value: type(value).__name__,
)
def test_what_can_be_no_amount_is_refused_at_once(value: object) -> None:
    with pytest.raises(GraphQLError):
        amount_text(value)


@pytest.mark.parametrize("literal", ["true", "null", "[1]", "{a: 1}", "TEN"])
def test_other_literals_are_refused(literal: str) -> None:
    with pytest.raises(GraphQLError) as refused:
        amount_of_literal(literal)
    assert refused.value.locations


@pytest.mark.parametrize("value", ["10.00", 10, 10.0, None])
def test_nothing_but_money_goes_out_as_an_amount(value: object) -> None:
    serialize = SCALARS[Amount].serialize
    assert serialize is not None
    with pytest.raises(GraphQLError):
        serialize(value)


@given(st.datetimes(min_value=datetime(1, 1, 2), max_value=datetime(9999, 12, 30), timezones=st.just(UTC)))
def test_a_time_comes_back_as_it_went_out(moment: datetime) -> None:
    text = timestamp_text(moment)
    assert text.endswith("Z")
    assert len(text) == len("2025-12-19T19:26:35.000000Z")
    assert timestamp_from(text) == moment


def test_a_time_goes_out_in_utc_with_microseconds() -> None:
    moment = datetime(2025, 12, 19, 20, 26, 35, tzinfo=timezone(timedelta(hours=1)))
    assert timestamp_text(moment) == "2025-12-19T19:26:35.000000Z"


@pytest.mark.parametrize(
    ("text", "microsecond"),
    [
        ("2025-12-19T19:26:35Z", 0),
        ("2025-12-19T19:26:35.5Z", 500_000),
        ("2025-12-19T19:26:35.123456789Z", 123_456),
        ("2025-12-19T20:26:35+01:00", 0),
        ("2025-12-19T20:26:35+0100", 0),
        ("2025-12-19t19:26:35z", 0),
    ],
)
def test_times_that_have_a_zone_are_read(text: str, microsecond: int) -> None:
    assert timestamp_from(text) == datetime(2025, 12, 19, 19, 26, 35, microsecond, tzinfo=UTC)


@pytest.mark.parametrize(
    "value",
    [
        *("2025-12-19T19:26:35", "2025-12-19", "2025-13-19T19:26:35Z", "2025-12-19T25:00:00Z", "2025-12-19 19:26:35Z"),
        *("0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "2025-12-19T19:26:35+99:99", "", "now"),
        *("٢٠٢٥-12-19T19:26:35Z", "2025-12-19T19:26:35.Z", 1766172395, None, True),
    ],
)
def test_other_times_are_refused(value: object) -> None:
    with pytest.raises(GraphQLError):
        timestamp_from(value)


@pytest.mark.parametrize("value", ["2025-02-30", "20250219", "2025-2-1", 20250219, None, "٢٠٢٥-02-19"])
def test_what_is_no_day_is_refused(value: object) -> None:
    with pytest.raises(GraphQLError):
        date_from(value)


@pytest.mark.parametrize("value", ["usd", "US", "USDD", 840, None, "U$D", "ÄBC"])
def test_what_is_no_currency_code_is_refused(value: object) -> None:
    with pytest.raises(GraphQLError):
        currency_from(value)


@pytest.mark.parametrize("value", ["", "a b", "ü", "a" * 256, 1, None])
def test_what_is_no_field_name_is_refused(value: object) -> None:
    with pytest.raises(GraphQLError):
        custom_field_name_from(value)
