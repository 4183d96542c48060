"""Linking a merchant's accounts to its gateway accounts (SPEC 14.1). Operators do this, from the command line."""

from app.domain.gateways.accounts import GatewayAccount
from app.domain.history.kinds import ChangeKind, Entry
from app.domain.reversals.payments import Merchant
from app.domain.reversals.states import AccountStatus
from app.flows.people import set_up
from app.flows.people.set_up import SetUpError, operating
from app.flows.service import Service, Work
from app.gateways.adapters import UnknownAdapter
from app.store.gateways import accounts
from app.store.people import merchants


async def add_linked_account(
    service: Service,
    merchant: Merchant,
    account_id: str,
    currency: str,
    gateway_account: str,
    *,
    default: bool = False,
    status: AccountStatus = AccountStatus.ACTIVE,
) -> None:
    """A new merchant account on the merchant's gateway account of that name.

    Raises SetUpError as `set_up.add_merchant_account` does, for a gateway account that there is none of or that is
    retired, and for a currency that its adapter doesn't know.
    """
    async with operating(service.store, merchant) as work:
        behind = await _usable(work, gateway_account)
    _check_currency(service, behind, currency)
    await set_up.add_merchant_account(
        service.store,
        merchant,
        account_id,
        currency,
        behind.adapter,
        default=default,
        status=status,
        gateway_account=behind.id,
    )


async def link_account(service: Service, merchant: Merchant, account_id: str, gateway_account: str) -> None:
    """The merchant's account goes by its gateway account of that name from now on.

    What was begun by another one before is ended by that one. Raises SetUpError as `add_linked_account` does.
    """
    async with operating(service.store, merchant) as work:
        account = await merchants.find_account(work.session, merchant.id, account_id)
        if account is None:
            raise SetUpError(f"The merchant {merchant.public_id!r} has no account {account_id!r}.")
        behind = await _usable(work, gateway_account)
        _check_currency(service, behind, account.currency)
        if account.gateway_account != behind.id:
            await accounts.link(work.session, account.id, behind.adapter, behind.id)
            told = f"{account_id}: {gateway_account} ({behind.adapter})"
            await work.keep(Entry(ChangeKind.MERCHANT_ACCOUNT_LINKED), note=told)


async def _usable(work: Work, name: str) -> GatewayAccount:
    account = await accounts.find(work.session, work.merchant.id, name)
    if account is None:
        raise SetUpError(f"The merchant {work.merchant.public_id!r} has no gateway account {name!r}.")
    if account.retired_at is not None:
        raise SetUpError(f"The gateway account {name!r} is retired: name another one.")
    return account


def _check_currency(service: Service, account: GatewayAccount, currency: str) -> None:
    try:
        known = service.sessions.adapters.named(account.adapter).capabilities.units.currencies
    except UnknownAdapter:
        raise SetUpError(f"The adapter {account.adapter!r} can't be used here: see `refundry gateways list`.") from None
    if currency not in known:
        raise SetUpError(f"The adapter {account.adapter!r} doesn't know the currency {currency!r}.")
