"""Numbers that remember how they were written."""

from typing import Self


class ExactNumber(float):
    """A JSON number with a point or an exponent: a float, with `text` as the client wrote it.

    A float cannot tell 10.10 from 10.1, nor 1000.0 from 1e3; an amount has to (BRAINTREE.md 5).
    """

    __slots__ = ("text",)
    text: str

    def __new__(cls, text: str) -> Self:
        number = super().__new__(cls, text)
        number.text = text
        return number
