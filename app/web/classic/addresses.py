"""Which call an address is of: /merchants/MERCHANT/…, as Braintree's SDKs make them."""

from dataclasses import dataclass
from enum import StrEnum

from app.web.classic.calls import CHANGES, CREATED, Change, sale


class Look(StrEnum):
    """What is read."""

    FIND = "find"
    LINE_ITEMS = "line_items"
    SEARCH_IDS = "advanced_search_ids"
    SEARCH = "advanced_search"
    FOR_CLIENT = "client_token"


@dataclass(frozen=True, slots=True)
class Asked:
    """A call: the change that it makes, or what it looks at; and the payment that its address names ("" for none)."""

    name: str
    change: Change | None = None
    look: Look | None = None
    legacy_id: str = ""
    creates: bool = False


SEARCHES = {"advanced_search_ids": Look.SEARCH_IDS, "advanced_search": Look.SEARCH}


def asked_by(method: str, rest: str) -> Asked | None:
    """The call of a method and of what stands behind the merchant's id; None for one that is not mirrored."""
    match rest.split("/"):
        case ["client_token"] if method == "POST":
            return Asked(Look.FOR_CLIENT, look=Look.FOR_CLIENT)
        case ["transactions"] if method == "POST":
            return Asked("sale", sale, creates=True)
        case ["transactions", last] if method == "POST" and last in SEARCHES:
            return Asked(last, look=SEARCHES[last])
        case ["transactions", legacy_id] if method == "GET":
            return Asked(Look.FIND, look=Look.FIND, legacy_id=legacy_id)
        case ["transactions", legacy_id, "line_items"] if method == "GET":
            return Asked(Look.LINE_ITEMS, look=Look.LINE_ITEMS, legacy_id=legacy_id)
        case ["transactions", legacy_id, last] if (change := CHANGES.get((method, last))) is not None:
            return Asked(last, change, legacy_id=legacy_id, creates=last in CREATED)
    return None
