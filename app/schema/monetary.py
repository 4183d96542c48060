"""An amount of money with its currency."""

from typing import cast

import strawberry
from strawberry import field

from app.domain.money import Money
from app.schema.scalars import Amount, CurrencyCodeAlpha


@strawberry.type(description="An amount of money, with its currency.")
class MonetaryAmount:
    value: Amount | None = field(description="How much, with all of the currency's decimals.")
    currency_code: CurrencyCodeAlpha | None = field(description="In which currency.")
    currency_iso_code: CurrencyCodeAlpha | None = field(
        description="In which currency, by a former name.", deprecation_reason="`currencyCode` says the same."
    )


def monetary_amount(money: Money) -> MonetaryAmount:
    currency = CurrencyCodeAlpha(money.currency)
    return MonetaryAmount(value=cast(Amount, money), currency_code=currency, currency_iso_code=currency)
