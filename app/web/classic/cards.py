"""The test card numbers that a classic sale can name, each with the sandbox's payment method behind it."""

import re
from dataclasses import dataclass

from app.domain.reversals.payments import PaymentMethod
from app.web.classic.sent import Fields
from app.web.classic.wrong import Wrong, WrongFields

WITHIN = ("transaction", "credit_card")

_NONCES = {
    "VISA": "fake-valid-visa-nonce",
    "MASTERCARD": "fake-valid-mastercard-nonce",
    "AMERICAN_EXPRESS": "fake-valid-amex-nonce",
    "DISCOVER": "fake-valid-discover-nonce",
    "JCB": "fake-valid-jcb-nonce",
    "DINERS": "fake-valid-dinersclub-nonce",
    "INTERNATIONAL_MAESTRO": "fake-valid-maestro-nonce",
}

_TEST_NUMBERS = {
    "VISA": (
        *("4111111111111111", "4012888888881881", "4009348888881881", "4005519200000004", "4012000033330026"),
        *("4012000077777777", "4217651111111119", "4500600000000061", "4000111111111115"),
    ),
    "MASTERCARD": ("5555555555554444", "5105105105105100", "2223000048400011"),
    "AMERICAN_EXPRESS": ("378282246310005", "371449635398431", "378734493671000"),
    "DISCOVER": ("6011111111111117", "6011000991300009", "6011000990139424"),
    "JCB": ("3530111333300000", "3566002020360505"),
    "DINERS": ("38520000009814", "36259600000004"),
    "INTERNATIONAL_MAESTRO": ("6304000000000000",),
}
"""Braintree's published test numbers. None is a card of anybody's."""

_BRANDS = {number: brand for brand, numbers in _TEST_NUMBERS.items() for number in numbers}

_MONTH = re.compile(r"0?[1-9]|1[0-2]", re.ASCII)
_YEAR = re.compile(r"(?:20)?([0-9]{2})", re.ASCII)
_DATE = re.compile(r"([0-9]{1,2})/([0-9]{2,4})", re.ASCII)

LONGEST_NAME = 175


@dataclass(frozen=True, slots=True)
class Card:
    """A test card: the sandbox's payment method that is charged, and what the payment shows of the card."""

    nonce: str
    method: PaymentMethod


def read_card(sent: Fields) -> Card:
    """The card. Raises WrongFields for a number that is no test number, and for a wrong date of expiry."""
    wrong: list[Wrong] = []
    number = re.sub(r"[ -]", "", sent.text("number") or "")
    if not number:
        wrong.append(_of("number", "81714", "Credit card number is required."))
    elif re.fullmatch(r"[0-9]{12,19}", number, re.ASCII) is None:
        wrong.append(_of("number", "81716", "Credit card number must be 12-19 digits."))
    elif number not in _BRANDS:
        wrong.append(_of("number", "81717", "Credit card number is not an accepted test number."))
    expiry = _expiry(sent)
    if isinstance(expiry, Wrong):
        wrong.append(expiry)
    name = sent.text("cardholder_name")
    if name is not None and len(name) > LONGEST_NAME:
        wrong.append(_of("cardholder_name", "81723", "Cardholder name is too long."))
    if wrong or isinstance(expiry, Wrong):
        raise WrongFields(*wrong)
    brand = _BRANDS[number]
    month, year = expiry
    method = PaymentMethod(
        brand=brand, bin=number[:6], last4=number[-4:], expiration_month=month, expiration_year=year, cardholder=name
    )
    return Card(_NONCES[brand], method)


def _expiry(sent: Fields) -> tuple[str, str] | Wrong:
    """Month and year, in two and four digits. A test card never expires: any month will do."""
    date, month, year = sent.text("expiration_date"), sent.text("expiration_month"), sent.text("expiration_year")
    if date is not None:
        parts = _DATE.fullmatch(date)
        if parts is None:
            return _of("expiration_date", "81710", "Expiration date is invalid.")
        month, year = parts.groups()
    if month is None and year is None:
        return _of("expiration_date", "81709", "Expiration date is required.")
    if month is None or _MONTH.fullmatch(month) is None:
        return _of("expiration_month", "81712", "Expiration month is invalid.")
    century = _YEAR.fullmatch(year or "")
    if century is None:
        return _of("expiration_year", "81713", "Expiration year is invalid.")
    return month.zfill(2), f"20{century[1]}"


def _of(attribute: str, code: str, message: str) -> Wrong:
    return Wrong(code, message, attribute, WITHIN)
