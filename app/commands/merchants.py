"""`refundry merchants`, `merchant-accounts` and `keys`: set merchants up (SPEC 8.4)."""

from enum import StrEnum
from typing import Annotated

import typer

from app.commands import gateway_accounts, tables
from app.commands.serving import CommandFailed, DataDir, with_store
from app.domain.history.kinds import ChangeKind, Entry
from app.domain.people.people import ALL_RIGHTS, ApiKey, KeyHabits, QueuedRefundStatus, Right, rights_in_words
from app.domain.reversals.payments import Merchant
from app.domain.reversals.states import AccountStatus, RefundFailurePolicy
from app.flows.people import leases, set_up
from app.gateways.registry import SANDBOX
from app.store.database import Store
from app.store.people import keys as kept_keys
from app.store.people import merchants as kept_merchants

merchants = typer.Typer(no_args_is_help=True, help="Add and list merchants.")
merchant_accounts = typer.Typer(
    no_args_is_help=True, help="Add accounts to merchants: currencies, each with its gateway."
)
keys = typer.Typer(no_args_is_help=True, help="Create, list and revoke API keys, with which programs sign in.")
merchant_accounts.command("set")(gateway_accounts.set_account)


class GatewayName(StrEnum):
    """The gateways of this version."""

    SANDBOX = SANDBOX


@merchants.command("create")
def create_merchant(
    name: Annotated[str, typer.Argument(help="The merchant's name.")],
    sandbox: Annotated[bool, typer.Option("--sandbox", help="For play money, with a clock that can be moved.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Add a merchant, and print its id."""

    async def create(store: Store) -> str:
        return (await set_up.create_merchant(store, name, sandbox=sandbox)).public_id

    typer.echo(with_store(data_dir, "refundry merchants create", create))


@merchants.command("list")
def list_merchants(data_dir: DataDir = None) -> None:
    """List all merchants."""

    async def look(store: Store) -> list[Merchant]:
        async with store.session() as session:
            return await kept_merchants.listed(session)

    found = with_store(data_dir, "refundry merchants list", look, or_demo=True)
    tables.show(
        ("id", "name", "kind"), ((each.public_id, each.name, "sandbox" if each.sandbox else "real") for each in found)
    )


@merchant_accounts.command("add")
def add_merchant_account(
    merchant: Annotated[str, typer.Argument(help="The merchant's id.")],
    account: Annotated[str, typer.Argument(help="The new account's id.")],
    currency: Annotated[str, typer.Argument(help="Three letters, like USD.")],
    gateway: Annotated[GatewayName, typer.Option(help="The gateway behind it.")] = GatewayName.SANDBOX,
    unlinked: Annotated[bool, typer.Option("--unlinked", help="No gateway: refunds can only be recorded.")] = False,
    default: Annotated[bool, typer.Option("--default", help="The account of payments that name no account.")] = False,
    status: Annotated[AccountStatus, typer.Option(help="The account's status.")] = AccountStatus.ACTIVE,
    gateway_account: Annotated[
        str | None, typer.Option(metavar="NAME", help="The merchant's gateway account behind it, instead of --gateway.")
    ] = None,
    data_dir: DataDir = None,
) -> None:
    """Add an account to a merchant."""
    if gateway_account is not None:
        if unlinked:
            raise CommandFailed("An account has either --gateway-account or --unlinked.")
        gateway_accounts.add_linked(merchant, account, currency, gateway_account, data_dir, default, status)
        return

    async def add(store: Store) -> None:
        whose = await set_up.find_merchant(store, merchant)
        behind = None if unlinked else gateway.value
        await set_up.add_merchant_account(store, whose, account, currency, behind, default=default, status=status)

    with_store(data_dir, "refundry merchant-accounts add", add)
    typer.echo(account)


@keys.command("create")
def create_key(
    merchant: Annotated[str, typer.Argument(help="The merchant's id.")],
    name: Annotated[str, typer.Option(help="A name for people, such as what it is for.")],
    right: Annotated[list[Right] | None, typer.Option(help="A right; can be repeated. All rights by default.")] = None,
    on_failure: Annotated[
        RefundFailurePolicy | None,
        typer.Option(help="What to do with a refund that fails and does not say so. By default as the merchant's."),
    ] = None,
    queued_refund_status: Annotated[
        QueuedRefundStatus, typer.Option(help="The status by which the key is shown refunds that are AUTHORIZING.")
    ] = QueuedRefundStatus.AUTHORIZING,
    data_dir: DataDir = None,
) -> None:
    """Add an API key, and print its two halves. The private half is not stored, and never shown again."""
    rights = frozenset(right) if right else ALL_RIGHTS

    async def create(store: Store) -> tuple[str, str]:
        whose = await set_up.find_merchant(store, merchant)
        return await set_up.create_key(store, whose, name, rights, habits=KeyHabits(on_failure, queued_refund_status))

    public, private = with_store(data_dir, "refundry keys create", create)
    typer.echo(f"public key   {public}\nprivate key  {private}")


@keys.command("list")
def list_keys(merchant: Annotated[str, typer.Argument(help="The merchant's id.")], data_dir: DataDir = None) -> None:
    """List the keys that hold, the oldest first. Private halves are not stored."""

    async def look(store: Store) -> list[ApiKey]:
        whose = await set_up.find_merchant(store, merchant)
        async with store.session() as session:
            return await kept_keys.of_merchant(session, whose.id)

    found = with_store(data_dir, "refundry keys list", look, or_demo=True)
    tables.show(
        ("public key", "name", "created", "last used", "rights"),
        (
            (each.public_key, each.name, each.created_at, each.last_used_at, rights_in_words(each.rights))
            for each in found
        ),
    )


@keys.command("revoke")
def revoke_key(
    public_key: Annotated[str, typer.Argument(help="The key's public half.")], data_dir: DataDir = None
) -> None:
    """Revoke an API key: when this has ended, no process accepts it any more."""

    async def revoke(store: Store) -> None:
        async with store.session() as session:
            kept = None if "\0" in public_key else await kept_keys.find(session, public_key)
        if kept is None:
            raise CommandFailed("There is no such key that holds. `refundry keys list MERCHANT` lists them.")
        async with set_up.operating(store, await set_up.find_merchant(store, kept.actor.merchant)) as work:
            await kept_keys.revoke(work.session, work.merchant.id, public_key)
            await work.keep(Entry(ChangeKind.API_KEY_REVOKED), note=f"{public_key} ({kept.actor.name})")
        await leases.over()

    with_store(data_dir, "refundry keys revoke", revoke)
    typer.echo(public_key)
