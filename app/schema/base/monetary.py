"""An amount of money with its currency."""

from typing import cast

import strawberry

from app.domain.money import Money
from app.engine.symbols import remembered
from app.schema.base.fields import resolved
from app.schema.base.scalars import Amount, CurrencyCodeAlpha


@strawberry.type(description="An amount of money, with its currency.")
class MonetaryAmount:
    money: strawberry.Private[Money]

    @resolved("The amount, with all decimals of the currency.")
    def value(self) -> Amount | None:
        return cast(Amount, self.money)

    @resolved("The currency.")
    def currency_code(self) -> CurrencyCodeAlpha | None:
        return CurrencyCodeAlpha(self.money.currency)

    @resolved("The currency, under its former name.", deprecated="`currencyCode` says the same.")
    def currency_iso_code(self) -> CurrencyCodeAlpha | None:
        return CurrencyCodeAlpha(self.money.currency)


def monetary_amount(money: Money) -> MonetaryAmount:
    return amount_of(money.minor, money.currency)


@remembered(1024)
def amount_of(minor: int, currency: str) -> MonetaryAmount:
    """Of minor units. The same amount is the same object: it stands in a payment and in each event of its history."""
    return MonetaryAmount(money=Money(minor, currency))
