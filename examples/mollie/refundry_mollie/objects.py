"""The parts of Mollie's objects that are read. What is of another type than here is not understood."""

from typing import Any, Generic, TypeVar

from msgspec import Struct, field

REFUNDRY_KEY = "refundry_key"
"""The name under which a refund's metadata keep our key."""

Item = TypeVar("Item")


class Amount(Struct, frozen=True):
    """A decimal text, and its currency."""

    currency: str
    value: str


class Refund(Struct, frozen=True, rename="camel"):
    """A refund, `re_…`. `metadata` is whatever it was made with."""

    resource: str
    id: str
    amount: Amount
    status: str
    payment_id: str
    created_at: str
    metadata: Any = None

    @property
    def key(self) -> str | None:
        """Our key of it, if it has one."""
        key = self.metadata.get(REFUNDRY_KEY) if isinstance(self.metadata, dict) else None
        return key if isinstance(key, str) and key else None


class Details(Struct, frozen=True, rename="camel"):
    """The card that paid."""

    card_label: str | None = None
    card_number: str | None = None


class Payment(Struct, frozen=True, rename="camel"):
    """A payment, `tr_…`. `amount_captured` is there for what was authorized first."""

    resource: str
    id: str
    amount: Amount
    status: str
    created_at: str
    amount_captured: Amount | None = None
    metadata: Any = None
    details: Details | None = None

    @property
    def order_id(self) -> str | None:
        found = self.metadata.get("order_id") if isinstance(self.metadata, dict) else None
        return found if isinstance(found, str) and found else None


class Profile(Struct, frozen=True):
    """Whose key a key is, `pfl_…`."""

    id: str
    mode: str


class Link(Struct, frozen=True):
    """An address of Mollie's."""

    href: str


class Links(Struct, frozen=True):
    """`next` is where a list goes on."""

    next: Link | None = None


class Page(Struct, Generic[Item], frozen=True):
    """One page of a list, the newest first."""

    embedded: dict[str, list[Item]] = field(name="_embedded")
    links: Links = field(default_factory=Links, name="_links")

    @property
    def items(self) -> list[Item]:
        return [each for items in self.embedded.values() for each in items]


class Error(Struct, frozen=True):
    """What Mollie says of a request that it did not carry out."""

    status: int
    title: str
    detail: str = ""
    field: str | None = None
