"""Adyen's own library judges our signatures: item by item, since of a batch it reads the first one alone."""

from typing import Any

import pytest
from Adyen.util import generate_notification_sig, is_valid_hmac_notification

from app.gateways.adyen.adapter import ADAPTER
from refundry.gateways import Forged
from tests.gateways.adyen.accounts import HMAC_KEY, NOW, account
from tests.gateways.adyen.items import Item, batch, item

ITEMS: list[Item] = [
    item("REFUND", "REFUND0000000001", "PAYMENT000000001"),
    item("REFUND", "REFUND0000000001", "PAYMENT000000001", success="false"),
    item("AUTHORISATION", "PAYMENT000000001", merchantReference="order:7 \\ ü €"),
    item("CAPTURE", "CAPTURE000000001", "PAYMENT000000001", amount={"currency": "CLP", "value": 123_400}),
    item("REPORT_AVAILABLE", "REPORT0000000001", merchantReference="", amount={"currency": "EUR", "value": 0}),
]


def by_library(item: Item) -> Item:
    made = generate_notification_sig(item, HMAC_KEY).decode()
    return {**item, "additionalData": {"hmacSignature": made}}


@pytest.mark.parametrize("number", range(len(ITEMS)))
def test_what_adyens_library_signs_is_taken(number: int) -> None:
    signed = by_library(ITEMS[number])
    assert is_valid_hmac_notification(signed, HMAC_KEY)
    [event] = ADAPTER.events({}, batch(signed), *account(), NOW)
    assert event.name == signed["eventCode"]


@pytest.mark.parametrize("number", range(len(ITEMS)))
@pytest.mark.parametrize("field", ["pspReference", "merchantReference", "success", "eventCode"])
def test_what_adyens_library_finds_forged_is_refused(number: int, field: str) -> None:
    forged: dict[str, Any] = by_library(ITEMS[number])
    forged[field] = {"success": "other", "eventCode": "CAPTURE_FAILED"}.get(field, "OTHER00000000001")
    assert not is_valid_hmac_notification(forged, HMAC_KEY)
    with pytest.raises(Forged):
        ADAPTER.events({}, batch(forged), *account(), NOW)
