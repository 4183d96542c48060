"""Items of Adyen's webhooks, signed and in batches, as the simulator beside the adapter sends them."""

import base64
import hashlib
import hmac
import json
from typing import Any

API_KEY = "AQEcanaryApiKey0001"
HMAC_KEY = "CA4A" * 16
MERCHANT = "AcmeECOM"
"""What the simulator takes unless others are given."""

SIGNED = ("pspReference", "originalReference", "merchantAccountCode", "merchantReference")

Item = dict[str, Any]


def item(code: str, psp: str, original: str | None = None, **given: Any) -> Item:
    """An item that says yes about 10.00 euros, unless told otherwise. What is None is not in it."""
    fields = {
        "amount": {"currency": "EUR", "value": 1000},
        "eventCode": code,
        "eventDate": "2026-11-30T12:59:59+01:00",
        "merchantAccountCode": MERCHANT,
        "merchantReference": "ours",
        "originalReference": original,
        "paymentMethod": "mc",
        "pspReference": psp,
        "reason": "",
        "success": "true",
        **given,
    }
    return {name: value for name, value in fields.items() if value is not None}


def signature(item: Item, key: str = HMAC_KEY) -> str:
    """As Adyen describes it, and as its library makes it."""
    amount = item.get("amount", {"value": "", "currency": ""})
    fields = [item.get(name, "") for name in SIGNED]
    fields += [str(amount["value"]), amount["currency"], item["eventCode"], item["success"]]
    made = hmac.new(bytes.fromhex(key), ":".join(fields).encode(), hashlib.sha256)
    return base64.b64encode(made.digest()).decode()


def signed(item: Item, key: str = HMAC_KEY) -> Item:
    return {**item, "additionalData": {**item.get("additionalData", {}), "hmacSignature": signature(item, key)}}


def batch(*items: Item) -> bytes:
    """A webhook's body with these items as they are."""
    return json.dumps(
        {"live": "false", "notificationItems": [{"NotificationRequestItem": each} for each in items]}
    ).encode()
