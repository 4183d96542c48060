"""Braintree's ids of payments and refunds, and the order id that carries our key.

GraphQL's id is the unpadded base64 of "transaction_" or "refund_" and the id that webhooks and the Control Panel show.
"""

import base64
import re

LONGEST_ORDER_ID = 255
"""In characters (Braintree refuses a longer one with 91501)."""

MARK = "~"
"""Stands between the merchant's order id and our key."""

_OLD_ID = re.compile(r"[0-9a-z]{1,36}")
_KEY = re.compile(rf"{MARK}([0-9a-z.]{{1,40}})\Z")


def payment_id(old_id: str) -> str:
    """GraphQL's id of the payment that webhooks and the Control Panel call `old_id`."""
    return _id("transaction", old_id)


def refund_id(old_id: str) -> str:
    """GraphQL's id of the refund that webhooks and the Control Panel call `old_id`."""
    return _id("refund", old_id)


def may_be_old(reference: str) -> bool:
    """Whether a reference has the form of an id in webhooks and the Control Panel."""
    return _OLD_ID.fullmatch(reference) is not None


def order_id(own: str | None, key: str) -> str:
    """The order id of a refund on the wire: the merchant's own, cut if need be, and our key, which never is."""
    end = MARK + key
    return (own or "")[: LONGEST_ORDER_ID - len(end)] + end


def carries(told: str | None, key: str) -> bool:
    """Whether an order id ends with a key, and not with a longer one that ends alike."""
    return told is not None and re.search(rf"(?<![0-9a-z.]){re.escape(key)}\Z", told) is not None


def key_of(told: str | None) -> str | None:
    """Our key at the end of an order id; None if it has none."""
    found = _KEY.search(told or "")
    return found[1] if found else None


def _id(kind: str, old_id: str) -> str:
    return base64.b64encode(f"{kind}_{old_id}".encode()).decode().rstrip("=")
