"""What a classic call asks for when it makes a payment, as the flows have it."""

import re
from collections.abc import Mapping
from typing import Any

from app.domain.ids import IdKind, global_id
from app.domain.problems import Condition, Findings, NotSupported, Problem, Refused
from app.domain.reversals.vault import VaultWhen
from app.domain.texts import check_text
from app.flows.sandbox.sell import AMOUNT, CUSTOMER, SellAsk
from app.schema.base.input_values import LONGEST_LIST, LONGEST_TEXT
from app.schema.enums import TransactionLineItemType, UpcType
from app.web.classic.cards import Card, read_card
from app.web.classic.sent import Fields
from app.web.classic.shown import ADDRESS_LINES, LINE_ITEM
from app.web.classic.shown import CUSTOMER as CUSTOMER_FIELDS
from app.web.classic.wrong import Wrong, WrongFields

KEPT = (*("purchase_order_number", "channel", "discount_amount", "surcharge_amount", "transaction_source"),)
"""The fields of a sale that are stored as sent, and returned."""

AMOUNTS = {
    "tax_amount": ("81535", "81534", "81536"),
    "discount_amount": ("915159", "915160", "915161"),
    "shipping_amount": ("915162", "915163", "915164"),
}
"""Amounts that are kept, each with the codes for a wrong form, for less than nothing, and for too much."""

MOST_DIGITS = 7
"""Before the point, of an amount that is kept: as many as Braintree takes."""
LONGEST_ORDER_NUMBER = 17
_AMOUNT = re.compile(r"-?[0-9]+(\.[0-9]+)?", re.ASCII)

CHANGES_THE_PAYMENT = ("service_fee_amount", "subscription_id", "shared_payment_method_token")
"""Fields that are refused: without them a different payment would be made."""

_REQUIRED = {
    "name": Wrong("95822", "Line item name is required.", "name"),
    "kind": Wrong("95808", "Line item kind is required.", "kind"),
    "quantity": Wrong("95811", "Line item quantity is required.", "quantity"),
    "unit_amount": Wrong("95818", "Line item unit amount is required.", "unit_amount"),
    "total_amount": Wrong("95814", "Line item total amount is required.", "total_amount"),
}


def sell_ask(sent: Fields) -> SellAsk:
    """The sale that was asked for. Raises WrongFields, Refused, NotSupported, HttpRefusal."""
    _refuse_what_changes_it(sent)
    card, method = _method(sent)
    amount = sent.text("amount")
    if amount is None:
        raise Refused(Problem(Condition.AMOUNT_REQUIRED, AMOUNT))
    customer = sent.object("customer")
    customer_id = sent.text("customer_id")
    return SellAsk(
        payment_method_id=method,
        amount=amount,
        merchant_account_id=sent.text("merchant_account_id"),
        order_id=sent.text("order_id"),
        customer_id=None if customer_id is None else global_id(IdKind.CUSTOMER, _legacy_id(customer_id)),
        customer_email=customer.text("email"),
        customer_phone=customer.text("phone"),
        details=details_of(sent),
        request_key=sent.text("api_request_key"),
        vault=_vault(sent.object("options")),
        card=None if card is None else card.method,
    )


def _refuse_what_changes_it(sent: Fields) -> None:
    options = sent.object("options")
    for name in CHANGES_THE_PAYMENT:
        if sent.text(name) is not None:
            raise NotSupported(("transaction", name))
    if options.flag("hold_in_escrow"):
        raise NotSupported(("transaction", "options", "hold_in_escrow"))
    if options.object("three_d_secure").flag("required"):
        raise NotSupported(("transaction", "options", "three_d_secure", "required"))


def _method(sent: Fields) -> tuple[Card | None, str]:
    """The card that was sent, if one was, and the payment method to charge."""
    nonce, card = sent.text("payment_method_nonce"), sent.object("credit_card")
    named = [sent.text("payment_method_token"), nonce, card.text("number")]
    if len([each for each in named if each is not None]) > 1:
        raise WrongFields(Wrong("91515", "Cannot provide both payment_method_token and credit_card attributes."))
    if nonce is not None:
        return None, nonce
    if named[0] is not None:
        return None, named[0]
    if not card:
        raise WrongFields(Wrong("91508", "Cannot determine payment method."))
    read = read_card(card)
    return read, read.nonce


def _vault(options: Fields) -> VaultWhen | None:
    """When the payment method is kept in the vault."""
    if options.flag("store_in_vault"):
        return VaultWhen.ALWAYS
    return VaultWhen.ON_SUCCESSFUL_TRANSACTION if options.flag("store_in_vault_on_success") else None


def _legacy_id(text: str) -> str:
    """The id, if it can be one of ours. Raises Refused as for one that nobody has."""
    if not text.isascii() or not text.isalnum():
        raise Refused(Problem(Condition.OBJECT_NOT_FOUND, CUSTOMER))
    return text


