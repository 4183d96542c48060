"""Amounts in currencies with no, two and three decimals."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.money import LARGEST, Money, exponent, parse_amount
from app.domain.problems import Condition, Refused

PATH = ("input", "refund", "amount")
DECIMALS = {"JPY": 0, "USD": 2, "EUR": 2, "KWD": 3}

currencies = st.sampled_from(sorted(DECIMALS))
minors = st.integers(min_value=1, max_value=LARGEST)


def refusal(text: str, currency: str) -> Condition:
    with pytest.raises(Refused) as refused:
        parse_amount(text, currency, PATH)
    (problem,) = refused.value.problems
    assert problem.path == PATH
    assert problem.facts["decimals"] == str(DECIMALS[currency])
    return problem.condition


@pytest.mark.parametrize(("currency", "decimals"), DECIMALS.items())
def test_a_currency_has_its_decimals(currency: str, decimals: int) -> None:
    assert exponent(currency) == decimals


@pytest.mark.parametrize("currency", ["XXX", "ABC", "usd", ""])
def test_what_is_no_currency_has_no_decimals(currency: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        exponent(currency)


@given(currencies, minors)
@example("JPY", 500)
@example("KWD", 1)
def test_what_is_written_is_read_again(currency: str, minor: int) -> None:
    money = Money(minor, currency)
    assert parse_amount(str(money), currency, PATH) == money


@given(currencies, minors)
def test_all_of_the_decimals_are_written(currency: str, minor: int) -> None:
    """BRAINTREE.md 5: "10.00", JPY "500", KWD "1.250"."""
    text = str(Money(minor, currency))
    whole, point, fraction = text.partition(".")
    assert (len(fraction), bool(point)) == (DECIMALS[currency], DECIMALS[currency] > 0)
    assert int(whole + fraction) == minor
    assert whole == str(int(whole))


@given(currencies, minors)
def test_a_negative_sum_is_its_positive_one_with_a_sign(currency: str, minor: int) -> None:
    assert str(Money(-minor, currency)) == f"-{Money(minor, currency)}"


@given(currencies, st.integers(min_value=1, max_value=LARGEST // 1000), st.integers(0, 3))
def test_fewer_decimals_mean_the_same_and_more_are_refused(currency: str, whole: int, given_decimals: int) -> None:
    text = f"{whole}.{'0' * given_decimals}" if given_decimals else str(whole)
    if given_decimals <= DECIMALS[currency]:
        assert parse_amount(text, currency, PATH).minor == whole * 10 ** DECIMALS[currency]
    else:
        assert refusal(text, currency) is Condition.AMOUNT_INVALID


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "1 ", " 1", "1\n", "+1", "1,00", "$1", "1e3", "1E3", "0x10", "NaN", "Infinity", "-Infinity"),
        *("1_000", "١٠", "１", "1.", ".5", "1.2.3", "--1", "1-", "10.001", "1" * 21, "0." + "0" * 30, "null", "1\0"),
    ],
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    assert refusal(text, "USD") is Condition.AMOUNT_INVALID


@pytest.mark.parametrize(
    ("text", "currency", "condition"),
    [
        ("0", "USD", Condition.AMOUNT_NOT_POSITIVE),
        ("0.00", "USD", Condition.AMOUNT_NOT_POSITIVE),
        ("-0", "USD", Condition.AMOUNT_NOT_POSITIVE),
        ("-0.00", "USD", Condition.AMOUNT_NOT_POSITIVE),
        ("-1", "USD", Condition.AMOUNT_NEGATIVE),
        ("-0.001", "KWD", Condition.AMOUNT_NEGATIVE),
        ("0.001", "USD", Condition.AMOUNT_INVALID),
        ("1.5", "JPY", Condition.AMOUNT_INVALID),
        ("1.0", "JPY", Condition.AMOUNT_INVALID),
        (str(Money(LARGEST + 1, "USD")), "USD", Condition.AMOUNT_TOO_LARGE),
        ("9" * 20, "JPY", Condition.AMOUNT_TOO_LARGE),
    ],
)
def test_what_cannot_be_paid_is_refused_by_its_own_name(text: str, currency: str, condition: Condition) -> None:
    assert refusal(text, currency) is condition


@given(st.text(max_size=40), currencies)
def test_any_text_is_an_amount_or_a_refusal(text: str, currency: str) -> None:
    try:
        money = parse_amount(text, currency, PATH)
    except Refused:
        return
    assert 0 < money.minor <= LARGEST
    assert set(text) <= set("0123456789.")


@given(currencies, minors, minors)
def test_sums_and_order_are_those_of_the_minor_units(currency: str, first: int, second: int) -> None:
    left, right = Money(first, currency), Money(second, currency)
    assert (left + right) - right == left
    assert (left < right, left <= right, bool(left - right)) == (first < second, first <= second, first != second)


def test_two_currencies_do_not_mix() -> None:
    dollars, yen = Money(1, "USD"), Money(1, "JPY")
    for mix in (lambda: dollars + yen, lambda: dollars - yen, lambda: dollars < yen, lambda: dollars <= yen):
        with pytest.raises(ValueError, match="do not mix"):
            mix()
