"""The card that a classic sale names by its number: one of the sandbox's test cards."""

import re
from dataclasses import dataclass

from app.domain.reversals.payments import PaymentMethod
from app.flows.sandbox.tokenize import CardAsk, checked_card, nonce_of
from app.web.classic.sent import Fields
from app.web.classic.wrong import Wrong, WrongFields

WITHIN = ("transaction", "credit_card")

_DATE = re.compile(r"([0-9]{1,2})/([0-9]{2,4})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Card:
    """A test card: the sandbox's payment method that is charged, and what the payment shows of the card."""

    nonce: str
    method: PaymentMethod


def read_card(sent: Fields) -> Card:
    """The card. Raises Refused for a number that is no test number, WrongFields for a wrong date of expiry."""
    month, year = sent.text("expiration_month"), sent.text("expiration_year")
    date = sent.text("expiration_date")
    if date is not None:
        parts = _DATE.fullmatch(date)
        if parts is None:
            raise WrongFields(Wrong("81710", "Expiration date is invalid.", "expiration_date", WITHIN))
        month, year = parts.groups()
    elif month is None and year is None:
        raise WrongFields(Wrong("81709", "Expiration date is required.", "expiration_date", WITHIN))
    method = checked_card(CardAsk(sent.text("number"), month, year, sent.text("cardholder_name"))).method
    return Card(nonce_of(method), method)
