"""The details of a payment that are stored as sent, and returned: line items, custom fields, the descriptor."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

import strawberry
from strawberry import field
from strawberry.types.field import StrawberryField

from app.schema.base.fields import Reader, loaded
from app.schema.enums import TransactionLineItemType, UpcType

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
    return [CustomField(name=item["name"], value=item.get("value")) for item in details.get("custom_fields", ())]


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
