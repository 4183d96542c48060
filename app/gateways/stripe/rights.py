"""Whose key an account's key is, and what it may not do, by questions alone."""

import re

from msgspec import Struct

from app.gateways.stripe.objects import decode_error
from app.gateways.stripe.wire import REFUSES_CREDENTIALS, Wire
from refundry.gateways import Account, NotAnswered
from refundry.gateways.reading import decode

ASKED = ("/v1/payment_intents", "/v1/charges", "/v1/refunds", "/v1/disputes")
"""The lists that an adapter reads. What may be written can't be found out without writing."""

_ACCOUNT = re.compile(r"acct_[0-9A-Za-z_]{1,200}")
_RIGHT = re.compile(r"\brak_[a-z0-9_]{1,80}\b")


class _Owner(Struct, frozen=True):
    id: str


async def account(wire: Wire, *, live: bool) -> Account:
    """The account that the key acts for, as Stripe names it. Raises NotAnswered.

    A restricted key may not be allowed to ask who it is; Stripe's refusal names the account all the same.
    """
    answered = await wire.raw("/v1/account")
    missing: list[str] = []
    owner = decode(answered.body, _Owner) if answered.status == 200 else None
    reference = owner.id if owner else ""
    if answered.status == 403:
        words = _words(answered.body)
        missing += _rights(words, "GET /v1/account") if _RIGHT.search(words) else []
        reference = found.group() if missing and (found := _ACCOUNT.search(words)) else ""
    if not _ACCOUNT.fullmatch(reference):
        if answered.status in REFUSES_CREDENTIALS:
            raise NotAnswered(f"Stripe refused the account's key ({answered.status}).", refused_credentials=True)
        raise NotAnswered(f"Stripe did not say whose key it is (status {answered.status}).")
    for path in ASKED:
        refused = await wire.raw(path, [("limit", "1")])
        if refused.status == 403:
            missing += _rights(_words(refused.body), f"GET {path}")
    return Account(reference, live, tuple(dict.fromkeys(missing)))


def _words(body: bytes) -> str:
    error = decode_error(body)
    return (error.message if error else None) or ""


def _rights(words: str, otherwise: str) -> list[str]:
    """The rights that Stripe names in a refusal, or what was refused if it names none."""
    return _RIGHT.findall(words) or [otherwise]
