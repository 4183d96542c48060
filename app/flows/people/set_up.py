"""Setting a merchant up: itself, its accounts, its keys (SPEC 8.4). Operators do this, from the command line."""

import hashlib
import re
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from app.domain.history.kinds import ChangeKind, Entry
from app.domain.money import exponent
from app.domain.people.people import NO_HABITS, Actor, ActorKind, KeyHabits, Right, rights_in_words
from app.domain.reversals.payments import Merchant, MerchantAccount
from app.domain.reversals.states import AccountStatus, PaymentSource
from app.flows.service import Work
from app.gateways.registry import SANDBOX
from app.store.database import Store
from app.store.gateways import accounts
from app.store.people import keys, merchants

_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
PUBLIC_KEY_BYTES = 8
PRIVATE_KEY_BYTES = 32
"""256 random bits (SPEC 8.1)."""


class SetUpError(Exception):
    """What an operator asked for can't be set up; the message says what is allowed."""


async def create_merchant(store: Store, name: str, *, sandbox: bool) -> Merchant:
    """A new merchant whose id is made from its name. Raises SetUpError if that id is taken or can't be made."""
    public_id = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:64]
    if not public_id:
        raise SetUpError("A merchant's name needs at least one letter or digit of the Latin alphabet.")
    async with store.begin() as session:
        if await merchants.find(session, public_id) is not None:
            raise SetUpError(f"There is a merchant {public_id!r} already.")
        merchant = await merchants.add(session, public_id, name, sandbox=sandbox)
        note = f"{public_id} ({name}){', a sandbox' if sandbox else ''}"
        await Work(session, merchant, operator_of(merchant)).keep(Entry(ChangeKind.MERCHANT_ADDED), note=note)
    return merchant


async def find_merchant(store: Store, public_id: str) -> Merchant:
    """Raises SetUpError if there is none of that id."""
    async with store.session() as session:
        merchant = await merchants.find(session, public_id)
    if merchant is None:
        raise SetUpError(f"There is no merchant {public_id!r}.")
    return merchant


async def add_merchant_account(
    store: Store,
    merchant: Merchant,
    account_id: str,
    currency: str,
    gateway: str | None,
    *,
    default: bool = False,
    status: AccountStatus = AccountStatus.ACTIVE,
    supports_refunds: bool = True,
    refunds_while_settling: bool = True,
    gateway_account: int | None = None,
) -> MerchantAccount:
    """A new account of the merchant; `gateway_account` is the number of the one behind it.

    Raises SetUpError for an id that is taken or unfit, or an unknown currency.
    """
    if gateway == SANDBOX and not merchant.sandbox:
        # A charge would look as if it had been made, with money that is none.
        raise SetUpError(
            f"The merchant {merchant.public_id!r} has real money, and the sandbox gateway moves none. Name a gateway "
            "account with --gateway-account (`refundry gateway-accounts add` makes one), or add the account with "
            "--unlinked. For play money, create another merchant with --sandbox."
        )
    if not _ID.fullmatch(account_id):
        raise SetUpError("A merchant account's id has lower-case letters, digits, - and _, at most 64 of them.")
    try:
        exponent(currency)
    except ValueError:
        raise SetUpError(f"{currency!r} is not an ISO 4217 currency code such as USD.") from None
    async with operating(store, merchant) as work:
        if await merchants.find_account(work.session, merchant.id, account_id) is not None:
            raise SetUpError(f"The merchant {merchant.public_id!r} has an account {account_id!r} already.")
        account = await merchants.add_account(
            work.session,
            merchant.id,
            account_id,
            currency,
            gateway,
            default=default,
            status=status,
            supports_refunds=supports_refunds,
            refunds_while_settling=refunds_while_settling,
        )
        if gateway_account is not None:
            assert gateway is not None, "a gateway account has an adapter"
            await accounts.link(work.session, account.id, gateway, gateway_account)
            linked = await merchants.find_account(work.session, merchant.id, account_id)
            assert linked is not None, "it was just added"
            account = linked
        await work.keep(Entry(ChangeKind.MERCHANT_ACCOUNT_ADDED), note=f"{account_id}: {currency}, {status}")
    return account


async def create_key(
    store: Store,
    merchant: Merchant,
    name: str,
    rights: frozenset[Right],
    *,
    habits: KeyHabits = NO_HABITS,
    pair: tuple[str, str] | None = None,
) -> tuple[str, str]:
    """A new API key: its public and its private half. The private half is kept as its SHA-256 and never seen again.

    `pair` gives both halves, for the demo alone. Raises SetUpError if the public one is taken.
    """
    public, private = pair or new_key_pair()
    async with operating(store, merchant) as work:
        if await keys.find(work.session, public) is not None:
            raise SetUpError(f"There is a key {public!r} already.")
        await keys.add(work.session, merchant.id, public, hash_private_key(private), name, rights, habits)
        await work.keep(Entry(ChangeKind.API_KEY_CREATED), note=f"{public} ({name}): {rights_in_words(rights)}")
    return public, private


def operator_of(merchant: Merchant) -> Actor:
    """The installation's operator, at its command line."""
    return Actor(
        kind=ActorKind.SYSTEM,
        id="operator",
        name="command line",
        merchant_id=merchant.id,
        merchant=merchant.public_id,
        rights=frozenset(Right),
        source=PaymentSource.UNKNOWN,
    )


def new_key_pair() -> tuple[str, str]:
    """The two halves of a new API key."""
    return secrets.token_hex(PUBLIC_KEY_BYTES), secrets.token_hex(PRIVATE_KEY_BYTES)


def hash_private_key(private: str) -> bytes:
    """The hash of a private key. Its 256 random bits need no slow hash: they can't be guessed."""
    return hashlib.sha256(private.encode()).digest()


@asynccontextmanager
async def operating(store: Store, merchant: Merchant) -> AsyncIterator[Work]:
    """A unit of work for the merchant, whose clock may have been moved since it was found."""
    async with store.begin() as session:
        yield Work(session, await merchants.get(session, merchant.id), operator_of(merchant))
