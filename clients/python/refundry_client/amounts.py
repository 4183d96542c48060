"""How amounts are written for the service."""

from decimal import Decimal


def plain(amount: Decimal) -> str:
    """`amount` in digits, as the service takes it: never with an exponent, and with the decimals that it has.

    Raises ValueError for what is no number.
    """
    if not amount.is_finite():
        raise ValueError("an amount is a finite number")
    return format(amount, "f")
