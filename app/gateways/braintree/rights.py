"""Whose keys an account's keys are, and what they may not do, by questions alone."""

import base64
import binascii
from datetime import UTC, datetime

from msgspec import Struct

from app.gateways.braintree import documents
from app.gateways.braintree.account import Config
from app.gateways.braintree.objects import Named
from app.gateways.braintree.wire import Payments, Refunds, Wire
from refundry.gateways import Account, NotAnswered

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
"""Before Braintree's first payment: a search up to then finds nothing."""


class _Viewer(Struct, frozen=True):
    merchant: Named | None = None


class _Viewed(Struct, frozen=True):
    viewer: _Viewer | None = None


async def account(wire: Wire, config: Config, *, live: bool) -> Account:
    """The merchant that the keys act for. Raises NotAnswered, also if it is another than is configured."""
    viewed = await wire.ask(documents.VIEWER, {}, _Viewed)
    merchant = viewed.viewer.merchant if viewed and viewed.viewer else None
    if merchant is None:
        raise NotAnswered("Braintree did not say whose keys they are.")
    names = {merchant.id, _named(merchant.id)}
    if config.merchant_id is not None and config.merchant_id not in names:
        raise NotAnswered(f"The keys are those of another merchant than {config.merchant_id}.")
    missing: list[str] = []
    for name, document, form in (
        ("transactions", documents.PAYMENTS, Payments),
        ("refunds", documents.REFUNDS, Refunds),
    ):
        given = {"input": {"createdAt": {"lessThanOrEqualTo": LONG_AGO}}, "first": 1}
        try:
            await wire.ask(document, given, form)
        except NotAnswered as error:
            if error.refused_credentials:
                missing.append(name)
    return Account(config.merchant_id or _named(merchant.id), live, tuple(missing))


def _named(reference: str) -> str:
    """The merchant's id as the Control Panel shows it: GraphQL's may be the base64 of "merchant_" and that."""
    try:
        text = base64.b64decode(reference + "=" * (-len(reference) % 4), validate=True).decode("ascii")
    except (binascii.Error, UnicodeDecodeError):
        return reference
    return text.removeprefix("merchant_") if text.startswith("merchant_") else reference
