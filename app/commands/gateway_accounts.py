"""`refundry gateway-accounts`, `refundry gateways list` and `refundry merchant-accounts set` (SPEC 14.2)."""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from app.commands.given_secrets import read_secrets
from app.commands.serving import CommandFailed, DataDir, require_current, settings_of
from app.domain.durations import format_duration
from app.domain.gateways.accounts import GatewayAccount
from app.domain.people.people import Actor
from app.domain.problems import Problem, Refused
from app.domain.reversals.payments import Merchant
from app.domain.reversals.states import AccountStatus
from app.domain.visible import visible
from app.flows.gateways import account_test, links
from app.flows.gateways import accounts as flow
from app.flows.gateways.accounts import AddAccountAsk, UpdateAccountAsk
from app.flows.people import set_up
from app.flows.people.set_up import operator_of
from app.flows.service import Service
from app.gateways.adapters import Adapters, Installed, UnknownAdapter
from app.gateways.registry import SANDBOX
from refundry.gateways import Adapter

Result = TypeVar("Result")

Of = Annotated[str, typer.Argument(metavar="MERCHANT", help="The merchant's id.")]
Name = Annotated[str, typer.Argument(metavar="NAME", help="The gateway account's name.")]
Set = Annotated[
    list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="A setting; once for each. Never a secret.")
]
FromFile = Annotated[
    str | None,
    typer.Option(
        "--secrets",
        metavar="FILE",
        help="The secrets as a JSON object; - is standard input. On a terminal they are asked for without it.",
    ),
]

gateways = typer.Typer(no_args_is_help=True, help="The adapters that are installed.")
gateway_accounts = typer.Typer(no_args_is_help=True, help="A merchant's credentials for gateways.")


def with_service(data_dir: Path | None, purpose: str, work: Callable[[Service], Awaitable[Result]]) -> Result:
    """The result of `work` with the whole service on the database of the settings. Raises as `with_store` does."""
    from app.assembly import assembled

    async def run() -> Result:
        async with assembled(settings, answers_queries=False) as service:
            return await work(service)

    with settings_of(data_dir, purpose) as settings:
        require_current(settings)
        return asyncio.run(run())


@gateways.command("list")
def list_adapters() -> None:
    """List the adapters, where each comes from, and what it can do."""
    adapters = Adapters()
    typer.echo(f"{SANDBOX}  built in: for sandbox merchants, which need no gateway account")
    for name, each in adapters.installed.items():
        if name != SANDBOX:
            typer.echo("\n".join(_told_adapter(each)))


@gateway_accounts.command("add")
def add(
    merchant: Of,
    name: Name,
    adapter: Annotated[str, typer.Option(help="The adapter's name, as `refundry gateways list` has it.")],
    settings: Set = None,
    secrets: FromFile = None,
    data_dir: DataDir = None,
) -> None:
    """Add a gateway account, and print where its gateway has to send webhooks. Nothing is asked of the gateway."""
    pairs = _read_settings(settings)

    async def work(service: Service) -> GatewayAccount:
        actor = operator_of(await set_up.find_merchant(service.store, merchant))
        given = read_secrets(secrets, _adapter(service, adapter))
        return await flow.add_account(service, actor, AddAccountAsk(name, adapter, pairs, given))

    with told_by_name():
        account = with_service(data_dir, "refundry gateway-accounts add", work)
    typer.echo(f"{account.name}  {_mode(account)}  webhooks at {account.webhook_path}")


@gateway_accounts.command("list")
def list_accounts(merchant: Of, data_dir: DataDir = None) -> None:
    """List a merchant's gateway accounts."""

    async def work(service: Service) -> list[tuple[GatewayAccount, str]]:
        actor = operator_of(await set_up.find_merchant(service.store, merchant))
        return [(each, _state(service, each)) for each in await flow.accounts_of(service, actor)]

    for account, state in with_service(data_dir, "refundry gateway-accounts list", work):
        typer.echo(f"{account.name}  {account.adapter}  version {account.version}  {_mode(account)}  {state}")


@gateway_accounts.command("show")
def show(merchant: Of, name: Name, data_dir: DataDir = None) -> None:
    """Show a gateway account: its settings, by what its secrets are recognized, and where webhooks go."""

    async def work(service: Service) -> tuple[GatewayAccount, str]:
        account = await flow.account_of(service, await _operator(service, merchant), name)
        return account, _state(service, account)

    with told_by_name():
        account, state = with_service(data_dir, "refundry gateway-accounts show", work)
    typer.echo("\n".join(_lines(account, state)))


@gateway_accounts.command("test")
def ask_gateway(merchant: Of, name: Name, data_dir: DataDir = None) -> None:
    """Ask the gateway whose the credentials are, and whether they are live. Ends with 1 if they are refused."""

    async def work(service: Service) -> account_test.AccountTest:
        return await account_test.check_account(service, await _operator(service, merchant), name, "name")

    with told_by_name():
        said = with_service(data_dir, "refundry gateway-accounts test", work)
    typer.echo(said.message, err=not said.ok)
    if not said.ok:
        raise typer.Exit(1)


