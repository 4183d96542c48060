"""The details of a payment that are stored as sent, and returned: line items, custom fields, the descriptor."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

import strawberry
from strawberry import field
from strawberry.types.field import StrawberryField

from app.domain.money import parse_amount
from app.schema.base.fields import Reader, loaded
from app.schema.base.scalars import Amount
from app.schema.enums import TransactionLineItemType, UpcType
from app.schema.payment_method_enums import TransactionShippingMethod
from app.schema.reversals.not_recorded import Address, Phone, TransactionShipping, TransactionTaxInformation

Details = Mapping[str, Any]


def unread(payment: Any) -> int | None:
    """The number to read a payment's details by; None if they came with the payment."""
    number: int = payment.value.id
    return number if payment.value.details is None else None


def submitted_detail(
    description: str, reader: Callable[[Any], Reader], *, most: int | None = None
) -> Callable[[Callable[[Any, Details], Any]], StrawberryField]:
    """Makes a method of a payment and its details a field. Details that did not come with the payment are read. `most`
    is what a list `holds`.
    """

    def decorate(show: Callable[[Any, Details], Any]) -> StrawberryField:
        @wraps(show)
        def shown(payment: Any, read: Details | None) -> Any:
            return show(payment, read or payment.value.details or {})

        return loaded(description, reader, unread, most=most)(shown)

    return decorate


@strawberry.type(description="A field of the merchant's own, with its value.")
class CustomField:
    name: str | None = field(description="The name of the field.")
    value: str | None = field(description="The value of the field.")


@strawberry.type(description="The text on the customer's bank statement.")
class TransactionDescriptor:
    name: str | None = field(description="The name to show there.")
    phone: str | None = field(description="The phone number to show there.")
    url: str | None = field(description="The web address to show there.")


@strawberry.type(description="A product's Universal Product Code.")
class LineItemUpc:
    upc_code: str | None = field(description="The code's digits.")
    upc_type: UpcType | None = field(description="The form of the code.")


@strawberry.type(description="One line of what was bought or refunded, as the client sent it.")
class TransactionLineItem:
    name: str | None = field(description="What it is.")
    kind: TransactionLineItemType | None = field(description="Whether it adds to the sum or takes from it.")
    quantity: str | None = field(description="How many, or how much.")
    unit_amount: str | None = field(description="The price of one.")
    total_amount: str | None = field(description="The price of all of them.")
    unit_tax_amount: str | None = field(description="The tax on one.")
    tax_amount: str | None = field(description="The tax on all of them.")
    discount_amount: str | None = field(description="The discount.")
    unit_of_measure: str | None = field(description="What the quantity counts.")
    product_code: str | None = field(description="The shop's own code for the product.")
    commodity_code: str | None = field(description="A code for the kind of goods.")
    description: str | None = field(description="A description.")
    url: str | None = field(description="Where to read about the product.")
    item_type: str | None = field(description="The shop's own word for the kind of item.")
    image_url: str | None = field(description="Where to see the product.")
    upc: LineItemUpc | None = field(description="The product's bar code.")


def custom_fields(details: Mapping[str, Any]) -> list[CustomField] | None:
    """As they were sent; None for none, as Braintree has it."""
    sent = details.get("custom_fields", ())
    return [CustomField(name=item["name"], value=item.get("value")) for item in sent] or None


def shipping(details: Details, currency: str) -> TransactionShipping | None:
    sent = details.get("shipping")
    if not sent:
        return None
    return TransactionShipping(
        shipping_address=address(sent.get("shipping_address")),
        shipping_amount=_amount(sent.get("shipping_amount"), currency),
        shipping_tax_amount=_amount(sent.get("shipping_tax_amount"), currency),
        ships_from_postal_code=sent.get("ships_from_postal_code"),
        shipping_method=None if (way := sent.get("shipping_method")) is None else TransactionShippingMethod(way),
    )


def tax(details: Details, currency: str) -> TransactionTaxInformation | None:
    sent = details.get("tax")
    if not sent:
        return None
    return TransactionTaxInformation(
        tax_amount=_amount(sent.get("tax_amount"), currency), tax_exempt=sent.get("tax_exempt")
    )


def address(sent: Details | None) -> Address | None:
    """An address under both of the names that Braintree has for each of its lines."""
    if not sent:
        return None
    first, last = sent.get("first_name"), sent.get("last_name")
    line1 = sent.get("address_line1") or sent.get("street_address")
    line2 = sent.get("address_line2") or sent.get("extended_address")
    town = sent.get("admin_area2") or sent.get("locality")
    state = sent.get("admin_area1") or sent.get("region")
    number = sent.get("phone") or {}
    return Address(
        company=sent.get("company"),
        full_name=" ".join(each for each in (first, last) if each) or None,
        first_name=first,
        last_name=last,
        address_line1=line1,
        street_address=line1,
        address_line2=line2,
        extended_address=line2,
        admin_area2=town,
        locality=town,
        admin_area1=state,
        region=state,
        postal_code=sent.get("postal_code"),
        country_code=sent.get("country_code"),
        phone=Phone(**number) if number else None,
        phone_number=number.get("phone_number"),
    )


def _amount(sent: str | None, currency: str) -> Amount | None:
    """An amount as it was sent, which was checked then."""
    return None if sent is None else Amount(parse_amount(sent, currency, ("input",), zero_allowed=True))


def descriptor(details: Mapping[str, Any]) -> TransactionDescriptor | None:
    given = details.get("descriptor")
    if not given:
        return None
    return TransactionDescriptor(name=given.get("name"), phone=given.get("phone"), url=given.get("url"))


def line_items(details: Mapping[str, Any]) -> list[TransactionLineItem] | None:
    return [_line_item(item) for item in details.get("line_items", ())]


def _line_item(item: Mapping[str, Any]) -> TransactionLineItem:
    upc = item.get("upc")
    return TransactionLineItem(
        name=item["name"],
        kind=TransactionLineItemType(item["kind"]),
        quantity=item["quantity"],
        unit_amount=item["unit_amount"],
        total_amount=item["total_amount"],
        unit_tax_amount=item.get("unit_tax_amount"),
        tax_amount=item.get("tax_amount"),
        discount_amount=item.get("discount_amount"),
        unit_of_measure=item.get("unit_of_measure"),
        product_code=item.get("product_code"),
        commodity_code=item.get("commodity_code"),
        description=item.get("description"),
        url=item.get("url"),
        item_type=item.get("item_type"),
        image_url=item.get("image_url"),
        upc=LineItemUpc(upc_code=upc["upc_code"], upc_type=UpcType(upc["upc_type"])) if upc else None,
    )