def details_of(sent: Fields) -> Mapping[str, Any]:
    """What is kept as it was sent, in the form in which GraphQL's sales keep it. Raises WrongFields, Refused."""
    custom = sent.object("custom_fields")
    found: dict[str, Any] = {
        **sent.texts(*KEPT),
        "descriptor": sent.object("descriptor").texts("name", "phone", "url"),
        "custom_fields": [{"name": name, "value": custom.text(name)} for name in custom.values],
        "line_items": _line_items(sent),
        "customer": sent.object("customer").texts(*CUSTOMER_FIELDS[1:]),
        "billing_address": _address(sent.object("billing")),
        "shipping": sent.texts("shipping_amount", "shipping_tax_amount", "ships_from_postal_code"),
        "tax": sent.texts("tax_amount"),
    }
    if address := _address(sent.object("shipping")):
        found["shipping"]["shipping_address"] = address
    if sent.text("tax_exempt") is not None:
        found["tax"]["tax_exempt"] = sent.flag("tax_exempt")
    details = {name: value for name, value in found.items() if value}
    if sent.flag("recurring"):
        details["transaction_source"] = "recurring"
    wrong = [each for name, codes in AMOUNTS.items() for each in _wrong_amount(name, sent.text(name), codes)]
    wrong += _wrong_order_number(details.get("purchase_order_number", ""))
    if wrong:
        raise WrongFields(*wrong)
    _check_texts(details)
    return details


def _address(sent: Fields) -> dict[str, str]:
    """An address, in the form in which GraphQL's sales keep it; a country by its code of two letters."""
    address = sent.texts(*ADDRESS_LINES)
    country = sent.text("country_code_alpha2")
    return {**address, "country_code": country} if country else address


def _wrong_amount(name: str, text: str | None, codes: tuple[str, str, str]) -> list[Wrong]:
    """What is wrong with an amount that is kept as sent: its form, its sign, its length."""
    form, sign, length = codes
    words = name.replace("_", " ").capitalize()
    if text is None:
        return []
    if _AMOUNT.fullmatch(text) is None:
        return [Wrong(form, f"{words} is an invalid format.", name)]
    if text.startswith("-"):
        return [Wrong(sign, f"{words} cannot be negative.", name)]
    return [Wrong(length, f"{words} is too large.", name)] if len(text.partition(".")[0]) > MOST_DIGITS else []


def _wrong_order_number(text: str) -> list[Wrong]:
    if len(text) > LONGEST_ORDER_NUMBER:
        return [Wrong("91537", "Purchase order number is too long.", "purchase_order_number")]
    if not text.isascii():
        return [Wrong("91548", "Purchase order number is invalid.", "purchase_order_number")]
    return []


def _line_items(sent: Fields) -> list[dict[str, Any]]:
    wrong: list[Wrong] = []
    items = []
    for number, each in enumerate(sent.list("line_items", LONGEST_LIST)):
        within = ("transaction", "line_items", f"index_{number}")
        item: dict[str, Any] = {**Fields.of(f"line_items.{number}", each).texts(*LINE_ITEM)}
        wrong += [Wrong(why.code, why.message, name, within) for name, why in _REQUIRED.items() if name not in item]
        kind = str(item.get("kind", "")).upper()
        if kind and kind not in TransactionLineItemType.__members__:
            wrong.append(Wrong("95807", "Line item kind is invalid.", "kind", within))
        code, upc_type = item.pop("upc_code", None), item.pop("upc_type", None)
        if code is not None or upc_type is not None:
            wrong += _wrong_upc(code, upc_type, within)
            item["upc"] = {"upc_code": code, "upc_type": UPC_TYPES.get(upc_type or "")}
        items.append({**item, "kind": kind})
    if wrong:
        raise WrongFields(*wrong)
    return items


UPC_TYPES = {each.value.replace("_", "-"): each.value for each in UpcType}


def _wrong_upc(code: str | None, upc_type: str | None, within: tuple[str, ...]) -> list[Wrong]:
    if code is None:
        return [Wrong("95830", "UPC code is missing.", "upc_code", within)]
    if upc_type is None:
        return [Wrong("95832", "UPC type is missing.", "upc_type", within)]
    return [] if upc_type in UPC_TYPES else [Wrong("95833", "UPC type is invalid.", "upc_type", within)]


def _check_texts(details: Mapping[str, Any], path: tuple[str, ...] = ("input", "transaction")) -> None:
    """Raises Refused for texts that are too long, or that the database cannot keep."""
    findings = Findings()
    for name, value in details.items():
        for each in value if isinstance(value, list) else [value]:
            with findings:
                if isinstance(each, str):
                    check_text(each, (*path, name), LONGEST_TEXT)
                elif isinstance(each, dict):
                    _check_texts(each, (*path, name))
    findings.refuse()
