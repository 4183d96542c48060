"""The parts of Adyen's answers and webhooks that are read. What is of another type than here is not understood."""

from typing import Annotated, Any

from msgspec import Meta, Struct

from refundry.gateways.reading import decode

Units = Annotated[int, Meta(ge=0, le=10**15)]
"""An amount in the minor units that Adyen counts its currency in."""


class Amount(Struct, frozen=True):
    """An amount on the wire."""

    value: Units
    currency: str


class Received(Struct, frozen=True, rename="camel"):
    """What Adyen says of a request that it took: a capture, a cancel or a refund, of which it decides later.

    `psp_reference` is Adyen's id of it. A cancel has no amount.
    """

    psp_reference: str
    payment_psp_reference: str
    merchant_account: str
    status: str
    reference: str | None = None
    amount: Amount | None = None


class Error(Struct, frozen=True, rename="camel"):
    """What Adyen says of a request that it didn't take, or not to its end."""

    error_code: str
    error_type: str | None = None
    message: str | None = None


class SignedAmount(Struct, frozen=True):
    """An amount in a webhook: any that Adyen has signed can be read, so that no item holds up those beside it."""

    value: int
    currency: str


class Item(Struct, frozen=True, rename="camel"):
    """One item of a webhook. What is signed comes first; the rest may have been changed on the way."""

    psp_reference: str
    merchant_account_code: str
    event_code: str
    success: str | bool
    amount: SignedAmount | None = None
    original_reference: str | None = None
    merchant_reference: str | None = None
    event_date: str | None = None
    reason: str | None = None
    operations: list[str] | None = None
    payment_method: str | None = None
    additional_data: dict[str, Any] | None = None

    @property
    def is_success(self) -> bool:
        return self.success is True or self.success == "true"

    def more(self, name: str) -> str | None:
        """A text of the additional data."""
        value = (self.additional_data or {}).get(name)
        return value if isinstance(value, str) and value else None


class _Wrapper(Struct, frozen=True, rename={"item": "NotificationRequestItem"}):
    item: Item


class Notification(Struct, frozen=True, rename="camel"):
    """The body of a webhook: a batch of items."""

    notification_items: list[_Wrapper]

    @property
    def items(self) -> list[Item]:
        return [each.item for each in self.notification_items]


def decode_error(body: bytes) -> Error | None:
    """The error that a body tells; None if it is not one of Adyen's."""
    error = decode(body, Error)
    return error if error and error.error_code else None
