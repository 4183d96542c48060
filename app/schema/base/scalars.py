"""The scalars: strict about inputs, with one form in answers (BRAINTREE.md 5)."""

import math
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, NewType

import msgspec
import strawberry
from graphql import (
    FloatValueNode,
    GraphQLError,
    GraphQLScalarLiteralParser,
    IntValueNode,
    StringValueNode,
    ValueNode,
)
from strawberry.types.scalar import ScalarDefinition

from app.domain.money import Money
from app.schema.base.numbers import ExactNumber

LONGEST_AMOUNT = 100
"""Characters; what is longer can't be an amount, and need not be carried any further."""

Amount = NewType("Amount", object)
Timestamp = NewType("Timestamp", datetime)
Date = NewType("Date", date)
CurrencyCodeAlpha = NewType("CurrencyCodeAlpha", str)
CustomFieldName = NewType("CustomFieldName", str)
CountryCode = NewType("CountryCode", str)
Url = NewType("Url", str)

_TIMESTAMP = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt]([0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.([0-9]{1,9}))?([Zz]|[+-][0-9]{2}:?[0-9]{2})",
    re.ASCII,
)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)
_COUNTRY = re.compile(r"[A-Za-z]{2,3}|[0-9]{3}", re.ASCII)
_URL = re.compile(r"[!-~]{1,255}", re.ASCII)
_FIELD_NAME = re.compile(r"[A-Za-z0-9_]{1,255}", re.ASCII)


def amount_text(value: object) -> str:
    """The client's own text of an amount, from a string or a JSON number. Whether it is one, the domain decides.

    Raises GraphQLError for whatever is neither, for numbers that are none (NaN), and for endless ones.
    """
    match value:
        case bool():
            raise GraphQLError("Amount cannot represent a boolean: send a string or a number.")
        case str():
            text = value
        case ExactNumber():
            text = value.text
        case int():
            text = _whole_number(value)
        case float() if math.isfinite(value):
            text = repr(value)
        case _:
            raise GraphQLError("Amount cannot represent this value: send a string or a number, such as 10.00.")
    if len(text) > LONGEST_AMOUNT:
        raise GraphQLError(f"Amount is too long: up to {LONGEST_AMOUNT} characters are read.")
    return text


def timestamp_from(value: object) -> datetime:
    """A point in time, in UTC. Raises GraphQLError for anything but ISO 8601 with `Z` or an offset."""
    match = _TIMESTAMP.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise GraphQLError(
            "Timestamp needs ISO 8601 with a date, a time and a zone, such as 2025-12-19T19:26:35.000000Z."
        )
    day, time, fraction, zone = match.groups()
    microseconds = (fraction or "0")[:6].ljust(6, "0")
    offset = "+00:00" if zone in "Zz" else zone
    try:
        return datetime.fromisoformat(f"{day}T{time}.{microseconds}{offset}").astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise GraphQLError(f"Timestamp is not a point in time: {error}.") from error


def timestamp_text(value: datetime) -> str:
    """UTC with microseconds: 2025-12-19T19:26:35.000000Z."""
    # As JSON would have it, which leaves microseconds out where there are none; isoformat takes ten times as long.
    text: str = msgspec.to_builtins(value if value.tzinfo is UTC else value.astimezone(UTC))
    return text if value.microsecond else text.removesuffix("Z") + ".000000Z"


def date_from(value: object) -> date:
    """A day. Raises GraphQLError for anything but YYYY-MM-DD."""
    if not isinstance(value, str) or _DATE.fullmatch(value) is None:
        raise GraphQLError("Date needs the form YYYY-MM-DD.")
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise GraphQLError(f"Date is not a day: {error}.") from error


def currency_from(value: object) -> str:
    if not isinstance(value, str) or _CURRENCY.fullmatch(value) is None:
        raise GraphQLError("CurrencyCodeAlpha needs three capital letters, such as USD.")
    return value


def custom_field_name_from(value: object) -> str:
    if not isinstance(value, str) or _FIELD_NAME.fullmatch(value) is None:
        raise GraphQLError("CustomFieldName needs 1 to 255 letters, digits and underscores.")
    return value


def country_from(value: object) -> str:
    if not isinstance(value, str) or _COUNTRY.fullmatch(value) is None:
        raise GraphQLError("CountryCode needs the two or three letters, or the three digits, of a country.")
    return value


def url_from(value: object) -> str:
    if not isinstance(value, str) or _URL.fullmatch(value) is None:
        raise GraphQLError("URL needs a web address of up to 255 characters.")
    return value


def _amount_out(value: object) -> str:
    """Money is the one thing that goes out as an Amount: its currency says how many decimals it has."""
    if not isinstance(value, Money):
        raise GraphQLError(f"Amount cannot represent {type(value).__name__}.")
    return str(value)


def _whole_number(value: int) -> str:
    # Python refuses to write integers of thousands of digits; 400 bits are more than LONGEST_AMOUNT digits.
    if value.bit_length() > 400:
        raise GraphQLError(f"Amount is too long: up to {LONGEST_AMOUNT} characters are read.")
    return str(value)


def _literal(read: Callable[[object], object], *kinds: type[ValueNode]) -> GraphQLScalarLiteralParser:
    """Reads what stands in the document itself, with its own digits: 1.10 stays 1.10. Errors say where it stands."""

    def read_node(node: ValueNode, _variables: dict[str, Any] | None = None) -> object:
        try:
            return read(getattr(node, "value", None) if isinstance(node, kinds) else None)
        except GraphQLError as error:
            raise GraphQLError(error.message, node) from error

    return read_node


SCALARS: dict[object, ScalarDefinition] = {
    Amount: strawberry.scalar(
        name="Amount",
        description="An amount of money. Answers have a string with all decimals of the currency, such as 10.00, or "
        "500 for yen. Inputs take a string or a number, with at most the decimals of the currency.",
        serialize=_amount_out,
        parse_value=amount_text,
        parse_literal=_literal(amount_text, StringValueNode, IntValueNode, FloatValueNode),
    ),
    Timestamp: strawberry.scalar(
        name="Timestamp",
        description="A point in time by ISO 8601. Answers are in UTC with microseconds. Inputs need Z or an offset.",
        serialize=timestamp_text,
        parse_value=timestamp_from,
        parse_literal=_literal(timestamp_from, StringValueNode),
    ),
    Date: strawberry.scalar(
        name="Date",
        description="A day, written as YYYY-MM-DD.",
        serialize=date.isoformat,
        parse_value=date_from,
        parse_literal=_literal(date_from, StringValueNode),
    ),
    CurrencyCodeAlpha: strawberry.scalar(
        name="CurrencyCodeAlpha",
        description="A currency's three letters by ISO 4217, such as USD.",
        serialize=str,
        parse_value=currency_from,
        parse_literal=_literal(currency_from, StringValueNode),
    ),
    CustomFieldName: strawberry.scalar(
        name="CustomFieldName",
        description="The name of a custom field: letters, digits and underscores.",
        serialize=str,
        parse_value=custom_field_name_from,
        parse_literal=_literal(custom_field_name_from, StringValueNode),
    ),
    CountryCode: strawberry.scalar(
        name="CountryCode",
        description="A country by ISO 3166-1: two letters, three letters, or three digits.",
        serialize=str,
        parse_value=country_from,
        parse_literal=_literal(country_from, StringValueNode),
    ),
    Url: strawberry.scalar(
        name="URL",
        description="A web address, of up to 255 characters.",
        serialize=str,
        parse_value=url_from,
        parse_literal=_literal(url_from, StringValueNode),
    ),
}
