"""The card numbers of Braintree's sandbox: no other number is taken, since any other may be somebody's card."""

from app.gateways.base import PaymentMethodDetails
from app.gateways.sandbox.nonces import card

_NUMBERS = {
    "VISA": (
        *("4000111111111115", "4005519200000004", "4009348888881881", "4012000033330026", "4012000033330620"),
        *("4012000077777777", "4012888888881881", "4111111111111111", "4217651111111119", "4242424242424242"),
        *("4500600000000061", "4229989800000003", "4111111111131010", "4229989700000004", "4229989100000000"),
        *("4111161010101010", "4117101010101010", "4111111510101010", "4111111114101010", "4111111111111210"),
        *("4229989900000002", "4229989500000006", "4111111141010101", "4111111111121102", "4111111111310101"),
        *("4111111111112101", "4023898493988028"),
    ),
    "MASTERCARD": ("2223000048400011", "5105105105105100", "5555555555554444"),
    "AMERICAN_EXPRESS": ("371449635398431", "378282246310005", "378734493671000"),
    "DISCOVER": ("6011000990139424", "6011111111111117"),
    "DINERS": ("36259600000004", "38520000023237"),
    "JCB": ("3530111333300000", "3566002020360505"),
    "INTERNATIONAL_MAESTRO": ("6304000000000000",),
    "ELO": ("5066991111111118",),
    "HIPER": ("6370950000000005",),
    "HIPERCARD": ("6062820524845321",),
    "UNION_PAY": ("6212345678901232",),
}
_BRANDS = {number: brand for brand, numbers in _NUMBERS.items() for number in numbers}


def card_of(number: str) -> PaymentMethodDetails | None:
    """The card of a test number, with the first six and the last four digits of it; None for any other number."""
    brand = _BRANDS.get(number)
    return None if brand is None else card(brand, number[:6], number[-4:])


def behaves_as(brand: str) -> str:
    """The nonce that a sale on a test card of this brand behaves as: it is accepted, and its amount decides."""
    known = {"VISA": "visa", "MASTERCARD": "mastercard", "AMERICAN_EXPRESS": "amex", "DISCOVER": "discover"}
    return f"fake-valid-{known[brand]}-nonce" if brand in known else "fake-valid-nonce"