@gateway_accounts.command("rotate")
def rotate(merchant: Of, name: Name, settings: Set = None, secrets: FromFile = None, data_dir: DataDir = None) -> None:
    """Give a gateway account other secrets, or other settings. What is not named stays; running processes follow."""
    pairs = _read_settings(settings)

    async def work(service: Service) -> GatewayAccount:
        actor = await _operator(service, merchant)
        account = await flow.account_of(service, actor, name)
        only_settings = bool(pairs) and secrets is None and not sys.stdin.isatty()
        given = [] if only_settings else read_secrets(secrets, _adapter(service, account.adapter))
        return await flow.update_account(service, actor, UpdateAccountAsk(name, pairs, given))

    with told_by_name():
        account = with_service(data_dir, "refundry gateway-accounts rotate", work)
    typer.echo(f"{account.name}  version {account.version}  {_mode(account)}")


@gateway_accounts.command("retire")
def retire(merchant: Of, name: Name, data_dir: DataDir = None) -> None:
    """Take a gateway account out of use, for good. What waits to be sent by it goes on waiting."""

    async def work(service: Service) -> list[str]:
        return (await flow.retire_account(service, await _operator(service, merchant), name))[1]

    with told_by_name():
        linked = with_service(data_dir, "refundry gateway-accounts retire", work)
    typer.echo(f"{name} is retired.")
    if linked:
        typer.echo(
            f"refundry: These merchant accounts name it: {', '.join(linked)}. Link them to another one.", err=True
        )


def add_linked(
    merchant: str,
    account: str,
    currency: str,
    gateway_account: str,
    data_dir: Path | None,
    default: bool,
    status: AccountStatus,
) -> None:
    """`refundry merchant-accounts add` for an account on the merchant's gateway account of that name."""

    async def work(service: Service) -> None:
        whose = await set_up.find_merchant(service.store, merchant)
        await links.add_linked_account(
            service, whose, account, currency, gateway_account, default=default, status=status
        )

    with_service(data_dir, "refundry merchant-accounts add", work)
    typer.echo(account)


def set_account(
    merchant: Of,
    account: Annotated[str, typer.Argument(help="The merchant account's id.")],
    gateway_account: Annotated[str, typer.Option(metavar="NAME", help="The gateway account behind it from now on.")],
    data_dir: DataDir = None,
) -> None:
    """Link an account to a gateway account. What was begun by another one before is ended by that one."""

    async def work(service: Service) -> None:
        whose = await set_up.find_merchant(service.store, merchant)
        await links.link_account(service, whose, account, gateway_account)

    with_service(data_dir, "refundry merchant-accounts set", work)
    typer.echo(account)


async def _operator(service: Service, merchant: str) -> Actor:
    found: Merchant = await set_up.find_merchant(service.store, merchant)
    return operator_of(found)


def _adapter(service: Service, name: str) -> Adapter | None:
    try:
        return service.sessions.adapters.named(name)
    except UnknownAdapter:
        return None


def _read_settings(written: Sequence[str] | None) -> list[tuple[str, str]]:
    """The settings of KEY=VALUE texts. Raises CommandFailed, which repeats no text: it may be a secret."""
    pairs = [text.partition("=") for text in written or ()]
    if not all(name and equals for name, equals, _ in pairs):
        raise CommandFailed("--set takes KEY=VALUE, such as --set timeout=30.")
    return [(name.strip(), value) for name, _, value in pairs]


@contextmanager
def told_by_name() -> Iterator[None]:
    """Within it, what is refused is told by the names of options, settings and secrets, and not by places in lists."""
    from app.schema.errors.messages import message_of

    try:
        yield
    except Refused as refused:
        lines = [f"{_name_of(problem)}: {visible(message_of(problem))}" for problem in refused.problems]
        raise CommandFailed("\n".join(lines)) from None


def _name_of(problem: Problem) -> str:
    return problem.facts.get("name") or (problem.path[1] if len(problem.path) > 1 else problem.path[-1])


def _lines(account: GatewayAccount, state: str) -> Iterator[str]:
    yield f"name            {account.name}"
    yield f"adapter         {account.adapter}"
    yield f"version         {account.version}"
    yield f"mode            {_mode(account)}"
    yield f"state           {state}"
    for key, value in sorted(account.settings.items()):
        yield f"setting         {key}={value}"
    for each in account.fingerprints:
        shown = f", ends in {each.last_four}" if each.last_four else ""
        yield f"secret          {each.key}: fingerprint {each.fingerprint}{shown}"
    if account.retired_at is None:
        yield f"webhooks        {account.webhook_path}"
    yield f"last answered   {account.last_answered_at or 'never'}"
    if account.last_error is not None:
        yield f"last error      {account.last_error}"
    yield f"created         {account.created_at}"


def _state(service: Service, account: GatewayAccount) -> str:
    return account.state(installed=account.adapter in service.sessions.adapters).value


def _mode(account: GatewayAccount) -> str:
    return "live" if account.live else "test"


def _told_adapter(each: Installed) -> Iterator[str]:
    yield f"{each.name}  {each.package} {each.version}" + (f"  not usable: {each.error}" if each.error else "")
    if each.adapter is None:
        return
    can = each.adapter.capabilities
    yield f"  does           {', '.join(sorted(can.kinds))}"
    yield f"  looks up       {can.looks_up}; decides {can.decides}"
    yield f"  remembers keys {_length(can.key_life, 'for ever')}"
    yield f"  absence after  {_length(can.absence_after, 'never')}; timeout {_length(can.timeout, '')}"
    yield f"  settings       {', '.join(each.adapter.config.model_fields) or 'the common ones'}"
    yield f"  secrets        {', '.join(each.adapter.secrets.model_fields)}"


def _length(time: timedelta | None, otherwise: str) -> str:
    return otherwise if time is None else format_duration(time)
